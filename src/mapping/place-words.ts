import { resolvePlaces } from '../places/resolve-places.ts'
import { readCountry } from '../reference/countries.ts'

/** The start of a leg: "EX HAIPHONG", "from Shanghai", "ab Hamburg", "上海出口". */
export const FROM =
  /(?:^|[\s(（:：\-–—,.])(?:ex(?=-)-?|ex|fm|from|origin|pol|port of loading|desde|ab|von|départ|au départ d[eu]|du|da|saindo de|từ|kalkış|из|от)(?:[\s:.]+|(?<=-))(?:port of |ports? |the )?([^()（）;；|\n]{2,60})/iu
export const TO =
  /(?:^|[\s(（:：\-–—,.])(?<!subject )(?:to|into|destination|pod|port of discharge|nach|hacia|hasta|para|vers|đi|đến|varış|(?:importaci[oó]n|importa[cç][aã]o|importazione|import) [aà])[\s:.]+(?:port of |ports? |the )?([^()（）;；|\n]{2,60})/iu
/** Where the words of a place end inside a caption. */
export const PLACE_END =
  /\s+(?:to|into|nach|hacia|a|vers|via|valid\w*|g[üu]e?ltig|vigente|vigencia|geldig|effective|eff\.?|for|by|per|in|on|rates?|freight|fak|export|import|all|rate|as|is|are|with|từ|đến|đi|20\d\d|usd|eur|jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b.*$|\s+[-–—|]\s+(?:valid|export|import|rate|fak|update|[A-Z]{3}\b(?=\s*(?:$|[/.,;:|)–—-]|per\b))|usd|eur|\d).*$|\s*[,.:;]\s*(?:same|idem|valid\w*|v[áa]lid\w*|g[üu]e?ltig|vigente|vigencia|geldig|export|import|rates?|fak|usd|eur|in |en )\b.*$/iu

/** "via Panama. Subject to AMS", but "St. Petersburg": a sentence ends behind a long word. */
const SENTENCE_END = /(?<=\p{L}{4})\.\s+\p{L}.*$/su
/** "Subject to AMS and destination charges" names no destination. */
const NO_PLACE =
  /^(?:(?:local|terminal|port|delivery|other|all|any|applicable)\s+)*(?:charges?|fees?|costs?|surcharges?|thc|haulage|handling|arbitrar\w*|add-?ons?|side|ends?|free time|duties|customs|taxes|documents?|documentation)\b/iu

export function caught(pattern: RegExp, text: string): string | null {
  const words = pattern
    .exec(text)
    ?.slice(1)
    .find((group) => group !== undefined && !NO_PLACE.test(group))
    ?.replace(SENTENCE_END, '')
    ?.replace(PLACE_END, '')
    .replace(/[\s,.\-–—:]+$/, '')
    .trim()
  return words && words.length >= 2 ? words : null
}

export function placeIn(text: string, rightlySpelt = false): boolean {
  if (text.length < 2 || text.length > 60) return false
  if (readCountry(text)) return true
  const { places } = resolvePlaces(text)
  return (
    places.length > 0 &&
    places.some((place) => {
      // A word of a sentence is a letter away from some village.
      const misspelt = place.flags.some(({ code }) => code === 'place-misspelt')
      return (
        (place.unlocode !== null && !misspelt) ||
        (place.country !== null && !(rightlySpelt && misspelt)) ||
        place.group
      )
    })
  )
}

export function isPort(text: string): boolean {
  return resolvePlaces(text).places.some(
    ({ unlocode, flags }) => unlocode !== null && !flags.some(({ code }) => code === 'place-misspelt'),
  )
}

/** One place by its right name, of which there is one. */
export function isExactly(text: string): boolean {
  const { places } = resolvePlaces(text)
  return places.length === 1 && places[0]!.unlocode !== null && places[0]!.flags.length === 0
}

/** One of several places of that name. */
export function isHomonym(text: string): boolean {
  return resolvePlaces(text).places.some(({ alternatives }) => alternatives.length > 1)
}

/** Letters that stand for a country and hardly ever for anything else. */
const COUNTRY_LETTERS = /^(?:UK|USA|UAE|KSA|PRC|RSA)$/
/** The countries that one to three neighbouring words of a text name, long names first. */
export function countriesIn(text: string): string[] {
  const words = text.split(/[\s,;:()（）/\-–—]+/).filter((word) => word !== '')
  const found: string[] = []
  for (let length = 3; length >= 1; length--)
    for (let at = 0; at + length <= words.length; at++) {
      const part = words.slice(at, at + length).join(' ')
      if ((part.length > 3 || COUNTRY_LETTERS.test(part)) && readCountry(part) && text.includes(part))
        found.push(part)
    }
  return found
}

/** "ROTTERDAM DECEMBER" is Rotterdam; "VIÑA DEL MAR" is no month. */
const MONTH_BEHIND =
  /\s+(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|february|march|märz|apr(?:il)?|june|juni|juin|july|juli|juillet|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|des(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|dezembro|novembro|outubro|setembro|aralık|kasım|ekim|eylül)\.?(?:\s+\d.*)?\s*$/iu

/** "EXPORT - HAIPHONG" and "1. SHANGHAI RATES" without what is no place. */
export function stripped(text: string): string {
  return text
    .replace(/\s+(?:wk|week|kw|q[1-4]|20[2-4]\d|usd|eur|us\$)(?![\p{L}]).*$|\s+(?:wk|kw)\d.*$/iu, ' ')
    .replace(MONTH_BEHIND, ' ')
    .replace(
      /\b(?:export|import|outbound|inbound|rates?|tariff|fcl|lcl|fak|ex|from|pol|pod|origin)\b/giu,
      ' ',
    )
    .replace(/^\s*(?:\d+|[A-Z])[.)]\s+/, '')
    .replace(/出口|进口|運價|运价|[-–—_:|]+(?=\s|$)|^\s*[-–—_:|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
