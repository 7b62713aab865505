import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Stage } from '../../src/answered.ts'
import { parseConfig } from '../../src/config.ts'
import type { Asked } from '../endpoint/loopback/asked.ts'
import { copySamples, goldAnswer, goldServer, pricesOf, read, testFolder } from './gold-server.ts'

const NAME = '25-wanhai-intra-asia-merged'

/** A workbook read with stages that are answered as configured, by a server that says what `answer` says. */
async function readWith(stages: string, answer: (asked: Asked) => string, name = NAME) {
  const folder = testFolder()
  const samples = copySamples(folder, [`${name}.xlsx`])
  const server = await goldServer({ answer })
  const config = parseConfig(
    `endpoints: {loop: {base_url: "${server.baseUrl}", max_retries: 0}}
stages: {${stages}}`,
    join(folder, 'rateloom.yaml'),
  )
  const out = join(folder, 'out')
  const { summary } = await read(samples, out, config)
  const answered = ['understanding', 'mapping'].flatMap((kind) =>
    parseAllDocuments(readFileSync(join(out, `${name}.${kind}.yaml`), 'utf8')).flatMap(
      (document) => document.toJS().answered,
    ),
  )
  const of = (stage: Stage) => answered.filter((one) => one.stage === stage)
  const findings: { code: string; severity: string; message: string }[] = parseAllDocuments(
    readFileSync(join(out, `${name}.findings.yaml`), 'utf8'),
  )[0]!.toJS()
  const disagreements = findings.filter(({ code }) => code === 'readers-disagree')
  return { asked: server.asked, file: summary.files[0]!, of, disagreements, out }
}

const twice = (stage: Stage) => `${stage}: {second_reader: {model: second}}`

it('a second reader that agrees makes a table surer, and is named beside the first', async () => {
  const { asked, file, of } = await readWith(twice('column-roles'), goldAnswer)
  expect(asked.every(({ model, schemaName }) => model === 'second' && schemaName === 'column_roles')).toBe(
    true,
  )
  expect(file).toMatchObject({ review: 0 })
  expect(of('column-roles').length).toBeGreaterThan(0)
  for (const { by, others } of of('column-roles')) {
    expect(by).toBe('embedded')
    expect(others).toMatchObject([{ by: 'endpoint', model: 'second', differs: [] }])
  }
})

describe('one that disagrees sends the prices to review, with both answers', () => {
  it.each([
    [
      'column-roles',
      (text: string) =>
        text
          .replaceAll('"role":"origin"', '"role":"carrier"')
          .replaceAll('"role":"destination"', '"role":"origin"'),
      /column-roles: .*origin, not destination/,
    ],
    [
      'field-mapping',
      (text: string) => text.replaceAll('"type":"base"', '"type":"total"'),
      /field-mapping: .*type total, not base/,
    ],
    [
      'row-labels',
      (text: string) => text.replaceAll('"label":"data"', '"label":"note"'),
      /row-labels: row \d+: note, not data/,
    ],
  ] as const)('%s', async (stage, spoilt, told) => {
    const { file, of, disagreements } = await readWith(twice(stage), (asked) => spoilt(goldAnswer(asked)))
    expect(disagreements.length).toBeGreaterThan(0)
    expect(disagreements[0]).toMatchObject({ severity: 'error', message: expect.stringMatching(told) })
    expect(file.review).toBeGreaterThan(0)
    expect(file.rates).toBe(0)
    if (stage === 'row-labels') return
    const differences = of(stage).flatMap(({ others }) =>
      others.flatMap(({ differs }: { differs: string[] }) => differs),
    )
    expect(differences.length).toBeGreaterThan(0)
  })

  it('place-resolution, of texts that may mean several places', async () => {
    const other = (asked: Asked) =>
      asked.model === 'second'
        ? goldAnswer(asked).replaceAll(/"pick":"[A-Z0-9]+"/g, '"pick":null')
        : goldAnswer(asked)
    const stage = 'place-resolution: {answer: when_unsure, model: first, second_reader: {model: second}}'
    const { file, disagreements } = await readWith(stage, other, '23-evergreen-lettered-sheets')
    expect(disagreements[0]?.message).toMatch(/place-resolution: "[A-Z ]+": none, not [A-Z]{5}/)
    expect(file.review).toBeGreaterThan(0)
    const alike = await readWith(stage, goldAnswer, '23-evergreen-lettered-sheets')
    expect(alike.disagreements).toEqual([])
    expect(alike.file.review).toBe(0)
    expect(alike.of('place-resolution')[0]).toMatchObject({ model: 'first', others: [{ model: 'second' }] })
  })
})

it('an answer that the data contradict is asked again with the contradiction, and the better one stands', async () => {
  const wrong = (asked: Asked) => {
    const right = goldAnswer(asked)
    const again = asked.input.includes('Your first answer:')
    return again ? right : right.replaceAll('"role":"origin"', '"role":"carrier"')
  }
  const stage = 'column-roles: {answer: always, model: loop-1}'
  const { asked, file, out } = await readWith(stage, wrong)
  const again = asked.filter(({ input }) => input.includes('Your first answer:'))
  expect(again.length).toBeGreaterThan(0)
  expect(again[0]!.input).toMatch(/- [a-z]+-contradicts-[a-z]+: at "[A-Z0-9:]+"/)
  expect(file.review).toBe(0)
  const right = await readWith(stage, goldAnswer)
  expect(right.asked.some(({ input }) => input.includes('Your first answer:'))).toBe(false)
  expect(pricesOf(out, NAME)).toEqual(pricesOf(right.out, NAME))
})
