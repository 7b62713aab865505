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
    const base = 900 + ((row * 7919) % 3100)
    data.push([
      CARRIERS[row % CARRIERS.length]!,
      `S${1 + (row % 23)}`,
      ORIGINS[row % ORIGINS.length]!,
      DESTINATIONS[(row * 5) % DESTINATIONS.length]!,
      row % 4 === 0 ? 'PUSAN' : 'DIRECT',
      'FAK',
      46_143 + (row % 3) * 14,
      46_156 + (row % 3) * 14,
      'USD',
      base,
      Math.round(base * 1.8),
      Math.round(base * 1.85),
      Math.round(base * 2.2),
      18 + (row % 20),
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
