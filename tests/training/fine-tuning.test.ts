import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OpenAI from 'openai'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { CURVE_FILE } from '../../src/training/curves/curve-files.ts'
import { checkExamples } from '../../src/training/fine-tuning/check-examples.ts'
import { exportLora } from '../../src/training/fine-tuning/export-lora.ts'
import { cancelTune, checkpointsOf, followTune } from '../../src/training/fine-tuning/follow-tune.ts'
import { readMetricsFile } from '../../src/training/fine-tuning/metrics.ts'
import { type PrepareOptions, prepareTune } from '../../src/training/fine-tuning/prepare-tune.ts'
import { submitTune } from '../../src/training/fine-tuning/submit-tune.ts'
import { TuneFolder } from '../../src/training/fine-tuning/tune.ts'
import { tuningClient } from '../../src/training/fine-tuning/tuning-client.ts'
import { runCli, startCli } from '../cli/run-cli.ts'
import { type Loopback, type LoopbackOptions, startLoopback } from '../endpoint/loopback/loopback.ts'

const space = mkdtempSync(join(tmpdir(), 'rateloom-'))
const servers: Loopback[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})
afterAll(() => rmSync(space, { recursive: true, force: true }))

async function serve(options: Partial<LoopbackOptions> = {}): Promise<Loopback> {
  const server = await startLoopback({ answer: () => '', ...options })
  servers.push(server)
  return server
}

function examples(count: number, word: string): string {
  const lines = Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      messages: [
        { role: 'system', content: 'Which field is each column?' },
        { role: 'user', content: `${word} ${i}` },
        { role: 'assistant', content: `{"columns":${i}}`, weight: 1 },
      ],
    }),
  )
  return `${lines.join('\n')}\n`
}
const TRAINING = join(space, 'train.jsonl')
const VALIDATION = join(space, 'validation.jsonl')
writeFileSync(TRAINING, examples(20, 'sheet'))
writeFileSync(VALIDATION, examples(12, 'other'))

let made = 0
async function prepared(baseUrl: string, more: Partial<PrepareOptions> = {}) {
  const name = `tune-${++made}`
  const folder = new TuneFolder(join(space, 'tunes', name))
  await prepareTune(folder, {
    name,
    baseUrl,
    apiKeyEnv: null,
    method: 'supervised',
    baseModel: 'loop-1',
    training: TRAINING,
    validation: VALIDATION,
    epochs: 3,
    ...more,
  })
  return folder
}
const clientOf = (server: Loopback) =>
  new OpenAI({ baseURL: server.baseUrl, apiKey: 'none', maxRetries: 0, timeout: 5000, logLevel: 'off' })

describe('examples are checked before anything leaves the machine', () => {
  it('by form, length, doubles and number, each with its line', async () => {
    const good = examples(10, 'a').trimEnd()
    const bad = [
      'no json',
      '{"messages":[{"role":"user","content":"x"}]}',
      good.split('\n')[0],
      JSON.stringify({
        messages: [
          { role: 'user', content: 'word '.repeat(600) },
          { role: 'assistant', content: 'x' },
        ],
      }),
    ]
    const { problems } = await checkExamples([good, ...bad].join('\n'), 'supervised', 500)
    expect(problems).toEqual([
      'line 11: is no JSON',
      expect.stringMatching(/^line 12: .*No answer to learn from/),
      'line 13: the same example as line 1',
      expect.stringMatching(/^line 14: about \d+ tokens, more than the window of 500/),
    ])
    expect((await checkExamples(examples(3, 'a'), 'supervised', 500)).problems).toEqual([
      '3 examples; at least 10 are needed, some hundred are better',
    ])
  })

  it('and training data is no validation data', async () => {
    await expect(prepared('http://127.0.0.1:9/v1', { validation: TRAINING })).rejects.toThrow(/same file/)
  })
})

