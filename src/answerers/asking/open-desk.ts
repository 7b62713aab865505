import { join } from 'node:path'
import type { EndpointsConfig } from '../../config/endpoints.ts'
import { type Config, UsageError } from '../../config.ts'
import type { ModelQuestion } from '../desk.ts'
import { AbilityStore } from '../endpoint/ability-store.ts'
import { EndpointBatch } from '../endpoint/batch/endpoint-batch.ts'
import { EndpointClient } from '../endpoint/endpoint-client.ts'
import { type EndpointOptions, resolveOptions } from '../endpoint/endpoint-options.ts'
import { outputTokens } from '../endpoint/request-body.ts'
import { extractPayload } from '../payload.ts'
import { countTokens } from '../questions/tokens.ts'
import { AnswerCache } from './answer-cache.ts'
import { BatchDesk, type BatchPlace } from './batch-desk.ts'
import { BatchLeftovers } from './batch-leftovers.ts'
import { Budget } from './budget.ts'
import { CostLedger } from './cost-ledger.ts'
import { EndpointDesk, type Sender } from './endpoint-desk.ts'
import { EstimateDesk, type EstimatedSender } from './estimate-desk.ts'
import { priceOf } from './model-prices.ts'
import type { RunDesk } from './run-desk.ts'

/** The part of a configuration that asking depends on. */
export type AskingConfig = Pick<Config, 'endpoints' | 'stages' | 'prices' | 'max_cost_usd' | 'workspace'>

export interface OpenOptions {
  /** Ends all asking. */
  readonly signal?: AbortSignal | undefined
  /** Called once, with what ended all asking. */
  readonly onStop?: (error: Error) => void
}

/**
 * The desk of a run that asks at once. Throws {@link UsageError} for a key that is not in the environment, and for a limit on
 * costs where the price of a model is not known.
 */
export function openRunDesk(config: AskingConfig, options: OpenOptions = {}): RunDesk {
  requirePrices(config)
  const ledger = new CostLedger()
  const desk = new EndpointDesk({
    senders: sendersOf(config),
    cache: openCache(config),
    budget: new Budget(config.max_cost_usd),
    prices: config.prices,
    countTokens,
    isWhole,
    ...(options.onStop ? { onStop: options.onStop } : {}),
  })
  return {
    async ask(question, signal) {
      const both =
        options.signal && signal ? AbortSignal.any([options.signal, signal]) : (options.signal ?? signal)
      const reply = await desk.ask(question, both)
      ledger.add(question, reply)
      return reply
    },
    get stopped() {
      return desk.stopped
    },
    get costs() {
      return ledger.costs
    },
    close: async () => ({ pending: null }),
  }
}

