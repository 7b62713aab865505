import { z } from 'zod'

/** Every code a finding may have. A closed union: text is rendered elsewhere, tests match codes. */
export const FINDING_CODES = [
  // Reading the file
  'file-empty',
  'file-not-found',
  'file-not-workbook',
  'file-is-zip',
  'file-truncated',
  'file-encrypted',
  'file-too-large',
  'file-zip-bomb',
  'file-unreadable',
  'file-time-limit',
  'file-failed',
  'file-html-as-xls',
  'cell-limit',
  'sheet-limit',
  'sheet-unreadable',
  'hidden-sheet',
  'encoding-guessed',
  // Tables and sheets
  'no-rates',
  'sheet-not-rates',
  'sheet-superseded',
  'duplicate-table',
  'header-ambiguous',
  'hidden-rows',
  'hidden-columns',
  'table-unsure',
  'header-holds-data',
  'heading-as-data',
  'rows-lost',
  'price-cell-lost',
  'merge-not-filled',
  'sum-mismatch',
  'kind-contradicts-data',
  'layout-drift',
  // Columns and mapping
  'column-unsure',
  'column-out-of-table',
  'column-claimed-twice',
  'column-unread',
  'role-contradicts-heading',
  'role-contradicts-data',
  'container-contradicts-heading',
  'charge-contradicts-heading',
  'basis-contradicts-heading',
  'country-contradicts-data',
  'carrier-contradicts-data',
  'container-contradicts-data',
  'description-contradicts-data',
  'literal-ungrounded',
  'example-ungrounded',
  'currency-missing',
  'currency-contradiction',
  'origin-missing',
  'destination-missing',
  // Places
  'place-unknown',
  'place-ambiguous',
  'place-misspelt',
  'code-name-mismatch',
  'group-unexpanded',
  'same-origin-destination',
  'place-ungrounded',
  'place-far',
  'place-decided',
  // Values
  'amount-ungrounded',
  'amount-outlier',
  'zero-amount',
  'price-order',
  'negative-amount',
  'non-price-in-price-column',
  'formula-without-value',
  'struck-through',
  'note-has-price',
  'carrier-unknown',
  'charge-unknown',
  'container-assumed',
  'date-order',
  'dates-swapped',
  'date-implausible',
  'date-unreadable',
  'date-ungrounded',
  'date-order-assumed',
  'date-year-inferred',
  'validity-overlap',
  'rate-expired',
  'duplicate-rate',
  'value-in-context-only',
  'context-unused',
  // Answers of language models
  'answer-not-in-sheet',
  'endpoint-failed',
  'readers-disagree',
  'orders-in-cell',
] as const

export const severitySchema = z.enum(['info', 'warning', 'error'])
export const findingCodeSchema = z.enum(FINDING_CODES)

/** What a repaired answer holds: a column id, several, a literal, words, or nothing. */
const answerValueSchema = z.union([
  z.string(),
  z.number(),
  z.array(z.union([z.string(), z.number()])),
  z.null(),
])

/** What would put an answer right, with what it says now. */
export const repairSchema = z.strictObject({
  /** Whose answer it is: the model of which stage erred. */
  stage: z.enum(['understanding', 'mapping']),
  /** Where in the answer: `destination_via_country`, `columns.2.description`, `rates.0.container_size`. */
  field: z.string(),
  before: answerValueSchema,
  after: answerValueSchema,
  /** Only certain repairs are applied; the others are offered. */
  applied: z.boolean(),
})

export const findingSchema = z.strictObject({
  code: findingCodeSchema,
  severity: severitySchema,
  at: z.strictObject({
    file: z.string(),
    sheet: z.string().nullable(),
    /** A1 cell or range, null for the whole sheet or file. */
    range: z.string().nullable(),
  }),
  message: z.string(),
  value: z.string().nullable(),
  expected: z.string().nullable(),
  repair: repairSchema.optional(),
})

export type FindingCode = (typeof FINDING_CODES)[number]
export type Severity = z.infer<typeof severitySchema>
export type Repair = z.infer<typeof repairSchema>
export type AnswerValue = Repair['before']
export type Finding = z.infer<typeof findingSchema>

/** Makes a finding; `value` is what was read, `expected` what would have been right, as far as known. */
export function finding(
  code: FindingCode,
  severity: Severity,
  at: { file: string; sheet?: string | null; range?: string | null },
  message: string,
  facts: { value?: string | null; expected?: string | null; repair?: Repair } = {},
): Finding {
  return {
    code,
    severity,
    at: { file: at.file, sheet: at.sheet ?? null, range: at.range ?? null },
    message,
    value: facts.value ?? null,
    expected: facts.expected ?? null,
    ...(facts.repair ? { repair: facts.repair } : {}),
  }
}

/** What every stage returns: it never throws for what a file contains. */
export interface StageResult<T> {
  readonly value: T
  readonly findings: readonly Finding[]
}
