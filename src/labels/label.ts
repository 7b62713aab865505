import { createHash } from 'node:crypto'
import { z } from 'zod'
import { columnRoleSchema } from '../columns/understanding.ts'
import { columnFieldSchema, tableKindSchema } from '../reference/vocabulary.ts'
import { excerptSchema } from './excerpt.ts'
import { goldPriceColumnSchema, goldTableSchema } from './gold.ts'

/** Proposed: nobody has looked. Accepted: right as it is. Edited: right after a person's change. Rejected: not to be learned. */
export const LABEL_STATES = ['proposed', 'accepted', 'edited', 'rejected'] as const
/** Who it comes from: a person's correction, a certain repair by a check, an expensive model, the generator. */
export const LABEL_SOURCES = ['correction', 'repair', 'teacher', 'generated'] as const

/** Rows of a table, by the row numbers of the sheet. */
const rowsAnswerSchema = z.strictObject({
  range: z.string(),
  header_rows: z.array(z.int()),
  data_rows: z.tuple([z.int(), z.int()]),
  section_rows: z.array(z.int()),
})
const columnsAnswerSchema = z.strictObject({
  kind: tableKindSchema,
  /** Column letter → role. */
  columns: z.record(z.string(), columnRoleSchema),
  /** Column letter → further fields that it fills, where just these were wrong. */
  also: z.record(z.string(), z.array(columnFieldSchema)).optional(),
  /** Column letter → what is said of all of its values, where just that was wrong. */
  descriptions: z.record(z.string(), z.string()).optional(),
})
const mappingAnswerSchema = z.strictObject({
  /** Column letter → what its prices are. */
  prices: z.record(z.string(), goldPriceColumnSchema),
  /** Field → the words around the table that fill it, and the cell that they stand in. */
  literals: z.record(z.string(), z.strictObject({ text: z.string(), cell: z.string().nullable() })),
})
const placeAnswerSchema = z.strictObject({
  /** Null: none of the places that the gazetteer knows. */
  unlocode: z
    .string()
    .regex(/^[A-Z]{2}[A-Z0-9]{3}$/)
    .nullable(),
})

const common = {
  state: z.enum(LABEL_STATES),
  source: z.enum(LABEL_SOURCES),
  /** Why the given answer was wrong, in a sentence. */
  reason: z.string(),
  /** ISO day. */
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** The model that gave the wrong answer; null where none was given. */
  given_by: z.string().nullable(),
  file: z.string(),
  /** Carrier of the sheet, as written; null when it names none. */
  carrier: z.string().nullable(),
  /** The layout, as layout memory names it: examples of one layout are never divided between training and test. */
  layout: z.string(),
}
/** Labels of a table carry the cells that the question needs, and the whole right reading of that excerpt. */
const ofTable = { ...common, excerpt: excerptSchema, right: goldTableSchema }

/** One correction: what was asked, what was said, what is right. Published as `schemas/label.schema.json`. */
export const labelSchema = z.discriminatedUnion('stage', [
  z.strictObject({
    stage: z.literal('row-labels'),
    ...ofTable,
    given: rowsAnswerSchema.nullable(),
    corrected: rowsAnswerSchema,
  }),
  z.strictObject({
    stage: z.literal('column-roles'),
    ...ofTable,
    given: columnsAnswerSchema.nullable(),
    corrected: columnsAnswerSchema,
  }),
  z.strictObject({
    stage: z.literal('field-mapping'),
    ...ofTable,
    given: mappingAnswerSchema.nullable(),
    corrected: mappingAnswerSchema,
  }),
  z.strictObject({
    stage: z.literal('place-resolution'),
    ...common,
    /** The text of the cell, and what stood beside it. */
    question: z.strictObject({
      text: z.string().min(1),
      country: z.string().nullable(),
      printed_code: z.string().nullable(),
    }),
    given: placeAnswerSchema.nullable(),
    corrected: placeAnswerSchema,
  }),
])
export type Label = z.infer<typeof labelSchema>
export type TableLabel = Exclude<Label, { stage: 'place-resolution' }>
export type LabelState = (typeof LABEL_STATES)[number]

/** What a label is about: the stage and the question, without the answers. Equal questions have equal keys. */
export function questionKey(label: Label): string {
  const question = label.stage === 'place-resolution' ? label.question : label.excerpt
  return sha256(JSON.stringify([label.stage, question]))
}

/** The address of a label by its content: the same correction made twice is one label. State, date and reason are no part of it. */
export function labelId(label: Label): string {
  return sha256(JSON.stringify([questionKey(label), label.source, sorted(label.corrected)])).slice(0, 16)
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The same value with the keys of all objects in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
