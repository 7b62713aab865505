import { describe, expect, it } from 'vitest'
import { readSheet } from '../checks/read-sheet.ts'

type Read = Awaited<ReturnType<typeof readSheet>>['rates']

const at = (rates: Read, cell: string) => rates.find(({ source }) => source.cell === cell)

describe('an air list with charges and two minima', () => {
  const read = () =>
    readSheet(`
      TARIFARIO AÉREO IMPORTACIÓN - SANTIAGO (SCL)
      Origen | Destino | 45 KG | 100 KG | 300 KG | 500 KG | 1000 KG | Carrier | T/T | Routing | Moneda | Válido hasta | Local Charges x AWB | Gastos x Kg | Mín Gastos x Kg | Mín Flete
      MIAMI | SANTIAGO | 2.95 | 2.60 | 2.30 | 2.15 | 2.05 | LATAM CARGO | 1-2 DIAS | DIRECTO | USD | 31-12-2026 | 65.00 | 0.12 | 25.00 | 95.00
      CHICAGO | SANTIAGO | 3.55 | 3.15 | 2.90 | 2.75 | 2.65 | AMERICAN | 3-4 DIAS | 1 ESCALA | USD | 31-12-2026 | 75.00 | 0.14 | 30.00 | 110.00
      MILAN (MXP) | SANTIAGO | 3.75 | 3.30 | 3.00 | 2.85 | 2.75 | EMIRATES | 3-4 DIAS | 1 ESCALA | EUR | 31-12-2026 | 70.00 | 0.15 | 30.00 | 100.00
      BOGOTA | SANTIAGO | 1.95 | 1.70 | 1.50 | 1.40 | 1.35 | AVIANCA | 1-2 DIAS | DIRECTO | USD | 31-12-2026 | 50.00 | 0.10 | 20.00 | 75.00`)

  it('gives freight and charges each the least that is called after it', async () => {
    const { rates } = await read()
    const told = ['C3', 'G3', 'M3', 'N3'].map((cell) => {
      const { charge, amount, minimum } = at(rates, cell)!
      return [charge.code, charge.type, charge.basis, amount, minimum]
    })
    expect(told).toEqual([
      ['BAS', 'base', 'kg', 2.95, 95],
      ['BAS', 'base', 'kg', 2.05, 95],
      [null, 'surcharge', 'bl', 65, null],
      [null, 'surcharge', 'kg', 0.12, 25],
    ])
  })

  it('takes no airline for a shipping line and no stop for a port', async () => {
    const { rates } = await read()
    expect(at(rates, 'C5')).toMatchObject({
      carrier: { text: 'EMIRATES', scac: null },
      transshipment_port: null,
      origin: { country: 'IT' },
    })
  })
})
