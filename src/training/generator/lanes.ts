import type { Sender } from './sender.ts'
import type { CarrierEntry } from './values/carriers.ts'
import { PLACES, type PlaceEntry, placesOf, REGIONS, type Region } from './vocabulary/places.ts'

/** What a row of a rate table speaks of. */
export interface Lane {
  readonly origins: readonly PlaceEntry[]
  readonly destinations: readonly PlaceEntry[]
  /** Inland ends beyond the ports, where the layout has columns for them. */
  readonly receipt: PlaceEntry | null
  readonly delivery: PlaceEntry | null
  readonly transshipment: PlaceEntry | null
  readonly carrier: CarrierEntry
  /** All-in price of a 20-foot box in dollars. */
  readonly usd: number
  readonly ratio40: number
  readonly premiumHigh: number
  readonly days: number
  readonly partner: Region
}

type Zone =
  | 'north_asia'
  | 'south_asia'
  | 'isc'
  | 'gulf'
  | 'europe'
  | 'america'
  | 'latin'
  | 'africa'
  | 'oceania'

const ZONE_OF_COUNTRY: Record<string, Zone> = {}
for (const [zone, regions] of Object.entries({
  oceania: ['oceania'],
  africa: ['east_africa', 'west_africa', 'southern_africa'],
  latin: ['mexico_central_america', 'caribbean', 'west_coast_south_america', 'east_coast_south_america'],
  america: ['north_america'],
  gulf: ['middle_east', 'red_sea'],
  europe: ['north_europe', 'mediterranean', 'black_sea', 'central_europe'],
  isc: ['indian_subcontinent'],
  south_asia: ['south_east_asia'],
  north_asia: ['far_east'],
} satisfies Record<Zone, Region[]>) as [Zone, Region[]][])
  for (const region of regions) for (const country of REGIONS[region]) ZONE_OF_COUNTRY[country] = zone

/** Dollars for a 20-foot box and days at sea between zones; anything else is far. */
const DISTANCES: Record<string, readonly [usd: number, days: number]> = {
  'north_asia-north_asia': [120, 4],
  'north_asia-south_asia': [250, 9],
  'south_asia-south_asia': [220, 6],
  'north_asia-isc': [800, 18],
  'south_asia-isc': [700, 13],
  'north_asia-gulf': [950, 23],
  'south_asia-gulf': [900, 20],
  'isc-gulf': [250, 7],
  'isc-isc': [500, 8],
  'europe-europe': [650, 12],
  'europe-north_asia': [1500, 36],
  'europe-south_asia': [1450, 32],
  'europe-isc': [1000, 25],
  'europe-gulf': [1050, 26],
  'europe-america': [1800, 18],
  'america-north_asia': [1700, 20],
  'america-south_asia': [1900, 27],
  'america-isc': [2000, 34],
  'america-latin': [1600, 14],
  'latin-latin': [1100, 10],
  'latin-north_asia': [1700, 32],
  'latin-europe': [1500, 24],
  'oceania-north_asia': [900, 16],
  'oceania-south_asia': [850, 18],
}

function distance(from: string, to: string): readonly [number, number] {
  const a = ZONE_OF_COUNTRY[from] ?? 'europe'
  const b = ZONE_OF_COUNTRY[to] ?? 'europe'
  return DISTANCES[`${a}-${b}`] ?? DISTANCES[`${b}-${a}`] ?? [2100, 34]
}

const HUBS = [
  'SGSIN',
  'MYPKG',
  'KRPUS',
  'LKCMB',
  'CNSHA',
  'HKHKG',
  'AEJEA',
  'NLRTM',
  'ESALG',
  'PAMIT',
  'COCTG',
  'MAPTM',
  'TWKHH',
  'DEHAM',
  'GRPIR',
  'MYTPP',
]
const hubs = PLACES.filter((place) => HUBS.includes(place.code))

export interface LaneOptions {
  readonly count: number
  readonly several: { readonly origin: number; readonly destination: number }
  readonly carriersPerLane: number
  readonly inlandEnds: boolean
  /** Keep to one load port, as under a caption that names it. */
  readonly oneOrigin?: boolean
  readonly oneDestination?: boolean
  readonly partner?: Region
}

/** Lanes of a sender, ordered as people order them: by load port, by discharge port, or by carrier. */
export function makeLanes(sender: Sender, options: LaneOptions): Lane[] {
  const { random } = sender
  const homePorts = placesOf([sender.home], 'port')
  const home = homePorts.length > 0 ? homePorts : placesOf(['CN'], 'port')
  const near = random.sample(
    home,
    options.oneOrigin || options.oneDestination ? 1 : random.int(1, Math.min(7, home.length)),
  )
  const regions = options.partner ? [options.partner] : sender.partners
  const far = regions.flatMap((region) =>
    random.sample(placesOf(REGIONS[region], 'port'), random.int(2, 12)).map((place) => ({ place, region })),
  )
  const lanes: Lane[] = []
  const byNear = random.chance(0.45)
  const pairs = byNear
    ? near.flatMap((here) => far.map((there) => ({ here, ...there })))
    : far.flatMap((there) => near.map((here) => ({ here, ...there })))
  const ratio = random.pick([1.25, 1.4, 1.6, 1.8, 1.9, 2])
  const premium = random.chance(0.6) ? 0 : random.pick([20, 50, 100])
  for (const { here, place, region } of pairs) {
    const times = options.carriersPerLane > 1 ? random.int(1, options.carriersPerLane) : 1
    for (const carrier of random.sample(sender.carriers, times)) {
      if (lanes.length >= options.count) return lanes
      const withMore = (first: PlaceEntry, share: number): PlaceEntry[] =>
        random.chance(share)
          ? [
              first,
              ...random.sample(
                placesOf([first.country], 'port').filter((other) => other !== first),
                random.int(1, 3),
              ),
            ]
          : [first]
      const local = withMore(here, sender.outbound ? options.several.origin : options.several.destination)
      const foreign = withMore(place, sender.outbound ? options.several.destination : options.several.origin)
      const [usd, days] = distance(here.country, place.country)
      const inland = (country: string): PlaceEntry | null => {
        const points = placesOf([country], 'inland')
        return options.inlandEnds && points.length > 0 && random.chance(0.5) ? random.pick(points) : null
      }
      const [origins, destinations] = sender.outbound ? [local, foreign] : [foreign, local]
      lanes.push({
        origins,
        destinations,
        receipt: inland(origins[0]!.country),
        delivery: inland(destinations[0]!.country),
        transshipment: random.chance(0.35) ? random.pick(hubs) : null,
        carrier: sender.carrier ?? carrier,
        usd: Math.max(10, usd * random.between(0.6, 1.5)),
        ratio40: ratio + random.between(-0.05, 0.05),
        premiumHigh: premium,
        days: Math.max(2, Math.round(days * random.between(0.8, 1.25))),
        partner: region,
      })
    }
  }
  return lanes
}
