import { matchHeader } from '../../columns/header-terms.ts'
import { type HeadingCue, headingCues, sideOf } from '../../columns/heading-cues.ts'
import { MAPPING_FIELDS, type MappingField } from '../../mapping/mapping.ts'
import { findCharges } from '../../reference/charges.ts'
import { readContainers } from '../../reference/containers.ts'
import { columnLetter } from '../../workbook/grid.ts'
import {
  type AnswerCheck,
  type AnswersUnderCheck,
  columnRange,
  columnsOf,
  type Doubt,
} from './answer-check.ts'

/** Cues of headings under which no price stands, and of those under which one does. */
const NO_PRICE: ReadonlySet<HeadingCue> = new Set<HeadingCue>([
  'transit',
  'days',
  'remark',
  'free',
  'sailing',
])
const OF_PRICES: ReadonlySet<HeadingCue> = new Set<HeadingCue>([
  'price',
  'charge',
  'currency',
  'total',
  'minimum',
  'basis',
])
/** Words of headings of places away from the sea. */
const INLAND =
  /\binland|\bramps?\b|\bpoints?\b|\bcit(?:y|ies)\b|\btowns?\b|\bort\b|\bicds?\b|内陆|内地|interior|depot/iu
/** A heading that equals a known one, or but for a typing error. */
const CLEAR = 0.9
/** Share of the values from which they say what a column is, whatever heads it. */
const PROVEN = 0.9

/**
 * Names of the reference list of headings under which a field may stand, where the trade calls it by another's name:
 * a POL column is the origin of a port-to-port sheet.
 */
const CALLED: Readonly<Partial<Record<MappingField, readonly string[]>>> = {
  origin: [
    'origin',
    'loading_port',
    'place_of_receipt',
    'inland_point',
    'base_port',
    'country',
    'group',
    'via',
  ],
  loading_port: ['loading_port', 'origin', 'base_port', 'via', 'unloading_port'],
  origin_via: ['via', 'base_port', 'loading_port', 'origin', 'transshipment_port'],
  destination: [
    'destination',
    'unloading_port',
    'place_of_delivery',
    'inland_point',
    'base_port',
    'country',
    'group',
    'via',
  ],
  unloading_port: ['unloading_port', 'destination', 'base_port', 'via'],
  destination_via: [
    'via',
    'base_port',
    'unloading_port',
    'destination',
    'transshipment_port',
    'loading_port',
  ],
  transshipment_port: [
    'via',
    'transshipment_port',
    'service_line',
    'remarks',
    'unloading_port',
    'destination',
  ],
  origin_country: ['country', 'origin', 'region', 'trade', 'loading_port', 'place_of_receipt'],
  destination_country: ['country', 'destination', 'region', 'trade', 'unloading_port', 'place_of_delivery'],
}
const ORIGIN_SIDE: ReadonlySet<string> = new Set([
  'loading_port',
  'place_of_receipt',
  'origin',
  'origin_code',
])
const DESTINATION_SIDE: ReadonlySet<string> = new Set([
  'unloading_port',
  'place_of_delivery',
  'destination',
  'destination_code',
])
const ORIGIN_FIELDS: ReadonlySet<MappingField> = new Set([
  'origin',
  'loading_port',
  'origin_via',
  'origin_code',
  'origin_country',
])
const DESTINATION_FIELDS: ReadonlySet<MappingField> = new Set([
  'destination',
  'unloading_port',
  'destination_via',
  'destination_code',
  'destination_country',
])
/** Pairs whose exchange is certain when both headings say so. */
const PAIRS: readonly (readonly [MappingField, MappingField])[] = [
  ['origin', 'destination'],
  ['effective_date', 'expiry_date'],
]
/** Groups of headings that exclude each other: a field of one under a heading of another is wrong. */
const KINDS: Readonly<Record<string, ReadonlySet<string>>> = {
  place: new Set([
    'origin',
    'loading_port',
    'place_of_receipt',
    'destination',
    'unloading_port',
    'place_of_delivery',
  ]),
  carrier: new Set(['carrier']),
  service: new Set(['service_line']),
  effective: new Set(['effective_date']),
  expiry: new Set(['expiry_date']),
  transit: new Set(['transit_time']),
  remarks: new Set(['remarks']),
  currency: new Set(['currency']),
  commodity: new Set(['commodity']),
  container: new Set(['container_type', 'container_size']),
  country: new Set(['country', 'origin_country', 'destination_country']),
  minimum: new Set(['minimum']),
  via: new Set(['via', 'transshipment_port']),
}
const KIND_OF_FIELD: Readonly<Partial<Record<MappingField | 'price', readonly string[]>>> = {
  carrier: ['carrier'],
  service_line: ['service', 'via', 'carrier', 'remarks'],
  origin: ['place', 'country', 'via'],
  destination: ['place', 'country', 'via'],
  loading_port: ['place', 'via'],
  unloading_port: ['place', 'via'],
  origin_country: ['country', 'place'],
  destination_country: ['country', 'place'],
  destination_via: ['via', 'place', 'remarks', 'service', 'country'],
  // "Transit type: Direct / T/S" says how cargo gets there, not how long that takes.
  transshipment_port: ['via', 'place', 'remarks', 'service', 'transit'],
  effective_date: ['effective', 'remarks'],
  expiry_date: ['expiry', 'effective', 'remarks'],
  transit_days: ['transit'],
  currency: ['currency'],
  commodity: ['commodity'],
  price: [],
}

