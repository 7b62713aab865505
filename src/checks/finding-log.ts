import { type CellRange, type Grid, rangeAddress } from '../workbook/grid.ts'
import { type Acceptance, acceptanceOf, accepted } from './acceptance.ts'
import { type Finding, type FindingCode, finding, type Severity } from './finding.ts'

/** Collects findings, each once: a slip that runs through a column is told at its first cell, not at every row. */
export class FindingLog {
  readonly findings: Finding[] = []
  readonly #file: string
  readonly #seen = new Set<string>()
  readonly #accepted = new Map<string | null, readonly Acceptance[]>()

  constructor(file: string) {
    this.#file = file
  }

  /** Findings of a sheet that a person accepted are told as such from now on. */
  accept(sheet: string | null, acceptances: readonly Acceptance[]): void {
    if (acceptances.length > 0)
      this.#accepted.set(sheet, [...(this.#accepted.get(sheet) ?? []), ...acceptances])
  }

  /** Takes over findings that were made elsewhere. */
  add(findings: readonly Finding[]): void {
    for (const finding of findings) this.findings.push(this.#settled(finding))
  }

  /** Notes a finding unless one with the same `key` was noted before. */
  note(
    key: string,
    code: FindingCode,
    severity: Severity,
    at: { sheet: string | null; range: string | null },
    message: string,
    facts: { value?: string | null; expected?: string | null } = {},
  ): void {
    this.#noteAs(`${code}|${at.sheet ?? ''}|${key}`, code, severity, at, message, facts)
  }

  /** Notes a finding once in the whole workbook, at the first sheet that it is met on. */
  noteOnce(
    key: string,
    code: FindingCode,
    severity: Severity,
    at: { sheet: string | null; range: string | null },
    message: string,
    facts: { value?: string | null; expected?: string | null } = {},
  ): void {
    this.#noteAs(`${code}||${key}`, code, severity, at, message, facts)
  }

  #noteAs(
    full: string,
    code: FindingCode,
    severity: Severity,
    at: { sheet: string | null; range: string | null },
    message: string,
    facts: { value?: string | null; expected?: string | null },
  ): void {
    if (this.#seen.has(full)) return
    this.#seen.add(full)
    this.findings.push(this.#settled(finding(code, severity, { file: this.#file, ...at }, message, facts)))
  }

  #settled(finding: Finding): Finding {
    const { code, at, severity } = finding
    const list = severity === 'info' ? undefined : this.#accepted.get(at.sheet)
    const acceptance = list && acceptanceOf(list, { code, range: at.range })
    return acceptance ? accepted(finding, acceptance) : finding
  }
}

/** Address of a range of a grid, in the sheet as it lies in the file. */
export function addressOf(grid: Grid, range: CellRange): string {
  const start = grid.address(range.top, range.left)
  const end = grid.address(range.bottom, range.right)
  if (start === end) return start
  return start === `${rangeAddress({ ...range, bottom: range.top, right: range.left })}`
    ? `${start}:${end}`
    : [start, end].sort().join(':')
}
