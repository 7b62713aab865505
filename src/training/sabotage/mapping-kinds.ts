import { COUNTRY_FIELDS } from '../../checks/answers/country-claims.ts'
import { claimCountries } from '../../columns/country-claim.ts'
import { columnFacts } from '../../columns/understand.ts'
import { wholeColumns } from '../../columns/whole-column.ts'
import type { MappingField } from '../../mapping/mapping.ts'
import { countryName } from '../../reference/countries.ts'
import { withColumn } from './column-kinds.ts'
import type { RightTable } from './right-answers.ts'
import { isColumn, pick, type Sabotage, withFields, withPrices } from './sabotage.ts'

/** Carriers, currencies and countries to invent: the first that the workbook does not speak of. */
const CARRIERS = ['MAERSK', 'WAN HAI LINES', 'ZIM']
const CURRENCIES = ['EUR', 'USD', 'GBP', 'JPY']
const COUNTRIES = ['Brazil', 'Finland', 'Kenya']

/** What the field-mapping model may get wrong: literals, charges, currencies, units, kinds, claims. */
export const MAPPING_KINDS: readonly Sabotage[] = [
  {
    name: 'wrong-constant-country',
    stage: 'mapping',
    claim: true,
    apply: (right) => {
      for (const [country, place] of COUNTRY_FIELDS) {
        const known = placeCountries(right, place)
        const wrong = COUNTRIES.find((name) => !known.map(countryName).includes(name))
        if (known.length > 0 && wrong && !isColumn(right.mapping[country]))
          return withFields(right, { [country]: wrong })
      }
      return null
    },
  },
  {
    name: 'constant-true-of-the-sample-only',
    stage: 'mapping',
    claim: true,
    apply: (right) => {
      for (const [country, place] of COUNTRY_FIELDS) {
        const known = placeCountries(right, place)
        if (known.length > 1 && right.mapping[country] === null)
          return withFields(right, { [country]: countryName(known[0]!) })
      }
      return null
    },
  },
  {
    name: 'description-true-of-the-sample-only',
    stage: 'columns',
    claim: true,
    apply: (right) => {
      for (const [, place] of COUNTRY_FIELDS) {
        const known = placeCountries(right, place)
        const id = right.mapping[place]
        if (known.length < 2 || !isColumn(id)) continue
        const columns = right.understanding.columns.map((column) =>
          column.id === id ? { ...column, description: `Ports in ${countryName(known[0]!)}` } : column,
        )
        return { answers: { ...right, understanding: { ...right.understanding, columns } } }
      }
      return null
    },
  },
  {
    name: 'invented-example',
    stage: 'columns',
    claim: true,
    apply: (right, random) => {
      const column = pick(
        right.understanding.columns.filter(({ examples }) => examples.length > 0),
        random,
      )
      if (!column) return null
      const columns = right.understanding.columns.map((one) =>
        one === column ? { ...one, examples: [...one.examples, 'ATLANTIS, NOWHERE'] } : one,
      )
      return { answers: { ...right, understanding: { ...right.understanding, columns } } }
    },
  },
  literal('invented-carrier', 'carrier', CARRIERS),
  literal('invented-contract', 'contract_number', ['SC-2291-7731']),
  literal('invented-commodity', 'commodity', ['Frozen prawns']),
  {
    name: 'invented-validity',
    stage: 'mapping',
    apply: (right) => {
      const { effective_date, expiry_date } = right.mapping
      if (effective_date !== null || expiry_date !== null) return null
      return withFields(right, { effective_date: '1-31 July 2027', expiry_date: '1-31 July 2027' })
    },
  },
  {
    name: 'invented-origin',
    stage: 'mapping',
    apply: (right) => {
      const { origin, destination, loading_port, unloading_port } = right.mapping
      if (origin === null && loading_port === null) return withFields(right, { origin: 'Valparaiso' })
      if (destination === null && unloading_port === null)
        return withFields(right, { destination: 'Valparaiso' })
      return null
    },
  },
  {
    name: 'wrong-currency',
    stage: 'mapping',
    apply: (right) => {
      const stated = right.mapping.rates.find(({ currency }) => typeof currency === 'string')
      if (!stated) return null
      const other = CURRENCIES.find((code) => right.mapping.rates.every(({ currency }) => currency !== code))!
      return withPrices(
        right,
        right.mapping.rates.map((rate) =>
          rate.currency === stated.currency ? { ...rate, currency: other } : rate,
        ),
      )
    },
  },
  {
    name: 'invented-currency',
    stage: 'mapping',
    apply: (right) => {
      const { mapping } = right
      if (mapping.currency !== null || mapping.rates.some(({ currency }) => currency !== null)) return null
      // A currency that no price of the table is in.
      const facts = columnFacts(right.table)
      const currency = CURRENCIES.find((code) =>
        facts.every(
          ({ profile }) =>
            !profile.formatCurrencies.has(code) && !profile.texts.some((text) => text.includes(code)),
        ),
      )
      if (!currency) return null
      return withPrices(
        right,
        mapping.rates.map((rate) => ({ ...rate, currency })),
      )
    },
  },
  {
    name: 'charge-taken-for-freight',
    stage: 'mapping',
    apply: (right, random) => {
      const column = pick(
        right.mapping.rates.filter(
          ({ type, charge }) => type === 'surcharge' && charge !== null && charge !== 'BAS',
        ),
        random,
      )
      return column ? withColumn(right, column, { charge: 'BAS', type: 'base' }) : null
    },
  },
  {
    name: 'freight-taken-for-charge',
    stage: 'mapping',
    apply: (right, random) => {
      const column = pick(
        right.mapping.rates.filter(({ charge }) => charge === 'BAS'),
        random,
      )
      return column ? withColumn(right, column, { charge: 'THC', type: 'surcharge' }) : null
    },
  },
  {
    name: 'all-in-taken-for-base',
    stage: 'mapping',
    apply: (right) => {
      if (!right.mapping.rates.some(({ type }) => type === 'total')) return null
      return withPrices(
        right,
        right.mapping.rates.map((rate) => (rate.type === 'total' ? { ...rate, type: 'base' } : rate)),
      )
    },
  },
  {
    name: 'teu-taken-for-container',
    stage: 'mapping',
    apply: (right, random) => {
      const column = pick(
        right.mapping.rates.filter(({ basis }) => basis === 'teu'),
        random,
      )
      return column ? withColumn(right, column, { basis: 'container' }) : null
    },
  },
  {
    name: 'wrong-unit',
    stage: 'mapping',
    apply: (right, random) => {
      const column = pick(
        right.mapping.rates.filter(({ basis }) => basis !== null && basis !== 'container' && basis !== 'teu'),
        random,
      )
      return column ? withColumn(right, column, { basis: 'container' }) : null
    },
  },
  {
    name: 'unit-column-overruled',
    stage: 'mapping',
    apply: (right) => {
      if (!isColumn(right.mapping.basis)) return null
      return withPrices(
        right,
        right.mapping.rates.map((rate) => ({ ...rate, basis: 'container' })),
      )
    },
  },
  {
    name: 'charges-read-as-lanes',
    stage: 'mapping',
    apply: (right) =>
      right.understanding.kind === 'charges'
        ? { answers: { ...right, understanding: { ...right.understanding, kind: 'rates' } } }
        : null,
  },
  {
    name: 'lanes-read-as-charges',
    stage: 'mapping',
    apply: (right) =>
      right.understanding.kind === 'rates'
        ? { answers: { ...right, understanding: { ...right.understanding, kind: 'charges' } } }
        : null,
  },
  {
    name: 'matrix-headings-shifted',
    stage: 'mapping',
    apply: (right) => {
      const { rates } = right.mapping
      if (rates.length < 3 || rates.some(({ destination }) => destination === null)) return null
      return withPrices(
        right,
        rates.map((rate, at) => ({ ...rate, destination: rates[(at + 1) % rates.length]!.destination })),
      )
    },
  },
]

function placeCountries(right: RightTable, place: MappingField): readonly string[] {
  const id = right.mapping[place]
  if (!isColumn(id)) return []
  return claimCountries(wholeColumns(right.table)[id - right.table.range.left]?.texts ?? []).countries
}

/** A literal that the workbook does not state, where the field is empty or a literal. */
function literal(name: string, field: MappingField, values: readonly string[]): Sabotage {
  return {
    name,
    stage: 'mapping',
    apply: (right) => {
      if (isColumn(right.mapping[field]) || Array.isArray(right.mapping[field])) return null
      const said = right.table.context
        .map(({ text }) => text)
        .join(' ')
        .toUpperCase()
      const value = values.find((one) => !said.includes(one.toUpperCase()))
      return value ? withFields(right, { [field]: value }) : null
    },
  }
}
