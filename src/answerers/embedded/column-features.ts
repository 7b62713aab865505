import type { ColumnFacts, ColumnQuestion } from '../../columns/answerer.ts'
import { SIGNALS, type Signal } from '../../columns/cell-signals.ts'
import type { ColumnProfile } from '../../columns/column-profile.ts'
import { placeOfHeading } from '../../columns/header-name.ts'
import { foldHeader, matchHeader } from '../../columns/header-terms.ts'
import { type HeadingCue, headingCues, sideOf } from '../../columns/heading-cues.ts'
import { findBasis } from '../../reference/bases.ts'
import { findCharges, readCharge } from '../../reference/charges.ts'
import { readContainers } from '../../reference/containers.ts'
import { findCurrencies } from '../../reference/currencies.ts'
import { FeatureSet, type SparseVector } from './logistic.ts'
import { surroundingCues } from './surrounding-cues.ts'

/** Size of the hash space of the column-roles model. */
export const COLUMN_BUCKETS = 16_384
/** A share counts as a feature for each of these that it passes: a curve in steps, which a linear model can bend. */
const STEPS = [0.001, 0.08, 0.25, 0.5, 0.75, 0.93] as const
const LONGEST_NGRAM = 4
const MAGNITUDES = [2, 10, 31, 61, 121, 400, 1500, 8000, 60_000]

/** What is read from a heading before anything of the values is known. */
interface HeadingReading {
  readonly folded: string
  readonly words: readonly string[]
  readonly matches: ReturnType<typeof matchHeader>
  readonly parentMatches: ReturnType<typeof matchHeader>
  readonly container: boolean
  readonly charge: string | null
  readonly currency: boolean
  readonly basis: boolean
  readonly place: boolean
  readonly cues: readonly HeadingCue[]
  readonly side: 'origin' | 'destination' | null
  /** The field that the heading most likely names, or the kind of price heading, or 'none'. */
  readonly gist: string
}

/** Features of every column of a question, in its order. */
export function columnFeatures(question: ColumnQuestion): SparseVector[] {
  const { columns } = question
  const headings = columns.map((column) => readHeading(column))
  const counts = new Map<string, number>()
  for (const heading of headings) counts.set(heading.folded, (counts.get(heading.folded) ?? 0) + 1)
  const gists = new Map<string, number>()
  for (const { gist } of headings) gists.set(gist, (gists.get(gist) ?? 0) + 1)
  const numeric = columns.map(({ profile }) => isPriceLike(profile))
  const firstNumeric = numeric.indexOf(true)
  const about = surroundingCues(question.table)
  // In a table of sixty headings each of them says less.
  const crowd = 1.3 / Math.sqrt(gists.size + 2)
  const places = columns.map(({ profile }) => isPlaceLike(profile))
  return columns.map((column, at) => {
    const set = new FeatureSet(COLUMN_BUCKETS)
    const heading = headings[at]!
    const { profile } = column
    ownHeading(set, column, heading)
    ownValues(set, profile)
    const top = topSignals(profile)
    withValues(set, heading, profile, top)
    if ((counts.get(heading.folded) ?? 0) > 1) {
      set.add('twin')
      for (const signal of top) set.add(`twin&v:${heading.gist}:${signal}`)
      const before = headings.slice(0, at).some((other) => other.folded === heading.folded)
      set.add(`twin&order:${before}`)
    }
    for (const [gist, count] of gists) {
      if (gist === heading.gist && count === 1) continue
      set.add(`table:${gist}&gist:${heading.gist}`, 1.5 * crowd)
    }
    for (const cue of about) {
      set.add(`${cue}&gist:${heading.gist}`, 0.7)
      if (places[at]) set.add(`${cue}&place:${heading.side}`)
      for (const own of heading.cues) set.add(`${cue}&cue:${own}`, 0.6)
    }
    if (places[at]) amongPlaces(set, headings, places, columns, at, firstNumeric)
    if (!numeric[at])
      for (const signal of top) for (const gist of gists.keys()) set.add(`table:${gist}&v:${signal}`, crowd)
    const position = columns.length < 2 ? 0 : at / (columns.length - 1)
    for (const step of [0, 0.15, 0.35, 0.6, 0.85]) if (position > step) set.add(`position>${step}`, 0.5)
    set.add(`at:${at < 3 ? at : columns.length - at < 3 ? at - columns.length : 'middle'}`, 0.5)
    set.add(`before-prices:${firstNumeric < 0 ? 'none' : at < firstNumeric}`)
    neighbour(set, 'L', columns[at - 1], headings[at - 1], profile, heading, top)
    neighbour(set, 'R', columns[at + 1], headings[at + 1], profile, heading, top)
    return set.build()
  })
}

