import { describe, expect, it } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { findTables } from '../../src/tables/find-tables.ts'
import { markCopies } from '../../src/tables/mark-copies.ts'
import { sheet } from './sheet.ts'

const RATES = `From|Carrier|20' DC|40' HC
Shanghai|COSCO|900|1400
Port Klang|MSC|350|550
Singapore|Maersk|380|600
Busan|HMM|980|1500`

async function copiesAmong(names: readonly string[], drawings: readonly string[] = []): Promise<number> {
  const { rows } = embeddedAnswerers()
  const tables = []
  for (const [index, name] of names.entries()) {
    const grid = sheet(drawings[index] ?? RATES, { name, index, bold: [1] })
    const { value } = await findTables(grid, 'rates.xlsx', rows)
    tables.push(...value.tables)
  }
  return markCopies(tables, 'rates.xlsx').copies.size
}

describe('two tabs with equal rows', () => {
  it('are one table and its copy', async () => {
    expect(await copiesAmong(['Buy', 'For customers'])).toBe(1)
  })

  it('are so too where one of them has a column of remarks besides', async () => {
    const remarked = RATES.split('\n')
      .map((row, at) => `${row}|${['Remarks', 'direct', 'via SIN', 'direct', 'direct'][at]}`)
      .join('\n')
    expect(await copiesAmong(['Buy', 'For customers'], [RATES, remarked])).toBe(1)
  })

  it('are the rates of two ports where the tabs are called after them', async () => {
    expect(await copiesAmong(['Chittagong', 'Karachi'])).toBe(0)
  })
})
