import { readCountry } from '../reference/countries.ts'
import { foldText } from '../reference/fold.ts'
import { gazetteer } from '../reference/gazetteer.ts'
import { assemble, type DraftPlace, mentionOf } from './assemble.ts'
import { candidatesFor, isShortCode } from './candidates.ts'
import { decide } from './decide.ts'
import { readGroup } from './groups.ts'
import { plainText } from './pieces.ts'
import type { PlaceContext, PlaceReading, ResolvedPlace } from './place.ts'
import { currentRanker, type Ranker, rank } from './ranker.ts'
import { COUNTRY_AS_PORT_RANK, EXACT_RANK, exactRank, knownCode } from './read-piece.ts'
import { takeRouting } from './routing.ts'
import { cityInBrackets } from './station-of-city.ts'
import { isHeading, isNone } from './words.ts'

/** Longer texts are sentences: conditions, not places. */
const LONGEST_TEXT = 400
/** The same few thousand texts come again and again in one workbook. */
const MOST_REMEMBERED = 20_000

/**
 * What the text of one cell says about places. Names are matched against the gazetteer, candidates weighed by the model
 * `place-resolution`; what stays doubtful has no code. Never throws; the same input gives the same answer.
 */
export function resolvePlaces(text: string, context: PlaceContext = {}): PlaceReading {
  const key = memoryKey(text, context)
  const known = remembered.get(key)
  if (known) return known
  const reading = readPlaces(text, context, currentRanker())
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(key, reading)
  return reading
}

const remembered = new Map<string, PlaceReading>()
let numbered = new WeakMap<object, number>()
const numbersOfContents = new Map<string, number>()

/**
 * Maps that say the same have one number: next week's sheet of a sender asks for the same ports in the same surroundings.
 * What a map says is written out once for each that a caller makes, for a column or a workbook.
 */
function numberOf(map: ReadonlyMap<string, unknown> | undefined): number {
  if (!map || map.size === 0) return 0
  let number = numbered.get(map)
  if (number === undefined) {
    const contents = JSON.stringify([...map])
    if (numbersOfContents.size >= MOST_REMEMBERED) {
      numbersOfContents.clear()
      remembered.clear()
      numbered = new WeakMap()
    }
    number = numbersOfContents.get(contents) ?? numbersOfContents.size + 1
    numbersOfContents.set(contents, number)
    numbered.set(map, number)
  }
  return number
}

function memoryKey(text: string, context: PlaceContext): string {
  const maps = `${numberOf(context.columnCountries)}\u0001${numberOf(context.groups)}`
  const codes = `${context.shortCodes ? 'codes' : ''}${context.apart ? 'apart' : ''}${context.byAir ? 'air' : ''}`
  return `${text}\u0001${context.country ?? ''}\u0001${context.printedCode ?? ''}\u0001${codes}\u0001${maps}`
}

/** Up to this length a text that names a region and a village is the region: MED, UKBP. */
const LONGEST_REGION_CODE = 5

const NOTHING: PlaceReading = { places: [], via: [], transshipment: [], none: false }

/** As resolvePlaces, with a ranker of one's own and without memory: for training and evaluation. */
export function readPlaces(text: string, context: PlaceContext, ranker: Ranker): PlaceReading {
  const plain = plainText(text)
  const folded = foldText(plain)
  const defined = groupMembers(text, context)
  if (defined) return { ...NOTHING, places: [groupPlace(text.trim(), defined)] }
  if (isNone(folded)) return { ...NOTHING, none: true }
  const [code, name] = codeOverName(text) ?? []
  if (name !== undefined) return readPlaces(name, { ...context, printedCode: code! }, ranker)
  if (isHeading(folded) || text.length > LONGEST_TEXT || !/\p{L}/u.test(plain)) {
    return { ...NOTHING, places: [unknownPlace(text.trim())] }
  }
  const routing = takeRouting(plain)
  const resolve = (from: number, to: number): ResolvedPlace[] =>
    readPart(text, plain, from, to, context, ranker)
  // Only places are answers of a routing; a word that names none is not worth a flag of its own.
  const routed = (kind: 'via' | 'transshipment') =>
    routing.parts.filter((part) => part.kind === kind).flatMap((part) => resolve(part.start, part.end))
  return {
    places: readPart(text, routing.rest, 0, routing.rest.length, context, ranker),
    via: routed('via'),
    transshipment: routed('transshipment'),
    none: false,
  }
}

