import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { type CheckedAnswers, checkAnswers } from '../../src/checks/check-answers.ts'
import type { Mapping, PriceColumn } from '../../src/mapping/mapping.ts'
import { type ReadTable, readRateSheet } from '../../src/pipeline.ts'
import type { Table } from '../../src/tables/table.ts'

/** Tables of samples with the answers that hold for them. */
const read = new Map<string, ReadTable>()

beforeAll(async () => {
  for (const file of [
    '01-vn-to-us-update.xlsx',
    '16-indian-forwarder.ods',
    '24-zim-tabs-by-load-port.xlsx',
  ]) {
    const bytes = await readFile(new URL(`../../samples/${file}`, import.meta.url))
    read.set(file, (await readRateSheet(bytes, file, embeddedAnswerers())).tables[0]!)
  }
})

/** The answers for a sample with something changed, as a model or a person might have given them. */
function answered(
  file: string,
  change: {
    mapping?: Partial<Mapping>
    prices?: (column: PriceColumn, at: number) => PriceColumn
    table?: Partial<Table>
  },
): CheckedAnswers {
  const { table, understanding, mapping } = read.get(file)!
  return checkAnswers({
    table: { ...table, ...change.table },
    understanding,
    mapping: {
      ...mapping,
      ...change.mapping,
      rates: change.prices ? mapping.rates.map(change.prices) : mapping.rates,
    },
    file,
  })
}

const codes = ({ findings }: CheckedAnswers) =>
  findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code)

const VN = '01-vn-to-us-update.xlsx'

describe('answers that hold', () => {
  test.each([...['01-vn-to-us-update.xlsx', '16-indian-forwarder.ods', '24-zim-tabs-by-load-port.xlsx']])(
    '%s: nothing is doubted and nothing repaired',
    (file) => {
      const checked = answered(file, {})
      expect(codes(checked)).toEqual([])
      expect(checked.repairs).toEqual([])
    },
  )
})

describe('columns', () => {
  test('origin and destination the wrong way round are exchanged, for both headings say so', () => {
    const { mapping } = read.get('16-indian-forwarder.ods')!
    const checked = answered('16-indian-forwarder.ods', {
      mapping: { origin: mapping.destination, destination: mapping.origin },
    })
    expect(codes(checked)).toContain('role-contradicts-heading')
    expect(checked.mapping.origin).toBe(mapping.origin)
    expect(checked.mapping.destination).toBe(mapping.destination)
  })

  test('start and end of the validity the wrong way round are exchanged, for the rates would end before they start', () => {
    const { mapping } = read.get(VN)!
    const checked = answered(VN, {
      mapping: { effective_date: mapping.expiry_date, expiry_date: mapping.effective_date },
    })
    expect(checked.mapping.effective_date).toBe(mapping.effective_date)
    expect(checked.repairs.map(({ field }) => field)).toEqual(['effective_date', 'expiry_date'])
  })

  test('a pointer out of the table is taken out, and the table waits for a person', () => {
    const checked = answered(VN, { mapping: { carrier: 99 } })
    expect(codes(checked)).toContain('column-out-of-table')
    expect(checked.mapping.carrier).toBeNull()
    expect(checked.marks).toContainEqual(
      expect.objectContaining({ code: 'column-out-of-table', severity: 'error', columns: null }),
    )
  })

  test('one column for two prices is an error of that column', () => {
    const checked = answered(VN, { prices: (column, at) => (at === 1 ? { ...column, id: 10 } : column) })
    expect(codes(checked)).toContain('column-claimed-twice')
  })

  test('prices under a heading of remarks are an error', () => {
    const { mapping } = read.get('16-indian-forwarder.ods')!
    const remarks = mapping.remarks as number
    const checked = answered('16-indian-forwarder.ods', {
      mapping: { remarks: null },
      prices: (column, at) => (at === 0 ? { ...column, id: remarks } : column),
    })
    expect(codes(checked)).toEqual(expect.arrayContaining(['role-contradicts-heading', 'column-unread']))
  })

  test('a carrier column that nothing reads is told', () => {
    expect(codes(answered(VN, { mapping: { carrier: null } }))).toContain('column-unread')
  })
})

