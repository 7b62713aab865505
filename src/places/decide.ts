import { placeKey } from '../reference/fold.ts'
import { type Gazetteer, gazetteer } from '../reference/gazetteer.ts'
import { countryOf, type DraftPlace } from './assemble.ts'
import { areRelated, isExact, isWithin, readCode } from './candidates.ts'
import { displayName } from './display-name.ts'
import type { PlaceCandidate, PlaceContext, PlaceFlag, ResolvedPlace } from './place.ts'
import { calibrated, type Ranked, type Ranker } from './ranker.ts'

/** Below this calibrated confidence no code is given: a wrong code costs more than none. */
export const ANSWER_CONFIDENCE = 0.7
/** Other readings are offered from this share on. */
const ALTERNATIVE_CONFIDENCE = 0.05
const MOST_ALTERNATIVES = 5
/** What a printed code alone is worth when it stands in the list. */
const CODE_CONFIDENCE = 0.98
const SHORT_CODE = /^[A-Z]{3}$/
/** Homonyms from this rank on make a name ambiguous. */
const RIVAL_RANK = 0.55
/** A homonym so far below the best one is nobody's port: Barcelona in Venezuela. */
const RIVAL_REACH = 0.4
/** A column decides where one country is so many times as frequent in it as the other, and this frequent at the least. */
const RIVAL_SHARES = 3
const LEAST_SHARE = 0.02

/** Turns the ranked candidates of a draft into an answer, or into an abstention that says what else was near. */
export function decide(
  draft: DraftPlace,
  text: string,
  ranked: readonly Ranked[],
  context: PlaceContext,
  ranker: Ranker,
): ResolvedPlace {
  const places = gazetteer()
  const flags: PlaceFlag[] = []
  const printed = draft.code ?? (context.printedCode ? readCode(context.printedCode) : null)
  const printedPlaces =
    printed === null ? placesOfShortCode(context.printedCode, ranked, places) : placesOfCode(printed, places)
  const best = ranked[0]
  const confidence = best ? calibrated(jointProbability(best, ranked, places), ranker) : 0
  const base = { text, group: false, members: null, qualifier: draft.mode ?? draft.detail, alternatives: [] }

  const rival = best && !hasEvidence(draft, context) ? rivalOf(best, ranked, context, places) : null
  if (!best || confidence < ANSWER_CONFIDENCE || rival) {
    // The name says nothing sure: the printed code does, as far as the name does not exclude it.
    const chosen = printedPlaces[0]
    const excluded =
      best !== undefined &&
      confidence > 0.4 &&
      printedPlaces.every(
        (place) =>
          !areRelated(place, best.candidate.place, places) &&
          airportOf(context.printedCode ?? '', best.candidate.place, places) !== place,
      )
    if (chosen !== undefined && !excluded) {
      if (draft.name === null && printed !== places.code(chosen)) flags.push({ code: 'place-unknown' })
      return {
        ...base,
        ...placeFields(chosen, printed, places),
        confidence: CODE_CONFIDENCE,
        flags: [...flags, ...countryFlags(draft, chosen, context, places)],
      }
    }
    const country = rival ? null : countryOf(draft)
    if (country !== null) return { ...base, ...NO_PLACE, country, confidence: 1, flags: [] }
    const alternatives = ranked
      .filter((one) => one === rival || calibrated(one.probability, ranker) >= ALTERNATIVE_CONFIDENCE)
      .slice(0, MOST_ALTERNATIVES)
      .map((one) => alternative(one, ranker, places))
    const ambiguous = alternatives.length > 1
    flags.push(
      ambiguous
        ? { code: 'place-ambiguous', candidates: alternatives.map(({ codes }) => codes[0]!) }
        : { code: 'place-unknown' },
    )
    return { ...base, ...NO_PLACE, country: commonCountry(alternatives), confidence, alternatives, flags }
  }

  const named = draft.narrower ?? best.candidate.place
  const airport = context.printedCode
    ? airportOf(context.printedCode, named, places)
    : context.byAir
      ? airportCalled(draft.name ?? '', named, places)
      : null
  const place = airport ?? named
  if (best.candidate.misspelt !== null && draft.narrower === null) {
    flags.push({ code: 'place-misspelt', read: draft.name ?? text, as: displayName(place, places) })
  }
  const fields = placeFields(place, null, places)
  let codes = fields.codes
  if (airport !== null) {
    const city = placeFields(named, null, places).unlocode
    if (!codes.includes(city)) codes = [...codes, city]
  } else if (printed !== null && !agrees(printedPlaces, place, draft, text, places)) {
    flags.push({ code: 'code-name-mismatch', printed, named: fields.unlocode })
    if (!codes.includes(printed)) codes = [...codes, printed]
  }
  flags.push(...countryFlags(draft, place, context, places))
  const alternatives = ranked
    .filter(
      ({ candidate, probability }) =>
        candidate.place !== named && calibrated(probability, ranker) >= ALTERNATIVE_CONFIDENCE,
    )
    .slice(0, MOST_ALTERNATIVES)
    .map((one) => alternative(one, ranker, places))
  return { ...base, ...fields, codes, confidence, alternatives, flags }
}

