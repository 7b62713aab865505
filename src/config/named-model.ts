import { STAGES, type Stage } from '../answered.ts'
import { type Config, UsageError } from '../config.ts'
import type { StageConfig, StagesConfig } from './stages.ts'

/** A language model by where it is reached and what it is called there. */
export interface NamedModel {
  /** Name of an endpoint of the configuration. */
  readonly endpoint: string
  readonly model: string
}

type Known = Pick<Config, 'endpoints' | 'stages'>

/**
 * Reads `ENDPOINT=MODEL`, or `ENDPOINT` alone where the stages ask one model there. Throws {@link UsageError} that says what
 * is there.
 */
export function namedModel(text: string, { endpoints, stages }: Known): NamedModel {
  const at = text.indexOf('=')
  const endpoint = (at < 0 ? text : text.slice(0, at)).trim()
  const named = at < 0 ? '' : text.slice(at + 1).trim()
  if (!Object.hasOwn(endpoints, endpoint))
    throw new UsageError(
      `There is no endpoint "${endpoint}" in rateloom.yaml. Known: ${Object.keys(endpoints).join(', ') || 'none'}.`,
    )
  if (named !== '') return { endpoint, model: named }
  const asked = new Set(
    Object.values(stages).flatMap((stage) =>
      stage.endpoint === endpoint && stage.model !== null ? [stage.model] : [],
    ),
  )
  const [model] = asked
  if (model !== undefined && asked.size === 1) return { endpoint, model }
  throw new UsageError(
    `Say which model of "${endpoint}" is meant: ${endpoint}=MODEL${asked.size > 1 ? `, one of ${[...asked].join(', ')}` : ''}.`,
  )
}

/** The same configuration with one model that answers always and alone, in all stages or in those that are named. */
export function answeredBy<T extends Pick<Config, 'stages'>>(
  config: T,
  { endpoint, model }: NamedModel,
  options: {
    readonly stages?: readonly Stage[] | undefined
    readonly prompt?: StageConfig['prompt'] | undefined
  } = {},
): T {
  const asked: readonly Stage[] = options.stages ?? STAGES
  const stages = Object.fromEntries(
    STAGES.map((name): [Stage, StageConfig] => {
      const stage = config.stages[name]
      const prompt = options.prompt ?? stage.prompt
      const alone = { ...stage, second_reader: null }
      return [
        name,
        asked.includes(name)
          ? { ...alone, answer: 'always', endpoint, model, prompt }
          : { ...alone, answer: 'embedded' },
      ]
    }),
  ) as StagesConfig
  return { ...config, stages }
}
