import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCli } from '../cli/run-cli.ts'
import { goldAnswer, goldServer, testFolder } from './gold-server.ts'

it('rateloom eval asks the configured models, with the wording that is wanted, and says what it cost', async () => {
  const server = await goldServer()
  const config = join(testFolder(), 'rateloom.yaml')
  writeFileSync(
    config,
    `endpoints: {loop: {base_url: "${server.baseUrl}"}}
stages: {column-roles: {answer: always, model: loop-1}}
prices: {loop-1: {input: 1, output: 10, as_of: 2026-11-27}}`,
  )
  const evaluate = (...more: string[]) =>
    runCli(['eval', 'samples', '--only', '33-uk', '--json', '--config', config, ...more])
  const asConfigured = await evaluate('--endpoint', 'configured')
  expect(asConfigured.code).toBe(0)
  expect(asConfigured.stderr).toMatch(/column-roles +loop-1/)
  expect(server.asked.map(({ format }) => format)).toEqual(server.asked.map(() => 'json_schema'))
  const { length } = server.asked
  expect(length).toBeGreaterThan(0)
  await evaluate('--endpoint', 'configured')
  expect(server.asked, 'paid for before').toHaveLength(length)
  await evaluate('--endpoint', 'configured', '--prompts', 'short')
  expect(server.asked.length).toBeGreaterThan(length)
  expect(server.asked.at(-1)!.format).toBe('text')
  expect(await evaluate('--prompts', 'short')).toMatchObject({ code: 2 })
  writeFileSync(config, '')
  expect(await evaluate('--endpoint', 'configured')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('No stage asks an endpoint'),
  })
})

it('language models are held against the shipped ones: by stage and field, with what they cost, case by case', async () => {
  // One that takes prices for remarks, and knows everything else.
  const server = await goldServer({
    answer: (asked) =>
      asked.model === 'bad-1'
        ? goldAnswer(asked).replaceAll('"role":"price"', '"role":"remarks"')
        : goldAnswer(asked),
  })
  const folder = testFolder()
  const config = join(folder, 'rateloom.yaml')
  const page = join(folder, 'page.html')
  writeFileSync(
    config,
    `endpoints: {loop: {base_url: "${server.baseUrl}", max_retries: 0}}
prices: {good-1: {input: 1, output: 10, as_of: 2026-11-27}, bad-1: {input: 1, output: 10, as_of: 2026-11-27}}`,
  )
  const compared = await runCli([
    'eval',
    'samples',
    '--only',
    '33-uk',
    '--models',
    'shipped,loop=good-1,loop=bad-1',
    '--prompts',
    'zero-shot,short',
    '--stages',
    'column-roles',
    '--report',
    page,
    '--json',
    '--config',
    config,
  ])
  expect(compared.code).toBe(0)
  const asked = new Set(server.asked.map(({ model, schemaName }) => `${model} ${schemaName}`))
  expect(asked).toEqual(new Set(['good-1 column_roles', 'good-1 null', 'bad-1 column_roles', 'bad-1 null']))
  const figures = JSON.parse(compared.stdout) as { label: string; mean: { columns: number } }[]
  expect(figures.map(({ label }) => label)).toEqual([
    'shipped',
    'loop=good-1 zero-shot',
    'loop=good-1 short',
    'loop=bad-1 zero-shot',
    'loop=bad-1 short',
  ])
  const columns = Object.fromEntries(figures.map(({ label, mean }) => [label, mean.columns]))
  expect(columns['loop=good-1 short']).toBe(1)
  expect(columns['loop=bad-1 zero-shot']).toBeLessThan(1)
  expect(compared.stderr).toContain('shipped → loop=bad-1 zero-shot: worse')
  const html = readFileSync(page, 'utf8')
  expect(html).toMatch(/column-roles: good-1<\/td>.*<td>0\.\d+<\/td>/)
  expect(html).toMatch(/href="[^"]*33-uk-haulage-tariff\.xlsx#/)
  const wrong = await runCli([
    'eval',
    'samples',
    '--only',
    '33-uk',
    '--models',
    'nobody=x',
    '--config',
    config,
  ])
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('ENDPOINT=MODEL') })
}, 60_000)
