import { z } from 'zod'
import { UsageError } from '../config.ts'
import { acceptProblem } from './acceptances.ts'
import type { ParsedReview } from './parse-review.ts'
import { type Review, type ReviewedTable, reviewedTableShape } from './review-file.ts'

/** What a person changed in the answers for one table. Only what changed is here; null takes an answer away. */
export const tableEditsSchema = z.strictObject({
  /** The table as it was read before the change. */
  was: z.strictObject({
    sheet: z.string().nullable(),
    range: z.string(),
    header_rows: z.array(z.int()),
    data_rows: z.tuple([z.int(), z.int()]),
  }),
  rows: z
    .strictObject({
      header_rows: z.array(z.int()),
      data_rows: z.tuple([z.int(), z.int()]),
      section_rows: z.array(z.int()),
      left_out_rows: z.array(z.int()),
    })
    .nullable(),
  kind: reviewedTableShape.kind.nullable(),
  columns: reviewedTableShape.columns,
  prices: z.record(z.string(), reviewedTableShape.price.nullable()),
  literals: reviewedTableShape.literals,
  countries: reviewedTableShape.countries,
  places: reviewedTableShape.places,
  /** What was accepted, with why; '' where the reason of the whole correction holds. */
  accepted: z.record(z.string(), z.string()).default({}),
})
export type TableEdits = z.infer<typeof tableEditsSchema>

/** The stages in the order in which they are answered. */
export type EditedStage = 'row-labels' | 'column-roles' | 'field-mapping' | 'place-resolution' | 'checks'

/** The first stage that a correction changes: everything after it is answered anew. */
export function firstStage(edits: readonly TableEdits[]): EditedStage | null {
  if (edits.some(({ rows }) => rows !== null)) return 'row-labels'
  if (edits.some(({ kind, columns }) => kind !== null || some(columns))) return 'column-roles'
  if (edits.some(({ prices, literals, countries }) => some(prices) || some(literals) || some(countries)))
    return 'field-mapping'
  if (edits.some(({ places }) => some(places))) return 'place-resolution'
  return edits.some(({ accepted }) => some(accepted)) ? 'checks' : null
}

const some = (record: object): boolean => Object.keys(record).length > 0

/**
 * What differs between a review file as it was written and as it is now. Throws {@link UsageError} for changes that make no
 * sense, each with its line.
 */
export function editsOf(original: Review, parsed: ParsedReview, path: string): TableEdits[] {
  const { review, lineOf } = parsed
  const problems: string[] = []
  const problem = (where: readonly PropertyKey[], message: string) => {
    problems.push(`  line ${lineOf(where)}: ${message}`)
  }
  if (review.sha256 !== original.sha256 || review.workbook !== original.workbook)
    problem(['workbook'], 'workbook and sha256 say what was read; leave them as they are.')
  if (review.tables.length !== original.tables.length)
    problem(
      ['tables'],
      `the workbook has ${original.tables.length} tables, this file ${review.tables.length}. To leave a table out, give it "kind: not_rates".`,
    )
  const edits = original.tables.flatMap((was, at) => {
    const now = review.tables[at]
    if (!now) return []
    checkTable(was, now, (where, message) => problem(['tables', at, ...where], message))
    const one = tableEdits(was, now)
    return isEmpty(one) ? [] : [one]
  })
  if (problems.length > 0) throw new UsageError(`${path} cannot be used:\n${problems.join('\n')}`)
  return edits
}