const CODE_LINE = /^[A-Z]{2}[A-Z2-9]{3}$/

/** "SGSIN", and on the next line of the cell "SINGAPORE": the code and the name of one place. */
function codeOverName(text: string): readonly [code: string, name: string] | null {
  const lines = text.split('\n').map((line) => line.trim())
  if (lines.length !== 2) return null
  const coded = lines.filter((line) => CODE_LINE.test(line) && knownCode(line) !== null)
  const [code] = coded
  const name = lines.find((line) => line !== code)
  if (coded.length !== 1 || code === undefined || !name || exactRank(code) >= EXACT_RANK) return null
  return exactRank(name) > 0 ? [code, name] : null
}

function readPart(
  original: string,
  plain: string,
  from: number,
  to: number,
  context: PlaceContext,
  ranker: Ranker,
): ResolvedPlace[] {
  const part = plain.slice(from, to)
  if (foldText(part) === '') return []
  const whole = original.slice(from, to).trim()
  const shown = plain === plainText(original) ? whole : visible(original, plain, from, to)
  const members = groupMembers(shown, context) ?? groupMembers(withoutMode(shown), context)
  if (members) return [groupPlace(shown, members)]
  const group = isPlaceHere(part, context) ? null : readGroup(part)
  if (group === 'group' || group === 'named_group')
    return spelledOut(original.slice(from, to), part, from, context, ranker) ?? [groupPlace(shown, null)]
  const drafts = assemble(part, from, context, ranker)
  const alone = drafts.map((draft) => resolveDraft(draft, original, context, ranker))
  const beside = countriesBeside(alone, context)
  const places = alone.map((place, i) =>
    beside && place.unlocode === null ? resolveDraft(drafts[i]!, original, beside, ranker) : place,
  )
  if (group === 'countries') {
    const port =
      places.length > 0 &&
      places.every(
        (place) =>
          exactRank(place.text) >= COUNTRY_AS_PORT_RANK ||
          isPlaceOfCountry(place, context) ||
          (place.codes.length > 0 && readCountry(part) === null),
      )
    if (!port) return countryPlaces(part, shown)
  }
  return (
    stationIn(places, shown, context, ranker) ??
    (places.length > 0 ? namedOnce(places) : [unknownPlace(shown)])
  )
}

/** What is not sure of a station: that nothing else is meant by the city behind it. */
const STATION_CONFIDENCE = 0.85

/** A station that no list knows goes by the code of the city in brackets behind it. */
function stationIn(
  places: readonly ResolvedPlace[],
  shown: string,
  context: PlaceContext,
  ranker: Ranker,
): ResolvedPlace[] | null {
  if (places.some(({ unlocode }) => unlocode !== null)) return null
  const city = cityInBrackets(shown)
  const [place] = city === null ? [] : readPart(city, plainText(city), 0, city.length, context, ranker)
  if (!place || place.unlocode === null) return null
  return [{ ...place, text: shown, confidence: place.confidence * STATION_CONFIDENCE }]
}

/** "AU 3 MAIN PORTS (SYD/MEL/BNE)", "欧洲基本港" over "HAM/RTM/ANR": a group that spells its members out; null where it does not. */
function spelledOut(
  original: string,
  part: string,
  from: number,
  context: PlaceContext,
  ranker: Ranker,
): ResolvedPlace[] | null {
  const open = original.search(/[(（\n:：]/u)
  if (open < 0) return null
  const inside = part.slice(open + 1).replace(/[)）].*$/su, '')
  const members = assemble(inside, from + open + 1, { ...context, shortCodes: true }, ranker).map((draft) =>
    resolveDraft(draft, original, { ...context, shortCodes: true }, ranker),
  )
  return members.length >= 2 && members.every(({ unlocode }) => unlocode !== null) ? members : null
}

const CODE_ALONE = /^[A-Z]{2} ?[A-Z2-9]{3}$/

/** "INTKD/INDER -TUGHLAKABAD -DADRI": codes, and then the names of the same places. */
function namedOnce(places: readonly ResolvedPlace[]): ResolvedPlace[] {
  const named = new Set(places.flatMap(({ text, codes }) => (CODE_ALONE.test(text) ? [] : codes)))
  return places.filter(({ text, unlocode }) => !CODE_ALONE.test(text) || !unlocode || !named.has(unlocode))
}

