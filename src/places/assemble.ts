import { readCountry } from '../reference/countries.ts'
import { foldText, placeKey } from '../reference/fold.ts'
import { gazetteer } from '../reference/gazetteer.ts'
import { readSubdivisions, type Subdivision } from '../reference/subdivisions.ts'
import { areRelated, candidatesFor, isWithin, type Mention } from './candidates.ts'
import { cutPieces, type Piece } from './pieces.ts'
import type { PlaceContext } from './place.ts'
import { type Ranked, type Ranker, rank } from './ranker.ts'
import { COUNTRY_AS_PORT_RANK, EXACT_RANK, exactRank, misspeltCountry, readPiece } from './read-piece.ts'
import { splitRun } from './runs.ts'
import { modeOf } from './words.ts'

/** A place as the cell words it, before it is decided which one is meant. */
export interface DraftPlace {
  start: number
  end: number
  /** The part that is looked up, null where only a code or a country stands. */
  name: string | null
  countries: string[]
  states: Subdivision[]
  code: string | null
  companions: Set<number>
  /** The companion that narrows the place down: the terminal of a port. */
  narrower: number | null
  mode: string | null
  /** Words in brackets that the gazetteer does not know: a terminal. */
  detail: string | null
}

/** Names are joined and companions believed from this probability on. */
const SURE = 0.7
const MOST_JOINED = 4
/** A terminal of lesser rank than this, in brackets behind a port, is no address of its own: "Shanghai (WGQ)", "BKK (PAT)". */
const OWN_ADDRESS = 0.91
const EVERYDAY_PORT = 0.96
/** A second name in brackets that ranks so much lower is the city, not the port: "Fremantle (Perth)". */
const LESSER_RANK = 0.2

export function mentionOf(draft: DraftPlace): Mention {
  return {
    text: draft.name ?? '',
    countries: draft.countries,
    states: draft.states,
    code: draft.code,
    companions: draft.companions,
  }
}

/** What one name by itself most likely is, with the hints of its own piece. */
function lookUp(
  name: string,
  hints: Pick<Mention, 'countries' | 'states'>,
  context: PlaceContext,
  ranker: Ranker,
): Ranked | null {
  const mention = {
    text: name,
    countries: hints.countries,
    states: hints.states,
    code: null,
    companions: new Set<number>(),
  }
  return rank(candidatesFor(mention, context), ranker)[0] ?? null
}

/** Reads a text without routing as one place or several. Positions count in the text; `offset` is added. */
export function assemble(text: string, offset: number, context: PlaceContext, ranker: Ranker): DraftPlace[] {
  const drafts: DraftPlace[] = []
  const pieces = joinPieces(cutPieces(text), context.apart === true)
  const leading = leadingCountries(pieces)
  for (const piece of pieces.slice(leading.count)) addPiece(drafts, piece, context, ranker)
  const [first] = drafts
  if (first && leading.count > 0) {
    first.countries.unshift(...leading.countries)
    first.start = pieces[0]!.start
  }
  for (const draft of drafts) {
    draft.start += offset
    draft.end += offset
  }
  return drafts
}

/** "CHINA - SHANGHAI", "US, LOS ANGELES": countries before the place. */
function leadingCountries(pieces: readonly Piece[]): { count: number; countries: string[] } {
  const countries: string[] = []
  for (const [i, { text }] of pieces.slice(0, -1).entries()) {
    const country = readCountry(text)
    // "LA/LGB" are two places.
    if (text.length < 3 && pieces[i + 1]!.separator === 'list') break
    if (country === null || exactRank(text) >= COUNTRY_AS_PORT_RANK) break
    countries.push(country)
  }
  const next = pieces[countries.length]
  // "VIETNAM, CHINA" are two countries.
  if (next && readCountry(next.text) !== null && exactRank(next.text) < COUNTRY_AS_PORT_RANK)
    return { count: 0, countries: [] }
  return { count: countries.length, countries }
}

/** Joins neighbouring pieces that are one name: "LAEM\nCHABANG", "FOS-SUR-MER", "DALLAS/FT WORTH". */
function joinPieces(pieces: readonly Piece[], apart: boolean): Piece[] {
  const joined: Piece[] = []
  for (let i = 0; i < pieces.length; ) {
    let taken = 1
    let piece = pieces[i]!
    for (let count = Math.min(MOST_JOINED, pieces.length - i); count > 1 && taken === 1; count--) {
      const run = pieces.slice(i, i + count)
      if (!mayJoin(run) || (apart && run.slice(1).some(({ separator }) => separator === 'list'))) continue
      const text = run.map((part) => part.text).join(' ')
      // "Port Klang (West)": the port, and which of its terminals.
      const terminal =
        run[1]!.bracketed && exactRank(run[0]!.text) >= EVERYDAY_PORT && exactRank(text) < OWN_ADDRESS
      if (terminal) continue
      const hyphens = run.slice(1).every((part) => part.separator === 'hyphen')
      if (
        exactRank(text) >= EXACT_RANK ||
        (readCountry(text) !== null && text.length > 3) ||
        (hyphens && !stays(run))
      ) {
        taken = count
        piece = { ...piece, text, end: run.at(-1)!.end }
      }
    }
    joined.push(piece)
    i += taken
  }
  return joined
}