/** What the heading says together with what the values are. */
function withValues(
  set: FeatureSet,
  heading: HeadingReading,
  profile: ColumnProfile,
  top: readonly Signal[],
): void {
  for (const signal of top) {
    set.add(`gist&v:${heading.gist}:${signal}`)
    set.add(`side&v:${heading.side}:${signal}`)
    for (const match of heading.matches.slice(0, 3)) set.add(`lex&v:${match.field}:${signal}`, match.score)
    for (const cue of heading.cues) set.add(`cue&v:${cue}:${signal}`, 0.8)
    if (heading.gist === 'none' || heading.gist === 'empty') set.add(`unnamed&v:${signal}`)
  }
  const { date = 0, date_range: ranges = 0, date_until: until = 0 } = profile.shares
  if (date + (profile.shares.month ?? 0) > 0.3) {
    const dates = ranges > 0.04 ? 'ranges' : until > 0.04 ? 'until' : 'single'
    set.add(`dates:${dates}`)
    set.add(`dates:${dates}&gist:${heading.gist}`)
    for (const cue of heading.cues) set.add(`dates:${dates}&cue:${cue}`)
  }
  if ((profile.shares.transshipment ?? 0) > 0.05) set.add(`some-transshipment&gist:${heading.gist}`)
  if ((profile.shares.via ?? 0) > 0.05) set.add(`some-via&gist:${heading.gist}`)
  if ((profile.shares.nothing ?? 0) > 0.05) set.add(`some-none&gist:${heading.gist}`)
}

/** Columns of places explain one another: name beside code, country beside port, receipt beside load port. */
function amongPlaces(
  set: FeatureSet,
  headings: readonly HeadingReading[],
  places: readonly boolean[],
  columns: readonly ColumnFacts[],
  at: number,
  firstNumeric: number,
): void {
  const own = headings[at]!
  const kind = placeKind(columns[at]!.profile)
  const all = places.flatMap((is, index) =>
    is && (firstNumeric < 0 || index < firstNumeric + 1) ? [index] : [],
  )
  const rank = all.indexOf(at)
  set.add(`place-rank:${rank}of${Math.min(6, all.length)}&kind:${kind}`)
  set.add(`place:${kind}&side:${own.side}`)
  const kinds = all.map((index) => placeKind(columns[index]!.profile)[0]).join('')
  set.add(`places:${kinds}@${rank}`)
  set.add(`places:${kinds}@${rank}&side:${own.side}`, 0.7)
  for (const index of all) {
    if (index === at) continue
    const other = headings[index]!
    const otherKind = placeKind(columns[index]!.profile)
    const same =
      other.side !== null && other.side === own.side ? 'same' : other.side === null ? 'unsaid' : 'other'
    set.add(`place-other:${same}:${otherKind}&kind:${kind}`, 0.7)
    if (same === 'same') {
      for (const cue of own.cues) set.add(`same-side:${otherKind}&kind:${kind}&cue:${cue}`, 0.6)
      for (const cue of other.cues) set.add(`same-side&kind:${kind}&other-cue:${cue}`, 0.6)
      set.add(`same-side:${other.gist}&gist:${own.gist}`)
    }
  }
  const next = all.find((index) => index > at)
  if (next !== undefined)
    set.add(`next-place:${headings[next]!.side}:${placeKind(columns[next]!.profile)}&kind:${kind}`)
  const previous = all.findLast((index) => index < at)
  if (previous !== undefined)
    set.add(
      `previous-place:${headings[previous]!.side}:${placeKind(columns[previous]!.profile)}&kind:${kind}`,
    )
}

function isPlaceLike(profile: ColumnProfile): boolean {
  const { place = 0, locode = 0, code_list = 0, country = 0, group = 0 } = profile.shares
  return place + locode + code_list + country + group >= 0.4
}

