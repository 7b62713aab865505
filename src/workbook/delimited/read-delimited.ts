import { type Finding, finding } from '../../checks/finding.ts'
import type { Grid } from '../grid.ts'
import { GridBuilder } from '../grid-builder.ts'
import { plainNumber } from '../plain-number.ts'
import type { ReadLimits } from '../read-limits.ts'
import { SheetGrid } from '../sheet-grid.ts'
import { tooManyCells, tooManyColumns } from '../unreadable.ts'
import { decodeText } from './encoding.ts'
import { eachField } from './records.ts'
import { detectSeparator } from './separator.ts'

const LAST_COLUMN = 16_383

/** Reads a text with separated fields into a single grid without a name. @throws Unreadable */
export function readDelimited(
  bytes: Uint8Array,
  file: string,
  limits: ReadLimits,
): { grids: Grid[]; findings: Finding[] } {
  const decoded = decodeText(bytes)
  const findings: Finding[] = []
  if (decoded.guessed) findings.push(encodingGuessed(file, decoded.encoding, decoded.share))
  const directive = /^sep=(.)\r?\n/i.exec(decoded.text)
  const text = directive ? decoded.text.slice(directive[0].length) : decoded.text
  const builder = new GridBuilder(null)
  eachField(text, directive?.[1] ?? detectSeparator(text), (row, column, value) => {
    if (column > LAST_COLUMN) throw tooManyColumns(row)
    // `="00123"` is how an export keeps a spreadsheet program from reading a code as a number.
    const kept = /^="([^"]*)"$/.exec(value)?.[1]
    const shown = (kept ?? value).replace(/\r\n?/g, '\n')
    const number = kept === undefined ? plainNumber(shown.trim()) : Number.NaN
    if (Number.isNaN(number)) builder.text(row, column, shown)
    else builder.number(row, column, number, 0, shown.trim() === String(number) ? undefined : shown.trim())
    if (builder.cellCount > limits.maxCells) throw tooManyCells(limits.maxCells)
    return undefined
  })
  return { grids: [new SheetGrid(builder.build())], findings }
}

export function encodingGuessed(file: string, encoding: string, share: number): Finding {
  return finding(
    'encoding-guessed',
    'info',
    { file },
    `The file does not say its encoding; read as ${encoding}. If names look wrong, save it as UTF-8.`,
    {
      value: encoding,
      expected: `${Math.round(share * 100)} % of its special characters are usual in this encoding`,
    },
  )
}
