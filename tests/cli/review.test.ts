import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLabels } from '../../src/labels/label-folder.ts'
import { root, runCli } from './run-cli.ts'

const NAME = '02-rcl-fak-ex-thailand'
let work: string
const at = (...path: string[]) => join(work, ...path)
const run = (...args: string[]) => runCli([...args, '-c', at('rateloom.yaml')])
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'rateloom-'))
  writeFileSync(at('rateloom.yaml'), 'workspace: memory\n')
  cpSync(join(root, 'samples', `${NAME}.xlsx`), at('january.xlsx'))
  cpSync(join(root, 'tests/fixtures/next', `${NAME}-next.xlsx`), at('february.xlsx'))
})
afterAll(() => rmSync(work, { recursive: true }))

const fieldsOf = async (file: string) => {
  const { stdout } = await run('inspect', at(file), '--json')
  const tables = JSON.parse(stdout).tables as { columns: { letter: string; fields: string[] }[] }[]
  return Object.fromEntries(tables[1]!.columns.map(({ letter, fields }) => [letter, fields]))
}

describe('review, correct, approve', () => {
  it('read this month rightly, and the next month too', async () => {
    expect((await run('ingest', at('january.xlsx'), '--out', at('rates'))).code).toBe(0)
    const file = at('rates/review/january.yaml')
    const waiting = await run('review', at('rates'))
    expect([waiting.code, waiting.stdout]).toEqual([0, expect.stringContaining('january.yaml')])

    // The person says that the second "Service" is only where the box changes ship.
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace(/I: \[?transshipment_port.*/, 'I: [transshipment_port]'))
    const labels = at('labels')
    const corrected = await run('correct', file, '--reason', 'never a gateway', '--labels', labels)
    expect(corrected).toMatchObject({ code: 0, stderr: '' })
    expect(corrected.stdout).toMatch(/january\.xlsx was read again from column-roles on/)
    const kept = (await readLabels(labels)).labels.map(({ label }) => [label.stage, label.reason])
    expect(kept).toContainEqual(['column-roles', 'never a gateway'])

    const approved = await run('approve', at('rates/january'), '--as', 'rcl', '--labels', labels)
    expect([approved.code, approved.stdout]).toEqual([0, expect.stringContaining('3 tables remembered')])
    expect((await run('review', at('rates'))).stdout).toBe('Nothing waits for a person.\n')
    expect(await fieldsOf('february.xlsx')).toMatchObject({ I: ['transshipment_port'] })
  })

  it('writes the review file of a workbook that does not wait, when asked', async () => {
    const { code, stdout } = await run('review', at('rates'), 'january')
    expect([code, stdout]).toEqual([0, `${at('rates/review/january.yaml')}\n`])
    const missing = await run('review', at('rates'), 'march')
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('It holds january.')])
    expect((await run('review', at('nowhere'))).code).toBe(2)
  })
})
