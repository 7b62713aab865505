import { type Finding, type FindingCode, finding } from '../checks/finding.ts'

/**
 * Why a file, or one sheet of it, cannot be read. Thrown inside `workbook/` only, where a format is decoded deep in
 * nested parts; `readWorkbook` turns it into a finding and never lets it out.
 */
export class Unreadable extends Error {
  readonly code: FindingCode
  readonly value: string | null
  readonly expected: string | null

  constructor(
    code: FindingCode,
    message: string,
    facts: { value?: string | null; expected?: string | null } = {},
  ) {
    super(message)
    this.name = 'Unreadable'
    this.code = code
    this.value = facts.value ?? null
    this.expected = facts.expected ?? null
  }

  toFinding(file: string): Finding {
    return finding(this.code, 'error', { file }, this.message, {
      value: this.value,
      expected: this.expected,
    })
  }
}

const DAMAGED = 'The file is incomplete or damaged, perhaps by a broken transfer. Please send it again.'

/** The file breaks off, or its parts do not fit together. `value` names what was missing or wrong. */
export function damaged(value: string): Unreadable {
  return new Unreadable('file-truncated', DAMAGED, { value })
}

export function encrypted(value: string): Unreadable {
  return new Unreadable(
    'file-encrypted',
    'The workbook is protected with a password. Save it without one and send it again.',
    { value },
  )
}

export function notWorkbook(what: string, advice: string): Unreadable {
  return new Unreadable('file-not-workbook', `This is ${what}, not a workbook. ${advice}`, { value: what })
}

export function tooManyCells(limit: number): Unreadable {
  return new Unreadable(
    'cell-limit',
    `The workbook has more than ${limit.toLocaleString('en')} cells. Split it, or raise the limit max_cells.`,
    { expected: `at most ${limit} cells` },
  )
}

export function tooManySheets(count: number, limit: number): Unreadable {
  return new Unreadable(
    'sheet-limit',
    `The workbook has ${count} sheets, more than the limit of ${limit}. Split it, or raise the limit max_sheets.`,
    { value: String(count), expected: `at most ${limit} sheets` },
  )
}

/** One sheet is damaged while the others are not. */
export function unreadableSheet(file: string, sheet: string, value: string | null): Finding {
  return finding(
    'sheet-unreadable',
    'error',
    { file, sheet },
    `The sheet "${sheet}" is damaged and was left out. The other sheets were read. Please ask for the file again.`,
    { value },
  )
}

export function tooManyColumns(row: number): Unreadable {
  return new Unreadable(
    'file-not-workbook',
    `Row ${row} has more than 16,384 fields, more than any sheet. Check that this is a table.`,
    { value: `row ${row}`, expected: 'at most 16384 fields' },
  )
}
