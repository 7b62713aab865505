import type { Finding } from '../../checks/finding.ts'
import type { RowAnswer, RowAnswerer, RowQuestion } from '../../tables/row-question.ts'
import { rangeAddress } from '../../workbook/grid.ts'
import type { EndpointRowAnswerer } from '../language-model/rows.ts'
import { disagreement, ordersFound } from './doubts.ts'
import { mergeRows } from './merge-rows.ts'
import { orderIn } from './orders-in-cells.ts'
import { type StageReaders, trustIn } from './stage-readers.ts'

/** Labels rows: the embedded model, the endpoint where that one is unsure, a second reader as a check. */
export class RowCascade implements RowAnswerer {
  readonly #embedded: RowAnswerer
  readonly #readers: StageReaders<EndpointRowAnswerer>

  constructor(embedded: RowAnswerer, readers: StageReaders<EndpointRowAnswerer>) {
    this.#embedded = embedded
    this.#readers = readers
  }

  async labelRows(question: RowQuestion): Promise<RowAnswer> {
    const { policy, unsureBelow, disagreementBelow, endpoint, second } = this.#readers
    const first = await this.#embedded.labelRows(question)
    const unsure = first.confidences.some((confidence) => confidence < unsureBelow)
    const asks = endpoint !== null && (policy === 'always' || unsure)
    if (!asks && !second) return first
    const at = { file: question.file, sheet: question.sheet, range: rangeAddress(question.block) }
    const orders = orderIn(textsOf(question))
    const findings: Finding[] = [...(first.findings ?? []), ...ordersFound(orders, at)]
    let standing = first
    if (asks) {
      const { answer, status } = await endpoint.ask(question, { known: first })
      findings.push(...(answer.findings ?? []))
      if (status !== 'failed') {
        const merged = mergeRows(question, first, answer, trustIn(policy, orders))
        standing = merged.answer
        if (orders !== null || policy === 'always')
          findings.push(...disagreement('row-labels', merged.differs, disagreementBelow, at))
      }
    }
    if (second) {
      const { answer, status } = await second.ask(question)
      findings.push(...(answer.findings ?? []))
      if (status === 'answered') {
        const merged = mergeRows(question, standing, answer, 'witness')
        standing = merged.answer
        findings.push(...disagreement('row-labels', merged.differs, disagreementBelow, at))
      }
    }
    return { ...standing, findings }
  }
}

function* textsOf({ grid, block, blockRows, asked }: RowQuestion): Generator<string> {
  for (const index of asked) {
    const row = blockRows[index]!
    const columns = grid.filledColumns(row)
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at]!
      if (column >= block.left && column <= block.right) yield grid.text(row, column)
    }
  }
}