/**
 * A column is held against its own heading: a POL column that is mapped to the destination, an expiry date under
 * "Valid from", prices under "Remarks". Only headings that are known word for word speak.
 */
export const columnHeadings: AnswerCheck = function* (answers) {
  const { mapping } = answers
  const wrong = new Map<MappingField, Doubt>()
  for (const field of MAPPING_FIELDS) {
    const ids = columnsOf(mapping[field])
    if (ids.length !== 1) continue
    const doubt = contradicted(answers, field, ids[0]!)
    if (doubt) wrong.set(field, doubt)
  }
  for (const [a, b] of PAIRS) {
    const first = wrong.get(a)
    const second = wrong.get(b)
    if (!first || !second) continue
    wrong.delete(a)
    wrong.delete(b)
    yield {
      ...first,
      severity: 'warning',
      touches: 'nothing',
      message: `${first.message} The same is true of ${b}, the other way round: they were exchanged.`,
      repairs: [
        { stage: 'mapping', field: a, after: mapping[b], certain: true },
        { stage: 'mapping', field: b, after: mapping[a], certain: true },
      ],
    }
  }
  yield* wrong.values()
  if (wrong.size === 0) yield* finerEnds(answers)
  yield* pricesUnderOtherHeadings(answers)
}

/** Ends and the points on the way to them, when each stands under the other's heading. */
function* finerEnds(answers: AnswersUnderCheck): Generator<Doubt> {
  const { mapping } = answers
  const heading = (field: MappingField) => {
    const id = mapping[field]
    return typeof id === 'number' ? headingOf(answers, id) : null
  }
  const passes = (text: string) =>
    headingCues(text).some((cue) => cue === 'via' || cue === 'transshipment' || cue === 'base')
  const inland = (text: string) => INLAND.test(text)
  const headed = (text: string, ...fields: readonly string[]) =>
    matchHeader(text).some(({ field }) => fields.includes(field))
  const port = (text: string) => headed(text, 'loading_port', 'unloading_port')
  // A place of delivery lies beyond any ramp.
  const last = (text: string) => inland(text) || headed(text, 'place_of_delivery', 'place_of_receipt')
  const pairs = [
    ['destination', 'destination_via'],
    ['destination', 'transshipment_port'],
    ['origin', 'origin_via'],
    ['origin', 'loading_port'],
    ['destination', 'unloading_port'],
  ] as const
  for (const [end, way] of pairs) {
    const first = heading(end)
    const second = heading(way)
    if (first === null || second === null || mapping[end] === mapping[way]) continue
    const finer = way === 'loading_port' || way === 'unloading_port'
    const exchanged = finer
      ? (port(first) && !port(second)) || (inland(second) && !inland(first))
      : (passes(first) && !passes(second)) || (inland(second) && !last(first))
    if (!exchanged) continue
    yield {
      ...doubtOf(answers, end, mapping[end] as number, first, way),
      message: `Column ${columnLetter(mapping[end] as number)} "${first}" is taken for ${end} and "${second}" for ${way}; their headings say the other way round.`,
    }
  }
}

