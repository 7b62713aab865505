import { claimCountries } from '../../columns/country-claim.ts'
import { generalDescription, PLACE_ROLES } from '../../columns/describe.ts'
import { purposeOf } from '../../columns/purpose.ts'
import type { UnderstoodColumn } from '../../columns/understanding.ts'
import type { WholeColumn } from '../../columns/whole-column.ts'
import { resolvePlaces } from '../../places/resolve-places.ts'
import { readCarrier } from '../../reference/carriers.ts'
import { countryName, readCountry } from '../../reference/countries.ts'
import { readCurrency } from '../../reference/currencies.ts'
import { tradeRegion } from '../../reference/trade-regions.ts'
import { type AnswerCheck, type AnswersUnderCheck, columnRange, type Doubt } from './answer-check.ts'
import { type StatedClaims, statedClaims } from './stated-claims.ts'

/** Distinct values that a claim is held against. */
const LOOKED_AT = 5000
/** Serial numbers of days that a rate sheet may mean, in either date system. */
const DATES = { from: 34_000, to: 60_000 } as const
/** Serial of 1970-01-01 in the two date systems. */
const EPOCH_1900 = 25_569
const EPOCH_1904 = 24_107
const MS_PER_DAY = 86_400_000
const COUNTRY_ROLES: ReadonlySet<string> = new Set([
  'origin_country',
  'origin_via_country',
  'destination_country',
  'destination_via_country',
  'loading_port_country',
  'unloading_port_country',
])
const DATE_ROLES: ReadonlySet<string> = new Set(['effective_date', 'expiry_date', 'year'])

/**
 * A description is a claim about a column, the purpose one about the table: "US ports" is held against every value, not
 * against the sample that its author saw. What one value contradicts is made general, which is true of all of them.
 */
export const descriptionClaims: AnswerCheck = function* (answers) {
  const { table, understanding, wholes } = answers
  for (const [at, column] of understanding.columns.entries()) {
    const whole = wholes[column.id - table.range.left]
    if (!whole) continue
    const against = contradiction(column, whole, statedClaims(column.description), {
      date1904: table.grid.date1904,
      surePlace: answers.thresholds.surePlace,
    })
    if (against === null) continue
    yield {
      code: 'description-contradicts-data',
      severity: 'warning',
      range: columnRange(table, column.id),
      message: `"${column.description}" does not hold for every value of column ${column.letter}: ${against}. The description was made general.`,
      value: column.description,
      expected: generalDescription(column.role),
      touches: 'nothing',
      repairs: [
        {
          stage: 'understanding',
          field: `columns.${at}.description`,
          after: generalDescription(column.role),
          certain: true,
        },
      ],
    }
  }
  yield* purposeClaims(answers)
}

/** What of a column contradicts the claims; null when all hold. */
function contradiction(
  column: UnderstoodColumn,
  whole: WholeColumn,
  claims: StatedClaims,
  { date1904, surePlace }: { readonly date1904: boolean; readonly surePlace: number },
): string | null {
  const texts = whole.texts.slice(0, LOOKED_AT)
  const { role } = column
  if (PLACE_ROLES.has(role) || COUNTRY_ROLES.has(role)) {
    const outside =
      claims.countries.size + claims.regions.size > 0 ? liesOutside(texts, claims, surePlace) : null
    if (outside) return outside
  }
  if (role === 'carrier' && claims.carriers.size > 0) {
    const other = texts.find((text) => {
      const name = readCarrier(text)?.name
      return name !== undefined && !claims.carriers.has(name) && !column.description.includes(text)
    })
    if (other !== undefined && !column.description.includes(readCarrier(other)?.name ?? other))
      return `"${other}" is another carrier`
  }
  if (role === 'currency' && claims.currencies.size > 0) {
    const other = texts.find((text) => {
      const currency = readCurrency(text)
      return currency !== null && !claims.currencies.has(currency)
    })
    if (other !== undefined) return `"${other}" is another currency`
  }
  if (DATE_ROLES.has(role) && claims.years.size > 0) {
    const other = yearsOf(whole, date1904).find((year) => !claims.years.has(year))
    if (other !== undefined) return `a cell is of ${other}`
  }
  const missing = claims.quoted.find((words) => !stands(words, column, whole))
  return missing === undefined ? null : `"${missing}" stands in no cell of it`
}

function liesOutside(texts: readonly string[], claims: StatedClaims, surePlace: number): string | null {
  const within = (country: string) =>
    claims.countries.has(country) || claims.regions.has(tradeRegion(country) ?? '')
  const [only] = claims.countries
  const hint = claims.countries.size === 1 && claims.regions.size === 0 ? only! : null
  for (const text of texts) {
    const stated = readCountry(text)
    if (stated) {
      if (!within(stated)) return `${text} is not meant by it`
      continue
    }
    for (const { country, confidence, group } of resolvePlaces(text, { country: hint }).places) {
      if (group || !country || confidence < surePlace || within(country)) continue
      if (claims.countries.size === 0 && tradeRegion(country) === null) continue
      return `${text.replace(/\s+/g, ' ').trim()} lies in ${countryName(country)}`
    }
  }
  return null
}

function yearsOf(whole: WholeColumn, date1904: boolean): number[] {
  const years = new Set<number>()
  for (const text of whole.texts.slice(0, LOOKED_AT))
    for (const match of text.matchAll(/(?<!\d)20\d\d(?!\d)/g)) years.add(Number(match[0]))
  if (whole.numberCells > 0)
    for (const serial of [whole.minimum, whole.maximum]) {
      if (serial > DATES.from && serial < DATES.to) years.add(yearOfSerial(serial, date1904))
    }
  return [...years]
}

function yearOfSerial(serial: number, date1904: boolean): number {
  return new Date((serial - (date1904 ? EPOCH_1904 : EPOCH_1900)) * MS_PER_DAY).getUTCFullYear()
}

function stands(words: string, column: UnderstoodColumn, whole: WholeColumn): boolean {
  const wanted = words.replace(/\s+/g, ' ').trim().toLowerCase()
  if (wanted === '' || column.name.toLowerCase().includes(wanted)) return true
  return whole.texts.some((text) => text.replace(/\s+/g, ' ').toLowerCase().includes(wanted))
}

/** A country that the purpose names lies at an end of some lane, or is named around the table. */
function* purposeClaims(answers: AnswersUnderCheck): Generator<Doubt> {
  const { table, understanding, wholes, columns, context } = answers
  const claims = statedClaims(understanding.purpose)
  if (claims.countries.size === 0) return
  const places = understanding.columns.filter(({ role }) => PLACE_ROLES.has(role) || COUNTRY_ROLES.has(role))
  const known = new Set(
    places.flatMap(({ id }) => claimCountries(wholes[id - table.range.left]?.texts ?? []).countries),
  )
  const around = new Set(context.flatMap(({ text }) => [...statedClaims(text).countries]))
  // Where the places are headings or captions, nothing here can tell.
  if (known.size === 0) return
  const invented = [...claims.countries].filter((country) => !known.has(country) && !around.has(country))
  if (invented.length === 0) return
  yield {
    code: 'description-contradicts-data',
    severity: 'warning',
    range: understanding.range,
    message: `The purpose speaks of ${invented.map(countryName).join(', ')}, where no place of the table lies: "${understanding.purpose}".`,
    value: understanding.purpose,
    touches: 'nothing',
    repairs: [
      {
        stage: 'understanding',
        field: 'purpose',
        after: purposeOf(table, understanding.kind, understanding.columns, columns, wholes),
        certain: true,
      },
    ],
  }
}
