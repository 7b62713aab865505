import { describe, expect, it } from 'vitest'
import { readSheet } from '../checks/read-sheet.ts'

type Read = Awaited<ReturnType<typeof readSheet>>['rates']

const at = (rates: Read, cell: string) => rates.filter(({ source }) => source.cell === cell)
/** "CNSHA / DPA HKHKG > CNSZX 22": start, charge, gateway, end, amount. */
const told = (rates: Read, cell: string) =>
  at(rates, cell).map(
    ({ origin, charge, destination_via: via, destination, amount }) =>
      `${origin?.unlocode ?? '-'} ${charge.code} ${via?.unlocode ?? '-'} > ${destination?.unlocode ?? '-'} ${amount}`,
  )

describe('rows that are added to the row above', () => {
  it('are marked with a plus, and start nowhere', async () => {
    const { rates } = await readSheet(`
      LCL EXPORT RATES EX CFS FELIXSTOWE - FAR EAST
      Valid 1st to 31st December 2026. Rates in USD per W/M
      Destination | Country | T/T days | O/F W/M | Min | BAF W/M | Remarks
      Hong Kong | Hong Kong | 34 | -5 | 5 | 18 |
      + Shenzhen | China | 2 | 22 | 22 | |
      + Macau | Macau | 3 | 25 | 25 | |
      Jebel Ali | UAE | 26 | 15 | 15 | 20 |
      + Abu Dhabi | UAE | 2 | 25 | 25 | |
      + Riyadh | Saudi Arabia | 9 | 58 | 58 | | via Dammam dry port
      Busan | South Korea | 40 | 5 | 5 | 18 |`)
    expect(['D4', 'D5', 'D6', 'D9', 'D10'].map((cell) => told(rates, cell))).toEqual([
      ['GBFXT BAS - > HKHKG -5'],
      ['- DPA HKHKG > CNSZX 22'],
      ['- DPA HKHKG > MOMFM 25'],
      ['- DPA AEJEA > SARUH 58'],
      ['GBFXT BAS - > KRPUS 5'],
    ])
    expect(at(rates, 'D5')[0]).toMatchObject({ minimum: 22, charge: { type: 'arbitrary', basis: 'wm' } })
    expect(at(rates, 'D6')[0]?.destination?.text).toBe('Macau')
  })

  it('are called add-ons, have a sign that a note explains, or prices with a plus', async () => {
    const { rates } = await readSheet(`
      OCEAN FREIGHT EX SHANGHAI, USD, VALID 01/12/2026 - 31/12/2026
      POD | 20GP | 40HC
      TOKYO | 300 | 450
      SHIMIZU (ADD-ON) | 80 | 120
      SINGAPORE | 200 | 350
      » PENANG | 60 | 90
      BUSAN | 150 | 250
      GWANGYANG | +50 | +80
      » = add-on to the port above`)
    expect(['B4', 'B6', 'B8'].map((cell) => told(rates, cell))).toEqual([
      ['- DPA JPTYO > JPSMZ 80'],
      ['- DPA SGSIN > MYPEN 60'],
      ['- DPA KRPUS > KRKAN 50'],
    ])
  })

  it('are lanes where every row has the mark', async () => {
    const { rates } = await readSheet(`
      OCEAN FREIGHT EX SHANGHAI, USD, VALID 01/12/2026 - 31/12/2026
      POD | 20GP | 40HC
      + TOKYO | 300 | 450
      + SINGAPORE | 200 | 350
      + BUSAN | 150 | 250`)
    expect(new Set(rates.map(({ charge }) => charge.code))).toEqual(new Set(['BAS']))
  })
})

describe('a grid of ports with a caption for each service', () => {
  const grid = () =>
    readSheet(`
      TRANSPACIFIC EASTBOUND - FAK WEEKLY RATES - WEEK 49
      Effective 12/01/2026 - 12/14/2026. All rates in USD per container.
      All water via Panama. Subject to AMS, ISF and destination charges as per CHARGES tab.

      POL | T/T (days) | LAX/LGB | | OAK | | REMARKS
      | | 20' | 40'/HQ | 20' | 40'/HQ |
      ZIM - ZEX (EXPRESS)
      SHANGHAI | 12 | 2160 | 2700 | | | 48h cargo availability
      NINGBO | 13 | 2160 | 2700 | | |
      YANTIAN | 12 | 2200 | 2750 | | |
      HMM - PS3
      SHANGHAI | 16 | 1480 | 1850 | 1560 | 1950 |
      NINGBO | 17 | 1480 | 1850 | 1560 | 1950 |
      YANTIAN | 18 | 1520 | 1900 | 1600 | 2000 |
      YANG MING - PS8
      QINGDAO | 18 | 1480 | 1850 | 1560 | 1950 |`)

  it('goes on under headings that were blank under the first caption', async () => {
    const { rates } = await grid()
    expect(
      at(rates, 'E12').map(({ origin, destination, amount }) => [
        origin?.unlocode,
        destination?.unlocode,
        amount,
      ]),
    ).toEqual([['CNSHA', 'USOAK', 1560]])
    expect(rates.filter(({ source }) => Number(source.cell.slice(1)) >= 12)).toHaveLength(4 * 9)
  })

  it('gives carrier and service caption by caption, and no port for a canal or a charge', async () => {
    const { rates } = await grid()
    expect(['C8', 'C12', 'C16'].map((cell) => at(rates, cell)[0])).toMatchObject([
      { carrier: { scac: 'ZIMU' }, service_line: 'ZEX', transshipment_port: null },
      { carrier: { scac: 'HDMU' }, service_line: 'PS3', destination: { unlocode: 'USLAX' } },
      { carrier: { scac: 'YMLU' }, service_line: 'PS8' },
    ])
  })
})
