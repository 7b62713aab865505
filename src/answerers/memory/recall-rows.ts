import { type Finding, finding } from '../../checks/finding.ts'
import type { RowAnswer, RowAnswerer, RowQuestion } from '../../tables/row-question.ts'
import type { RowLabel } from '../../tables/table.ts'
import { headingScore, keysOfHeading, SAME_HEADING } from './find-sheet.ts'
import type { RememberedHeading, RememberedSheet } from './layout.ts'
import { captionOf, cellsOf, headingKeys, type LookedCell, looksOf } from './row-look.ts'
import { APPROVED_CONFIDENCE } from './signature.ts'
import { headingKey } from './skeleton.ts'

/** Share of the rows of a block that may be strange before the block is taken for another one. */
const STRANGE_SHARE = 0.3
/** A row of data may have such a share of cells of another kind: whether a column still fits is looked at later. */
const ODD_CELLS = 0.5
/** A row that is asked for goes with so many neighbours on each side. */
const NEIGHBOURS = 2

/** What memory says of the rows of a block: a label each, null where it does not know. */
export interface RecalledRows {
  readonly labels: readonly (RowLabel | null)[]
  readonly findings: readonly Finding[]
}

interface Placed {
  readonly heading: RememberedHeading
  /** Index into `asked` of its first row. */
  readonly from: number
  readonly to: number
}

/** Labels the rows of a block that look as they did; null when the block as a whole is not known. */
export function recallRows(question: RowQuestion, sheet: RememberedSheet): RecalledRows | null {
  const rows = question.asked.map((i) => question.blockRows[i]!)
  const cells = new Map(rows.map((row) => [row, cellsOf(question.grid, row, question.block)]))
  const cellsAt = (row: number) => cells.get(row) ?? []
  const placed = placeHeadings(rows, sheet, cellsAt)
  const captions = new Map(sheet.captions.map(({ text, label }) => [text, label]))
  const labels: (RowLabel | null)[] = []
  let k = 0
  for (const [n, one] of [...placed, null].entries()) {
    for (; k < (one ? one.from : rows.length); k++) {
      if (n === 0) labels[k] = captions.get(captionOf(cellsAt(rows[k]!))) ?? null
    }
    if (!one) break
    for (; k < one.to; k++) labels[k] = 'header'
    const end = placed[n + 1]?.from ?? rows.length
    for (const label of labelBelow(
      rows.slice(k, end).map(cellsAt),
      one.heading,
      cellsAt(rows[one.to - 1]!),
      rows.slice(one.from, one.to).flatMap(cellsAt),
      captions,
    ))
      labels[k++] = label
  }
  const strange = labels.filter((label) => label === null).length
  if (strange > Math.max(1, STRANGE_SHARE * rows.length)) return null
  const findings = [
    ...movedHeadings(question, rows, placed, labels),
    ...strangeRows(question, rows, labels, cellsAt),
  ]
  return { labels, findings }
}

/** Asks for the rows that memory does not know, with their neighbours, and keeps its own labels for the others. */
export async function askStrangeRows(
  question: RowQuestion,
  recalled: RecalledRows,
  inner: RowAnswerer,
): Promise<{ answer: RowAnswer | null; labels: RowLabel[]; confidences: number[] }> {
  const wanted = new Set<number>()
  recalled.labels.forEach((label, k) => {
    if (label !== null) return
    for (let near = k - NEIGHBOURS; near <= k + NEIGHBOURS; near++)
      if (near >= 0 && near < recalled.labels.length) wanted.add(near)
  })
  const places = [...wanted].sort((a, b) => a - b)
  const answer =
    places.length === 0
      ? null
      : await inner.labelRows({ ...question, asked: places.map((k) => question.asked[k]!) })
  const labels: RowLabel[] = []
  const confidences: number[] = []
  recalled.labels.forEach((label, k) => {
    const at = places.indexOf(k)
    labels[k] = label ?? answer!.labels[at]!
    confidences[k] = label === null ? answer!.confidences[at]! : APPROVED_CONFIDENCE
  })
  return { answer, labels, confidences }
}

function placeHeadings(
  rows: readonly number[],
  sheet: RememberedSheet,
  cellsAt: (row: number) => readonly LookedCell[],
): Placed[] {
  const placed: Placed[] = []
  for (let k = 0; k < rows.length; k++) {
    let best: RememberedHeading | null = null
    let bestScore = 0
    for (const heading of sheet.headings) {
      const score = headingScore(keysOfHeading(heading), rows[k]!, cellsAt)
      if (score >= SAME_HEADING && score > bestScore) {
        best = heading
        bestScore = score
      }
    }
    if (!best) continue
    placed.push({ heading: best, from: k, to: Math.min(rows.length, k + best.rows.length) })
    k += best.rows.length - 1
  }
  return placed
}

