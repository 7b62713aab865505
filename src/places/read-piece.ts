import { remember } from '../reference/aligned.ts'
import { countryKeys, readCountry } from '../reference/countries.ts'
import { foldText, placeKey } from '../reference/fold.ts'
import { gazetteer } from '../reference/gazetteer.ts'
import { readSubdivisions, type Subdivision } from '../reference/subdivisions.ts'
import { isShortCode, readCode, startsName } from './candidates.ts'
import { editDistance } from './spelling.ts'
import { isNoise, isRailway, modeOf, prefixLength } from './words.ts'

/** What one piece of a cell says: a name with what stands around it, or only something about its neighbour. */
export interface PieceReading {
  /** What is left as a name, or null. */
  readonly name: string | null
  readonly countries: readonly string[]
  readonly states: readonly Subdivision[]
  readonly code: string | null
  readonly mode: string | null
  /** Nothing but words that name no place. */
  readonly noise: boolean
}

/** A name found as it stands is not cut any further from this rank on. */
export const EXACT_RANK = 0.3
/** A country that is a port too is read as the port from this rank on: Singapore, Hong Kong, Bahrain. */
export const COUNTRY_AS_PORT_RANK = 0.75
const COUNTRY_WORDS = 4
const STATE_WORDS = 3

interface Surroundings {
  countries: string[]
  states: Subdivision[]
  code: string | null
  mode: string | null
}

/** Highest rank of the places that a text names exactly, 0 when it names none. */
export const exactRank: (text: string) => number = remember((text) => {
  const places = gazetteer()
  const key = placeKey(text)
  const letters = /^[A-Z]{1,3}$/.test(key)
  let best = 0
  for (const { place, kind } of places.find(key)) {
    if (letters && kind === 'alias' && !isShortCode(text) && !startsName(key, place, places)) continue
    // A code that carriers print although the list lacks it is a code, not a name.
    if (kind === 'alias' && isPrintedCode(key, places.country(place))) continue
    best = Math.max(best, places.rank(place))
  }
  return best
})

function isPrintedCode(key: string, country: string): boolean {
  return /^[A-Z]{2}[A-Z2-9]{3}$/.test(key) && key.startsWith(country)
}

/** Whether a text is the UN/LOCODE of a place, or one that carriers print for it. */
export function knownCode(text: string): string | null {
  const code = readCode(text)
  if (code === null) return null
  const places = gazetteer()
  if (places.byCode(code) !== null) return code
  return places.find(code).some(({ place }) => code.startsWith(places.country(place))) ? code : null
}

function codeRank(code: string): number {
  const places = gazetteer()
  const place = places.byCode(code)
  return place === null ? 1 : places.rank(place)
}

export function readPiece(text: string, first: boolean): PieceReading {
  const around: Surroundings = { countries: [], states: [], code: null, mode: null }
  const result = (name: string | null, noise = false): PieceReading => ({ name, ...around, noise })
  let rest = text.replace(/^[\s.,:'’-]+|[\s,:'’-]+$/g, '')
  const folded = foldText(rest)
  if (folded === '') return result(null, true)

  const mode = modeOf(folded)
  if (mode !== null && (!isRailway(folded) || !first)) {
    around.mode = mode
    return result(null)
  }
  // "(BNSF LPC)": railway and ramp.
  if (!first && folded.split(' ').every((word) => isRailway(word) || modeOf(word) === 'RAMP')) {
    around.mode = 'RAMP'
    return result(null)
  }
  if (exactRank(rest) < EXACT_RANK) {
    const cut = prefixLength(rest)
    if (cut > 0) {
      around.mode = modeOf(foldText(rest.slice(0, cut))) ?? null
      rest = rest.slice(cut)
    }
  } else around.mode = [...modesWithin(folded)][0] ?? null
  rest = rest.replace(/(?<=\S)\s+\d+\s*(?:DAYS?|TAGE|DIAS|天)\b.*$/i, '')

  if (exactRank(rest) < EXACT_RANK) rest = stripEnds(rest, around)
  const left = foldText(rest)
  if (left === '') return result(null)
  if (isNoise(left)) return result(null, around.mode === null && around.countries.length === 0)
  const code = knownCode(rest)
  if (code !== null && exactRank(rest) < EXACT_RANK) {
    around.code = code
    return result(null)
  }
  return result(rest)
}

