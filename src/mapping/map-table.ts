import { type Finding, finding, type StageResult } from '../checks/finding.ts'
import { claimCountries } from '../columns/country-claim.ts'
import { placesOfHeadings } from '../columns/heading-places.ts'
import { columnFacts } from '../columns/understand.ts'
import type { Understanding } from '../columns/understanding.ts'
import { wholeColumns } from '../columns/whole-column.ts'
import { countryName } from '../reference/countries.ts'
import type { ColumnField } from '../reference/vocabulary.ts'
import type { ContextCell, Table } from '../tables/table.ts'
import type { LiteralAnswer, MappingAnswerer, PriceColumnAnswer } from './answerer.ts'
import { hasCaptions } from './captions.ts'
import {
  CLAIMED,
  type FieldSource,
  MAPPING_FIELDS,
  type Mapping,
  type MappingField,
  type PriceColumn,
} from './mapping.ts'
import { mappingContext } from './mapping-context.ts'

const FIELDS: ReadonlySet<string> = new Set(MAPPING_FIELDS)
/** Country fields that may be a constant, with the place field whose values must all agree. */
const COUNTRY_OF: readonly (readonly [MappingField, MappingField])[] = [
  ['origin_country', 'origin'],
  ['origin_via_country', 'origin_via'],
  ['destination_country', 'destination'],
  ['destination_via_country', 'destination_via'],
  ['loading_port_country', 'loading_port'],
  ['unloading_port_country', 'unloading_port'],
]
/** Kinds of tables that offer prices on lanes. */
const WITH_LANES: ReadonlySet<Understanding['kind']> = new Set(['rates', 'matrix', 'copy'])
/** Kinds of tables whose numbers are no prices on offer. */
const WITHOUT_PRICES: ReadonlySet<Understanding['kind']> = new Set(['reference', 'not_rates'])

/**
 * Wove's mapping of one table: field → column, literal or null. Columns come from the understanding; literals are
 * copied from the context cells that the answerer points at; a country is a constant only when it holds for every value.
 * A literal for `effective_date` and `expiry_date` is the validity statement as written.
 */
export async function mapTable(
  table: Table,
  understanding: Understanding,
  file: string,
  answerer: MappingAnswerer,
  workbookContext: readonly ContextCell[] = [],
): Promise<StageResult<Mapping>> {
  const columns = columnFacts(table)
  const { context, ownContext } = mappingContext(table, columns, workbookContext)
  const answer = await answerer.answerMapping({
    table,
    understanding,
    file,
    columns,
    context,
    ownContext,
  })
  const fields = Object.fromEntries(MAPPING_FIELDS.map((field) => [field, null])) as Record<
    MappingField,
    FieldSource
  >
  const sources: Record<string, string> = {}
  placeColumns(fields, understanding)
  for (const literal of bestLiterals(answer.literals, context)) {
    if (fields[literal.field] !== null) continue
    fields[literal.field] = literal.text
    sources[literal.field] = sourceOf(context[literal.context]!, table)
  }
  for (const { field, country } of answer.countries ?? []) {
    if (fields[field] !== null || country === null) continue
    fields[field] = country
    sources[field] = CLAIMED
  }
  const denied = new Set(
    answer.countries?.filter(({ country }) => country === null).map(({ field }) => field),
  )
  claimConstants(fields, sources, table, denied)
  const priced = WITHOUT_PRICES.has(understanding.kind) ? [] : answer.prices
  const facts = priced.flatMap(({ id }) => columns[id - table.range.left] ?? [])
  const headedBy = placesOfHeadings(facts.map(({ header }) => header))
  const places = new Map(facts.map(({ id }, at) => [id, headedBy[at]!]))
  const rates = priced.map((price) => priceColumn(price, places.get(price.id) ?? null))
  settleCurrency(fields, rates, understanding)
  const findings = [...(answer.findings ?? [])]
  findings.push(...missing(table, understanding, file, fields, rates))
  const confidences = [understanding.confidence, ...rates.map((rate) => rate.confidence)]
  return {
    value: {
      sheet: understanding.sheet,
      range: understanding.range,
      ...fields,
      rates,
      ignored: understanding.columns.filter((column) => column.role === 'ignored').map((column) => column.id),
      sources,
      confidence: confidences.reduce((sum, value) => sum + value, 0) / confidences.length,
      answered: answer.answered === undefined ? [] : [answer.answered],
    },
    findings,
  }
}

function placeColumns(fields: Record<MappingField, FieldSource>, understanding: Understanding): void {
  const ids = new Map<ColumnField, number[]>()
  const note = (field: ColumnField, id: number) => {
    const list = ids.get(field)
    if (list) list.push(id)
    else ids.set(field, [id])
  }
  for (const column of understanding.columns) {
    if (column.role !== 'price' && column.role !== 'ignored') note(column.role, column.id)
  }
  for (const column of understanding.columns) {
    // What a column also says counts where no column of its own says it.
    for (const field of column.also)
      if (!understanding.columns.some(({ role }) => role === field)) note(field, column.id)
  }
  for (const [field, columns] of ids)
    if (FIELDS.has(field)) fields[field as MappingField] = columns.length === 1 ? columns[0]! : columns
}

