import type { ColumnFacts } from './answerer.ts'
import { headingOf, MOST, shareOf } from './column-shares.ts'
import type { ColumnRole } from './understanding.ts'

const FLIGHT =
  /(?<!\p{L})(?:flights?|flt|vuelos?|v[oô]os?|vols?|fl[uü]ge?|fluege|volo|voli|рейс|uçuş|sefer|chuyến bay|số hiệu)(?!\p{L})|航班|편명|フライト|便名/iu
/** "FG583", "EK 583/585", "5X 0092". */
const NUMBER =
  /^(?:[A-Z]{2}|[A-Z]\d|\d[A-Z])[\s-]?\d{2,4}[A-Z]?(?:\s*[/,&+]\s*(?:[A-Z\d]{2})?[\s-]?\d{2,4}[A-Z]?)*$/u
/** Of air freight, the numbers of the flights are its service. */
export function settleFlights(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  if (roles.includes('service_line')) return
  const at = columns.findIndex(
    (column, i) => roles[i] !== 'price' && FLIGHT.test(headingOf(column)) && shareOf(column, NUMBER) >= MOST,
  )
  if (at >= 0) roles[at] = 'service_line'
}
