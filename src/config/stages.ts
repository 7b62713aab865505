import { z } from 'zod'
import type { Stage } from '../answered.ts'

/** Who answers each stage. */

/**
 * Where each embedded model begins to err more often than a good language model does: measured by
 * `eval --leave-one-out --endpoint gold`, so that four questions in ten are asked at most.
 */
const UNSURE = { rows: 0.8, columns: 0.9, mapping: 0.6, places: 0.7 }

const modelAt = {
  endpoint: z.string().nullable().default(null).describe('Name of an endpoint; null: the only one there is.'),
  model: z.string().min(1).nullable().default(null).describe('Id of the model there, fine-tuned or not.'),
}

/** Wordings that ship in `models/`. */
export const PROMPT_VARIANTS = ['zero-shot', 'few-shot', 'short'] as const

const stageSchema = (unsureBelow: number) =>
  z.strictObject({
    answer: z
      .enum(['embedded', 'when_unsure', 'always'])
      .default('embedded')
      .describe(
        'embedded: the model shipped here, alone; when_unsure: the endpoint where that one is not sure; always: the endpoint.',
      ),
    ...modelAt,
    prompt: z
      .enum(PROMPT_VARIANTS)
      .default('zero-shot')
      .describe('Wording of the question; short is for models that were fine-tuned on it.'),
    window: z
      .int()
      .min(1000)
      .max(2_000_000)
      .default(16_000)
      .describe('Tokens that question and answer may take together. 1000 to 2000000.'),
    unsure_below: z
      .number()
      .min(0)
      .max(1)
      .default(unsureBelow)
      .describe('With when_unsure: answers whose confidence is below are asked again. 0 to 1.'),
    second_reader: z
      .strictObject({ ...modelAt, model: z.string().min(1).describe('Id of the model there.') })
      .nullable()
      .default(null)
      .describe('Another model that answers the same questions without knowing the first answer.'),
  })

const stage = (unsureBelow: number, what: string) => stageSchema(unsureBelow).prefault({}).describe(what)

/** `stages:` of `rateloom.yaml`. */
export const stagesSchema = z
  .strictObject({
    'row-labels': stage(UNSURE.rows, 'Which rows are header, data, caption, note.'),
    'column-roles': stage(UNSURE.columns, 'What a table is for and what each column holds.'),
    'field-mapping': stage(
      UNSURE.mapping,
      'What surroundings say of all rows, and what each price column prices.',
    ),
    'place-resolution': stageSchema(UNSURE.places)
      .extend({
        lookup_place: z
          .boolean()
          .default(false)
          .describe(
            'Let a model that can call tools look places up itself; else, and with batches, the candidates go with the question.',
          ),
      })
      .prefault({})
      .describe('Which place a text means.'),
  } satisfies Record<Stage, unknown>)
  .prefault({})
  .describe('Who answers each stage.')
export type StagesConfig = z.infer<typeof stagesSchema>

interface Asking {
  readonly endpoints: Readonly<Record<string, unknown>>
  readonly stages: StagesConfig
}

/** What does not fit together: a stage that asks an endpoint which is not there, or names no model. */
export function stageProblems({ endpoints, stages }: Asking): { path: string[]; message: string }[] {
  const known = Object.keys(endpoints)
  const problems: { path: string[]; message: string }[] = []
  const checkEndpoint = (path: string[], endpoint: string | null) => {
    if (endpoint !== null && !known.includes(endpoint))
      problems.push({
        path,
        message: `There is no endpoint "${endpoint}". Known: ${known.join(', ') || 'none'}.`,
      })
    if (endpoint === null && known.length !== 1)
      problems.push({
        path,
        message:
          known.length === 0
            ? 'No endpoint is configured; add one under endpoints.'
            : `Say which endpoint: ${known.join(', ')}.`,
      })
  }
  for (const [name, stage] of Object.entries(stages)) {
    if (stage.answer !== 'embedded') {
      checkEndpoint(['stages', name, 'endpoint'], stage.endpoint)
      if (stage.model === null)
        problems.push({
          path: ['stages', name, 'model'],
          message: 'Name the model that the endpoint is to answer with.',
        })
    }
    if (stage.second_reader)
      checkEndpoint(['stages', name, 'second_reader', 'endpoint'], stage.second_reader.endpoint)
  }
  return problems
}

/** The same stages with the endpoint written out where the only one is meant. */
export function withEndpointNames<T extends Asking>(config: T): T {
  const only = Object.keys(config.endpoints)[0] ?? null
  const stages = Object.fromEntries(
    Object.entries(config.stages).map(([name, stage]) => [
      name,
      {
        ...stage,
        endpoint: stage.endpoint ?? only,
        second_reader: stage.second_reader && {
          ...stage.second_reader,
          endpoint: stage.second_reader.endpoint ?? only,
        },
      },
    ]),
  ) as StagesConfig
  return { ...config, stages }
}

/** Whether any stage asks an endpoint: else nothing of that is loaded. */
export const asksEndpoints = (stages: StagesConfig): boolean =>
  Object.values(stages).some((stage) => stage.answer !== 'embedded' || stage.second_reader !== null)

export type StageConfig = z.infer<ReturnType<typeof stageSchema>>
