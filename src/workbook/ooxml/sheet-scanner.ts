import { type CellExtra, type CellRange, PLAIN_STYLE, parseRange } from '../grid.ts'
import type { GridBuilder } from '../grid-builder.ts'
import { damaged, tooManyCells } from '../unreadable.ts'
import { attribute, isOn } from '../xml/scan-xml.ts'
import {
  BANG,
  COLON,
  closingTag,
  GT,
  mixedTextOf,
  nextTag,
  numberOf,
  QUESTION,
  SLASH,
  SPACE,
  specialEnd,
  tagEnd,
} from '../xml/xml-bytes.ts'
import { liveText, readRuns, type TextRun, unescapeControls } from './rich-text.ts'
import { type SharedFormula, shiftedFormula } from './shared-formula.ts'
import type { SharedStrings } from './shared-strings.ts'
import type { CellStyles } from './styles.ts'

/** What all sheets of a workbook share. */
export interface SheetContext {
  readonly strings: SharedStrings
  readonly styles: CellStyles
  readonly date1904: boolean
  /** The workbook says that its stored results are out of date: a result of 0 is then no result. */
  readonly staleResults: boolean
  readonly maxCells: number
}

const LAST_ROW = 1_048_576
const LAST_COLUMN = 16_383
const MS_PER_DAY = 86_400_000

type CellType = 'number' | 'shared' | 'text' | 'boolean' | 'error' | 'date' | 'inline'

/**
 * Scans the bytes of a sheet part straight into a grid: no object and no string is made for a cell that does not need
 * one. It is fed in order with pieces that hold whole rows (see `sheet-pieces.ts`), so an element that does not end in
 * its piece does not end at all.
 */
export class SheetScanner {
  readonly #context: SheetContext
  readonly #builder: GridBuilder
  readonly #formulas = new Map<number, SharedFormula>()
  /** Id of each shared string in the grid's own table; -1 not asked for yet. */
  readonly #stringIds: Int32Array
  readonly #styleIds: Int32Array
  #row = 0
  #column = -1
  #isSheet = false
  #inData = false
  #closed = false

  constructor(context: SheetContext, builder: GridBuilder) {
    this.#context = context
    this.#builder = builder
    this.#stringIds = new Int32Array(context.strings.texts.length).fill(-1)
    this.#styleIds = new Int32Array(context.styles.length).fill(-1)
  }

