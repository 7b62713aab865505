import { describe, expect, it } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { settleRoles } from '../../src/columns/settle-roles.ts'
import { columnFacts } from '../../src/columns/understand.ts'
import type { ColumnRole } from '../../src/columns/understanding.ts'
import { findTables } from '../../src/tables/find-tables.ts'
import { sheet } from '../tables/sheet.ts'

/** The roles that the rows of a sheet leave of an answer. */
async function settled(drawing: string, answered: readonly ColumnRole[]): Promise<ColumnRole[]> {
  const { value } = await findTables(sheet(drawing, { bold: [1] }), 'rates.xlsx', embeddedAnswerers().rows)
  return settleRoles(columnFacts(value.tables[0]!), answered)
}

describe('the rows of two columns together', () => {
  it('say where the box changes ship, when two columns are called "Service"', async () => {
    const roles = await settled(
      `POL|POD|Service|20'|40'HC|Service
       BANGKOK|CHENNAI|RIS|500|900|SIN
       BANGKOK|MUNDRA|RMI|600|1100|PKG
       LAEM CHABANG|JEBEL ALI|RGI|650|1200|DIRECT
       LAEM CHABANG|DAMMAM|RGI|700|1300|JEA`,
      ['origin', 'destination', 'service_line', 'price', 'price', 'service_line'],
    )
    expect(roles[5]).toBe('transshipment_port')
    expect(roles[2]).toBe('service_line')
  })

  it('say which end a column of countries belongs to', async () => {
    const roles = await settled(
      `País|Porto de Origem|Armador|20'|40'
       China|Ningbo|MSC|2100|2800
       China|Qingdao|ONE|2150|2850
       Vietnam|Haiphong|MSC|1900|2500
       Korea|Busan|ONE|2000|2600`,
      ['destination', 'origin', 'carrier', 'price', 'price'],
    )
    expect(roles[0]).toBe('origin_country')
  })

  it('say that a list of cities explains the origin that it starts with', async () => {
    const roles = await settled(
      `Origin|Cities included|Port of Loading|Port of Discharge|20'|40'
       Suzhou|Suzhou, Kunshan, Wuxi|CNSHA|Hamburg|1500|2800
       Ningbo|Ningbo, Cixi|CNNGB|Rotterdam|1450|2700
       Foshan|Foshan, Zhongshan|CNYTN|Antwerp|1550|2850`,
      ['origin', 'origin_via', 'loading_port', 'destination', 'price', 'price'],
    )
    expect(roles[1]).toBe('remarks')
  })

  it('say that ports under "via" with "None" among them are passed', async () => {
    const roles = await settled(
      `POL|Destination (via port)|Destination|20'|40'
       HAIPHONG|None|LOS ANGELES, CA|1715|2145
       HAIPHONG|SAVANNAH, GA|ATLANTA, GA|2780|3475
       DA NANG|VANCOUVER, CANADA|CHICAGO, IL|3200|4000`,
      ['origin', 'unloading_port', 'destination', 'price', 'price'],
    )
    expect(roles[1]).toBe('destination_via')
  })

  it('say nothing against a heading that names the end and that it is passed', async () => {
    const roles = await settled(
      `Origin|Origin Via|Destination|20'|40'
       HAIPHONG|KAOHSIUNG|LOS ANGELES, CA|1715|2145
       MANILA|KAOHSIUNG|LOS ANGELES, CA|1780|2275
       SHANGHAI||LOS ANGELES, CA|1600|2000`,
      ['origin', 'loading_port', 'destination', 'price', 'price'],
    )
    expect(roles[1]).toBe('origin_via')
  })

  it('say that a validity of one day is its last', async () => {
    const lanes = `POL|POD|20'|40'|Validity
       SHANGHAI|HAMBURG|1500|2800|2026-03-31
       NINGBO|ROTTERDAM|1450|2700|2026-03-31
       QINGDAO|ANTWERP|1550|2850|2026-03-31`
    const roles = await settled(lanes, ['origin', 'destination', 'price', 'price', 'effective_date'])
    expect(roles[4]).toBe('expiry_date')
  })
})
