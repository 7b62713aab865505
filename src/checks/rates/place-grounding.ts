import { PLACE_FIELDS, type PlaceField } from '../../places/answerer.ts'
import type { PlaceCandidate, ResolvedPlace } from '../../places/place.ts'
import { resolvePlaces } from '../../places/resolve-places.ts'
import type { Rate, RatePlace } from '../../rates/rate.ts'
import { countryName, readCountry } from '../../reference/countries.ts'
import { placeKey } from '../../reference/fold.ts'
import { gazetteer } from '../../reference/gazetteer.ts'
import { tradeRegion } from '../../reference/trade-regions.ts'
import { columnsOf } from '../answers/answer-check.ts'
import type { FindingCode } from '../finding.ts'
import type { RateCheckOf } from './rate-check.ts'

type End = 'origin' | 'destination'
/** A reading without any context that is this sure says what a text means. */
const SURE = 0.85
/** Distinct texts of a column that tell where it lies. */
const SAMPLE = 300
/** A namesake that fits this many times better, by how well known it is and how near to the column's other places, is meant. */
const BETTER = 6
/** Keeps a place far from all others of its column comparable: a well-known port may well stand alone. */
const LEAST_NEARNESS = 0.05

/**
 * The place of a rate is one that the words of its cell can mean; of several with that name, not one that lies on
 * another side of the world than the column's other places when a namesake lies among them.
 */
export const placeGrounding: RateCheckOf = ({ table, mapping }, log) => {
  const { grid, sheet } = table
  const verdicts = new Map<RatePlace, FindingCode | null>()
  const shares = new Map<string, ReadonlyMap<string, number>>()
  let before: Rate | null = null
  let verdictBefore: FindingCode | null = null
  return (rate, { row }) => {
    // The prices of a row are for the same places.
    if (before !== null && samePlaces(before, rate)) return verdictBefore
    let found: FindingCode | null = null
    for (const field of PLACE_FIELDS) {
      const place = rate[field]
      if (!place || place.unlocode === null) continue
      let verdict = verdicts.get(place)
      if (verdict === undefined) {
        verdict = verdictOf(rate, field, place, row)
        verdicts.set(place, verdict)
      }
      found ??= verdict
    }
    before = rate
    verdictBefore = found
    return found
  }

  function verdictOf(rate: Rate, field: PlaceField, place: RatePlace, row: number): FindingCode | null {
    const reading = resolvePlaces(place.text, { shortCodes: /^[A-Z]{3}$/.test(place.text) })
    const meant = [...reading.places, ...reading.via, ...reading.transshipment]
    const code = place.unlocode!
    const end = field === 'origin' || field === 'destination' ? field : null
    if (!meant.some((one) => mayMean(one, code))) {
      if (namedInside(place.text, code)) return null
      if (meant.length > 0 && meant.every(({ group, members }) => group && members === null)) {
        note(
          rate,
          place,
          'place-ungrounded',
          `"${place.text}" names a group of ports, but was read as ${code}.`,
          null,
        )
        return 'place-ungrounded'
      }
      const printed = end
        ? columnsOf(mapping[`${end}_code`]).some((id) => grid.text(row, id).includes(code))
        : false
      const sure = meant.find((one) => one.unlocode !== null && one.confidence >= SURE)
      if (printed || !sure || place.alternatives?.includes(sure.unlocode!)) return null
      note(
        rate,
        place,
        'place-ungrounded',
        `"${place.text}" was read as ${code}; the words say ${sure.unlocode} (${sure.name}).`,
        sure.unlocode,
      )
      return 'place-ungrounded'
    }
    return end ? namesake(rate, end, place, meant, row) : null
  }

  /** Whether a namesake fits the column where the place itself does not. */
  function namesake(rate: Rate, end: End, place: RatePlace, meant: readonly ResolvedPlace[], row: number) {
    const candidates = meant.flatMap(({ alternatives, unlocode, codes, name, country, confidence }) => [
      ...alternatives,
      ...(unlocode && name && country ? [{ codes, name, country, confidence }] : []),
    ])
    const others = candidates.filter(
      ({ codes, country }) => country !== place.country && !codes.includes(place.unlocode!),
    )
    if (others.length === 0 || !place.country) return null
    const stated = statedCountry(end, row)
    if (stated) {
      const right = stated === place.country ? undefined : others.find(({ country }) => country === stated)
      return right ? tell(rate, place, right, `the row says ${countryName(stated)}`) : null
    }
    if (isCoded(end, place, row)) return null
    const own = countriesOf(end, place.text)
    const weigh = (country: string, likely: number) => (nearness(country, own) + LEAST_NEARNESS) * likely
    const here = weigh(place.country, likelihood(place.unlocode!, meant))
    const best = others
      .map((candidate) => ({
        candidate,
        fit: weigh(candidate.country, likelihood(candidate.codes[0]!, meant)),
      }))
      .sort((a, b) => b.fit - a.fit)[0]!
    if (best.fit < BETTER * here) return null
    const why = 'it is better known or nearer to the other places of the column'
    return tell(rate, place, best.candidate, why)
  }

  function tell(rate: Rate, place: RatePlace, other: PlaceCandidate, why: string): FindingCode {
    const message = `"${place.text}" was read as the one in ${countryName(place.country!)}; ${other.name} in ${countryName(other.country)} has that name too, and ${why}.`
    note(rate, place, 'place-far', message, other.codes[0] ?? null)
    return 'place-far'
  }

  /** Whether the code beside the name is one of the place: "CDG | PARIS". */
  function isCoded(end: End, place: RatePlace, row: number): boolean {
    const letters = [place.unlocode!, ...(place.alternatives ?? [])].map((code) => code.slice(2))
    return columnsOf(mapping[`${end}_code`]).some((id) =>
      letters.includes(grid.text(row, id).trim().toUpperCase().slice(-3)),
    )
  }

  function statedCountry(end: End, row: number): string | null {
    for (const id of columnsOf(mapping[`${end}_country`])) {
      const text = grid.text(row, id)
      if (text !== '') return readCountry(text)
    }
    return null
  }

  /** Countries of the sure places of the columns of an end, with shares; the place itself apart. */
  function countriesOf(end: End, except: string): ReadonlyMap<string, number> {
    const key = `${end}|${except}`
    let known = shares.get(key)
    if (!known) {
      const counts = new Map<string, number>()
      const texts = new Set<string>()
      let total = 0
      for (const id of columnsOf(mapping[end]))
        for (let row = table.firstDataRow; row <= table.lastDataRow && texts.size < SAMPLE; row++) {
          const text = grid.text(row, id)
          if (text === '' || text.includes(except) || texts.has(text)) continue
          texts.add(text)
          for (const { country, confidence } of resolvePlaces(text).places) {
            if (!country || confidence < SURE) continue
            counts.set(country, (counts.get(country) ?? 0) + 1)
            total++
          }
        }
      known = new Map([...counts].map(([country, count]) => [country, count / total]))
      shares.set(key, known)
    }
    return known
  }

  function note(
    rate: Rate,
    place: RatePlace,
    code: FindingCode,
    message: string,
    expected: string | null,
  ): void {
    const range = rate.source.cell
    log.note(`${place.text}|${place.unlocode}`, code, 'error', { sheet, range }, message, {
      value: place.unlocode,
      expected,
    })
  }
}

