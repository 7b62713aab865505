import type { Lane } from '../lanes.ts'
import type { Random } from '../random.ts'
import { countryWriter, placeStyle, placesText, placeText } from '../values/places.ts'
import type { PlaceEntry } from '../vocabulary/places.ts'
import type { ColumnList } from './column-list.ts'

/** How a layout states the two ends of its lanes. */
export type Ends = 'ports' | 'delivery' | 'receipt' | 'both' | 'gateway' | 'destination_only' | 'origin_only'

export const anyEnds = (random: Random): Ends =>
  random.weighted([
    ['ports', 72],
    ['delivery', 8],
    ['receipt', 4],
    ['both', 6],
    ['gateway', 10],
  ])

/** Adds the columns of both ends: ports, inland ends, gateways, countries, codes. */
export function addEnds(list: ColumnList, lanes: readonly Lane[], ends: Ends): void {
  const { sender } = list
  const { random, headings } = sender
  const style = placeStyle(random, sender.language, 'origin')
  const other = random.chance(0.7) ? style : placeStyle(random, sender.language, 'destination')
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
  const repeats = true
  // "Origin" over "Country" and "Port", "Destination" likewise.
  const parented = random.chance(0.07)
  const originParent = parented ? headings.of('receipt') : undefined
  const destinationParent = parented ? headings.of('delivery') : undefined
  const from = { repeats, parent: originParent }
  const to = { repeats, parent: destinationParent }
  const receipt = ends === 'receipt' || ends === 'both'
  const delivery = ends === 'delivery' || ends === 'both'

  if (ends !== 'destination_only') {
    if (random.chance(parented ? 0.6 : 0.09))
      list.add(
        'ends',
        'origin_country',
        'origin_country',
        lanes.map((lane) => country(lane.origins[0]!.country)),
        from,
      )
    if (receipt) {
      const always = random.chance(0.6)
      const cells = lanes.map((lane) =>
        lane.receipt ? placeText(lane.receipt, style, random) : always ? write(lane.origins, 'origin') : null,
      )
      list.add('ends', 'receipt', 'origin', cells, from)
      list.add(
        'ends',
        'loading_port',
        'loading_port',
        lanes.map((lane) => write(lane.origins, 'origin')),
        from,
      )
    } else
      list.add(
        'ends',
        'origin',
        'origin',
        lanes.map((lane) => write(lane.origins, 'origin')),
        from,
      )
    if (random.chance(parented ? 0.3 : 0.06) && style.form !== 'code')
      list.add(
        'ends',
        'origin_code',
        'origin_code',
        lanes.map((lane) => lane.origins.map((place) => place.code).join('/')),
        from,
      )
    if (receipt && random.chance(0.15))
      list.add(
        'ends',
        'origin_via',
        'origin_via',
        lanes.map((lane) => (lane.receipt ? write(lane.origins, 'origin') : null)),
      )
  }
  if (ends === 'origin_only') return

  const withCountry = random.chance(parented ? 0.6 : 0.2)
  const countryFirst = random.chance(0.6)
  const addCountry = () => {
    if (withCountry)
      list.add(
        'ends',
        'destination_country',
        'destination_country',
        lanes.map((lane) => country(lane.destinations[0]!.country)),
        to,
      )
  }
  if (countryFirst) addCountry()
  if (delivery) {
    const always = random.chance(0.6)
    list.add(
      'ends',
      'unloading_port',
      'unloading_port',
      lanes.map((lane) => write(lane.destinations, 'destination')),
      to,
    )
    const cells = lanes.map((lane) =>
      lane.delivery
        ? placeText(lane.delivery, other, random)
        : always
          ? write(lane.destinations, 'destination')
          : null,
    )
    list.add('ends', 'delivery', 'destination', cells, { parent: destinationParent })
  } else {
    // Some ports of a sheet are reached by transhipment, and the cell says so.
    const cells = lanes.map((lane) => {
      const via =
        other.routed > 0 && lane.transshipment && random.chance(other.routed * 2)
          ? lane.transshipment
          : undefined
      return write(lane.destinations, 'destination', via)
    })
    const routed = cells.some((cell) => /via|t\/s/i.test(cell))
    const gateway = ends === 'gateway'
    const shown = gateway
      ? lanes.map((lane, i) => (lane.delivery ? placeText(lane.delivery, other, random) : cells[i]!))
      : cells
    list.add('ends', 'destination', routed ? ['destination', 'transshipment_port'] : 'destination', shown, to)
    if (gateway) {
      const none = random.pick(['None', '-', '', 'DIRECT', 'N/A'])
      const via = lanes.map((lane) => (lane.delivery ? write(lane.destinations, 'destination') : none))
      list.add('ends', 'destination_via', 'destination_via', via, { parent: destinationParent })
    }
  }
  if (!countryFirst) addCountry()
  if (random.chance(parented ? 0.3 : 0.09) && other.form !== 'code') {
    const codes = lanes.map(
      (lane) =>
        (lane.delivery && (delivery || ends === 'gateway') ? lane.delivery : lane.destinations[0]!).code,
    )
    list.add('ends', 'destination_code', 'destination_code', codes, { parent: destinationParent })
  }
}
