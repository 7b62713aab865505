import { expect, test } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { checkAnswers } from '../../src/checks/check-answers.ts'
import { readRateSheet } from '../../src/pipeline.ts'

const PORTS = ['Hamburg', 'Genoa', 'Antwerp', 'Le Havre']

const sheet = (...carriers: readonly string[]) =>
  [
    'MSC rate sheet',
    '',
    'Carrier,POL,POD,Currency,20GP,40HC',
    ...carriers.map(
      (carrier, at) => `${carrier},Shanghai,${PORTS[at]},USD,${900 + 10 * at},${1700 + 10 * at}`,
    ),
  ].join('\n')

/** The answers for a sheet as they are, but for its title taken as the carrier of all rows. */
async function withTitle(csv: string) {
  const file = 'rates.csv'
  const read = await readRateSheet(new TextEncoder().encode(csv), file, embeddedAnswerers())
  const { table, understanding, mapping } = read.tables[0]!
  const claimed = { ...mapping, carrier: 'MSC', sources: { ...mapping.sources, carrier: 'rates!A1' } }
  return checkAnswers({ table, file, understanding, mapping: claimed })
}

test('a title says MSC for all rows, a column names others: the rates wait for a person', async () => {
  const { findings, marks, mapping } = await withTitle(sheet('MSC', 'ONE', 'CMA CGM', 'MSC'))
  expect(findings.filter(({ code }) => code === 'carrier-contradicts-data')).toMatchObject([
    {
      severity: 'error',
      at: { range: 'A3:A7' },
      value: 'MSC',
      expected: 'column A',
      repair: { stage: 'mapping', field: 'carrier', before: 'MSC', after: 0, applied: false },
    },
  ])
  expect(marks).toContainEqual(
    expect.objectContaining({ code: 'carrier-contradicts-data', severity: 'error', columns: null }),
  )
  expect(mapping.carrier).toBe('MSC')
})

test('a column that says the same as the title contradicts nothing', async () => {
  const { findings } = await withTitle(sheet('MSC', 'MSC', 'Mediterranean Shipping Company', 'MSC'))
  expect(findings.map(({ code }) => code)).not.toContain('carrier-contradicts-data')
})
