import { columnLetter } from '../grid.ts'

/** How the tokens of a formula are laid out: Excel 5 and 95, Excel 97 to 2003, or .xlsb. */
export type FormulaDialect = 'biff5' | 'biff8' | 'biff12'

export interface FormulaContext {
  readonly dialect: FormulaDialect
  /** The cell that the formula stands in: shared formulas refer relatively to it. 1-based row, 0-based column. */
  readonly row: number
  readonly column: number
  /** Name of the sheet that a reference to another sheet means; undefined when it is outside of the workbook. */
  sheetName(reference: number): string | undefined
}

const OPERATORS = ['+', '-', '*', '/', '^', '&', '<', '<=', '=', '>=', '>', '<>', ' ', ',', ':']

/** Functions with a fixed number of arguments that rate sheets use. */
const FIXED = new Map<number, readonly [name: string, count: number]>([
  [2, ['ISNA', 1]],
  [3, ['ISERROR', 1]],
  [10, ['NA', 0]],
  [15, ['SIN', 1]],
  [24, ['ABS', 1]],
  [25, ['INT', 1]],
  [27, ['ROUND', 2]],
  [31, ['MID', 3]],
  [32, ['LEN', 1]],
  [33, ['VALUE', 1]],
  [38, ['NOT', 1]],
  [39, ['MOD', 2]],
  [48, ['TEXT', 2]],
  [65, ['DATE', 3]],
  [67, ['DAY', 1]],
  [68, ['MONTH', 1]],
  [69, ['YEAR', 1]],
  [112, ['LOWER', 1]],
  [113, ['UPPER', 1]],
  [118, ['TRIM', 1]],
  [129, ['ISBLANK', 1]],
  [212, ['ROUNDUP', 2]],
  [213, ['ROUNDDOWN', 2]],
  [221, ['TODAY', 0]],
  [346, ['COUNTIF', 2]],
  [480, ['IFERROR', 2]],
])

const VARIABLE = new Map<number, string>([
  [0, 'COUNT'],
  [1, 'IF'],
  [4, 'SUM'],
  [5, 'AVERAGE'],
  [6, 'MIN'],
  [7, 'MAX'],
  [29, 'INDEX'],
  [36, 'AND'],
  [37, 'OR'],
  [64, 'MATCH'],
  [78, 'OFFSET'],
  [82, 'SEARCH'],
  [100, 'CHOOSE'],
  [101, 'HLOOKUP'],
  [102, 'VLOOKUP'],
  [115, 'LEFT'],
  [116, 'RIGHT'],
  [197, 'TRUNC'],
  [285, 'FLOOR'],
  [288, 'CEILING'],
  [336, 'CONCATENATE'],
  [345, 'SUMIF'],
])

