import { resolvePlaces } from '../places/resolve-places.ts'
import { gazetteer } from '../reference/gazetteer.ts'
import type { ColumnFacts } from './answerer.ts'
import { placeLikeness } from './place-likeness.ts'

/** Rows that are compared, and how few known ones decide nothing. */
const COMPARED = 24
const FEWEST = 2
/** Share of rows in which code and name are one place: above, a code column; below, a port of its own. */
const SAME_PLACE = 0.6
/** Share of the cells that are codes in a column of codes. */
const CODES = 0.8

const IS_CODE = /^(?:[A-Z]{2} ?[A-Z2-9]{3}|[A-Z]{3})(?:\s*\/\s*(?:[A-Z]{2} ?[A-Z2-9]{3}|[A-Z]{3}))*$/
/** Share of the rows with a code of which no name is given, and so many of them, before the codes are places themselves. */
const UNNAMED = 0.2
const FEWEST_UNNAMED = 3
/** So many codes of which each stands beside several places are gateways to them. */
const FEWEST_GATEWAYS = 2

/** Whether the cells of a column are place codes. */
export function holdsPlaceCodes(column: ColumnFacts): boolean {
  const filled = column.profile.texts.filter((text) => text !== '')
  return (
    filled.length > 0 && filled.filter((text) => IS_CODE.test(text.trim())).length > CODES * filled.length
  )
}

/**
 * Whether a column of codes gives the codes of the names beside it; null when too few rows can be compared. Ports of
 * discharge beside the inland points behind them are none: LGB leads to Chicago and to Dallas, and often ends the lane.
 */
export function codesNameThese(codes: ColumnFacts, names: ColumnFacts): boolean | null {
  if (standAlone(codes, names) || leadToSeveral(codes, names)) return false
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
    const isOne = place.codes.some((one) => coded.codes.includes(one))
    // An airport has a code of its own beside that of its city: the country must do. A seaport is no city's airport.
    if (isOne || (code.length === 3 && place.country === coded.country && !isSeaport(coded.unlocode))) same++
  }
  return known < FEWEST ? null : same / known >= SAME_PLACE
}

function isSeaport(unlocode: string): boolean {
  const places = gazetteer()
  const place = places.byCode(unlocode)
  return place !== null && places.isPort(place)
}

/** Whether codes change from row to row where no name is given: a name that is written once holds for one code. */
function standAlone(codes: ColumnFacts, names: ColumnFacts): boolean {
  let filled = 0
  let alone = 0
  let named = ''
  codes.profile.texts.forEach((text, row) => {
    const code = text.trim()
    if (code === '') return
    filled++
    if (names.profile.texts[row]!.trim() !== '') named = code
    else if (code !== named) alone++
  })
  return alone >= FEWEST_UNNAMED && alone >= UNNAMED * filled
}

function leadToSeveral(codes: ColumnFacts, names: ColumnFacts): boolean {
  const places = new Map<string, Set<string>>()
  const seen = new Set<string>()
  for (let row = 0; row < codes.profile.texts.length && seen.size < COMPARED * 2; row++) {
    const code = codes.profile.texts[row]!.trim()
    const name = names.profile.texts[row]!
    if (code === '' || seen.has(`${code}|${name}`) || placeLikeness(name) === 0) continue
    seen.add(`${code}|${name}`)
    const unlocode = resolvePlaces(name).places[0]?.unlocode
    if (unlocode) places.set(code, (places.get(code) ?? new Set<string>()).add(unlocode))
  }
  const several = [...places.values()].filter((known) => known.size > 1).length
  return several >= FEWEST_GATEWAYS && several * 2 >= places.size
}
