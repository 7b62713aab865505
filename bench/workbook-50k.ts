import { createRequire } from 'node:module'
import type * as XlsxModule from 'xlsx'

const XLSX = createRequire(import.meta.url)('xlsx') as typeof XlsxModule

const ORIGINS = [
  'SHANGHAI',
  'NINGBO',
  'YANTIAN',
  'QINGDAO',
  'XIAMEN',
  'HO CHI MINH',
  'HAIPHONG',
  'LAEM CHABANG',
  'PORT KLANG',
  'SINGAPORE',
  'JAKARTA',
  'NHAVA SHEVA',
  'BUSAN',
  'KAOHSIUNG',
]
const DESTINATIONS = [
  'LOS ANGELES, CA',
  'LONG BEACH, CA',
  'OAKLAND, CA',
  'SEATTLE, WA',
  'NEW YORK, NY',
  'SAVANNAH, GA',
  'HOUSTON, TX',
  'NORFOLK, VA',
  'CHARLESTON, SC',
  'MIAMI, FL',
  'ROTTERDAM',
  'HAMBURG',
  'ANTWERP',
  'FELIXSTOWE',
  'LE HAVRE',
  'GDANSK',
  'VALENCIA',
  'GENOA',
]
const CARRIERS = ['ONE', 'MSC', 'CMA CGM', 'HAPAG-LLOYD', 'EVERGREEN', 'COSCO', 'ZIM', 'HMM']
const HEADER = [
  'Carrier',
  'Service',
  'POL',
  'POD',
  'Via',
  'Commodity',
  'Effective',
  'Expiry',
  'Currency',
  "20'",
  "40'",
  "40'HC",
  "45'HC",
  'Transit (days)',
  'Free time',
  'Remarks',
]

/** An xlsx with a header and `rows` rows of 16 filled columns: a lane table as a pricing desk would send it. */
export function lanesWorkbook(rows: number): Uint8Array {
  const data: (string | number)[][] = [HEADER]
  for (let row = 0; row < rows; row++) {
    // Each lane, carrier, validity and service once, and prices that go with the lane: a sheet without slips.
    const origin = row % ORIGINS.length
    const destination = Math.floor(row / 14) % DESTINATIONS.length
    const carrier = Math.floor(row / 252) % CARRIERS.length
    const period = Math.floor(row / 2016) % 3
    const service = Math.floor(row / 6048)
    const base = 900 + origin * 35 + destination * 60 + carrier * 11 + period * 25 + service * 4
    data.push([
      CARRIERS[carrier]!,
      `S${1 + service}`,
      ORIGINS[origin]!,
      DESTINATIONS[destination]!,
      row % 4 === 0 ? 'PUSAN' : 'DIRECT',
      'FAK',
      46_143 + period * 14,
      46_156 + period * 14,
      'USD',
      base,
      Math.round(base * 1.8),
      Math.round(base * 1.85),
      Math.round(base * 2.2),
      18 + destination,
      `${7 + (row % 8)} days combined`,
      `Lane ${row + 1}, subject to local charges`,
    ])
  }
  const sheet = XLSX.utils.aoa_to_sheet(data)
  for (let row = 1; row <= rows; row++) {
    for (const column of [6, 7]) sheet[XLSX.utils.encode_cell({ r: row, c: column })].z = 'yyyy-mm-dd'
  }
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, sheet, 'Rates')
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx', compression: true }))
}
