import type {
  ColumnAnswer,
  ColumnAnswerer,
  ColumnQuestion,
  ColumnRoleAnswer,
} from '../../columns/answerer.ts'
import { rangeAddress } from '../../workbook/grid.ts'
import type { ModelQuestion } from '../desk.ts'
import { type ColumnPart, type ColumnScope, renderColumns } from '../questions/column-roles.ts'
import { type Again, askedAgain } from '../questions/piece.ts'
import { type Asked, askPieces, endpointAnswer, findingsOf } from './ask-pieces.ts'
import { EndpointAnswerer } from './endpoint-answerer.ts'

export interface ColumnAskOptions extends ColumnScope {
  /** Asks once more, telling what checks object to in `known`. */
  readonly again?: Again
}

/** Says what columns are by a language model. */
export class EndpointColumnAnswerer
  extends EndpointAnswerer<ColumnQuestion, ColumnAnswer, ColumnAskOptions, ColumnScope>
  implements ColumnAnswerer
{
  answerColumns(question: ColumnQuestion): Promise<ColumnAnswer> {
    return this.answerOf(question)
  }

  override questions(question: ColumnQuestion, scope: ColumnScope = {}): ModelQuestion[] {
    return renderColumns(question, this.asking, scope).map((piece) => piece.question)
  }

  override async ask(question: ColumnQuestion, options: ColumnAskOptions = {}): Promise<Asked<ColumnAnswer>> {
    const { known, again, asked: ids } = options
    const rendered = renderColumns(question, this.asking, options)
    const first = known && again ? partOfAnswer(known) : null
    const pieces = first ? rendered.map((piece) => askedAgain(piece, first, again!)) : rendered
    const asked = await askPieces(this.asking.desk, pieces)
    const parts = asked.parts.filter((part) => part !== null)
    const given = new Map(parts.flatMap(({ columns }) => [...columns]))
    const before = new Map(known?.columns.map((column) => [column.id, column]))
    const columns = question.columns.map(
      ({ id }): ColumnRoleAnswer =>
        given.get(id) ?? before.get(id) ?? { id, role: 'ignored', confidence: 0, alternatives: [] },
    )
    // A question about some columns of a known table says nothing new of the table.
    const whole = known !== undefined && ids !== undefined ? undefined : surestKind(parts)
    const kind = whole?.kind ?? known?.kind ?? 'not_rates'
    const kindConfidence = whole?.kindConfidence ?? known?.kindConfidence ?? 0
    const sure = columns.filter(({ role }) => role !== 'ignored').map(({ confidence }) => confidence)
    const { stage } = this.asking.prompt
    const at = { file: question.file, sheet: question.table.sheet, range: rangeAddress(question.table.range) }
    return {
      answer: {
        kind,
        kindConfidence,
        columns,
        answered: endpointAnswer(stage, this.asking.model, [kindConfidence, ...sure], asked.cost),
        findings: findingsOf(asked, this.asking, at),
      },
      status: asked.status,
      failures: asked.failures,
      dropped: asked.dropped.length,
      cost: asked.cost,
    }
  }
}

function surestKind(parts: readonly ColumnPart[]): ColumnPart | undefined {
  return parts.toSorted((a, b) => b.kindConfidence - a.kindConfidence)[0]
}

function partOfAnswer({ kind, kindConfidence, columns }: ColumnAnswer): ColumnPart {
  return { kind, kindConfidence, columns: new Map(columns.map((column) => [column.id, column])) }
}