const samePlaces = (a: Rate, b: Rate): boolean =>
  a.origin === b.origin &&
  a.destination === b.destination &&
  a.origin_via === b.origin_via &&
  a.loading_port === b.loading_port &&
  a.transshipment_port === b.transshipment_port &&
  a.unloading_port === b.unloading_port &&
  a.destination_via === b.destination_via

/** Whether some of the words of a text are a name of the place: "West port klang". */
function namedInside(text: string, code: string): boolean {
  const places = gazetteer()
  const words = text.split(/[\s,;/()]+/).filter((word) => word !== '')
  for (let from = 0; from < words.length; from++)
    for (let to = from + 1; to <= words.length; to++) {
      const key = placeKey(words.slice(from, to).join(' '))
      if (key.length > 2 && places.find(key).some(({ place }) => places.code(place) === code)) return true
    }
  return false
}

/** How likely a code is meant by a text, before the column is looked at. */
function likelihood(code: string, meant: readonly ResolvedPlace[]): number {
  for (const place of meant) {
    if (place.unlocode === code || place.codes.includes(code)) return place.confidence
    const candidate = place.alternatives.find(({ codes }) => codes.includes(code))
    if (candidate) return candidate.confidence
  }
  return 0
}

function mayMean(place: ResolvedPlace, code: string): boolean {
  return (
    place.unlocode === code ||
    place.codes.includes(code) ||
    place.alternatives.some(({ codes }) => codes.includes(code)) ||
    (place.members?.includes(code) ?? false)
  )
}

/** Share of places in a country, and half of the share in its trade region. */
function nearness(country: string, own: ReadonlyMap<string, number>): number {
  const region = tradeRegion(country)
  let near = own.get(country) ?? 0
  for (const [other, share] of own)
    if (other !== country && region !== null && tradeRegion(other) === region) near += share / 2
  return near
}
