import type { CellShape } from './cell-shape.ts'
import { readHeading } from './header-lexicon.ts'
import { isNoteText, isTitleText, isTotalText, isValidityText, startsLikeNote } from './phrase-lexicon.ts'
import { type BlockView, shapeShares } from './row-view.ts'

const OWN_FEATURES = [
  'bias',
  'single',
  'pair',
  'few',
  'half',
  'wide',
  'ratio',
  'narrow_block',
  'numeric',
  'numbers',
  'amounts',
  'durations',
  'dates',
  'codes',
  'short_texts',
  'textual',
  'all_textual',
  'no_numbers',
  'long_texts',
  'price_words',
  'keys',
  'key_values',
  'contacts',
  'fields',
  'two_fields',
  'four_fields',
  'containers',
  'some_containers',
  'two_containers',
  'charges',
  'heading_share',
  'first_heading',
  'single_heading',
  'agree_below',
  'change_below',
  'some_change_below',
  'two_changes_below',
  'repeated_below',
  'blank_below',
  'none_below',
  'few_below',
  'agree_above',
  'change_above',
  'repeated_above',
  'blank_above',
  'none_above',
  'textual_over_numbers',
  'same_columns_below',
  'same_columns_above',
  'same_columns_two_below',
  'distinct',
  'bold',
  'filled',
  'style_change_below',
  'style_change_above',
  'struck',
  'merged_across',
  'merged_most',
  'merged_down',
  'under_merge',
  'first_under_merge',
  'at_left',
  'indent',
  'gap_before',
  'gap_after',
  'first_row',
  'last_row',
  'top_rows',
  'bottom_rows',
  'isolated',
  'longest_40',
  'longest_90',
  'starts_like_note',
  'note_words',
  'single_note',
  'validity_words',
  'total_words',
  'title_words',
  'first_ends_with_colon',
  'capitals',
  'hidden',
  'sums',
  'bullet_cell',
  'counted',
  'no_figures',
  'figures',
  'single_at_left',
  'single_indented',
  'single_over_heading',
  'single_left_over_heading',
] as const
type OwnFeature = (typeof OWN_FEATURES)[number]

/** Features of a row that its neighbours' features repeat, so that a label can lean on the rows around it. */
const OF_NEIGHBOURS = [
  'single',
  'wide',
  'numeric',
  'textual',
  'heading_share',
  'change_below',
  'agree_above',
  'agree_below',
  'bold',
  'figures',
] as const

/** What the row model sees of one row: scale-free, and of no language but for the word lists. All within 0..1. */
export interface RowFeatures {
  readonly values: Float64Array
  /** 0, 1, 2: no, one or more blank rows before. Chooses the transition weights. */
  readonly gap: number
}

/** Names of the features, in the order of their values. */
export const ROW_FEATURES: readonly string[] = [
  ...OWN_FEATURES,
  'seen_before',
  ...OF_NEIGHBOURS.flatMap((name) => [`above_${name}`, `below_${name}`]),
]

/** A cell that holds nothing but the bullet or number of a note. */
const BULLET = /^(?:[*•·▪●○■◆–—※►➢+-]+|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)、．:]|note\s*\d*[:.)]?)$/iu
/** Columns that are numbered in their heading: (1), (2), (3). */
const COUNTED = /^[([]?(?:\d{1,2}|[a-z])[)\]]?$/i

const flag = (condition: boolean): number => (condition ? 1 : 0)
const atMost = (value: number, limit: number): number => Math.min(value, limit) / limit

/**
 * Features of the rows asked for.
 * @param asked indexes into the rows of the view, ascending
 */
export function rowFeatures(view: BlockView, asked: readonly number[]): RowFeatures[] {
  const own = new Map<number, Record<OwnFeature, number>>()
  const read = (i: number) => {
    let features = own.get(i)
    if (!features) {
      features = ownFeatures(view, i)
      own.set(i, features)
    }
    return features
  }
  const seen = new Map<string, number>()
  return asked.map((i) => {
    const features = read(i)
    const values = new Float64Array(ROW_FEATURES.length)
    let at = 0
    for (const name of OWN_FEATURES) values[at++] = features[name]
    const key = view.cells(i).texts.join('\u0001')
    const before = seen.get(key)
    seen.set(key, i)
    // A price line may come twice too; only a line of words that does so is a heading.
    values[at++] = flag(
      before !== undefined && view.cells(i).columns.length >= 3 && features.no_figures === 1,
    )
    const above = i > 0 ? read(i - 1) : undefined
    const below = i + 1 < view.rows.length ? read(i + 1) : undefined
    for (const name of OF_NEIGHBOURS) {
      values[at++] = above?.[name] ?? 0
      values[at++] = below?.[name] ?? 0
    }
    return { values, gap: Math.min(2, view.gapBefore(i)) }
  })
}

