import { foldHeader } from '../../columns/header-terms.ts'
import type { MappingQuestion } from '../../mapping/answerer.ts'
import type { PriceHeading } from '../../mapping/price-heading.ts'
import { FeatureSet, type SparseVector } from './logistic.ts'

/** Size of the hash space of the charge-type model. */
export const CHARGE_TYPE_BUCKETS = 2048
/** `none`: a column says row by row what the price is for. */
export const CHARGE_TYPE_CLASSES = ['base', 'total', 'surcharge', 'arbitrary', 'none'] as const

const ALL_IN =
  /all[- ]?in(?:clusive)?\b|\ball incl|全包|包干|总价|總價|todo incluido|tudo incluso|alles inklusive|trọn gói|올인|オールイン|her şey dahil|(?:incl\w*|inclusive)[ .:]+(?:of )?(?:baf|gri|lss|ebs)/iu
const NOT_ALL_IN = /not all[- ]?in|excl\w* all|subject to/iu
const ON_TOP =
  /add[- ]?ons?\b|on top of|arbitrar|outport|inland|nachlauf|vorlauf|hinterland|ramp|zuschl[aä]ge? (?:zum|auf)|加价|内陆|phụ thu|recargo interior|内陸/iu
const SURCHARGE =
  /surcharge|local charge|phụ phí|附加费|recargos?|zuschl|gastos locales|衍生|杂费|부대비용|諸掛|ek ücret|sobretaxa/iu
const TOTAL = /\btotal\b|all[- ]?in|总|總|합계|合計|gesamt|tổng|toplam/iu

/** Features of one price column for what its price is. */
export function chargeTypeFeatures(
  question: MappingQuestion,
  headings: readonly PriceHeading[],
  at: number,
): SparseVector {
  const set = new FeatureSet(CHARGE_TYPE_BUCKETS)
  const heading = headings[at]!
  const roles = new Set(question.understanding.columns.flatMap(({ role, also }) => [role, ...also]))
  const column = question.columns.find(({ id }) => id === priceIds(question)[at])
  const { kind } = question.understanding
  const { charge, rest } = heading
  set.add(`kind:${kind}`)
  const reading = charge ? `${charge.type}:${charge.exact}` : 'none'
  set.add(`reading:${reading}`, 1.5)
  set.add(`reading:${reading}&kind:${kind}`)
  if (charge?.code) set.add(`code:${charge.code}`)
  if (charge?.category) set.add(`category:${charge.category}`)
  const bare = foldHeader(rest) === ''
  set.add(`bare:${bare}`)
  for (const word of words(rest)) set.add(`w=${word}`)
  for (const word of words(column?.header.parent ?? '')) set.add(`p=${word}`, 0.6)
  const name = column ? column.header.parts.join(' ') : ''
  if (TOTAL.test(name)) set.add('h:total', 2)
  if (ON_TOP.test(name)) set.add('h:on-top', 1.5)
  if (SURCHARGE.test(name)) set.add('h:surcharge', 1.5)
  for (const role of ['charge', 'charge_name', 'destination_via', 'origin_via'] as const)
    if (roles.has(role)) {
      set.add(`has:${role}`)
      set.add(`has:${role}&bare:${bare}`)
    }
  const lane = `${roles.has('origin')}${roles.has('destination')}`
  set.add(`lane:${lane}`)
  const totals = headings.some((_, other) => other !== at && TOTAL.test(nameOf(question, other)))
  if (totals) set.add('other-total')
  const charges = new Set(headings.map((other) => other.charge?.code ?? ''))
  if (charges.size > 1) set.add('several-charges')
  for (const cue of surroundingCues(question)) {
    set.add(cue, 1.2)
    set.add(`${cue}&bare:${bare}`)
    set.add(`${cue}&reading:${reading}`)
  }
  return set.build()
}

function priceIds(question: MappingQuestion): number[] {
  return question.understanding.columns.filter(({ role }) => role === 'price').map(({ id }) => id)
}

function nameOf(question: MappingQuestion, at: number): string {
  return question.columns.find(({ id }) => id === priceIds(question)[at])?.header.parts.join(' ') ?? ''
}

const cues = new WeakMap<MappingQuestion, string[]>()

function surroundingCues(question: MappingQuestion): string[] {
  const known = cues.get(question)
  if (known) return known
  const found = new Set<string>()
  const own = question.context.slice(0, question.ownContext)
  const headings = question.columns.map(({ header }) => header.parts.join(' '))
  for (const text of [...headings, ...own.map((cell) => cell.text)])
    if (ALL_IN.test(text) && !NOT_ALL_IN.test(text)) found.add('says:all-in')
  for (const cell of own) {
    if (cell.position === 'below' || cell.position === 'inside' || cell.kind === 'note') continue
    if (ON_TOP.test(cell.text)) found.add('title:on-top')
    if (SURCHARGE.test(cell.text)) found.add('title:surcharge')
  }
  const result = [...found]
  cues.set(question, result)
  return result
}

function words(text: string): string[] {
  return foldHeader(text)
    .split(/[\s/'&+#]+/)
    .filter((word) => word !== '' && !/^\d+$/.test(word))
    .slice(0, 10)
}
