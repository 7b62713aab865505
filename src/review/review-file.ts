import { z } from 'zod'
import { columnRoleSchema } from '../columns/understanding.ts'
import { COUNTRY_ANSWERS } from '../mapping/answerer.ts'
import { MAPPING_FIELDS } from '../mapping/mapping.ts'
import {
  basisSchema,
  chargeTypeSchema,
  columnFieldSchema,
  containerSizeSchema,
  containerTypeSchema,
  tableKindSchema,
} from '../reference/vocabulary.ts'

/**
 * `review/NAME.yaml`: the answers of each stage for one workbook, to be corrected by hand. What only explains them
 * (rows, alternatives, findings) stands in comments, so that everything that is data may be edited.
 */

const letter = z.string().regex(/^[A-Z]{1,3}$/, 'expected a column letter')
const columnPointer = z.strictObject({ column: letter })

/** A role, or a role with the further fields that the column fills. */
const roleSchema = z.union([columnRoleSchema, z.tuple([columnRoleSchema]).rest(columnFieldSchema)])
export type ReviewedRole = z.infer<typeof roleSchema>

const priceSchema = z.strictObject({
  type: chargeTypeSchema.nullable(),
  container_size: z.union([containerSizeSchema, z.array(containerSizeSchema)]).nullable(),
  container_type: containerTypeSchema.nullable(),
  charge: z.string().nullable(),
  basis: basisSchema.nullable(),
  /** ISO 4217, or the column that says it row by row. */
  currency: z
    .union([z.string().regex(/^[A-Z]{3}$/, 'expected three letters, as USD'), columnPointer])
    .nullable(),
  minimum: columnPointer.nullable(),
  weight_break: z.string().nullable(),
  heading_is: z.enum(['origin', 'destination']).nullable(),
})
export type ReviewedPrice = z.infer<typeof priceSchema>

/** Words around the table; with the cell where they stand in several. */
const literalSchema = z.union([
  z.string().min(1),
  z.strictObject({ text: z.string().min(1), cell: z.string() }),
])
export type ReviewedLiteral = z.infer<typeof literalSchema>

const tableSchema = z.strictObject({
  sheet: z.string().nullable(),
  range: z.string(),
  header_rows: z.array(z.int().positive()),
  data_rows: z
    .tuple([z.int().positive(), z.int().positive()])
    .refine(([first, last]) => first <= last, 'the first data row comes before the last'),
  section_rows: z.array(z.int().positive()),
  left_out_rows: z.array(z.int().positive()),
  kind: tableKindSchema,
  columns: z.record(letter, roleSchema),
  prices: z.record(letter, priceSchema),
  literals: z.partialRecord(z.enum(MAPPING_FIELDS), literalSchema.nullable()),
  countries: z.partialRecord(z.enum(COUNTRY_ANSWERS), z.string().nullable()),
  /** Text of a place → UN/LOCODE; null: undecided. */
  places: z.record(
    z.string(),
    z
      .string()
      .regex(/^[A-Z]{2}[A-Z0-9]{3}$/, 'expected a UN/LOCODE')
      .nullable(),
  ),
  /** What checks hold against prices, and whether it is accepted: `true`, or why. A price by its cell, whatever is held against it. */
  accept: z.record(z.string(), z.union([z.boolean(), z.string().min(1)])),
})
export type ReviewedTable = z.infer<typeof tableSchema>

/** The parts of a table of which edits are kept. */
export const reviewedTableShape = { ...tableSchema.shape, price: priceSchema }

export const reviewSchema = z.strictObject({
  workbook: z.string(),
  /** Where the workbook was read from. */
  path: z.string(),
  sha256: z.string(),
  /** Rates read, those that wait, and the sum of their doubts (1 where an error was found). */
  waiting: z.strictObject({ rates: z.int(), review: z.int(), doubt: z.number() }),
  tables: z.array(tableSchema),
})
export type Review = z.infer<typeof reviewSchema>
