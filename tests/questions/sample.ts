import { readFile } from 'node:fs/promises'
import type { Stage } from '../../src/answered.ts'
import type { Desk, ModelQuestion } from '../../src/answerers/desk.ts'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { EndpointColumnAnswerer } from '../../src/answerers/language-model/columns.ts'
import { EndpointMappingAnswerer } from '../../src/answerers/language-model/mapping.ts'
import { EndpointRowAnswerer } from '../../src/answerers/language-model/rows.ts'
import { loadPrompt } from '../../src/answerers/questions/prompt.ts'
import { packageRoot } from '../../src/package-info.ts'
import type { Answerers } from '../../src/pipeline.ts'

export const SAMPLES = new URL('samples/', packageRoot).pathname

export const sampleBytes = (file: string): Promise<Buffer> => readFile(`${SAMPLES}${file}`)

export const rendering = (stage: Stage, variant = 'zero-shot', window = 16_384) => ({
  endpoint: 'here',
  model: 'a-model',
  prompt: loadPrompt(stage, variant),
  window,
})

/** A desk where everybody who asks gets what this function says. */
export class WrittenDesk implements Desk {
  readonly questions: ModelQuestion[] = []
  readonly #answer: (question: ModelQuestion) => string | Promise<string>

  constructor(answer: (question: ModelQuestion) => string | Promise<string>) {
    this.#answer = answer
  }

  async ask(question: ModelQuestion) {
    this.questions.push(question)
    const text = await this.#answer(question)
    const cost = { calls: 1, input_tokens: 100, cached_tokens: 0, output_tokens: 10, usd: 0.001 }
    return { status: 'answered', text, from: 'endpoint', cost } as const
  }
}

/** Endpoint answerers for the three stages of a sheet, at one desk. */
export function endpointAnswerers(desk: Desk, variant = 'zero-shot', window = 16_384) {
  return {
    rows: new EndpointRowAnswerer({ desk, ...rendering('row-labels', variant, window) }),
    columns: new EndpointColumnAnswerer({ desk, ...rendering('column-roles', variant, window) }),
    mapping: new EndpointMappingAnswerer({ desk, ...rendering('field-mapping', variant, window) }),
  }
}

/** The embedded models, and what an endpoint would have been asked beside them. */
export function listening(variant = 'zero-shot', window = 16_384) {
  const questions: ModelQuestion[] = []
  const silent = new WrittenDesk(() => '')
  const asking = endpointAnswerers(silent, variant, window)
  const embedded = embeddedAnswerers()
  const answerers: Answerers = {
    rows: {
      labelRows(question) {
        questions.push(...asking.rows.questions(question))
        return embedded.rows.labelRows(question)
      },
    },
    columns: {
      answerColumns(question) {
        questions.push(...asking.columns.questions(question))
        return embedded.columns.answerColumns(question)
      },
    },
    mapping: {
      answerMapping(question) {
        questions.push(...asking.mapping.questions(question))
        return embedded.mapping.answerMapping(question)
      },
    },
  }
  return { answerers, questions }
}
