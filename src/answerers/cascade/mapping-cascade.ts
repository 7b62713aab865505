import type { Finding } from '../../checks/finding.ts'
import type { MappingAnswer, MappingAnswerer, MappingQuestion } from '../../mapping/answerer.ts'
import type { Table } from '../../tables/table.ts'
import { rangeAddress } from '../../workbook/grid.ts'
import type { EndpointMappingAnswerer } from '../language-model/mapping.ts'
import type { Again } from '../questions/piece.ts'
import { shownTexts } from './column-cascade.ts'
import { disagreement, ordersFound } from './doubts.ts'
import { type MappingScope, mergeMapping } from './merge-mapping.ts'
import { orderIn } from './orders-in-cells.ts'
import { type StageReaders, trustIn } from './stage-readers.ts'

/** Kinds of tables that offer prices on lanes: without an end they are of no use. */
const WITH_LANES: ReadonlySet<string> = new Set(['rates', 'matrix'])

/** Says what fills the fields: the embedded model, the endpoint for what that one is unsure of, a second reader. */
export class MappingCascade implements MappingAnswerer {
  readonly #embedded: MappingAnswerer
  readonly #readers: StageReaders<EndpointMappingAnswerer>
  readonly #given = new WeakMap<Table, MappingAnswer>()

  constructor(embedded: MappingAnswerer, readers: StageReaders<EndpointMappingAnswerer>) {
    this.#embedded = embedded
    this.#readers = readers
  }

  async answerMapping(question: MappingQuestion): Promise<MappingAnswer> {
    const { policy, unsureBelow, disagreementBelow, endpoint, second } = this.#readers
    const first = await this.#embedded.answerMapping(question)
    const unsure = unsureOf(question, first, unsureBelow)
    const asks = endpoint !== null && (policy === 'always' || unsure.literals || unsure.asked.length > 0)
    if (!asks && !second) return first
    const at = { file: question.file, sheet: question.table.sheet, range: rangeAddress(question.table.range) }
    const orders = orderIn(textsOf(question))
    const findings: Finding[] = [...(first.findings ?? []), ...ordersFound(orders, at)]
    let standing = first
    if (asks) {
      const scope: MappingScope = policy === 'always' ? scopeOf(question) : unsure
      const { answer, status } = await endpoint.ask(question, { known: first, ...scope })
      findings.push(...(answer.findings ?? []))
      if (status !== 'failed') {
        const merged = mergeMapping(first, answer, trustIn(policy, orders), scope)
        standing = merged.answer
        if (orders !== null || policy === 'always')
          findings.push(...disagreement('field-mapping', merged.differs, disagreementBelow, at))
        if (orders === null) this.#given.set(question.table, standing)
      }
    }
    if (second) {
      const { answer, status } = await second.ask(question)
      findings.push(...(answer.findings ?? []))
      if (status === 'answered') {
        const merged = mergeMapping(standing, answer, 'witness')
        standing = merged.answer
        findings.push(...disagreement('field-mapping', merged.differs, disagreementBelow, at))
      }
    }
    return { ...standing, findings }
  }

  /** Whether the language model could say anything else of this table when it is told what was found. */
  canReconsider(table: Table): boolean {
    return this.#given.has(table)
  }

  /** The same question once more, with what checks object to; the answer before where nothing comes of it. */
  async reconsider(question: MappingQuestion, again: Again): Promise<MappingAnswer> {
    const known = this.#given.get(question.table)
    const { endpoint } = this.#readers
    if (!known || !endpoint) return this.answerMapping(question)
    const { answer, status } = await endpoint.ask(question, { known, again })
    const findings = [...(known.findings ?? []), ...(answer.findings ?? [])]
    if (status === 'failed') return { ...known, findings }
    return { ...mergeMapping(known, answer, 'preferred').answer, findings }
  }
}

/** What of the question is open: the rest is remembered. */
const scopeOf = ({ asked }: MappingQuestion): MappingScope =>
  asked ? { asked: asked.prices, literals: asked.fields.length > 0 } : {}

/** Price columns and literals that are not sure, and tables whose lanes lack an end. */
function unsureOf(question: MappingQuestion, { prices, literals }: MappingAnswer, below: number) {
  const { asked } = question
  const unsure = (answer: { readonly confidence: number }) => answer.confidence < below
  return {
    asked: prices
      .filter((price) => unsure(price) && (asked?.prices.includes(price.id) ?? true))
      .map(({ id }) => id),
    literals: asked
      ? asked.fields.some((field) => !literals.some((one) => one.field === field && !unsure(one)))
      : literals.some(unsure) || lacksAnEnd(question, { prices, literals }),
  }
}

function lacksAnEnd({ understanding, table }: MappingQuestion, { prices, literals }: MappingAnswer): boolean {
  if (!WITH_LANES.has(understanding.kind) || prices.length === 0 || table.sectionRows.length > 0) return false
  if (prices.every(({ type }) => type === 'arbitrary')) return false
  const said = new Set<string>([
    ...understanding.columns.flatMap(({ role, also }) => [role, ...also]),
    ...literals.map(({ field }) => field),
    ...prices.flatMap(({ headingIs }) => headingIs ?? []),
  ])
  return (
    !(said.has('origin') || said.has('loading_port')) ||
    !(said.has('destination') || said.has('unloading_port'))
  )
}

function* textsOf({ columns, context }: MappingQuestion): Generator<string> {
  yield* shownTexts(columns)
  for (const { text } of context) yield text
}