function contradicted(answers: AnswersUnderCheck, field: MappingField, id: number): Doubt | null {
  const heading = headingOf(answers, id)
  if (!heading) return null
  const fields = matchHeader(heading)
    .filter(({ score }) => score >= CLEAR)
    .map((match) => match.field)
  const side = fields.every((one) => ORIGIN_SIDE.has(one))
    ? 'origin'
    : fields.every((one) => DESTINATION_SIDE.has(one))
      ? 'destination'
      : null
  const said = fields.length > 0 ? side : sideOf(heading)
  const wrongSide =
    (said === 'destination' && ORIGIN_FIELDS.has(field)) ||
    (said === 'origin' && DESTINATION_FIELDS.has(field))
  const exempt = CALLED[field]?.some(
    (name) => fields.includes(name) && !ORIGIN_SIDE.has(name) && !DESTINATION_SIDE.has(name),
  )
  if (wrongSide && !exempt && !field.endsWith('_via') && !field.endsWith('_date'))
    return doubtOf(answers, field, id, heading, said!)
  if (fields.length === 0) return null
  const allowed = KIND_OF_FIELD[field]
  const kinds = kindsOf(fields)
  if (!allowed || kinds.length === 0 || kinds.length < fields.length) return null
  // "From" and "To" head places and dates alike.
  if (field.endsWith('_date') && kinds.every((kind) => kind === 'place')) return null
  if (kinds.some((kind) => allowed.includes(kind))) return null
  const doubt = doubtOf(answers, field, id, heading, fields[0]!)
  if (!provenByValues(answers, field, id)) return doubt
  const message = `${doubt.message} Its values leave no doubt, and were believed.`
  return { ...doubt, severity: 'info', message, touches: 'nothing' }
}

/** Nearly every value is what the field holds, and can be nothing else: lines that sail head columns called "Service". */
function provenByValues({ columns, table }: AnswersUnderCheck, field: MappingField, id: number): boolean {
  const shares = columns[id - table.range.left]?.profile.shares
  if (field === 'carrier' || field === 'currency') return (shares?.[field] ?? 0) >= PROVEN
  return (field === 'origin' || field === 'destination') && (shares?.place ?? 0) >= PROVEN
}

function* pricesUnderOtherHeadings(answers: AnswersUnderCheck): Generator<Doubt> {
  // "Day 1-4" over what each of them costs.
  if (answers.understanding.kind === 'free_time') return
  for (const { id } of answers.mapping.rates) {
    const heading = headingOf(answers, id)
    if (!heading) continue
    const fields = matchHeader(heading)
      .filter(({ score }) => score >= CLEAR)
      .map(({ field }) => field)
    const cues = headingCues(heading)
    const kinds = kindsOf(fields)
    const other = fields.length > 0 && kinds.length === fields.length && !kinds.includes('container')
    const cued =
      fields.length === 0 &&
      cues.some((cue) => NO_PRICE.has(cue)) &&
      !cues.some((cue) => OF_PRICES.has(cue)) &&
      // "ETS EUR/TEU" is a charge, also where ETS may be a day of sailing.
      findCharges(heading).length === 0 &&
      readContainers(heading) === null
    if (!other && !cued) continue
    yield {
      ...doubtOf(answers, 'price', id, heading, fields[0] ?? cues[0]!),
      touches: [id],
    }
  }
}

function kindsOf(fields: readonly string[]): string[] {
  return fields.flatMap((field) =>
    Object.keys(KINDS)
      .filter((kind) => KINDS[kind]!.has(field))
      .slice(0, 1),
  )
}

/** The heading of a column where it is its own alone. */
function headingOf({ columns, table }: AnswersUnderCheck, id: number): string | null {
  const header = columns[id - table.range.left]?.header
  if (!header || header.borrowed || header.own === '') return null
  return header.own
}

function doubtOf(
  { table }: AnswersUnderCheck,
  field: MappingField | 'price',
  id: number,
  heading: string,
  says: string,
): Doubt {
  return {
    code: 'role-contradicts-heading',
    severity: 'error',
    range: columnRange(table, id),
    message: `Column ${columnLetter(id)} is taken for ${field === 'price' ? 'prices' : field}, but its heading "${heading}" says ${says}.`,
    value: field,
    expected: says,
    touches: 'table',
  }
}