describe('price columns', () => {
  test('the heading goes before a wrong container, and its rates need no person', () => {
    const checked = answered(VN, {
      prices: (column, at) => (at === 2 ? { ...column, container_size: '20ft' } : column),
    })
    expect(codes(checked)).toEqual(['container-contradicts-heading'])
    expect(checked.mapping.rates[2]!.container_size).toBe('40ft_hc')
    expect(checked.marks.every(({ severity }) => severity !== 'error')).toBe(true)
  })

  test('per TEU in the heading goes before per container', () => {
    const file = '24-zim-tabs-by-load-port.xlsx'
    const { mapping } = read.get(file)!
    const teu = mapping.rates.findIndex(({ basis }) => basis === 'teu')
    const checked = answered(file, {
      prices: (column, at) => (at === teu ? { ...column, basis: 'container' } : column),
    })
    expect(codes(checked)).toEqual(['basis-contradicts-heading'])
    expect(checked.mapping.rates[teu]!.basis).toBe('teu')
  })

  test('a surcharge that is taken for freight is an error of its column', () => {
    const file = '24-zim-tabs-by-load-port.xlsx'
    const { mapping } = read.get(file)!
    const at = mapping.rates.findIndex(({ charge }) => charge === 'EBS')
    const checked = answered(file, {
      prices: (column, i) => (i === at ? { ...column, charge: 'BAS', type: 'base' } : column),
    })
    expect(checked.marks).toContainEqual(
      expect.objectContaining({
        code: 'charge-contradicts-heading',
        severity: 'error',
        columns: [mapping.rates[at]!.id],
      }),
    )
  })
})

describe('literals', () => {
  test.each([
    ['carrier of a table without one', '16-indian-forwarder.ods', { contract_number: 'SC-4711-0815' }],
    ['commodity', VN, { commodity: 'Frozen prawns' }],
  ])('a %s that the workbook does not state is taken out', (_, file, mapping) => {
    const checked = answered(file, { mapping })
    expect(codes(checked)).toEqual(['literal-ungrounded'])
    expect(checked.repairs[0]).toMatchObject({ stage: 'mapping', after: null, applied: true })
  })

  test('a currency that nothing names is taken out', () => {
    const checked = answered(VN, { prices: (column) => ({ ...column, currency: 'EUR' }) })
    expect(new Set(codes(checked))).toEqual(new Set(['literal-ungrounded']))
    expect(checked.mapping.rates.every(({ currency }) => currency === null)).toBe(true)
  })

  test('an example that stands in no cell is replaced by real ones', () => {
    const { table, understanding, mapping } = read.get(VN)!
    const columns = understanding.columns.map((column) =>
      column.id === 0 ? { ...column, examples: ['ATLANTIS'] } : column,
    )
    const checked = checkAnswers({ table, understanding: { ...understanding, columns }, mapping, file: VN })
    expect(codes(checked)).toEqual(['example-ungrounded'])
    expect(checked.understanding.columns[0]!.examples).toContain('HAIPHONG, VIETNAM')
  })
})

describe('rows', () => {
  test('a table that ends too early: the next row has prices as well', () => {
    const { table } = read.get(VN)!
    const checked = answered(VN, { table: { lastDataRow: table.lastDataRow - 3 } })
    expect(checked.findings.find(({ code }) => code === 'rows-lost')).toMatchObject({
      severity: 'error',
      value: `row ${table.lastDataRow - 2}`,
    })
  })

  test('a row of data taken for a heading', () => {
    const { table } = read.get(VN)!
    const checked = answered(VN, {
      table: { headerRows: [...table.headerRows, table.firstDataRow], firstDataRow: table.firstDataRow + 1 },
    })
    expect(codes(checked)).toContain('header-holds-data')
  })

  test('a heading taken for data', () => {
    const { table } = read.get(VN)!
    const checked = answered(VN, { table: { firstDataRow: table.headerRows[0]! } })
    expect(codes(checked)).toContain('heading-as-data')
  })
})

test('lanes that are read as charges', () => {
  const { table, understanding, mapping } = read.get(VN)!
  const checked = checkAnswers({
    table,
    mapping,
    file: VN,
    understanding: { ...understanding, kind: 'charges' },
  })
  expect(codes(checked)).toEqual(['kind-contradicts-data'])
})
