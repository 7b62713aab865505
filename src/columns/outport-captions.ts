import { type Direction, directionOfTitle } from '../reference/direction.ts'
import type { ContextCell, Table } from '../tables/table.ts'
import type { End } from './lane-ends.ts'
import { withoutSurchargesOnTop } from './on-top.ts'

const LONGEST_CAPTION = 160
const END = '\\b(origin|pol|load(?:ing)?(?: port)?|export|dest(?:ination)?|pod|discharge(?: port)?|import)\\b'
const ADDED = '(?:outports?|arbitrar\\w*|add[- ]?ons?|inland points?)'
/** "ORIGIN OUTPORTS", "Outports at destination". */
const OUTPORTS = new RegExp(
  `${END}[\\s-]*(?:side[\\s-]*)?${ADDED}|${ADDED}\\s+(?:at|on|of)\\s+(?:the\\s+)?${END}`,
  'iu',
)
const DESTINATION = /^(?:dest|pod|disch|import)/iu
const PRE_CARRIAGE = /vorlauf|pre-?[ ]?carriage|pr[ée]-?acheminement|preacarreo/iu
const ON_CARRIAGE = /nachlauf|on-?[ ]?carriage|post-?acheminement/iu
/** Ocean freight is paid apart. */
const BESIDE_FREIGHT =
  /(?:zzgl\.?|zuz[üu]glich|plus|in addition to|on top of|excl\w*\.?(?: of)?|en sus d[eu]|add(?:ed)? to|m[áa]s)\s+(?:the |der |la |le |el )?(?:ocean |sea |see|base )?\s?(?:freight|fracht|rate|fret|flete)/iu
const ON_TOP =
  /on top of|bovenop|加價|加价|추가금|가산|arbitrar|\badd[- ]?ons?\b|\b(?:2nd|second) leg\b|\bon-?forwarding\b|\bout-?ports?\b|nebenh[äa]fen|aufschl[äa]ge?|zuschl[äa]ge? (?:zum|auf|f[üu]r)|segundo tramo|(?:adicional(?:es)?|recargos?|suplementos?) (?:sobre|a) |deuxi[eè]me (?:tron[çc]on|segment)|suppl[eé]ments? (?:sur|au) |доплат|二程/iu
/** A heading of prices that are added to others. */
const ADD_ON =
  /\badd[- ]?ons?\b|\barbitrar(?:y|ies)\b|on-?forwarding|zuschlag|aufschlag|(?<!\p{L})(?:adicional|suplemento|suppl[eé]ment|supplemento|доплата)(?!\p{L})|加成|附加/iu
export const isAddOn = (heading: string): boolean => ADD_ON.test(heading)

/** The end whose outports the nearest caption above says the table is of. */
export function outportsIn({ context }: Table): End | null {
  let nearest: { row: number; end: End } | null = null
  for (const { position, kind, row, text } of context) {
    if (position !== 'above' || kind === 'note' || row === null || text.length > LONGEST_CAPTION) continue
    const found = OUTPORTS.exec(text)
    const word = found?.[1] ?? found?.[2]
    if (!word || row <= (nearest?.row ?? -1)) continue
    nearest = { row, end: DESTINATION.test(word) ? 'destination' : 'origin' }
  }
  return nearest?.end ?? null
}

/**
 * "Vorlauf zum Seehafen, zzgl. Seefracht": the end whose inland leg the titles say is priced on top of ocean freight.
 */
export function carriageIn({ context }: Table): End | null {
  for (const cell of context) {
    if (!speaksForAll(cell) || !BESIDE_FREIGHT.test(withoutSurchargesOnTop(cell.text))) continue
    if (PRE_CARRIAGE.test(cell.text)) return 'origin'
    if (ON_CARRIAGE.test(cell.text)) return 'destination'
  }
  return null
}

/** Exports or imports, by the titles and the name of the sheet; null where they say neither, or both. */
export function wayOf(table: Table): Direction | null {
  const ways = table.context.flatMap(({ kind, position, text }) =>
    (kind === 'title' || kind === 'sheet_name') && position !== 'below' && text.length <= LONGEST_CAPTION
      ? (directionOfTitle(text) ?? [])
      : [],
  )
  return new Set(ways).size === 1 ? ways[0]! : null
}

/** The end at which inland points lie by which way the cargo goes: those of imports behind the destination. */
export function wayIn(table: Table): End | null {
  const way = wayOf(table)
  return way && (way === 'import' ? 'destination' : 'origin')
}

/** Whether a title or caption says that the prices come on top of others. */
export function saysOnTop({ context }: Table): boolean {
  return context.some((cell) => speaksForAll(cell) && ON_TOP.test(withoutSurchargesOnTop(cell.text)))
}

function speaksForAll({ kind, position, text }: ContextCell): boolean {
  return (
    position !== 'below' &&
    position !== 'workbook' &&
    position !== 'inside' &&
    kind !== 'note' &&
    text.length <= LONGEST_CAPTION
  )
}
