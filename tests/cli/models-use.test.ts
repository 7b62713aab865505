import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { runCli } from './run-cli.ts'

function configFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rateloom-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'rateloom.yaml')
  writeFileSync(path, text)
  return path
}

it('rateloom models use writes the id, keeps comments, and says what changed', async () => {
  const path = configFile(
    `# ours\nendpoints:\n  openai: {base_url: "https://api.openai.com/v1", api_key_env: OPENAI_API_KEY} # paid by sales\nstages:\n  column-roles: {answer: always, model: gpt-6-luna}\n`,
  )
  const tuned = 'ft:gpt-4.1-mini-2025-04-14:acme::abc'
  const run = await runCli(['models', 'use', `column-roles=${tuned}`, 'row-labels=gpt-6-sol', '-c', path])
  expect(run).toMatchObject({ code: 0, stderr: '' })
  expect(run.stdout).toContain(`stages.column-roles.model: gpt-6-luna → ${tuned}`)
  expect(run.stdout).toContain('stages.column-roles.prompt: zero-shot → short')
  expect(run.stdout).toContain('stages.row-labels.answer: embedded → when_unsure')
  expect(run.stdout).toMatch(/column-roles: the embedded model reaches .*\d/)
  const text = readFileSync(path, 'utf8')
  for (const kept of ['# ours', '# paid by sales', `model: ${tuned}`, 'model: gpt-6-sol'])
    expect(text).toContain(kept)
})

it('rateloom models use refuses what would not be a configuration, and changes nothing', async () => {
  const path = configFile('jobs: 2\n')
  const { code, stderr } = await runCli(['models', 'use', 'column-roles=gpt-6-luna', '-c', path])
  expect([code, stderr]).toEqual([2, expect.stringContaining('No endpoint is configured')])
  expect(readFileSync(path, 'utf8')).toBe('jobs: 2\n')
  const wrong = await runCli(['models', 'use', 'columns=gpt-6-luna', '-c', path])
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('Stages: row-labels')])
})

it('rateloom cost compares models with the embedded ones, and asks nobody', async () => {
  const { code, stdout } = await runCli([
    'cost',
    'samples/33-uk-haulage-tariff.xlsx',
    '-m',
    'gpt-6-luna,unheard-of',
    '--json',
  ])
  expect(code).toBe(0)
  const { tables, costs } = JSON.parse(stdout)
  expect(tables).toBe(2)
  const [few, short, unknown, , embedded] = costs
  expect(few).toMatchObject({ model: 'gpt-6-luna', prompt: 'few-shot' })
  expect(short.input_tokens).toBeLessThan(few.input_tokens / 2)
  expect(short.usd).toBeLessThan(few.usd)
  expect(unknown).toMatchObject({ model: 'unheard-of', usd: null })
  expect(embedded).toMatchObject({ model: 'embedded', usd: 0 })
})
