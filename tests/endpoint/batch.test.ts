import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ModelQuestion, ModelReply } from '../../src/answerers/desk.ts'
import { EndpointBatch } from '../../src/answerers/endpoint/batch/endpoint-batch.ts'
import { questionId } from '../../src/answerers/endpoint/batch/question-id.ts'
import { client, loopback, question, RIGHT } from './ask.ts'
import type { Loopback } from './loopback/loopback.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'rateloom-batch-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return join(made, 'batches')
}

const questions = ['a', 'b', 'c'].map((input) => question({ input }))

/** Takes replies by the input of their question. */
function taker() {
  const replies = new Map<string, ModelReply>()
  return { replies, take: ({ input }: ModelQuestion, reply: ModelReply) => void replies.set(input, reply) }
}

function statuses(replies: ReadonlyMap<string, ModelReply>) {
  return Object.fromEntries([...replies].map(([input, { status }]) => [input, status]))
}

const made = (server: Loopback, path: string) =>
  server.requests.filter((request) => request.method === 'POST' && request.path === path).length

describe.each(['responses', 'chat'] as const)('a batch of questions, by %s', (api) => {
  it('is handed in, looked at, and collected with its costs', async () => {
    const said = { text: RIGHT, inputTokens: 40, cachedTokens: 8, outputTokens: 5 }
    const server = await loopback({ answer: () => said, batches: { polls: 2 } })
    const batch = new EndpointBatch(client(server, { api }), { folder: folder() })
    expect(await batch.submit(questions)).toBe(3)
    expect(await batch.waiting()).toEqual(new Set(questions.map(questionId)))

    const { replies, take } = taker()
    expect(await batch.collect(take)).toMatchObject({
      open: [{ status: 'in_progress', questions: 3 }],
      ended: [],
    })
    expect(replies.size).toBe(0)
    expect(await batch.collect(take)).toMatchObject({ open: [], ended: [{ status: 'completed' }] })
    expect(Object.keys(statuses(replies))).toEqual(['a', 'b', 'c'])
    expect(replies.get('b')).toEqual({
      status: 'answered',
      text: RIGHT,
      from: 'batch',
      cost: { calls: 1, input_tokens: 40, cached_tokens: 8, output_tokens: 5, usd: null },
    })
    expect(await batch.waiting()).toEqual(new Set())
    expect(await batch.collect(take)).toEqual({ open: [], ended: [] })
    // Nothing of the sheets stays at the endpoint.
    expect(server.files.files).toEqual([])
  })

  it('asks as single questions do, by ids made of the questions', async () => {
    const server = await loopback({ batches: { polls: 9 } })
    await new EndpointBatch(client(server, { api }), { folder: folder() }).submit(questions)
    await client(server, { api }).send(questions[0]!)
    const [line] = server.files.files[0]!.text.split('\n')
    expect(JSON.parse(line!)).toEqual({
      custom_id: questionId(questions[0]!),
      method: 'POST',
      url: api === 'responses' ? '/v1/responses' : '/v1/chat/completions',
      body: server.asked[0]!.body,
    })
  })
})

