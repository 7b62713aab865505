import type { PlaceAnswer, PlaceAnswerer, PlaceQuestion } from '../../places/answerer.ts'
import type { ModelQuestion } from '../desk.ts'
import { renderPlaces } from '../questions/place-resolution.ts'
import { type Asked, type Asking, askPieces, endpointAnswer, findingsOf } from './ask-pieces.ts'

/** Decides between the places that a text may mean, by a language model. */
export class EndpointPlaceAnswerer implements PlaceAnswerer {
  readonly #asking: Asking

  constructor(asking: Asking) {
    this.#asking = asking
  }

  async answerPlaces(question: PlaceQuestion): Promise<PlaceAnswer> {
    return (await this.ask(question)).answer
  }

  /** The questions as they would be sent: what a run would cost is told by them. */
  questions(question: PlaceQuestion): ModelQuestion[] {
    return renderPlaces(question, this.#asking).map((piece) => piece.question)
  }

  async ask(question: PlaceQuestion): Promise<Asked<PlaceAnswer>> {
    const asked = await askPieces(this.#asking.desk, renderPlaces(question, this.#asking))
    const choices = asked.parts.flatMap((part) => part ?? [])
    const { stage } = this.#asking.prompt
    const confidences = choices.map(({ confidence }) => confidence)
    return {
      answer: {
        choices,
        answered: endpointAnswer(stage, this.#asking.model, confidences, asked.cost),
        findings: findingsOf(asked, this.#asking, { file: question.file, sheet: question.sheet }),
      },
      status: asked.status,
      failures: asked.failures,
      dropped: asked.dropped.length,
      cost: asked.cost,
    }
  }
}