function mayJoin(run: readonly Piece[]): boolean {
  const [first, ...others] = run
  return others.every(
    (piece) =>
      piece.separator !== 'start' && (piece.bracketed === first!.bracketed || piece.separator === 'bracket'),
  )
}

/** A hyphen separates only where every part says something by itself: "JKT-SUB-SRG", "ICD-TKD". */
function stays(run: readonly Piece[]): boolean {
  return run.every(({ text }) => {
    const { name } = readPiece(text, false)
    return name === null || exactRank(name) >= EXACT_RANK || readCountry(name) !== null
  })
}

function addPiece(drafts: DraftPlace[], piece: Piece, context: PlaceContext, ranker: Ranker): void {
  const last = drafts.at(-1)
  if (last && attachRegion(last, piece)) return
  if (last && attachAirport(last, piece)) return
  const reading = readPiece(piece.text, last === undefined)
  if (reading.name === null) {
    if (reading.code !== null) addCode(drafts, piece, reading.code, context, ranker)
    else if (last) extend(last, piece)
    const draft = drafts.at(-1)
    if (draft) {
      draft.countries.push(...reading.countries)
      draft.states.push(...reading.states)
      draft.mode ??= reading.mode
    }
    return
  }
  const run = splitRun(
    reading.name,
    last !== undefined,
    (name) => (lookUp(name, reading, context, ranker)?.probability ?? 0) >= SURE,
  )
  if (run !== null) {
    if (run.state !== null && last) last.states.push(...readSubdivisions(run.state))
    for (const name of run.names) {
      const next: DraftPlace = {
        ...draftOf(piece, name),
        countries: [...reading.countries],
        states: [...reading.states],
      }
      const before = drafts.at(-1)
      // "West port klang" names a terminal and its port, not two places.
      if (before?.start === piece.start && areOnePlace(before, next, context, ranker)) {
        attachName(before, next, { ...piece, separator: 'dash' }, context, ranker)
      } else drafts.push(next)
    }
    return
  }
  const draft: DraftPlace = {
    ...draftOf(piece, reading.name),
    countries: [...reading.countries],
    states: [...reading.states],
    code: reading.code,
    mode: reading.mode,
  }
  if (last && attachName(last, draft, piece, context, ranker)) return
  drafts.push(draft)
}

function areOnePlace(before: DraftPlace, next: DraftPlace, context: PlaceContext, ranker: Ranker): boolean {
  const a = lookUp(before.name ?? '', before, context, ranker)
  const b = lookUp(next.name ?? '', next, context, ranker)
  return a !== null && b !== null && areRelated(a.candidate.place, b.candidate.place, gazetteer())
}

function rankOf(group: readonly number[]): number {
  return Math.max(...group.map((place) => gazetteer().rank(place)))
}

function draftOf(piece: Piece, name: string | null): DraftPlace {
  return {
    start: piece.start,
    end: piece.end,
    name,
    countries: [],
    states: [],
    code: null,
    companions: new Set(),
    narrower: null,
    mode: null,
    detail: null,
  }
}

function extend(draft: DraftPlace, piece: Piece): void {
  draft.end = Math.max(draft.end, piece.end)
}

/** A country or state behind a place belongs to it, unless it is a port by itself that does not lie there. */
function attachRegion(last: DraftPlace, piece: Piece): boolean {
  const text = piece.text.replace(/[.\s]+$/, '')
  const folded = foldText(text)
  const loose = piece.separator === 'comma' || piece.bracketed ? text.toUpperCase() : text
  const country = readCountry(loose) ?? (exactRank(text) < EXACT_RANK ? misspeltCountry(folded) : null)
  const states = readSubdivisions(text)
  if (country === null && states.length === 0) return false
  const places = gazetteer()
  const named = last.name === null ? [] : places.find(placeKey(last.name)).map(({ place }) => place)
  const fits = named.some(
    (place) =>
      (country !== null && isWithin(places.country(place), country)) ||
      states.some(
        (state) => state.country === places.country(place) && state.code === places.subdivision(place),
      ),
  )
  // "- CY" is a yard and "(FRA)" a code of Frankfurt, unless the place lies in Cyprus or France.
  const mode = modeOf(folded) !== null && piece.separator !== 'comma'
  if (!fits && (mode || (piece.bracketed && country !== null && folded.length === 3))) return false
  const isPlace = exactRank(text) >= (country === null ? EXACT_RANK : COUNTRY_AS_PORT_RANK)
  const list = piece.separator === 'list'
  const letters = /^[A-Z]{1,3}$/.test(folded)
  if (
    isPlace &&
    !(letters && country !== null && !list) &&
    (!fits || (list && country === null && !isSameName(last, text)))
  )
    return false
  if (list && !fits && country !== null && !last.countries.includes(country)) return false
  if (country !== null) last.countries.push(country)
  last.states.push(...states)
  extend(last, piece)
  return true
}

