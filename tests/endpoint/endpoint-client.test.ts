import { describe, expect, it } from 'vitest'
import { client, loopback, question, RIGHT } from './ask.ts'
import { inOrder } from './loopback/faults.ts'

describe('a question to an endpoint', () => {
  it.each(['responses', 'chat'] as const)('is answered by %s, with what it cost', async (api) => {
    const said = { text: RIGHT, inputTokens: 120, cachedTokens: 100, outputTokens: 9 }
    const server = await loopback({ answer: () => said })
    const reply = await client(server, { api }).send(question())
    expect(reply).toEqual({
      status: 'answered',
      text: RIGHT,
      from: 'endpoint',
      cost: { calls: 1, input_tokens: 120, cached_tokens: 100, output_tokens: 9, usd: null },
    })
    expect(server.asked.map((asked) => asked.api)).toEqual([api])
  })

  it('goes to Responses with its schema, unstored, with a limit and no randomness', async () => {
    const server = await loopback()
    await client(server, { api: 'responses' }).send(question())
    expect(server.asked[0]!.body).toEqual({
      model: 'loop-1',
      instructions: 'Say which column is which.',
      input: '0: POL\n1: POD',
      max_output_tokens: 200,
      store: false,
      temperature: 0,
      text: {
        format: { type: 'json_schema', name: 'mapping', strict: true, schema: question().schema.json },
      },
    })
  })

  it('goes to Chat Completions with its schema, a limit, a seed and no randomness', async () => {
    const server = await loopback()
    await client(server, { api: 'chat' }).send(question())
    expect(server.asked[0]!.body).toEqual({
      model: 'loop-1',
      messages: [
        { role: 'system', content: 'Say which column is which.' },
        { role: 'user', content: '0: POL\n1: POD' },
      ],
      max_tokens: 200,
      temperature: 0,
      seed: 1,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'mapping', strict: true, schema: question().schema.json },
      },
    })
  })

  it('goes to the deployment of a dated Azure version, with the key in its header', async () => {
    const server = await loopback()
    const azure = client(server, { api: 'chat', apiKey: 'azure-key-1234', azureApiVersion: '2024-10-21' })
    // This server knows no deployments; what matters is where the question went.
    await azure.send(question({ model: 'my-gpt' })).catch(() => {})
    const [request] = server.requests
    expect(request!.path).toBe('/deployments/my-gpt/chat/completions')
    expect(request!.query.get('api-version')).toBe('2024-10-21')
    expect(request!.headers['api-key']).toBe('azure-key-1234')
  })

  it('keeps to so many at once, and answers all', async () => {
    let inFlight = 0
    let most = 0
    const three = Promise.withResolvers<void>()
    const server = await loopback({
      answer: async ({ n }) => {
        most = Math.max(most, ++inFlight)
        if (most === 3) setTimeout(three.resolve, 20)
        // The first goes ahead alone; the others wait for each other, and for one too many.
        if (n > 1) await three.promise
        inFlight--
        return RIGHT
      },
    })
    const endpoint = client(server, { concurrency: 3 })
    const inputs = Array.from({ length: 20 }, (_, n) => `question ${n}`)
    const replies = await Promise.all(inputs.map((input) => endpoint.send(question({ input }))))
    expect(replies.map(({ status }) => status)).toEqual(inputs.map(() => 'answered'))
    expect(new Set(server.asked.map(({ input }) => input))).toEqual(new Set(inputs))
    expect(most).toBe(3)
  })

  it('is answered by an endpoint that is given more patience than Node has', async () => {
    const faults = inOrder({ kind: 'reset', when: 'mid_body' })
    const server = await loopback({ faults })
    const endpoint = client(server, { timeoutSeconds: 900, apiKey: 'sk-patient' })
    expect(await endpoint.send(question())).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('closed in the middle'),
    })
    expect(await endpoint.send(question())).toMatchObject({ status: 'answered', text: RIGHT })
    expect(server.requests[1]!.headers.authorization).toBe('Bearer sk-patient')
    const file = new File(['{}'], 'one.jsonl')
    await endpoint.request((sdk, options) => sdk.files.create({ file, purpose: 'batch' }, options))
    expect(server.files.files).toMatchObject([{ filename: 'one.jsonl', text: '{}' }])
  })

  it('is given up with the reason of its signal', async () => {
    const server = await loopback({ faults: () => ({ kind: 'hang' }) })
    const stopping = new AbortController()
    const asking = client(server).send(question(), stopping.signal)
    setTimeout(() => stopping.abort(new Error('the user pressed Ctrl+C')), 30)
    await expect(asking).rejects.toThrow('the user pressed Ctrl+C')
    await expect(client(server).send(question(), stopping.signal)).rejects.toThrow('Ctrl+C')
  })
})

describe('an endpoint', () => {
  it('lists its models', async () => {
    const server = await loopback({ models: ['loop-1', 'ft:loop-1:rates'] })
    expect(await client(server).models()).toEqual(['loop-1', 'ft:loop-1:rates'])
  })

  it('says whether it fine-tunes, once', async () => {
    const server = await loopback()
    const endpoint = client(server)
    expect(await endpoint.fineTuning()).toMatchObject({ able: true })
    expect(await endpoint.fineTuning()).toMatchObject({ able: true })
    expect(server.requests).toHaveLength(1)
    const other = await loopback({ lacks: ['fine_tuning'] })
    expect(await client(other).fineTuning()).toMatchObject({ able: false })
  })
})
