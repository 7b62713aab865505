import { describe, expect, it } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { findTables } from '../../src/tables/find-tables.ts'
import type { Table } from '../../src/tables/table.ts'
import { rangeAddress } from '../../src/workbook/grid.ts'
import { type SheetOptions, sheet } from './sheet.ts'

async function find(drawing: string, options: SheetOptions = {}) {
  const { value, findings } = await findTables(
    sheet(drawing, options),
    'march.xlsx',
    embeddedAnswerers().rows,
  )
  return { ...value, findings }
}

async function findOne(drawing: string, options: SheetOptions = {}): Promise<Table> {
  const { tables } = await find(drawing, options)
  expect(tables).toHaveLength(1)
  return tables[0]!
}

const LANES = `
SHANGHAI|HAMBURG|1500|2800|2900|2026-03-01|2026-03-31
NINGBO|ROTTERDAM|1450|2700|2800|2026-03-01|2026-03-31
QINGDAO|ANTWERP|1550|2850|2950|2026-03-01|2026-03-31
XIAMEN|LE HAVRE|1600|2900|3000|2026-03-01|2026-03-31
YANTIAN|FELIXSTOWE|1580|2860|2960|2026-03-01|2026-03-31`.trim()
const HEADING = "POL|POD|20'GP|40'GP|40'HC|Valid from|Valid to"

describe('one table', () => {
  it('starts below title and letterhead, which become context, and ends before notes', async () => {
    const table = await findOne(
      `
BLUE ANCHOR LINE
FAR EAST - EUROPE FAK RATES
Validity:|1-31 March 2026
All rates in USD

${HEADING}
${LANES}

Note 1: Rates are subject to THC at both ends.
Note 2: Subject to equipment availability.`,
      { bold: [1, 2, 6] },
    )
    expect(table.headerRows).toEqual([6])
    expect([table.firstDataRow, table.lastDataRow]).toEqual([7, 11])
    expect(rangeAddress(table.range)).toBe('A6:G11')
    const kinds = new Map(table.context.map((cell) => [cell.text, cell.kind]))
    expect(kinds.get('FAR EAST - EUROPE FAK RATES')).toBe('title')
    expect(table.context).toContainEqual(
      expect.objectContaining({
        kind: 'key_value',
        key: 'Validity',
        text: '1-31 March 2026',
        row: 3,
        column: 1,
      }),
    )
    expect(table.context.find(({ key }) => key === 'Note 1')).toMatchObject({ position: 'below' })
  })

  it('has a heading of two rows with merged parents, and a code row', async () => {
    const table = await findOne(
      `
POL|POD|Ocean freight||||Validity|
||20'GP|40'GP|40'HC|45'HC|from|to
SHANGHAI|HAMBURG|1500|2800|2900|3300|2026-03-01|2026-03-31
NINGBO|ROTTERDAM|1450|2700|2800|3200|2026-03-01|2026-03-31
QINGDAO|ANTWERP|1550|2850|2950|3350|2026-03-01|2026-03-31
XIAMEN|LE HAVRE|1600|2900|3000|3400|2026-03-01|2026-03-31`,
      { bold: [1, 2], merges: ['C1:F1', 'G1:H1', 'A1:A2', 'B1:B2'] },
    )
    expect(table.headerRows).toEqual([1, 2])
    expect(table.firstDataRow).toBe(3)
  })

  it('keeps captions inside it as sections, and sets repeated headings aside', async () => {
    const lanes = LANES.split('\n')
    const table = await findOne(
      `
${HEADING}
NORTH CHINA
${lanes.slice(0, 3).join('\n')}
SOUTH CHINA
${HEADING}
${lanes.slice(3).join('\n')}`,
      { bold: [1, 2, 6, 7] },
    )
    expect(table.headerRows).toEqual([1])
    expect(table.sectionRows).toEqual([2, 6])
    expect(table.skippedRows).toEqual([{ row: 7, why: 'repeated_header' }])
    expect(table.lastDataRow).toBe(9)
  })

  it('is turned upright when its fields go down, and its cells keep their addresses', async () => {
    const table = await findOne(`
Carrier|ONE|MSC|HAPAG-LLOYD
POL|SHANGHAI|SHANGHAI|NINGBO
POD|HAMBURG|HAMBURG|ROTTERDAM
20'GP|1500|1450|1480
40'GP|2800|2700|2750
40'HC|2900|2800|2850
Transit time|32|34|33
Valid until|2026-03-31|2026-03-31|2026-03-31`)
    expect(table.transposed).toBe(true)
    expect(table.grid.address(table.firstDataRow, 3)).toBe('B4')
  })

  it('reports hidden rows and reads them', async () => {
    const { tables, findings } = await find(`${HEADING}\n${LANES}`, { hiddenRows: [3, 4] })
    expect(tables[0]!.lastDataRow).toBe(6)
    expect(findings).toContainEqual(expect.objectContaining({ code: 'hidden-rows', value: '2 rows' }))
  })
})

describe('several tables on a sheet', () => {
  it('stacked: each has its own heading', async () => {
    const { tables } = await find(
      `
${HEADING}
${LANES}


LOCAL CHARGES AT ORIGIN
Charge|Basis|Currency|Amount
THC|per container|CNY|950
Documentation fee|per B/L|CNY|450
Seal fee|per container|CNY|60`,
      { bold: [1, 9, 10] },
    )
    expect(tables.map(({ headerRows }) => headerRows)).toEqual([[1], [10]])
  })

  it('side by side: a blank column divides them', async () => {
    const right = `Charge|Basis|USD
THC|container|240
DOC|B/L|55
SEAL|container|12
TELEX|B/L|40
AMS|B/L|35`.split('\n')
    const left = [HEADING, ...LANES.split('\n')]
    const { tables } = await find(left.map((row, i) => `${row}||${right[i]}`).join('\n'), { bold: [1] })
    expect(tables.map(({ range }) => rangeAddress(range))).toEqual(['A1:G6', 'I1:K6'])
  })
})

describe('sheets without rates are left alone and reported', () => {
  it.each([
    [
      'contacts',
      'Contacts',
      `
Department|Desk|Office hours
Pricing|Trade desk Asia|09:00 - 18:00
Bookings|Customer service|08:30 - 17:30
Documentation|B/L desk|08:30 - 17:30`,
    ],
    [
      'terms',
      'Terms',
      `
TERMS AND CONDITIONS
1. Rates are subject to change without notice.
2. Cargo insurance is not included.
3. Rates are valid for general cargo only, dangerous goods on request.`,
    ],
  ])('%s', async (_, name, drawing) => {
    const { tables, findings } = await find(drawing, { name })
    expect(tables).toEqual([])
    expect(findings.map(({ code }) => code)).toContain('sheet-not-rates')
  })

  it('an old version that is kept in the book is no offer', async () => {
    const { tables, findings } = await find(`${HEADING}\n${LANES}`, { name: 'OLD - do not use' })
    expect(tables).toEqual([])
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'sheet-superseded', value: 'OLD - do not use' }),
    )
  })

  it('an empty one says nothing', async () => {
    expect(await find('')).toMatchObject({ tables: [], findings: [] })
  })
})

it('the same sheet gives the same tables', async () => {
  const drawing = `${HEADING}\n${LANES}`
  const [a, b] = [await findOne(drawing), await findOne(drawing)]
  expect({ ...a, grid: null }).toEqual({ ...b, grid: null })
})
