import { columnLetter } from '../grid.ts'

/** Texts and quoted sheet names stay; `R1C1`, `RC[-2]`, `R[3]C` are references. */
const TOKENS = /"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\w.])R(\[-?\d+\]|\d+)?C(\[-?\d+\]|\d+)?(?![\w.(])/g

/** A formula with row and column numbers as it reads with letters, in a cell (row 1-based, column 0-based). */
export function a1Formula(formula: string, row: number, column: number): string {
  return formula.replace(TOKENS, (token: string, down: string | undefined, right: string | undefined) => {
    if (token.startsWith('"') || token.startsWith("'")) return token
    const r = part(down, row)
    const c = part(right, column + 1)
    if (r.number < 1 || c.number < 1) return '#REF!'
    return `${c.fixed}${columnLetter(c.number - 1)}${r.fixed}${r.number}`
  })
}

function part(text: string | undefined, here: number): { number: number; fixed: string } {
  if (text === undefined) return { number: here, fixed: '' }
  if (text.startsWith('[')) return { number: here + Number(text.slice(1, -1)), fixed: '' }
  return { number: Number(text), fixed: '$' }
}
