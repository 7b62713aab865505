import type { Understanding } from '../../columns/understanding.ts'
import type { Gold, GoldField, GoldTable } from '../../labels/gold.ts'
import { MAPPING_FIELDS, type Mapping, type MappingField, type PriceColumn } from '../../mapping/mapping.ts'
import type { Table } from '../../tables/table.ts'
import { type CellRange, columnIndex, parseRange, rangeAddress } from '../../workbook/grid.ts'
import { addShares, type Difference, type Share, share, type TableScore } from './score.ts'

/** What the stages before the rates made of one table. */
export interface ReadTable {
  readonly table: Table
  readonly understanding: Understanding
  readonly mapping: Mapping
}

/** Kinds that hold prices: their header rows are what the bar is about. */
const PRICED_KINDS: ReadonlySet<string> = new Set(['rates', 'matrix', 'charges'])
const PRICE_ATTRIBUTES = [
  'container_size',
  'container_type',
  'charge',
  'charge_type',
  'basis',
  'currency',
  'destination',
] as const

interface OneTable {
  readonly score: TableScore
  readonly differences: readonly Difference[]
}

/** Scores tables, columns and price columns. Tables are paired by overlap, each at most once. */
export function scoreTables(
  gold: Gold,
  read: readonly ReadTable[],
  workbook: string,
): { score: TableScore; differences: Difference[] } {
  const pairs = pairTables(gold.tables, read)
  const paired = new Set(pairs.values())
  const tables = gold.tables.map((table) => scoreTable(table, pairs.get(table) ?? null, workbook))
  // Gold without tables: a sheet on its side, of which only the prices are scored.
  const invented = (gold.tables.length === 0 ? [] : read).filter(
    (r) => !paired.has(r) && PRICED_KINDS.has(r.understanding.kind),
  )
  const differences = tables.flatMap((table) => table.differences)
  for (const { table } of invented) {
    const at = `${table.sheet ?? ''}!${rangeAddress(fileRange(table))}`
    differences.push({ workbook, about: 'invented table', at, expected: 'none', got: 'a table' })
  }
  return {
    score: { ...addTableScores(tables.map((table) => table.score)), invented: invented.length },
    differences,
  }
}

/** The sum of table scores. */
export function addTableScores(scores: readonly TableScore[]): TableScore {
  const sum = (pick: (score: TableScore) => Share): Share => addShares(scores.map(pick))
  const attributes = [...new Set(scores.flatMap((score) => Object.keys(score.priceAttributes)))]
  return {
    headerRows: sum((s) => s.headerRows),
    dataRows: sum((s) => s.dataRows),
    sectionRows: sum((s) => s.sectionRows),
    whole: sum((s) => s.whole),
    kind: sum((s) => s.kind),
    otherHeaderRows: sum((s) => s.otherHeaderRows),
    invented: scores.reduce((total, score) => total + score.invented, 0),
    columns: sum((s) => s.columns),
    columnsWhole: sum((s) => s.columnsWhole),
    mapped: sum((s) => s.mapped),
    priceColumns: sum((s) => s.priceColumns),
    priceAttributes: Object.fromEntries(
      attributes.map((name) => [name, sum((s) => s.priceAttributes[name] ?? share(0, 0))]),
    ),
  }
}

/** Where the table lies in the file, whichever way its fields run. */
function fileRange(table: Table): CellRange {
  const { top, left, bottom, right } = table.range
  const one = parseRange(table.grid.address(top, left))
  const other = parseRange(table.grid.address(bottom, right))
  return {
    top: Math.min(one.top, other.top),
    left: Math.min(one.left, other.left),
    bottom: Math.max(one.bottom, other.bottom),
    right: Math.max(one.right, other.right),
  }
}

function pairTables(gold: readonly GoldTable[], read: readonly ReadTable[]): Map<GoldTable, ReadTable> {
  const candidates = gold.flatMap((table) =>
    read
      .filter((r) => (r.table.sheet?.trim() ?? null) === (table.sheet?.trim() ?? null))
      .map((r) => ({ table, read: r, overlap: overlap(parseRange(table.range), fileRange(r.table)) }))
      .filter(({ overlap }) => overlap > 0),
  )
  candidates.sort((a, b) => b.overlap - a.overlap)
  const pairs = new Map<GoldTable, ReadTable>()
  const taken = new Set<ReadTable>()
  for (const candidate of candidates) {
    if (pairs.has(candidate.table) || taken.has(candidate.read)) continue
    pairs.set(candidate.table, candidate.read)
    taken.add(candidate.read)
  }
  return pairs
}

/** Cells in common by cells in either. */
function overlap(a: CellRange, b: CellRange): number {
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) + 1
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left) + 1
  if (height <= 0 || width <= 0) return 0
  const area = (r: CellRange): number => (r.bottom - r.top + 1) * (r.right - r.left + 1)
  return (height * width) / (area(a) + area(b) - height * width)
}

