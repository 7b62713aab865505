import type { End } from './lane-ends.ts'
import { placeLikeness } from './place-likeness.ts'

/** What heads a column, with the end of the lanes that the words beside it say it is. */
export interface HeadedEnd {
  /** The words that may be a place. */
  readonly place: string
  readonly end: End | null
}

const BEFORE: readonly (readonly [End, RegExp])[] = [
  [
    'origin',
    /(?:^|\s)(?:ex|from|pol|(?:port of )?loading(?: port)?|load port|desde|salida|origen|ab|von|départ(?: de)?|из|kalkış|từ)(?:\s*[:：.-]+\s*|\s+)(\S.*)$/iu,
  ],
  [
    'origin',
    /^(?:起运港|起運港|装货港|裝貨港|装运港|出发港|始发港|積港|積地|선적항|출발항)\s*[:：]?\s*(\S.*)$/u,
  ],
  [
    'destination',
    /(?:^|\s)(?:to|pod|(?:port of )?discharge(?: port)?|nach|hacia|destino|vers|naar|varış|đến)(?:\s*[:：.-]+\s*|\s+)(\S.*)$/iu,
  ],
  [
    'destination',
    /^(?:目的港|卸货港|卸貨港|到达港|仕向港|仕向地|揚港|揚地|양하항|도착항)\s*[:：]?\s*(\S.*)$/u,
  ],
]
const BEHIND: readonly (readonly [End, RegExp])[] = [
  [
    'origin',
    /^(\S.*?)\s*(?:起运|起運|始发|出发|出發|出口|出|发|發|発|積み?|출발|출항|선적|발|çıkışlı|kalkışlı|çıkış)$/u,
  ],
  ['destination', /^(\S.*?)\s*(?:到达|到達|向け?|揚げ?|着|도착|양하|향|행|varışlı|varış)$/u],
]

/** "ex BKK", "POL : BKK", "Freight to Hamburg", 上海起运, "Mersin çıkışlı": the words beside the place say which end it is. */
export function headedEnd(heading: string): HeadedEnd {
  for (const [end, pattern] of [...BEFORE, ...BEHIND]) {
    const place = pattern.exec(heading)?.[1]?.trim()
    if (place && placeLikeness(place) > 0) return { place, end }
  }
  return { place: heading, end: null }
}
