import { dayFirstEvidence, readValidity } from '../../rates/values/dates.ts'
import { type AnswerCheck, columnRange } from './answer-check.ts'

/** Rows of the two columns that are compared. */
const SAMPLE = 300
const FEWEST = 2

/** Two date columns of which nearly every pair ends before it starts are the other way round: they are exchanged. */
export const dateColumns: AnswerCheck = function* ({ table, mapping, thresholds: { swappedDates } }) {
  const { effective_date: from, expiry_date: to } = mapping
  if (typeof from !== 'number' || typeof to !== 'number' || from === to) return
  const { grid, firstDataRow, lastDataRow } = table
  const rows = Math.min(lastDataRow, firstDataRow + SAMPLE)
  const texts: string[] = []
  for (let row = firstDataRow; row <= rows; row++) texts.push(grid.text(row, from), grid.text(row, to))
  const context = { year: null, month: null, dayFirst: dayFirstEvidence(texts), anchor: null }
  const dayOf = (row: number, column: number): string | null => {
    const kind = grid.kind(row, column)
    if (kind === 'blank') return null
    const number = kind === 'number' ? grid.number(row, column) : null
    const { numberFormat } = grid.style(row, column)
    const input = {
      text: grid.text(row, column),
      number,
      numberFormat,
      date1904: grid.date1904,
      role: 'effective' as const,
    }
    return readValidity(input, context)?.effective ?? null
  }
  let pairs = 0
  let backwards = 0
  for (let row = firstDataRow; row <= rows; row++) {
    const start = dayOf(row, from)
    const end = dayOf(row, to)
    if (!start || !end || start === end) continue
    pairs++
    if (end < start) backwards++
  }
  if (pairs < FEWEST || backwards < swappedDates * pairs) return
  yield {
    code: 'dates-swapped',
    severity: 'warning',
    range: columnRange(table, from),
    message: `${backwards} of ${pairs} rates end before they start (${Math.round(100 * swappedDates)} % decide): the columns of start and end were exchanged.`,
    touches: 'nothing',
    repairs: [
      { stage: 'mapping', field: 'effective_date', after: to, certain: true },
      { stage: 'mapping', field: 'expiry_date', after: from, certain: true },
    ],
  }
}
