import { type CellStyle, PLAIN_STYLE } from '../grid.ts'
import { builtinFormat } from '../ooxml/builtin-formats.ts'
import type { TextRun } from '../ooxml/rich-text.ts'

export interface BinaryFont {
  readonly bold: boolean
  readonly struck: boolean
}

/** A cell format as both binary formats store it: by number. */
export interface BinaryFormat {
  readonly font: number
  readonly numberFormat: number
  readonly fill: string | null
}

/** Weight from which a font is bold; 400 is regular, 700 bold. */
const BOLD_FROM = 600
const STRUCK_FLAG = 0x08

export function binaryFont(flags: number, weight: number): BinaryFont {
  return { bold: weight >= BOLD_FROM, struck: (flags & STRUCK_FLAG) !== 0 }
}

/** Style of a cell format. `codes` holds the number formats that the workbook defines itself. */
export function binaryStyle(
  format: BinaryFormat | undefined,
  fontOf: (id: number) => BinaryFont | undefined,
  codes: ReadonlyMap<number, string>,
): CellStyle {
  if (!format) return PLAIN_STYLE
  const font = fontOf(format.font)
  return {
    numberFormat: codes.get(format.numberFormat) ?? builtinFormat(format.numberFormat),
    fill: format.fill,
    bold: font?.bold ?? false,
    struck: font?.struck ?? false,
  }
}

/** Runs of a text whose font changes at given characters; before the first change the cell's own font holds. */
export function runsOf(
  text: string,
  changes: readonly (readonly [at: number, font: number])[],
  fontOf: (id: number) => BinaryFont | undefined,
): TextRun[] {
  const runs: TextRun[] = []
  let from = 0
  let struck: boolean | null = null
  for (const [at, font] of [...changes, [text.length, -1] as const]) {
    const to = Math.min(at, text.length)
    if (to > from) runs.push({ text: text.slice(from, to), struck })
    from = Math.max(from, to)
    struck = fontOf(font)?.struck ?? false
  }
  return runs
}
