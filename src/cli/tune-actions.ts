import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { SingleBar } from 'cli-progress'
import { type Config, loadConfig, UsageError } from '../config.ts'
import { exportLora } from '../training/fine-tuning/export-lora.ts'
import { cancelTune, checkpointsOf, followTune } from '../training/fine-tuning/follow-tune.ts'
import { prepareTune } from '../training/fine-tuning/prepare-tune.ts'
import { submitTune } from '../training/fine-tuning/submit-tune.ts'
import { type Tune, TuneFolder, type TuningMethod } from '../training/fine-tuning/tune.ts'
import { tuningClient } from '../training/fine-tuning/tuning-client.ts'
import { plainTable } from './plain-table.ts'
import type { Act } from './sub-commands.ts'
import { terminalOf } from './terminal.ts'

/** The options of all parts; commander has seen to it that those which a part needs are there. */
interface TuneOptions {
  readonly config?: string
  readonly endpoint?: string
  readonly training: string
  readonly validation?: string
  readonly baseModel: string
  readonly method: TuningMethod
  readonly epochs?: number
  readonly batchSize?: number
  readonly learningRateMultiplier?: number
  readonly suffix?: string
  readonly seed?: number
  readonly window?: number
  readonly once?: boolean
  readonly every?: number
  readonly openModel: string
  readonly stage: string
  readonly out: string
  readonly json?: boolean
}

const TUNES = 'tunes'
const say = (text: string) => process.stderr.write(`${text}\n`)
const print = (text: string) => process.stdout.write(`${text}\n`)

const configOf = (options: TuneOptions): Promise<Config> => loadConfig(options.config)

async function opened(args: readonly unknown[], options: TuneOptions) {
  const name = String(args[0])
  if (!/^[\w.-]+$/.test(name))
    throw new UsageError(`"${name}" is no name: letters, digits, ".", "-" and "_" only.`)
  const config = await configOf(options)
  return { name, config, folder: new TuneFolder(join(config.workspace, TUNES, name)) }
}

function endpointOf(config: Config, name: string | undefined) {
  const names = Object.keys(config.endpoints)
  const chosen = name ?? (names.length === 1 ? names[0]! : undefined)
  const endpoint = chosen === undefined ? undefined : config.endpoints[chosen]
  if (endpoint) return endpoint
  throw new UsageError(
    chosen === undefined
      ? 'Say which endpoint trains: --endpoint NAME, one of "endpoints:" in rateloom.yaml.'
      : `There is no endpoint "${chosen}" in the configuration. Known: ${names.join(', ') || 'none'}.`,
  )
}

