import type { FindingCode } from '../checks/finding.ts'
import type { FindingLog } from '../checks/finding-log.ts'
import type { FieldSource, Mapping } from '../mapping/mapping.ts'
import type { Table } from '../tables/table.ts'
import type { ColumnReader, EffectiveCell } from './column-reader.ts'
import type { TableDates } from './date-context.ts'
import { isValidityRemark } from './routing.ts'
import { readValidity, type ValidityReading } from './values/dates.ts'

export interface RowValidity {
  /** ISO date. */
  readonly effective: string | null
  /** ISO date. */
  readonly expiry: string | null
  readonly findings: readonly FindingCode[]
  /** A time is stated and nobody could read it: a person has to say. @default false */
  readonly unread?: true
}

/** A validity longer than this, or further than this from the sheet's own date, is a typing error to report. */
const IMPLAUSIBLE_YEARS = 3

/** Reads from when to when a row holds: its own cells first, then what the caption or title says. */
export class ValidityReader {
  readonly #table: Table
  readonly #mapping: Mapping
  readonly #columns: ColumnReader
  readonly #dates: TableDates
  readonly #log: FindingLog
  readonly #readings = new Map<string, ValidityReading | null>()
  /** By what a row says; anew with each caption. */
  readonly #rows = new Map<string, RowValidity>()
  #section: ValidityReading | null = null

  constructor(table: Table, mapping: Mapping, columns: ColumnReader, dates: TableDates, log: FindingLog) {
    this.#table = table
    this.#mapping = mapping
    this.#columns = columns
    this.#dates = dates
    this.#log = log
  }

  startSection(row: number): void {
    const { grid, range } = this.#table
    this.#rows.clear()
    for (let column = range.left; column <= range.right; column++) {
      const text = grid.text(row, column)
      if (text === '') continue
      this.#section = /\d/.test(text) && text.length < 120 ? this.#text(text, null) : null
      return
    }
  }

  validity(row: number, allRemarks: readonly string[]): RowValidity {
    const remarks = allRemarks.filter(isValidityRemark)
    const { effective_date: from, expiry_date: to, year, month } = this.#mapping
    const fromCell = this.#cell(from, row)
    const toCell = this.#cell(to, row)
    const parts = [month, year].flatMap((source) =>
      typeof source === 'number' ? (this.#columns.at(row, source, true)?.text ?? '') : [],
    )
    const key = `${this.#wordingOf(fromCell)}|${this.#wordingOf(toCell)}|${parts.join(' ')}|${remarks.join('|')}`
    const known = this.#rows.get(key)
    if (known) return known
    const findings = new Set<FindingCode>()
    let effective: string | null = null
    let expiry: string | null = null
    const start = fromCell ? this.#read(fromCell, sameSource(from, to) ? null : 'effective') : null
    const end = sameSource(from, to) ? start : toCell ? this.#read(toCell, 'expiry') : null
    effective = start?.effective ?? null
    expiry = end?.expiry ?? (sameSource(from, to) ? null : (start?.expiry ?? null))
    if (!effective && !sameSource(from, to)) effective = end?.effective ?? null
    if (fromCell && !start) this.#noteUnreadable(fromCell, findings)
    if (toCell && !end && !sameSource(from, to)) this.#noteUnreadable(toCell, findings)
    if (!start && !end && parts.length > 0) {
      const reading = this.#text(parts.join(' ').trim(), null)
      effective = reading?.effective ?? null
      expiry = reading?.expiry ?? null
    }
    for (const remark of remarks) {
      const reading = this.#text(remark, null)
      if (!reading) continue
      expiry = reading.expiry ?? expiry
      effective = reading.effective ?? effective
    }
    const open = (start ?? end)?.openEnd === true
    const around = this.#section ?? this.#dates.validity
    if (around) {
      // What the row says goes before; the caption fills the end that the row leaves open.
      const rowSaysNothing = effective === null && expiry === null && !open && !fromCell && !toCell
      if (rowSaysNothing) {
        effective = around.effective
        expiry = around.expiry
      } else if (
        expiry !== null &&
        effective === null &&
        around.effective &&
        around.effective <= expiry &&
        !fromCell
      ) {
        effective = around.effective
      } else if (
        effective !== null &&
        expiry === null &&
        !open &&
        around.expiry &&
        around.expiry >= effective &&
        !toCell
      ) {
        expiry = around.expiry
      }
    }
    if (
      start?.effectiveYearInferred ||
      start?.expiryYearInferred ||
      end?.expiryYearInferred ||
      end?.effectiveYearInferred
    ) {
      findings.add('date-year-inferred')
      const cell = fromCell ?? toCell!
      this.#log.note(
        `${cell.column}`,
        'date-year-inferred',
        'info',
        { sheet: this.#table.sheet, range: this.#rangeOf(cell) },
        `"${cell.text.trim()}" has no year; it was taken from ${this.#dates.anchorSource ?? 'nowhere'} (${(effective ?? expiry ?? '').slice(0, 4)}).`,
        { value: cell.text, expected: [effective, expiry].filter(Boolean).join('..') },
      )
    }
    this.#check(effective, expiry, fromCell, toCell, findings)
    const result = { effective, expiry, findings: [...findings] }
    // What is wrong with a date is told at each cell; all else that says the same holds from and to the same days.
    if (!findings.has('date-order') && !findings.has('date-implausible')) this.#rows.set(key, result)
    return result
  }

  /** All that its reading depends on: two dates may be displayed alike. */
  #wordingOf(cell: EffectiveCell | null): string {
    if (cell === null) return ''
    return `${cell.text}~${cell.row > 0 ? this.#table.grid.number(cell.row, cell.column) : ''}`
  }

