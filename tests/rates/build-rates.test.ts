import { describe, expect, it } from 'vitest'
import { FindingLog } from '../../src/checks/finding-log.ts'
import { MAPPING_FIELDS, type Mapping, type PriceColumn } from '../../src/mapping/mapping.ts'
import { buildRates } from '../../src/rates/build-rates.ts'
import { type Rate, rateSchema } from '../../src/rates/rate.ts'
import type { TableKind } from '../../src/reference/vocabulary.ts'
import type { ContextCell, Table } from '../../src/tables/table.ts'
import { GridBuilder } from '../../src/workbook/grid-builder.ts'
import { SheetGrid } from '../../src/workbook/sheet-grid.ts'

type Cells = readonly (readonly (string | number | null)[])[]

interface Sheet {
  /** The first row is the header. */
  readonly cells: Cells
  readonly fields: Partial<Mapping>
  readonly rates: readonly (Partial<PriceColumn> & { id: number })[]
  readonly kind?: TableKind
  readonly context?: readonly ContextCell[]
  readonly sections?: readonly number[]
  readonly merges?: readonly { top: number; left: number; bottom: number; right: number }[]
  readonly formats?: Readonly<Record<number, string>>
  readonly groups?: ReadonlyMap<string, readonly string[]>
}

const FREIGHT = { type: 'base', charge: 'BAS', basis: 'container', currency: 'USD' } as const

function read(sheet: Sheet): { rates: Rate[]; log: FindingLog } {
  const builder = new GridBuilder('Rates')
  builder.merges.push(...(sheet.merges ?? []))
  sheet.cells.forEach((row, r) => {
    row.forEach((value, column) => {
      const style = builder.styleId({ numberFormat: sheet.formats?.[column] ?? 'General' })
      if (typeof value === 'number') builder.number(r + 1, column, value, style)
      else if (value !== null) builder.text(r + 1, column, value, style)
    })
  })
  const grid = new SheetGrid(builder.build())
  const width = Math.max(...sheet.cells.map((row) => row.length))
  const table: Table = {
    grid,
    sheet: 'Rates',
    range: { top: 1, left: 0, bottom: sheet.cells.length, right: width - 1 },
    headerRows: [1],
    firstDataRow: 2,
    lastDataRow: sheet.cells.length,
    sectionRows: sheet.sections ?? [],
    skippedRows: [],
    context: sheet.context ?? [],
    transposed: false,
    confidence: 1,
  }
  const mapping = {
    ...Object.fromEntries(MAPPING_FIELDS.map((field) => [field, null])),
    sheet: 'Rates',
    range: 'A1',
    ignored: [],
    sources: {},
    confidence: 1,
    ...sheet.fields,
    rates: sheet.rates.map((rate) => ({
      currency: null,
      type: null,
      container_size: null,
      container_type: null,
      charge: null,
      basis: null,
      minimum: null,
      weight_break: null,
      destination: null,
      origin: null,
      confidence: 1,
      ...rate,
    })),
  } as Mapping
  const log = new FindingLog('rates.xlsx')
  const rates = [
    ...buildRates(
      {
        table,
        mapping,
        kind: sheet.kind ?? 'rates',
        file: 'rates.xlsx',
        sha256: 'f'.repeat(64),
        groups: sheet.groups ?? new Map(),
        anchors: [{ iso: '2026-01-05', source: 'the file name' }],
        flags: { at: () => [], isError: () => false },
        reviewBelow: 0,
      },
      log,
    ),
  ]
  for (const rate of rates) expect(rateSchema.safeParse(rate).error).toBeUndefined()
  return { rates, log }
}

const lane = (rate: Rate) =>
  `${rate.origin?.unlocode ?? rate.origin?.text ?? '-'}>${rate.destination?.unlocode ?? rate.destination?.text ?? '-'}`
const price = (rate: Rate) =>
  `${rate.source.cell}.${rate.source.part} ${rate.container?.size ?? '-'} ${rate.currency ?? '-'} ${rate.amount ?? rate.price_status}`

