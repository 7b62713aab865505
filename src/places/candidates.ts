import { foldText, placeKey } from '../reference/fold.ts'
import { type Gazetteer, gazetteer } from '../reference/gazetteer.ts'
import type { KeyKind } from '../reference/places-format.ts'
import type { Subdivision } from '../reference/subdivisions.ts'
import { type Feature, type FeatureVector, featureOf, featureVector } from './features.ts'
import { nearKeys } from './misspellings.ts'
import type { PlaceContext } from './place.ts'
import { soundOf } from './spelling.ts'

/** One name of a place as the text gives it, with what the text says beside it. */
export interface Mention {
  /** As written, without routing and qualifiers. */
  readonly text: string
  /** Countries and states named right behind it. */
  readonly countries: readonly string[]
  readonly states: readonly Subdivision[]
  /** UN/LOCODE printed beside it. */
  readonly code: string | null
  /** Places that are named in brackets or behind a dash: a terminal, a second name. */
  readonly companions: ReadonlySet<number>
}

export interface Candidate {
  readonly place: number
  readonly features: FeatureVector
  /** Spelling of the gazetteer, where the text deviates from it. */
  readonly misspelt: string | null
}

/** Only that many candidates are weighed: the best of each way of finding them. */
const MOST_CANDIDATES = 24
const MOST_MISSPELT = 8
/** A part of a longer text is believed to be a place only when freight goes there. */
const SPAN_RANK = 0.3
const SPAN_RANK_IN_COUNTRY = 0.06
const SPAN_LETTERS = 3
/** Three letters are read as the tail of a code of another country only for places of this rank. */
const TAIL_RANK = 0.5
/** Names cut short are only completed to places of this rank. */
const BEGINNING_RANK = 0.45
const SHORTEST_BEGINNING = 4
const MOST_BEGINNINGS = 6
const COLUMN_COUNTRIES = 3
const OBSCURE_RANK = 0.15
const KNOWN_RANK = 0.55

const EXACT: Readonly<Record<KeyKind, Feature>> = {
  name: 'exact_name',
  alias: 'exact_alias',
  local: 'exact_local',
  second: 'exact_second',
  shortened: 'exact_shortened',
  slip: 'exact_alias',
}

interface Found {
  readonly place: number
  readonly values: Partial<Record<Feature, number>>
  readonly misspelt: string | null
}

/** All places that a mention may mean, one for each port city, with the features of the ranker. */
export function candidatesFor(mention: Mention, context: PlaceContext): Candidate[] {
  const places = gazetteer()
  const found: Found[] = [...byCode(mention, places), ...byShortCode(mention, context, places)]
  const key = placeKey(mention.text)
  const exact = byKey(key, isShortCode(mention.text), places)
  found.push(...exact)
  found.push(...byBeginning(key, mention, places))
  const certain = exact.some(({ place }) => places.rank(place) >= SPAN_RANK)
  if (!certain) found.push(...bySpan(mention, places))
  // A hamlet of exactly that name in a country that the sheet does not name must not hide a misspelt port.
  if (!certain && /\p{L}/u.test(mention.text)) {
    const own = ownTown(exact, context, places)
    found.push(
      ...byMisspelling(key, mention, context, places).filter(
        ({ place }) => !own || places.rank(place) >= MISSPELT_PORT_RANK,
      ),
    )
  }
  return weigh(found, mention, context, places)
}

/** Below this a place is not where freight is so often quoted to that its name comes misspelt. */
const MISSPELT_PORT_RANK = 0.5
/** The country of a column's places is known from this share of them on. */
const HOME_SHARE = 0.8

/** Whether a town of exactly that name lies in the country of the sheet: "Telford" among English towns is no "Tilford". */
function ownTown(exact: readonly Found[], context: PlaceContext, places: Gazetteer): boolean {
  const [home] = [...(context.columnCountries ?? [])].filter(([, share]) => share >= HOME_SHARE)
  const country = context.country ?? home?.[0]
  return country !== undefined && exact.some(({ place }) => places.country(place) === country)
}

/** A short code counts only in capitals: "Sub" and "Can" are words. */
export function isShortCode(text: string): boolean {
  return /^[A-Z]{2,3}$/.test(text.trim())
}