function placeKind(profile: ColumnProfile): 'country' | 'locode' | 'group' | 'place' {
  const { locode = 0, country = 0, group = 0, place = 0 } = profile.shares
  if (country > 0.6 && country >= place - 0.2) return 'country'
  if (locode > 0.6) return 'locode'
  return group > 0.5 ? 'group' : 'place'
}

function ownHeading(set: FeatureSet, column: ColumnFacts, heading: HeadingReading): void {
  const { folded, words } = heading
  set.add(`h=${folded}`)
  for (const word of words) set.add(`w=${word}`, 0.8)
  const padded = `^${folded}$`
  const grams = new Set<string>()
  for (let n = 2; n <= LONGEST_NGRAM; n++)
    for (let i = 0; i + n <= Math.min(padded.length, 40); i++) grams.add(padded.slice(i, i + n))
  const weight = grams.size === 0 ? 0 : 1.6 / Math.sqrt(grams.size)
  for (const gram of grams) set.add(`g=${gram}`, weight)
  for (const { field, score } of heading.matches.slice(0, 4)) set.add(`lex:${field}`, score * 1.5)
  for (const { field, score } of heading.parentMatches.slice(0, 3)) set.add(`parent:${field}`, score)
  if (column.header.parent !== '')
    for (const word of wordsOf(foldHeader(column.header.parent)).slice(0, 8)) set.add(`p=${word}`, 0.5)
  if (heading.container) set.add('h:container')
  if (heading.charge) {
    set.add('h:charge')
    set.add(`h:charge:${heading.charge}`, 0.6)
  }
  if (heading.currency) set.add('h:currency')
  if (heading.basis) set.add('h:basis')
  if (heading.place) set.add('h:place')
  for (const cue of heading.cues) set.add(`cue:${cue}`)
  set.add(`side:${heading.side}`)
  if (heading.side && heading.cues.includes('country')) set.add(`country-of:${heading.side}`, 2.5)
  for (const cue of headingCues(column.header.parent)) set.add(`parent-cue:${cue}`, 0.5)
  for (const part of column.header.parts)
    if (part !== column.header.own && part.length <= 5) set.add(`part:${part}`)
  if (folded === '') set.add('h:empty')
  if (column.header.borrowed) set.add('h:borrowed')
  if (column.hidden) set.add('hidden', 0.4)
  set.add(`gist:${heading.gist}`)
}

function ownValues(set: FeatureSet, profile: ColumnProfile): void {
  if (profile.filled === 0) {
    set.add('empty')
    return
  }
  for (const signal of SIGNALS) {
    const share = profile.shares[signal] ?? 0
    for (const step of STEPS) if (share > step) set.add(`v:${signal}>${step}`, 0.6)
  }
  for (const step of STEPS) {
    if (profile.blankShare > step) set.add(`blank>${step}`, 0.3)
    if (profile.distinctShare > step) set.add(`distinct>${step}`, 0.3)
  }
  if (!Number.isNaN(profile.median)) {
    for (const magnitude of MAGNITUDES)
      if (Math.abs(profile.median) > magnitude) set.add(`median>${magnitude}`, 0.5)
    if (profile.negativeShare > 0) set.add('negative', 0.5)
    if (profile.integerShare < 0.9) set.add('fractions', 0.5)
  }
  if (profile.formatCurrencies.size > 0) set.add('format-currency')
  if (profile.formulaShare > 0.5) set.add('formulas', 0.5)
  for (const length of [3, 6, 12, 25, 50]) if (profile.meanLength > length) set.add(`length>${length}`, 0.4)
}

function neighbour(
  set: FeatureSet,
  side: 'L' | 'R',
  other: ColumnFacts | undefined,
  heading: HeadingReading | undefined,
  profile: ColumnProfile,
  own: HeadingReading,
  ownTop: readonly Signal[],
): void {
  if (!other || !heading) {
    set.add(`${side}:edge`, 0.5)
    return
  }
  set.add(`${side}:gist:${heading.gist}`, 0.5)
  set.add(`${side}:gist:${heading.gist}&gist:${own.gist}`, 0.7)
  for (const cue of heading.cues) for (const mine of own.cues) set.add(`${side}:cue:${cue}&cue:${mine}`, 0.5)
  for (const signal of topSignals(other.profile)) {
    set.add(`${side}:v:${signal}`, 0.4)
    for (const mine of ownTop) set.add(`${side}:v:${signal}&v:${mine}`, 0.5)
  }
  let both = 0
  let more = 0
  let equal = 0
  for (let i = 0; i < profile.numbers.length; i++) {
    const a = profile.numbers[i]!
    const b = other.profile.numbers[i]!
    if (Number.isNaN(a) || Number.isNaN(b)) continue
    both++
    if (a > b) more++
    else if (a === b) equal++
  }
  if (both < 3) return
  if (more / both > 0.9) set.add(`${side}:above`, 0.6)
  if ((more + equal) / both < 0.1) set.add(`${side}:below`, 0.6)
  if (equal / both > 0.5) set.add(`${side}:equal`, 0.6)
}