/** Whether anything beside the name says which of its homonyms is meant. */
function hasEvidence(draft: DraftPlace, context: PlaceContext): boolean {
  return (
    Boolean(context.country) ||
    draft.countries.length + draft.states.length + draft.companions.size > 0 ||
    draft.code !== null
  )
}

/**
 * Another port or city of exactly that name in another country that freight goes to as well. Which of the two a
 * sheet means is then nothing that ranks could say: Cartagena, Tripoli, Birmingham.
 */
function rivalOf(
  best: Ranked,
  ranked: readonly Ranked[],
  context: PlaceContext,
  places: Gazetteer,
): Ranked | null {
  const country = places.country(best.candidate.place)
  const share = (one: string) => context.columnCountries?.get(one) ?? 0
  const rival = ranked.find(
    ({ candidate }) =>
      candidate !== best.candidate &&
      isExact(candidate) &&
      places.rank(candidate.place) >= RIVAL_RANK &&
      places.rank(best.candidate.place) - places.rank(candidate.place) < RIVAL_REACH &&
      places.country(candidate.place) !== country &&
      share(country) < RIVAL_SHARES * share(places.country(candidate.place)) + LEAST_SHARE,
  )
  return rival && isExact(best.candidate) ? rival : null
}

/** A terminal and its port, both near, are no doubt about where the cargo goes: their shares count together. */
function jointProbability(best: Ranked, ranked: readonly Ranked[], places: Gazetteer): number {
  let sum = 0
  for (const { candidate, probability } of ranked) {
    if (areRelated(candidate.place, best.candidate.place, places)) sum += probability
  }
  return Math.min(1, sum)
}

const NO_PLACE = { unlocode: null, codes: [], name: null }

/** A sub-port of this rank has rates of its own: the code of its city is then a slip. */
const OWN_RATES_RANK = 0.9

function agrees(
  printed: readonly number[],
  place: number,
  draft: DraftPlace,
  text: string,
  places: Gazetteer,
): boolean {
  return printed.some((one) => {
    if (places.group(one)[0] === places.group(place)[0]) return true
    if (draft.companions.has(one)) return true
    if (!areRelated(one, place, places)) return false
    // "Ho Chi Minh (Cat Lai)" beside the code of Ho Chi Minh: the terminal lies in it, and both are named.
    return place === draft.narrower || places.rank(place) < OWN_RATES_RANK || isNamedIn(text, one, places)
  })
}

/** Whether a part of a text, between brackets, commas and strokes, is a name of a place. */
const isNamedIn = (text: string, place: number, places: Gazetteer): boolean =>
  text.split(/[(),/–-]+/u).some((part) => places.find(placeKey(part)).some((found) => found.place === place))

/** Names of airports in the list: "O'Hare Apt/Chicago". */
const AIRPORT = /\bA(?:pt|irport)\b/