function ownFeatures(view: BlockView, i: number): Record<OwnFeature, number> {
  const cells = view.cells(i)
  const { grid, block } = view
  const { row, columns, texts } = cells
  const width = columns.length
  const ratio = Math.min(1.2, width / view.usualWidth)
  const share = shapeShares(cells)
  const below = view.compare(i, 1)
  const above = view.compare(i, -1)
  const headings = texts.map(readHeading)
  const fields = headings.reduce((sum, heading) => sum + heading.field, 0)
  const containers = headings.filter(
    (heading, k) => heading.container > 0 && isHeadingCell(cells.shapes[k]!, texts[k]!),
  ).length
  const charges = headings.reduce((sum, heading) => sum + heading.charge, 0)
  const anyHeading = headings.filter((heading) => Math.max(heading.field, heading.container) >= 0.5).length
  const first = texts[0] ?? ''
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 0)
  const textual = share.text + share.code + share.key
  const numeric = share.number + share.amount + share.duration
  const style = styleShares(view, i)
  const merged = mergeShares(view, i)
  const gapBefore = view.gapBefore(i)
  const gapAfter = i + 1 < view.rows.length ? view.gapBefore(i + 1) : 9
  const distinct = new Set(texts).size / Math.max(1, width)
  const changeBelow = below.change
  const firstLong = isNoteText(first)
  const overHeading = i + 1 < view.rows.length && looksLikeHeading(view, i + 1)
  return {
    bias: 1,
    single: flag(width === 1),
    pair: flag(width === 2),
    few: flag(width >= 3 && ratio < 0.5),
    half: flag(width >= 2 && ratio >= 0.5 && ratio < 0.85),
    wide: flag(width >= 2 && ratio >= 0.85),
    ratio,
    narrow_block: flag(view.usualWidth <= 2),
    numeric,
    numbers: share.number,
    amounts: share.amount,
    durations: share.duration,
    dates: share.date,
    codes: share.code,
    short_texts: share.text,
    textual,
    all_textual: flag(textual + share.other + share.word_price > 0.99),
    no_numbers: flag(numeric + share.date === 0),
    long_texts: share.long_text,
    price_words: share.word_price,
    keys: share.key,
    key_values: share.key_value,
    contacts: flag(share.contact > 0),
    fields: Math.min(1, fields / Math.max(1, width)),
    two_fields: flag(fields >= 2),
    four_fields: flag(fields >= 4),
    containers: Math.min(1, containers / Math.max(1, width)),
    some_containers: flag(containers >= 1),
    two_containers: flag(containers >= 2),
    charges: Math.min(1, charges / Math.max(1, width)),
    heading_share: anyHeading / Math.max(1, width),
    first_heading: headings[0]?.field ?? 0,
    single_heading: flag(width === 1 && fields >= 0.6),
    agree_below: below.agree,
    change_below: changeBelow,
    some_change_below: flag(below.changes >= 1),
    two_changes_below: flag(below.changes >= 2),
    repeated_below: below.repeated,
    blank_below: below.blank,
    none_below: flag(below.rows === 0),
    few_below: flag(below.rows < 3),
    agree_above: above.agree,
    change_above: above.change,
    repeated_above: above.repeated,
    blank_above: above.blank,
    none_above: flag(above.rows === 0),
    textual_over_numbers: flag(textual > 0.8 && below.changes >= 1 && width >= 2),
    same_columns_below: i + 1 < view.rows.length ? sharedColumns(view, i, i + 1) : 0,
    same_columns_above: i > 0 ? sharedColumns(view, i, i - 1) : 0,
    same_columns_two_below: i + 2 < view.rows.length ? sharedColumns(view, i, i + 2) : 0,
    distinct,
    bold: style.bold,
    filled: style.fill,
    style_change_below: style.differsBelow,
    style_change_above: style.differsAbove,
    struck: style.struck,
    merged_across: merged.across,
    merged_most: flag(merged.widest >= 0.6),
    merged_down: merged.down,
    under_merge: merged.under,
    first_under_merge: flag(merged.firstUnder),
    at_left: flag(columns[0] === block.left),
    indent: atMost((columns[0] ?? 0) - block.left, 4),
    gap_before: flag(gapBefore >= 1),
    gap_after: flag(gapAfter >= 1),
    first_row: flag(i === 0),
    last_row: flag(i === view.rows.length - 1),
    top_rows: 1 - atMost(i, 12),
    bottom_rows: 1 - atMost(view.rows.length - 1 - i, 8),
    isolated: flag(gapBefore >= 1 && gapAfter >= 1),
    longest_40: flag(longest > 40),
    longest_90: flag(longest > 90),
    starts_like_note: flag(startsLikeNote(first)),
    note_words: flag(firstLong),
    single_note: flag(width === 1 && firstLong),
    validity_words: flag(width <= 3 && isValidityText(texts.join(' '))),
    total_words: flag(isTotalText(first) || isTotalText(texts[1] ?? '')),
    title_words: flag(width <= 2 && isTitleText(first)),
    first_ends_with_colon: flag(/[:：]\s*$/u.test(first)),
    capitals: flag(first.length > 3 && first === first.toUpperCase() && first !== first.toLowerCase()),
    hidden: flag(grid.isRowHidden(row)),
    sums: sumFormulas(view, i),
    bullet_cell: flag(width >= 2 && width <= 3 && isBullet(first, texts[1]!, cells.shapes[1]!)),
    counted: flag(width >= 3 && texts.every((text) => COUNTED.test(text))),
    single_at_left: flag(width === 1 && columns[0] === block.left),
    single_indented: flag(width === 1 && columns[0] !== block.left),
    single_over_heading: flag(width === 1 && overHeading),
    single_left_over_heading: flag(width === 1 && overHeading && columns[0] === block.left && gapAfter === 0),
    figures: cells.shapes.filter((shape, k) => !isHeadingCell(shape, texts[k]!)).length / Math.max(1, width),
    no_figures: flag(cells.shapes.every((shape, k) => isHeadingCell(shape, texts[k]!))),
  }
}