/** The formula as text; undefined where it uses what is not read here (arrays, names, rare functions). */
export function formulaText(tokens: Buffer, context: FormulaContext): string | undefined {
  try {
    const reader = new TokenReader(tokens, context)
    return reader.text()
  } catch (error) {
    // A field beyond the end: tokens of a kind whose length is not known here, or a damaged formula.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

class TokenReader {
  readonly #b: Buffer
  readonly #context: FormulaContext
  readonly #stack: string[] = []
  #at = 0

  constructor(tokens: Buffer, context: FormulaContext) {
    this.#b = tokens
    this.#context = context
  }

  text(): string | undefined {
    while (this.#at < this.#b.length) {
      const token = this.#u8()
      // Operands come in three classes that differ in what they yield, not in how they are stored.
      const kind = token >= 0x40 ? (token & 0x1f) | 0x20 : token
      if (!this.#token(kind)) return undefined
    }
    return this.#stack.length === 1 ? this.#stack[0] : undefined
  }

  #token(kind: number): boolean {
    if (kind >= 0x03 && kind <= 0x11) return this.#binary(OPERATORS[kind - 3]!)
    switch (kind) {
      case 0x12:
        return this.#wrap('+', '')
      case 0x13:
        return this.#wrap('-', '')
      case 0x14:
        return this.#wrap('', '%')
      case 0x15:
        return this.#wrap('(', ')')
      case 0x16:
        return this.#push('')
      case 0x17:
        return this.#push(`"${this.#string().replaceAll('"', '""')}"`)
      case 0x19:
        return this.#attribute()
      case 0x1c:
        this.#u8()
        return this.#push('#REF!')
      case 0x1d:
        return this.#push(this.#u8() ? 'TRUE' : 'FALSE')
      case 0x1e:
        return this.#push(String(this.#u16()))
      case 0x1f:
        return this.#push(String(this.#double()))
      case 0x21: {
        const known = FIXED.get(this.#u16())
        return known !== undefined && this.#call(known[0], known[1])
      }
      case 0x22: {
        const count = this.#u8() & 0x7f
        const name = VARIABLE.get(this.#u16() & 0x7fff)
        return name !== undefined && this.#call(name, count)
      }
      case 0x24:
        return this.#push(this.#reference(false))
      case 0x25:
        return this.#push(this.#area(false))
      case 0x2c:
        return this.#push(this.#reference(true))
      case 0x2d:
        return this.#push(this.#area(true))
      case 0x3a:
      case 0x3b:
        return this.#elsewhere(kind === 0x3b)
      default:
        return false
    }
  }

  #elsewhere(isArea: boolean): boolean {
    // The old versions name the sheets in records of their own kind: not read here.
    if (this.#context.dialect === 'biff5') return false
    const sheet = this.#context.sheetName(this.#u16())
    if (sheet === undefined) return false
    const name = /^[\p{L}_][\p{L}\d_.]*$/u.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`
    return this.#push(`${name}!${isArea ? this.#area(false) : this.#reference(false)}`)
  }

  #reference(relative: boolean): string {
    const row = this.#row()
    return this.#cell(row, this.#column(), relative)
  }

  #area(relative: boolean): string {
    const top = this.#row()
    const bottom = this.#row()
    const left = this.#column()
    const right = this.#column()
    return `${this.#cell(top, left, relative)}:${this.#cell(bottom, right, relative)}`
  }

  #row(): number {
    return this.#context.dialect === 'biff12' ? this.#u32() : this.#u16()
  }

  #column(): number {
    return this.#context.dialect === 'biff5' ? this.#u8() : this.#u16()
  }

  #cell(rawRow: number, rawColumn: number, relative: boolean): string {
    const { dialect, row: atRow, column: atColumn } = this.#context
    // Two bits say which parts move along: beside the row in the oldest layout, beside the column later.
    const flags = dialect === 'biff5' ? rawRow : rawColumn
    const rowMoves = (flags & 0x8000) !== 0
    const columnMoves = (flags & 0x4000) !== 0
    const rows = dialect === 'biff12' ? 0x100000 : dialect === 'biff8' ? 0x10000 : 0x4000
    const columns = dialect === 'biff12' ? 0x4000 : 0x100
    let row = rawRow % rows
    let column = rawColumn % columns
    if (relative && rowMoves) row = (row + atRow - 1) % rows
    if (relative && columnMoves) column = (column + atColumn) % columns
    return `${columnMoves ? '' : '$'}${columnLetter(column)}${rowMoves ? '' : '$'}${row + 1}`
  }

  #attribute(): boolean {
    const kind = this.#u8()
    const data = this.#u16()
    if (kind & 0x04) this.#at += (data + 1) * 2
    return kind & 0x10 ? this.#call('SUM', 1) : true
  }

  #string(): string {
    const { dialect } = this.#context
    const count = dialect === 'biff12' ? this.#u16() : this.#u8()
    const wide = dialect === 'biff12' || (dialect === 'biff8' && (this.#u8() & 1) === 1)
    const start = this.#at
    this.#at += wide ? count * 2 : count
    if (this.#at > this.#b.length) throw new RangeError('text')
    return this.#b.toString(wide ? 'utf16le' : 'latin1', start, this.#at)
  }

  #binary(operator: string): boolean {
    const right = this.#stack.pop()
    const left = this.#stack.pop()
    return left !== undefined && right !== undefined && this.#push(`${left}${operator}${right}`)
  }

  #wrap(before: string, after: string): boolean {
    const operand = this.#stack.pop()
    return operand !== undefined && this.#push(`${before}${operand}${after}`)
  }

  #call(name: string, count: number): boolean {
    if (count > this.#stack.length) return false
    const operands = count === 0 ? [] : this.#stack.splice(-count)
    return this.#push(`${name}(${operands.join(',')})`)
  }

  #push(text: string): true {
    this.#stack.push(text)
    return true
  }

  #u8(): number {
    return this.#b.readUInt8(this.#at++)
  }

  #u16(): number {
    this.#at += 2
    return this.#b.readUInt16LE(this.#at - 2)
  }

  #u32(): number {
    this.#at += 4
    return this.#b.readUInt32LE(this.#at - 4)
  }

  #double(): number {
    this.#at += 8
    return this.#b.readDoubleLE(this.#at - 8)
  }
}
