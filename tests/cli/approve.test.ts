import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { root, runCli } from './run-cli.ts'

const NAME = '08-cn-forwarder-yunjiabiao'
let work: string
let config: string
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'rateloom-'))
  config = join(work, 'rateloom.yaml')
  writeFileSync(config, 'workspace: memory\n')
  cpSync(join(root, 'samples', `${NAME}.xlsx`), join(work, 'january.xlsx'))
  cpSync(join(root, 'tests/fixtures/next', `${NAME}-next.xlsx`), join(work, 'february.xlsx'))
})
afterAll(() => rmSync(work, { recursive: true }))

const ingest = async (out: string) => {
  const run = await runCli(['ingest', join(work, 'february.xlsx'), '--out', join(work, out), '-c', config])
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const text = readFileSync(join(work, out, 'february.mapping.yaml'), 'utf8')
  const signed = parseAllDocuments(text).flatMap((document) => document.toJS().answered)
  return signed.map(({ by, model }: Record<string, string>) => `${by} ${model}`)
}

describe('rateloom approve', () => {
  it('lets the next month be read from memory', async () => {
    expect(await ingest('before')).toEqual(Array(3).fill('embedded field-mapping'))
    const { code, stdout } = await runCli([
      'approve',
      join(work, 'january.xlsx'),
      '--as',
      'yun',
      '-c',
      config,
    ])
    expect([code, stdout]).toEqual([
      0,
      `january.xlsx: 3 tables remembered in ${join(work, 'memory/layouts/yun.yaml')}\n`,
    ])
    expect(await ingest('after')).toEqual(Array(3).fill('memory yun'))
    const rates = (out: string) =>
      readFileSync(join(work, out, 'february.rates.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => ({ ...JSON.parse(line), confidence: 0 }))
    expect(rates('after')).toEqual(rates('before'))
  })

  it('writes down the layout without a price, a lane or a date', () => {
    const text = readFileSync(join(work, 'memory/layouts/yun.yaml'), 'utf8')
    expect(text).toContain('{heading: 起运港, role: origin')
    for (const value of ['新加坡', '1350', '2026年1月', '1.1-1.14']) expect(text).not.toContain(value)
  })

  it('says what to do about a layout file that was broken by hand, or a file without rates', async () => {
    const layout = join(work, 'memory/layouts/broken.yaml')
    writeFileSync(layout, 'layout: broken\nsheets: many\n')
    const { code, stderr } = await runCli(['ingest', work, '--out', join(work, 'x'), '-c', config])
    expect(code).toBe(2)
    expect(stderr).toContain(`${layout} is no layout that this version knows`)
    expect(stderr).toContain('Approve the workbook again')
    rmSync(layout)
    writeFileSync(join(work, 'empty.csv'), 'Dear all,\nplease find attached\n')
    const empty = await runCli(['approve', join(work, 'empty.csv'), '-c', config])
    expect([empty.code, empty.stdout]).toEqual([1, ''])
    expect(empty.stderr).toContain('no layout to remember')
    expect((await runCli(['approve', join(work, 'gone.xlsx'), '-c', config])).code).toBe(2)
  })
})