/** The desk of a run whose questions go by the Batch API; collects first what earlier runs handed in. Throws as {@link openRunDesk}. */
export async function openBatchDesk(config: AskingConfig, signal?: AbortSignal): Promise<BatchDesk> {
  requirePrices(config)
  const folder = join(config.workspace, 'batches')
  const places = new Map(
    [...clientsOf(config)].map(([name, client]): [string, BatchPlace] => [
      name,
      {
        baseUrl: client.baseUrl,
        parameters: { ...client.parameters },
        batch: new EndpointBatch(client, { folder }),
        outputTokens: async (question) => outputTokens(question, await client.abilitiesOf(question.model)),
      },
    ]),
  )
  try {
    return await BatchDesk.open({
      places,
      cache: openCache(config),
      leftovers: await BatchLeftovers.open(join(config.workspace, 'batch-leftovers.json')),
      budget: new Budget(config.max_cost_usd),
      prices: config.prices,
      countTokens,
      isWhole,
      signal,
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** A desk that only counts. Needs no key: nothing is sent. */
export function openEstimateDesk(config: AskingConfig, batch: boolean): EstimateDesk {
  const abilities = openAbilities(config)
  const senders = new Map(
    askedModels(config).map(({ endpoint: name }): [string, EstimatedSender] => {
      const place = resolveOptions(optionsOf(name, config.endpoints[name]!))
      const { baseUrl, parameters } = place
      const thinks = async (model: string) => (await abilities.model(place, model)).thinks
      return [name, { baseUrl, parameters: { ...parameters }, thinks }]
    }),
  )
  return new EstimateDesk({ senders, cache: openCache(config), prices: config.prices, countTokens, batch })
}

const isWhole = (question: ModelQuestion, text: string) => extractPayload(text, question.schema.json).complete

export const openCache = ({ workspace }: Pick<Config, 'workspace'>): AnswerCache =>
  new AnswerCache(join(workspace, 'answers'))

/** The models that the stages ask, second readers included. */
export function askedModels({ stages }: Pick<Config, 'stages'>): { endpoint: string; model: string }[] {
  const asked = Object.values(stages).flatMap(({ answer, endpoint, model, second_reader: second }) => [
    ...(answer === 'embedded' ? [] : [{ endpoint: endpoint!, model: model! }]),
    ...(second ? [{ endpoint: second.endpoint!, model: second.model }] : []),
  ])
  return asked.filter(
    ({ endpoint, model }, at) =>
      asked.findIndex((other) => other.endpoint === endpoint && other.model === model) === at,
  )
}

/** A limit holds only where every price is known. */
export function requirePrices(config: Pick<Config, 'stages' | 'prices' | 'max_cost_usd'>): void {
  if (config.max_cost_usd === null) return
  const unknown = askedModels(config).filter(({ model }) => !priceOf(model, config.prices))
  if (unknown.length === 0) return
  const ids = [...new Set(unknown.map(({ model }) => model))]
  throw new UsageError(
    `A limit on costs needs the price of ${ids.join(', ')}. Put it into rateloom.yaml: prices: {"${ids[0]}": {input: 0.1, output: 0.5, as_of: 2026-11-27}}; a local model costs 0.`,
  )
}

/** Clients of the endpoints that are asked, by name. */
export function clientsOf(config: AskingConfig): Map<string, EndpointClient> {
  const names = new Set(askedModels(config).map(({ endpoint }) => endpoint))
  const abilities = openAbilities(config)
  return new Map(
    [...names].map((name) => {
      const endpoint = config.endpoints[name]!
      const apiKey = keyOf(name, endpoint.api_key_env)
      return [name, new EndpointClient({ ...optionsOf(name, endpoint), apiKey, abilities })]
    }),
  )
}

const openAbilities = ({ workspace }: Pick<Config, 'workspace'>) =>
  new AbilityStore(join(workspace, 'abilities.json'))

/** How an endpoint of the configuration is asked, without its key. */
function optionsOf(name: string, endpoint: EndpointsConfig[string]): EndpointOptions {
  return {
    name,
    baseUrl: endpoint.base_url,
    apiKey: null,
    api: endpoint.api,
    azureApiVersion: endpoint.azure_api_version,
    timeoutSeconds: endpoint.timeout_seconds,
    maxRetries: endpoint.max_retries,
    concurrency: endpoint.concurrency,
    requestsPerMinute: endpoint.requests_per_minute ?? null,
    tokensPerMinute: endpoint.tokens_per_minute ?? null,
    parameters: { temperature: endpoint.temperature, reasoningEffort: endpoint.reasoning_effort },
  }
}

function keyOf(name: string, variable: string | null): string | null {
  if (variable === null) return null
  const key = process.env[variable]
  if (key) return key
  throw new UsageError(
    `The endpoint "${name}" takes its key from the environment variable ${variable}, which is not set. Set it, or write api_key_env: null for an endpoint without a key.`,
  )
}

function sendersOf(config: AskingConfig): Map<string, Sender> {
  return new Map(
    [...clientsOf(config)].map(([name, client]): [string, Sender] => [
      name,
      {
        baseUrl: client.baseUrl,
        parameters: { ...client.parameters },
        send: (question, signal, afford) => client.send(question, signal, afford),
      },
    ]),
  )
}
