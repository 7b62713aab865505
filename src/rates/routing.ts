import { isPassage } from '../reference/waters.ts'

/** Routing and validity phrases inside remarks and service columns. */

export interface RoutingPhrases {
  /** Texts of the places after "T/S", "via", "经…中转". */
  readonly transshipment: readonly string[]
  readonly via: readonly string[]
}

const END = String.raw`(?=[;,.()（）\n；，。]|\s[-–+|]\s|\s(?:and|or|with|on|only|service|direct|at|incl|y|und|by)\b|$)`
const TRANSSHIPMENT = [
  new RegExp(
    String.raw`\b(?:t/s|t\.s\.|ts|trans?-?\s?ship(?:ment|ped|s)?(?:\s+port)?|tras?n?s?bord(?:ement|o)|transbordo|aktarma|umladung)(?:\s*(?:at|in|via|en|à|a|em|@|:|port))?\s+([\p{L}][\p{L}\s'./-]{1,30}?)${END}`,
    'giu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:перевалк[аоу]\p{L}*|трансшипмент\p{L}*|przeładun\p{L}*)\s+(?:через|порт|в|w|przez|port)?\s*([\p{L}][\p{L}\s'./-]{1,30}?)${END}`,
    'giu',
  ),
  /(?:[经經]由?|在|于|於)\s*([\p{Script=Han}（）()]{2,8}?)\s*(?:中[转轉]|[转轉換换]船|[转轉][运運])/gu,
  /(?<![\p{Script=Han}])([\p{Script=Han}]{2,6}?)(?:中[转轉]|[转轉換换]船|[转轉][运運])/gu,
]
const VIA = [
  new RegExp(
    String.raw`(?<!\p{L})(?:via|vía|vía|über|ueber|over|o/c|qua|por|через|przez|tramite)\s*:?\s+(?:порт\s+)?([\p{L}][\p{L}\s'./-]{1,30}?)${END}`,
    'giu',
  ),
  /(?:[经經]由?|[经經]停)\s*([\p{Script=Han}]{2,6})(?!.*(?:中[转轉]|[转轉換换]船))/gu,
  /([\p{Script=Hangul}]{2,8}|\p{Lu}[\p{Script=Latin} ]{1,20}?)\s*(?:경유|환적)/gu,
  /([\p{Script=Han}]{2,6}|[A-Z]{2,5})\s*(?:转|轉)\s*(?:火车|火車|铁路|鐵路|卡车|拖车|内陆|內陸|驳船)/gu,
  /([\p{Script=Katakana}\p{Script=Han}ー]{2,8}|\p{Lu}[\p{Script=Latin} ]{1,20}?)\s*(?:経由)/gu,
]

/** A word that every pattern above begins or ends with: most remarks have none, and need not be searched eight times. */
const ROUTING_WORD =
  /\b(?:t\/s|t\.s\.|ts|tran|tras|aktarma|umladung|vi|v\u00eda|über|ueber|over|o\/c|qua|por|przez|tramite|przeła)|через|перевалк|трансшип|转|轉|[換换]船|[经經]|경유|환적|経由/iu

/** Whether a remark may route through a place; false is certain. */
export const mayRoute = (text: string): boolean => ROUTING_WORD.test(text)

/** The places that a remark routes through, as written; the caller resolves them and drops what is no place. */
export function routingPhrases(text: string): RoutingPhrases {
  const transshipment = matches(text, TRANSSHIPMENT)
  const via = matches(text, VIA).filter((place) => !transshipment.includes(place) && !isPassage(place))
  return { transshipment, via }
}

function matches(text: string, patterns: readonly RegExp[]): string[] {
  const found: string[] = []
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const place = match[1]!.trim()
      if (place.length >= 2 && !found.some((other) => other === place || other.includes(place)))
        found.push(place)
    }
  }
  return found
}

const SHIP_CHANGES = /^\W*(?:t\/s|t\.s\.?|trans?-?\s?ship|tras?bord)/iu
const PASSES = /^\W*(?:via|vía|über)(?!\p{L})/iu

/** Whether the cells of a column tell ports where ships change ("T/S CMB") from ports that are passed ("VIA DAR"). */
export function tellsRoutingApart(texts: Iterable<string>): boolean {
  let changes = false
  let passes = false
  for (const text of texts) {
    changes ||= SHIP_CHANGES.test(text)
    passes ||= PASSES.test(text)
    if (changes && passes) return true
  }
  return false
}

/** A remark that says nothing but until or from when its row holds ("to 15/01 only", "valid till 20 Jan", "Valid 1 to 14 Dec"). */
const VALIDITY_REMARK =
  /^\s*(?:(?:only|valid|validity|vàlid|offer|rate)\s*)*(?:valid\s+)?(?:to|till?|until|up\s?to|thru|through|from|ab|bis|hasta|desde|até|đến|至|截止|ab dem|bis zum)\b.{2,40}$|^\s*valid(?:ity)?\s*[:：]?\s*\d.{2,40}$/iu

export const isValidityRemark = (text: string): boolean =>
  text.length <= 60 && /\d/.test(text) && VALIDITY_REMARK.test(text)
