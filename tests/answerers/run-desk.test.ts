import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PortDesk, serveDesk } from '../../src/answerers/asking/desk-port.ts'
import { priceOf, usdOf } from '../../src/answerers/asking/model-prices.ts'
import { type AskingConfig, openEstimateDesk, openRunDesk } from '../../src/answerers/asking/open-desk.ts'
import { parseConfig, UsageError } from '../../src/config.ts'
import { loopback, question, RIGHT } from '../endpoint/ask.ts'
import { insufficientQuota } from '../endpoint/loopback/faults.ts'
import type { Loopback, LoopbackOptions } from '../endpoint/loopback/loopback.ts'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'rateloom-desk-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

/** A configuration whose mapping stage asks a server, with a price for its model. */
function configOf(server: Loopback, workspace: string, more = '') {
  return parseConfig(
    `endpoints: {loop: {base_url: "${server.baseUrl}", max_retries: 0, timeout_seconds: 5}}
stages: {field-mapping: {answer: always, model: loop-1}}
prices: {loop-1: {input: 1, cached: 0.5, output: 10, as_of: 2026-03-01}}
workspace: ${JSON.stringify(workspace)}
${more}`,
    'rateloom.yaml',
  )
}

async function deskOn(options: Partial<LoopbackOptions> = {}, more = '') {
  const server = await loopback(options)
  const workspace = await folder()
  return { server, workspace, open: () => openRunDesk(configOf(server, workspace, more)) }
}

async function entries(workspace: string): Promise<string[]> {
  const found = await readdir(join(workspace, 'answers'), { recursive: true }).catch(() => [])
  return found.filter((file) => file.endsWith('.json')).map((file) => join(workspace, 'answers', file))
}

describe('answers that were paid for', () => {
  it('are given again for nothing, also to the next run', async () => {
    const { server, open } = await deskOn({
      answer: () => ({ text: RIGHT, inputTokens: 1000, cachedTokens: 400, outputTokens: 100 }),
    })
    const first = open()
    const paid = await first.ask(question())
    expect(paid).toMatchObject({ status: 'answered', text: RIGHT, from: 'endpoint' })
    expect(paid.cost).toEqual({
      calls: 1,
      input_tokens: 1000,
      cached_tokens: 400,
      output_tokens: 100,
      usd: (600 + 400 * 0.5 + 100 * 10) / 1e6,
    })
    const again = await open().ask(question())
    expect(again).toMatchObject({ status: 'answered', text: RIGHT, from: 'cache' })
    expect(again.cost).toMatchObject({ calls: 0, usd: 0 })
    expect(server.asked).toHaveLength(1)
    expect(first.costs).toMatchObject([{ stage: 'field-mapping', model: 'loop-1', questions: 1, calls: 1 }])
  })

  it('are those of one model, prompt and question', async () => {
    const { server, open } = await deskOn()
    const desk = open()
    for (const other of [{}, { model: 'loop-2' }, { prompt: 'v2' }, { input: 'else' }])
      await desk.ask(question(other))
    expect(server.asked).toHaveLength(4)
  })

  it('are asked for once by many at the same time', async () => {
    const { server, open } = await deskOn()
    const desk = open()
    const replies = await Promise.all(Array.from({ length: 8 }, () => desk.ask(question())))
    expect(server.asked).toHaveLength(1)
    expect(replies.filter((reply) => reply.status === 'answered' && reply.from === 'cache')).toHaveLength(7)
    expect(replies.reduce((sum, { cost }) => sum + cost.calls, 0)).toBe(1)
  })

  it('are asked for anew when their file is damaged', async () => {
    const { server, workspace, open } = await deskOn()
    await open().ask(question())
    const [file] = await entries(workspace)
    for (const damaged of ['', '{"version":1', (await readFile(file!, 'utf8')).replace('origin', 'orgin')]) {
      await writeFile(file!, damaged)
      expect(await open().ask(question())).toMatchObject({ text: RIGHT, from: 'endpoint' })
    }
    expect(server.asked).toHaveLength(4)
  })

  it('hold no key', async () => {
    process.env.DESK_TEST_KEY = 'sk-secret-of-the-test'
    onTestFinished(() => {
      delete process.env.DESK_TEST_KEY
    })
    const server = await loopback({ apiKey: 'sk-secret-of-the-test' })
    const workspace = await folder()
    const config = configOf(server, workspace)
    const withKey = { ...config.endpoints.loop!, api_key_env: 'DESK_TEST_KEY' }
    const desk = openRunDesk({ ...config, endpoints: { loop: withKey } })
    expect(await desk.ask(question())).toMatchObject({ status: 'answered' })
    const files = await readdir(workspace, { recursive: true, withFileTypes: true })
    for (const file of files.filter((one) => one.isFile()))
      expect(await readFile(join(file.parentPath, file.name), 'utf8')).not.toContain('secret')
  })
})

