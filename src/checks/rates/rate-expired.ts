import type { RateInput } from '../../rates/rate-input.ts'
import { findDates } from '../../rates/values/dates.ts'
import type { FindingLog } from '../finding-log.ts'
import { NOTHING_TO_FIND, type RateCheck } from './rate-check.ts'

/** Longer texts around a table are prose. */
const LONGEST = 400

/**
 * Rates that had ended when the sheet was written, by the sheet's own date of issue ("Updated 08-Dec-2025"): not by the
 * clock, for the same file gives the same output on any day. Told once for each date.
 */
export function rateExpired({ table, cover }: RateInput, log: FindingLog): RateCheck {
  const issued = issuedOn([...table.context, ...(cover ?? [])])
  if (issued === null) return NOTHING_TO_FIND
  return ({ effective_date, expiry_date, source }) => {
    if (expiry_date === null || expiry_date >= issued) return null
    // It ends before it begins: a slip, told as `date-order`.
    if (effective_date !== null && effective_date > expiry_date) return null
    log.note(
      expiry_date,
      'rate-expired',
      'info',
      { sheet: table.sheet, range: source.cell },
      `The rate ended on ${expiry_date}, before the sheet was written (${issued}).`,
      { value: expiry_date, expected: `not before ${issued}` },
    )
    return 'rate-expired'
  }
}

/** The newest date of issue that is stated with its year; null when none is. */
function issuedOn(context: RateInput['table']['context']): string | null {
  let newest: string | null = null
  for (const { key, text } of context) {
    if (text.length > LONGEST) continue
    for (const { role, reading } of findDates(key ? `${key}: ${text}` : text)) {
      const iso = reading.effective ?? reading.expiry
      const inferred = reading.effectiveYearInferred || reading.expiryYearInferred
      if (role === 'updated' && iso && !inferred && (newest === null || iso > newest)) newest = iso
    }
  }
  return newest
}
