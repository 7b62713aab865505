import { resolvePlaces } from '../places/resolve-places.ts'
import type { ColumnFacts } from './answerer.ts'
import { placeLikeness } from './place-likeness.ts'

/** Rows that are compared, and how few known ones decide nothing. */
const COMPARED = 24
const FEWEST = 2
/** Share of rows in which code and name are one place: above, a code column; below, a port of its own. */
const SAME_PLACE = 0.6
/** Share of the cells that are codes in a column of codes. */
const CODES = 0.8

const IS_CODE = /^[A-Z]{2} ?[A-Z2-9]{3}$|^[A-Z]{3}$/

/** Whether the cells of a column are place codes. */
export function holdsPlaceCodes(column: ColumnFacts): boolean {
  const filled = column.profile.texts.filter((text) => text !== '')
  return (
    filled.length > 0 && filled.filter((text) => IS_CODE.test(text.trim())).length > CODES * filled.length
  )
}

/** Whether a column of codes gives the codes of the names beside it; null when too few rows can be compared. */
export function codesNameThese(codes: ColumnFacts, names: ColumnFacts): boolean | null {
  let known = 0
  let same = 0
  const seen = new Set<string>()
  for (let i = 0; i < codes.profile.texts.length && seen.size < COMPARED; i++) {
    const code = codes.profile.texts[i]!.trim()
    const name = names.profile.texts[i]!
    if (code === '' || name === '' || seen.has(`${code}|${name}`)) continue
    seen.add(`${code}|${name}`)
    if (placeLikeness(code) === 0 || placeLikeness(name) === 0) continue
    const [place] = resolvePlaces(name).places
    const [coded] = resolvePlaces(code).places
    if (!place || place.unlocode === null || !coded || coded.unlocode === null) continue
    known++
    // An airport has a code of its own beside that of its city: the country must do.
    const agrees =
      code.length === 3
        ? place.country === coded.country
        : place.codes.some((one) => coded.codes.includes(one))
    if (agrees) same++
  }
  return known < FEWEST ? null : same / known >= SAME_PLACE
}
