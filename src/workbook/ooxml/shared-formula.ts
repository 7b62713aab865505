import { columnIndex, columnLetter } from '../grid.ts'

/** A formula that other cells repeat, shifted by their distance from this one. */
export interface SharedFormula {
  readonly text: string
  readonly row: number
  readonly column: number
}

/** Texts, quoted sheet names, and references; a name such as `RATE2026` or a function such as `LOG10(` is no reference. */
const TOKENS = /"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![\w.(!])/g

/** The formula as it reads in another cell: relative references move along, those with `$` stay. */
export function shiftedFormula(shared: SharedFormula, row: number, column: number): string {
  const down = row - shared.row
  const right = column - shared.column
  if (down === 0 && right === 0) return shared.text
  return shared.text.replace(TOKENS, (whole, fixedColumn, letters, fixedRow, digits) => {
    if (letters === undefined) return whole
    const movedColumn = fixedColumn ? letters : columnLetter(Math.max(0, columnIndex(letters) + right))
    return `${fixedColumn}${movedColumn}${fixedRow}${fixedRow ? digits : Number(digits) + down}`
  })
}
