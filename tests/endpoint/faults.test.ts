import { describe, expect, it } from 'vitest'
import type { ModelReply } from '../../src/answerers/desk.ts'
import { StopRun } from '../../src/answerers/endpoint/stop-run.ts'
import { client, loopback, question, RIGHT } from './ask.ts'
import { type Fault, inOrder, insufficientQuota, rateLimited } from './loopback/faults.ts'

const APIS = ['responses', 'chat'] as const
const soon = { 'retry-after-ms': '5' }
const serverError = (status: number): Fault => ({
  kind: 'error',
  status,
  type: 'server_error',
  message: 'The server had an error.',
  headers: soon,
})

function reasonOf(reply: ModelReply): string {
  return reply.status === 'answered' ? `answered: ${reply.text}` : `${reply.status}: ${reply.reason}`
}

describe.each(APIS)('what fails on the way, by %s', (api) => {
  it.each([
    ['429 with retry-after', rateLimited({ 'retry-after': '0.01' })],
    ['500', serverError(500)],
    ['503', serverError(503)],
  ])('%s: the SDK asks again', async (_, fault) => {
    const server = await loopback({ faults: inOrder(fault, fault) })
    const reply = await client(server, { api, maxRetries: 2 }).send(question())
    expect(reply).toMatchObject({ status: 'answered', text: RIGHT, cost: { calls: 3 } })
  })

  it.each([
    ['429 after all retries', rateLimited(soon), /rate limit after 2 times.*Rate limit reached/],
    ['500 after all retries', serverError(500), /failed \(500\) 2 times.*server had an error.*req_loopback/],
  ])('%s: the reply says so', async (_, fault, reason) => {
    const server = await loopback({ faults: () => fault })
    const reply = await client(server, { api, maxRetries: 1 }).send(question())
    expect(reasonOf(reply)).toMatch(reason)
    expect(reply.cost).toEqual({ calls: 2, input_tokens: 0, cached_tokens: 0, output_tokens: 0, usd: null })
  })

  it.each<[string, Fault]>([
    ['nothing comes', { kind: 'hang' }],
    ['it drips', { kind: 'drip', everyMilliseconds: 15, pieces: 30 }],
  ])('%s: the reply says so, in time', async (_, fault) => {
    const server = await loopback({ faults: () => fault })
    const reply = await client(server, { api, timeoutSeconds: 0.1 }).send(question())
    expect(reasonOf(reply)).toMatch(/^failed: No whole answer within 0.1 seconds, once/)
  })

  it.each<[string, Fault, RegExp]>([
    ['the connection closes at once', { kind: 'reset', when: 'before_headers' }, /^failed: The connection/],
    [
      'it closes in the body',
      { kind: 'reset', when: 'mid_body' },
      /^failed: The connection was closed in the/,
    ],
    ['the body is no JSON', { kind: 'invalid_json' }, /^failed: The body of the answer is no valid JSON/],
    ['a page comes', { kind: 'raw', status: 200, body: '<p>Hi', contentType: 'text/html' }, /base_url/],
    ['nothing is in the body', { kind: 'raw', status: 200, body: '' }, /base_url/],
    ['the body is another', { kind: 'raw', status: 200, body: '{"ok":true}' }, /base_url/],
    ['the answer is huge', { kind: 'huge', bytes: 50_000_000 }, /^failed: The answer is far too large/],
  ])('%s: the reply says so, and the next question goes well', async (_, fault, reason) => {
    const server = await loopback({ faults: inOrder(fault) })
    const endpoint = client(server, { api, maxAnswerBytes: 300_000 })
    expect(reasonOf(await endpoint.send(question()))).toMatch(reason)
    expect(await endpoint.send(question({ input: 'next' }))).toMatchObject({ status: 'answered' })
  })
})

describe('what fails on the way', () => {
  it('in the body is tried again, too', async () => {
    const faults = inOrder({ kind: 'reset', when: 'mid_body' })
    const server = await loopback({ faults })
    const reply = await client(server, { maxRetries: 1 }).send(question())
    expect(reply).toMatchObject({ status: 'answered', cost: { calls: 2 } })
  })

  it('ends at a deadline that holds retries and waits', async () => {
    const server = await loopback({ faults: () => rateLimited({ 'retry-after': '30' }) })
    const reply = await client(server, { maxRetries: 5, deadlineSeconds: 0.1 }).send(question())
    expect(reasonOf(reply)).toMatch(/^failed: No answer within 0.1 seconds, retries included/)
    expect(server.asked.length).toBeLessThan(2)
  })
})

