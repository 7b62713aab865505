import { type CellInput, choices } from '../cell.ts'
import type { Lane } from '../lanes.ts'
import { fillPhrase, regionCode, regionName } from '../phrases.ts'
import type { Sender } from '../sender.ts'
import { carrierWriter } from '../values/carriers.ts'
import { placeStyle, routingWriter } from '../values/places.ts'
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
import { REMARKS } from '../vocabulary/phrases.ts'
import { REGIONS, type Region } from '../vocabulary/places.ts'
import { WEEKDAYS } from '../vocabulary/words.ts'
import { ColumnList, type LaneColumn } from './column-list.ts'
import { addEnds, type Ends } from './ends-columns.ts'
import { addCatchment, addLegs } from './leg-columns.ts'
import { addValidity } from './validity-columns.ts'

export interface LaneColumnOptions {
  readonly ends: Ends
  /** Share of the usual terms that this sheet has columns for, 0..1. */
  readonly fullness: number
  /** Chance of what tenders ask for: transit by legs, cities that a lane includes. @default 0.04 */
  readonly tender?: number
}

/** A sheet with more is a tender of many parties, which has layouts of its own. */
const MOST_COLUMNS = 24

/** Everything of a lane table but its prices: ends, carrier, terms, remarks, and columns for the sender's own use. */
export function laneColumns(
  sender: Sender,
  lanes: readonly Lane[],
  options: LaneColumnOptions,
): LaneColumn[] {
  const { random, language } = sender
  const list = new ColumnList(sender)
  const has = (share: number): boolean => random.chance(share * options.fullness)
  const each = (write: () => CellInput): CellInput[] => lanes.map(write)
  const repeats = true

  if (has(0.14))
    list.add(
      'lead',
      'number',
      null,
      lanes.map((_, i) => i + 1),
    )
  else if (has(0.05)) {
    const stem = random.pick(['L', 'Lane', 'R-', '', 'LN'])
    list.add(
      'lead',
      'lane_id',
      'lane_id',
      lanes.map((_, i) => `${stem}${String(i + 1).padStart(3, '0')}`),
    )
  }
  if (has(0.07)) {
    const codes = random.chance(0.3)
    const names = new Map(
      lanes.map((lane) => [
        lane.partner,
        codes ? regionCode(lane.partner, random) : regionName(sender, lane.partner),
      ]),
    )
    list.add(
      'lead',
      'region',
      null,
      lanes.map((lane) => names.get(lane.partner)!),
      { repeats },
    )
  }
  if ((!sender.carrier || has(0.35)) && has(0.95)) {
    const write = carrierWriter(random, language)
    list.add(
      random.chance(0.7) ? 'lead' : 'terms',
      'carrier',
      'carrier',
      lanes.map((lane) => write(lane.carrier)),
      { repeats },
    )
  }
  if (has(0.06))
    list.add('lead', 'contract_number', 'contract_number', each(contractWriter(random)), { repeats })

  const tender = options.tender ?? 0.04
  addEnds(list, lanes, options.ends)
  if (random.chance(tender)) addRegions(list, lanes)
  if (options.ends !== 'destination_only' && random.chance(tender)) {
    const at = list.columns.findIndex(({ field }) => field === 'origin')
    addCatchment(list, lanes, 'origin')
    // It stands right behind the end that it explains.
    list.columns.splice(at + 1, 0, list.columns.pop()!)
  }

  if (has(0.38)) {
    const style = placeStyle(random, language, 'destination')
    const write = routingWriter(random, { ...style, form: random.chance(0.6) ? style.form : 'short' })
    list.add(
      'terms',
      'transshipment',
      'transshipment_port',
      lanes.map((lane) => write(lane.transshipment)),
    )
  }
  if (has(0.3)) list.add('terms', 'service_line', 'service_line', each(serviceWriter(random)))
  if (has(0.16)) list.add('terms', 'service_mode', 'service_mode', each(modeWriter(random, language, false)))
  if (has(0.2)) {
    const zone = random.chance(0.5) ? 'lead' : 'terms'
    list.add(zone, 'commodity', 'commodity', each(commodityWriter(random, language)), { repeats })
  }
  if (has(0.04))
    list.add(
      'terms',
      'named_account',
      'remarks',
      each(() => random.pick(['ALL', 'NAC', 'FAK', sender.company])),
    )
  if (random.chance(tender)) addLegs(list, lanes)
  else if (has(0.55)) {
    const write = transitWriter(random, language)
    list.add(
      'terms',
      'transit_days',
      'transit_days',
      lanes.map((lane) => write(lane.days)),
    )
  }
  if (has(0.32)) list.add('terms', 'etd', 'etd', each(etdWriter(random, language, sender.from.year)))
  else if (has(0.025)) addWeekdays(list, lanes)
  if (has(0.1)) list.add('terms', 'frequency', 'frequency', each(frequencyWriter(random, language)))
  if (has(0.38)) {
    list.add('terms', 'free_time', 'free_time', each(freeTimeWriter(random, language)))
    if (random.chance(0.12))
      list.addAnother('terms', 'free_time', 'free_time', each(freeTimeWriter(random, language)))
  }
  addValidity(list, lanes, options.fullness)
  if (has(0.07)) list.add('terms', 'inclusions', 'inclusions', each(surchargeListWriter(random)))
  if (has(0.06)) list.add('tail', 'subject_to', 'remarks', each(surchargeListWriter(random)))
  if (has(0.68)) addRemarks(list, lanes)
  while (has(0.16) && list.columns.length < MOST_COLUMNS) {
    const zone = random.chance(0.6) ? 'tail' : random.chance(0.7) ? 'terms' : 'lead'
    list.addAnother(zone, 'internal', null, each(internalWriter(random)), { hidden: random.chance(0.2) })
  }
  return list.columns
}

