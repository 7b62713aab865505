import type { ModelQuestion } from '../desk.ts'
import type { Asked, Asking } from './ask-pieces.ts'

/** What the answerers of all stages have in common: where they ask, and how. */
export abstract class EndpointAnswerer<Question, Answer, Options, Scope = undefined> {
  protected readonly asking: Asking

  constructor(asking: Asking) {
    this.asking = asking
  }

  /** Asks the model; what it says and what became of the question. */
  abstract ask(question: Question, options?: Options): Promise<Asked<Answer>>

  /** The questions as they would be sent: what a run would cost is told by them. */
  abstract questions(question: Question, scope?: Scope): ModelQuestion[]

  protected async answerOf(question: Question): Promise<Answer> {
    return (await this.ask(question)).answer
  }
}
