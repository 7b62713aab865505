import { PLACE_TABLE } from './place-table.ts'

export interface PlaceEntry {
  /** UN/LOCODE as sheets print it. */
  readonly code: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly name: string
  readonly state: string
  readonly inland: boolean
  readonly airport: boolean
  /** Three letters used in the trade ("LCB"), or the tail of the code. */
  readonly short: string
  readonly others: readonly string[]
  readonly zh: string
  readonly ja: string
  readonly ko: string
  /** In the script or with the accents of its country. */
  readonly local: string
}

/** Countries of the trade regions that sheets are written for. */
export const REGIONS = {
  north_china: ['CN'],
  far_east: ['CN', 'HK', 'TW', 'KR', 'JP'],
  china: ['CN', 'HK'],
  japan_korea: ['JP', 'KR'],
  south_east_asia: ['TH', 'VN', 'SG', 'MY', 'ID', 'PH', 'KH', 'MM'],
  indian_subcontinent: ['IN', 'PK', 'BD', 'LK'],
  middle_east: ['AE', 'SA', 'QA', 'OM', 'KW', 'BH', 'IQ', 'JO'],
  red_sea: ['SA', 'JO', 'EG', 'SD', 'DJ', 'YE'],
  north_europe: ['NL', 'BE', 'DE', 'GB', 'FR', 'PL', 'DK', 'SE', 'NO', 'FI', 'IE'],
  mediterranean: ['IT', 'ES', 'GR', 'TR', 'SI', 'HR', 'FR', 'MT', 'PT', 'EG', 'IL', 'CY', 'MA', 'DZ', 'TN'],
  north_america: ['US', 'CA'],
  united_states: ['US'],
  mexico_central_america: ['MX', 'GT', 'CR', 'PA', 'SV', 'HN', 'NI'],
  caribbean: ['DO', 'JM', 'TT', 'CU', 'BS', 'PR', 'BB'],
  west_coast_south_america: ['CL', 'PE', 'EC', 'CO'],
  east_coast_south_america: ['BR', 'AR', 'UY', 'PY'],
  east_africa: ['KE', 'TZ', 'MZ', 'UG', 'RW', 'SO'],
  west_africa: ['NG', 'GH', 'CI', 'SN', 'CM', 'TG', 'BJ', 'AO', 'CG', 'GA'],
  southern_africa: ['ZA', 'NA', 'MU', 'MG', 'ZM', 'ZW'],
  oceania: ['AU', 'NZ', 'PG', 'FJ'],
  black_sea: ['RO', 'BG', 'UA', 'GE', 'TR', 'RU'],
  russia_central_asia: ['RU', 'KZ', 'UZ'],
  central_europe: ['AT', 'CZ', 'CH', 'HU', 'SK', 'DE', 'PL'],
} as const satisfies Record<string, readonly string[]>
export type Region = keyof typeof REGIONS

function readTable(): PlaceEntry[] {
  return PLACE_TABLE.trim()
    .split('\n')
    .map((line) => {
      const [
        code = '',
        name = '',
        state = '',
        kind = '',
        short = '',
        others = '',
        zh = '',
        ja = '',
        ko = '',
        local = '',
      ] = line.split('|')
      return {
        code,
        country: code.slice(0, 2),
        name,
        state,
        inland: kind.startsWith('I'),
        airport: kind.endsWith('A'),
        short: short || code.slice(2),
        others: others === '' ? [] : others.split(';'),
        zh: zh.replace(/\(.*\)/, ''),
        ja,
        ko,
        local,
      }
    })
}

/** All places, by code. */
export const PLACES: readonly PlaceEntry[] = readTable()

const byRegion = new Map<string, PlaceEntry[]>()

/** Places of a kind in some countries: sea ports, inland points, or cities with an airport. */
export function placesOf(countries: readonly string[], kind: 'port' | 'inland' | 'airport'): PlaceEntry[] {
  const key = `${countries.join()} ${kind}`
  let places = byRegion.get(key)
  if (!places) {
    places = PLACES.filter(
      (place) =>
        countries.includes(place.country) &&
        (kind === 'airport' ? place.airport : kind === 'inland' ? place.inland : !place.inland),
    )
    byRegion.set(key, places)
  }
  return places
}
