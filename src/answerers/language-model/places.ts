import type { PlaceAnswer, PlaceAnswerer, PlaceQuestion } from '../../places/answerer.ts'
import type { ModelQuestion } from '../desk.ts'
import { renderPlaces } from '../questions/place-resolution.ts'
import { type Asked, askPieces, endpointAnswer, findingsOf } from './ask-pieces.ts'
import { EndpointAnswerer } from './endpoint-answerer.ts'

/** Decides between the places that a text may mean, by a language model. */
export class EndpointPlaceAnswerer
  extends EndpointAnswerer<PlaceQuestion, PlaceAnswer, undefined>
  implements PlaceAnswerer
{
  answerPlaces(question: PlaceQuestion): Promise<PlaceAnswer> {
    return this.answerOf(question)
  }

  override questions(question: PlaceQuestion): ModelQuestion[] {
    return renderPlaces(question, this.asking).map((piece) => piece.question)
  }

  override async ask(question: PlaceQuestion): Promise<Asked<PlaceAnswer>> {
    const asked = await askPieces(this.asking.desk, renderPlaces(question, this.asking))
    const choices = asked.parts.flatMap((part) => part ?? [])
    const { stage } = this.asking.prompt
    const confidences = choices.map(({ confidence }) => confidence)
    return {
      answer: {
        choices,
        answered: endpointAnswer(stage, this.asking.model, confidences, asked.cost),
        findings: findingsOf(asked, this.asking, { file: question.file, sheet: question.sheet }),
      },
      status: asked.status,
      failures: asked.failures,
      dropped: asked.dropped.length,
      cost: asked.cost,
    }
  }
}
