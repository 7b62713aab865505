import type { GoldField } from '../../../labels/gold.ts'
import { type CellInput, choices } from '../cell.ts'
import type { HeadingKey } from '../headings.ts'
import type { Lane } from '../lanes.ts'
import { fillPhrase } from '../phrases.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Random } from '../random.ts'
import type { Sender } from '../sender.ts'
import { carrierWriter } from '../values/carriers.ts'
import { type Day, dateCell, expiryText, lastDayOf, serialOf, validityText } from '../values/dates.ts'
import { countryWriter, placeStyle, placesText, placeText, routingWriter } from '../values/places.ts'
import {
  commodityWriter,
  contractWriter,
  etdWriter,
  freeTimeWriter,
  frequencyWriter,
  internalWriter,
  modeWriter,
  serviceWriter,
  surchargeListWriter,
  transitWriter,
} from '../values/terms.ts'
import { REGION_NAMES, REMARKS } from '../vocabulary/phrases.ts'
import type { PlaceEntry } from '../vocabulary/places.ts'

/** How a layout states the two ends of its lanes. */
export type Ends = 'ports' | 'delivery' | 'receipt' | 'both' | 'gateway' | 'destination_only' | 'origin_only'

/** Where in the table people put a column. */
type Zone = 'lead' | 'ends' | 'terms' | 'tail'

export interface LaneColumn extends PlannedColumn {
  readonly zone: Zone
}

export interface LaneColumnOptions {
  readonly ends: Ends
  /** Share of the usual terms that this sheet has columns for, 0..1. */
  readonly fullness: number
}

export const anyEnds = (random: Random): Ends =>
  random.weighted([
    ['ports', 72],
    ['delivery', 8],
    ['receipt', 4],
    ['both', 6],
    ['gateway', 10],
  ])

/** Everything of a lane table but its prices: ends, carrier, terms, remarks, and columns for the sender's own use. */
export function laneColumns(
  sender: Sender,
  lanes: readonly Lane[],
  options: LaneColumnOptions,
): LaneColumn[] {
  const { random, headings } = sender
  const columns: LaneColumn[] = []
  const add = (
    zone: Zone,
    key: HeadingKey,
    field: GoldField | null,
    cells: CellInput[],
    extra: Partial<PlannedColumn> = {},
  ) => {
    if (cells.every((cell) => cell === null || cell === '')) return
    columns.push({ zone, heading: [headings.of(key)], field, cells, ...extra })
  }
  const has = (share: number): boolean => random.chance(share * options.fullness)

  if (has(0.14))
    add(
      'lead',
      'number',
      null,
      lanes.map((_, i) => i + 1),
    )
  else if (has(0.05))
    add(
      'lead',
      'lane_id',
      'lane_id',
      lanes.map((_, i) => `${random.chance(0.5) ? 'L' : 'Lane'}${String(i + 1).padStart(3, '0')}`),
    )
  if (has(0.06)) {
    const names = new Map(
      lanes.map((lane) => [
        lane.partner,
        random.pick(choices(REGION_NAMES[lane.partner]?.[sender.language] ?? REGION_NAMES[lane.partner]!.en)),
      ]),
    )
    add(
      'lead',
      'region',
      null,
      lanes.map((lane) => names.get(lane.partner)!),
      { repeats: true },
    )
  }
  if (!sender.carrier || has(0.35)) {
    if (has(0.95)) {
      const write = carrierWriter(random, sender.language)
      add(
        random.chance(0.7) ? 'lead' : 'terms',
        'carrier',
        'carrier',
        lanes.map((lane) => write(lane.carrier)),
        { repeats: true },
      )
    }
  }
  if (has(0.06))
    add('lead', 'contract_number', 'contract_number', lanes.map(contractWriter(random)), { repeats: true })

  addEnds(sender, lanes, options, add)

  const routing = placeStyle(random, sender.language, 'destination')
  const firstLine: HeadingKey = 'transshipment'
  if (has(0.38)) {
    const write = routingWriter(random, { ...routing, form: random.chance(0.6) ? routing.form : 'short' })
    add(
      'terms',
      firstLine,
      'transshipment_port',
      lanes.map((lane) => write(lane.transshipment)),
    )
  }
  if (has(0.3)) add('terms', 'service_line', 'service_line', lanes.map(serviceWriter(random)))
  if (has(0.16))
    add('terms', 'service_mode', 'service_mode', lanes.map(modeWriter(random, sender.language, false)))
  if (has(0.2))
    add(
      random.chance(0.5) ? 'lead' : 'terms',
      'commodity',
      'commodity',
      lanes.map(commodityWriter(random, sender.language)),
      { repeats: true },
    )
  if (has(0.04))
    add(
      'terms',
      'named_account',
      'remarks',
      lanes.map(() => random.pick(['ALL', 'NAC', 'FAK', sender.company])),
    )
  if (has(0.55)) {
    const write = transitWriter(random, sender.language)
    add(
      'terms',
      'transit_days',
      'transit_days',
      lanes.map((lane) => write(lane.days)),
    )
  }
  if (has(0.34)) add('terms', 'etd', 'etd', lanes.map(etdWriter(random, sender.language, sender.from.year)))
  if (has(0.1)) add('terms', 'frequency', 'frequency', lanes.map(frequencyWriter(random, sender.language)))
  if (has(0.38)) {
    add('terms', 'free_time', 'free_time', lanes.map(freeTimeWriter(random, sender.language)))
    if (random.chance(0.12)) {
      const cells = lanes.map(freeTimeWriter(random, sender.language))
      columns.push({ zone: 'terms', heading: [headings.another('free_time')], field: 'free_time', cells })
    }
  }
  addValidity(sender, lanes, options, add)
  if (has(0.07)) add('terms', 'inclusions', 'inclusions', lanes.map(surchargeListWriter(random)))
  if (has(0.06)) add('tail', 'subject_to', 'remarks', lanes.map(surchargeListWriter(random)))
  if (has(0.68)) addRemarks(sender, lanes, add)
  while (has(0.16) && columns.length < 24) {
    const zone = random.chance(0.6) ? 'tail' : 'terms'
    const heading = [headings.another('internal')]
    const cells = lanes.map(internalWriter(random))
    if (cells.some((cell) => cell !== null))
      columns.push({ zone, heading, field: null, cells, hidden: random.chance(0.2) })
  }
  return columns
}