  #cell(source: FieldSource, row: number): EffectiveCell | null {
    // What a caption states is read with the words around it, see `TableDates.validity`.
    if (source === null || (typeof source === 'string' && this.#dates.validity)) return null
    if (typeof source === 'string') return { text: source, row: 0, column: -1, carried: true }
    for (const column of typeof source === 'number' ? [source] : source) {
      const cell = this.#columns.at(
        row,
        column,
        this.#dates.validity === null && this.#columns.isBlockColumn(column),
      )
      // A remark that ends nothing leaves the row to what the captions say.
      if (cell && !(this.#isRemarks(column) && this.#read(cell, null) === null)) return cell
    }
    return null
  }

  #isRemarks(column: number): boolean {
    const { remarks } = this.#mapping
    return remarks === column || (Array.isArray(remarks) && remarks.includes(column))
  }

  #read(cell: EffectiveCell, role: 'effective' | 'expiry' | null): ValidityReading | null {
    const { grid } = this.#table
    const fromGrid = cell.row > 0
    const number = fromGrid ? grid.number(cell.row, cell.column) : Number.NaN
    const format = fromGrid ? grid.style(cell.row, cell.column).numberFormat : 'General'
    const key = `${role ?? ''}|${cell.text}|${number}|${format}`
    let reading = this.#readings.get(key)
    if (reading === undefined) {
      reading = readValidity(
        { text: cell.text, number, numberFormat: format, date1904: grid.date1904, role },
        this.#dates.context,
      )
      this.#readings.set(key, reading)
    }
    return reading
  }

  #text(text: string, role: 'effective' | 'expiry' | null): ValidityReading | null {
    return readValidity(
      { text, number: null, numberFormat: 'General', date1904: false, role },
      this.#dates.context,
    )
  }

  #rangeOf(cell: EffectiveCell): string | null {
    const { grid, firstDataRow, lastDataRow } = this.#table
    if (cell.row === 0) return null
    return `${grid.address(firstDataRow, cell.column)}:${grid.address(lastDataRow, cell.column)}`
  }

  #noteUnreadable(cell: EffectiveCell, findings: Set<FindingCode>): void {
    if (cell.row === 0 || !/\d/.test(cell.text)) return
    const range = this.#table.grid.address(cell.row, cell.column)
    findings.add('date-unreadable')
    this.#log.note(
      cell.text,
      'date-unreadable',
      'warning',
      { sheet: this.#table.sheet, range },
      `"${cell.text.slice(0, 60)}" could not be read as a validity.`,
      { value: cell.text.slice(0, 100) },
    )
  }

  #check(
    effective: string | null,
    expiry: string | null,
    from: EffectiveCell | null,
    to: EffectiveCell | null,
    findings: Set<FindingCode>,
  ): void {
    const { grid, sheet } = this.#table
    const at = (cell: EffectiveCell | null) => ({
      sheet,
      range: cell && cell.row > 0 ? grid.address(cell.row, cell.column) : null,
    })
    if (effective && expiry && expiry < effective) {
      findings.add('date-order')
      this.#log.note(
        `${at(to ?? from).range}`,
        'date-order',
        'warning',
        at(to ?? from),
        `The rate ends on ${expiry}, before it starts on ${effective}.`,
        { value: expiry, expected: `on or after ${effective}` },
      )
    }
    const anchor = this.#dates.context.anchor
    for (const [date, cell] of [
      [effective, from],
      [expiry, to ?? from],
    ] as const) {
      if (!date || !cell || cell.row === 0 || findings.has('date-order')) continue
      const years = effective && expiry ? Number(expiry.slice(0, 4)) - Number(effective.slice(0, 4)) : 0
      const distance = anchor ? Math.abs(Number(date.slice(0, 4)) - Number(anchor.slice(0, 4))) : 0
      if (distance >= IMPLAUSIBLE_YEARS || (date === expiry && years >= IMPLAUSIBLE_YEARS)) {
        findings.add('date-implausible')
        this.#log.note(
          `${at(cell).range}`,
          'date-implausible',
          'warning',
          at(cell),
          `${date} lies years away from the other dates of the sheet.`,
          { value: date },
        )
      }
    }
  }
}

function sameSource(a: FieldSource, b: FieldSource): boolean {
  return a !== null && a === b
}
