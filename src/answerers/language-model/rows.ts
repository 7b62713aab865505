import type { RowAnswer, RowAnswerer, RowQuestion } from '../../tables/row-question.ts'
import type { RowLabel } from '../../tables/table.ts'
import { rangeAddress } from '../../workbook/grid.ts'
import type { ModelQuestion } from '../desk.ts'
import { type Again, askedAgain } from '../questions/piece.ts'
import { type RenderedRows, type RowPart, renderRows } from '../questions/row-labels.ts'
import { type Asked, askPieces, endpointAnswer, findingsOf } from './ask-pieces.ts'
import { EndpointAnswerer } from './endpoint-answerer.ts'

export interface RowAskOptions {
  /** An answer given before: it stands where the endpoint says nothing. */
  readonly known?: RowAnswer
  /** Asks once more, telling what checks object to in `known`. */
  readonly again?: Again
}

/** Labels rows by a language model. */
export class EndpointRowAnswerer
  extends EndpointAnswerer<RowQuestion, RowAnswer, RowAskOptions>
  implements RowAnswerer
{
  labelRows(question: RowQuestion): Promise<RowAnswer> {
    return this.answerOf(question)
  }

  override questions(question: RowQuestion): ModelQuestion[] {
    return renderRows(question, this.asking).pieces.map((piece) => piece.question)
  }

  override async ask(question: RowQuestion, { known, again }: RowAskOptions = {}): Promise<Asked<RowAnswer>> {
    const rendered = renderRows(question, this.asking)
    const first = known && again ? partOfAnswer(question, rendered, known) : null
    const pieces = first ? rendered.pieces.map((piece) => askedAgain(piece, first, again!)) : rendered.pieces
    const asked = await askPieces(this.asking.desk, pieces)
    const given: RowPart = new Map(asked.parts.flatMap((part) => (part === null ? [] : [...part])))
    const labels: RowLabel[] = []
    const confidences: number[] = []
    question.asked.forEach((index, at) => {
      const standIn = rendered.selection.standIn.get(index)
      const label = standIn === undefined ? undefined : given.get(question.blockRows[standIn]!)
      labels.push(label?.label ?? known?.labels[at] ?? 'other')
      confidences.push(label?.confidence ?? known?.confidences[at] ?? 0)
    })
    const { stage } = this.asking.prompt
    const at = { file: question.file, sheet: question.sheet, range: rangeAddress(question.block) }
    return {
      answer: {
        labels,
        confidences,
        answered: endpointAnswer(stage, this.asking.model, confidences, asked.cost),
        findings: findingsOf(asked, this.asking, at),
      },
      status: asked.status,
      failures: asked.failures,
      dropped: asked.dropped.length,
      cost: asked.cost,
    }
  }
}

function partOfAnswer(question: RowQuestion, { selection }: RenderedRows, answer: RowAnswer): RowPart {
  const part = new Map<number, { label: RowLabel; confidence: number }>()
  question.asked.forEach((index, at) => {
    if (selection.standIn.get(index) !== index) return
    part.set(question.blockRows[index]!, { label: answer.labels[at]!, confidence: answer.confidences[at]! })
  })
  return part
}
