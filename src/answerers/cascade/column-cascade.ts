import type { Finding } from '../../checks/finding.ts'
import type { ColumnAnswer, ColumnAnswerer, ColumnFacts, ColumnQuestion } from '../../columns/answerer.ts'
import type { Table } from '../../tables/table.ts'
import { rangeAddress } from '../../workbook/grid.ts'
import type { EndpointColumnAnswerer } from '../language-model/columns.ts'
import type { Again } from '../questions/piece.ts'
import { disagreement, ordersFound } from './doubts.ts'
import { mergeColumns } from './merge-columns.ts'
import { orderIn } from './orders-in-cells.ts'
import { type StageReaders, trustIn } from './stage-readers.ts'

/** Says what columns are: the embedded model, the endpoint for those it is unsure of, a second reader as a check. */
export class ColumnCascade implements ColumnAnswerer {
  readonly #embedded: ColumnAnswerer
  readonly #readers: StageReaders<EndpointColumnAnswerer>
  /** Answers that a language model had a part in: only these are worth asking for again. */
  readonly #given = new WeakMap<Table, ColumnAnswer>()

  constructor(embedded: ColumnAnswerer, readers: StageReaders<EndpointColumnAnswerer>) {
    this.#embedded = embedded
    this.#readers = readers
  }

  async answerColumns(question: ColumnQuestion): Promise<ColumnAnswer> {
    const { policy, unsureBelow, disagreementBelow, endpoint, second } = this.#readers
    const { columns } = question
    const first = await this.#embedded.answerColumns(question)
    const unsure = this.#unsure(question, first, unsureBelow)
    const asks = endpoint !== null && (policy === 'always' || unsure === 'all' || unsure.length > 0)
    if (!asks && !second) return first
    const at = placeOf(question)
    const orders = orderIn(textsOf(question))
    const findings: Finding[] = [...(first.findings ?? []), ...ordersFound(orders, at)]
    let standing = first
    if (asks) {
      const open = question.known && columns.map(({ id }) => id).filter((id) => !question.known?.has(id))
      const asked = policy === 'always' || unsure === 'all' ? open : unsure
      const scope = { known: first, ...(asked ? { asked } : {}) }
      const { answer, status } = await endpoint.ask(question, scope)
      findings.push(...(answer.findings ?? []))
      if (status !== 'failed') {
        const merged = mergeColumns(first, answer, trustIn(policy, orders), asked)
        standing = merged.answer
        if (orders !== null || policy === 'always')
          findings.push(...disagreement('column-roles', merged.differs, disagreementBelow, at))
        if (orders === null) this.#given.set(question.table, standing)
      }
    }
    if (second) {
      const { answer, status } = await second.ask(question)
      findings.push(...(answer.findings ?? []))
      if (status === 'answered') {
        const merged = mergeColumns(standing, answer, 'witness')
        standing = merged.answer
        findings.push(...disagreement('column-roles', merged.differs, disagreementBelow, at))
      }
    }
    return { ...standing, findings }
  }

  /** Whether the language model could say anything else of this table when it is told what was found. */
  canReconsider(table: Table): boolean {
    return this.#given.has(table)
  }

  /** The same question once more, with what checks object to; the answer before where nothing comes of it. */
  async reconsider(question: ColumnQuestion, again: Again): Promise<ColumnAnswer> {
    const known = this.#given.get(question.table)
    const { endpoint } = this.#readers
    if (!known || !endpoint) return this.answerColumns(question)
    const { answer, status } = await endpoint.ask(question, { known, again })
    const findings = [...(known.findings ?? []), ...(answer.findings ?? [])]
    if (status === 'failed') return { ...known, findings }
    return { ...mergeColumns(known, answer, 'preferred').answer, findings }
  }

  /** Ids of the columns to ask for; `all` where it is not even sure what the table is for. */
  #unsure(question: ColumnQuestion, answer: ColumnAnswer, below: number): readonly number[] | 'all' {
    const { known } = question
    if (!known && answer.kindConfidence < below) return 'all'
    const filled = new Map(question.columns.map((column) => [column.id, column.profile.filled > 0]))
    return answer.columns
      .filter(
        ({ id, confidence, settled }) => confidence < below && !settled && filled.get(id) && !known?.has(id),
      )
      .map(({ id }) => id)
  }
}

const placeOf = ({ file, table }: ColumnQuestion) => ({
  file,
  sheet: table.sheet,
  range: rangeAddress(table.range),
})

function* textsOf({ table, columns }: ColumnQuestion): Generator<string> {
  yield* shownTexts(columns)
  for (const { text } of table.context) yield text
}

/** Headings and sampled values: what a question may show of a table's columns. */
export function* shownTexts(columns: readonly ColumnFacts[]): Generator<string> {
  for (const { header, profile } of columns) {
    yield* header.parts
    yield* profile.texts
  }
}
