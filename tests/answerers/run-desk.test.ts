import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PortDesk, serveDesk } from '../../src/answerers/asking/desk-port.ts'
import { openRunDesk } from '../../src/answerers/asking/open-desk.ts'
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
