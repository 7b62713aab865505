import type { FindingCode } from '../checks/finding.ts'
import type { FindingLog } from '../checks/finding-log.ts'
import type { Mapping } from '../mapping/mapping.ts'
import type { Table } from '../tables/table.ts'
import type { TableDates } from './date-context.ts'
import type { RowValidity } from './validity-reader.ts'
import { readValidity } from './values/dates.ts'
import { daysBehindWeek } from './values/days-behind-week.ts'

/**
 * From when to when the prices of a column hold whose heading is a period, by column id. A period that is no date, or
 * whose year cannot be told, gives no days, least of all those of the title: they hold for all columns or for none.
 */
export function periodsOfHeadings(
  table: Table,
  mapping: Mapping,
  dates: TableDates,
  log: FindingLog,
): ReadonlyMap<number, RowValidity> {
  const periods = new Map<number, RowValidity>()
  for (const { id, period } of mapping.rates) {
    if (period === undefined) continue
    const reading = readValidity(
      {
        text: daysBehindWeek(period),
        number: null,
        numberFormat: 'General',
        date1904: false,
        role: 'effective',
      },
      dates.context,
    )
    const { effective = null, expiry = null } = reading ?? {}
    const inferred = reading?.effectiveYearInferred || reading?.expiryYearInferred
    const findings: FindingCode[] = reading ? (inferred ? ['date-year-inferred'] : []) : ['date-unreadable']
    periods.set(id, { effective, expiry, findings, ...(reading ? {} : { unread: true }) })
    const at = { sheet: table.sheet, range: addressOf(table, id, period) }
    if (reading === null)
      log.note(
        `period|${id}`,
        'date-unreadable',
        'error',
        at,
        `The prices under "${period}" hold for a time of their own, which could not be read as days.`,
        { value: period },
      )
    else if (inferred)
      log.note(
        'period',
        'date-year-inferred',
        'info',
        at,
        `"${period}" has no year; it was taken from ${dates.anchorSource ?? 'nowhere'} (${(effective ?? expiry ?? '').slice(0, 4)}).`,
        { value: period, expected: [effective, expiry].filter(Boolean).join('..') },
      )
  }
  return periods
}

/**
 * What holds for a price under a heading that says when: a period of its own goes before the row's, one end alone
 * ("PSS WEF 1 Jan") leaves the row the other, and narrows its own.
 */
export function validityUnder(heading: RowValidity, row: RowValidity): RowValidity {
  if ((heading.effective === null) === (heading.expiry === null)) return heading
  const later = [heading.effective, row.effective].filter((day) => day !== null).sort()
  const sooner = [heading.expiry, row.expiry].filter((day) => day !== null).sort()
  return {
    effective: later.at(-1) ?? null,
    expiry: sooner[0] ?? null,
    findings: [...new Set([...row.findings, ...heading.findings])],
    ...(row.unread ? { unread: true as const } : {}),
  }
}

function addressOf({ grid, headerRows }: Table, column: number, period: string): string | null {
  const row = headerRows.find((one) => grid.text(one, column).includes(period)) ?? headerRows.at(-1)
  return row === undefined ? null : grid.address(row, column)
}
