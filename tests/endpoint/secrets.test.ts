import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { AbilityStore } from '../../src/answerers/endpoint/ability-store.ts'
import { publicAddress, withoutSecrets } from '../../src/answerers/endpoint/secrets.ts'
import { Log } from '../../src/cli/log.ts'
import { client, loopback, question, RIGHT } from './ask.ts'
import type { Fault } from './loopback/faults.ts'

const KEY = 'sk-proj-Zx81-very_secret-0042'
const UNUSUAL = 'hunter2hunter2'

describe('a key', () => {
  it('goes to its endpoint, and nowhere else', async () => {
    const server = await loopback({ apiKey: KEY })
    expect(await client(server, { apiKey: KEY }).send(question())).toMatchObject({
      status: 'answered',
      text: RIGHT,
    })
    expect(server.requests[0]!.headers.authorization).toBe(`Bearer ${KEY}`)
    const text = JSON.stringify([server.asked, server.requests.map(({ json }) => json)])
    expect(text).not.toContain(KEY)
  })

  it.each([KEY, UNUSUAL])('is in no error, though the server repeats it (%s)', async (key) => {
    const server = await loopback({ apiKey: 'another' })
    const error: Error = await client(server, { apiKey: key })
      .send(question())
      .catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'key', message: expect.stringContaining('api_key_env') })
    expect(error.message).toContain('[redacted]')
    expect(`${error.stack}${JSON.stringify(error)}${JSON.stringify(error.cause)}`).not.toContain(key)
  })

  it.each<[string, Fault]>([
    ['an error', { kind: 'error', status: 500, message: `Bad upstream: Bearer ${UNUSUAL}` }],
    ['a refusal', { kind: 'refusal', words: `I will not use ${UNUSUAL}.` }],
    ['a page', { kind: 'raw', status: 502, body: `<h1>${UNUSUAL}</h1>`, contentType: 'text/html' }],
  ])('is in no reply: %s', async (_, fault) => {
    const server = await loopback({ faults: () => fault })
    const reply = await client(server, { apiKey: UNUSUAL }).send(question())
    expect(JSON.stringify(reply)).toContain('[redacted]')
    expect(JSON.stringify(reply)).not.toContain(UNUSUAL)
  })

  it('is in no file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rateloom-secrets-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'abilities.json')
    const server = await loopback()
    const baseUrl = `${server.baseUrl}?key=${UNUSUAL}`
    await new AbilityStore(file).learn(baseUrl, 'loop-1', await client(server).abilitiesOf('loop-1'))
    expect(readFileSync(file, 'utf8')).not.toContain(UNUSUAL)
  })

  it('is in no line of the log, wherever it stands in the facts', async () => {
    const lines: string[] = []
    const log = new Log('info', (line) => lines.push(line))
    await log.warn(
      { apiKey: KEY, endpoint: { api_key: KEY, headers: { authorization: `Bearer ${KEY}` } } },
      'one',
    )
    await log.info({ error: { message: `Incorrect key: ${KEY}` } }, `asked with Bearer ${UNUSUAL}`)
    expect(lines.join('')).toMatch(/one[\s\S]*asked with/)
    expect(lines.join('')).not.toContain(KEY)
    expect(lines.join('')).not.toContain(UNUSUAL)
  })

  it('is taken out of any text', () => {
    expect(withoutSecrets(`key ${UNUSUAL}!`, [UNUSUAL])).toBe('key [redacted]!')
    expect(withoutSecrets('Incorrect API key: sk-abc***wxyz.')).toBe('Incorrect API key: [redacted].')
    expect(withoutSecrets('a task-list of risk-free words')).toBe('a task-list of risk-free words')
    expect(publicAddress('https://me:pass@host.example/v1/?key=1')).toBe('https://host.example/v1')
  })
})