describe('a batch of questions', () => {
  it('returns what it did not answer as failed, and only that goes again', async () => {
    const fates = {
      b: 'expired',
      c: { status: 500, code: 'server_error', message: 'Internal error.' },
      d: 'missing',
    } as const
    const server = await loopback({
      batches: { ends: 'expired', item: ({ input }) => fates[input as keyof typeof fates] ?? null },
    })
    const all = [...questions, question({ input: 'd' })]
    const batch = new EndpointBatch(client(server), { folder: folder() })
    await batch.submit(all)
    const first = taker()
    await batch.collect(first.take)
    expect(statuses(first.replies)).toEqual({ a: 'answered', b: 'failed', c: 'failed', d: 'failed' })
    expect(first.replies.get('b')).toMatchObject({ reason: expect.stringMatching(/expired.*batch_expired/) })
    expect(first.replies.get('c')).toMatchObject({ reason: expect.stringContaining('Internal error.') })

    server.batches.plan = {}
    const unanswered = all.filter(({ input }) => first.replies.get(input)!.status !== 'answered')
    await batch.submit(unanswered)
    expect(server.files.files.at(-1)!.text.trim().split('\n')).toHaveLength(3)
    const second = taker()
    await batch.collect(second.take)
    expect(statuses(second.replies)).toEqual({ b: 'answered', c: 'answered', d: 'answered' })
  })

  it.each([
    ['failed', /batch failed.*token_limit_exceeded: Enqueued/],
    ['cancelled', /^answered$/],
  ] as const)('that ends as %s says so of each question', async (ends, reason) => {
    const server = await loopback({ batches: { ends } })
    const batch = new EndpointBatch(client(server), { folder: folder() })
    await batch.submit(questions)
    const { replies, take } = taker()
    await batch.collect(take)
    expect(replies.size).toBe(3)
    for (const reply of replies.values()) {
      expect(reply.status === 'answered' ? reply.status : reply.reason).toMatch(reason)
    }
  })

  it('learns from its items what the model does not take', async () => {
    const refused = {
      status: 400,
      code: 'unsupported_parameter',
      message: "Unsupported parameter: 'temperature'.",
    }
    const server = await loopback({
      batches: { item: ({ body }) => ('temperature' in body ? refused : null) },
    })
    const batch = new EndpointBatch(client(server), { folder: folder() })
    const { replies, take } = taker()
    await batch.submit(questions)
    await batch.collect(take)
    expect(statuses(replies)).toEqual({ a: 'failed', b: 'failed', c: 'failed' })
    await batch.submit(questions)
    await batch.collect(take)
    expect(statuses(replies)).toEqual({ a: 'answered', b: 'answered', c: 'answered' })
  })

  it('does not ask twice for what waits already, and goes by model and size', async () => {
    const server = await loopback({ batches: { polls: 9 } })
    const batch = new EndpointBatch(client(server), { folder: folder(), maxQuestions: 2 })
    await batch.submit([...questions, questions[0]!, question({ model: 'loop-2' })])
    expect(server.batches.batches).toHaveLength(3)
    expect(await batch.submit(questions)).toBe(0)
    expect(server.batches.batches).toHaveLength(3)
  })

  it.each([
    ['the upload', '/files'],
    ['the making of the job', '/batches'],
  ])('that was cut off at %s is taken up by the next run, with nothing sent twice', async (_, path) => {
    let cut = true
    const server = await loopback({
      breaks: (request) =>
        cut && request.method === 'POST' && request.path === path ? { kind: 'hang' } : null,
    })
    const where = { folder: folder() }
    const killed = new AbortController()
    const submitting = new EndpointBatch(client(server), where).submit(questions, killed.signal)
    while (made(server, path) === 0) await new Promise((tick) => setTimeout(tick, 1))
    killed.abort(new Error('killed'))
    await expect(submitting).rejects.toThrow('killed')
    cut = false

    const batch = new EndpointBatch(client(server), where)
    expect(await batch.submit(questions)).toBe(0)
    const { replies, take } = taker()
    await batch.collect(take)
    expect(statuses(replies)).toEqual({ a: 'answered', b: 'answered', c: 'answered' })
    expect([made(server, '/files'), made(server, '/batches')]).toEqual([1, 1])
  })

  it('is not made twice when the answer to its making is lost', async () => {
    const server = await loopback({
      breaks: ({ method, path }) =>
        method === 'POST' && path === '/batches' ? { kind: 'reset', when: 'before_headers' } : null,
    })
    const batch = new EndpointBatch(client(server, { maxRetries: 2 }), { folder: folder() })
    await batch.submit(questions)
    expect(made(server, '/batches')).toBe(1)
    const { replies, take } = taker()
    await batch.collect(take)
    expect(replies.size).toBe(3)
  })

  it('is handed over again when its taker failed', async () => {
    const server = await loopback()
    const batch = new EndpointBatch(client(server), { folder: folder() })
    await batch.submit(questions)
    const failing = () => Promise.reject(new Error('disk full'))
    await expect(batch.collect(failing)).rejects.toThrow('disk full')
    const { replies, take } = taker()
    await batch.collect(take)
    expect(replies.size).toBe(3)
  })

  it('that the endpoint forgot is answered as failed', async () => {
    const server = await loopback()
    const batch = new EndpointBatch(client(server), { folder: folder() })
    await batch.submit(questions)
    server.batches.batches.length = 0
    const { replies, take } = taker()
    await batch.collect(take)
    expect(statuses(replies)).toEqual({ a: 'failed', b: 'failed', c: 'failed' })
  })

  it('is refused in words where there are no batches, and nothing is kept', async () => {
    const server = await loopback({ lacks: ['files', 'batches'] })
    const where = folder()
    const batch = new EndpointBatch(client(server), { folder: where })
    await expect(batch.submit(questions)).rejects.toThrow(
      'Endpoint "loop" takes no batches. Run without --batch.',
    )
    expect(readdirSync(where)).toEqual([])
  })
})
