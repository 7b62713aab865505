import { parseRange, type SheetState } from '../../src/workbook/grid.ts'
import { GridBuilder } from '../../src/workbook/grid-builder.ts'
import { SheetGrid } from '../../src/workbook/sheet-grid.ts'

export interface SheetOptions {
  readonly name?: string
  readonly index?: number
  readonly state?: SheetState
  /** A1 ranges. */
  readonly merges?: readonly string[]
  /** Rows in bold type. */
  readonly bold?: readonly number[]
  readonly hiddenRows?: readonly number[]
  /** Formulas by cell: `{ E2: 'Cost!E2*1.05' }`. */
  readonly formulas?: Readonly<Record<string, string>>
}

const NUMBER = /^-?\d+(?:\.\d+)?$/

/** A sheet drawn as text: a line is a row from row 1, `|` divides the cells, a bare number is a numeric cell. */
export function sheet(drawing: string, options: SheetOptions = {}): SheetGrid {
  const builder = new GridBuilder(options.name ?? 'Rates', options.index ?? 0)
  builder.state = options.state ?? 'visible'
  const bold = builder.styleId({ bold: true })
  const lines = drawing.replace(/^\n/, '').replace(/\n *$/, '').split('\n')
  lines.forEach((line, i) => {
    const row = i + 1
    const style = options.bold?.includes(row) ? bold : 0
    line.split('|').forEach((cell, column) => {
      const text = cell.trim()
      if (NUMBER.test(text)) builder.number(row, column, Number(text), style)
      else builder.text(row, column, text.replaceAll('\\n', '\n'), style)
    })
  })
  builder.merges.push(...(options.merges ?? []).map(parseRange))
  builder.hiddenRows.push(...(options.hiddenRows ?? []))
  for (const [address, formula] of Object.entries(options.formulas ?? {})) {
    const { top, left } = parseRange(address)
    builder.extra(top, left, { formula })
  }
  return new SheetGrid(builder.build())
}
