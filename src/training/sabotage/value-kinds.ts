import { resolvePlaces } from '../../places/resolve-places.ts'
import type { Rate, RatePlace } from '../../rates/rate.ts'
import type { RightTable } from './right-answers.ts'
import { pick, type Sabotage } from './sabotage.ts'

/** Share of the rates that an error of the last stage spoils; at least one. */
const SPOILT = 0.1

/** What reading places and values may get wrong. */
export const VALUE_KINDS: readonly Sabotage[] = [
  {
    name: 'neighbouring-port',
    stage: 'places',
    apply: (right, random) =>
      spoilPlace(right, random, (place, others) => {
        const other = pick(
          others.filter(({ unlocode }) => unlocode && unlocode !== place.unlocode),
          random,
        )
        return other ? { ...other, text: place.text } : null
      }),
  },
  {
    name: 'namesake-in-another-country',
    stage: 'places',
    apply: (right, random) =>
      spoilPlace(right, random, (place) => {
        const namesakes = resolvePlaces(place.text).places.flatMap(({ alternatives }) => alternatives)
        const other = namesakes.find(({ country, codes }) => country !== place.country && codes.length > 0)
        if (!other || !place.unlocode) return null
        return { ...place, unlocode: other.codes[0]!, name: other.name, country: other.country }
      }),
  },
  spoilRates('digit-too-many', (rate) => (rate.amount ? { ...rate, amount: rate.amount * 10 } : null)),
  spoilRates('price-of-another-row', (rate, all) => {
    const other = all.find(
      ({ amount, source }) => amount !== null && amount !== rate.amount && source.cell !== rate.source.cell,
    )
    return rate.amount !== null && other ? { ...rate, amount: other.amount } : null
  }),
  spoilRates('missing-price-as-zero', (rate) =>
    rate.amount === null ? { ...rate, amount: 0, price_status: 'priced' } : null,
  ),
  spoilRates('price-in-words-as-number', (rate) =>
    rate.amount === null ? { ...rate, amount: 1500, price_status: 'priced' } : null,
  ),
  {
    name: 'rate-lost',
    stage: 'values',
    apply: (right, random) => ({
      answers: right,
      rates: (rates) => {
        const spoilt = chosen(rates, random)
        const cells = new Set([...spoilt].map((rate) => rate.source.cell))
        return rates.filter((rate) => !cells.has(rate.source.cell))
      },
    }),
  },
  spoilRates('day-and-month-swapped', (rate) => {
    const effective = swapped(rate.effective_date)
    const expiry = swapped(rate.expiry_date)
    if (effective === rate.effective_date && expiry === rate.expiry_date) return null
    return { ...rate, effective_date: effective, expiry_date: expiry }
  }),
  spoilRates('wrong-year', (rate) =>
    rate.effective_date || rate.expiry_date
      ? { ...rate, effective_date: nextYear(rate.effective_date), expiry_date: nextYear(rate.expiry_date) }
      : null,
  ),
  spoilRates('currency-exchanged', (rate) =>
    rate.currency ? { ...rate, currency: rate.currency === 'EUR' ? 'USD' : 'EUR' } : null,
  ),
  spoilRates('container-exchanged', (rate) =>
    rate.container
      ? { ...rate, container: { ...rate.container, size: rate.container.size === '20ft' ? '40ft' : '20ft' } }
      : null,
  ),
  spoilRates('percent-as-amount', (rate) =>
    rate.charge.basis === 'percent' ? { ...rate, charge: { ...rate.charge, basis: 'container' } } : null,
  ),
]

type Spoil = (rate: Rate, all: readonly Rate[]) => Rate | null

function spoilRates(name: string, spoil: Spoil): Sabotage {
  return {
    name,
    stage: 'values',
    apply: (right, random) => ({
      answers: right,
      rates: (rates) => {
        const able = rates.filter((rate) => spoil(rate, rates) !== null)
        const spoilt = chosen(able, random)
        return rates.map((rate) => (spoilt.has(rate) ? spoil(rate, rates)! : rate))
      },
    }),
  }
}

function chosen(rates: readonly Rate[], random: () => number): ReadonlySet<Rate> {
  const spoilt = new Set<Rate>()
  if (rates.length === 0) return spoilt
  const first = pick(rates, random)
  if (first) spoilt.add(first)
  for (const rate of rates) if (random() < SPOILT) spoilt.add(rate)
  return spoilt
}

/** All rates to one destination (or from one origin) get another place under the words of the cell. */
function spoilPlace(
  right: RightTable,
  random: () => number,
  spoil: (place: RatePlace, others: readonly RatePlace[]) => RatePlace | null,
): ReturnType<Sabotage['apply']> {
  return {
    answers: right,
    rates: (rates) => {
      for (const end of ['destination', 'origin'] as const) {
        const places = new Map(rates.flatMap((rate) => (rate[end] ? [[rate[end].text, rate[end]]] : [])))
        const all = [...places.values()]
        const able = all.filter((place) => spoil(place, all) !== null)
        const victim = pick(able, random)
        const other = victim ? spoil(victim, all) : null
        if (victim && other)
          return rates.map((rate) => (rate[end]?.text === victim.text ? { ...rate, [end]: other } : rate))
      }
      return rates
    },
  }
}

function swapped(iso: string | null): string | null {
  const [year, month, day] = iso?.split('-') ?? []
  return year && month && day && Number(day) <= 12 ? `${year}-${day}-${month}` : iso
}

function nextYear(iso: string | null): string | null {
  return iso && `${Number(iso.slice(0, 4)) + 1}${iso.slice(4)}`.replace(/-02-29$/, '-02-28')
}