describe('what is no answer', () => {
  it('is not kept: the next run asks again', async () => {
    const { server, workspace, open } = await deskOn({
      faults: ({ n }) =>
        [{ kind: 'error', status: 500 } as const, { kind: 'refusal', words: 'No.' } as const][n - 1],
    })
    expect(await open().ask(question())).toMatchObject({ status: 'failed' })
    expect(await open().ask(question())).toMatchObject({ status: 'refused' })
    expect(await entries(workspace)).toEqual([])
    expect(await open().ask(question())).toMatchObject({ status: 'answered', from: 'endpoint' })
    expect(server.asked).toHaveLength(3)
  })

  it('is not kept either when it has not the form that was asked for', async () => {
    const { workspace, open } = await deskOn({ answer: () => 'I would rather talk about the weather.' })
    await open().ask(question())
    expect(await entries(workspace)).toEqual([])
  })

  it('ends all asking when waiting does not mend it, and says what to do', async () => {
    const { server, open } = await deskOn({ faults: () => insufficientQuota })
    const desk = open()
    const replies = await Promise.all(
      Array.from({ length: 5 }, (_, n) => desk.ask(question({ input: `question ${n}` }))),
    )
    expect(replies.every(({ status }) => status === 'failed')).toBe(true)
    expect(desk.stopped?.message).toMatch(/quota|billing/i)
    const before = server.asked.length
    expect(await desk.ask(question({ input: 'one more' }))).toMatchObject({ status: 'failed' })
    expect(server.asked).toHaveLength(before)
  })
})

describe('a limit on costs', () => {
  it('is never passed, however many are asked at once', async () => {
    const used = { text: RIGHT, inputTokens: 100, outputTokens: 190 }
    const { server, open } = await deskOn({ answer: () => used }, 'max_cost_usd: 0.011')
    const desk = open()
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => desk.ask(question({ input: `question ${n}` }))),
    )
    const spent = replies.reduce((sum, { cost }) => sum + (cost.usd ?? 0), 0)
    expect(spent).toBeLessThanOrEqual(0.011)
    expect(spent).toBeGreaterThan(0.005)
    expect(replies.filter(({ status }) => status === 'over_budget')).toHaveLength(20 - server.asked.length)
    const refused = replies.find(({ status }) => status === 'over_budget')
    expect(refused).toMatchObject({ reason: expect.stringContaining('--max-cost') })
  })

  it('holds for the thoughts of a model, too: what may not be paid for is not asked (again)', async () => {
    const thinking = { text: RIGHT, inputTokens: 100, outputTokens: 150, thinkingTokens: 4000 }
    const { server, open } = await deskOn({ answer: () => thinking }, 'max_cost_usd: 0.1')
    const desk = open()
    const ask = (n: number) => desk.ask(question({ input: `question ${n}` }))
    expect(await ask(0)).toMatchObject({ status: 'answered', cost: { calls: 2, output_tokens: 200 + 4150 } })
    const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(n + 1)))
    const spent = desk.costs.reduce((sum, { usd }) => sum + usd!, 0)
    expect(spent).toBeLessThanOrEqual(0.1)
    expect(spent).toBeGreaterThan(0.05)
    expect(server.asked).toHaveLength(3)
    expect(replies.filter(({ status }) => status === 'over_budget')).toHaveLength(19)

    const little = await deskOn({ answer: () => thinking }, 'max_cost_usd: 0.02')
    const once = await little.open().ask(question())
    expect(once).toMatchObject({ status: 'over_budget', reason: expect.stringMatching(/thinks.*--max-cost/) })
    expect(once.cost).toMatchObject({ calls: 1, output_tokens: 200 })
    expect(little.server.asked).toHaveLength(1)
  })

  it('gives back what a question did not use', async () => {
    const { open } = await deskOn(
      { answer: () => ({ text: RIGHT, inputTokens: 10, outputTokens: 5 }) },
      'max_cost_usd: 0.003',
    )
    const desk = open()
    for (let n = 0; n < 10; n++)
      expect(await desk.ask(question({ input: `question ${n}` }))).toMatchObject({ status: 'answered' })
  })

  it('needs to know the price', async () => {
    const server = await loopback()
    const config = configOf(server, await folder(), 'max_cost_usd: 1')
    expect(() => openRunDesk({ ...config, prices: {} })).toThrow(UsageError)
    expect(() => openRunDesk({ ...config, prices: {} })).toThrow(/price of loop-1/)
  })
})