/** The surest literal of each field whose words really stand in the cell that they are said to come from. */
function bestLiterals(literals: readonly LiteralAnswer[], context: readonly ContextCell[]): LiteralAnswer[] {
  const best = new Map<MappingField, LiteralAnswer>()
  for (const literal of literals) {
    const cell = context[literal.context]
    if (!cell || literal.text === '') continue
    if (!`${cell.key ?? ''} ${cell.text}`.toLowerCase().includes(literal.text.toLowerCase())) continue
    const known = best.get(literal.field)
    if (!known || literal.confidence > known.confidence) best.set(literal.field, literal)
  }
  return [...best.values()]
}

/** Where a cell around a table stands, in words: its address with the sheet, or that it is a name. */
export function sourceOf(cell: ContextCell, table: Table): string {
  if (cell.kind === 'sheet_name') return 'sheet name'
  if (cell.kind === 'file_name') return 'file name'
  if (cell.row === null || cell.column === null) return cell.kind
  const sheet = cell.sheet ?? table.sheet
  const address = table.grid.address(cell.row, cell.column)
  return sheet === null ? address : `${sheet}!${address}`
}

const TWO_ENDS = /\S\s+(?:[-–—>→]+|to)\s+\S/iu
/** "EX FRA" */
const AIRPORT = /^[A-Z]{3}$/

function claimConstants(
  fields: Record<MappingField, FieldSource>,
  sources: Record<string, string>,
  table: Table,
  denied: ReadonlySet<MappingField>,
): void {
  const wholes = wholeColumns(table)
  for (const [country, place] of COUNTRY_OF) {
    const source = fields[place]
    if (fields[country] !== null || source === null || denied.has(country)) continue
    // Captions inside may name other places, and three letters in a title are an airport.
    if (typeof source === 'string' && (table.sectionRows.length > 0 || AIRPORT.test(source))) continue
    const texts =
      typeof source === 'string'
        ? [source]
        : (typeof source === 'number' ? [source] : source).flatMap(
            (id) => wholes[id - table.range.left]?.texts ?? [],
          )
    const claim = claimCountries(texts)
    if (!claim.all) continue
    fields[country] = countryName(claim.all)
    sources[country] = typeof source === 'string' ? (sources[place] ?? place) : `every value of ${place}`
  }
}

/** @param place what its heading names */
function priceColumn(answer: PriceColumnAnswer, place: string | null): PriceColumn {
  const { containerSizes } = answer
  return {
    id: answer.id,
    currency: answer.currency,
    type: answer.type,
    container_size:
      containerSizes.length === 0
        ? null
        : containerSizes.length === 1
          ? containerSizes[0]!
          : [...containerSizes],
    container_type: answer.containerType,
    charge: answer.charge,
    basis: answer.basis,
    minimum: answer.minimum,
    weight_break: answer.weightBreak,
    ...(answer.carrier === undefined ? {} : { carrier: answer.carrier }),
    ...(answer.period === undefined ? {} : { period: answer.period }),
    destination: answer.headingIs === 'destination' ? place : null,
    origin: answer.headingIs === 'origin' ? place : null,
    confidence: answer.confidence,
  }
}

/**
 * A currency column speaks for the whole table only when it is the only one and no price column has its own currency
 * in the heading; else each price column names its own.
 */
function settleCurrency(
  fields: Record<MappingField, FieldSource>,
  rates: readonly PriceColumn[],
  understanding: Understanding,
): void {
  const columns = understanding.columns
    .filter((column) => column.role === 'currency')
    .map((column) => column.id)
  if (columns.length === 0) {
    const literals = new Set(rates.map((rate) => rate.currency))
    const [only] = literals
    if (typeof fields.currency === 'string' && literals.size === 1 && only === null) fields.currency = null
    return
  }
  const all = columns.length === 1 && rates.every((rate) => rate.currency === columns[0])
  fields.currency = all ? columns[0]! : null
}

function missing(
  table: Table,
  understanding: Understanding,
  file: string,
  fields: Record<MappingField, FieldSource>,
  rates: readonly PriceColumn[],
): Finding[] {
  if (!WITH_LANES.has(understanding.kind) || rates.length === 0) return []
  const findings: Finding[] = []
  const at = { file, sheet: table.sheet, range: understanding.range }
  const inSections = hasCaptions(table)
  const lacks = (place: 'origin' | 'destination', port: 'loading_port' | 'unloading_port') =>
    fields[place] === null &&
    fields[port] === null &&
    !inSections &&
    rates.every((rate) => rate[place] === null)
  // "Shanghai - Hamburg" in one cell is both ends.
  const both = [fields.origin, fields.destination].some(
    (source) =>
      typeof source === 'number' &&
      (wholeColumns(table)[source - table.range.left]?.texts ?? []).every((text) => TWO_ENDS.test(text)),
  )
  if (both) return []
  // What comes on top of a rate has one end of its own, and so has the fuel on top of that.
  const arbitrary =
    rates.some(({ type }) => type === 'arbitrary') &&
    rates.every(({ type }) => type === 'arbitrary' || type === 'surcharge')
  if (!arbitrary && lacks('origin', 'loading_port'))
    findings.push(
      finding(
        'origin-missing',
        'warning',
        at,
        'Neither a column nor a caption says where these rates start.',
      ),
    )
  if (!arbitrary && lacks('destination', 'unloading_port'))
    findings.push(
      finding(
        'destination-missing',
        'warning',
        at,
        'Neither a column nor a caption says where these rates end.',
      ),
    )
  return findings
}