/** Signals that say little where one that says more is there: "USD" is a word and a code, too. */
const VAGUE: ReadonlySet<Signal> = new Set<Signal>(['code', 'word', 'contract', 'yes_no'])
const TELLING: readonly Signal[] = [
  'currency',
  'carrier',
  'container',
  'locode',
  'country',
  'date',
  'basis',
  'charge',
  'mode',
  'weekday',
  'days',
]

function topSignals(profile: ColumnProfile): Signal[] {
  const strong = SIGNALS.filter((signal) => (profile.shares[signal] ?? 0) >= 0.4)
  return TELLING.some((signal) => (profile.shares[signal] ?? 0) >= 0.7)
    ? strong.filter((signal) => !VAGUE.has(signal))
    : strong
}

function isPriceLike(profile: ColumnProfile): boolean {
  const { amount = 0, money = 0, slash_amounts = 0, small_integer = 0 } = profile.shares
  return amount + money + slash_amounts > 0.5 && small_integer < 0.9
}

const readings = new WeakMap<ColumnFacts, HeadingReading>()

function readHeading(column: ColumnFacts): HeadingReading {
  const known = readings.get(column)
  if (known) return known
  const { own, parent } = column.header
  const folded = foldHeader(own)
  const matches = matchHeader(own)
  const container = readContainers(own)
  const whole = readCharge(own)
  const inside = whole?.known ? whole : findCharges(`${parent} ${own}`).find((charge) => charge.known)
  const charge = inside ? inside.type : null
  const place = placeOfHeading(column.header) !== null
  const cues = headingCues(own)
  const side = sideOf(own) ?? sideOf(parent)
  const gist = gistOf(column, { matches, cues, side, container: container !== null, whole, charge, place })
  const reading: HeadingReading = {
    folded,
    words: wordsOf(folded),
    matches,
    parentMatches: parent === '' ? [] : matchHeader(parent),
    container: container !== null,
    charge,
    currency: findCurrencies(own).length > 0,
    basis: findBasis(own) !== null,
    place,
    cues,
    side,
    gist,
  }
  readings.set(column, reading)
  return reading
}

/** Cues that say more of a heading than the words that it shares with known ones. */
const TELLING_CUES: readonly HeadingCue[] = ['minimum', 'region', 'code', 'country']
/** So do these, where no charge is named: "Forecast FEU", but not "WRS per TEU". */
const TELLING_WITHOUT_CHARGE: readonly HeadingCue[] = ['forecast', 'internal']

function gistOf(
  column: ColumnFacts,
  heading: {
    readonly matches: HeadingReading['matches']
    readonly cues: readonly HeadingCue[]
    readonly side: HeadingReading['side']
    readonly container: boolean
    readonly whole: ReturnType<typeof readCharge>
    readonly charge: string | null
    readonly place: boolean
  },
): string {
  const { matches, cues, side, whole } = heading
  const best = matches[0]
  if (best && best.score >= 0.85) return best.field
  const telling =
    TELLING_CUES.find((cue) => cues.includes(cue)) ??
    (heading.charge || heading.container
      ? undefined
      : TELLING_WITHOUT_CHARGE.find((cue) => cues.includes(cue)))
  if (telling) return side === null ? `in:${telling}` : `in:${telling}:${side}`
  if (heading.container) return 'container-price'
  if (whole?.known && whole.exact) return 'charge-price'
  if (best && best.score > 0.4) return `in:${best.field}`
  if (heading.place) return 'place-heading'
  if (heading.charge) return 'in:charge-price'
  return column.header.own === '' ? 'empty' : 'none'
}

function wordsOf(folded: string): string[] {
  return folded.split(/[\s/'&+#]+/).filter((word) => word !== '')
}
