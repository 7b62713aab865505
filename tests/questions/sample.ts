import { readFile } from 'node:fs/promises'
import type { Stage } from '../../src/answered.ts'
import type { Desk, ModelQuestion } from '../../src/answerers/desk.ts'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { EndpointColumnAnswerer } from '../../src/answerers/language-model/columns.ts'
import { EndpointMappingAnswerer } from '../../src/answerers/language-model/mapping.ts'
import { EndpointPlaceAnswerer } from '../../src/answerers/language-model/places.ts'
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

/** The embedded models, and for each setting what an endpoint would have been asked beside them. */
export function listening(...settings: readonly (readonly [variant: string, window: number])[]) {
  const embedded = embeddedAnswerers()
  const silent = new WrittenDesk(() => '')
  const asking = settings.map(([variant, window]) => ({
    ...endpointAnswerers(silent, variant, window),
    places: new EndpointPlaceAnswerer({ desk: silent, ...rendering('place-resolution', variant, window) }),
    questions: [] as ModelQuestion[],
  }))
  const answerers: Answerers = {
    rows: {
      labelRows(question) {
        for (const one of asking) one.questions.push(...one.rows.questions(question))
        return embedded.rows.labelRows(question)
      },
    },
    columns: {
      answerColumns(question) {
        for (const one of asking) one.questions.push(...one.columns.questions(question))
        return embedded.columns.answerColumns(question)
      },
    },
    mapping: {
      answerMapping(question) {
        for (const one of asking) one.questions.push(...one.mapping.questions(question))
        return embedded.mapping.answerMapping(question)
      },
    },
    places: {
      async answerPlaces(question) {
        for (const one of asking) one.questions.push(...one.places.questions(question))
        return { choices: [] }
      },
    },
  }
  return { answerers, questions: asking.map((one) => one.questions) }
}