describe('a fine-tuning', () => {
  it('goes from examples to a model: events once, losses with validation, checkpoints', async () => {
    const server = await serve({ fineTuning: { polls: 3, steps: 30, epochs: 3 } })
    const folder = await prepared(server.baseUrl, { suffix: 'columns', learningRateMultiplier: 2, seed: 7 })
    const client = clientOf(server)
    const submitted = await submitTune(folder, client)
    expect(submitted).toMatchObject({ job: 'ftjob-1', attempt: 1 })
    expect(server.fineTuning.jobs[0]!.body).toMatchObject({
      model: 'loop-1',
      suffix: 'columns',
      seed: 7,
      method: {
        type: 'supervised',
        supervised: { hyperparameters: { n_epochs: 3, learning_rate_multiplier: 2 } },
      },
    })
    const told: string[] = []
    const tune = await followTune(folder, client, {
      everySeconds: 0.01,
      onEvent: ({ message }) => told.push(message),
    })
    expect(tune).toMatchObject({ status: 'succeeded', fine_tuned_model: 'ft:loop-1:loopback:columns:1' })
    expect(new Set(told).size).toBe(told.length)
    const curve = parse(readFileSync(folder.file(CURVE_FILE), 'utf8'))
    expect(curve.points).toHaveLength(30)
    expect(curve.points[29]).toMatchObject({ step: 30, epoch: 3, training_loss: 2 / 30 })
    expect(await checkpointsOf(tune, client)).toHaveLength(3)
  })

  it('of preference pairs says so to the endpoint', async () => {
    const pairs = join(space, 'pairs.jsonl')
    const pair = (i: number) => ({
      input: { messages: [{ role: 'user', content: `sheet ${i}` }] },
      preferred_output: [{ role: 'assistant', content: 'right' }],
      non_preferred_output: [{ role: 'assistant', content: 'wrong' }],
    })
    writeFileSync(pairs, Array.from({ length: 10 }, (_, i) => JSON.stringify(pair(i))).join('\n'))
    const server = await serve()
    const folder = await prepared(server.baseUrl, {
      method: 'preference',
      training: pairs,
      validation: undefined as never,
    })
    await submitTune(folder, clientOf(server))
    expect(server.fineTuning.jobs[0]!.body.method).toMatchObject({ type: 'dpo' })
  })

  it('cut off at any request resumes: one job, nothing uploaded twice', async () => {
    const requests = 9
    for (let cut = 1; cut <= requests; cut++) {
      let dead = false
      let seen = 0
      const server = await serve({
        // The endpoint has done what it was asked for, and nobody hears of it.
        breaks: () => {
          if (++seen === cut) dead = true
          return dead ? { kind: 'reset', when: 'before_headers' } : null
        },
      })
      const folder = await prepared(server.baseUrl)
      await submitTune(folder, clientOf(server)).catch(() => {})
      dead = false
      seen = requests
      const tune = await submitTune(folder, clientOf(server))
      expect(tune.job, `cut at request ${cut}`).toBe('ftjob-1')
      expect(server.fineTuning.jobs).toHaveLength(1)
      expect(server.files.files.map(({ filename }) => filename)).toHaveLength(2)
      expect(new Set(server.files.files.map(({ text }) => text)).size).toBe(2)
    }
  })

  it('that has failed says why in plain words, and is followed by a new job on the same files', async () => {
    const server = await serve({
      fineTuning: { ends: 'failed', error: { code: 'exceeded_quota', message: 'Hard limit.', param: null } },
    })
    const folder = await prepared(server.baseUrl)
    const client = clientOf(server)
    await submitTune(folder, client)
    const failed = await followTune(folder, client, { everySeconds: 0.01 })
    expect(failed).toMatchObject({ status: 'failed', reason: expect.stringContaining('no budget left') })
    server.fineTuning.plan = {}
    expect(await submitTune(folder, client)).toMatchObject({ attempt: 2, job: 'ftjob-2' })
    expect(server.files.files.filter(({ purpose }) => purpose === 'fine-tune')).toHaveLength(2)
    expect(await followTune(folder, client, { everySeconds: 0.01 })).toMatchObject({ status: 'succeeded' })
    await expect(submitTune(folder, client)).rejects.toThrow(/has succeeded/)
  })

  it('can be cancelled, and cancelling what has ended changes nothing', async () => {
    const server = await serve({ fineTuning: { polls: 50 } })
    const folder = await prepared(server.baseUrl)
    const client = clientOf(server)
    await submitTune(folder, client)
    expect(await cancelTune(folder, client)).toMatchObject({ status: 'cancelled' })
    expect(await cancelTune(folder, client)).toMatchObject({ status: 'cancelled' })
  })

  it.each([
    ['offers none', { lacks: ['fine_tuning'] }, /offers no fine-tuning jobs.*tune export/s],
    [
      'has withdrawn them',
      { fineTuning: { refused: { status: 403, code: 'gone', message: 'Fine-tuning has ended.' } } },
      /may not create fine-tuning jobs.*Fine-tuning has ended.*tune export/s,
    ],
    ['does not know the key', { apiKey: 'right' }, /key is not accepted/],
  ] as const)('at an endpoint that %s: said before anything is uploaded', async (_, options, words) => {
    const server = await serve(options as Partial<LoopbackOptions>)
    const folder = await prepared(server.baseUrl)
    await expect(submitTune(folder, clientOf(server))).rejects.toThrow(words)
    expect(server.files.files).toEqual([])
  })
})