type Add = (
  zone: Zone,
  key: HeadingKey,
  field: GoldField | null,
  cells: CellInput[],
  extra?: Partial<PlannedColumn>,
) => void

function addEnds(sender: Sender, lanes: readonly Lane[], options: LaneColumnOptions, add: Add): void {
  const { random } = sender
  const style = placeStyle(random, sender.language, 'origin')
  const other = random.chance(0.7)
    ? { ...style, several: style.several }
    : placeStyle(random, sender.language, 'destination')
  const country = countryWriter(random, sender.language)
  const texts = new Map<string, string>()
  // The same ports read the same down the column, or nothing could be merged or sorted.
  const write = (
    places: readonly PlaceEntry[],
    which: 'origin' | 'destination',
    via?: PlaceEntry,
  ): string => {
    const key = `${which}${places.map((place) => place.code).join()}${via?.code ?? ''}`
    let text = texts.get(key)
    if (text === undefined) {
      text = placesText(places, which === 'origin' ? { ...style, routed: 0 } : other, random, via)
      texts.set(key, text)
    }
    return text
  }
  const origin = options.ends !== 'destination_only'
  const destination = options.ends !== 'origin_only'
  const receipt = options.ends === 'receipt' || options.ends === 'both'
  const delivery = options.ends === 'delivery' || options.ends === 'both'

  const originCountry = random.chance(0.09)
  const destinationCountry = random.chance(0.2)
  if (origin) {
    if (originCountry)
      add(
        'ends',
        'origin_country',
        'origin_country',
        lanes.map((lane) => country(lane.origins[0]!.country)),
        { repeats: true },
      )
    if (receipt) {
      const always = random.chance(0.6)
      add(
        'ends',
        'receipt',
        'origin',
        lanes.map((lane) =>
          lane.receipt
            ? placeText(lane.receipt, style, random)
            : always
              ? write(lane.origins, 'origin')
              : null,
        ),
        { repeats: true },
      )
      add(
        'ends',
        'loading_port',
        'loading_port',
        lanes.map((lane) => write(lane.origins, 'origin')),
        { repeats: true },
      )
    } else
      add(
        'ends',
        'origin',
        'origin',
        lanes.map((lane) => write(lane.origins, 'origin')),
        { repeats: true },
      )
    if (random.chance(0.06) && style.form !== 'code')
      add(
        'ends',
        'origin_code',
        'origin_code',
        lanes.map((lane) => lane.origins.map((place) => place.code).join('/')),
        { repeats: true },
      )
    if (receipt && random.chance(0.15))
      add(
        'ends',
        'origin_via',
        'origin_via',
        lanes.map((lane) => (lane.receipt ? write(lane.origins, 'origin') : null)),
      )
  }
  if (!destination) return
  const before = random.chance(0.6)
  const addCountry = () => {
    if (destinationCountry)
      add(
        'ends',
        'destination_country',
        'destination_country',
        lanes.map((lane) => country(lane.destinations[0]!.country)),
        { repeats: true },
      )
  }
  if (before) addCountry()
  if (delivery) {
    const always = random.chance(0.6)
    add(
      'ends',
      'unloading_port',
      'unloading_port',
      lanes.map((lane) => write(lane.destinations, 'destination')),
      { repeats: true },
    )
    add(
      'ends',
      'delivery',
      'destination',
      lanes.map((lane) =>
        lane.delivery
          ? placeText(lane.delivery, other, random)
          : always
            ? write(lane.destinations, 'destination')
            : null,
      ),
    )
  } else {
    // Some ports of a sheet are reached by transhipment, and the cell says so.
    const routed = other.routed > 0
    const cells = lanes.map((lane) =>
      write(
        lane.destinations,
        'destination',
        routed && lane.transshipment && random.chance(other.routed * 2) ? lane.transshipment : undefined,
      ),
    )
    const isRouted = cells.some((cell) => /via|t\/s/i.test(cell))
    const gateway = options.ends === 'gateway'
    const ends = gateway
      ? lanes.map((lane, i) => (lane.delivery ? placeText(lane.delivery, other, random) : cells[i]!))
      : cells
    add('ends', 'destination', isRouted ? ['destination', 'transshipment_port'] : 'destination', ends, {
      repeats: true,
    })
    if (gateway) {
      const none = random.pick(['None', '-', '', 'DIRECT', 'N/A'])
      add(
        'ends',
        'destination_via',
        'destination_via',
        lanes.map((lane) => (lane.delivery ? write(lane.destinations, 'destination') : none)),
      )
    }
  }
  if (!before) addCountry()
  if (random.chance(0.09) && other.form !== 'code')
    add(
      'ends',
      'destination_code',
      'destination_code',
      lanes.map((lane) => (lane.delivery ?? lane.destinations[0]!).code),
    )
}

