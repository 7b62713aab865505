import type { Answered } from '../answered.ts'
import type { StageResult } from '../checks/finding.ts'
import { FindingLog } from '../checks/finding-log.ts'
import type { Mapping } from '../mapping/mapping.ts'
import type { PlaceAnswerer, PlaceDoubt, PlaceField, PlaceQuestion } from '../places/answerer.ts'
import { ANSWER_CONFIDENCE } from '../places/decide.ts'
import type { PlaceDecision } from '../places/decided-place.ts'
import { lookUpOffers } from '../places/look-up.ts'
import type { Table } from '../tables/table.ts'
import { AddOnRows } from './add-on-rows.ts'
import { ColumnReader } from './column-reader.ts'
import { Footnotes } from './footnotes.ts'
import type { PortGroups } from './groups.ts'
import { LaneReader } from './lanes.ts'
import { type DoubtfulPlace, PlaceReader } from './place-reader.ts'

/** Decisions by the key that a place reader gives a text. */
export type PlaceDecisions = ReadonlyMap<string, PlaceDecision>

export interface DecidedPlaces {
  readonly decisions: PlaceDecisions
  /** Who decided; undefined where nothing had to be asked. */
  readonly answered?: Answered
}

/** More doubtful texts in one table are a table that was read wrong, or garbage. */
const MOST_DOUBTS = 60
const NO_HEADING = { origin: null, destination: null }

/**
 * Has the place texts of a table decided of which the embedded model is not sure. All rows are walked as for rates, so
 * that each text is asked for once, with what stands beside it where it stands first.
 */
export async function decidePlaces(
  table: Table,
  mapping: Mapping,
  groups: PortGroups,
  file: string,
  answerer: PlaceAnswerer,
): Promise<StageResult<DecidedPlaces>> {
  const doubtful = doubtfulPlaces(table, mapping, groups, file).slice(0, MOST_DOUBTS)
  if (doubtful.length === 0) return { value: { decisions: new Map() }, findings: [] }
  const countries: Partial<Record<PlaceField, readonly string[]>> = {}
  for (const { field, columnCountries } of doubtful)
    if (columnCountries.length > 0) countries[field] = columnCountries
  const doubts = doubtful.map(
    (one, at): PlaceDoubt => ({
      id: at + 1,
      text: one.place.text,
      cell: one.cell,
      field: one.field,
      country: one.country,
      printedCode: one.printedCode,
      opposite: one.opposite,
      options: one.options,
    }),
  )
  const question: PlaceQuestion = { file, sheet: table.sheet, doubts, countries }
  const answer = await answerer.answerPlaces(question)
  const decisions = new Map<string, PlaceDecision>()
  for (const { id, code, confidence, lookedUp } of answer.choices) {
    const doubt = doubtful[id - 1]
    // A guess is no decision: a wrong code costs more than none.
    if (!doubt || code === null || confidence < ANSWER_CONFIDENCE) continue
    const offered = doubt.options.some((option) => option.code === code)
    if (!offered && (lookedUp === undefined || !lookUpOffers(lookedUp, code))) continue
    const by = answer.answered ? `${answer.answered.model} (${answer.answered.by})` : 'whoever was asked'
    decisions.set(doubt.key, { code, confidence, by })
  }
  return {
    value: { decisions, ...(answer.answered === undefined ? {} : { answered: answer.answered }) },
    findings: answer.findings ?? [],
  }
}

function doubtfulPlaces(table: Table, mapping: Mapping, groups: PortGroups, file: string): DoubtfulPlace[] {
  const columns = new ColumnReader(table)
  const places = new PlaceReader(table, mapping, groups, new FindingLog(file))
  const lanes = new LaneReader(table, mapping, columns, places, new AddOnRows(table, mapping))
  const notes = new Footnotes(table)
  const skipped = new Set(table.skippedRows.map(({ row }) => row))
  const headed = mapping.rates.filter(({ origin, destination }) => origin !== null || destination !== null)
  const remarkColumns = typeof mapping.remarks === 'number' ? [mapping.remarks] : mapping.remarks
  for (let row = table.firstDataRow; row <= table.lastDataRow; row++) {
    if (columns.isSection(row)) {
      columns.startSection()
      lanes.startSection(row)
      continue
    }
    if (skipped.has(row)) continue
    const remarks = Array.isArray(remarkColumns)
      ? notes.spelledOut(remarkColumns.flatMap((column) => columns.at(row, column, false)?.text.trim() ?? []))
      : []
    lanes.lanes(row, NO_HEADING, remarks)
    for (const column of headed) lanes.lanes(row, column, remarks)
  }
  return places.doubtful()
}
