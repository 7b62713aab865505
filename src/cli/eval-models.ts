import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Stage } from '../answered.ts'
import { answeredBy, namedModel } from '../config/named-model.ts'
import type { StageConfig } from '../config/stages.ts'
import { type Config, loadConfig, UsageError } from '../config.ts'

/** Who is evaluated under a name: embedded models, or language models with these behind them. */
export interface Contender {
  readonly label: string
  /** Folder of embedded models; left out: the shipped ones. */
  readonly folder?: string
  /** The configuration whose endpoints are asked; left out: nobody is. */
  readonly asks?: Config
}

export interface ContenderOptions {
  readonly models?: string
  readonly prompts?: readonly StageConfig['prompt'][]
  readonly endpoint?: 'gold' | 'configured'
  /** Stages that a language model of `models` answers; left out: all. */
  readonly stages?: readonly Stage[]
  readonly label?: string
  readonly config?: string
}

const SHIPPED = 'shipped'

/**
 * Everybody who is to be evaluated: each of `--models`, a language model once with each of `--prompts`; the configured
 * endpoints likewise. Throws {@link UsageError} for what is neither a folder of models nor an endpoint.
 */
export async function contendersOf(options: ContenderOptions): Promise<Contender[]> {
  const { prompts, endpoint, label } = options
  const config = await loadConfig(options.config)
  const wordings = prompts ?? [undefined]
  const contenders: Contender[] = []
  let spoken = false
  const names = (options.models ?? SHIPPED).split(',').map((name) => name.trim())
  for (const name of names) {
    const own = await embeddedModels(name)
    const isEndpoint = own === null && Object.hasOwn(config.endpoints, name.split('=')[0]!.trim())
    if (own && endpoint !== 'configured') contenders.push(own)
    else if (own || isEndpoint) {
      spoken = true
      for (const prompt of wordings)
        contenders.push({
          ...own,
          label: [own && options.models === undefined ? 'configured' : name, prompt]
            .filter(Boolean)
            .join(' '),
          asks: isEndpoint
            ? answeredBy(config, namedModel(name, config), { prompt, stages: options.stages })
            : withPrompt(config, prompt),
        })
    } else
      throw new UsageError(
        `${name} is neither a folder of models nor an endpoint. Name "${SHIPPED}", a folder that "rateloom train --out" wrote, or ENDPOINT=MODEL of rateloom.yaml.`,
      )
  }
  if (prompts && !spoken)
    throw new UsageError(
      '--prompts needs a language model: --endpoint configured, or ENDPOINT=MODEL in --models.',
    )
  const [only, ...others] = contenders
  return only && others.length === 0 && label !== undefined ? [{ ...only, label }] : contenders
}

async function embeddedModels(name: string): Promise<Contender | null> {
  if (name === SHIPPED) return { label: name }
  const isFolder = await stat(join(name, 'row-labels', 'weights.json')).catch(() => null)
  return isFolder ? { label: name, folder: resolve(name) } : null
}

function withPrompt(config: Config, prompt: StageConfig['prompt'] | undefined): Config {
  if (prompt === undefined) return config
  const entries = Object.entries(config.stages).map(([name, stage]) => [name, { ...stage, prompt }])
  return { ...config, stages: Object.fromEntries(entries) as Config['stages'] }
}
