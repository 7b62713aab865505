import { describe, expect, it } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { understand } from '../../src/columns/understand.ts'
import { mapTable } from '../../src/mapping/map-table.ts'
import { findTables } from '../../src/tables/find-tables.ts'
import { type SheetOptions, sheet } from '../tables/sheet.ts'

const FILE = 'rates.xlsx'

async function read(drawing: string, options: SheetOptions = {}) {
  const answerers = embeddedAnswerers()
  const { value } = await findTables(sheet(drawing, options), FILE, answerers.rows)
  const table = value.tables[0]!
  const understood = await understand(table, FILE, answerers.columns)
  const mapped = await mapTable(table, understood.value, FILE, answerers.mapping)
  const roles = Object.fromEntries(understood.value.columns.map(({ letter, role }) => [letter, role]))
  return { understanding: understood.value, mapping: mapped.value, roles, findings: mapped.findings }
}

/** The lanes of every sheet below: load port, discharge port, three prices, last day. */
const LANES = [
  ['SHANGHAI', 'HAMBURG', 1500, 2800, 2900, '2026-03-31'],
  ['NINGBO', 'ROTTERDAM', 1450, 2700, 2800, '2026-03-31'],
  ['QINGDAO', 'ANTWERP', 1550, 2850, 2950, '2026-03-31'],
  ['XIAMEN', 'LE HAVRE', 1600, 2900, 3000, '2026-03-31'],
  ['YANTIAN', 'FELIXSTOWE', 1580, 2860, 2960, '2026-03-31'],
].map((lane) => lane.join('|'))

describe('headings in the languages of the trade', () => {
  it.each([
    ['English', "Port of Loading|Port of Discharge|20'GP|40'GP|40'HQ|Valid till"],
    ['misspelt English', "Port of Laoding|Destinaiton|20'GP|40'GP|40'HQ|Expriy Date"],
    ['Chinese', '起运港|目的港|20GP|40GP|40HQ|有效期'],
    ['Spanish', 'Puerto de carga|Puerto de destino|20 DV|40 DV|40 HC|Válido hasta'],
    ['Portuguese', 'Porto de embarque|Porto de destino|20 DRY|40 DRY|40 HC|Validade'],
    ['German', "Ladehafen|Löschhafen|20'DC|40'DC|40'HC|Gültig bis"],
    ['Vietnamese', "Cảng đi|Cảng đến|20'DC|40'DC|40'HC|Hiệu lực đến"],
    ['Korean', "선적항|도착항|20'|40'|40HC|유효기간"],
    ['Japanese', "積地|揚地|20'|40'|40'HC|有効期限"],
    ['Turkish', "Yükleme Limanı|Varış Limanı|20'DC|40'DC|40'HC|Geçerlilik"],
  ])('%s', async (_, heading) => {
    const { roles, mapping } = await read([heading, ...LANES].join('\n'), { bold: [1] })
    expect(roles).toEqual({
      A: 'origin',
      B: 'destination',
      C: 'price',
      D: 'price',
      E: 'price',
      F: 'expiry_date',
    })
    expect(mapping.rates.map(({ container_size }) => container_size)).toEqual(['20ft', '40ft', '40ft_hc'])
  })
})

describe('an understanding', () => {
  it('shows real cells, and says of a column only what holds for every value', async () => {
    const via = ['OAKLAND, CA', 'None', 'NORFOLK, VA', 'None', 'VANCOUVER, CANADA']
    const rows = LANES.map((lane, i) => lane.replace(/^([^|]*)\|[^|]*/, `$1|CHICAGO, IL|${via[i]}`))
    const { understanding, mapping } = await read(
      ["POL|Destination|Destination (via port)|20'GP|40'GP|40'HQ|Valid till", ...rows].join('\n'),
      { bold: [1] },
    )
    const column = understanding.columns[2]!
    expect(column.role).toBe('destination_via')
    for (const example of column.examples) expect(via).toContain(example)
    expect(column.description).toContain('Canada')
    expect(mapping.destination_country).toBe('United States')
    expect(mapping.destination_via_country).toBeNull()
  })

  it('names who answered', async () => {
    const { understanding, mapping } = await read(
      ["POL|POD|20'GP|40'GP|40'HQ|Valid till", ...LANES].join('\n'),
    )
    expect(understanding.answered.map(({ stage, by }) => [stage, by])).toEqual([
      ['row-labels', 'embedded'],
      ['column-roles', 'embedded'],
    ])
    expect(mapping.answered).toMatchObject([{ stage: 'field-mapping', by: 'embedded', cost: null }])
  })
})

describe('a mapping', () => {
  it('takes from the surroundings what no column says, with the cell', async () => {
    const rows = LANES.map((lane) => lane.replace(/^[^|]*\|/, '').replace(/\|[^|]*$/, ''))
    const { mapping } = await read(
      ['ONE - RATES EX HAIPHONG', 'Valid: 1-31 March 2026', '', "POD|20'GP|40'GP|40'HQ", ...rows].join('\n'),
      { bold: [1, 4] },
    )
    expect(mapping.origin).toBe('HAIPHONG')
    expect(mapping.sources.origin).toBe('Rates!A1')
    expect(mapping.expiry_date).toContain('31 March 2026')
    expect(mapping.sources.expiry_date).toBe('Rates!A2')
  })

  it('reads a long table by its columns of container, charge, currency and amount', async () => {
    const rows = ['20GP', '40GP', '40HC', '20GP', '40GP', '40HC'].map((container, i) =>
      [
        'SHANGHAI',
        i < 3 ? 'HAMBURG' : 'ANTWERP',
        container,
        i % 2 ? 'BAF' : 'Ocean Freight',
        'USD',
        900 + 100 * i,
      ].join('|'),
    )
    const { mapping, roles } = await read(['POL|POD|Container|Charge|Currency|Amount', ...rows].join('\n'), {
      bold: [1],
    })
    expect(roles).toEqual({
      A: 'origin',
      B: 'destination',
      C: 'container_size',
      D: 'charge',
      E: 'currency',
      F: 'price',
    })
    expect(mapping.rates).toMatchObject([{ id: 5, container_size: null, charge: null, currency: 4 }])
  })

  it('says when neither a column nor a caption names an end', async () => {
    const rows = LANES.map((lane) => lane.replace(/^[^|]*\|/, ''))
    const { findings } = await read(["POD|20'GP|40'GP|40'HQ|Valid till", ...rows].join('\n'), { bold: [1] })
    expect(findings).toContainEqual(expect.objectContaining({ code: 'origin-missing', severity: 'warning' }))
  })
})