export const ACTIONS = {
  prepare: async (args, options) => {
    const { name, config, folder } = await opened(args, options)
    const endpoint = endpointOf(config, options.endpoint)
    const { training, validation, baseModel, method, epochs, batchSize, suffix, seed, window } = options
    const learningRateMultiplier = options.learningRateMultiplier
    const given = Object.fromEntries(
      Object.entries({ validation, epochs, batchSize, learningRateMultiplier, suffix, seed, window }).filter(
        ([, value]) => value !== undefined,
      ),
    )
    const tune = await prepareTune(folder, {
      name,
      baseUrl: endpoint.base_url,
      apiKeyEnv: endpoint.api_key_env,
      method,
      baseModel,
      training,
      ...given,
    })
    const { examples, tokens } = tune.training
    print(
      `${name}: ${examples} examples, about ${tokens.toLocaleString('en')} tokens a pass${tune.validation ? `; ${tune.validation.examples} for validation` : '; no validation, so overfitting will not be seen'}.`,
    )
    print(`Next: rateloom tune submit ${name}`)
  },

  submit: async (args, options) => {
    const { name, folder } = await opened(args, options)
    const tune = await submitTune(folder, await tuningClient(await folder.load()), say)
    print(`${name}: job ${tune.job} is ${tune.status}.`)
    print(`Next: rateloom tune follow ${name}`)
  },

  follow: async (args, options) => {
    const { name, folder } = await opened(args, options)
    const client = await tuningClient(await folder.load())
    const bar = process.stderr.isTTY
      ? new SingleBar({ format: '{bar} {percentage} % · {status}', hideCursor: true, gracefulExit: false })
      : null
    bar?.start(100, 0, { status: '' })
    const stop = new AbortController()
    process.once('SIGINT', () => stop.abort())
    try {
      const tune = await followTune(folder, client, {
        once: options.once ?? false,
        ...(options.every === undefined ? {} : { everySeconds: options.every }),
        signal: stop.signal,
        onEvent: ({ at, level, message }) =>
          say(
            `${at.toISOString().slice(0, 19).replace('T', ' ')}  ${level === 'info' ? '' : `${level}: `}${message}`,
          ),
        onLook: ({ status }, share) => bar?.update(Math.round(100 * (share ?? 0)), { status }),
      })
      bar?.stop()
      tell(tune)
      if (tune.status === 'failed') process.exitCode = 1
    } catch (error) {
      if (!stop.signal.aborted) throw error
      say(`Stopped looking; the job goes on. Look again with: rateloom tune follow ${name}`)
      process.exitCode = 130
    } finally {
      bar?.stop()
    }
  },

  cancel: async (args, options) => {
    const { folder } = await opened(args, options)
    tell(await cancelTune(folder, await tuningClient(await folder.load())))
  },

  list: async (_, options) => {
    const { workspace } = await configOf(options)
    const names = await readdir(join(workspace, TUNES)).catch(() => [])
    const tunes = await Promise.all(
      names.sort().map((name) => new TuneFolder(join(workspace, TUNES, name)).load()),
    )
    if (tunes.length === 0) {
      print('No fine-tunings yet. Begin one with "rateloom tune prepare".')
      return
    }
    const columns = [
      { title: 'name' },
      { title: 'status', width: 10 },
      { title: 'base model' },
      { title: 'examples', width: 8 },
      { title: 'fine-tuned model' },
    ]
    const rows = tunes.map((tune) => [
      tune.name,
      tune.status,
      tune.base_model,
      String(tune.training.examples),
      tune.fine_tuned_model ?? tune.reason ?? '',
    ])
    print(plainTable(columns, rows, terminalOf(process.stdout)))
  },

  checkpoints: async (args, options) => {
    const { folder } = await opened(args, options)
    const tune = await folder.load()
    const checkpoints = await checkpointsOf(tune, await tuningClient(tune))
    if (checkpoints.length === 0) print('The job has left no checkpoints.')
    for (const { step, model, validationLoss } of checkpoints)
      print(
        `step ${step}  ${model}${validationLoss === null ? '' : `  validation loss ${validationLoss.toPrecision(3)}`}`,
      )
  },

  export: async (args, options) => {
    const { folder } = await opened(args, options)
    const { openModel, stage, out } = options
    const written = await exportLora(folder, { openModel, stage, out })
    print(`${out}: ${written.join(', ')}. What to do with them is in its README.md.`)
  },

  curves: async (args, options) => {
    const [{ showCurves }, { readCurves }] = await Promise.all([
      import('./show-curves.ts'),
      import('../training/curves/curve-files.ts'),
    ])
    const { workspace } = await configOf(options)
    const runs = await Promise.all(
      (args[0] as string[]).map(async (name) => {
        const own = await readCurves(join(workspace, TUNES, name))
        if (own.length > 0) return own
        throw new UsageError(`There are no curves of "${name}". Name a fine-tuning that was followed.`)
      }),
    )
    await showCurves(runs.flat(), options)
  },
} satisfies Record<string, Act<TuneOptions>>

function tell(tune: Tune): void {
  if (tune.status === 'succeeded') {
    print(`${tune.name} has succeeded: ${tune.fine_tuned_model}`)
    print(`Compare it before use, then: rateloom models use STAGE=${tune.fine_tuned_model}`)
  } else if (tune.status === 'failed') print(`${tune.name} has failed. ${tune.reason ?? ''}`)
  else print(`${tune.name} is ${tune.status}.`)
}