/** A column of parts of the world before each end of the lane, as tenders sort by. */
function addRegions(list: ColumnList, lanes: readonly Lane[]): void {
  const { random, headings } = list.sender
  const codes = new Map<string, string>()
  const codeOf = (country: string): string => {
    const region = (Object.keys(REGIONS) as Region[]).find((one) =>
      (REGIONS[one] as readonly string[]).includes(country),
    )
    const code = codes.get(country) ?? regionCode(region ?? 'far_east', random)
    codes.set(country, code)
    return code
  }
  for (const end of ['origin', 'destination'] as const) {
    const at = list.columns.findIndex(({ field }) =>
      Array.isArray(field) ? field.includes(end) : field === end,
    )
    if (at < 0) continue
    const word = random.pick([
      '{e} Region',
      '{e} region',
      '{e} area',
      'Region ({e})',
      '{e} trade',
      '{e}_region',
    ])
    list.columns.splice(at, 0, {
      zone: 'ends',
      heading: [headings.dress(word.replace('{e}', end === 'origin' ? 'Origin' : 'Destination'))],
      field: null,
      cells: lanes.map((lane) => codeOf((end === 'origin' ? lane.origins : lane.destinations)[0]!.country)),
    })
  }
}

/** A column for each day of the week, ticked where a ship sails. */
function addWeekdays(list: ColumnList, lanes: readonly Lane[]): void {
  const { random, language } = list.sender
  const days = choices(WEEKDAYS[language] ?? WEEKDAYS.en!)
  const tick = random.pick(['X', '√', '●', 'x', '✓', 'Y', 'o'])
  days.forEach((day, d) => {
    const cells = lanes.map((_, i) => (random.chance(0.25) || i === d ? tick : null))
    if (cells.some((cell) => cell !== null))
      list.columns.push({ zone: 'terms', heading: [day], field: 'etd', cells })
  })
}

function addRemarks(list: ColumnList, lanes: readonly Lane[]): void {
  const { sender } = list
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
      const hub = lane.transshipment
      return random.pick([
        `T/S ${hub.name}`,
        `via ${hub.name}`,
        `via ${hub.short}`,
        `t/s ${hub.name}, check space`,
      ])
    }
    if (!random.chance(share)) return null
    const text = fillPhrase(random.pick(phrases), sender)
    return random.chance(0.12) ? `${text}; ${fillPhrase(random.pick(phrases), sender)}` : text
  })
  if (dated) cells[random.int(0, cells.length - 1)] = `to ${sender.to.day}/${sender.to.month} only`
  const more = [
    ...(routings > 1 ? (['transshipment_port'] as const) : []),
    ...(dated ? (['expiry_date'] as const) : []),
  ]
  const field = more.length > 0 ? (['remarks', ...more] as const) : 'remarks'
  list.add('tail', 'remarks', typeof field === 'string' ? field : [...field], cells, {
    repeats: random.chance(0.15),
  })
  if (random.chance(0.05)) {
    const others = lanes.map(
      (): CellInput => (random.chance(0.4) ? fillPhrase(random.pick(phrases), sender) : null),
    )
    list.addAnother('tail', 'remarks', 'remarks', others)
  }
}
