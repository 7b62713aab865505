import { describe, expect, it } from 'vitest'
import { readSheet } from '../checks/read-sheet.ts'

type Read = Awaited<ReturnType<typeof readSheet>>['rates']

const at = (rates: Read, cell: string) => rates.filter(({ source }) => source.cell === cell)

describe('trucking from the ports of a title', () => {
  const read = () =>
    readSheet(`
      Ports of Los Angeles / Long Beach, CA - drayage, round trip
      Effective December 1, 2026. Rates include 33% fuel surcharge.

      City | Base Rate | Fuel Surcharge (33%) | Total Rate
      Anaheim | $410.00 | $135.30 | $545.30
      Carson | $350.00 | $115.50 | $465.50
      Chino | $440.00 | $145.20 | $585.20
      Fontana | $585.00 | $193.05 | $778.05
      Ontario | $570.00 | $188.10 | $758.10
      Pomona | $535.00 | $176.55 | $711.55
      Reno, NV | $1325.00 | $437.25 | $1762.25
      Valencia | $605.00 | $199.65 | $804.65
      Wilmington | $320.00 | $105.60 | $425.60`)

  it('starts at each of them', async () => {
    const { rates } = await read()
    expect(at(rates, 'B5').map(({ origin }) => origin?.unlocode)).toEqual(['USLAX', 'USLGB'])
  })

  it('goes to the towns of their state, but where another is named', async () => {
    const { rates } = await read()
    const towns = [9, 10, 11, 12, 13].map((row) => at(rates, `B${row}`)[0]?.destination?.unlocode)
    expect(towns).toEqual(['USONT', 'USPQC', 'USRNO', 'USVLC', 'USWTN'])
  })

  it('costs amounts, whatever share of the base the fuel is', async () => {
    const { rates, findings } = await read()
    const told = ['B5', 'C5', 'D5'].map((cell) => at(rates, cell)[0]!)
    expect(
      told.map(({ charge, amount, currency }) => [charge.code, charge.type, charge.basis, amount, currency]),
    ).toEqual([
      ['TRK', 'base', 'container', 410, 'USD'],
      ['FSC', 'surcharge', 'container', 135.3, 'USD'],
      ['TRK', 'total', 'container', 545.3, 'USD'],
    ])
    expect(findings.map(({ code }) => code)).not.toContain('charge-contradicts-heading')
  })
})
