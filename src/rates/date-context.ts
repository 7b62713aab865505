import type { Mapping } from '../mapping/mapping.ts'
import type { TableKind } from '../reference/vocabulary.ts'
import { designationOf, ownDesignation } from '../tables/designation.ts'
import type { ContextCell, Table } from '../tables/table.ts'
import type { RateInput } from './rate-input.ts'
import { isInColumn } from './values/date-statements.ts'
import {
  type DateContext,
  dayFirstEvidence,
  findDates,
  readValidity,
  type ValidityReading,
  statedValidity as validityOf,
} from './values/dates.ts'

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

/** Longer lines are prose, in which a month may be that of anything. */
const LONGEST_TITLE = 120
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

/** Whether a workbook writes the day first, as far as its tables agree; null where none tells, or they differ. */
export function dayFirstIn(
  tables: readonly { readonly table: Table; readonly mapping: Mapping }[],
): boolean | null {
  const said = new Set(tables.flatMap(({ table, mapping }) => dayFirstOf(table, mapping) ?? []))
  return said.size === 1 ? [...said][0]! : null
}

/**
 * Reads the date context of a table: its own order of day and month before that of the other tables, its own dates before those
 * of the other sheets.
 */
export function tableDates({
  table,
  mapping,
  anchors,
  cover = [],
  dayFirst: elsewhere = null,
  kind,
}: Pick<RateInput, 'table' | 'mapping' | 'anchors' | 'cover' | 'dayFirst'> & {
  readonly kind?: TableKind
}): TableDates {
  const dayFirst = dayFirstOf(table, mapping) ?? elsewhere
  const anchor = anchorOf(table) ?? anchors[0] ?? anchorOfColumns(table, mapping) ?? seasonOf(table)
  const bare = anchor ? null : yearOf(table)
  const context: DateContext = {
    year: anchor ? Number(anchor.iso.slice(0, 4)) : (bare?.year ?? null),
    month: anchor ? Number(anchor.iso.slice(5, 7)) : null,
    dayFirst,
    anchor: anchor?.iso ?? null,
  }
  return {
    context,
    validity: contextValidity(table, cover, context, kind),
    anchorSource: anchor?.source ?? bare?.source ?? null,
  }
}

/** "TEMPORADA 2026-27": a season, or a contract year, whose first half lies in the one year and whose second in the other. */
const SEASON = /(?<![\d.,/-])(20[2-4]\d)\s?[-–/]\s?(?:20)?([2-4]\d)(?![\d.,/-])/g
/** From May to April: dates of the season lie nearer to this day of its first year than those of the year before or after. */
const MID_SEASON = '10-31'

/** The middle of the one season that the titles of a table name. */
function seasonOf(table: Table): WorkbookAnchor | null {
  for (const { kind, position, text } of table.context) {
    if (kind === 'note' || kind === 'section' || position === 'below' || text.length > LONGEST_TITLE) continue
    const seasons = [...text.matchAll(SEASON)].filter(
      ([, first, last]) => (Number(first) + 1) % 100 === Number(last),
    )
    const [season] = seasons
    if (season && new Set(seasons.map(([, first]) => first)).size === 1)
      return { iso: `${season[1]}-${MID_SEASON}`, source: `"${text.slice(0, 60)}"` }
  }
  return null
}

/** A title without any date may still name the year: "ISC TO USEC FAK 2026". */
function yearOf(table: Table): { year: number; source: string } | null {
  for (const { kind, position, text } of table.context) {
    if (kind === 'note' || kind === 'section' || position === 'below' || text.length > LONGEST_TITLE) continue
    const years = new Set([...text.matchAll(/(?<![\d.,/-])20[2-4]\d(?![\d.,/-])/g)].map(([year]) => year))
    const [year] = years
    if (years.size === 1 && year) return { year: Number(year), source: `"${text.slice(0, 60)}"` }
  }
  return null
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
    dayFirstEvidence(table.context.filter((cell) => cell.text.length < 400).map((cell) => cell.text)) ??
    (hasZipCodes(table) ? false : null)
  )
}