describe('an estimate', () => {
  const estimated = async (config: AskingConfig, model: string) => {
    const desk = openEstimateDesk(config, false)
    await desk.ask(question({ endpoint: Object.keys(config.endpoints)[0]!, model }))
    return desk.costs[0]!.output_tokens
  }

  it('counts thoughts once a model was seen to think', async () => {
    const server = await loopback({ answer: () => ({ text: RIGHT, outputTokens: 20, thinkingTokens: 50 }) })
    const config = configOf(server, await folder())
    expect(await estimated(config, 'loop-1')).toBe(90)
    await openRunDesk(config).ask(question({ input: 'another' }))
    expect(await estimated(config, 'loop-1')).toBe(90 + 2048)
  })

  it.each([
    ['gpt-6-luna', 'null', 90 + 2048],
    ['gpt-6-luna', 'none', 90],
    ['gpt-4.1-mini', 'null', 90],
  ])('expects thoughts of %s with effort %s', async (model, effort, tokens) => {
    const config = parseConfig(
      `endpoints: {vendor: {base_url: "https://api.openai.com/v1", reasoning_effort: ${effort}}}
stages: {field-mapping: {answer: always, model: ${model}}}
workspace: ${JSON.stringify(await folder())}`,
      'rateloom.yaml',
    )
    expect(await estimated(config, model)).toBe(tokens)
  })
})

describe('a price', () => {
  const MILLION = { input_tokens: 1e6, cached_tokens: 0, output_tokens: 0 }

  it('has a day, goes before the built-in one where it is our own, and is null rather than guessed', () => {
    expect(priceOf('gpt-6-luna')).toMatchObject({ as_of: expect.stringMatching(/^2026-/) })
    expect(priceOf('gpt-6-luna-2026-09-22')).toEqual(priceOf('gpt-6-luna'))
    const own = { 'gpt-6-luna': { input: 9, output: 9, as_of: '2026-11-27' } }
    expect(priceOf('gpt-6-luna', own)).toEqual(own['gpt-6-luna'])
    expect(priceOf('unheard-of')).toBeNull()
    expect(usdOf(MILLION, null)).toBeNull()
  })

  it('of input that may be written into a cache is the most that it can be', () => {
    const { input, cached, cache_write } = priceOf('gpt-6-luna')!
    expect(cache_write).toBeGreaterThan(input)
    expect(usdOf(MILLION, priceOf('gpt-6-luna'))).toBeCloseTo(cache_write!)
    expect(usdOf({ ...MILLION, cached_tokens: 1e6 }, priceOf('gpt-6-luna'))).toBeCloseTo(cached!)
  })
})

describe('how models are asked', () => {
  it('is a matter of the endpoint, and part of what an answer is kept under', async () => {
    const { server, workspace, open } = await deskOn()
    await open().ask(question())
    const loop = { ...configOf(server, workspace).endpoints.loop!, temperature: null }
    const other = { ...configOf(server, workspace), endpoints: { loop } }
    await openRunDesk({ ...other, endpoints: { loop: { ...loop, reasoning_effort: 'high' } } }).ask(
      question(),
    )
    expect(server.asked.map(({ body }) => [body.temperature, body.reasoning_effort])).toEqual([
      [0, undefined],
      [undefined, 'high'],
    ])
    const azure = { ...loop, azure_api_version: '2024-10-21', api: 'chat' as const }
    await openRunDesk({ ...other, endpoints: { loop: azure } }).ask(question())
    expect(server.requests.at(-1)!.query.get('api-version')).toBe('2024-10-21')
  })
})

describe('a key', () => {
  it('that is not in the environment is named before anything is read', async () => {
    const server = await loopback()
    const config = configOf(server, await folder())
    const endpoints = { loop: { ...config.endpoints.loop!, api_key_env: 'NOT_SET_ANYWHERE' } }
    expect(() => openRunDesk({ ...config, endpoints })).toThrow(/NOT_SET_ANYWHERE, which is not set/)
  })
})

describe('a thread', () => {
  it('asks over its port, many questions at a time, each with its own reply', async () => {
    const { open } = await deskOn({ answer: ({ input }) => RIGHT.replace('0', input.slice(-1)) })
    const desk = open()
    const { port1, port2 } = new MessageChannel()
    onTestFinished(() => port1.close())
    const waiting: number[] = []
    serveDesk(port1, (one) => desk.ask(one), { waiting: (count) => waiting.push(count) })
    const thread = new PortDesk(port2)
    const replies = await Promise.all([1, 2, 3].map((n) => thread.ask(question({ input: `number ${n}` }))))
    expect(replies.map((reply) => reply.status === 'answered' && JSON.parse(reply.text).origin)).toEqual([
      1, 2, 3,
    ])
    expect(waiting.at(-1)).toBe(0)
  })
})