/** The airport that a code beside its city's name stands for: "ORD" beside "Chicago". Null when the code is the city's own. */
function airportOf(code: string, city: number, places: Gazetteer): number | null {
  const printed = readCode(code)
  const meant = printed ? placesOfCode(printed, places) : shortCoded(code, places.country(city), places)
  if (meant.some((place) => places.group(place)[0] === places.group(city)[0])) return null
  const airport = meant.find((place) => AIRPORT.test(places.name(place))) ?? null
  // An airport that the list holds as a part of its city goes by the city's code.
  return airport !== null && areRelated(airport, city, places) ? null : airport
}

/** The airport whose own letters a text by air is, where they are those of the city's port as well: ICN. */
function airportCalled(letters: string, city: number, places: Gazetteer): number | null {
  if (!SHORT_CODE.test(letters)) return null
  const listed = places.byCode(`${places.country(city)}${letters}`)
  return listed !== null && listed !== city && AIRPORT.test(places.name(listed)) ? listed : null
}

/** Three letters beside a name that alone says nothing sure ("MXP" beside "Milan"): what they stand for where the name may lie. */
function placesOfShortCode(
  code: string | null | undefined,
  ranked: readonly Ranked[],
  places: Gazetteer,
): number[] {
  if (!code) return []
  const countries = new Set(ranked.map(({ candidate }) => places.country(candidate.place)))
  return [...countries].flatMap((country) => shortCoded(code, country, places))
}

/** Three letters in a country: an alias of the trade, else the code of the list, which for airports is that of the airlines. */
function shortCoded(code: string, country: string, places: Gazetteer): number[] {
  const letters = code.trim()
  if (!SHORT_CODE.test(letters)) return []
  const known = aliased(letters, places).filter((place) => places.country(place) === country)
  const listed = places.byCode(`${country}${letters}`)
  return known.length === 0 && listed !== null && AIRPORT.test(places.name(listed)) ? [listed] : known
}

function aliased(code: string, places: Gazetteer): number[] {
  return places
    .find(code.trim())
    .filter(({ kind }) => kind === 'alias')
    .map(({ place }) => place)
}

function placesOfCode(code: string, places: Gazetteer): number[] {
  const listed = places.byCode(code)
  const others = aliased(code, places).filter((place) => code.startsWith(places.country(place)))
  return [...(listed === null ? [] : [listed]), ...others]
}

function placeFields(place: number, printed: string | null, places: Gazetteer) {
  const group = places.group(place).map((member) => places.code(member))
  // The everyday code stands first, unless another one of the group is printed.
  const head = printed !== null && group.includes(printed) ? printed : group[0]!
  return {
    unlocode: head,
    codes: [head, ...group.filter((code) => code !== head)],
    name: displayName(place, places),
    country: places.country(place),
  }
}

function countryFlags(
  draft: DraftPlace,
  place: number,
  context: PlaceContext,
  places: Gazetteer,
): PlaceFlag[] {
  const actual = places.country(place)
  const stated = [...draft.countries, ...(context.country ? [context.country] : [])]
  const states = draft.states.map((state) => state.country)
  const wrong = stated.find((country) => !isWithin(actual, country) && !states.includes(actual))
  if (
    wrong === undefined ||
    (draft.countries.length > 0 &&
      draft.countries.some((country) => isWithin(actual, country)) &&
      wrong !== context.country)
  )
    return []
  return [{ code: 'country-contradicts-data', stated: wrong, actual }]
}

function alternative({ candidate, probability }: Ranked, ranker: Ranker, places: Gazetteer): PlaceCandidate {
  const fields = placeFields(candidate.place, null, places)
  return {
    codes: fields.codes,
    name: fields.name,
    country: fields.country,
    confidence: calibrated(probability, ranker),
  }
}

function commonCountry(alternatives: readonly PlaceCandidate[]): string | null {
  const [first] = alternatives
  return first && alternatives.every(({ country }) => country === first.country) ? first.country : null
}