const PRINTED_CODE = /^([A-Za-z]{2})[ -]?([A-Za-z2-9]{3})$/

/** The UN/LOCODE that a text is, "CN TAO" too, or null; mixed case is a name. */
export function readCode(text: string): string | null {
  const match = PRINTED_CODE.exec(text.trim())
  if (!match) return null
  const code = `${match[1]}${match[2]}`
  if (code !== code.toUpperCase() && code !== code.toLowerCase()) return null
  return code.toUpperCase()
}

function byCode(mention: Mention, places: Gazetteer): Found[] {
  const found: Found[] = []
  const code = readCode(mention.text)
  const place = code === null ? null : places.byCode(code)
  if (place !== null) found.push({ place, values: { printed_code: 1 }, misspelt: null })
  return found
}

const tails = new Map<string, number[]>()

function placesByTail(places: Gazetteer): ReadonlyMap<string, readonly number[]> {
  if (tails.size > 0) return tails
  for (let place = 0; place < places.size; place++) {
    if (places.rank(place) < TAIL_RANK) continue
    const tail = places.code(place).slice(2)
    const list = tails.get(tail)
    if (list) list.push(place)
    else tails.set(tail, [place])
  }
  return tails
}

function byShortCode(mention: Mention, context: PlaceContext, places: Gazetteer): Found[] {
  const text = mention.text.trim()
  if (!/^[A-Z][A-Z2-9]{2}$/.test(text)) return []
  const found: Found[] = []
  const column = [...(context.columnCountries ?? [])].sort((a, b) => b[1] - a[1]).slice(0, COLUMN_COUNTRIES)
  const countries = [...mention.countries, context.country ?? '', ...column.map(([country]) => country)]
  for (const country of new Set(countries)) {
    const place = country === '' ? null : places.byCode(country + text)
    if (place !== null) found.push({ place, values: { tail_in_country: 1 }, misspelt: null })
  }
  for (const place of placesByTail(places).get(text) ?? []) {
    found.push({ place, values: { tail_anywhere: 1 }, misspelt: null })
  }
  return found
}

/** "Fos" of Fos-sur-Mer is a name, not a code. */
export function startsName(key: string, place: number, places: Gazetteer): boolean {
  return foldText(places.name(place)).split(' ')[0] === key
}

function byKey(key: string, shortCode: boolean, places: Gazetteer): Found[] {
  const found: Found[] = []
  for (const { place, kind } of places.find(key)) {
    if (kind === 'alias' && key.length <= 3 && /^[A-Z]+$/.test(key) && !startsName(key, place, places)) {
      if (shortCode) found.push({ place, values: { short_alias: 1 }, misspelt: null })
    } else if (kind === 'alias' && readCode(key) !== null && key.startsWith(places.country(place))) {
      found.push({ place, values: { printed_code: 1 }, misspelt: null })
    } else found.push({ place, values: { [EXACT[kind]]: 1 }, misspelt: kind === 'slip' ? key : null })
  }
  return found
}

/** Leading or trailing words, or characters of a Chinese text, that name a place by themselves. */
function bySpan(mention: Mention, places: Gazetteer): Found[] {
  const folded = foldText(mention.text)
  const words = folded.includes(' ') || /^[A-Z0-9]+$/.test(folded) ? folded.split(' ') : [...folded]
  const joint = folded.includes(' ') ? ' ' : ''
  const letters = folded.replaceAll(' ', '').length
  const found: Found[] = []
  const least = mention.countries.length + mention.states.length > 0 ? SPAN_RANK_IN_COUNTRY : SPAN_RANK
  for (const first of [true, false]) {
    for (let count = words.length - 1; count >= 1; count--) {
      const span = (first ? words.slice(0, count) : words.slice(-count)).join(joint)
      if (/^[A-Z0-9 ]*$/.test(span) ? span.length < SPAN_LETTERS : span.length < 2) continue
      const hits = byKey(placeKey(span), false, places).filter(({ place }) => places.rank(place) >= least)
      if (hits.length === 0) continue
      const unexplained = 1 - span.replaceAll(' ', '').length / letters
      for (const { place, values } of hits) {
        found.push({
          place,
          values: { ...values, [first ? 'span_first' : 'span_last']: 1, unexplained },
          misspelt: null,
        })
      }
      break
    }
  }
  return found
}