/** A bullet with a line of text beside it; a bare number is one before a sentence only. */
function isBullet(first: string, second: string, shape: CellShape): boolean {
  if (BULLET.test(first)) return true
  return /^\d{1,2}$/.test(first) && (shape === 'long_text' || shape === 'key_value' || isNoteText(second))
}

/** Several cells, no figures among them, most of them known as headings. */
function looksLikeHeading(view: BlockView, i: number): boolean {
  const { texts, shapes } = view.cells(i)
  if (texts.length < 2 || !texts.every((text, k) => isHeadingCell(shapes[k]!, text))) return false
  const known = texts.map(readHeading).filter((heading) => Math.max(heading.field, heading.container) >= 0.5)
  return known.length >= texts.length / 2
}

const isFigure = (shape: CellShape): boolean => shape === 'number' || shape === 'amount' || shape === 'date'

/** 20 and 40 head columns as numbers; 1,450 does not. */
function isHeadingCell(shape: CellShape, text: string): boolean {
  return !isFigure(shape) || /^(?:20|40|45|53)$/.test(text)
}

function sharedColumns(view: BlockView, i: number, j: number): number {
  const a = view.cells(i).columns
  const b = new Set(view.cells(j).columns)
  let shared = 0
  for (const column of a) if (b.has(column)) shared++
  return shared / Math.max(1, a.length + b.size - shared)
}

function styleShares(view: BlockView, i: number) {
  const { row, columns } = view.cells(i)
  const look = (r: number, column: number) => {
    const style = view.grid.style(r, column)
    return `${style.bold}|${style.fill}`
  }
  let bold = 0
  let fill = 0
  let struck = 0
  let below = 0
  let above = 0
  let comparedBelow = 0
  let comparedAbove = 0
  for (const column of columns) {
    const style = view.grid.style(row, column)
    if (style.bold) bold++
    if (style.fill !== null && style.fill !== 'FFFFFF') fill++
    if (style.struck) struck++
    if (view.grid.kind(row + 1, column) !== 'blank') {
      comparedBelow++
      if (look(row + 1, column) !== look(row, column)) below++
    }
    if (view.grid.kind(row - 1, column) !== 'blank') {
      comparedAbove++
      if (look(row - 1, column) !== look(row, column)) above++
    }
  }
  const width = Math.max(1, columns.length)
  return {
    bold: bold / width,
    fill: fill / width,
    struck: struck / width,
    differsBelow: comparedBelow === 0 ? 0 : below / comparedBelow,
    differsAbove: comparedAbove === 0 ? 0 : above / comparedAbove,
  }
}

function mergeShares(view: BlockView, i: number) {
  const { row, columns } = view.cells(i)
  const { left, right } = view.block
  let across = 0
  let down = 0
  let widest = 0
  for (const column of columns) {
    const merge = view.grid.mergeAt(row, column)
    if (!merge) continue
    if (merge.right > merge.left) across++
    if (merge.bottom > merge.top) down++
    widest = Math.max(widest, (merge.right - merge.left + 1) / (right - left + 1))
  }
  // A merge that began above covers cells of this row: the second row of a heading, or a continuation row.
  let under = 0
  let firstUnder = false
  if (view.grid.merges.length > 0) {
    for (let column = left; column <= Math.min(right, left + 60); column++) {
      const merge = view.grid.mergeAt(row, column)
      if (!merge || merge.top >= row) continue
      under++
      if (column === left) firstUnder = true
    }
  }
  const width = Math.max(1, columns.length)
  return {
    across: across / width,
    down: down / width,
    widest,
    under: Math.min(1, under / Math.max(1, right - left + 1)),
    firstUnder,
  }
}

function sumFormulas(view: BlockView, i: number): number {
  const { row, columns } = view.cells(i)
  let sums = 0
  for (const column of columns) {
    if (/\b(?:SUM|SUBTOTAL|AVERAGE|COUNTA?|MAX|MIN)\(/i.test(view.grid.extra(row, column)?.formula ?? ''))
      sums++
  }
  return sums / Math.max(1, columns.length)
}
