import type { MappingField, PriceColumn } from '../../mapping/mapping.ts'
import type { ContainerSize } from '../../reference/vocabulary.ts'
import type { RightTable } from './right-answers.ts'
import { isColumn, pick, type Sabotage, type Sabotaged, withFields, withPrices } from './sabotage.ts'

const OTHER_SIZE: Readonly<Partial<Record<ContainerSize, ContainerSize>>> = {
  '20ft': '40ft',
  '40ft': '20ft',
  '40ft_hc': '20ft',
  '45ft_hc': '20ft',
}
const FURTHER_SIZES: readonly ContainerSize[] = ['20ft', '40ft', '40ft_hc', '45ft_hc']

/** A price column that nothing was said of. */
const PRICE: Omit<PriceColumn, 'id'> = {
  currency: null,
  type: 'base',
  container_size: null,
  container_type: null,
  charge: 'BAS',
  basis: 'container',
  minimum: null,
  weight_break: null,
  destination: null,
  origin: null,
  confidence: 1,
}

/** What the model of column roles may get wrong: which column is what. */
export const COLUMN_KINDS: readonly Sabotage[] = [
  exchange('origin-and-destination-swapped', ['origin', 'destination']),
  exchange('load-port-and-origin-swapped', ['loading_port', 'origin']),
  exchange(
    'via-and-destination-swapped',
    ['destination_via', 'destination'],
    ['transshipment_port', 'destination'],
  ),
  exchange(
    'carrier-and-service-swapped',
    ['carrier', 'service_line'],
    ['carrier', 'origin'],
    ['carrier', 'commodity'],
  ),
  exchange('effective-and-expiry-swapped', ['effective_date', 'expiry_date']),
  exchange('country-and-place-swapped', ['destination_country', 'destination'], ['origin_country', 'origin']),
  dropped('origin-column-lost', ['origin']),
  dropped('destination-column-lost', ['destination']),
  dropped('carrier-column-lost', ['carrier']),
  dropped('validity-column-lost', ['expiry_date', 'effective_date']),
  asPrice('remark-as-price', ['remarks', 'service_mode', 'inclusions', 'free_time']),
  asPrice('transit-as-price', ['transit_days']),
  asPrice('row-key-as-price', ['lane_id']),
  {
    name: 'price-column-lost',
    stage: 'columns',
    apply: ({ mapping, ...right }, random) => {
      const lost = pick(mapping.rates, random)
      if (!lost || mapping.rates.length < 2) return null
      return withPrices(
        { ...right, mapping },
        mapping.rates.filter((column) => column !== lost),
      )
    },
  },
  {
    name: 'price-column-doubled',
    stage: 'columns',
    apply: (right, random) => {
      const column = pick(sized(right), random)
      if (!column) return null
      const size = FURTHER_SIZES.find((other) =>
        right.mapping.rates.every((rate) => rate.container_size !== other),
      )
      return size ? withPrices(right, [...right.mapping.rates, { ...column, container_size: size }]) : null
    },
  },
  {
    name: 'price-column-of-a-neighbour',
    stage: 'columns',
    apply: (right, random) => {
      const { rates } = right.mapping
      const at = Math.floor(random() * (rates.length - 1))
      const next = rates[at + 1]
      if (rates.length < 2 || !next) return null
      return withPrices(
        right,
        rates.map((rate, i) => (i === at ? { ...rate, id: next.id } : rate)),
      )
    },
  },
  {
    name: 'minimum-as-price',
    stage: 'columns',
    apply: (right) => {
      const { mapping } = right
      const column = mapping.rates.find(({ minimum }) => minimum !== null)
      const minimum = column?.minimum ?? (isColumn(mapping.minimum) ? mapping.minimum : null)
      const price = column ?? mapping.rates[0]
      if (minimum === null || !price) return null
      const rates = mapping.rates.map((rate) =>
        rate === price ? { ...rate, id: minimum, minimum: null } : rate,
      )
      return withPrices({ ...right, mapping: { ...mapping, minimum: null } }, rates)
    },
  },
  {
    name: 'wrong-container',
    stage: 'columns',
    apply: (right, random) => {
      const column = pick(sized(right), random)
      const size = column ? OTHER_SIZE[column.container_size as ContainerSize] : undefined
      return column && size ? withColumn(right, column, { container_size: size }) : null
    },
  },
  {
    name: 'containers-exchanged',
    stage: 'columns',
    apply: (right) => {
      const [a, b] = sized(right)
      if (!a || !b || a.container_size === b.container_size) return null
      return withPrices(
        right,
        right.mapping.rates.map((rate) =>
          rate === a
            ? { ...a, container_size: b.container_size }
            : rate === b
              ? { ...b, container_size: a.container_size }
              : rate,
        ),
      )
    },
  },
  {
    name: 'dry-taken-for-reefer',
    stage: 'columns',
    apply: (right, random) => {
      const column = pick(sized(right), random)
      if (!column) return null
      return withColumn(right, column, {
        container_type: column.container_type === 'reefer' ? 'dry' : 'reefer',
      })
    },
  },
  {
    name: 'several-sizes-in-wrong-order',
    stage: 'columns',
    apply: (right) => {
      const column = right.mapping.rates.find(({ container_size }) => Array.isArray(container_size))
      if (!column) return null
      return withColumn(right, column, {
        container_size: [...(column.container_size as ContainerSize[])].reverse(),
      })
    },
  },
]

function sized({ mapping }: RightTable): PriceColumn[] {
  return mapping.rates.filter(({ container_size }) => typeof container_size === 'string')
}

export function withColumn(right: RightTable, column: PriceColumn, change: Partial<PriceColumn>): Sabotaged {
  return withPrices(
    right,
    right.mapping.rates.map((rate) => (rate === column ? { ...rate, ...change } : rate)),
  )
}

/** Two fields take each other's column: the first pair for which both are columns. */
function exchange(name: string, ...pairs: readonly (readonly [MappingField, MappingField])[]): Sabotage {
  return {
    name,
    stage: 'columns',
    apply: (right) => {
      for (const [a, b] of pairs) {
        const first = right.mapping[a]
        const second = right.mapping[b]
        if (isColumn(first) && isColumn(second) && first !== second)
          return withFields(right, { [a]: second, [b]: first })
      }
      return null
    },
  }
}

function dropped(name: string, fields: readonly MappingField[]): Sabotage {
  return {
    name,
    stage: 'columns',
    apply: (right) => {
      const field = fields.find((one) => isColumn(right.mapping[one]))
      if (!field) return null
      const id = right.mapping[field]
      const alsoThere = fields.filter((one) => right.mapping[one] === id)
      return withFields(right, Object.fromEntries(alsoThere.map((one) => [one, null])))
    },
  }
}

/** A column that holds something else is taken for prices. */
function asPrice(name: string, fields: readonly MappingField[]): Sabotage {
  return {
    name,
    stage: 'columns',
    apply: (right) => {
      const field = fields.find((one) => isColumn(right.mapping[one]))
      const model = right.mapping.rates[0]
      if (!field || !model) return null
      const id = right.mapping[field] as number
      const { mapping } = withFields(right, { [field]: null }).answers
      const price = {
        ...PRICE,
        id,
        currency: typeof model.currency === 'string' ? model.currency : null,
        container_size: '45ft_hc' as const,
      }
      return withPrices({ ...right, mapping }, [...mapping.rates, price])
    },
  }
}
