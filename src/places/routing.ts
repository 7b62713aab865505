import { isPassage } from '../reference/waters.ts'

/** Routing that a cell gives beside its place: "CHICAGO VIA LAX", "Poti T/S Istanbul", 上海转釜山. */

export interface Routing {
  /** The text with routing blanked out, of the same length: positions still hold. */
  readonly rest: string
  readonly parts: readonly {
    readonly kind: 'via' | 'transshipment'
    readonly start: number
    readonly end: number
  }[]
}

const MARKERS: readonly { readonly kind: 'via' | 'transshipment'; readonly pattern: RegExp }[] = [
  {
    kind: 'transshipment',
    pattern:
      /(?:经|經|在)(?=[^\s,;/()]{2,12}(?:中转|中轉|转|轉))|(?:\b(?:w\/|with\s+|by\s+)?t\/s\b|\bt\.s\.|\bTS\b(?!\s*$)|\btrans?-?ship(?:ment|ped|ping|s)?\b|\btrasbordo\b|\btransbordo\b|\btransbordement\b|\bumladung\b|\bumschlag\b|\baktarma\b|chuyển tải|^\s*CT(?=:?\s+\p{Lu}\p{L}{2})|(?<!\p{L})(?:перевалк|трансшипмент|przeładun)\p{L}*(?:\s+(?:через|в|w|przez)(?!\p{L}))?|中转|中轉|转|轉|환적)\s*(?:port|hafen|puerto)?\s*(?:at\b|in\b|en\b|em\b|via\b|over\b|über\b|qua\b|tại\b|港)?[\s:.=-]*/iu,
  },
  {
    kind: 'via',
    pattern:
      /(?:\b(?:routing\s+|routed\s+)?(?:via|vía|vià|thru|through|over|c\/o|o\/c)\b|(?<!\p{L})(?:über|ueber|через(?:\s+порт)?|przez|tramite)(?!\p{L})|(?<!\p{L})qua\b|经由|經由|经|經|経由)[\s:.=-]*/iu,
  },
]

/** Words behind the place that mean the same: "釜山经由", "釜山中转". */
const TRAILING = /^(.+?)\s*(经由|經由|経由|中转|中轉|转|轉|경유|환적|t\/s|transshipment|transhipment)$/iu
/** One place of which nothing is said but that ships change there. */
const SHIPS_CHANGE =
  /^\s*((?!.*[经經在由至到→])\p{L}[\p{L} .'/-]{0,24}?)\s*(?:(?<=^\s*[A-Z]{3}\s*)[转轉]|中转|中轉|转船|轉船|換船|换船|转运|轉運|積み?替え?|환적|aktarmal[ıi])\s*$/iu

/** "LA转火车": from there on by rail, road or barge. */
const ONWARD_BY_LAND =
  /^\s*(\p{L}[\p{L} .'-]{0,20}?)\s*[转轉]\s*(?:火车|火車|铁路|鐵路|卡车|卡車|拖车|拖車|内陆|內陸|驳船|駁船)\s*$/u

const WORD = /\p{L}/u

/** Takes the routing out of a text. A bracket or a line end closes it. */
export function takeRouting(text: string): Routing {
  let rest = text
  const alone = SHIPS_CHANGE.exec(text)?.[1]
  if (alone !== undefined) {
    // A cell of a column of routings: "SIN中转", beside "直达" in the others.
    const start = text.indexOf(alone)
    const part = { kind: 'transshipment' as const, start, end: start + alone.length }
    return { rest: ' '.repeat(text.length), parts: [part] }
  }
  const landed = ONWARD_BY_LAND.exec(text)?.[1]
  if (landed !== undefined) {
    const start = text.indexOf(landed)
    const part = { kind: 'via' as const, start, end: start + landed.length }
    return { rest: ' '.repeat(text.length), parts: [part] }
  }
  const behind = /(?:^|[(/;,\n])([^(/;,\n]+?)\s*(?:経由|경유)(?=[^)\s])/u.exec(text)
  if (behind) {
    // Japanese and Korean name the routing before the word: 釜山経由ロサンゼルス.
    const start = behind.index + behind[0].indexOf(behind[1]!)
    const end = behind.index + behind[0].length
    const parts = [{ kind: 'via' as const, start, end: start + behind[1]!.length }]
    return { rest: text.slice(0, start) + ' '.repeat(end - start) + text.slice(end), parts }
  }
  const parts: { kind: 'via' | 'transshipment'; start: number; end: number }[] = []
  for (let round = 0; round < 4; round++) {
    const found = firstMarker(rest)
    if (!found) break
    const { kind, start, bodyStart } = found
    const open = rest.lastIndexOf('(', start)
    const bracketed = open >= 0 && !rest.slice(open, start).includes(')')
    const close = bracketed ? rest.indexOf(')', bodyStart) : -1
    const next = firstMarker(rest.slice(bodyStart))
    const lineEnd = rest.slice(bodyStart).search(/[\n;]/)
    let end = rest.length
    if (close >= 0) end = close
    if (lineEnd >= 0) end = Math.min(end, bodyStart + lineEnd)
    if (!bracketed && rest.indexOf('(', bodyStart) >= 0) end = Math.min(end, rest.indexOf('(', bodyStart))
    if (next) end = Math.min(end, bodyStart + next.start)
    const body = rest.slice(bodyStart, end)
    const trimmed = body.replace(
      /\s*(?:中转|中轉|转|轉|경유|환적|経由|铁路|鐵路|火车|火車|卡车|拖车|驳船)\s*$/u,
      '',
    )
    if (WORD.test(trimmed) && !(kind === 'via' && isPassage(trimmed)))
      parts.push({ kind, start: bodyStart, end: bodyStart + trimmed.length })
    const from = bracketed ? open : start
    const to = close >= 0 && end === close ? close + 1 : end
    rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to)
  }
  const bracket = /\(([^()]*)\)/.exec(rest)
  if (parts.length === 0 && bracket) {
    const trailing = TRAILING.exec(bracket[1]!)
    if (trailing) {
      const kind = /由|경유/.test(trailing[2]!) ? 'via' : 'transshipment'
      const start = bracket.index + 1
      parts.push({ kind, start, end: start + trailing[1]!.length })
      rest =
        rest.slice(0, bracket.index) +
        ' '.repeat(bracket[0].length) +
        rest.slice(bracket.index + bracket[0].length)
    }
  }
  return { rest, parts }
}

function firstMarker(
  text: string,
): { kind: 'via' | 'transshipment'; start: number; bodyStart: number } | null {
  let first: { kind: 'via' | 'transshipment'; start: number; bodyStart: number } | null = null
  for (const { kind, pattern } of MARKERS) {
    const match = pattern.exec(text)
    // Behind the marker a place must follow: "中转" at the end belongs to what stands before it.
    if (!match || !WORD.test(text.slice(match.index + match[0].length))) continue
    if (!first || match.index < first.start || (match.index === first.start && kind === 'transshipment')) {
      first = { kind, start: match.index, bodyStart: match.index + match[0].length }
    }
  }
  return first
}
