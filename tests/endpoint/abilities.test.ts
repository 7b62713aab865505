import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { interfacesOf } from '../../src/answerers/endpoint/abilities.ts'
import { AbilityStore } from '../../src/answerers/endpoint/ability-store.ts'
import { client, loopback, question, RIGHT } from './ask.ts'
import type { Asked } from './loopback/asked.ts'

function abilityFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rateloom-abilities-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'workspace', 'abilities.json')
}

const formats = (asked: readonly Asked[]) => asked.map(({ format }) => format)

describe('what a model can be asked', () => {
  it('steps down from a schema to a JSON object to YAML, and stays there', async () => {
    const server = await loopback({ formats: ['text'] })
    const endpoint = client(server)
    expect(await endpoint.send(question())).toMatchObject({ status: 'answered', cost: { calls: 3 } })
    expect(await endpoint.send(question({ input: 'next' }))).toMatchObject({ cost: { calls: 1 } })
    expect(formats(server.asked)).toEqual(['json_schema', 'json_object', 'text', 'text'])
    // Where the server does not take the schema, the model reads it.
    expect(server.asked[1]!.instructions).toContain(JSON.stringify(question().schema.json))
    expect(server.asked[2]!.instructions).toMatch(/YAML[\s\S]*required:\n {2}- origin/)
  })

  it('loses what is refused by name, one by one', async () => {
    const server = await loopback({ refuses: ['temperature', 'seed', 'max_tokens'] })
    const endpoint = client(server)
    await endpoint.send(question())
    await endpoint.send(question({ input: 'next' }))
    expect(server.asked).toHaveLength(5)
    expect(server.asked[4]!.body).toMatchObject({ max_completion_tokens: 200 })
    expect(Object.keys(server.asked[4]!.body)).not.toContain('temperature')
    expect(formats(server.asked)).toEqual(Array(5).fill('json_schema'))
  })

  it('is learned from words where the server names no parameter', async () => {
    const bodies = [
      '{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted"}]}',
      '{"error":"System role not supported"}',
    ]
    const server = await loopback({
      faults: ({ n }) => (bodies[n - 1] ? { kind: 'raw', status: 400, body: bodies[n - 1]! } : null),
    })
    expect(await client(server).send(question())).toMatchObject({ status: 'answered' })
    expect(server.asked[2]!.body).not.toHaveProperty('seed')
    expect(server.asked[2]!.body.messages).toEqual([
      { role: 'user', content: 'Say which column is which.\n\n0: POL\n1: POD' },
    ])
  })

  it('includes how long a reasoning model thinks only where it is wanted and taken', async () => {
    const server = await loopback({ refuses: ['reasoning'] })
    const parameters = { reasoningEffort: 'low', temperature: null } as const
    await client(server, { api: 'responses', parameters }).send(question())
    expect(server.asked.map(({ body }) => body.reasoning)).toEqual([{ effort: 'low' }, undefined])
    expect(server.asked[0]!.body).not.toHaveProperty('temperature')
  })

  it.each(['responses', 'chat'] as const)(
    'includes room for thoughts, once they took that of an answer (%s)',
    async (api) => {
      const server = await loopback({
        answer: () => ({ text: RIGHT, outputTokens: 20, thinkingTokens: 900 }),
      })
      const endpoint = client(server, { api })
      const reply = await endpoint.send(question())
      expect(reply).toMatchObject({ status: 'answered', cost: { calls: 2, output_tokens: 200 + 920 } })
      expect(await endpoint.send(question({ input: 'next' }))).toMatchObject({ cost: { calls: 1 } })
      expect(server.asked.map(({ maxOutputTokens }) => maxOutputTokens)).toEqual([200, 4296, 4296])
      expect(
        server.asked.map(
          ({ body }) => body.reasoning_effort ?? (body.reasoning as { effort: string })?.effort,
        ),
      ).toEqual([undefined, 'low', 'low'])
    },
  )

  it('is another interface where the first is not there', async () => {
    const server = await loopback({ lacks: ['chat'] })
    const reply = await client(server).send(question())
    expect(reply).toMatchObject({ status: 'answered', cost: { calls: 2 } })
    expect(server.requests.map(({ path }) => path)).toEqual(['/chat/completions', '/responses'])
    await expect(client(server, { api: 'chat' }).send(question())).rejects.toMatchObject({ code: 'address' })
  })

  it('begins with Responses at OpenAI, with Chat Completions elsewhere', () => {
    expect(interfacesOf('auto', 'https://api.openai.com/v1')).toEqual(['responses', 'chat'])
    expect(interfacesOf('auto', 'https://mine.openai.azure.com/openai/v1')).toEqual(['responses', 'chat'])
    expect(interfacesOf('auto', 'https://openai.com.example.org/v1')).toEqual(['chat', 'responses'])
    expect(interfacesOf('responses', 'http://127.0.0.1:8000/v1')).toEqual(['responses'])
  })

  it('is found out by one question while the others wait', async () => {
    const server = await loopback({ formats: ['json_object'] })
    const endpoint = client(server, { concurrency: 8 })
    const inputs = ['a', 'b', 'c', 'd', 'e']
    await Promise.all(inputs.map((input) => endpoint.send(question({ input }))))
    expect(formats(server.asked)).toEqual(['json_schema', ...inputs.map(() => 'json_object')])
  })

  it('goes down when a server takes a schema and ignores it', async () => {
    const server = await loopback({ answer: ({ format }) => (format === 'json_schema' ? 'Sure!' : RIGHT) })
    const endpoint = client(server)
    expect(await endpoint.send(question())).toMatchObject({ status: 'answered', text: 'Sure!' })
    expect(await endpoint.send(question())).toMatchObject({ status: 'answered', text: RIGHT })
    expect(formats(server.asked)).toEqual(['json_schema', 'json_object'])
  })

  it('is not asked for where the model has learned it, and nothing is concluded from its answers', async () => {
    const answers = ['Sure!', RIGHT, RIGHT]
    const server = await loopback({ answer: ({ n }) => answers[n - 1]! })
    const endpoint = client(server)
    const known = question({ schema: { ...question().schema, known: true } })
    expect(await endpoint.send(known)).toMatchObject({ text: 'Sure!' })
    expect(await endpoint.send(known)).toMatchObject({ text: RIGHT })
    await endpoint.send(question())
    expect(formats(server.asked)).toEqual(['text', 'text', 'json_schema'])
    expect(server.asked[0]!.instructions).toBe(known.instructions)
  })

  it('does not go down for one schema that is refused for what is in it', async () => {
    const invalid = {
      kind: 'error',
      status: 400,
      code: 'invalid_json_schema',
      param: 'text.format.schema',
      message: "Invalid schema for response_format 'mapping'.",
    } as const
    const server = await loopback({ faults: ({ n }) => (n === 1 ? invalid : null) })
    const endpoint = client(server, { api: 'responses' })
    expect(await endpoint.send(question())).toMatchObject({ status: 'answered' })
    await endpoint.send(question({ input: 'next' }))
    expect(formats(server.asked)).toEqual(['json_schema', 'json_object', 'json_schema'])
  })
})