describe('lanes of a row', () => {
  it('splits several ports in a cell, and keeps two names of one port together', () => {
    const { rates } = read({
      cells: [
        ['POL', 'POD', '20'],
        ['SHANGHAI / NINGBO', 'Hamburg', 900],
        ['Xingang/Tianjin', 'Hamburg', 950],
      ],
      fields: { origin: 0, destination: 1 },
      rates: [{ id: 2, ...FREIGHT, container_size: '20ft' }],
    })
    expect(rates.map(lane)).toEqual(['CNSHA>DEHAM', 'CNNGB>DEHAM', 'CNTXG>DEHAM'])
  })

  it('takes transhipment and gateway out of the destination', () => {
    const { rates } = read({
      cells: [
        ['POL', 'POD', '20'],
        ['Bangkok', 'Shimizu t/s Pusan', 340],
        ['Mundra', 'Toronto via Halifax', 2400],
        ['Bangkok', 'Tuticorin (via Colombo)', 950],
      ],
      fields: { origin: 0, destination: 1 },
      rates: [{ id: 2, ...FREIGHT, container_size: '20ft' }],
    })
    expect(
      rates.map((rate) => [
        rate.destination?.unlocode,
        rate.transshipment_port?.unlocode,
        rate.destination_via?.unlocode,
      ]),
    ).toEqual([
      ['JPSMZ', 'KRPUS', undefined],
      ['CATOR', undefined, 'CAHAL'],
      ['INTUT', 'LKCMB', undefined],
    ])
  })

  it('carries blank, merged and ditto cells down', () => {
    const { rates } = read({
      cells: [
        ['Carrier', 'POL', 'POD', '20'],
        ['MSC', 'Shanghai', 'Hamburg', 900],
        ['同上', null, 'Rotterdam', 910],
        ['"', 'Ningbo', 'Antwerp', 920],
      ],
      fields: { carrier: 0, origin: 1, destination: 2 },
      rates: [{ id: 3, ...FREIGHT, container_size: '20ft' }],
    })
    expect(rates.map((rate) => `${rate.carrier?.scac} ${lane(rate)}`)).toEqual([
      'MSCU CNSHA>DEHAM',
      'MSCU CNSHA>NLRTM',
      'MSCU CNNGB>BEANR',
    ])
  })

  it('means the discharge port where the delivery is blank', () => {
    const { rates } = read({
      cells: [
        ['Receipt', 'Discharge', 'Delivery', '20'],
        ['Shanghai', 'Bremerhaven', 'Prague', 1540],
        ['Shanghai', 'Hamburg', null, 1200],
      ],
      fields: { origin: 0, unloading_port: 1, destination: 2 },
      rates: [{ id: 3, ...FREIGHT, container_size: '20ft' }],
    })
    expect(rates.map((rate) => [rate.unloading_port?.unlocode, rate.destination?.unlocode])).toEqual([
      ['DEBRV', 'CZPRG'],
      [undefined, 'DEHAM'],
    ])
  })

  it('keeps a group as one lane, with its members where the workbook lists them', () => {
    const { rates, log } = read({
      cells: [
        ['POL', 'POD', '20'],
        ['CHINA BASE PORTS 1', 'Japan outports', 500],
      ],
      fields: { origin: 0, destination: 1 },
      rates: [{ id: 2, ...FREIGHT, container_size: '20ft' }],
      groups: new Map([['CHINA BASE PORTS 1', ['CNSHA', 'CNNGB']]]),
    })
    expect(rates).toHaveLength(1)
    expect(rates[0]?.origin).toMatchObject({ group: true, members: ['CNSHA', 'CNNGB'], unlocode: null })
    expect(rates[0]?.destination).toMatchObject({ group: true, members: null })
    expect(log.findings.map(({ code }) => code)).toContain('group-unexpanded')
  })

  it('takes the origin from a section caption when no column has it', () => {
    const { rates } = read({
      cells: [['POD', '20'], ['RATES EX BANGKOK'], ['Shanghai', 100], ['EX LAEM CHABANG'], ['Shanghai', 90]],
      sections: [2, 4],
      fields: { destination: 0 },
      rates: [{ id: 1, ...FREIGHT, container_size: '20ft' }],
    })
    expect(rates.map(lane)).toEqual(['THBKK>CNSHA', 'THLCH>CNSHA'])
  })
})

