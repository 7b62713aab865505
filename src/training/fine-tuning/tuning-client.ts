import type OpenAI from 'openai'
import { resolveOptions } from '../../answerers/endpoint/endpoint-options.ts'
import { withoutSecrets } from '../../answerers/endpoint/secrets.ts'
import { openSdk } from '../../answerers/endpoint/wire.ts'
import { UsageError } from '../../config.ts'
import type { Tune } from './tune.ts'

/**
 * The SDK for the jobs API, as questions use it. The key comes from the environment, never from a file, and is in no error,
 * whatever the endpoint repeats. It is not the client of questions: pages of lists, uploads that are sent once and then
 * looked for, and the status of a refusal are the SDK's own here, and no pace has to be kept.
 */
export async function tuningClient(
  { base_url, api_key_env }: Pick<Tune, 'base_url' | 'api_key_env'>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<OpenAI> {
  const key = api_key_env === null ? null : (environment[api_key_env] ?? '')
  if (key === '')
    throw new UsageError(`The environment variable ${api_key_env} is not set; it has to hold the key.`)
  const { client, go } = await openSdk(
    resolveOptions({ name: 'fine-tuning', baseUrl: base_url, apiKey: key, maxRetries: 3 }),
  )
  const withoutKey: typeof fetch = async (input, init) => {
    const response = await go(input, init)
    if (response.ok) return response
    const { status, statusText, headers } = response
    return new Response(withoutSecrets(await response.text(), [key]), { status, statusText, headers })
  }
  return client.withOptions({ fetch: withoutKey })
}

/** What to do instead where nobody trains models for others. */
const INSTEAD =
  'Train an open model yourself: "rateloom tune export" writes a folder with data, settings and commands for that.'

/**
 * Asks whether an endpoint trains models at all, before anything is uploaded. Null when it does, else the reason and
 * what to do.
 */
export async function whyNoTuning(client: OpenAI): Promise<string | null> {
  try {
    await client.fineTuning.jobs.list({ limit: 1 })
    return null
  } catch (error) {
    return refusalOf(error)
  }
}

/** The words for an endpoint that trains no models, or not for this account. Other errors are thrown on. */
export function refusalOf(error: unknown): string {
  const { status, message } = error as { status?: number; message?: string }
  if (status === 401) return 'The key is not accepted. Check the environment variable that holds it.'
  if (status === 404 || status === 405 || status === 501)
    return `This endpoint offers no fine-tuning jobs. ${INSTEAD}`
  if (status === 403 || status === 410)
    return `This account may not create fine-tuning jobs (any more): ${message ?? ''} ${INSTEAD}`
  throw error
}
