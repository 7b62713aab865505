import type { ResolvedPlace } from '../places/place.ts'
import type { ContextCell } from '../tables/table.ts'

/** The load ports, as written, of a destination; see {@link servedKey}. */
export type ServedFrom = ReadonlyMap<string, string>

/** "Ex LKR/LCH - Brisbane / Sydney : Ex BKK/LKR/LCH - Fremantle / Adelaide": one of its clauses. */
const CLAUSE =
  /^(?:.{0,40}?(?<!\p{L}))??(?:ex|from|pol)\b[\s.:]*(\S[^:;–]*?)\s+(?:-|–|to|->|→)\s+(\S.*?)\W*$/iu
const BETWEEN_CLAUSES = /\s*[:;|\n]\s*(?=(?:ex|from|pol)\b)/iu
const BETWEEN_PLACES = /\s*(?:[/,&+、]|\band\b)\s*/iu
/** "JAKARTA (LCH ONLY)": of several load ports, the one that serves the destination. */
const ONLY = /[([]\s*(?:ex\s+)?([A-Za-z][A-Za-z /]{1,24}?)\s+only\s*[)\]]/i

export const servedKey = (destination: string): string => destination.trim().toUpperCase()

/** What captions say of load ports when they give them destination by destination: two clauses or more. */
export function servedFrom(context: readonly ContextCell[]): ServedFrom {
  const clauses = context
    .filter(({ position }) => position !== 'workbook')
    .flatMap(({ key, text }) => (key ? `${key}: ${text}` : text).split(BETWEEN_CLAUSES))
    .flatMap((one) => {
      const [, from, to] = CLAUSE.exec(one.trim()) ?? []
      return from && to ? [{ from, to }] : []
    })
  const served = new Map<string, string>()
  if (clauses.length < 2) return served
  for (const { from, to } of clauses)
    for (const place of to.split(BETWEEN_PLACES)) if (place !== '') served.set(servedKey(place), from)
  return served
}

/** The load ports from which a destination is served: all, unless it names some of them. */
export function startsOf(places: readonly ResolvedPlace[], destination: string): readonly ResolvedPlace[] {
  const named =
    places.length > 1
      ? ONLY.exec(destination)?.[1]
          ?.toUpperCase()
          .split(/\s*\/\s*/)
      : undefined
  if (!named) return places
  const served = places.filter(({ text }) => named.includes(text.toUpperCase()))
  return served.length > 0 ? served : places
}
