import { AsyncLocalStorage } from 'node:async_hooks'
import { STAGES, type Stage } from '../../answered.ts'
import { NO_COST } from '../../answerers/asking/cost-ledger.ts'
import { textOf } from '../../answerers/asking/endpoint-desk.ts'
import { cascadeAnswerers } from '../../answerers/cascade/cascade-answerers.ts'
import type { Desk, ModelQuestion, ModelReply } from '../../answerers/desk.ts'
import { countTokens } from '../../answerers/questions/tokens.ts'
import { stagesSchema } from '../../config/stages.ts'
import type { Answerers } from '../../pipeline.ts'
import { type GoldBook, loadGoldBooks } from '../gold-replies/gold-book.ts'
import { goldReply } from '../gold-replies/gold-reply.ts'

/** How much of a stage was asked of the endpoint. */
export interface AskedShare {
  readonly stage: Stage
  /** Questions that the stage had to answer. */
  readonly questions: number
  /** Of these, asked of the endpoint too. */
  readonly asked: number
  /** Requests: a question that does not fit in one window takes several. */
  readonly calls: number
  readonly input_tokens: number
}

/**
 * A language model that always answers from the labels, where the embedded models are unsure: the best that asking can
 * bring, and how often it is asked for it.
 */
export class GoldEndpoint {
  readonly #books: ReadonlyMap<string, GoldBook>
  readonly #unsureBelow: number | null
  /** Questions run side by side: each counts the calls that are its own. */
  readonly #current = new AsyncLocalStorage<{ calls: number }>()
  readonly #counts = new Map(
    STAGES.map((stage) => [stage, { questions: 0, asked: 0, calls: 0, input_tokens: 0 }]),
  )

  private constructor(books: ReadonlyMap<string, GoldBook>, unsureBelow: number | null) {
    this.#books = books
    this.#unsureBelow = unsureBelow
  }

  /** With the labels of a folder; `unsureBelow` null: as the configuration has it by default. */
  static async open(dir: string, unsureBelow: number | null = null): Promise<GoldEndpoint> {
    return new GoldEndpoint(await loadGoldBooks(dir), unsureBelow)
  }

  get shares(): AskedShare[] {
    return STAGES.map((stage) => ({ stage, ...this.#counts.get(stage)! }))
  }

  /** The embedded models with this endpoint behind them. */
  behind(embedded: Answerers): Answerers {
    const stage = {
      answer: 'when_unsure',
      endpoint: 'gold',
      model: 'gold',
      ...(this.#unsureBelow === null ? {} : { unsure_below: this.#unsureBelow }),
    }
    const stages = stagesSchema.parse(Object.fromEntries(STAGES.map((name) => [name, stage])))
    const desk: Desk = { ask: (question) => this.#answer(question) }
    const inner = cascadeAnswerers(embedded, { stages, disagreementBelow: 0 }, desk)
    const counted = <Question, Answer>(name: Stage, ask: (question: Question) => Promise<Answer>) => {
      const count = this.#counts.get(name)!
      return async (question: Question) => {
        const own = { calls: 0 }
        count.questions++
        const answer = await this.#current.run(own, () => ask(question))
        if (own.calls > 0) count.asked++
        return answer
      }
    }
    return {
      ...inner,
      rows: { labelRows: counted('row-labels', (question) => inner.rows.labelRows(question)) },
      columns: {
        answerColumns: counted('column-roles', (question) => inner.columns.answerColumns(question)),
      },
      mapping: {
        answerMapping: counted('field-mapping', (question) => inner.mapping.answerMapping(question)),
      },
      ...(inner.places
        ? { places: { answerPlaces: counted('place-resolution', (one) => inner.places!.answerPlaces(one)) } }
        : {}),
    }
  }

  async #answer(question: ModelQuestion): Promise<ModelReply> {
    const count = this.#counts.get(question.stage)!
    count.calls++
    const current = this.#current.getStore()
    if (current) current.calls++
    count.input_tokens += countTokens(textOf(question))
    const text = goldReply(question.stage, question.input, this.#books)
    return text === null
      ? { status: 'failed', reason: 'The labels do not say.', cost: NO_COST }
      : { status: 'answered', text, from: 'endpoint', cost: NO_COST }
  }
}

/** Shares of several workers as one. */
export function sumShares(shares: readonly AskedShare[]): AskedShare[] {
  return STAGES.map((stage) => {
    const own = shares.filter((share) => share.stage === stage)
    const sum = (of: (share: AskedShare) => number) => own.reduce((total, share) => total + of(share), 0)
    return {
      stage,
      questions: sum(({ questions }) => questions),
      asked: sum(({ asked }) => asked),
      calls: sum(({ calls }) => calls),
      input_tokens: sum(({ input_tokens }) => input_tokens),
    }
  })
}
