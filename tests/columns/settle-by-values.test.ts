import { describe, expect, it } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { settleEnds } from '../../src/columns/settle-ends.ts'
import { settleHeadedEnds } from '../../src/columns/settle-headed-ends.ts'
import { settleRoles } from '../../src/columns/settle-roles.ts'
import { columnFacts } from '../../src/columns/understand.ts'
import type { ColumnRole } from '../../src/columns/understanding.ts'
import { findTables } from '../../src/tables/find-tables.ts'
import { sheet } from '../tables/sheet.ts'

/** The roles of the columns of a drawn sheet after a wrong answer was settled. */
async function settled(drawing: string, answered: readonly ColumnRole[]): Promise<ColumnRole[]> {
  const { value } = await findTables(sheet(drawing), 'rates.xlsx', embeddedAnswerers().rows)
  const table = value.tables[0]!
  const columns = columnFacts(table)
  return settleRoles(columns, settleEnds(table, columns, settleHeadedEnds(columns, answered)))
}

describe('values overrule a heading that misleads', () => {
  it('carriers under "Service", free days under "Type"', async () => {
    const roles = await settled(
      `Area|Port|Service|20GP|40HQ|Type
       Port Klang|Chennai|RCL|280|420|14 days free
       Port Klang|Mundra|Wan Hai|340|520|10 days free
       Penang|Colombo|PIL|310|480|14 days free
       Penang|Karachi|KMTC|390|590|10 days free`,
      ['origin', 'destination', 'service_line', 'price', 'price', 'etd'],
    )
    expect(roles).toEqual(['origin', 'destination', 'carrier', 'price', 'price', 'free_time'])
  })

  it('a customer column without a carrier in it names no carrier', async () => {
    const roles = await settled(
      `Customer|POL|POD|20'|40'
       FAK|BUSAN|ROTTERDAM|900|1600
       ANY|BUSAN|HAMBURG|950|1700
       FAK|INCHEON|ANTWERP|990|1750`,
      ['carrier', 'origin', 'destination', 'price', 'price'],
    )
    expect(roles[0]).toBe('ignored')
  })

  it('an account that was taken for the origin gives way to the port beside it', async () => {
    const roles = await settled(
      `Customer|POL|POD|20'|40'
       FAK|BUSAN|ROTTERDAM|900|1600
       ANY|BUSAN|HAMBURG|950|1700
       FAK|INCHEON|ANTWERP|990|1750`,
      ['origin', 'origin_code', 'destination', 'price', 'price'],
    )
    expect(roles.slice(0, 3)).toEqual(['ignored', 'origin', 'destination'])
  })

  it('codes beside names of charges, and who pays', async () => {
    const roles = await settled(
      `Charge|Code|Payable|Basis|20'|40'
       Basic ocean freight|BAS|Prepaid|Per container|1890|3350
       Bunker surcharge|BUC|Prepaid|Per container|310|620
       Terminal handling|OTHC|Collect|Per container|915|1350`,
      ['charge', 'charge', 'charge_name', 'basis', 'price', 'price'],
    )
    expect(roles).toEqual(['charge_name', 'charge', 'ignored', 'basis', 'price', 'price'])
  })

  it('ports beside cities, a voyage beside a validity', async () => {
    const roles = await settled(
      `From city|To city|Load port|Discharge port|Departure|Arrival|Price valid until|20'|40'
       Suzhou|Munich|Shanghai|Bremerhaven|2026-03-12|2026-04-18|2026-03-09|1450|2600
       Hangzhou|Vienna|Ningbo|Koper|2026-03-15|2026-04-27|2026-03-09|1525|2785
       Jinan|Prague|Qingdao|Hamburg|2026-03-19|2026-04-29|2026-03-09|1980|3980`,
      [
        'origin',
        'unloading_port',
        'loading_port',
        'destination',
        'effective_date',
        'expiry_date',
        'ignored',
        'price',
        'price',
      ],
    )
    expect(roles).toEqual([
      'origin',
      'destination',
      'loading_port',
      'unloading_port',
      'etd',
      'ignored',
      'expiry_date',
      'price',
      'price',
    ])
  })

  it('volumes are no prices, states no countries', async () => {
    const roles = await settled(
      `O_LOC|D_LOC|ST|VOL_TEU|BASE
       CNSHA|Chicago|IL|120|1500
       CNNGB|Denver|CO|40|900
       VNHPH|Memphis|TN|300|1650`,
      ['origin', 'destination', 'destination_country', 'price', 'price'],
    )
    expect(roles.slice(2)).toEqual(['ignored', 'ignored', 'price'])
  })

  it('the only column of ports is the end that the captions leave open', async () => {
    const drawing = `EX: PORT KLANG

       Port|20std|40std
       Durban|1100|1900
       Cape Town|1250|2150
       Mombasa|1400|2300`
    expect(await settled(drawing, ['origin', 'price', 'price'])).toEqual(['destination', 'price', 'price'])
  })

  it('days of expiry beside plain prices, types of container, whose box it is, free days under their parent', async () => {
    const roles = await settled(
      `POL|POD|20'|40'|Hạn giá|Type|COC/SOC|km
       HCM|Busan|50|80|15/12|Dry|COC|3600
       HCM|Tokyo|150|250|31/12|Dry|SOC|4300
       HPH|Busan|80|130|15/12|Reefer|COC|3100`,
      ['origin', 'destination', 'price', 'price', 'price', 'charge', 'commodity', 'price'],
    )
    expect(roles.slice(4)).toEqual(['expiry_date', 'container_type', 'ignored', 'ignored'])
  })

  it('regions beside the ports in them are no origins, the loops of a line no carriers', async () => {
    const roles = await settled(
      `航线|目的港|Linea|20GP|40HQ
       中东|Jebel Ali|ADR1|920|1350
       红海|Jeddah|ADR1|1650|2480
       印巴|Karachi|ESA2|690|1050`,
      ['origin', 'destination', 'carrier', 'price', 'price'],
    )
    expect(roles.slice(0, 3)).toEqual(['ignored', 'destination', 'service_line'])
  })

  it('a ramp is where the lane starts, the port of exit where it is loaded', async () => {
    const roles = await settled(
      `Ramp / CY|Port of Exit|POD|20 STD|40 HC
       Chicago, IL|Long Beach|Shanghai|1480|1850
       Memphis, TN|Los Angeles|Busan|1520|1900
       Dallas, TX|Houston|Qingdao|1450|1815`,
      ['loading_port', 'origin', 'destination', 'price', 'price'],
    )
    expect(roles.slice(0, 3)).toEqual(['origin', 'loading_port', 'destination'])
  })

  it('two ports between an interpunct are places, and headed as the load port they are it', async () => {
    const roles = await settled(
      `No.|国|仕向港|積港|20'|40'
       1|タイ|BANGKOK|東京・横浜|300|500
       2|タイ|BANGKOK|大阪・神戸|290|480
       3|ベトナム|HAIPHONG|東京・横浜|220|360
       4|ベトナム|HAIPHONG|大阪・神戸|210|350`,
      ['ignored', 'destination_country', 'destination', 'ignored', 'price', 'price'],
    )
    expect(roles).toEqual(['ignored', 'destination_country', 'destination', 'origin', 'price', 'price'])
  })

  it.each([
    [['LGB', 'CHICAGO, IL'], ['TAC', 'DENVER, CO'], ['NYC', 'COLUMBUS, OH'], 'unloading_port'],
    [['ORD', 'CHICAGO, IL'], ['DEN', 'DENVER, CO'], ['JFK', 'NEW YORK'], 'destination_code'],
  ])(
    'codes of seaports before other cities are ports, those of airports are of the cities: %s',
    async (...given) => {
      const role = given.at(-1) as ColumnRole
      const [a, b, c] = given.slice(0, 3).map((pair) => (pair as string[]).join('|'))
      const roles = await settled(
        `POL|POD|DEST|20GP|40HQ
       SHANGHAI|${a}|1760|2200
       NINGBO|${b}|1820|2280
       YANTIAN|${c}|3150|3940`,
        ['origin', 'destination_code', 'destination', 'price', 'price'],
      )
      expect(roles).toEqual(['origin', role, 'destination', 'price', 'price'])
    },
  )

  it('ports of one country beside ends in others are where the lanes start', async () => {
    const roles = await settled(
      `航線|目的港|CFS|轉運港|O/F
       日韓線|東京 Tokyo|KEL/TXG/KHH|直航|5
       日韓線|博多 Hakata|KEL|PUS|18
       東南亞線|檳城 Penang|KHH|SIN|12`,
      ['ignored', 'destination', 'destination_code', 'transshipment_port', 'price'],
    )
    expect(roles.slice(1, 4)).toEqual(['destination', 'origin', 'transshipment_port'])
  })

  it('provinces beside places are neither origins nor gateways', async () => {
    const roles = await settled(
      `Delivery|Prov|Ex ramp|20'|40'
       Mississauga|ON|Toronto|385|385
       Laval|QC|Montreal|365|380
       Red Deer|AB|Calgary|640|665`,
      ['destination', 'destination_via', 'origin_via', 'price', 'price'],
    )
    expect(roles[1]).toBe('ignored')
  })

  it('a column headed as the port of discharge is one, though it was passed over', async () => {
    const roles = await settled(
      `Lane Origin|Port of Loading|Lane Destination|Port of Discharge|20'
       Suzhou|CNSHA|Chicago, IL|USLGB|1620
       Shenzhen|CNYTN|Memphis, TN|USSAV|2420
       Hanoi|VNHPH|Leeds|GBFXT|1850`,
      ['origin', 'loading_port', 'destination', 'ignored', 'price'],
    )
    expect(roles[3]).toBe('unloading_port')
  })
})