describe('prices of a row', () => {
  it('gives each part of a slash cell its size, and one price for several sizes a line each', () => {
    const { rates } = read({
      cells: [
        ['POL', 'POD', 'O/F', '40/HC', 'PSS'],
        ['Bangkok', 'Busan', '60/90/95', 100, 'USD 50/100'],
      ],
      fields: { origin: 0, destination: 1 },
      rates: [
        { id: 2, ...FREIGHT, container_size: ['20ft', '40ft', '40ft_hc'] },
        { id: 3, ...FREIGHT, container_size: ['40ft', '40ft_hc'] },
        { id: 4, ...FREIGHT, charge: 'PSS', type: 'surcharge', container_size: ['20ft', '40ft', '40ft_hc'] },
      ],
    })
    expect(rates.map(price)).toEqual([
      'C2.0 20ft USD 60',
      'C2.1 40ft USD 90',
      'C2.2 40ft_hc USD 95',
      'D2.0 40ft USD 100',
      'D2.0 40ft_hc USD 100',
      'E2.0 20ft USD 50',
      'E2.1 40ft USD 100',
      'E2.1 40ft_hc USD 100',
    ])
  })

  it('never turns a missing price into zero', () => {
    const { rates } = read({
      cells: [
        ['POL', 'POD', '20'],
        ['Bangkok', 'Busan', 'TBA'],
        ['Bangkok', 'Tokyo', '-'],
        ['Bangkok', 'Osaka', 'as per tariff'],
        ['Bangkok', 'Kobe', 'INCL'],
        ['Bangkok', 'Nagoya', '停收'],
        ['Bangkok', 'Manila', 0],
        ['Bangkok', 'Cebu', null],
      ],
      fields: { origin: 0, destination: 1 },
      rates: [{ id: 2, ...FREIGHT, container_size: '20ft' }],
    })
    expect(rates.map((rate) => [rate.price_status, rate.amount])).toEqual([
      ['on_request', null],
      ['not_offered', null],
      ['tariff', null],
      ['included', null],
      ['suspended', null],
      ['priced', 0],
    ])
  })

  it('ranks the cell above the currency column, the column above the number format, the format above the heading', () => {
    const sheet = (currency: string | null, value: string | number, format: string) =>
      read({
        cells: [
          ['POL', 'POD', 'Cur', '20'],
          ['Bangkok', 'Busan', currency, value],
        ],
        formats: { 3: format },
        fields: { origin: 0, destination: 1, currency: 2 },
        rates: [{ id: 3, ...FREIGHT, currency: 'THB', container_size: '20ft' }],
      }).rates[0]?.currency
    expect(sheet('EUR', '760 CNY', 'General')).toBe('CNY')
    expect(sheet('EUR', 760, '"$"#,##0')).toBe('EUR')
    expect(sheet(null, 760, '[$€-407] #,##0')).toBe('EUR')
    expect(sheet(null, 760, 'General')).toBe('THB')
  })

  it('gives a price merged over two rows of one lane once, with the cell that holds it', () => {
    const { rates } = read({
      cells: [
        ['POL', 'POD', '20', 'Free time'],
        ['Bangkok', 'Busan', 60, '7 days'],
        [null, null, null, '14 days'],
        ['Bangkok', 'Tokyo', 80, '7 days'],
      ],
      merges: [0, 1, 2].map((left) => ({ top: 2, left, bottom: 3, right: left })),
      fields: { origin: 0, destination: 1, free_time: 3 },
      rates: [{ id: 2, ...FREIGHT, container_size: '20ft' }],
    })
    expect(rates.map(price)).toEqual(['C2.0 20ft USD 60', 'C4.0 20ft USD 80'])
  })

  it('gives a charge of a bill of lading no container in a table of charges', () => {
    const { rates } = read({
      cells: [
        ['Charge', 'Unit', 'Cur', "20'"],
        ['THC', 'Cont', 'VND', 3150000],
        ['Phí chứng từ (B/L)', 'Bộ', 'VND', 1000000],
      ],
      kind: 'charges',
      fields: { charge: 0, basis: 1, currency: 2 },
      rates: [{ id: 3, currency: 2, type: 'surcharge', container_size: '20ft' }],
    })
    expect(
      rates.map((rate) => [
        rate.charge.code,
        rate.charge.basis,
        rate.container?.size ?? null,
        rate.container?.type ?? null,
      ]),
    ).toEqual([
      ['THC', 'container', '20ft', null],
      ['DOC', 'bl', null, null],
    ])
  })
})