/** "MILAN (MXP)": letters that name nothing by themselves, but with the country of one Milan make a code: that Milan is meant. */
function attachAirport(last: DraftPlace, piece: Piece): boolean {
  if (!piece.bracketed || last.name === null || last.code !== null || !/^[A-Z]{3}$/.test(piece.text))
    return false
  if (exactRank(piece.text) > 0 || last.countries.length > 0) return false
  const places = gazetteer()
  const countries = places.find(placeKey(last.name)).map(({ place }) => places.country(place))
  const [best, next] = [...new Set(countries)]
    .flatMap((country) => places.byCode(country + piece.text) ?? [])
    .sort((a, b) => places.rank(b) - places.rank(a))
  if (best === undefined || (next !== undefined && places.rank(next) === places.rank(best))) return false
  last.countries.push(places.country(best))
  extend(last, piece)
  return true
}

/** "NEW YORK, NEW YORK": the state of that name. */
function isSameName(last: DraftPlace, text: string): boolean {
  return last.name !== null && placeKey(last.name) === placeKey(text)
}

function addCode(
  drafts: DraftPlace[],
  piece: Piece,
  code: string,
  context: PlaceContext,
  ranker: Ranker,
): void {
  const last = drafts.at(-1)
  if (last && last.code === null && last.name !== null) {
    const beside =
      piece.bracketed ||
      piece.separator === 'dash' ||
      piece.separator === 'hyphen' ||
      piece.separator === 'line'
    const places = gazetteer()
    const place = places.byCode(code)
    const named = lookUp(last.name, last, context, ranker)
    const same = place !== null && named !== null && areRelated(place, named.candidate.place, places)
    if (beside || same) {
      last.code = code
      extend(last, piece)
      return
    }
  }
  drafts.push({ ...draftOf(piece, null), code })
}

/** Whether a further name belongs to the place before it: a second name, a terminal, a district. */
function attachName(
  last: DraftPlace,
  draft: DraftPlace,
  piece: Piece,
  context: PlaceContext,
  ranker: Ranker,
): boolean {
  const places = gazetteer()
  const found = lookUp(draft.name!, draft, context, ranker)
  const sure = found !== null && found.probability >= SURE
  const apart = piece.separator === 'list' && !piece.bracketed
  if (apart && context.apart) return false

  if (last.name === null && last.code !== null) {
    const printed = places.byCode(last.code)
    const same = printed !== null && sure && areRelated(printed, found.candidate.place, places)
    const below = sure && (piece.separator === 'line' || piece.separator === 'dash')
    if ((apart || below || piece.separator === 'comma') && !same) return false
    last.name = draft.name
    last.countries.push(...draft.countries)
    last.states.push(...draft.states)
    last.mode ??= draft.mode
    extend(last, piece)
    return true
  }
  if (last.name === null) return false
  const before = lookUp(last.name, last, context, ranker)
  if (sure && before !== null) {
    const a = places.group(before.candidate.place)
    const b = places.group(found.candidate.place)
    const same = a[0] === b[0]
    const related = areRelated(before.candidate.place, found.candidate.place, places)
    const sameCountry = places.country(a[0]!) === places.country(b[0]!)
    const belongs =
      same || (!apart && related) || (piece.bracketed && sameCountry && before.probability >= SURE)
    if (!belongs && !(piece.bracketed && piece.separator === 'bracket')) return false
    // "SHENZHEN (YANTIAN/SHEKOU)" are two.
    const isPartOf = b.some((place) => a.includes(places.parent(place) ?? -1))
    const taken = last.narrower !== null || !isPartOf
    if (taken && !same && piece.bracketed && piece.separator === 'list') return false
    if (belongs) {
      last.companions.add(found.candidate.place)
      const isCityOf = a.some((place) => b.includes(places.parent(place) ?? -1))
      const lesser = !related && rankOf(b) < rankOf(a) - LESSER_RANK
      const terminal = rankOf(a) >= EVERYDAY_PORT && rankOf(b) < OWN_ADDRESS
      if (!same && !isCityOf && !lesser && !terminal) last.narrower = found.candidate.place
    } else last.detail ??= draft.name
    extend(last, piece)
    last.mode ??= draft.mode
    return true
  }
  if (apart || (piece.separator === 'line' && exactRank(draft.name!) >= EXACT_RANK)) return false
  // Unknown words behind a place: a terminal in brackets, a district behind a comma.
  if (before === null || before.probability < SURE) {
    if (!piece.bracketed) return false
  }
  if (piece.bracketed || piece.separator === 'dash' || piece.separator === 'hyphen')
    last.detail ??= draft.name
  last.mode ??= draft.mode
  extend(last, piece)
  return true
}

/** Country of a draft that names nothing but a country. */
export function countryOf(draft: DraftPlace): string | null {
  if (draft.name === null) return draft.countries[0] ?? null
  return readCountry(draft.name)
}
