import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { checkAnswers } from '../../src/checks/check-answers.ts'
import type { PriceColumn } from '../../src/mapping/mapping.ts'
import { type ReadTable, readRateSheet } from '../../src/pipeline.ts'

/** The errors of the answers for a sample's tables, once a price column (by its letter) is lost or changed. */
async function errors(file: string, letter: string, change: Partial<PriceColumn> | null) {
  const bytes = await readFile(new URL(`../../samples/${file}`, import.meta.url))
  const { tables } = await readRateSheet(bytes, file, embeddedAnswerers())
  return tables
    .flatMap((read) => checkedWith(read, file, letter, change))
    .filter(({ severity }) => severity === 'error')
    .map(({ code, value }) => `${code}: ${value}`)
}

function checkedWith(
  { table, understanding, mapping }: ReadTable,
  file: string,
  letter: string,
  change: Partial<PriceColumn> | null,
) {
  const id = letter.charCodeAt(0) - 'A'.charCodeAt(0)
  const rates = mapping.rates.flatMap((column) =>
    column.id !== id ? column : change === null ? [] : { ...column, ...change },
  )
  return checkAnswers({ table, file, understanding, mapping: { ...mapping, rates } }).findings
}

describe('a price column that the answers lose', () => {
  test.each([
    ['amounts with a decimal comma under a charge', '15-contrato-es-latin1.csv', 'J', 'BAF'],
    ['small amounts under a unit', '10-many-tables-one-sheet.xlsx', 'D', 'Per B/L'],
    ['small amounts under a range of volume', '11-tarifario-lcl-consolidador.xlsx', 'F', '0,1 a 15 M3'],
    [
      'dashes and few amounts under containers',
      '03-kmtc-guide-rates-FEB26.xlsx',
      'H',
      'Plus origin LSS USD 20/40',
    ],
    ['"INCL" more often than an amount', '24-zim-tabs-by-load-port.xlsx', 'E', 'EBS 20'],
  ])('%s', async (_, file, letter, heading) => {
    expect(await errors(file, letter, null)).toContain(`column-unread: ${heading}`)
  })
})

test('prices per weight or volume are not per container', async () => {
  const found = await errors('11-tarifario-lcl-consolidador.xlsx', 'F', { basis: 'container' })
  expect(found).toContain('basis-contradicts-heading: container')
})