describe('validity of a row', () => {
  const title = (text: string): ContextCell => ({
    kind: 'title',
    text,
    key: null,
    row: 1,
    column: 0,
    position: 'above',
  })
  const dates = (
    validity: string | null,
    context: readonly ContextCell[] = [],
    remark: string | null = null,
  ) => {
    const { rates, log } = read({
      cells: [
        ['POL', 'POD', '20', 'Validity', 'Remarks'],
        ['Bangkok', 'Busan', 60, validity, remark],
      ],
      context,
      fields: { origin: 0, destination: 1, effective_date: 3, expiry_date: 3, remarks: 4 },
      rates: [{ id: 2, ...FREIGHT, container_size: '20ft' }],
    })
    return {
      span: `${rates[0]?.effective_date}..${rates[0]?.expiry_date}`,
      codes: log.findings.map(({ code }) => code),
    }
  }

  it('reads a range, takes a missing year from the sheet, and says so', () => {
    expect(dates('1-15 Feb')).toMatchObject({
      span: '2026-02-01..2026-02-15',
      codes: expect.arrayContaining(['date-year-inferred']),
    })
    expect(dates('till 15/02')).toMatchObject({ span: 'null..2026-02-15' })
  })

  it('falls back on the title, and lets a remark shorten it', () => {
    const context = [title('Valid from 01/01/2026 to 31/01/2026')]
    expect(dates(null, context).span).toBe('2026-01-01..2026-01-31')
    expect(dates(null, context, 'to 15/01 only').span).toBe('2026-01-01..2026-01-15')
  })

  it('reads year and month of each row where they have columns of their own', () => {
    const { rates } = read({
      cells: [
        ['POL', 'POD', '20', 'Year', 'Month'],
        ['Bangkok', 'Busan', 60, '2026', 'March'],
        ['Bangkok', 'Busan', 70, '2026', 'April'],
      ],
      fields: { origin: 0, destination: 1, year: 3, month: 4 },
      rates: [{ id: 2, ...FREIGHT, container_size: '20ft' }],
    })
    expect(rates.map((rate) => `${rate.effective_date}..${rate.expiry_date}`)).toEqual([
      '2026-03-01..2026-03-31',
      '2026-04-01..2026-04-30',
    ])
  })

  it('leaves a word that is no date unknown', () => {
    expect(dates('TBA', [title('Valid from 01/01/2026 to 31/01/2026')]).span).toBe('null..null')
  })

  it('reports an end before the start', () => {
    expect(dates('15 Feb 2026 - 01 Feb 2026').codes).toContain('date-order')
  })
})

it('gives equal ids for equal input, and another id to every line', () => {
  const sheet: Sheet = {
    cells: [
      ['POL', 'POD', 'O/F'],
      ['BKK/LCH', 'Busan', '60/90/95'],
    ],
    fields: { origin: 0, destination: 1 },
    rates: [{ id: 2, ...FREIGHT, container_size: ['20ft', '40ft', '40ft_hc'] }],
  }
  const ids = read(sheet).rates.map(({ id }) => id)
  expect(read(sheet).rates.map(({ id }) => id)).toEqual(ids)
  expect(new Set(ids).size).toBe(6)
})
