import type { RowAnswer, RowQuestion } from '../../tables/row-question.ts'
import type { RowLabel } from '../../tables/table.ts'
import type { Grid } from '../../workbook/grid.ts'
import type { RememberedHeading, RememberedSheet } from './layout.ts'
import { captionOf, cellsOf, headingKeys, looksOf } from './row-look.ts'

/** Different rows outside of tables that are remembered of one sheet; a sheet of prose has no layout beyond. */
const MOST_CAPTIONS = 150
/** Different looks of rows without data under one heading. */
const MOST_LOOKS = 40

interface Labelled {
  readonly question: RowQuestion
  readonly answer: RowAnswer
}

interface Draft {
  readonly rows: RememberedHeading['rows']
  readonly rowsAbove: number[]
  fewestCells: number
  readonly data: Map<number, Set<string>>
  readonly others: RememberedHeading['others']
}

/** What the rows of a sheet look like, from the labels that they were given. */
export function rememberRows(
  grid: Grid,
  labelled: readonly Labelled[],
): Pick<RememberedSheet, 'captions' | 'headings'> {
  const firstHeader = Math.min(...labelled.flatMap(headerRowsOf))
  // As in reading: what stands above a heading is known of its own block and of those before it.
  const ends: number[] = []
  const captions = new Map<string, RememberedSheet['captions'][number]>()
  const drafts = new Map<string, Draft>()
  for (const one of labelled) {
    let current: Draft | null = null
    let below: { readonly label: RowLabel; readonly cells: string }[] = []
    const { question, answer } = one
    const labels = answer.labels
    for (let k = 0; k < question.asked.length; k++) {
      const row = question.blockRows[question.asked[k]!]!
      const label = labels[k]!
      const cells = cellsOf(grid, row, question.block)
      if (isHeader(label)) {
        if (k > 0 && isHeader(labels[k - 1]!)) continue
        if (current) keepOthers(current.others, below, 'inside')
        below = []
        const rows = [cells]
        for (let n = k + 1; n < labels.length && isHeader(labels[n]!); n++)
          rows.push(cellsOf(grid, question.blockRows[question.asked[n]!]!, question.block))
        const key = rows.map((one) => headingKeys(one).join(' ')).join('\n')
        current = drafts.get(key) ?? null
        const own = labels.slice(0, k).lastIndexOf('data')
        const end =
          own >= 0
            ? question.blockRows[question.asked[own]!]!
            : Math.max(0, ...ends.filter((last) => last < row))
        const above = row - end - 1
        if (current && !current.rowsAbove.includes(above)) current.rowsAbove.push(above)
        if (!current) {
          current = {
            rows: rows.map((one) =>
              one.map(({ at, text }) => ({ at, text: text.replace(/\s+/g, ' ').trim() })),
            ),
            rowsAbove: [above],
            fewestCells: Number.POSITIVE_INFINITY,
            data: new Map(),
            others: [],
          }
          drafts.set(key, current)
        }
      } else if (label === 'data' && current) {
        keepOthers(current.others, below, 'inside')
        below = []
        keepData(current, cells)
      } else {
        const text = captionOf(cells)
        if (text !== '' && captions.size < MOST_CAPTIONS && !captions.has(text))
          captions.set(text, { label, text, where: row < firstHeader ? 'above' : 'elsewhere' })
        if (current) below.push({ label, cells: looksOf(cells) })
      }
    }
    if (current) keepOthers(current.others, below, 'below')
    ends.push(...lastDataRows(one))
  }
  const headings = [...drafts.values()].map(({ rows, rowsAbove, fewestCells, data, others }) => ({
    rows,
    rows_above: rowsAbove,
    fewest_cells: data.size === 0 ? 0 : fewestCells,
    others,
    data: [...data].sort((a, b) => a[0] - b[0]).map(([at, kinds]) => ({ at, kinds: [...kinds].sort() })),
  }))
  return { captions: [...captions.values()], headings }
}

export const isHeader = (label: RowLabel): boolean => label === 'header' || label === 'code_row'

function headerRowsOf({ question, answer }: Labelled): number[] {
  return question.asked.flatMap((i, k) => (isHeader(answer.labels[k]!) ? [question.blockRows[i]!] : []))
}

/** The last row of each run of data. */
function lastDataRows({ question, answer }: Labelled): number[] {
  return question.asked.flatMap((i, k) =>
    answer.labels[k] === 'data' && answer.labels[k + 1] !== 'data' ? [question.blockRows[i]!] : [],
  )
}

function keepData(draft: Draft, cells: ReturnType<typeof cellsOf>): void {
  for (const { at, kind } of cells) {
    const kinds = draft.data.get(at)
    if (kinds) kinds.add(kind)
    else draft.data.set(at, new Set([kind]))
  }
  draft.fewestCells = Math.min(draft.fewestCells, cells.length)
}

function keepOthers(
  others: RememberedHeading['others'],
  rows: readonly { readonly label: RowLabel; readonly cells: string }[],
  where: 'inside' | 'below',
): void {
  for (const { label, cells } of rows) {
    if (others.length >= MOST_LOOKS) return
    const known = others.some(
      (other) => other.label === label && other.where === where && other.cells === cells,
    )
    if (!known) others.push({ label, where, cells })
  }
}
