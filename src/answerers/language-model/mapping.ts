import type { MappingAnswer, MappingAnswerer, MappingQuestion } from '../../mapping/answerer.ts'
import { rangeAddress } from '../../workbook/grid.ts'
import type { ModelQuestion } from '../desk.ts'
import { priceFacts } from '../embedded/field-mapping.ts'
import { type MappingScope, renderMapping } from '../questions/field-mapping.ts'
import { type Again, askedAgain } from '../questions/piece.ts'
import { type Asked, askPieces, endpointAnswer, findingsOf } from './ask-pieces.ts'
import { EndpointAnswerer } from './endpoint-answerer.ts'

export interface MappingAskOptions extends MappingScope {
  /** Asks once more, telling what checks object to in `known`. */
  readonly again?: Again
}

/** Says what fills the fields of a table and what its price columns price, by a language model. */
export class EndpointMappingAnswerer
  extends EndpointAnswerer<MappingQuestion, MappingAnswer, MappingAskOptions, MappingScope>
  implements MappingAnswerer
{
  answerMapping(question: MappingQuestion): Promise<MappingAnswer> {
    return this.answerOf(question)
  }

  override questions(question: MappingQuestion, scope: MappingScope = {}): ModelQuestion[] {
    return renderMapping(question, this.asking, scope).map((piece) => piece.question)
  }

  override async ask(
    question: MappingQuestion,
    options: MappingAskOptions = {},
  ): Promise<Asked<MappingAnswer>> {
    const { known, again, literals: wantsLiterals = true } = options
    const rendered = renderMapping(question, this.asking, options)
    const pieces = known && again ? rendered.map((piece) => askedAgain(piece, known, again)) : rendered
    const asked = await askPieces(this.asking.desk, pieces)
    const parts = asked.parts.filter((part) => part !== null)
    const given = new Map(parts.flatMap(({ prices }) => prices).map((price) => [price.id, price]))
    const before = new Map(known?.prices.map((price) => [price.id, price]))
    const prices = priceFacts(question).flatMap(({ id }) => {
      const price = given.get(id)
      // Confidence 0: a part of the answer was dropped.
      return (price && price.confidence > 0 ? price : (before.get(id) ?? price)) ?? []
    })
    // Literals are asked for in the first piece.
    const told = wantsLiterals ? asked.parts[0]?.literals : undefined
    const literals = told ?? known?.literals ?? []
    const { stage } = this.asking.prompt
    const confidences = [...literals, ...prices].map(({ confidence }) => confidence)
    const at = { file: question.file, sheet: question.table.sheet, range: rangeAddress(question.table.range) }
    return {
      answer: {
        literals,
        prices,
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