/** Names that begin with the text: "Newcastle" of Newcastle upon Tyne, "Melb" of Melbourne. */
function byBeginning(key: string, mention: Mention, places: Gazetteer): Found[] {
  if (key.length < SHORTEST_BEGINNING || /^\d/.test(key)) return []
  const found: Found[] = []
  const folded = `${foldText(mention.text)} `
  for (const keyIndex of places.keysFrom(key)) {
    for (const { place, kind } of places.postings(keyIndex)) {
      if ((kind !== 'name' && kind !== 'local') || places.rank(place) < BEGINNING_RANK) continue
      const words = foldText(places.name(place)).startsWith(folded)
      const leftOut = 1 - key.length / places.key(keyIndex).length
      found.push({
        place,
        misspelt: null,
        values: {
          [words ? 'first_words' : 'truncated']: 1,
          left_out: leftOut,
          rank_of_misspelt: places.rank(place),
        },
      })
    }
  }
  return found
    .sort((a, b) => places.rank(b.place) - places.rank(a.place) || a.place - b.place)
    .slice(0, MOST_BEGINNINGS)
}

function byMisspelling(key: string, mention: Mention, context: PlaceContext, places: Gazetteer): Found[] {
  const sound = soundOf(key)
  const countries = new Set<string | null>([
    null,
    ...mention.countries,
    ...mention.states.map((s) => s.country),
  ])
  if (context.country) countries.add(context.country)
  const found: (Found & { edits: number })[] = []
  for (const country of countries) {
    for (const near of nearKeys(key, country)) {
      for (const { place, kind } of places.postings(near.keyIndex)) {
        if (country !== null && places.country(place) !== country) continue
        // Short aliases are codes: one letter off is another code.
        if (kind === 'alias' && readCode(near.key) !== null) continue
        found.push({
          place,
          edits: near.edits,
          misspelt: near.key,
          values: {
            misspelt: 1,
            edit_share: near.edits / key.length,
            more_edits: near.edits - 1,
            other_first_letter: near.key[0] === key[0] ? 0 : 1,
            sounds_alike: soundOf(near.key) === sound ? 1 : 0,
            misspelt_alias: kind === 'name' || kind === 'local' ? 0 : 1,
            rank_of_misspelt: places.rank(place),
          },
        })
      }
    }
  }
  const order = (a: { edits: number; place: number }) => a.edits - 2 * places.rank(a.place)
  return found.sort((a, b) => order(a) - order(b) || a.place - b.place).slice(0, MOST_MISSPELT)
}

/** The stronger of two findings of one port city: the one with fewer doubts. */
function doubt({ values }: Found): number {
  return (
    (values.misspelt ? 2 + (values.edit_share ?? 0) : 0) +
    (values.unexplained ?? 0) * 3 +
    (values.tail_anywhere ? 2 : 0) +
    (values.first_words ? 1 : 0) +
    (values.truncated ? 2.6 + (values.left_out ?? 0) : 0) +
    (values.tail_in_country ? 1 : 0) +
    (values.exact_shortened ? 0.6 : 0) +
    (values.exact_second ? 0.5 : 0) +
    (values.exact_local ? 0.1 : 0)
  )
}

function weigh(
  found: readonly Found[],
  mention: Mention,
  context: PlaceContext,
  places: Gazetteer,
): Candidate[] {
  const byCity = new Map<number, Found[]>()
  for (const one of found) {
    const city = places.group(one.place)[0]!
    const list = byCity.get(city)
    if (list) list.push(one)
    else byCity.set(city, [one])
  }
  const candidates = [...byCity].map(([city, list]) => {
    const best = list.reduce((a, b) => (doubt(b) < doubt(a) ? b : a))
    // A short code that is an alias and the tail of the code besides is the better for it.
    const tail = list.some(({ values }) => values.tail_anywhere) ? { tail_anywhere: 1 } : {}
    return {
      place: city,
      misspelt: best.misspelt,
      doubt: doubt(best),
      features: featureVector({
        ...tail,
        ...best.values,
        ...surroundings(city, best, mention, context, places),
      }),
    }
  })
  return candidates
    .sort(
      (a, b) =>
        a.doubt - 2 * places.rank(a.place) - (b.doubt - 2 * places.rank(b.place)) || a.place - b.place,
    )
    .slice(0, MOST_CANDIDATES)
}