describe('the file of abilities', () => {
  it('saves the next run what this one learned', async () => {
    const file = abilityFile()
    const server = await loopback({ formats: ['text'], refuses: ['temperature'] })
    await client(server, { abilities: new AbilityStore(file) }).send(question())
    const before = server.asked.length
    await client(server, { abilities: new AbilityStore(file) }).send(question())
    expect(server.asked.length - before).toBe(1)
    expect(JSON.parse(readFileSync(file, 'utf8')).models[`${server.baseUrl} loop-1`]).toMatchObject({
      api: 'chat',
      format: 'yaml',
      without: ['temperature'],
    })
  })

  it('is kept by two stores together, and found out anew when it is broken or old', async () => {
    const file = abilityFile()
    const server = await loopback({ formats: ['json_object'] })
    const [one, other] = [new AbilityStore(file), new AbilityStore(file)]
    await client(server, { abilities: one }).send(question())
    await client(server, { abilities: other }).send(question({ model: 'loop-2' }))
    const text = readFileSync(file, 'utf8')
    expect(Object.keys(JSON.parse(text).models)).toHaveLength(2)

    for (const bad of ['{"models":', text.replaceAll(/"20\d\d-/g, '"2001-')]) {
      writeFileSync(file, bad)
      const before = server.asked.length
      await client(server, { abilities: new AbilityStore(file) }).send(question())
      expect(server.asked.length - before).toBe(2)
    }
  })
})
