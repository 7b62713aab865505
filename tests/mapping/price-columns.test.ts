import { describe, expect, it } from 'vitest'
import { readSheet } from '../checks/read-sheet.ts'

type Read = Awaited<ReturnType<typeof readSheet>>['rates']

const at = (rates: Read, cell: string) => rates.filter(({ source }) => source.cell === cell)
const boxes = (rates: Read, cell: string) =>
  at(rates, cell).map(({ container }) => `${container?.size ?? '-'} ${container?.type ?? '-'}`)

describe('the box of a price', () => {
  it('is of the kind that a short word in a column of types names', async () => {
    const { rates } = await readSheet(`
      POL | POD | T/T | Type | 20offer (USD) | 40offer (USD)
      Hong Kong | Zhongshan | 2 | GP | 210 | 340
      Hong Kong | Zhuhai | 2 | TN | 360 |
      Hong Kong | Shunde | 2 | RF | 520 | 840
      Hong Kong | Jiangmen | 3 | GP | 230 | 370`)
    expect([boxes(rates, 'E2'), boxes(rates, 'E3'), boxes(rates, 'E4')]).toEqual([
      ['20ft dry'],
      ['20ft tank'],
      ['20ft reefer'],
    ])
  })

  it('of an included surcharge is that of the surcharges beside it', async () => {
    const { rates } = await readSheet(`
      POL | POD | 20GP | 40HQ | WBS | WRS
      Laem Chabang | Jebel Ali | 1260 | 1520 | INCL | 55/110
      Laem Chabang | Dammam | 1320 | 1610 | INCL | 55/110
      Laem Chabang | Sohar | 1290 | 1560 | INCL | 55/110`)
    expect(
      at(rates, 'E2').map(({ container, price_status }) => `${container?.size} ${price_status}`),
    ).toEqual(['20ft included', '40ft included'])
  })
})

it('the unit and the currency of charges may stand with their names', async () => {
  const { rates } = await readSheet(
    `
    LOCAL CHARGES (IDR) | 20' | 40'
    THC | 1450000 | 2150000
    DOC FEE / BL | 650000 |
    SEAL | 120000 | 120000`,
    'ex jakarta.csv',
  )
  expect(
    at(rates, 'B3').map(({ charge, currency, container }) => [charge.basis, currency, container]),
  ).toEqual([['bl', 'IDR', null]])
})

it('each minimum that opens a block of prices is theirs', async () => {
  const { rates } = await readSheet(`
    AIR FREIGHT Q1 2027 | | | | | | | |
     | | | | | | | |
    Lane Origin | Lane Destination | Origin Min Charge (USD) | Origin Fees (USD/KG) | ATA Min Charge (USD) | ATA Cost <1000 KG (USD/KG) | ATA Cost 1000 - 1999 KG (USD/KG) | PTD Min Charge (USD) | PTD Freight Charge (USD/KG)
    Shanghai | Frankfurt | 35 | 0.12 | 150 | 3.40 | 3.20 | 75 | 0.22
    Penang | Munich | 30 | 0.10 | 140 | 2.90 | 2.75 | 70 | 0.20
    Hanoi | Amsterdam | 32 | 0.11 | 150 | 3.20 | 3.05 | 78 | 0.22`)
  const minima = ['D4', 'F4', 'G4', 'I4'].map((cell) => at(rates, cell)[0]?.minimum)
  expect(minima).toEqual([35, 150, 150, 75])
})

it('between ports of the United States the rest of the way is by land', async () => {
  const { rates } = await readSheet(`
    LCL EXPORT TARIFF EX HONG KONG - USD | | | |
     | | | |
    DESTINATION | VIA | PER CBM | PER TON | MINIMUM
    ANTWERP | ROTTERDAM | 50 | 50 | 50
    NEW YORK | LOS ANGELES | 25 | 30 | 25
    GDYNIA | HAMBURG | 10 | 10 | 10
    HAMBURG | DIRECT | 15 | 15 | 15
    LOS ANGELES | DIRECT | 5 | 10 | 5`)
  const passed = (cell: string) => {
    const [rate] = at(rates, cell)
    return [rate?.transshipment_port?.unlocode, rate?.destination_via?.unlocode]
  }
  expect(passed('C4')).toEqual(['NLRTM', undefined])
  expect(passed('C5')).toEqual([undefined, 'USLAX'])
})
