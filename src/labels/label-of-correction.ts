import type { Stage } from '../answered.ts'
import type { Understanding, UnderstoodColumn } from '../columns/understanding.ts'
import { CLAIMED, type Mapping, type PriceColumn } from '../mapping/mapping.ts'
import type { Table } from '../tables/table.ts'
import { type CellRange, columnLetter } from '../workbook/grid.ts'
import { excerptOf } from './excerpt.ts'
import type { GoldField, GoldPriceColumn, GoldTable } from './gold.ts'
import type { Label, LabelState, TableLabel } from './label.ts'

/** One reading of a table: as a model gave it, or as a person corrected it. */
export interface Reading {
  readonly table: Table
  readonly understanding: Understanding
  readonly mapping: Mapping
}

export interface CorrectionFacts {
  readonly file: string
  readonly layout: string
  readonly reason: string
  readonly source: Label['source']
  readonly state: LabelState
  /** ISO day. */
  readonly date: string
  /** The other tables of the sheet: their rows are no surroundings of this one. */
  readonly others?: readonly CellRange[]
}

/**
 * The labels of a corrected table: one for each stage whose answer differs, each with the cells that it needs. Equal
 * readings give none.
 */
export function labelsOfCorrection(given: Reading, corrected: Reading, facts: CorrectionFacts): TableLabel[] {
  const stages: readonly Stage[] = ['row-labels', 'column-roles', 'field-mapping']
  return labelsOfReading(given, corrected, { ...facts, stages }).filter((label) => label.given !== null)
}

/** What is known of a reading, and the stages that labels are made of. */
export interface ReadingFacts extends CorrectionFacts {
  readonly stages: readonly Stage[]
}

/** The labels of a right reading, one for each of the stages; the answer given is null where it is the same, or where there is none. */
export function labelsOfReading(
  given: Reading | null,
  corrected: Reading,
  facts: ReadingFacts,
): TableLabel[] {
  const { table } = corrected
  const right = goldOfReading(corrected)
  const excerpt = excerptOf(table.grid, {
    headerRows: table.headerRows,
    firstDataRow: table.firstDataRow,
    lastDataRow: table.lastDataRow,
    sectionRows: table.sectionRows,
    others: facts.others ?? [],
    alsoRows: given ? [...given.table.headerRows, given.table.firstDataRow, given.table.lastDataRow] : [],
  })
  const { others: _, stages, ...kept } = facts
  const common = { ...kept, carrier: carrierOf(corrected), excerpt, right }
  const labels: TableLabel[] = []
  const by = (stage: Stage, reading: Reading): string | null =>
    [...reading.understanding.answered, ...reading.mapping.answered].find((one) => one.stage === stage)
      ?.model ?? null
  const finer = finerDifferences(given ?? corrected, corrected)
  const answers = [
    ['row-labels', rowsAnswer],
    ['column-roles', (reading: Reading) => columnsAnswer(reading, finer)],
    ['field-mapping', mappingAnswer],
  ] as const
  for (const [stage, answer] of answers) {
    if (!stages.includes(stage)) continue
    const is = answer(corrected)
    const was = given && JSON.stringify(answer(given)) !== JSON.stringify(is) ? answer(given) : null
    labels.push({
      stage,
      ...common,
      given_by: given && was ? by(stage, given) : null,
      given: was,
      corrected: is,
    } as TableLabel)
  }
  return labels
}

/** Where the other tables of a table's sheet lie. */
export function otherRanges(all: readonly { readonly table: Table }[], one: Table): CellRange[] {
  return all.filter(({ table }) => table !== one && table.grid === one.grid).map(({ table }) => table.range)
}

function rowsAnswer({ understanding }: Reading) {
  const { range, header_rows, data_rows, section_rows } = understanding
  return { range, header_rows, data_rows, section_rows }
}

function columnsAnswer({ understanding }: Reading, finer: FinerDifferences) {
  const { kind, columns } = understanding
  const of = <T>(letters: ReadonlySet<string>, value: (column: UnderstoodColumn) => T) =>
    Object.fromEntries(
      columns.filter(({ letter }) => letters.has(letter)).map((one) => [one.letter, value(one)]),
    )
  return {
    kind,
    columns: of(new Set(columns.map(({ letter }) => letter)), ({ role }) => role),
    ...(finer.also.size === 0 ? {} : { also: of(finer.also, ({ also }) => also) }),
    ...(finer.descriptions.size === 0
      ? {}
      : { descriptions: of(finer.descriptions, ({ description }) => description) }),
  }
}

/** Columns that have the same role in both readings, and of which something else is said. */
interface FinerDifferences {
  readonly also: ReadonlySet<string>
  /** Where the further fields are the same too: a claim that does not hold. */
  readonly descriptions: ReadonlySet<string>
}

function finerDifferences(given: Reading, corrected: Reading): FinerDifferences {
  const also = new Set<string>()
  const descriptions = new Set<string>()
  for (const column of corrected.understanding.columns) {
    const was = given.understanding.columns.find(({ letter }) => letter === column.letter)
    if (was?.role !== column.role) continue
    if (was.also.join() !== column.also.join()) also.add(column.letter)
    else if (was.description !== column.description) descriptions.add(column.letter)
  }
  return { also, descriptions }
}

function mappingAnswer({ mapping }: Reading) {
  const literals = Object.entries(mapping.sources).flatMap(([field, cell]) => {
    const text = mapping[field as keyof Mapping]
    // Code says in which country all values or a stated place lie, unless somebody has claimed it; those are no words.
    const isWords = typeof text === 'string' && (!field.endsWith('_country') || cell === CLAIMED)
    return isWords ? [[field, { text, cell }] as const] : []
  })
  return {
    prices: Object.fromEntries(mapping.rates.map((price) => [columnLetter(price.id), goldPrice(price)])),
    literals: Object.fromEntries(literals),
  }
}

/** A reading in the form of gold: what a careful person would write beside the workbook. */
export function goldOfReading({ understanding, mapping }: Reading): GoldTable {
  const prices = new Map(mapping.rates.map((price) => [price.id, price]))
  const fields: Record<string, GoldField> = {}
  const ignored: string[] = []
  for (const { id, letter, role, also } of understanding.columns) {
    const price = prices.get(id)
    if (price) fields[letter] = goldPrice(price)
    else if (role === 'price' || role === 'ignored') ignored.push(letter)
    else fields[letter] = also.length === 0 ? role : [role, ...also]
  }
  const { sheet, kind, range, header_rows, data_rows, section_rows } = understanding
  return { sheet, kind, range, header_rows, data_rows, section_rows, fields, ignored }
}

function goldPrice(price: PriceColumn): GoldPriceColumn {
  return {
    ...(price.container_size === null ? {} : { container_size: price.container_size }),
    ...(price.container_type === null ? {} : { container_type: price.container_type }),
    ...(price.charge === null ? {} : { charge: price.charge }),
    ...(price.type === null ? {} : { charge_type: price.type }),
    ...(price.basis === null ? {} : { basis: price.basis }),
    ...(typeof price.currency === 'string' ? { currency: price.currency } : {}),
    ...(price.destination === null ? {} : { destination: price.destination }),
  }
}

/** The carrier that the table names, as written: a literal, or the first value of its column. */
function carrierOf({ table, understanding, mapping }: Reading): string | null {
  if (typeof mapping.carrier === 'string') return mapping.carrier
  const column = understanding.columns.find(({ role }) => role === 'carrier')
  if (!column) return null
  for (let row = table.firstDataRow; row <= table.lastDataRow; row++) {
    const text = table.grid.text(row, column.id).trim()
    if (text !== '') return text
  }
  return null
}
