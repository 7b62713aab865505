/** Shows a day serial; undefined where the format's rules for that number are not plain (a time, the days around 1900). */
type DateFormatter = (serial: number, date1904: boolean) => string | undefined

const formatters = new Map<string, DateFormatter | null>()

/**
 * A formatter for the codes that nearly all dates have: days, months and years with signs between them (`yyyy-mm-dd`,
 * `d-mmm-yy;@`, `[$-409]dd/mm/yyyy`). Undefined for any other code. The library knows them all, but loading it costs as
 * much as reading a small workbook.
 */
export function plainDateFormat(format: string): DateFormatter | undefined {
  let formatter = formatters.get(format)
  if (formatter === undefined) {
    formatter = compile(format)
    formatters.set(format, formatter)
  }
  return formatter ?? undefined
}

const SHAPE = /^(?:\[\$-409\])?((?:y{4}|y{2}|m{1,4}|d{1,4}|[-/., ]|\\[-/., ]|"[^"]*")+)(?:;@)?$/i
const TOKEN = /y{4}|y{2}|m{1,4}|d{1,4}|[-/., ]|\\[-/., ]|"[^"]*"/gi
/** Longer runs of a letter mean something else. */
const RUN_ON = /d{5}|m{5}|y{5}/i
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')
const MS_PER_DAY = 86_400_000
const EPOCH = Date.UTC(1899, 11, 30)
/** Days between the two date systems. */
const SYSTEMS_APART = 1462
/** Before it lies 29 February 1900, a day that only spreadsheet programs know. */
const FIRST_DAY = 61
const LAST_DAY = 2_958_465

function compile(format: string): DateFormatter | null {
  const body = SHAPE.exec(format)?.[1]
  if (body === undefined || RUN_ON.test(body) || !/[ymd]/i.test(body.replace(/"[^"]*"/g, ''))) return null
  const tokens = body.match(TOKEN)!
  return (serial, date1904) => {
    const day = date1904 ? serial + SYSTEMS_APART : serial
    if (!(Number.isInteger(serial) && serial > 0 && day >= FIRST_DAY && day <= LAST_DAY)) return undefined
    const date = new Date(EPOCH + day * MS_PER_DAY)
    return tokens
      .map((token) => shown(token, date))
      .join('')
      .trim()
  }
}

function shown(token: string, date: Date): string {
  switch (token.toLowerCase()) {
    case 'yyyy':
      return String(date.getUTCFullYear())
    case 'yy':
      return two(date.getUTCFullYear() % 100)
    case 'mmmm':
      return MONTHS[date.getUTCMonth()]!
    case 'mmm':
      return MONTHS[date.getUTCMonth()]!.slice(0, 3)
    case 'mm':
      return two(date.getUTCMonth() + 1)
    case 'm':
      return String(date.getUTCMonth() + 1)
    case 'dddd':
      return DAYS[date.getUTCDay()]!
    case 'ddd':
      return DAYS[date.getUTCDay()]!.slice(0, 3)
    case 'dd':
      return two(date.getUTCDate())
    case 'd':
      return String(date.getUTCDate())
    default:
      return token.startsWith('"') ? token.slice(1, -1) : token.replace('\\', '')
  }
}

const two = (number: number): string => String(number).padStart(2, '0')