/** A sheet with ZIP codes is written in the United States, month first. */
function hasZipCodes({ grid, headerRows, range }: Table): boolean {
  return headerRows.some((row) => {
    for (let column = range.left; column <= range.right; column++)
      if (/^zips?\b|\bzip ?codes?$/i.test(grid.text(row, column).trim())) return true
    return false
  })
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

/** Keys of a front block that name one end of the validity ("Expiration Date: July 31, 2026"). */
const STARTS =
  /effective|valid\s*from|start|commenc|from|desde|inicio|vigente|ab\b|gültig|início|từ|hiệu\s*lực|起|开始|生效|시작|開始|başlangıç/iu
const ENDS =
  /expir|valid\s*(?:to|till?|until)|until|through|\bend|\bto\b|hasta|vence|vencimiento|\bbis\b|validade|até|đến|hết|止|截止|到期|만료|종료|終了|bitiş/iu

/** When a contract was changed is not when its rates begin. */
const AMENDED = /amend|\bamd\b|revis|\bfil(?:ed|ing)\b|修改|修订/iu

/**
 * The validity stated nearest to the table: captions above it before notes below, cover sheets and file name last.
 * A start and an end may stand in two cells of a front block.
 */
function contextValidity(
  table: Table,
  cover: readonly ContextCell[],
  context: DateContext,
  kind: TableKind | undefined,
): ValidityReading | null {
  const cells = [...table.context, ...cover]
  const special = validityOfPart(table.context, context)
  if (special) return special
  for (const position of ['above', 'beside', 'sheet', 'below', 'workbook'] as const) {
    let start: ValidityReading | null = null
    let end: ValidityReading | null = null
    let bare: ValidityReading | null = null
    let till: ValidityReading | null = null
    for (const cell of cells) {
      if (cell.position !== position || cell.text.length > 400 || cell.kind === 'section') continue
      if (position === 'workbook' && cell.kind === 'file_name') continue
      if (cell.key && AMENDED.test(cell.key)) continue
      const reading = statedValidity(cell, context)
      if (!reading) continue
      if (reading.effective && (reading.expiry || reading.openEnd)) return reading
      if (reading.effective) {
        start ??= reading
        continue
      }
      const day = bareDay(cell, context)
      if (day) bare ??= day
      else till ??= reading
      end ??= reading
    }
    // "Validity: 1 December 2026" beside "Validity: till end of December".
    if (!start && bare?.effective && till?.expiry && bare.effective <= till.expiry)
      [start, end] = [bare, till]
    if (start || end) {
      return start && end
        ? {
            ...start,
            expiry: end.expiry,
            expiryYearInferred: end.expiryYearInferred,
            openEnd: end.openEnd,
            single: false,
          }
        : (start ?? end)
    }
  }
  // Charges hold until they are changed; the name of a file speaks of its freight, unless it is a file of charges.
  return periodOfTitle(
    kind === 'charges'
      ? cells.filter((cell) => cell.kind !== 'file_name' || OF_CHARGES.test(cell.text))
      : cells,
    context,
  )
}

/** A file of charges. */
const OF_CHARGES =
  /charges?|surcharge|(?<!\p{L})(?:locals?|loc|thc|fees?|lss|baf)(?!\p{L})|gastos|recargos?|taxas|frais|kosten|zuschl|spese|附加|费|費|phí|сбор|ücret|masraf|비용|料金/iu

/** "NOTE FOR BULLET NO. 1: applicable from ... to ...": within a contract, the part that a table is may hold for less. */
function validityOfPart(cells: readonly ContextCell[], context: DateContext): ValidityReading | null {
  const own = ownDesignation(cells)
  if (own === null) return null
  for (const cell of cells) {
    if (cell.kind === 'title' || cell.text.length > 400 || designationOf(cell.key ?? cell.text) !== own)
      continue
    const reading = statedValidity(cell, context)
    if (reading?.effective && (reading.expiry || reading.openEnd)) return reading
  }
  return null
}

/** A period that a title names without calling it the validity: "EX JAKARTA - APRIL 2026", "FAK 01-15 APR 2026.xlsx". */
function periodOfTitle(cells: readonly ContextCell[], context: DateContext): ValidityReading | null {
  for (const kind of ['title', 'sheet_name', 'file_name'] as const) {
    for (const cell of cells) {
      if (cell.kind !== kind || cell.text.length > LONGEST_TITLE || cell.position === 'below') continue
      const text = kind === 'file_name' ? cell.text.replace(/\.[a-z]{3,4}$/i, '') : cell.text
      if (isInColumn(text)) continue
      // The month in the name of a file is when it was sent as often as when it holds; days are the validity.
      const mentions = findDates(text, context).filter(({ role }) =>
        kind === 'file_name' ? role === 'validity' : role !== 'updated',
      )
      const reading = mentions.length === 1 ? mentions[0]!.reading : null
      if (reading?.effective && reading.expiry && !reading.single) return reading
    }
  }
  return null
}

/** The one day that a cell states as validity without a word that says from or till; as the first day. */
function bareDay({ text }: ContextCell, context: DateContext): ValidityReading | null {
  const reading = readValidity(
    { text, number: null, numberFormat: 'General', date1904: false, role: 'effective' },
    context,
  )
  return reading?.single && reading.effective !== null && reading.expiry === null && !reading.openEnd
    ? reading
    : null
}

/** The validity that one cell around a table states; a key-value cell says by its key which end it is. */
function statedValidity(cell: ContextCell, context: DateContext): ValidityReading | null {
  if (cell.key) {
    const role = ENDS.test(cell.key) ? 'expiry' : STARTS.test(cell.key) ? 'effective' : null
    if (role) {
      const reading = readValidity(
        { text: cell.text, number: null, numberFormat: 'General', date1904: false, role },
        context,
      )
      if (reading) return reading
    }
  }
  const text = cell.key ? `${cell.key}: ${cell.text}` : cell.text
  return validityOf(findDates(text, context))?.reading ?? null
}