/** "SEA" is a region, but in a column of American ports it is Seattle; "COLON FREE ZONE" is one place. */
function isPlaceHere(part: string, context: PlaceContext): boolean {
  const text = part.trim()
  if (isShortCode(text) && context.shortCodes && exactRank(text) > 0) return true
  if (isShortCode(text) && context.country) return gazetteer().byCode(context.country + text) !== null
  return text.length > LONGEST_REGION_CODE && exactRank(text) >= EXACT_RANK && readCountry(text) === null
}

/** A town with the name of its country is not worth less than this as a destination: Macau, Guatemala, Kuwait. */
const NAMESAKE_RANK = 0.55

/** "Macau" beside "Macau" in a column of countries: the place of that name. */
function isPlaceOfCountry(
  { text, codes, country }: ResolvedPlace,
  { country: stated }: PlaceContext,
): boolean {
  return (
    codes.length > 0 && country === stated && readCountry(text) === stated && exactRank(text) >= NAMESAKE_RANK
  )
}

/** The stretch of the cell that is left when routing was blanked out. */
function visible(original: string, plain: string, from: number, to: number): string {
  const part = plain.slice(from, to)
  const start = from + (part.length - part.trimStart().length)
  return original.slice(start, from + part.trimEnd().length).trim()
}

function resolveDraft(
  draft: DraftPlace,
  original: string,
  context: PlaceContext,
  ranker: Ranker,
): ResolvedPlace {
  const mention = mentionOf(draft)
  const ranked = mention.text === '' ? [] : rank(candidatesFor(mention, context), ranker)
  return decide(draft, stretchOf(original, draft), ranked, context, ranker)
}

/** Where nothing else is known, "San Antonio" beside "Valparaiso" is the Chilean one. */
function countriesBeside(places: readonly ResolvedPlace[], context: PlaceContext): PlaceContext | null {
  const answered = places.filter((place) => place.unlocode !== null && place.country !== null)
  if (context.country || context.columnCountries?.size || answered.length === 0) return null
  const shares = new Map<string, number>()
  for (const { country } of answered) shares.set(country!, (shares.get(country!) ?? 0) + 1 / answered.length)
  return { ...context, columnCountries: shares }
}

/** The words of the cell that a draft was read from, with the bracket that closes them. */
function stretchOf(original: string, { start, end }: DraftPlace): string {
  const text = original.slice(start, end)
  const open = Math.max(text.lastIndexOf('('), text.lastIndexOf('（'))
  const close = /^\s*[)）]/.exec(original.slice(end))
  return open >= 0 && !/[)）]/.test(text.slice(open)) && close ? text + close[0] : text
}

function groupMembers(text: string, context: PlaceContext): readonly string[] | null {
  if (!context.groups || context.groups.size === 0) return null
  const name = text.trim().toUpperCase()
  return (
    context.groups.get(name) ??
    context.groups.get(name.replace(/[*†‡\s]+$/u, '').replace(/\s+/g, ' ')) ??
    null
  )
}

const MODE_BEHIND = /\s*[(（]\s*(CY|CFS|SD|DOOR|RAMP|ICD)\s*[)）]\s*$/iu

/** "CHINA MAIN PORTS(CY)": how the cargo is handed over is no part of the name. */
const withoutMode = (text: string): string => text.replace(MODE_BEHIND, '')

function groupPlace(text: string, members: readonly string[] | null): ResolvedPlace {
  const qualifier = MODE_BEHIND.exec(text)?.[1]?.toUpperCase() ?? null
  return { ...unknownPlace(withoutMode(text)), group: true, members, confidence: 1, qualifier, flags: [] }
}

function countryPlaces(part: string, shown: string): ResolvedPlace[] {
  const whole = readCountry(part)
  const texts = whole ? [shown] : part.split(/[,/;&+\n]/).map((text) => text.trim())
  return texts
    .filter((text) => readCountry(text) !== null || whole)
    .map((text) => ({ ...unknownPlace(text), country: whole ?? readCountry(text), confidence: 1, flags: [] }))
}

function unknownPlace(text: string): ResolvedPlace {
  return {
    text,
    unlocode: null,
    codes: [],
    name: null,
    country: null,
    confidence: 0,
    group: false,
    members: null,
    alternatives: [],
    qualifier: null,
    flags: [{ code: 'place-unknown' }],
  }
}
