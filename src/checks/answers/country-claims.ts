import { claimCountries } from '../../columns/country-claim.ts'
import type { MappingField } from '../../mapping/mapping.ts'
import { resolvePlaces } from '../../places/resolve-places.ts'
import { countryName, readCountry } from '../../reference/countries.ts'
import { type AnswerCheck, type AnswersUnderCheck, columnRange, columnsOf, textsOf } from './answer-check.ts'

/** Country fields with the field whose places they speak of. */
export const COUNTRY_FIELDS: readonly (readonly [MappingField, MappingField])[] = [
  ['origin_country', 'origin'],
  ['origin_via_country', 'origin_via'],
  ['destination_country', 'destination'],
  ['destination_via_country', 'destination_via'],
  ['loading_port_country', 'loading_port'],
  ['unloading_port_country', 'unloading_port'],
]
/** Distinct values that are looked at. More would hold a constant for a list of one port only. */
const LOOKED_AT = 5000
/** Values named in the message. */
const NAMED = 3
/** Share of the values in one country from which a reader might take it for all of them. */
const MOST = 0.7
const FEWEST = 4
/** In longer lists nobody would look for a constant. */
const TOLD = 300

/** Where a place lies that contradicts a stated country. */
interface Contradiction {
  readonly text: string
  readonly country: string
}

/**
 * Values of a column that lie elsewhere than stated (ISO alpha-2). A homonym is read in favour of the statement;
 * "None" and unknown places contradict nothing.
 */
function contradictions(texts: readonly string[], stated: string, sure: number): Contradiction[] {
  const found: Contradiction[] = []
  for (const text of texts.slice(0, LOOKED_AT)) {
    const whole = readCountry(text)
    if (whole) {
      if (whole !== stated) found.push({ text, country: whole })
      continue
    }
    for (const place of resolvePlaces(text, { country: stated }).places) {
      const { country, confidence, group } = place
      if (group || !country || country === stated || confidence < sure) continue
      found.push({ text, country })
      break
    }
  }
  return found
}

/**
 * A country that the mapping states for all rows is held against every value of its place column. The constant goes
 * when one value lies elsewhere: no constant holds then, whatever the sample showed.
 */
export const countryClaims: AnswerCheck = function* (answers) {
  const { table, mapping } = answers
  for (const [field, place] of COUNTRY_FIELDS) {
    const ids = columnsOf(mapping[place])
    if (ids.length === 0) continue
    const constant = mapping[field]
    const texts = textsOf(answers, ids)
    if (typeof constant !== 'string') {
      if (constant === null) yield* noConstant(answers, field, ids, texts)
      continue
    }
    const stated = readCountry(constant)
    if (!stated) continue
    const against = contradictions(texts, stated, answers.thresholds.surePlace)
    if (against.length === 0) continue
    yield {
      code: 'country-contradicts-data',
      severity: 'warning',
      range: columnRange(table, ids[0]!),
      message: `${field} is said to be ${constant}, but ${listed(against)} (places at least ${answers.thresholds.surePlace} sure count). The constant was taken out.`,
      value: constant,
      expected: null,
      touches: 'nothing',
      repairs: [{ stage: 'mapping', field, after: null, certain: true }],
    }
  }
}

/** Told, so that nobody takes the country of most values for that of all. */
function* noConstant(
  { table, mapping, thresholds: { surePlace } }: AnswersUnderCheck,
  field: MappingField,
  ids: readonly number[],
  texts: readonly string[],
) {
  // Several countries are known already; which value lies where is looked up for short lists only.
  if (mapping.rates.length === 0 || texts.length > TOLD || claimCountries(texts).countries.length < 2) return
  const counts = new Map<string, string[]>()
  for (const text of texts) {
    const place = resolvePlaces(text).places[0]
    if (!place?.country || place.confidence < surePlace) continue
    const list = counts.get(place.country)
    if (list) list.push(text)
    else counts.set(place.country, [text])
  }
  const ranked = [...counts].sort((a, b) => b[1].length - a[1].length)
  const total = ranked.reduce((sum, [, list]) => sum + list.length, 0)
  const most = ranked[0]
  if (!most || ranked.length < 2 || total < FEWEST || most[1].length < MOST * total) return
  const others = ranked.slice(1).flatMap(([country, list]) => list.map((text) => ({ text, country })))
  yield {
    code: 'country-contradicts-data' as const,
    severity: 'info' as const,
    range: columnRange(table, ids[0]!),
    message: `Most values lie in ${countryName(most[0])}, but ${listed(others)}: ${field} is no constant.`,
    value: countryName(most[0]),
    touches: 'nothing' as const,
  }
}

function listed(against: readonly Contradiction[]): string {
  const named = against
    .slice(0, NAMED)
    .map(({ text, country }) => `${text.replace(/\s+/g, ' ').trim()} lies in ${countryName(country)}`)
  const more = against.length - named.length
  return more > 0 ? `${named.join(', ')} and ${more} more lie elsewhere` : named.join(', ')
}