  /** Scans the next piece. @throws Unreadable when it is damaged or the limit of cells is passed. */
  scan(b: Buffer, end: number): void {
    let p = 0
    for (;;) {
      p = nextTag(b, p, end)
      if (p >= end) return
      const first = b[p + 1]!
      if (first === BANG || first === QUESTION) {
        p = specialEnd(b, p, end)
        continue
      }
      let name = first === SLASH ? p + 2 : p + 1
      let at = name
      for (; at < end; at++) {
        const ch = b[at]!
        if (ch === COLON) name = at + 1
        else if (ch <= SPACE || ch === GT || ch === SLASH) break
      }
      const length = at - name
      if (first === SLASH) {
        p = tagEnd(b, at, end)
        if (length > 7) this.#closes(b.toString('latin1', name, at))
      } else if (length === 1 && b[name] === 0x63 && this.#inData) p = this.#cell(b, at, end)
      else {
        p = tagEnd(b, at, end)
        // Most elements are rows and cells; the few others may be looked at as text.
        this.#opens(b.toString('latin1', name, at), b.toString('latin1', at, p - 1), b[p - 2] === SLASH)
      }
    }
  }

  /** To be called after the last piece. @throws Unreadable when the part was no sheet or broke off. */
  finish(): void {
    if (!this.#isSheet) throw damaged('part is no worksheet')
    if (!this.#closed || this.#inData) throw damaged('worksheet breaks off')
  }

  #opens(name: string, attributes: string, empty: boolean): void {
    if (name === 'row') {
      if (!this.#inData) return
      const stated = attribute(attributes, 'r')
      this.#row = stated === undefined ? this.#row + 1 : Number(stated)
      if (!(this.#row >= 1 && this.#row <= LAST_ROW)) throw damaged(`row ${stated}`)
      this.#column = -1
      if (isOn(attribute(attributes, 'hidden'))) this.#builder.hiddenRows.push(this.#row)
      if (this.#builder.cellCount > this.#context.maxCells) throw tooManyCells(this.#context.maxCells)
    } else if (name === 'sheetData') this.#inData = !empty
    else if (name === 'worksheet') {
      this.#isSheet = true
      this.#closed = empty
    } else if (name === 'mergeCell') {
      const merge = mergeOf(attribute(attributes, 'ref'))
      if (merge) this.#builder.merges.push(merge)
    } else if (name === 'col' && isOn(attribute(attributes, 'hidden'))) {
      const first = Number(attribute(attributes, 'min'))
      const last = Math.min(Number(attribute(attributes, 'max')), LAST_COLUMN + 1)
      for (let column = Math.max(1, first); column <= last; column++)
        this.#builder.hiddenColumns.push(column - 1)
    }
  }

  #closes(name: string): void {
    if (name === 'sheetData') this.#inData = false
    else if (name === 'worksheet') this.#closed = true
  }

  /** Reads one cell whose attributes begin at `at`; gives the position behind it. */
  #cell(b: Buffer, at: number, end: number): number {
    let p = at
    let row = this.#row
    let column = this.#column + 1
    let format = 0
    let type: CellType = 'number'
    for (;;) {
      let ch = b[p]!
      while (ch <= SPACE) ch = b[++p]!
      if (p >= end) throw damaged('cell breaks off')
      if (ch === GT || ch === SLASH) break
      const name = p
      while (p < end && b[p] !== 0x3d) p++
      const length = p - name
      ch = b[++p]!
      while (ch <= SPACE) ch = b[++p]!
      if (ch !== 0x22 && ch !== 0x27) throw damaged('cell attribute')
      const from = ++p
      while (p < end && b[p] !== ch) p++
      if (length === 1) {
        const key = b[name]!
        if (key === 0x72) {
          row = 0
          column = 0
          for (let i = from; i < p; i++) {
            const c = b[i]!
            if (c >= 0x30 && c <= 0x39) row = row * 10 + c - 0x30
            else if (c !== 0x24) column = column * 26 + (c | 0x20) - 0x60
          }
          column--
        } else if (key === 0x73) format = numberOf(b, from, p)
        else if (key === 0x74) type = typeOf(b, from, p)
      }
      p++
    }
    if (!(row >= 1 && row <= LAST_ROW && column >= 0 && column <= LAST_COLUMN))
      throw damaged('cell reference')
    this.#column = column
    if (b[p] === SLASH) return tagEnd(b, p, end)
    return this.#content(b, p + 1, end, row, column, type, format)
  }

  #content(
    b: Buffer,
    at: number,
    end: number,
    row: number,
    column: number,
    type: CellType,
    format: number,
  ): number {
    let p = at
    let from = -1
    let to = -1
    let formula: string | undefined
    let hasFormula = false
    let runs: readonly TextRun[] | undefined
    for (;;) {
      p = nextTag(b, p, end)
      if (p >= end) throw damaged('cell breaks off')
      const first = b[p + 1]!
      if (first === BANG || first === QUESTION) {
        p = specialEnd(b, p, end)
        continue
      }
      let name = p + 1
      let last = name
      for (; last < end; last++) {
        const ch = b[last]!
        if (ch === COLON) name = last + 1
        else if (ch <= SPACE || ch === GT || (ch === SLASH && last > p + 1)) break
      }
      const open = p
      p = tagEnd(b, last, end)
      if (first === SLASH) break
      const empty = b[p - 2] === SLASH
      if (last - name === 1 && b[name] === 0x76) {
        from = p
        to = empty ? p : nextTag(b, p, end)
        if (!empty && b[to + 1] !== SLASH) to = closingTag(b, p, end, 'v')
        p = empty ? p : tagEnd(b, to, end)
      } else if (last - name === 1 && b[name] === 0x66) {
        hasFormula = true
        const close = empty ? p : closingTag(b, p, end, 'f')
        formula = this.#formula(b.toString('latin1', last, p - 1), mixedTextOf(b, p, close), row, column)
        p = empty ? p : tagEnd(b, close, end)
      } else if (!empty) {
        const element = b.toString('latin1', name, last)
        p = tagEnd(b, closingTag(b, p, end, element), end)
        if (element === 'is') runs = readRuns(b.toString('utf8', open, p))
      }
    }
    if (runs !== undefined) this.#runs(row, column, runs, format)
    else if (from >= 0) {
      if (hasFormula && this.#isMissing(b, from, to, type)) hasFormula = this.#missing(row, column, formula)
      else this.#value(b, from, to, row, column, type, format)
    } else if (hasFormula) hasFormula = this.#missing(row, column, formula)
    if (hasFormula) this.#builder.extra(row, column, formulaExtra(formula))
    return p
  }

  #missing(row: number, column: number, formula: string | undefined): false {
    this.#builder.extra(row, column, { ...formulaExtra(formula), formulaWithoutValue: true })
    return false
  }

  /** Whether a formula's stored result says nothing: an empty number, or a 0 that its writer never calculated. */
  #isMissing(b: Buffer, from: number, to: number, type: CellType): boolean {
    if (type !== 'number') return false
    const value = numberOf(b, from, to)
    return Number.isNaN(value) || (this.#context.staleResults && value === 0)
  }

  #value(
    b: Buffer,
    from: number,
    to: number,
    row: number,
    column: number,
    type: CellType,
    format: number,
  ): void {
    const builder = this.#builder
    const style = this.#style(format)
    if (type === 'shared') this.#shared(numberOf(b, from, to), row, column, format)
    else if (type === 'number') {
      const value = numberOf(b, from, to)
      if (Number.isNaN(value)) builder.text(row, column, mixedTextOf(b, from, to), style)
      else builder.number(row, column, value, style)
    } else if (type === 'boolean') {
      const text = b.toString('latin1', from, to).trim()
      if (text !== '') builder.boolean(row, column, isOn(text), style)
    } else if (type === 'error') builder.error(row, column, mixedTextOf(b, from, to), style)
    else if (type === 'date') this.#date(b.toString('latin1', from, to).trim(), row, column, format)
    else builder.text(row, column, unescapeControls(mixedTextOf(b, from, to)), style)
  }

  #shared(index: number, row: number, column: number, format: number): void {
    const { texts, runs } = this.#context.strings
    const id = this.#stringIds[index]
    if (id === undefined) throw damaged('shared string')
    if (runs.size > 0 && runs.has(index)) {
      this.#runs(row, column, runs.get(index)!, format)
      return
    }
    if (id === -1)
      this.#stringIds[index] = texts[index]!.trim() === '' ? BLANK : this.#builder.stringId(texts[index]!)
    const known = this.#stringIds[index]!
    if (known !== BLANK) this.#builder.textById(row, column, known, this.#style(format))
  }

  #runs(row: number, column: number, runs: readonly TextRun[], format: number): void {
    const style = this.#context.styles[format] ?? PLAIN_STYLE
    const { text, struck, struckText } = liveText(runs, style.struck)
    this.#builder.text(row, column, text, this.#builder.styleId({ ...style, struck }))
    if (struckText !== undefined) this.#builder.extra(row, column, { struckText })
  }

