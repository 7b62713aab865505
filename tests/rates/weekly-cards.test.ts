import { describe, expect, it } from 'vitest'
import { readSheet } from '../checks/read-sheet.ts'

type Read = Awaited<ReturnType<typeof readSheet>>['rates']

const at = (rates: Read, cell: string) => rates.filter(({ source }) => source.cell === cell)

it('weeks before their days head prices; flights are the service; AS +300 is the price from there on', async () => {
  const { rates } = await readSheet(`
    FG CARGO - WEEKLY SPECIAL RATES EX DAC, USD per kg
    DEST | CITY | FLIGHT | WK 49: 30 NOV - 06 DEC 2026 | | | WK 50: 07 DEC - 13 DEC 2026 | | | REMARKS
    | | | +300 | +500 | +1000 | +300 | +500 | +1000 |
    LHR | London | FG583 | 3.10 | 2.95 | 2.80 | 3.20 | 3.05 | 2.90 |
    FRA | Frankfurt | FG583 | 2.95 | 2.80 | 2.65 | 3.05 | 2.90 | 2.75 |
    AMS | Amsterdam | FG585 | 2.95 | AS +300 | 2.65 | 3.05 | 2.90 | 2.75 |
    JFK | New York | FG587 | 4.70 | 4.55 | 4.35 | 4.90 | 4.75 | 4.55 | min 2 pallets`)
  expect(['D4', 'I5', 'E6'].map((cell) => at(rates, cell)[0])).toMatchObject([
    { service_line: 'FG583', effective_date: '2026-11-30', expiry_date: '2026-12-06', amount: 3.1 },
    { service_line: 'FG583', effective_date: '2026-12-07', expiry_date: '2026-12-13', amount: 2.75 },
    { service_line: 'FG585', effective_date: '2026-11-30', amount: 2.95 },
  ])
})

it('the second of two prices may hold for two sizes, as a title says', async () => {
  const { rates } = await readSheet(`
    ASIA TO NEW ZEALAND
    FAK rates. Validity: 01/12/2026 to 31/12/2026. USD per container.
    Rates shown as 20'GP / 40'GP&HC. Other ports feeder.

    POL | Auckland | Tauranga | Wellington
    Shanghai | 1250 / 2500 | 1250 / 2500 | 1450 / 2900
    Busan | 1300 / 2600 | 1325 / 2650 | N/S
    Singapore | 900 / 1800 | 900 / 1800 | 1050 / 2100`)
  expect(
    at(rates, 'B6').map(({ container, amount, commodity }) => [container?.size, amount, commodity]),
  ).toEqual([
    ['20ft', 1250, 'FAK'],
    ['40ft', 2500, 'FAK'],
    ['40ft_hc', 2500, 'FAK'],
  ])
})

describe('charges', () => {
  it('are levied in the country whose letters open their title, from the day that it ends with', async () => {
    const uk = await readSheet(`
      UK LOCAL CHARGES - ALL LCL EXPORTS
      Effective 1st October 2026, GBP
      Charge | Amount | Minimum | Unit
      Terminal handling (THC) | 14.5 | 14.5 | per W/M
      Bill of lading | 38 | | per B/L`)
    expect(uk.rates.map(({ origin }) => [origin?.text, origin?.country])).toEqual([
      ['UK', 'GB'],
      ['UK', 'GB'],
    ])
    const collect = await readSheet(`
      DESTINATION CHARGES (COLLECT) FROM 01/07/2026
      Country | Charge | 20' | 40' | Per B/L | Currency
      Australia | Port service charge (THC) | 560 | 780 | | AUD
      Australia | Delivery order / document fee | | | 95 | AUD
      New Zealand | Document fee | | | 85 | NZD`)
    expect(new Set(collect.rates.map(({ effective_date: day }) => day))).toEqual(new Set(['2026-07-01']))
    expect(at(collect.rates, 'E4')[0]?.charge.code).toBe('DDF')
  })

  it('beside names keep their codes, also those that are letters of a currency', async () => {
    const { rates } = await readSheet(`
      OTHER CHARGES EX DAC, EFFECTIVE 01-NOV-2026
      CODE | DESCRIPTION | RATE | MIN | UNIT | CURR
      MYC | Fuel surcharge | 1.05 | | per kg chargeable | USD
      SCR | Screening (EDS) | 6.5 | 500 | per kg gross | BDT
      AWC | Air waybill fee | 25 | | per AWB | USD`)
    expect(rates.map(({ charge }) => charge.code)).toEqual(['MYC', 'SCR', 'AWC'])
  })

  it('take no days from the name of a file of freight, but from that of a file of charges', async () => {
    const sheet = `
      LOCAL CHARGES AT JEBEL ALI (AED)
      CHARGE | 20' | 40' | UNIT
      THC | 1010 | 1515 | per container
      SEAL | 55 | 55 | per container`
    const days = async (name: string) =>
      new Set((await readSheet(sheet, name)).rates.map((rate) => rate.expiry_date))
    expect(await days('Export rates ex JEA 01-15 Dec 2026.csv')).toEqual(new Set([null]))
    expect(await days('Local charges JEA 01-15 Dec 2026.csv')).toEqual(new Set(['2026-12-15']))
  })
})
