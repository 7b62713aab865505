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
  // Columns and mapping
  'column-unsure',
  'country-contradicts-data',
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
  // Values
  'amount-outlier',
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
  'date-implausible',
  'date-unreadable',
  'date-order-assumed',
  'date-year-inferred',
  'duplicate-rate',
  'value-in-context-only',
] as const

export const severitySchema = z.enum(['info', 'warning', 'error'])
export const findingCodeSchema = z.enum(FINDING_CODES)

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
})

export type FindingCode = (typeof FINDING_CODES)[number]
export type Severity = z.infer<typeof severitySchema>
export type Finding = z.infer<typeof findingSchema>

/** Makes a finding; `value` is what was read, `expected` what would have been right, as far as known. */
export function finding(
  code: FindingCode,
  severity: Severity,
  at: { file: string; sheet?: string | null; range?: string | null },
  message: string,
  facts: { value?: string | null; expected?: string | null } = {},
): Finding {
  return {
    code,
    severity,
    at: { file: at.file, sheet: at.sheet ?? null, range: at.range ?? null },
    message,
    value: facts.value ?? null,
    expected: facts.expected ?? null,
  }
}

/** What every stage returns: it never throws for what a file contains. */
export interface StageResult<T> {
  readonly value: T
  readonly findings: readonly Finding[]
}
