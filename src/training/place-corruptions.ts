import { countryName } from '../reference/countries.ts'
import { foldText } from '../reference/fold.ts'
import { type Gazetteer, gazetteer } from '../reference/gazetteer.ts'
import type { Random } from './generator/random.ts'

/** A text made from a place of the gazetteer, as a hurried person may have typed it. */
export interface MadePlaceText {
  readonly text: string
  /** Country of a neighbouring column, where there is one. */
  readonly country: string | null
  readonly columnCountries: ReadonlyMap<string, number> | null
  /** UN/LOCODE, or null for a text that names no place of the list. */
  readonly unlocode: string | null
}

/** Places from this rank on are named without saying where they are. */
const NAMED_ALONE_RANK = 0.3
const OBSCURE_SHARE = 0.12
const NO_PLACE_SHARE = 0.12
const MISSPELT_SHARE = 0.45
const TRUNCATED_SHARE = 0.03
const ALIAS_SHARE = 0.35
const OWN_COUNTRY_SHARE = 0.8
const VOWELS = 'AEIOU'
/** Neighbours on a keyboard. */
const KEYBOARD: Readonly<Record<string, string>> = {
  A: 'QSZ',
  B: 'VN',
  C: 'XV',
  D: 'SF',
  E: 'WR',
  F: 'DG',
  G: 'FH',
  H: 'GJ',
  I: 'UO',
  J: 'HK',
  K: 'JL',
  L: 'K',
  M: 'N',
  N: 'BM',
  O: 'IP',
  P: 'O',
  Q: 'WA',
  R: 'ET',
  S: 'AD',
  T: 'RY',
  U: 'YI',
  V: 'CB',
  W: 'QE',
  X: 'ZC',
  Y: 'TU',
  Z: 'X',
}
const DETAILS = [
  'NORTH',
  'WEST',
  'TERMINAL',
  'T2',
  'CT',
  'NEW TERMINAL',
  'CONTAINER TERMINAL',
  'BASIN',
  'PIER 4',
  'DEPOT',
  'MIDAS',
  'KHB',
]

interface Known {
  readonly places: number[]
  /** Places that are only named together with their country. */
  readonly obscure: number[]
  readonly aliases: ReadonlyMap<number, readonly string[]>
}

/** Makes texts, each place as often as freight goes there. */
export function makePlaceTexts(count: number, random: Random): MadePlaceText[] {
  const places = gazetteer()
  const known: Known = { places: [], obscure: [], aliases: aliasesOf(places) }
  for (let place = 0; place < places.size; place++) {
    if (places.rank(place) >= NAMED_ALONE_RANK) known.places.push(place)
    else if (places.rank(place) >= 0.06) known.obscure.push(place)
  }
  return Array.from({ length: count }, () => {
    if (random.chance(NO_PLACE_SHARE)) return noPlace(known, places, random)
    if (random.chance(OBSCURE_SHARE)) return textOf(random.pick(known.obscure), true, known, places, random)
    return textOf(pickByRank(known.places, places, random), random.chance(0.5), known, places, random)
  })
}

/** Drawn with the square of the rank, so that a main port comes up as often as it does in sheets. */
function pickByRank(known: readonly number[], places: Gazetteer, random: Random): number {
  for (;;) {
    const place = random.pick(known)
    if (random.next() < places.rank(place) ** 2) return place
  }
}

/** Other spellings of a place in Latin letters, without blanks: nothing in a made text hangs on them. */
function aliasesOf(places: Gazetteer): ReadonlyMap<number, readonly string[]> {
  const aliases = new Map<number, string[]>()
  for (let index = 0; index < places.keyCount; index++) {
    const key = places.key(index)
    if (!/^[A-Z]{5,}$/.test(key)) continue
    for (const { place, kind } of places.postings(index)) {
      if (kind !== 'alias' || places.rank(place) < NAMED_ALONE_RANK) continue
      const list = aliases.get(place)
      if (list) list.push(key)
      else aliases.set(place, [key])
    }
  }
  return aliases
}