it('a key that the endpoint repeats is in no error', async () => {
  const key = 'sk-a-key-of-the-test-1234'
  const refused = { status: 403, code: 'gone', message: `The key ${key} may not train.` }
  const server = await serve({ apiKey: key, fineTuning: { refused } })
  const folder = await prepared(server.baseUrl, { apiKeyEnv: 'TUNING_KEY' })
  const client = await tuningClient(await folder.load(), { TUNING_KEY: key })
  const error = await submitTune(folder, client).catch((one: Error) => one)
  expect((error as Error).message).toMatch(/may not train/)
  expect(String(error)).not.toContain(key)
  await expect(tuningClient(await folder.load(), {})).rejects.toThrow(/TUNING_KEY is not set/)
})

it('metrics are read as CSV and as Base64, and nonsense gives no points', () => {
  const csv = 'step,train_loss,train_accuracy,valid_loss\n1,2.5,0.1,\n2,1.5,0.4,1.8\nnonsense\n'
  const points = [
    { step: 1, epoch: 0.5, training_loss: 2.5, validation_loss: null },
    { step: 2, epoch: 1, training_loss: 1.5, validation_loss: 1.8 },
  ]
  expect(readMetricsFile(csv, 2)).toEqual(points)
  expect(readMetricsFile(Buffer.from(csv).toString('base64'), 2)).toEqual(points)
  expect(readMetricsFile('<html>', 2)).toEqual([])
})

it('an export for LoRA holds data, card, settings and the lines for rateloom.yaml', async () => {
  const folder = await prepared('http://127.0.0.1:9/v1')
  const out = join(space, 'lora')
  const written = await exportLora(folder, { openModel: 'some/model', stage: 'column-roles', out })
  expect(readdirSync(out).sort()).toEqual([...written].sort())
  expect(readFileSync(join(out, 'training.jsonl'), 'utf8')).toBe(readFileSync(TRAINING, 'utf8'))
  expect(parse(readFileSync(join(out, 'lora.yaml'), 'utf8'))).toMatchObject({
    base_model: 'some/model',
    num_epochs: 3,
  })
  expect(parse(readFileSync(join(out, 'data-card.yaml'), 'utf8')).training.examples).toBe(20)
  expect(readFileSync(join(out, 'README.md'), 'utf8')).toMatch(/vllm serve some\/model[\s\S]*column-roles: /)
})

it('rateloom tune, killed while it uploads, goes on and draws its curves', async () => {
  let child: ReturnType<typeof startCli>['child'] | null = null
  const server = await serve({
    fineTuning: { steps: 30 },
    breaks: ({ method, path }) => {
      if (child && method === 'POST' && path === '/files') child.kill('SIGKILL')
      return null
    },
  })
  const config = join(space, 'rateloom.yaml')
  writeFileSync(config, `workspace: cli\nendpoints:\n  loop: {base_url: "${server.baseUrl}"}\n`)
  const tune = (...args: string[]) => ['tune', ...args, '--config', config]
  const data = ['--training', TRAINING, '--validation', VALIDATION, '--base-model', 'loop-1']
  expect((await runCli(tune('prepare', 'mine', ...data))).stdout).toContain('20 examples')
  const first = startCli(tune('submit', 'mine'))
  child = first.child
  expect((await first.ended).code).toBeNull()
  child = null
  expect((await runCli(tune('submit', 'mine'))).stdout).toContain('ftjob-1')
  expect([server.files.files.length, server.fineTuning.jobs.length]).toEqual([2, 1])
  const followed = await runCli(tune('follow', 'mine', '--every', '1'))
  expect(followed.stdout).toContain('mine has succeeded: ft:loop-1')
  const picture = join(space, 'curves.png')
  expect((await runCli(tune('curves', 'mine', '--out', picture))).stdout).toContain('mine: ')
  expect(existsSync(picture)).toBe(true)
  expect((await runCli(tune('list'))).stdout).toContain('succeeded')
})
