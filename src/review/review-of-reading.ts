import type { Finding } from '../checks/finding.ts'
import { COUNTRY_ANSWERS } from '../mapping/answerer.ts'
import { MAPPING_FIELDS, type PriceColumn } from '../mapping/mapping.ts'
import type { ReadRateSheet, ReadTable } from '../pipeline.ts'
import type { PlaceDoubt } from '../places/answerer.ts'
import { decidePlaces } from '../rates/decide-places.ts'
import { columnLetter } from '../workbook/grid.ts'
import { openErrors } from './acceptances.ts'
import { concerns } from './concerns.ts'
import type { Review, ReviewedPrice, ReviewedRole, ReviewedTable } from './review-file.ts'
import { writeReview } from './review-folder.ts'
import { reviewText } from './review-text.ts'

/** A table's answers as they are edited, with the places that are in doubt. */
export interface TableForReview {
  readonly read: ReadTable
  readonly reviewed: ReviewedTable
  readonly doubts: readonly PlaceDoubt[]
}

/** A review with the readings that explain it. */
export interface ReviewOfReading {
  readonly review: Review
  readonly tables: readonly TableForReview[]
}

/** The answers for a workbook in the form in which a person edits them, once its rates were consumed. */
export async function reviewOfReading(
  read: ReadRateSheet,
  facts: { readonly file: string; readonly path: string; readonly waiting: Review['waiting'] },
): Promise<ReviewOfReading> {
  const { file, path, waiting } = facts
  const tables: TableForReview[] = []
  for (const table of read.tables) tables.push(await tableForReview(table, file, read.findings))
  const sha256 = read.workbook?.sha256 ?? ''
  return {
    review: { workbook: file, path, sha256, waiting, tables: tables.map(({ reviewed }) => reviewed) },
    tables,
  }
}

/** Writes the review file of a workbook below an output folder. */
export function saveReview(
  out: string,
  output: string,
  { review, tables }: ReviewOfReading,
  findings: readonly Finding[],
): void {
  writeReview(out, output, reviewText(review, tables, findings, output))
}

/** The answers for one table in the form in which a person edits them. */
async function tableForReview(
  read: ReadTable,
  file: string,
  findings: readonly Finding[],
): Promise<TableForReview> {
  const { table, understanding, mapping } = read
  const doubts = await placeDoubts(read, file)
  const reviewed: ReviewedTable = {
    sheet: table.sheet,
    range: understanding.range,
    header_rows: [...table.headerRows],
    data_rows: [table.firstDataRow, table.lastDataRow],
    section_rows: [...table.sectionRows],
    left_out_rows: table.skippedRows.map(({ row }) => row),
    kind: understanding.kind,
    columns: Object.fromEntries(
      understanding.columns.map(({ letter, role, also }): [string, ReviewedRole] => [
        letter,
        also.length === 0 ? role : [role, ...also],
      ]),
    ),
    prices: Object.fromEntries(mapping.rates.map((price) => [columnLetter(price.id), priceForReview(price)])),
    literals: {},
    countries: {},
    places: Object.fromEntries(doubts.map(({ text }) => [text, null])),
    accept: openErrors(findings.filter((finding) => concerns(finding, table))),
  }
  for (const field of MAPPING_FIELDS) {
    const value = mapping[field]
    const country = COUNTRY_ANSWERS.find((one) => one === field)
    if (country === undefined) {
      if (typeof value === 'string') reviewed.literals[field] = value
    } else if (typeof value !== 'number' && !Array.isArray(value)) {
      const place = mapping[country.replace('_country', '') as (typeof MAPPING_FIELDS)[number]]
      if (place !== null) reviewed.countries[country] = value
    }
  }
  return { read, reviewed, doubts }
}

function priceForReview(price: PriceColumn): ReviewedPrice {
  const { type, container_size, container_type, charge, basis, currency, minimum, weight_break } = price
  return {
    type,
    container_size,
    container_type,
    charge,
    basis,
    currency: typeof currency === 'number' ? { column: columnLetter(currency) } : currency,
    minimum: minimum === null ? null : { column: columnLetter(minimum) },
    weight_break,
    heading_is: price.destination !== null ? 'destination' : price.origin !== null ? 'origin' : null,
  }
}

/** In a longer table each of many places would be asked for, and walking its rows takes as long as reading them. */
const MOST_ROWS = 3000

/** Place texts whose reading is not sure, each once. */
async function placeDoubts({ table, mapping }: ReadTable, file: string): Promise<PlaceDoubt[]> {
  if (mapping.rates.length === 0 || table.lastDataRow - table.firstDataRow > MOST_ROWS) return []
  const found = new Map<string, PlaceDoubt>()
  await decidePlaces(table, mapping, new Map(), file, {
    async answerPlaces({ doubts }) {
      for (const doubt of doubts)
        if (doubt.options.length > 0 && !found.has(doubt.text)) found.set(doubt.text, doubt)
      return { choices: [] }
    },
  })
  return [...found.values()]
}
