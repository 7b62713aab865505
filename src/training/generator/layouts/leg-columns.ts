import type { Lane } from '../lanes.ts'
import { placeStyle, placeText } from '../values/places.ts'
import { type Language, type Wordings, wordings } from '../vocabulary/languages.ts'
import { placesOf } from '../vocabulary/places.ts'
import type { ColumnList } from './column-list.ts'

/** Days of a part of the way, of which the transit time of the lane is the sum. */
const LEGS: readonly Wordings[] = [
  {
    en: 'Pickup to Port (days)|Door to Port days|Origin dwell days|Pre-carriage days|Days to POL|Cut-off to sailing (days)',
    es: 'Días hasta puerto|Recogida a puerto (días)',
    de: 'Vorlauf (Tage)|Tage bis Hafen',
    fr: 'Pré-acheminement (jours)',
    zh: '提货至港口(天)',
  },
  {
    en: 'Port to Port (days)|P2P days|Port-Port TT|Sea leg (days)|PTP Transit|Ocean leg days',
    es: 'Puerto a puerto (días)',
    de: 'Hafen-Hafen (Tage)',
    fr: 'Port à port (jours)',
    zh: '港到港(天)',
  },
  {
    en: 'Port to Door (days)|Port-Door days|On-carriage days|POD to door TT|Destination leg (days)|Discharge to delivery days',
    es: 'Puerto a puerta (días)',
    de: 'Nachlauf (Tage)',
    fr: 'Post-acheminement (jours)',
    zh: '港口至门(天)',
  },
]
const WHOLE: Wordings = {
  en: 'DTD Transit (days)|Door to Door days|Total Transit (days)|Total TT|D2D transit time|Total lead time (days)|Overall transit',
  es: 'Tránsito total (días)',
  de: 'Gesamtlaufzeit (Tage)|Laufzeit gesamt',
  fr: 'Transit total (jours)',
  zh: '总时效(天)',
}
const HUBS: Wordings = {
  en: 'No. of Transship Ports|No. of T/S|# Transshipments|Number of transshipments|T/S count|Stops|No. of stops',
  es: 'N° de transbordos|Escalas',
  de: 'Anzahl Umladungen',
  fr: 'Nb de transbordements',
  zh: '中转次数',
}
const CATCHMENT: Wordings = {
  en: 'Cities Included in {lane}|Cities covered|Catchment|Cities incl.|Included cities|Also valid for|Area covered|Cities in zone',
  es: 'Ciudades incluidas|Zona de cobertura',
  de: 'Enthaltene Orte|Einzugsgebiet',
  fr: 'Villes incluses',
  zh: '包含城市|覆盖城市',
}

/** The transit time of a tender in legs: only the whole is the lane's; and how often the box changes ship. */
export function addLegs(list: ColumnList, lanes: readonly Lane[]): void {
  const { random, headings, language } = list.sender
  const words = (of: Wordings): string => headings.dress(random.pick(wordings(of, language as Language)))
  const days = lanes.map((lane) => [random.int(1, 7), lane.days, random.int(1, 8)] as const)
  const legs = random.chance(0.7) ? [0, 1, 2] : random.pick([[0, 1], [1, 2], [1]])
  const push = (heading: string, field: 'transit_days' | null, cells: readonly number[]): void => {
    list.columns.push({ zone: 'terms', heading: [heading], field, cells })
  }
  if (random.chance(0.6))
    push(
      words(HUBS),
      null,
      lanes.map((lane) => (lane.transshipment ? random.int(1, 2) : 0)),
    )
  for (const leg of legs)
    push(
      words(LEGS[leg]!),
      null,
      days.map((parts) => parts[leg]!),
    )
  push(
    words(WHOLE),
    'transit_days',
    days.map((parts) => parts[0] + parts[1] + parts[2]),
  )
}

/** What else an end of the lane stands for: its own name and those of its neighbours. */
export function addCatchment(list: ColumnList, lanes: readonly Lane[], end: 'origin' | 'destination'): void {
  const { random, headings, language } = list.sender
  const style = { ...placeStyle(random, language, end), form: 'name' as const, routed: 0 }
  const lists = new Map<string, string>()
  const cells = lanes.map((lane) => {
    const own =
      end === 'origin' ? (lane.receipt ?? lane.origins[0]!) : (lane.delivery ?? lane.destinations[0]!)
    let text = lists.get(own.code)
    if (text === undefined) {
      const around = random
        .sample([...placesOf([own.country], 'inland'), ...placesOf([own.country], 'port')], random.int(0, 3))
        .filter((place) => place !== own)
      text = [own, ...around].map((place) => placeText(place, style, random)).join(', ')
      lists.set(own.code, text)
    }
    return text
  })
  const heading = random
    .pick(wordings(CATCHMENT, language as Language))
    .replace('{lane}', random.pick(['Lane', 'Origin Lane', 'Zone', 'Origin', 'lane area']))
  list.columns.push({ zone: 'ends', heading: [headings.dress(heading)], field: 'remarks', cells })
}