  /** A day in ISO form, as the strict variant of the format has it, becomes the serial that all others store. */
  #date(text: string, row: number, column: number, format: number): void {
    const time = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? text : `${text.replace(/Z$/, '')}Z`)
    if (Number.isNaN(time)) {
      this.#builder.text(row, column, text, this.#style(format))
      return
    }
    const epoch = this.#context.date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
    const style = this.#context.styles[format] ?? PLAIN_STYLE
    const dated = style.numberFormat === 'General' ? { ...style, numberFormat: 'yyyy-mm-dd' } : style
    this.#builder.number(row, column, (time - epoch) / MS_PER_DAY, this.#builder.styleId(dated))
  }

  #formula(attributes: string, text: string, row: number, column: number): string | undefined {
    if (attribute(attributes, 't') !== 'shared') return text === '' ? undefined : text
    const index = Number(attribute(attributes, 'si'))
    if (text !== '') {
      this.#formulas.set(index, { text, row, column })
      return text
    }
    const shared = this.#formulas.get(index)
    return shared && shiftedFormula(shared, row, column)
  }

  #style(format: number): number {
    const known = this.#styleIds[format]
    if (known === undefined) return 0
    if (known >= 0) return known
    const id = this.#builder.styleId(this.#context.styles[format]!)
    this.#styleIds[format] = id
    return id
  }
}

const BLANK = -2

function typeOf(b: Buffer, from: number, to: number): CellType {
  const first = b[from]
  if (to - from === 1) {
    if (first === 0x73) return 'shared'
    if (first === 0x62) return 'boolean'
    if (first === 0x65) return 'error'
    if (first === 0x64) return 'date'
    return 'number'
  }
  return first === 0x69 ? 'inline' : 'text'
}

function formulaExtra(formula: string | undefined): CellExtra {
  // A member of a shared formula whose master is gone is still a formula.
  return { formula: formula ?? '' }
}

function mergeOf(ref: string | undefined): CellRange | undefined {
  if (ref === undefined || !/^\$?[a-z]{1,3}\$?\d{1,7}:\$?[a-z]{1,3}\$?\d{1,7}$/i.test(ref)) return undefined
  const range = parseRange(ref)
  const valid = range.top >= 1 && range.bottom >= range.top && range.bottom <= LAST_ROW
  return valid && range.right >= range.left && range.right <= LAST_COLUMN ? range : undefined
}
