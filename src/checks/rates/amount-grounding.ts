import { isDitto } from '../../rates/column-reader.ts'
import { readPriceCell } from '../../rates/values/amount.ts'
import type { RateCheckOf } from './rate-check.ts'

/** Relative difference that comes from floating point alone. */
const TRACE = 1e-6
const NUMBER = /\d+(?:[.,' \u00a0\u202f]\d+)*/g
const CACHED = 50_000

/** Every amount is a token of the cell that it cites, and a word is no amount: nothing ungrounded leaves. */
export const amountGrounding: RateCheckOf = ({ table }, log) => {
  const { grid, sheet } = table
  const tokens = new Map<string, readonly number[]>()
  const pointing = new Map<string, boolean>()
  return (rate, { row, column }) => {
    const { amount } = rate
    if (amount === null) return null
    const kind = grid.kind(row, column)
    const percent = rate.charge.basis === 'percent'
    if (kind === 'number') {
      const number = grid.number(row, column)
      if (close(amount, number) || (percent && close(amount, number * 100))) return null
    } else {
      const text = grid.text(row, column)
      let known = tokens.get(text)
      if (!known) {
        known = numbersIn(text)
        if (tokens.size > CACHED) tokens.clear()
        tokens.set(text, known)
      }
      const shown = Math.abs(amount)
      const saysPercent = text.includes('%') || text.includes('％')
      if (known.some((number) => close(shown, number)) && (!saysPercent || percent)) return null
      if (pointsElsewhere(text)) return null
    }
    log.note(
      `${rate.source.cell}`,
      'amount-ungrounded',
      'error',
      { sheet, range: rate.source.cell },
      `${amount} is no token of cell ${rate.source.cell}, which reads "${rate.source.text.slice(0, 60)}".`,
      { value: String(amount), expected: rate.source.text.slice(0, 100) },
    )
    return 'amount-ungrounded'
  }

  /** A ditto mark, or "AS 40": the amount stands in the cell that it points to. */
  function pointsElsewhere(text: string): boolean {
    let points = pointing.get(text)
    if (points === undefined) {
      const { problem } = readPriceCell({
        kind: 'text',
        text,
        number: Number.NaN,
        numberFormat: 'General',
        struck: false,
        formulaWithoutValue: false,
        decimalComma: null,
      })
      points = isDitto(text) || problem === 'ditto' || problem === 'same_as'
      pointing.set(text, points)
    }
    return points
  }
}

/** The numbers that the digits of a text may write, with decimal point or decimal comma. */
function numbersIn(text: string): number[] {
  const found: number[] = []
  for (const [token] of text.normalize('NFKC').matchAll(NUMBER)) {
    const bare = token.replace(/[' \u00a0\u202f]/g, '')
    found.push(Number(bare.replaceAll(',', '')), Number(bare.replaceAll('.', '').replace(',', '.')))
    found.push(Number(bare.replace(/[.,]/g, '')))
    for (const part of token.split(/[.,' \u00a0\u202f]/)) found.push(Number(part))
  }
  // "1.5K" and "3K" write thousands.
  if (/\dk\b/i.test(text)) found.push(...found.map((number) => number * 1000))
  return found
}

const close = (a: number, b: number): boolean => Math.abs(a - b) <= TRACE * Math.max(1, Math.abs(b))