function nameOf(place: number, places: Gazetteer): string {
  const name = places
    .name(place)
    .split(/\s*[/=(,]\s*/)[0]!
    .replace(/\s+(?:Pt|Apt|International Apt|Airport)$/i, '')
  return foldText(name)
}

function textOf(
  place: number,
  located: boolean,
  known: Known,
  places: Gazetteer,
  random: Random,
): MadePlaceText {
  const country = places.country(place)
  const subdivision = places.subdivision(place)
  const aliases = known.aliases.get(place)
  let text = aliases && random.chance(ALIAS_SHARE) ? random.pick(aliases) : nameOf(place, places)
  if (text.length >= 7 && random.chance(TRUNCATED_SHARE)) text = text.slice(0, random.int(4, 5))
  else if (random.chance(MISSPELT_SHARE)) text = misspell(text, random)
  if (text.length >= 7 && random.chance(0.1)) text = misspell(text, random)
  const detail = random.next()
  if (detail < 0.08) text = `${text} ${random.pick(DETAILS)}`
  else if (detail < 0.16) text = `${text} (${random.pick(DETAILS)})`
  const inColumn = located && random.chance(0.5)
  if (located && !inColumn) {
    const state = /^[A-Z]{2,3}$/.test(subdivision) && ['US', 'CA', 'AU', 'BR', 'IN'].includes(country)
    const behind =
      state && random.chance(0.8)
        ? subdivision
        : random.chance(0.5)
          ? country
          : countryName(country).toUpperCase()
    text = `${text}, ${behind}`
  }
  const column = random.chance(0.3) ? columnAround(country, places, random) : null
  return {
    text: random.chance(0.4) ? inTitleCase(text) : text,
    country: inColumn ? country : null,
    columnCountries: column,
    unlocode: places.code(place),
  }
}

/** Countries of a column: one or many; that of the place itself may be absent, when it is named nowhere else. */
function columnAround(country: string, places: Gazetteer, random: Random): ReadonlyMap<string, number> {
  const others = Array.from({ length: random.int(0, 8) }, () => places.country(pickAny(places, random)))
  const present = others.length === 0 || random.chance(OWN_COUNTRY_SHARE)
  const countries = [...(present ? Array.from({ length: random.int(1, 4) }, () => country) : []), ...others]
  const shares = new Map<string, number>()
  for (const one of countries) shares.set(one, (shares.get(one) ?? 0) + 1 / countries.length)
  return shares
}

function pickAny(places: Gazetteer, random: Random): number {
  for (;;) {
    const place = random.int(0, places.size - 1)
    if (random.next() < places.rank(place) ** 2) return place
  }
}

/** Names that no list has: halves of two names put together. */
function noPlace(known: Known, places: Gazetteer, random: Random): MadePlaceText {
  const first = nameOf(random.pick(random.chance(0.5) ? known.places : known.obscure), places)
  const second = nameOf(random.pick(known.obscure), places)
  const text = first.slice(0, Math.ceil(first.length / 2)) + second.slice(Math.floor(second.length / 2))
  const exists = places
    .find(text.replaceAll(' ', ''))
    .some(({ place }) => places.rank(place) >= NAMED_ALONE_RANK)
  return { text: exists ? `${text}QY` : text, country: null, columnCountries: null, unlocode: null }
}

/** One slip: a letter left out, doubled, exchanged with its neighbour, or mistaken. */
function misspell(text: string, random: Random): string {
  if (text.length < 5) return text
  const at = random.int(random.chance(0.1) ? 0 : 1, text.length - 2)
  const letter = text[at]!
  if (letter === ' ') return text
  switch (
    random.weighted([
      ['drop', 3],
      ['double', 2],
      ['swap', 2],
      ['vowel', 3],
      ['keyboard', 1],
      ['insert', 1],
    ])
  ) {
    case 'drop':
      return text.slice(0, at) + text.slice(at + 1)
    case 'double':
      return text.slice(0, at) + letter + text.slice(at)
    case 'swap':
      return text.slice(0, at) + text[at + 1] + letter + text.slice(at + 2)
    case 'vowel': {
      const vowel = [...text].findIndex((ch, i) => i >= at && VOWELS.includes(ch))
      return vowel < 0 ? text : text.slice(0, vowel) + random.pick([...VOWELS]) + text.slice(vowel + 1)
    }
    case 'keyboard':
      return text.slice(0, at) + random.pick([...(KEYBOARD[letter] ?? letter)]) + text.slice(at + 1)
    default:
      return text.slice(0, at) + random.pick([...'AEHINRST']) + text.slice(at)
  }
}

function inTitleCase(text: string): string {
  return text.replace(/\p{L}{3,}/gu, (word) => word[0] + word.slice(1).toLowerCase())
}
