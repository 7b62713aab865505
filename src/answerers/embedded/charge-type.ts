import { placeOfHeading } from '../../columns/header-name.ts'
import { foldHeader } from '../../columns/header-terms.ts'
import type { MappingQuestion } from '../../mapping/answerer.ts'
import type { PriceHeading } from '../../mapping/price-heading.ts'
import { FeatureSet, type SparseVector } from './logistic.ts'
import { saysAllIn, surroundingCues } from './surrounding-cues.ts'

/** Size of the hash space of the charge-type model. */
export const CHARGE_TYPE_BUCKETS = 2048
/** `none`: a column says row by row what the price is for. */
export const CHARGE_TYPE_CLASSES = ['base', 'total', 'surcharge', 'arbitrary', 'none'] as const

const ON_TOP = /add[- ]?on|on top|arbitrar|zuschl|加价|phụ thu|recargo/iu
const SURCHARGE =
  /surch|\bothers?\b|\botros\b|\boutros\b|sonstige|其他|khác|기타|phụ phí|附加费|recargo|zuschl|부대|諸|ek ücret|sobretaxa/iu
const TOTAL = /\btotal\b|all[- ]?in|总|總|합계|合計|gesamt|tổng|toplam/iu

/** What a title says of the kind of its prices; whether it is for export or LCL is another matter. */
const RELEVANT: ReadonlySet<string> = new Set(['says:all-in', 'title:on-top', 'title:surcharge'])
/** A statement about all prices counts for more than a word in a heading. */
const CUE = 2

/** Features of one price column for what its price is. */
export function chargeTypeFeatures(
  question: MappingQuestion,
  headings: readonly PriceHeading[],
  at: number,
): SparseVector {
  const set = new FeatureSet(CHARGE_TYPE_BUCKETS)
  const heading = headings[at]!
  // "Rail via Valencia" in a remark makes no add-on of what the rows price.
  const roles = new Set(
    question.understanding.columns.flatMap(({ role, also }) => (role === 'remarks' ? [] : [role, ...also])),
  )
  const column = question.columns.find(({ id }) => id === priceIds(question)[at])
  const { kind } = question.understanding
  const { charge, rest } = heading
  const lane = `${roles.has('origin')}${roles.has('destination')}`
  const about = new Set(surroundingCues(question.table).filter((cue) => RELEVANT.has(cue)))
  const ids = new Set(priceIds(question))
  const headed = question.columns.filter(({ id }) => !ids.has(id)).map(({ header }) => header.parts.join(' '))
  if (headed.some(saysAllIn)) about.add('says:all-in')
  set.add(`kind:${kind}`)
  // A code says which charge it is; "Zuschlag" only that the price is an extra.
  const reading = !charge
    ? 'none'
    : charge.code === null
      ? `word:${charge.type}`
      : `${charge.type}:${charge.exact}`
  set.add(`reading:${reading}`, 1.5)
  set.add(`reading:${reading}&kind:${kind}`)
  if (charge?.code) set.add(`code:${charge.code}`)
  if (charge?.category) set.add(`category:${charge.category}`)
  const bare = foldHeader(rest) === ''
  set.add(`bare:${bare}`)
  // The places that head a matrix say nothing of its prices.
  if (!column || placeOfHeading(column.header) === null) {
    for (const word of words(rest)) set.add(`w=${word}`)
    for (const word of words(column?.header.parent ?? '')) set.add(`p=${word}`, 0.6)
  }
  const name = column ? column.header.parts.join(' ') : ''
  if (TOTAL.test(name)) set.add('h:total', 3)
  if (ON_TOP.test(name)) set.add('h:on-top', 1.5)
  if (SURCHARGE.test(name)) set.add('h:surcharge', 3)
  for (const role of ['charge', 'charge_name', 'destination_via', 'origin_via'] as const)
    if (roles.has(role)) {
      set.add(`has:${role}`)
      set.add(`has:${role}&bare:${bare}`)
      if (role.endsWith('via')) set.add(`has:${role}&lane:${lane}`, 1.5)
    }
  if (about.has('title:on-top')) set.add(`on-top&lane:${lane}`, CUE)
  const totals = headings.some((_, other) => other !== at && TOTAL.test(nameOf(question, other)))
  if (totals) set.add('other-total')
  const charges = new Set(headings.map((other) => other.charge?.code ?? ''))
  if (charges.size > 1) set.add(`several-charges&reading:${reading}`)
  for (const cue of about) {
    set.add(cue, CUE)
    set.add(`${cue}&bare:${bare}`, CUE)
    set.add(`${cue}&reading:${reading}`, CUE)
  }
  return set.build()
}

function priceIds(question: MappingQuestion): number[] {
  return question.understanding.columns.filter(({ role }) => role === 'price').map(({ id }) => id)
}

function nameOf(question: MappingQuestion, at: number): string {
  return question.columns.find(({ id }) => id === priceIds(question)[at])?.header.parts.join(' ') ?? ''
}

function words(text: string): string[] {
  return foldHeader(text)
    .split(/[\s/'&+#]+/)
    .filter((word) => word !== '' && !/^\d+$/.test(word))
    .slice(0, 10)
}