function surroundings(
  city: number,
  { values }: Found,
  mention: Mention,
  context: PlaceContext,
  places: Gazetteer,
): Partial<Record<Feature, number>> {
  const members = places.group(city)
  const country = places.country(city)
  const rank = Math.max(...members.map((member) => places.rank(member)))
  const share = context.columnCountries?.get(country) ?? 0
  const known = (context.columnCountries?.size ?? 0) > 0
  const states = mention.states.length > 0
  const subdivisions = members.map((member) => places.subdivision(member)).filter(Boolean)
  const inState = mention.states.some((s) => s.country === country && subdivisions.includes(s.code))
  // A region may be meant where the country has no subdivision on record.
  const stateUnknown = subdivisions.length === 0 && mention.states.some((s) => s.country === country)
  const here = mention.countries.some((stated) => isWithin(country, stated))
  return {
    rank,
    rank_of_span: values.unexplained ? rank : 0,
    rank_known: rank >= KNOWN_RANK ? 1 : 0,
    obscure: rank < OBSCURE_RANK ? 1 : 0,
    port: members.some((member) => places.isPort(member)) ? 1 : 0,
    stated_country_agrees: here || inState ? 1 : 0,
    stated_country_contradicts: mention.countries.length > 0 && !here && !inState ? 1 : 0,
    context_country_agrees: context.country === country ? 1 : 0,
    context_country_contradicts: context.country && context.country !== country ? 1 : 0,
    column_share: share,
    column_foreign: known && share === 0 ? 1 : 0,
    state_agrees: inState ? 1 : 0,
    state_contradicts: states && !inState && !stateUnknown && !here ? 1 : 0,
    companion_agrees: isCompanion(city, mention.companions, places) ? 1 : 0,
    code_agrees:
      mention.code !== null && members.some((member) => places.code(member) === mention.code) ? 1 : 0,
  }
}

/** Whether a place is one of those named beside it, or the city or a terminal of one. */
function isCompanion(city: number, companions: ReadonlySet<number>, places: Gazetteer): boolean {
  for (const companion of companions) if (areRelated(city, companion, places)) return true
  return false
}

/** Same port city, or one is the terminal of the other, or both are terminals of one city. */
export function areRelated(a: number, b: number, places: Gazetteer): boolean {
  const first = places.group(a)
  const second = places.group(b)
  if (first[0] === second[0]) return true
  const parentsOfFirst = first.map((place) => places.parent(place))
  const parentsOfSecond = second.map((place) => places.parent(place))
  return (
    parentsOfFirst.some((parent) => parent !== null && second.includes(parent)) ||
    parentsOfSecond.some((parent) => parent !== null && first.includes(parent))
  )
}

/** Whether a name was found as it stands. */
export function isExact({ features }: Candidate): boolean {
  const inexact: Feature[] = [
    'misspelt',
    'truncated',
    'first_words',
    'unexplained',
    'tail_anywhere',
    'printed_code',
    'exact_shortened',
  ]
  return inexact.every((feature) => featureOf(features, feature) === 0)
}

/** Parts of China that have codes of their own: "Hong Kong, China" contradicts nothing. */
const WITHIN_CHINA: ReadonlySet<string> = new Set(['HK', 'MO', 'TW'])
const WITHIN_UNITED_STATES: ReadonlySet<string> = new Set(['PR', 'GU', 'VI', 'AS', 'MP'])

/** Whether a place of that country may be said to lie in the stated one. */
export function isWithin(country: string, stated: string): boolean {
  return (
    country === stated ||
    (stated === 'CN' && WITHIN_CHINA.has(country)) ||
    // "Congo" alone is either of the two.
    (stated === 'CD' && country === 'CG') ||
    (stated === 'US' && WITHIN_UNITED_STATES.has(country))
  )
}
