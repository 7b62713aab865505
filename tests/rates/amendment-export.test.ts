import { describe, expect, it } from 'vitest'
import { readSheet, told } from '../checks/read-sheet.ts'

type Read = Awaited<ReturnType<typeof readSheet>>['rates']

const at = (rates: Read, cell: string) => rates.filter(({ source }) => source.cell === cell)

/** An amendment as a carrier's system exports it: what became of each row, tariff numbers, rows that add to others. */
const read = (status = 'STATUS', gone = 'DELETE') =>
  readSheet(`
    ${status} | COMMODITY | COMMODITY SET | ORIGIN | LIP | DESTINATION | DIP | 20 | 40 | 40B | CURRENCY | FUTURE_SURCHARGES | EFFECTIVE DATE | EXPIRATION DATE | NOTES
    AMENDED | 9999.99.0000 | FAK | SHANGHAI/NINGBO | | SAVANNAH, GA | | 2720 | 3400 | 3400 | USD | | 12/01/2026 | 12/14/2026 |
    ${gone} | 9999.99.0000 | FAK | QINGDAO | | SAVANNAH, GA | | 2600 | 3250 | 3250 | USD | | 12/01/2026 | 12/14/2026 |
    NEW | 9999.99.0000 | FAK | SHANGHAI/NINGBO | | ATLANTA, GA | SAVANNAH, GA | 3600 | 4500 | 4500 | USD | PSS | 12/01/2026 | 12/14/2026 |
    | 9403.00.0000 | FURNITURE | YANTIAN | | HOUSTON, TX | | 2860 | 3575 | 3575 | USD | | 12/01/2026 | 12/31/2026 |
    | 9999.99.0000 | FAK | | | NASHVILLE, TN | SAVANNAH, GA | 850 | 950 | 950 | USD | | 12/01/2026 | 04/30/2027 | DEST ARB
    | 9999.99.0000 | FAK | WUHAN | SHANGHAI | | | 200 | 350 | 350 | USD | | 12/01/2026 | 04/30/2027 | ORIGIN ARB`)

describe('the export of an amendment', () => {
  it.each([
    ['STATUS', 'DELETE'],
    ['Action', 'Cancelled'],
    ['状态', '删除'],
  ])('offers nothing in rows that were taken out: %s %s', async (status, gone) => {
    const result = await read(status, gone)
    expect(result.rates.filter(({ source }) => /^[A-Z]+3$/.test(source.cell))).toEqual([])
    expect(told(result, 'struck-through')).toEqual(['struck-through warning A3:O3'])
  })

  it('prices freight also where a column names a surcharge for one row, and goods by their name', async () => {
    const { rates } = await read()
    const seen = ['H2', 'H4', 'H5'].map((cell) => at(rates, cell)[0]!)
    expect(seen.map(({ charge, commodity }) => `${charge.code} ${commodity}`)).toEqual([
      'BAS FAK',
      'BAS FAK',
      'BAS FURNITURE',
    ])
  })

  it('adds to a port in rows with one end, which carry no end down from the lane above', async () => {
    const { rates } = await read()
    expect(at(rates, 'H6')).toHaveLength(1)
    expect(at(rates, 'H6')[0]).toMatchObject({
      origin: null,
      destination: { text: 'NASHVILLE, TN' },
      destination_via: { text: 'SAVANNAH, GA' },
      unloading_port: null,
      charge: { code: 'DPA', type: 'arbitrary' },
    })
    expect(at(rates, 'H7')[0]).toMatchObject({
      origin: { text: 'WUHAN' },
      origin_via: { text: 'SHANGHAI' },
      destination: null,
      charge: { code: 'OPA', type: 'arbitrary' },
    })
  })
})

it('letters that a remark explains by their ports are a group, whatever they are', async () => {
  const { rates } = await readSheet(`
    POL | POD | 20GP | 40GP | 40HC | Remarks
    SHEKOU | JPN 7 | $200 | $360 | $360 | SUB TO ALL
    SHEKOU | TWN3 | $60 | $100 | $100 | SUB TO ALL
    SHEKOU | BUSAN | $170 | $300 | $300 | SUB TO ALL
    Remarks | JPN 7 = TOKYO, YOKOHAMA, NAGOYA, OSAKA, KOBE, MOJI, HAKATA
    | TWN3 = KEELUNG, TAICHUNG, KAOHSIUNG`)
  expect(at(rates, 'C3')[0]?.destination).toMatchObject({
    text: 'TWN3',
    group: true,
    members: ['TWKEL', 'TWTXG', 'TWKHH'],
  })
  expect(at(rates, 'C2')[0]?.destination?.members).toHaveLength(7)
})