function addValidity(sender: Sender, lanes: readonly Lane[], options: LaneColumnOptions, add: Add): void {
  const { random, from, to, dates } = sender
  const form = random.weighted([
    ['none', 42 / Math.max(0.3, options.fullness)],
    ['two', 24],
    ['one', 18],
    ['end', 14],
    ['month', 3],
  ])
  const starts: Day[] = lanes.map(() =>
    random.chance(0.85) ? from : { ...from, day: Math.min(28, from.day + 7) },
  )
  const ends: Day[] = lanes.map(() =>
    random.chance(0.8)
      ? to
      : { ...to, day: Math.min(lastDayOf(to.year, to.month), random.pick([14, 15, 28, 31])) },
  )
  if (form === 'two') {
    const bare = dates.serial && random.chance(0.04)
    const cell = (day: Day): CellInput => (bare ? serialOf(day) : dateCell(day, dates))
    add('terms', 'effective_date', 'effective_date', starts.map(cell), { repeats: random.chance(0.3) })
    add('terms', 'expiry_date', 'expiry_date', ends.map(cell), { repeats: random.chance(0.3) })
  } else if (form === 'one') {
    const mixed = random.chance(0.3)
    const text = (i: number): CellInput => validityText(starts[i]!, ends[i]!, dates, random)
    const same = validityText(from, to, dates, random)
    add(
      'terms',
      'validity',
      ['effective_date', 'expiry_date'],
      lanes.map((_, i) =>
        mixed
          ? random.chance(0.7)
            ? text(i)
            : dateCell(ends[i]!, dates)
          : starts[i] === from && ends[i] === to
            ? same
            : text(i),
      ),
      { repeats: random.chance(0.4) },
    )
  } else if (form === 'end') {
    const cells = ends.map(
      (end): CellInput => (dates.serial ? dateCell(end, dates) : expiryText(end, dates, random)),
    )
    add('terms', random.chance(0.5) ? 'validity' : 'expiry_date', 'expiry_date', cells, {
      repeats: random.chance(0.3),
    })
  } else if (form === 'month') {
    if (random.chance(0.5))
      add(
        'lead',
        'year',
        'year',
        lanes.map(() => from.year),
      )
    add(
      'lead',
      'month',
      'month',
      lanes.map(() => (random.chance(0.5) ? from.month : `${from.month}`)),
    )
  }
}

function addRemarks(sender: Sender, lanes: readonly Lane[], add: Add): void {
  const { random } = sender
  const language = random.chance(0.75) ? sender.language : 'en'
  const phrases = random.sample(choices(REMARKS[language] ?? REMARKS.en), random.int(2, 7))
  const share = random.pick([0.1, 0.3, 0.6, 0.95])
  const routed = random.chance(0.15)
  const dated = random.chance(0.05)
  let routings = 0
  const cells = lanes.map((lane): CellInput => {
    if (routed && lane.transshipment && random.chance(0.6)) {
      routings++
      return random.pick([
        `T/S ${lane.transshipment.name}`,
        `via ${lane.transshipment.name}`,
        `via ${lane.transshipment.short}`,
      ])
    }
    if (!random.chance(share)) return null
    const text = fillPhrase(random.pick(phrases), sender)
    return random.chance(0.12) ? `${text}; ${fillPhrase(random.pick(phrases), sender)}` : text
  })
  if (dated && cells[0] !== undefined)
    cells[random.int(0, cells.length - 1)] = `to ${sender.to.day}/${sender.to.month} only`
  const more = [
    ...(routings > 1 ? (['transshipment_port'] as const) : []),
    ...(dated ? (['expiry_date'] as const) : []),
  ]
  add('tail', 'remarks', more.length > 0 ? ['remarks', ...more] : 'remarks', cells, {
    repeats: random.chance(0.15),
  })
}