/** Labels the rows under a heading by what data, captions and notes looked like. */
function labelBelow(
  rows: readonly (readonly LookedCell[])[],
  heading: RememberedHeading,
  lastHeader: readonly LookedCell[],
  header: readonly LookedCell[],
  captions: ReadonlyMap<string, RowLabel>,
): (RowLabel | null)[] {
  const placeThen = placesThen(heading, header)
  const kinds = new Map(heading.data.map(({ at, kinds }) => [at, new Set(kinds)]))
  // A column that is gone takes its cells with it.
  const gone = Math.max(0, heading.rows.flat().length - header.length)
  const fewest = Math.max(1, heading.fewest_cells - gone)
  const repeated = headingKeys(lastHeader).join(' ')
  const looks = rows.map((cells): RowLabel | 'data' | 'other' => {
    const known = captions.get(captionOf(cells))
    if (known !== undefined) return known
    if (isData(cells, heading, fewest, kinds, placeThen)) return 'data'
    return headingKeys(cells).join(' ') === repeated ? 'header' : 'other'
  })
  const lastData = looks.lastIndexOf('data')
  return looks.map((look, k) => {
    if (look !== 'other') return look
    const cells = looksOf(rows[k]!)
    const where = k > lastData ? 'below' : 'inside'
    const labels = new Set(
      heading.others
        .filter((other) => other.where === where && other.cells === cells)
        .map(({ label }) => label),
    )
    return labels.size === 1 ? [...labels][0]! : null
  })
}

/** The place in the block that each column of now had then, by the cells of the heading. */
function placesThen(
  heading: RememberedHeading,
  header: readonly LookedCell[],
): (at: number) => number | null {
  const open = heading.rows.flat().map(({ at, text }) => ({ at, key: headingKey(text) }))
  const then = new Map<number, number>()
  for (const { at, text } of header) {
    const key = headingKey(text)
    const i = open.findIndex((cell) => cell.key === key && key !== '')
    if (i < 0) continue
    if (!then.has(at)) then.set(at, open[i]!.at)
    open.splice(i, 1)
  }
  const same = [...then].every(([now, before]) => now === before)
  return (at) => then.get(at) ?? (same ? at : null)
}

function isData(
  cells: readonly LookedCell[],
  heading: RememberedHeading,
  fewestCells: number,
  kinds: ReadonlyMap<number, ReadonlySet<string>>,
  placeThen: (at: number) => number | null,
): boolean {
  if (heading.data.length === 0 || cells.length < fewestCells) return false
  const own = looksOf(cells)
  if (heading.others.some((other) => other.cells === own)) return false
  let odd = 0
  for (const { at, kind } of cells) {
    const then = placeThen(at)
    if (then === null || kind === 'any') continue
    const held = kinds.get(then)
    if (held && !held.has(kind) && !held.has('any')) odd++
  }
  return odd <= ODD_CELLS * cells.length
}

function movedHeadings(
  question: RowQuestion,
  rows: readonly number[],
  placed: readonly Placed[],
  labels: readonly (RowLabel | null)[],
): Finding[] {
  const seen = new Set<RememberedHeading>()
  const findings: Finding[] = []
  for (const { heading, from } of placed) {
    if (seen.has(heading)) continue
    seen.add(heading)
    const lastData = labels.slice(0, from).lastIndexOf('data')
    const row = rows[from]!
    const end = lastData >= 0 ? rows[lastData]! : endAbove(question, row)
    const above = row - end - 1
    const before = heading.rows_above[0]!
    if (heading.rows_above.includes(above)) continue
    findings.push(
      finding(
        'layout-drift',
        'warning',
        { file: question.file, sheet: question.sheet, range: `${row}:${row}` },
        `The heading stands in row ${row}, ${plural(Math.abs(above - before))} ${
          above > before ? 'lower' : 'higher'
        } than in the layout that was approved.`,
        {
          value: `row ${row}, ${plural(above)} above it`,
          expected: `row ${row - above + before}, ${plural(before)} above it`,
        },
      ),
    )
  }
  return findings
}

/** The last row of data above a row, of whatever table stands there; 0 at the top of the sheet. */
function endAbove(question: RowQuestion, row: number): number {
  return Math.max(0, ...(dataEnds.get(question.grid) ?? []).filter((end) => end < row))
}

const dataEnds = new WeakMap<RowQuestion['grid'], number[]>()

/** Notes where the data of a block ends: the distance of the headings below is counted from there. */
export function noteDataEnds(question: RowQuestion, labels: readonly RowLabel[]): void {
  const ends = dataEnds.get(question.grid) ?? []
  labels.forEach((label, k) => {
    if (label === 'data' && labels[k + 1] !== 'data') ends.push(question.blockRows[question.asked[k]!]!)
  })
  dataEnds.set(question.grid, ends)
}

function strangeRows(
  question: RowQuestion,
  rows: readonly number[],
  labels: readonly (RowLabel | null)[],
  cellsAt: (row: number) => readonly LookedCell[],
): Finding[] {
  return rows.flatMap((row, k) => {
    if (labels[k] !== null) return []
    const text = cellsAt(row)
      .map((cell) => cell.text.trim())
      .join(' | ')
    return [
      finding(
        'layout-drift',
        'warning',
        { file: question.file, sheet: question.sheet, range: `${row}:${row}` },
        `Row ${row} is not part of the layout that was approved; it was asked for anew.`,
        { value: text, expected: 'no such row' },
      ),
    ]
  })
}

const plural = (rows: number): string => `${rows} row${rows === 1 ? '' : 's'}`
