import { sideOf } from '../columns/heading-cues.ts'
import { resolvePlaces } from '../places/resolve-places.ts'
import { isPassageIn } from '../reference/waters.ts'
import type { LiteralAnswer } from './answerer.ts'
import { caught, FROM, isHomonym, placeIn, TO } from './place-words.ts'
import { isHeading, type Statement, TITLE_CHARACTERS } from './statements.ts'
import type { Wanted } from './wanted.ts'

const ON_TOP_OF =
  /\b(?:on top of|bovenop|added to|applicable over|based on|basis|over and above)\s+(?:the )?(?:base ports?(?!\s+(?:group|zone))\s*:?\s*|rates? (?:to|of|for) )?([^()（）;；|\n]{2,60})/iu
/** "Zuschlag auf die Rate Singapur", "adicional sobre a tarifa de Santos". */
const ON_RATE_TO =
  /(?<!\p{L})(?:zuschl[aä]ge?|aufschlag|recargos?|adicional(?:es)?|adicionais|suplementos?|suppl[eé]ments?|supplemento)\s+(?:auf|zu[rm]?|sobre|[aà]u?|sur|sul|sulla)\s+(?:\p{L}{1,3}\s+)?(?:raten?|fracht(?:raten?)?|tarifas?|fletes?|fretes?|taux|tarifs?|fret|nolo|tariffa)\s+(?:(?:nach|ab|bis|de|do|da|del|di|a|para|hasta|vers|pour|per)\s+)?([^()（）;；|\n]{2,60})/iu
/** 加於漢堡運費之上, ハンブルク運賃に加算, 함부르크 운임에 추가. */
const ON_RATE_UNSPACED =
  /(?:加|附加)[在於于]\s*([\p{Script=Han}]{2,6}?)(?:港)?(?:海?[運运]?[費费價价]|基本)|([\p{Script=Katakana}\p{Script=Han}ー]{2,10}?)(?:港|向け?)?(?:基本|海上)?運賃に(?:加算|追加)|([\p{Script=Hangul}]{2,8})\s*(?:기본|해상)?운임에\s?(?:추가|가산)/u
const VIA = /\b(?:via|vía)\s+(?:port of )?([^()（）;；|,\n]{2,40})/iu
/** "From Munich, DE (Door) via Hamburg, DE": the box goes to the port by land. */
const BEFORE_PORT = /\((?:door|sd|ramp|rail|truck|inland|cfs)[^()]*\)\s*,?\s*via\b/iu

/** "ON TOP OF LOS ANGELES" is the base of add-ons; "to Moscow via Vostochny" a gateway, elsewhere a transhipment. */
export function passedPort(
  statements: readonly Statement[],
  wanted: Wanted,
  found: readonly LiteralAnswer[],
): LiteralAnswer[] {
  const passed = ['transshipment_port', 'origin_via', 'destination_via'] as const
  const filled = passed.some((field) => wanted.columns.has(field))
  const literals: LiteralAnswer[] = []
  for (const statement of statements) {
    const { text, cell } = statement
    if (!isHeading(statement) || text.length > TITLE_CHARACTERS || cell.kind === 'file_name') continue
    // "ORIGIN VIA: BUSAN, KOREA" over a table of its own.
    if (statement.fields[0] === 'via' && (placeIn(text) || isHomonym(text))) {
      const keyed = viaField(statement, found)
      if (!wanted.columns.has(keyed))
        literals.push({ field: keyed, context: statement.context, text: text.trim(), confidence: 0.8 })
      continue
    }
    if (filled && !wanted.arbitrary) continue
    const whole = statement.key ? `${statement.key} ${text}` : text
    const words = wanted.arbitrary
      ? (caught(ON_TOP_OF, whole) ?? caught(ON_RATE_TO, whole) ?? caught(ON_RATE_UNSPACED, whole))
      : caught(VIA, whole)
    if (!words || !placeIn(words) || isPassageIn(words, whole) || ofAnotherLane(statement, found)) continue
    const inland = isInland(words, found)
    const field = wanted.arbitrary
      ? wanted.columns.has('destination')
        ? 'destination_via'
        : 'origin_via'
      : inland
        ? 'destination_via'
        : BEFORE_PORT.test(text) && isInland(words, found, 'origin')
          ? 'origin_via'
          : 'transshipment_port'
    if (wanted.columns.has(field)) continue
    literals.push({ field, context: statement.context, text: words, confidence: 0.6 * statement.nearness })
  }
  return literals
}

/** "From Surabaya via Singapore to Valencia" is no routing of the lane that a nearer caption gives. */
function ofAnotherLane(statement: Statement, found: readonly LiteralAnswer[]): boolean {
  if (caught(FROM, statement.text) === null || caught(TO, statement.text) === null) return false
  const best = found
    .filter(({ field }) => field === 'destination')
    .reduce<LiteralAnswer | null>((a, b) => (a && a.confidence >= b.confidence ? a : b), null)
  return best !== null && best.context !== statement.context
}

/** "ORIGIN VIA" and "DESTINATION VIA" say which side; a plain "Via" is a gateway or a transhipment by where it lies. */
function viaField(
  { key, text }: Statement,
  found: readonly LiteralAnswer[],
): 'origin_via' | 'destination_via' | 'transshipment_port' {
  const side = sideOf(key)
  if (side) return `${side}_via`
  return isInland(text, found) ? 'destination_via' : 'transshipment_port'
}

function isInland(
  words: string,
  found: readonly LiteralAnswer[],
  side: 'origin' | 'destination' = 'destination',
): boolean {
  const end = found.find(({ field }) => field === side)
  return end !== undefined && countryOf(end.text) === countryOf(words)
}

function countryOf(text: string): string | null {
  return resolvePlaces(text).places[0]?.country ?? null
}
