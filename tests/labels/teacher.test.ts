import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readLabels } from '../../src/labels/label-folder.ts'
import { copySamples, goldAnswer, goldServer, testFolder } from '../answerers/gold-server.ts'
import { runCli } from '../cli/run-cli.ts'
import type { Asked } from '../endpoint/loopback/asked.ts'

const NAME = '33-uk-haulage-tariff.xlsx'

/** A folder with one sheet and a configuration whose endpoint is a teacher. */
async function school(answer: (asked: Asked) => string = goldAnswer) {
  const folder = testFolder()
  const sheets = copySamples(folder, [NAME])
  const server = await goldServer({ answer })
  const config = join(folder, 'rateloom.yaml')
  writeFileSync(
    config,
    `endpoints: {school: {base_url: "${server.baseUrl}", max_retries: 0}}
prices: {teacher-1: {input: 1, output: 10, as_of: 2026-11-27}}`,
  )
  const labels = join(folder, 'labels')
  const propose = (...more: string[]) =>
    runCli(['labels', 'propose', '--sheets', sheets, '--labels', labels, '--config', config, ...more])
  return { server, labels, propose }
}

it('a teacher is asked stage by stage, for its price, once, and its answers wait for a person', async () => {
  const { server, labels, propose } = await school()
  const teacher = ['--teacher', 'school=teacher-1']
  const before = await propose(...teacher, '--dry-run')
  expect(before.stdout).toMatch(/teacher-1.*[\s\S]*About .*\$\d/)
  expect(server.asked).toHaveLength(0)
  expect((await propose(...teacher, '--max-cost', '0')).code).toBe(0)
  expect(server.asked, 'nothing can be paid').toHaveLength(0)
  expect((await readLabels(labels)).labels).toEqual([])

  const told = await propose(...teacher)
  expect(told.stderr).toMatch(/teacher-1/)
  const asked = server.asked.length
  expect(new Set(server.asked.map(({ schemaName }) => schemaName))).toContain('field_mapping')
  const { labels: kept, broken } = await readLabels(labels)
  expect(broken).toEqual([])
  expect(new Set(kept.map(({ label }) => label.stage))).toEqual(
    new Set(['row-labels', 'column-roles', 'field-mapping']),
  )
  for (const { label } of kept) {
    expect(label).toMatchObject({ state: 'proposed', source: 'teacher', file: NAME })
    expect(label.reason).toContain('teacher-1 says so.')
  }
  const again = await propose(...teacher)
  expect(again.stdout).toContain(`0 labels proposed, ${kept.length} were there already`)
  expect(server.asked, 'paid for before').toHaveLength(asked)
})

it('what a teacher says otherwise is kept beside the answer in use, with what the checks hold against it', async () => {
  const { server, labels, propose } = await school((asked) =>
    goldAnswer(asked).replaceAll('"role":"price"', '"role":"remarks"'),
  )
  const told = await propose('--teacher', 'school=teacher-1', '--stage', 'column-roles')
  expect(new Set(server.asked.map(({ schemaName }) => schemaName))).toEqual(new Set(['column_roles']))
  expect(told.stderr).toMatch(/Checks object to \d+ answers?/)
  const { labels: kept } = await readLabels(labels)
  expect(kept.length).toBeGreaterThan(0)
  const [label] = kept.map((one) => one.label)
  if (label?.stage !== 'column-roles') throw new Error('a label of another stage')
  expect(Object.values(label.given!.columns)).toContain('price')
  expect(Object.values(label.corrected.columns)).not.toContain('price')
  expect(label).toMatchObject({ given_by: 'column-roles', reason: expect.stringContaining('Checks object') })
})

it('what the checks put right in a folder of sheets is proposed too, and passes the lint', async () => {
  const folder = testFolder()
  const labels = join(folder, 'labels')
  const config = join(folder, 'rateloom.yaml')
  writeFileSync(config, '')
  const sheets = join(folder, 'rates.tsv')
  const lines = [
    'FCL rates ex Ningbo, in USD, 01 Jan 2027',
    '',
    "POD\t20'\t40'HC\tT/T",
    'Rotterdam\t1500\t2800\t30',
    'Hamburg\t1520\t2850\t32',
    'Felixstowe\t1600\t2950\t31',
  ]
  writeFileSync(sheets, lines.join('\n'))
  await runCli(['labels', 'propose', '--repairs', '--sheets', sheets, '--labels', labels, '--config', config])
  const { labels: kept } = await readLabels(labels)
  expect(kept.map(({ label }) => label)).toMatchObject([
    {
      stage: 'field-mapping',
      state: 'proposed',
      source: 'repair',
      reason: expect.stringContaining('taken out'),
    },
  ])
  expect((await runCli(['labels', 'lint', '--labels', labels])).code).toBe(0)
})

it('says which teachers there are, and what is missing', async () => {
  const { propose } = await school()
  expect((await propose('--teacher', 'nobody')).stderr).toContain('Known: school')
  expect((await propose('--teacher', 'school')).stderr).toContain('school=MODEL')
  expect((await runCli(['labels', 'propose', '--teacher', 'school'])).stderr).toContain('--sheets')
})
