import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { parseConfig } from '../../src/config.ts'
import type { Asked } from '../endpoint/loopback/asked.ts'
import { copySamples, goldAnswer, goldServer, read, testFolder } from './gold-server.ts'

const NAME = '25-wanhai-intra-asia-merged'

/** What a second reader of the columns makes of a workbook that the embedded models read alone. */
async function readTwice(answer: (asked: Asked) => string) {
  const folder = testFolder()
  const samples = copySamples(folder, [`${NAME}.xlsx`])
  const server = await goldServer({ answer })
  const config = parseConfig(
    `endpoints: {loop: {base_url: "${server.baseUrl}", max_retries: 0}}
stages: {column-roles: {second_reader: {model: second}}}`,
    join(folder, 'rateloom.yaml'),
  )
  const { summary } = await read(samples, join(folder, 'out'), config)
  const text = readFileSync(join(folder, 'out', `${NAME}.understanding.yaml`), 'utf8')
  const answered = parseAllDocuments(text).flatMap((document) => document.toJS().answered)
  return { asked: server.asked, summary, columns: answered.filter(({ stage }) => stage === 'column-roles') }
}

it('a second reader that agrees makes a table surer, and is named beside the first', async () => {
  const { asked, summary, columns } = await readTwice(goldAnswer)
  expect(asked.every(({ model, schemaName }) => model === 'second' && schemaName === 'column_roles')).toBe(
    true,
  )
  expect(summary.files[0]).toMatchObject({ review: 0 })
  expect(columns.length).toBeGreaterThan(0)
  for (const { by, others } of columns) {
    expect(by).toBe('embedded')
    expect(others).toMatchObject([{ by: 'endpoint', model: 'second', differs: [] }])
  }
})

it('one that disagrees sends the prices to review, with both answers', async () => {
  const { summary, columns } = await readTwice((asked) =>
    goldAnswer(asked)
      .replaceAll('"role":"origin"', '"role":"carrier"')
      .replaceAll('"role":"destination"', '"role":"origin"'),
  )
  const [file] = summary.files
  expect(file!.finding_groups.find(({ code }) => code === 'readers-disagree')).toMatchObject({
    severity: 'error',
  })
  expect(file!.review).toBeGreaterThan(0)
  expect(file!.rates).toBe(0)
  const differences = columns.flatMap(({ others }) =>
    others.flatMap(({ differs }: { differs: string[] }) => differs),
  )
  expect(differences.some((what) => /origin, not destination/.test(what))).toBe(true)
})