describe.each(APIS)('what the model does not answer, by %s', (api) => {
  it.each<[string, Fault, RegExp]>([
    ['cut off', { kind: 'truncated' }, /^truncated: .*cut off at its limit of 200 tokens/],
    [
      'refused',
      { kind: 'refusal', words: 'I cannot help with that.' },
      /^refused: .*"I cannot help with that\."/,
    ],
    ['filtered', { kind: 'content_filter' }, /^refused: The content filter/],
    ['empty', { kind: 'says', text: ' \n' }, /^failed: loop-1 answered with nothing/],
    [
      'endless',
      { kind: 'says', text: 'x'.repeat(90_000) },
      /^failed: .*90000 characters, although 200 tokens/,
    ],
  ])('%s: the reply says so and has its cost', async (_, fault, reason) => {
    const server = await loopback({ faults: () => fault })
    const reply = await client(server, { api }).send(question())
    expect(reasonOf(reply)).toMatch(reason)
    expect(reply.cost.input_tokens).toBeGreaterThan(0)
  })

  it.each<[string, string]>([
    [
      'prose around YAML',
      'Here is the mapping:\n\norigin: 0\ndestination: 1\ncarrier: null\n\nTell me if it helps!',
    ],
    ['a fence', '```yaml\norigin: 0\ndestination: 1\ncarrier: null\n```'],
  ])('%s is put aside', async (_, text) => {
    const server = await loopback({ faults: () => ({ kind: 'says', text }) })
    const reply = await client(server, { api }).send(question())
    expect(reply).toMatchObject({ text: 'origin: 0\ndestination: 1\ncarrier: null' })
  })
})

it('an answer that says it failed is one that failed', async () => {
  const failed: Fault = { kind: 'failed', code: 'server_error', message: 'The model is overloaded.' }
  const server = await loopback({ faults: () => failed })
  const reply = await client(server, { api: 'responses' }).send(question())
  expect(reasonOf(reply)).toMatch(/^failed: .*server_error: The model is overloaded/)
})

describe('what ends all asking', () => {
  it.each<[string, Fault, string, RegExp]>([
    ['no quota', insufficientQuota, 'quota', /"loop": its quota is used up\. Add credit/],
    ['no money', { kind: 'error', status: 402, message: 'Pay.' }, 'quota', /Add credit/],
    ['no right', { kind: 'error', status: 403, message: 'Country not supported.' }, 'permission', /may not/],
    [
      'no model at OpenAI',
      { kind: 'error', status: 404, code: 'model_not_found', message: 'The model does not exist.' },
      'model',
      /no model "loop-1"/,
    ],
    [
      'no model at vLLM',
      {
        kind: 'raw',
        status: 404,
        body: '{"object":"error","message":"The model `loop-1` does not exist.","type":"NotFoundError","param":null,"code":404}',
      },
      'model',
      /no model "loop-1"/,
    ],
    [
      'no model at Ollama',
      {
        kind: 'raw',
        status: 404,
        body: '{"error":{"message":"model \\"loop-1\\" not found, try pulling it first","type":"api_error","param":null,"code":null}}',
      },
      'model',
      /no model "loop-1".*pulling it/,
    ],
  ])('%s: one request, and an error that says what to do', async (_, fault, code, message) => {
    const server = await loopback({ faults: () => fault })
    const endpoint = client(server, { maxRetries: 3 })
    const error = await endpoint.send(question()).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(StopRun)
    expect(error).toMatchObject({ code, endpoint: 'loop', message: expect.stringMatching(message) })
    expect(endpoint.stopped).toBe(error)
    await expect(endpoint.send(question())).rejects.toBe(error)
    expect(server.asked).toHaveLength(1)
  })

  it('is said at once to questions that run and that wait', async () => {
    const faults = inOrder(null, { kind: 'hang' }, { kind: 'hang' }, insufficientQuota)
    const server = await loopback({ faults })
    const endpoint = client(server, { concurrency: 3 })
    await endpoint.send(question())
    const inputs = ['running', 'running too', 'the last straw', 'waiting', 'waiting too']
    const ends = await Promise.allSettled(inputs.map((input) => endpoint.send(question({ input }))))
    expect(ends.map((end) => end.status === 'rejected' && end.reason)).toEqual(
      inputs.map(() => endpoint.stopped),
    )
    expect(server.asked).toHaveLength(4)
  })

  it('is an address where nothing answers, but not one that answered before', async () => {
    const server = await loopback()
    const endpoint = client(server)
    await endpoint.send(question())
    await server.close()
    expect(reasonOf(await endpoint.send(question()))).toMatch(/^failed: The connection failed/)
    await expect(client(server).send(question())).rejects.toMatchObject({
      code: 'address',
      message: expect.stringContaining(`nothing answers at ${server.baseUrl}`),
    })
  })

  it('is not a question that is too long, or that a filter turns down', async () => {
    const server = await loopback({
      faults: inOrder(
        { kind: 'error', status: 400, code: 'context_length_exceeded', message: 'Too long.' },
        { kind: 'error', status: 400, code: 'content_filter', message: 'Triggered.' },
        { kind: 'error', status: 400, message: 'Bad.' },
      ),
    })
    const endpoint = client(server)
    expect(reasonOf(await endpoint.send(question()))).toMatch(/^failed: The question is too long/)
    expect(reasonOf(await endpoint.send(question()))).toMatch(/^refused: The content filter/)
    expect(reasonOf(await endpoint.send(question()))).toMatch(
      /^failed: .*did not accept the question.*"Bad\."/,
    )
  })
})
