import type { Mapping } from '../mapping/mapping.ts'
import type { Table } from '../tables/table.ts'
import { type DateContext, dayFirstEvidence, findDates, type ValidityReading } from './values/dates.ts'

/** What the surroundings of a table say about dates. */
export interface TableDates {
  readonly context: DateContext
  /** Validity that a caption, title or key-value cell states, with the cell; null when none does. */
  readonly validity: ValidityReading | null
  /** Words for where the year of a date without one comes from. */
  readonly anchorSource: string | null
}

/** Dates that the sheets of a workbook state about themselves ("Updated 08-Dec-2025"), in sheet order. */
export interface WorkbookAnchor {
  readonly iso: string
  readonly source: string
}

/** How many distinct cell texts of a column are looked at for the order of day and month. */
const DAY_ORDER_SAMPLE = 400

/** The first date that the context of a table states with a year of its own. */
export function anchorOf(table: Pick<Table, 'context' | 'sheet'>): WorkbookAnchor | null {
  let stated: WorkbookAnchor | null = null
  for (const cell of table.context) {
    if (cell.kind === 'file_name' || cell.text.length > 400) continue
    const text = cell.key ? `${cell.key} ${cell.text}` : cell.text
    for (const mention of findDates(text)) {
      const iso = mention.reading.effective ?? mention.reading.expiry
      if (!iso || mention.reading.effectiveYearInferred || mention.reading.expiryYearInferred) continue
      const anchor = { iso, source: cell.row === null ? 'the sheet name' : `"${cell.text.slice(0, 60)}"` }
      if (mention.role === 'updated') return anchor
      stated ??= anchor
    }
  }
  return stated
}

export function anchorOfFileName(file: string): WorkbookAnchor | null {
  for (const mention of findDates(file.replace(/\.[a-z]{3,4}$/i, ''))) {
    const iso = mention.reading.effective ?? mention.reading.expiry
    if (iso && !mention.reading.effectiveYearInferred) return { iso, source: 'the file name' }
  }
  return null
}

/** Reads the date context of a table; `anchors` are those of the other sheets, nearest first. */
export function tableDates(table: Table, mapping: Mapping, anchors: readonly WorkbookAnchor[]): TableDates {
  const dayFirst = dayFirstOf(table, mapping)
  const anchor = anchorOf(table) ?? anchors[0] ?? anchorOfColumns(table, mapping)
  const context: DateContext = {
    year: anchor ? Number(anchor.iso.slice(0, 4)) : null,
    month: anchor ? Number(anchor.iso.slice(5, 7)) : null,
    dayFirst,
    anchor: anchor?.iso ?? null,
  }
  return { context, validity: contextValidity(table, context), anchorSource: anchor?.source ?? null }
}

function dateColumns(mapping: Mapping): number[] {
  return [mapping.effective_date, mapping.expiry_date].flatMap((source) =>
    typeof source === 'number' ? [source] : Array.isArray(source) ? source : [],
  )
}

function dayFirstOf(table: Table, mapping: Mapping): boolean | null {
  const texts = new Set<string>()
  for (const column of new Set(dateColumns(mapping))) {
    for (let row = table.firstDataRow; row <= table.lastDataRow && texts.size < DAY_ORDER_SAMPLE; row++) {
      if (table.grid.kind(row, column) === 'text') texts.add(table.grid.text(row, column))
    }
  }
  return (
    dayFirstEvidence(texts) ??
    dayFirstEvidence(table.context.filter((cell) => cell.text.length < 400).map((cell) => cell.text))
  )
}

/** The first date with a year in the table's own date columns: rows without one lie near it. */
function anchorOfColumns(table: Table, mapping: Mapping): WorkbookAnchor | null {
  for (const column of new Set(dateColumns(mapping))) {
    for (let row = table.firstDataRow; row <= Math.min(table.lastDataRow, table.firstDataRow + 200); row++) {
      for (const mention of findDates(table.grid.text(row, column))) {
        const iso = mention.reading.effective ?? mention.reading.expiry
        if (iso && !mention.reading.effectiveYearInferred && !mention.reading.expiryYearInferred) {
          return { iso, source: table.grid.address(row, column) }
        }
      }
    }
  }
  return null
}

/** The validity stated nearest to the table: captions above it before notes below, sheet and file name last. */
function contextValidity(table: Table, context: DateContext): ValidityReading | null {
  for (const position of ['above', 'beside', 'sheet', 'below', 'workbook'] as const) {
    for (const cell of table.context) {
      if (cell.position !== position || cell.text.length > 400 || cell.kind === 'section') continue
      if (position === 'workbook' && cell.kind === 'file_name') continue
      const text = cell.key ? `${cell.key}: ${cell.text}` : cell.text
      const found = findDates(text, context).find((mention) => mention.role === 'validity')
      if (found) return found.reading
    }
  }
  return null
}
