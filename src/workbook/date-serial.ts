const MS_PER_DAY = 86_400_000

/** Serial of an ISO day or time (`2026-05-01`, `2026-05-01T08:00:00`) in a date system; NaN for anything else. */
export function dateSerial(iso: string, date1904: boolean): number {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?/.exec(iso.trim())
  if (!match) return Number.NaN
  const time = Date.parse(`${match[1]}T${match[2] ?? '00:00'}Z`)
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  return (time - epoch) / MS_PER_DAY
}