function checkTable(
  was: ReviewedTable,
  now: ReviewedTable,
  problem: (where: readonly PropertyKey[], message: string) => void,
): void {
  if (now.sheet !== was.sheet) problem(['sheet'], 'the sheet of a table cannot be changed.')
  if (now.range !== was.range)
    problem(
      ['range'],
      'the range follows from the rows; change header_rows and data_rows, or set a column to "ignored".',
    )
  const letters = Object.keys(was.columns)
  const known = `its columns are ${letters[0]} to ${letters.at(-1)}`
  for (const letter of Object.keys(now.columns))
    if (!(letter in was.columns))
      problem(['columns', letter], `this table has no column ${letter}; ${known}.`)
  for (const letter of letters)
    if (!(letter in now.columns))
      problem(['columns'], `column ${letter} is missing. One that carries nothing is "ignored".`)
  for (const [letter, price] of Object.entries(now.prices)) {
    if (!(letter in was.columns)) {
      problem(['prices', letter], `this table has no column ${letter}; ${known}.`)
      continue
    }
    if (now.columns[letter] !== 'price' && !(letter in was.prices))
      problem(['prices', letter], `column ${letter} has a price, but its role is not "price".`)
    for (const key of ['currency', 'minimum'] as const) {
      const pointer = price[key]
      if (typeof pointer === 'object' && pointer !== null && !(pointer.column in was.columns))
        problem(['prices', letter, key], `this table has no column ${pointer.column}; ${known}.`)
    }
  }
  for (const name of Object.keys(now.accept)) {
    const wrong = acceptProblem(name, was)
    if (wrong !== null) problem(['accept', name], wrong)
  }
  const [first, last] = now.data_rows
  if (now.header_rows.some((row) => row >= first && row <= last && !was.header_rows.includes(row)))
    problem(['header_rows'], 'a heading stands above the data; repeated headings belong into left_out_rows.')
  for (const key of ['section_rows', 'left_out_rows'] as const)
    for (const row of now[key])
      if (row < first || row > last)
        problem([key], `row ${row} is not among the data rows ${first} to ${last}.`)
}

function tableEdits(was: ReviewedTable, now: ReviewedTable): TableEdits {
  const rows = ['header_rows', 'data_rows', 'section_rows', 'left_out_rows'] as const
  const rowsChanged = rows.some((key) => !same(was[key], now[key]))
  const { header_rows, data_rows, section_rows, left_out_rows } = now
  const prices = changed(was.prices, now.prices)
  // A column that is no price any more has none to correct.
  for (const letter of Object.keys(prices)) if (now.columns[letter] !== 'price') delete prices[letter]
  return {
    was: { sheet: was.sheet, range: was.range, header_rows: was.header_rows, data_rows: was.data_rows },
    rows: rowsChanged ? { header_rows, data_rows, section_rows, left_out_rows } : null,
    kind: now.kind === was.kind ? null : now.kind,
    columns: changed(was.columns, now.columns) as TableEdits['columns'],
    prices,
    literals: changed(was.literals, now.literals) as TableEdits['literals'],
    countries: changed(was.countries, now.countries) as TableEdits['countries'],
    places: changed(was.places, now.places) as TableEdits['places'],
    accepted: Object.fromEntries(
      Object.entries(now.accept).flatMap(([name, said]) =>
        said === false ? [] : [[name, said === true ? '' : said]],
      ),
    ),
  }
}

/** Entries that are new or different; those that are gone are null. */
function changed<T>(
  was: Readonly<Record<string, T>>,
  now: Readonly<Record<string, T>>,
): Record<string, T | null> {
  const result: Record<string, T | null> = {}
  for (const key of new Set([...Object.keys(was), ...Object.keys(now)]))
    if (!same(was[key] ?? null, now[key] ?? null)) result[key] = now[key] ?? null
  return result
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const isEmpty = (edits: TableEdits): boolean => firstStage([edits]) === null

/**
 * Earlier corrections and a later one. Where the later one changes the rows of a table, the earlier ones speak of the table
 * with those rows from now on.
 */
export function withLater(
  earlier: readonly (readonly TableEdits[])[],
  later: readonly TableEdits[],
): (readonly TableEdits[])[] {
  const moved = earlier.map((edits) =>
    edits.map((edit) => {
      const rows = edit.rows ?? edit.was
      const next = later.find(
        ({ was }) =>
          was.sheet === edit.was.sheet &&
          same(was.header_rows, rows.header_rows) &&
          same(was.data_rows, rows.data_rows) &&
          was.range.replace(/\d+/g, '') === edit.was.range.replace(/\d+/g, ''),
      )
      return next?.rows ? { ...edit, rows: next.rows } : edit
    }),
  )
  return [...moved, later]
}