function scoreTable(gold: GoldTable, read: ReadTable | null, workbook: string): OneTable {
  const differences: Difference[] = []
  const at = (part: string): string => (gold.sheet === null ? part : `${gold.sheet}!${part}`)
  const verdict = (about: string, where: string, expected: string, got: string): Share => {
    if (expected !== got) differences.push({ workbook, about, at: where, expected, got })
    return share(expected === got ? 1 : 0, 1)
  }
  const kind = gold.kind ?? 'rates'
  // The gold of a table on its side names no columns and no header rows: only its prices are scored.
  const upright = gold.header_rows.length > 0
  const table = read?.table
  const none = share(0, 0)
  const priced = PRICED_KINDS.has(kind) && upright
  const list = (rows: readonly number[] | undefined): string => (rows ? `[${rows.join(', ')}]` : 'no table')
  const headerRows = upright
    ? verdict('header_rows', at(gold.range), list(gold.header_rows), list(table?.headerRows))
    : none
  const dataRows = priced
    ? verdict(
        'data_rows',
        at(gold.range),
        gold.data_rows.join('-'),
        table ? `${table.firstDataRow}-${table.lastDataRow}` : 'no table',
      )
    : none
  const range = priced
    ? verdict('range', at(gold.range), gold.range, table ? rangeAddress(fileRange(table)) : 'no table')
    : none
  const sectionRows = priced
    ? verdict('section_rows', at(gold.range), list(gold.section_rows), list(sectionRowsOf(table, gold)))
    : none
  const columns =
    PRICED_KINDS.has(kind) || kind === 'reference' ? scoreColumns(gold, read, verdict, at) : NO_COLUMNS
  return {
    score: {
      headerRows: priced ? headerRows : none,
      dataRows,
      sectionRows,
      whole: priced ? share(headerRows.right * dataRows.right * range.right, 1) : none,
      kind: verdict('kind', at(gold.range), kind, read?.understanding.kind ?? 'no table'),
      otherHeaderRows: priced ? none : headerRows,
      invented: 0,
      ...columns,
    },
    differences,
  }
}

/** Headings that are repeated inside a table stand among the sections in some answers. */
function sectionRowsOf(table: Table | undefined, gold: GoldTable): readonly number[] | undefined {
  if (!table) return undefined
  const repeated = table.skippedRows
    .filter(({ row }) => gold.section_rows.includes(row))
    .map(({ row }) => row)
  return [...new Set([...table.sectionRows, ...repeated])].sort((a, b) => a - b)
}

type ColumnScore = Pick<
  TableScore,
  'columns' | 'columnsWhole' | 'mapped' | 'priceColumns' | 'priceAttributes'
>

const NO_COLUMNS: ColumnScore = {
  columns: share(0, 0),
  columnsWhole: share(0, 0),
  mapped: share(0, 0),
  priceColumns: share(0, 0),
  priceAttributes: {},
}

type Verdict = (about: string, where: string, expected: string, got: string) => Share

function scoreColumns(
  gold: GoldTable,
  read: ReadTable | null,
  verdict: Verdict,
  at: (part: string) => string,
): ColumnScore {
  const columns: Share[] = []
  const whole: Share[] = []
  const mapped: Share[] = []
  const priceColumns: Share[] = []
  const attributes: Record<string, Share[]> = {}
  const entries: [string, GoldField | null][] = [
    ...Object.entries(gold.fields),
    ...gold.ignored.map((letter): [string, null] => [letter, null]),
  ]
  for (const [letter, field] of entries) {
    const id = columnIndex(letter)
    const where = at(letter)
    const understood = read?.understanding.columns.find((column) => column.id === id)
    const expected = rolesOf(field)
    columns.push(verdict('column', where, expected[0]!, understood?.role ?? 'no column'))
    const all = understood ? [understood.role, ...understood.also] : []
    whole.push(share(sameSet(expected, all) ? 1 : 0, 1))
    const price = read?.mapping.rates.find((rate) => rate.id === id)
    if (field === null) mapped.push(share(read && !price && !isMapped(read.mapping, id) ? 1 : 0, 1))
    else if (typeof field === 'string' || Array.isArray(field)) {
      const missed = expected.filter((role) => !points(read?.mapping, role as MappingField, id))
      mapped.push(
        verdict(
          'mapping',
          where,
          expected.join(' + '),
          missed.length === 0 ? expected.join(' + ') : `not ${missed.join(', ')}`,
        ),
      )
    } else {
      let allRight = price !== undefined
      for (const name of PRICE_ATTRIBUTES) {
        const stated = field[name]
        if (stated === undefined) continue
        const got = price ? show(attributeOf(price, name)) : 'no price column'
        // A plain 40'HC is dry by custom: no heading has to say so.
        const byCustom = stated === 'dry' && got === 'null'
        const right = verdict(`price ${name}`, where, show(stated), byCustom ? 'dry' : got)
        if (right.right === 0) allRight = false
        attributes[name] = [...(attributes[name] ?? []), right]
      }
      priceColumns.push(share(allRight ? 1 : 0, 1))
      mapped.push(share(price ? 1 : 0, 1))
    }
  }
  return {
    columns: addShares(columns),
    columnsWhole: addShares(whole),
    mapped: addShares(mapped),
    priceColumns: addShares(priceColumns),
    priceAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, list]) => [name, addShares(list)]),
    ),
  }
}

function rolesOf(field: GoldField | null): readonly string[] {
  if (field === null) return ['ignored']
  if (typeof field === 'string') return [field]
  return Array.isArray(field) ? field : ['price']
}

function points(mapping: Mapping | undefined, field: MappingField, id: number): boolean {
  const source = mapping?.[field]
  if (source === id || (Array.isArray(source) && source.includes(id))) return true
  // A currency or a minimum of its own is pointed to by the price beside it.
  return (
    (field === 'currency' || field === 'minimum') &&
    (mapping?.rates.some((rate) => rate[field] === id) ?? false)
  )
}

function isMapped(mapping: Mapping, id: number): boolean {
  return MAPPING_FIELDS.some((field) => points(mapping, field, id))
}

function attributeOf(price: PriceColumn, name: (typeof PRICE_ATTRIBUTES)[number]): unknown {
  return name === 'charge_type' ? price.type : price[name]
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? String(value[0]) : value.join(' ')
  return value === null || value === undefined ? 'null' : String(value)
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item) => b.includes(item))
