import { isNoteText, isTotalText } from '../../tables/phrase-lexicon.ts'
import type { BlockView } from '../../tables/row-view.ts'
import type { Detail } from './prompt.ts'

/** Which rows of a block are shown, and whose label each of the others takes. Indexes into the rows of the block. */
export interface RowSelection {
  /** Ascending. */
  readonly shown: readonly number[]
  /** For each row asked for the shown row that stands for it: itself, or the nearest of its kind. */
  readonly standIn: ReadonlyMap<number, number>
}

const SHOWN: Readonly<
  Record<Detail, { readonly head: number; readonly tail: number; readonly between: number }>
> = {
  full: { head: 14, tail: 6, between: 24 },
  lean: { head: 7, tail: 2, between: 6 },
}
/** Of the rows that make up most of a table, so many are shown between its start and its end. */
const SHOWN_OF_DATA = 2
const WIDE_SHARE = 0.5
const NUMERIC_SHARE = 0.25
const REPEATED_SHARE = 0.5

/**
 * Chooses the rows that a model is shown: the start and the end of the block, and between them rows of each kind. How
 * many there are goes with the kinds of rows, not with their number.
 */
export function selectRows(view: BlockView, asked: readonly number[], detail: Detail): RowSelection {
  const { head, tail, between } = SHOWN[detail]
  const shown = new Set([...asked.slice(0, head), ...asked.slice(Math.max(head, asked.length - tail))])
  const headings = textsOf(view, asked.slice(0, head))
  const kinds = new Map(asked.map((index) => [index, kindOf(view, index, headings)]))
  const middle = asked.slice(head, Math.max(head, asked.length - tail))
  const counts = new Map<string, number>()
  const take = (index: number, most: number): boolean => {
    const kind = kinds.get(index)!
    const count = counts.get(kind) ?? 0
    if (count >= most || shown.has(index)) return false
    counts.set(kind, count + 1)
    shown.add(index)
    return true
  }
  let left = between
  // One of each kind first, so that no kind is left out for the sake of a commoner one.
  for (const most of [1, between]) {
    for (const index of middle) {
      if (left === 0) break
      if (take(index, isData(kinds.get(index)!) ? Math.min(most, SHOWN_OF_DATA) : most)) left--
    }
  }
  const order = [...shown].sort((a, b) => a - b)
  const ofKind = Map.groupBy(order, (index) => kinds.get(index)!)
  const standIn = new Map<number, number>()
  for (const index of asked) {
    if (shown.has(index)) standIn.set(index, index)
    else {
      const nearest = nearestOf(ofKind.get(kinds.get(index)!) ?? [], index)
      if (nearest !== null) standIn.set(index, nearest)
    }
  }
  return { shown: order, standIn }
}

function nearestOf(candidates: readonly number[], index: number): number | null {
  let best: number | null = null
  for (const candidate of candidates)
    if (best === null || Math.abs(candidate - index) < Math.abs(best - index)) best = candidate
  return best
}

const isData = (kind: string): boolean => kind.startsWith('wide numbers')

/** What a row looks like from afar: rows that look alike are labelled alike. */
function kindOf(view: BlockView, index: number, headings: ReadonlySet<string>): string {
  const { row, columns, texts, classes } = view.cells(index)
  const width = columns.length
  const first = texts[0] ?? ''
  const numeric = classes.filter((one) => one === 'numeric' || one === 'date').length / Math.max(1, width)
  const repeated = texts.filter((text) => headings.has(text)).length > REPEATED_SHARE * width
  const size = width <= 2 ? `${width} cells` : width < WIDE_SHARE * view.medianWidth ? 'narrow' : 'wide'
  const content = numeric >= NUMERIC_SHARE ? 'numbers' : numeric > 0 ? 'few numbers' : 'texts'
  if (size === 'wide' && content === 'numbers' && !repeated && !isTotalText(first)) return 'wide numbers'
  const { bold, fill } = view.grid.style(row, columns[0]!)
  return [
    size,
    content,
    bold ? 'bold' : '',
    fill ?? '',
    isTotalText(first) ? 'total' : isNoteText(first) ? 'note' : '',
    repeated ? 'repeated' : '',
    classes[0] === 'long' ? 'long' : '',
    columns[0] === view.block.left ? '' : 'set in',
  ].join(' ')
}

function textsOf(view: BlockView, rows: readonly number[]): Set<string> {
  const texts = new Set<string>()
  for (const index of rows) {
    const { texts: own, classes } = view.cells(index)
    // Headings are rows of texts; what data repeat is data.
    if (classes.some((one) => one === 'numeric' || one === 'date')) continue
    if (own.length > 2) for (const text of own) texts.add(text)
  }
  return texts
}
