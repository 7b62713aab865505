import { CATALOGUE } from '../../checks/catalogue.ts'
import { headerName } from '../../columns/header-name.ts'
import { columnFacts } from '../../columns/understand.ts'
import type { ReadRateSheet, ReadTable } from '../../pipeline.ts'
import { ANSWER_CONFIDENCE } from '../../places/decide.ts'
import type { RowAnswer, RowQuestion } from '../../tables/row-question.ts'
import type { Table } from '../../tables/table.ts'
import { columnIndex, type Grid } from '../../workbook/grid.ts'
import type { GivenAnswers } from '../given-answers.ts'
import type { Layout, RememberedPlace, RememberedSheet, RememberedTable } from './layout.ts'
import { looksLike } from './match-columns.ts'
import { rememberLiterals, tableCaptions } from './remember-literals.ts'
import { rememberRows } from './remember-rows.ts'

/** A reading that a person approved, with the questions that led to it. */
export interface ApprovedReading {
  /** File name of the workbook, without folder. */
  readonly file: string
  readonly read: ReadRateSheet
  readonly given: GivenAnswers
}

/** The layout of an approved reading. */
export function rememberLayout(name: string, approved: ApprovedReading): Layout {
  const grids = new Map<Grid, { question: RowQuestion; answer: RowAnswer }[]>()
  for (const row of approved.given.rows) {
    const known = grids.get(row.question.grid)
    if (known) known.push(row)
    else grids.set(row.question.grid, [row])
  }
  const sheets = [...grids].map(
    ([grid, rows]): RememberedSheet => ({
      sheet: grid.sheet,
      turned: grid !== approved.read.workbook?.grids.find(({ sheetIndex }) => sheetIndex === grid.sheetIndex),
      ...rememberRows(grid, rows),
      tables: approved.read.tables
        .filter(({ table }) => table.grid === grid)
        .map((read) => rememberTable(read, approved.given)),
      ...rememberPlaces(grid.sheet, approved.given),
    }),
  )
  return { layout: name, approved_from: approved.file, sheets }
}

function rememberTable(read: ReadTable, given: GivenAnswers): RememberedTable {
  const { table, understanding, mapping } = read
  const facts = columnFacts(table)
  const place = (id: number | null) => (id === null ? null : id - table.range.left)
  const asked = given.mapping.find(({ question }) => question.table === table)
  // What the checks took out is not remembered.
  const said = (asked?.answer.countries ?? []).filter(({ field, country }) => mapping[field] === country)
  return {
    // That a table repeats another one is found in the workbook, not in its layout.
    kind: given.columns.find(({ question }) => question.table === table)?.answer.kind ?? understanding.kind,
    columns: understanding.columns.map((column, at) => ({
      heading: headerName(facts[at]!.header),
      role: column.role,
      ...(saidAlso(given, table, column.id) ? { also: [...column.also] } : {}),
      looks_like: looksLike(facts[at]!.profile),
    })),
    literals: asked ? rememberLiterals(asked.question, asked.answer, mapping) : [],
    prices: mapping.rates.map((price) => ({
      column: price.id - table.range.left,
      type: price.type,
      container_sizes:
        price.container_size === null
          ? []
          : Array.isArray(price.container_size)
            ? price.container_size
            : [price.container_size],
      container_type: price.container_type,
      charge: price.charge,
      basis: price.basis,
      currency: typeof price.currency === 'string' ? price.currency : null,
      currency_column: typeof price.currency === 'number' ? place(price.currency) : null,
      minimum_column: place(price.minimum),
      weight_break: price.weight_break,
      heading_is: price.destination !== null ? 'destination' : price.origin !== null ? 'origin' : null,
    })),
    ...(said.length === 0 ? {} : { countries: said.map(({ field, country }) => ({ field, country })) }),
    ...rememberAccepted(read),
    captions: tableCaptions(table.context),
  }
}

/** Texts of a sheet that were decided. */
function rememberPlaces(sheet: string | null, given: GivenAnswers): Pick<RememberedSheet, 'places'> {
  const places = new Map<string, RememberedPlace>()
  for (const { question, answer } of given.places) {
    if (question.sheet !== sheet) continue
    for (const { id, code, confidence } of answer.choices) {
      const doubt = question.doubts.find((one) => one.id === id)
      if (!doubt || code === null || confidence < ANSWER_CONFIDENCE) continue
      places.set(`${doubt.text}|${doubt.country}`, { text: doubt.text, country: doubt.country, code })
    }
  }
  return places.size === 0 ? {} : { places: [...places.values()] }
}

/** What a person accepted of a table or a column stays accepted; a single price is another one next month. */
function rememberAccepted({ table, accepted = [] }: ReadTable): Pick<RememberedTable, 'accepted'> {
  const kept = accepted.flatMap(({ code, range, column: letter, reason }) => {
    if (code === null || !OF_LAYOUT.has(CATALOGUE[code].group)) return []
    const letters = new Set(letter ?? range?.match(/[A-Z]+/g))
    const [own] = letters
    const column = letters.size === 1 ? columnIndex(own!) - table.range.left : null
    return [{ code, column, reason }]
  })
  return kept.length === 0 ? {} : { accepted: kept }
}

const OF_LAYOUT: ReadonlySet<string> = new Set(['table', 'column'])

/** Whether somebody said what else a column fills; what its values say is found in them again. */
function saidAlso(given: GivenAnswers, table: Table, id: number): boolean {
  const asked = given.columns.find(({ question }) => question.table === table)
  return asked?.answer.columns.find((column) => column.id === id)?.also !== undefined
}

/** The name of a layout for a workbook: its file name without ending, in letters that every disk takes. */
export function layoutName(file: string): string {
  const bare = file.replace(/\.[a-z]{2,5}$/i, '').replace(/[^\p{L}\p{N}._-]+/gu, '-')
  return bare.replace(/^[.-]+|[.-]+$/g, '') || 'layout'
}
