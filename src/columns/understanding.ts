import { z } from 'zod'
import { answeredSchema } from '../answered.ts'
import { columnFieldSchema, tableKindSchema } from '../reference/vocabulary.ts'

/** What a column is, as the column-roles model says: a field, `price`, or `ignored`. */
export const columnRoleSchema = z.union([columnFieldSchema, z.literal('price'), z.literal('ignored')])
export type ColumnRole = z.infer<typeof columnRoleSchema>

/** One column as understood. `id` is the 0-based column of the sheet (A = 0). */
export const understoodColumnSchema = z.strictObject({
  id: z.int().nonnegative(),
  letter: z.string(),
  /** Header text, the rows of a header joined with " / ". */
  name: z.string(),
  description: z.string(),
  /** Real cells of the column, chosen for diversity over the whole column. */
  examples: z.array(z.string()),
  role: columnRoleSchema,
  /** Further fields that the values of the column also fill, by what is in them ("Shimizu t/s Pusan"). */
  also: z.array(columnFieldSchema),
  confidence: z.number().min(0).max(1),
  alternatives: z.array(z.strictObject({ role: columnRoleSchema, confidence: z.number() })),
})

/** Wove's intermediate answer for one table. */
export const understandingSchema = z.strictObject({
  sheet: z.string().nullable(),
  range: z.string(),
  header_rows: z.array(z.int()),
  data_rows: z.tuple([z.int(), z.int()]),
  section_rows: z.array(z.int()),
  kind: tableKindSchema,
  purpose: z.string(),
  columns: z.array(understoodColumnSchema),
  /** Title, key-value and note cells around the table, each with its cell. */
  context: z.array(z.strictObject({ cell: z.string().nullable(), kind: z.string(), text: z.string() })),
  confidence: z.number(),
  /** Who said so: rows first, then columns. */
  answered: z.array(answeredSchema),
})

export type UnderstoodColumn = z.infer<typeof understoodColumnSchema>
export type Understanding = z.infer<typeof understandingSchema>
