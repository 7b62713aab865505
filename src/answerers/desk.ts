import type { AnswerCost, Stage } from '../answered.ts'

/**
 * A question to a language model as it goes over the wire: plain data that crosses threads, and whose content is its
 * identity. Rendered in `questions/`, answered by whoever stands at the desk.
 */
export interface ModelQuestion {
  readonly stage: Stage
  /** Name of an endpoint of the configuration. */
  readonly endpoint: string
  /** Id of the model there, fine-tuned or not. */
  readonly model: string
  /** Version of the prompt: part of the identity of an answer. */
  readonly prompt: string
  readonly instructions: string
  readonly input: string
  /** Name and JSON Schema of the answer: objects closed, every key required, nothing but nullable types. */
  readonly schema: {
    readonly name: string
    readonly json: Readonly<Record<string, unknown>>
    /** The model has learned to answer so: the schema is not sent, and only held against the answer. */
    readonly known?: true | undefined
  }
  readonly maxOutputTokens: number
  /** How it is put to a model that can look places up while it answers; one that cannot is asked as above. */
  readonly withTools?: { readonly instructions: string; readonly input: string } | undefined
}

/** What came back. Text only where the endpoint finished and did not refuse. */
export type ModelReply =
  | {
      readonly status: 'answered'
      /** JSON, or YAML from endpoints that know no schema; not yet checked. */
      readonly text: string
      readonly from: 'cache' | 'endpoint' | 'batch'
      readonly cost: AnswerCost
    }
  | {
      /** `over_budget`: not sent. `pending`: part of a batch that is not finished. */
      readonly status: 'refused' | 'truncated' | 'failed' | 'over_budget' | 'pending'
      /** In words for a person, with what to do. */
      readonly reason: string
      readonly cost: AnswerCost
    }

/** What a question may be billed for, all requests that are made for it together. */
export interface MostBilled {
  /** Requests that take the input. */
  readonly requests: number
  readonly outputTokens: number
}

/** Where questions are handed in: one place a run, so that cache, cost and pace are one for all threads. */
export interface Desk {
  ask(question: ModelQuestion): Promise<ModelReply>
}
