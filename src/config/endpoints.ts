import { z } from 'zod'

/** Where language models are reached: OpenAI itself, or anything that speaks its API. */

/** As the vendors name them; a model knows some of them. */
export const REASONING_EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const

const KEY_IN_FILE =
  'A key does not belong in the file. Put it into an environment variable and name that: api_key_env: OPENAI_API_KEY.'

const baseUrl = z
  .url({ protocol: /^https?$/, error: 'Expected an address such as http://localhost:11434/v1.' })
  .refine((text) => {
    const url = new URL(text)
    return url.username === '' && url.password === '' && url.search === ''
  }, `No name, password or query in the address. ${KEY_IN_FILE}`)

const variableName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, `Expected the name of an environment variable. ${KEY_IN_FILE}`)
  // A name is short; keys of all vendors that we know begin so, or are longer.
  .refine((name) => name.length <= 64 && !/^(sk|key|gsk|hf)_/.test(name), KEY_IN_FILE)

const endpointSchema = z.strictObject({
  base_url: baseUrl.describe('Address of the API, with its version: https://api.openai.com/v1.'),
  api_key_env: variableName
    .nullable()
    .default(null)
    .describe('Environment variable that holds the key; null where the endpoint asks for none.'),
  api_key: z
    .never({ error: KEY_IN_FILE })
    .optional()
    .describe('Never: keys come from the environment (api_key_env).'),
  api: z
    .enum(['auto', 'responses', 'chat'])
    .default('auto')
    .describe('Which API is spoken: Responses, Chat Completions, or whichever answers.'),
  azure_api_version: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(-preview)?$/, 'Expected a version such as 2024-10-21.')
    .nullable()
    .default(null)
    .describe(
      'For the dated interface of Azure OpenAI, such as 2024-10-21; null for its undated v1, and for all others.',
    ),
  temperature: z
    .number()
    .min(0)
    .max(2)
    .nullable()
    .default(0)
    .describe('0 to 2; 0 gives the same answer again as far as the endpoint can; null: not sent.'),
  reasoning_effort: z
    .enum(REASONING_EFFORTS)
    .nullable()
    .default(null)
    .describe(
      'How long a model thinks before it answers; null leaves it to the model, and asks for little once it was seen to think.',
    ),
  timeout_seconds: z
    .number()
    .min(1)
    .max(3600)
    .default(120)
    .describe('Seconds after which one request is given up. 1 to 3600.'),
  max_retries: z
    .int()
    .min(0)
    .max(20)
    .default(3)
    .describe('How often a request that failed on the way is sent again. 0 to 20.'),
  concurrency: z.int().min(1).max(256).default(4).describe('Requests under way at the same time. 1 to 256.'),
  requests_per_minute: z
    .int()
    .min(1)
    .optional()
    .describe('Requests begun in a minute. 1 or more; default: as many as the endpoint takes.'),
  tokens_per_minute: z
    .int()
    .min(1000)
    .optional()
    .describe('Tokens sent in a minute. 1000 or more; default: as many as the endpoint takes.'),
})

/** `endpoints:` of `rateloom.yaml`, by name. */
export const endpointsSchema = z
  .record(z.string().regex(/^[\w.-]+$/, 'Letters, digits, ".", "-" and "_" only.'), endpointSchema)
  .default({})
  .describe('Language models that may be asked, by a name of your own.')

export type EndpointsConfig = z.infer<typeof endpointsSchema>