function* modesWithin(folded: string): Generator<string> {
  for (const word of folded.split(' ')) if (word === 'ICD') yield 'ICD'
}

/** Takes codes, countries, states, modes and noise off both ends while something is left that may be a name. */
function stripEnds(text: string, around: Surroundings): string {
  const words = withScriptsApart(text).split(/\s+/).filter(Boolean)
  for (let changed = true; changed && words.length > 1; ) {
    changed = false
    const rest = words.join(' ')
    if (exactRank(rest) >= EXACT_RANK) break
    changed = stripCode(words, around) || stripTail(words, around) || stripHead(words, around)
  }
  return words.join(' ')
}

/** "宁波NINGBO" is two words. */
function withScriptsApart(text: string): string {
  return text.replace(/([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+)/g, ' $1 ').trim()
}

function stripCode(words: string[], around: Surroundings): boolean {
  if (around.code !== null) return false
  for (const at of [0, words.length - 1]) {
    const word = words[at]!
    const code = /^[A-Za-z]{2}[A-Za-z2-9]{3}$/.test(word) ? knownCode(word) : null
    // A five-letter name that happens to be a code stays a name.
    if (code === null || exactRank(word) >= EXACT_RANK) continue
    // "BEACH" is a code of a Belgian village: beside an unknown name only codes that freight uses are believed.
    const others = at === 0 ? words.slice(1) : words.slice(0, -1)
    if (exactRank(others.join(' ')) < EXACT_RANK && codeRank(code) < EXACT_RANK) continue
    around.code = code
    words.splice(at, 1)
    return true
  }
  return false
}

function stripTail(words: string[], around: Surroundings): boolean {
  for (let count = Math.min(COUNTRY_WORDS, words.length - 1); count >= 1; count--) {
    const tail = words.slice(-count).join(' ')
    const before = words.slice(0, -count).join(' ')
    const folded = foldText(tail)
    const mode = modeOf(folded)
    if (mode !== null && !isRailway(folded)) around.mode ??= mode
    else if (!isNoise(folded)) {
      const named = count <= STATE_WORDS ? readSubdivisions(tail) : []
      const letters = /^\p{L}{1,3}$/u.test(folded)
      const country = readCountry(tail) ?? (exactRank(before) >= EXACT_RANK ? misspeltCountry(folded) : null)
      if (country === null && named.length === 0) continue
      // Two small letters are a word, and "SAN JUAN" ends in a state of nobody.
      if (letters && tail !== tail.toUpperCase()) continue
      if (!letters && named.length > 0 && country === null && exactRank(before) === 0) continue
      if (country) around.countries.push(country)
      around.states.push(...named)
    }
    words.splice(-count)
    return true
  }
  return false
}

function stripHead(words: string[], around: Surroundings): boolean {
  for (let count = Math.min(2, words.length - 1); count >= 1; count--) {
    const folded = foldText(words.slice(0, count).join(' '))
    const mode = modeOf(folded)
    if (mode !== null && !isRailway(folded)) around.mode ??= mode
    else if (!isNoise(folded)) continue
    words.splice(0, count)
    return true
  }
  return false
}

/** Country that a misspelling of its name stands for: "PAKISTHAN". */
export const misspeltCountry: (folded: string) => string | null = remember((folded) => {
  const key = folded.replaceAll(' ', '')
  if (key.length < 6 || !/^[A-Z]+$/.test(key)) return null
  const limit = key.length < 9 ? 1 : 2
  for (const [name, country] of Object.entries(countryKeys())) {
    if (name.length >= 6 && editDistance(key, name, limit) <= limit) return country
  }
  return null
})
