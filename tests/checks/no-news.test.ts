import { describe, expect, test } from 'vitest'
import { readSheet } from './read-sheet.ts'

const PORTS = ['Shanghai', 'Ningbo', 'Qingdao', 'Xiamen', 'Busan', 'Incheon', 'Keelung', 'Hong Kong']

const rows = (line: (port: string, at: number) => string): string => PORTS.map(line).join('\n')

/** What a person at a desk would not want to be told, each by the check that once told it. */
const SHEETS: readonly (readonly [what: string, code: string, drawing: string])[] = [
  [
    'a freight of nothing where others are below nothing',
    'zero-amount',
    `POL | POD | Currency | 20'GP | 40'HC\n${rows((port, at) => `Haiphong | ${port} | USD | ${[0, -10, 20, 30, 90, 120, 110, 15][at]} | ${[0, -20, 40, 60, 170, 220, 200, 30][at]}`)}`,
  ],
  [
    'a small freight where others are below nothing',
    'amount-outlier',
    `POL | POD | Currency | W/M | Min\n${rows((port, at) => `Hamburg | ${port} | USD | ${[-25, 1, 60, 65, 70, 62, 58, 61][at]} | 0`)}`,
  ],
  [
    'the code of a city beside its terminal',
    'code-name-mismatch',
    `POL | POD | Code | Currency | 20'GP\nBusan | Ho Chi Minh (Cat Lai) | VNSGN | USD | 50\nBusan | Haiphong | VNHPH | USD | 90\nBusan | Da Nang | VNDAD | USD | 120`,
  ],
  [
    'a word with a stroke for two sizes in one column',
    'container-contradicts-data',
    `POL | POD | Currency | 20'GP | 40'GP/40'HC\n${rows((port, at) => `${port} | Hamburg | USD | ${at === 3 ? 'N/A' : 900 + at} | ${at === 3 ? 'N/A' : at === 5 ? '1,750/-' : 1700 + at}`)}`,
  ],
  [
    'validities in words that no look gives away',
    'role-contradicts-data',
    `POL | POD | Currency | 20'GP | 40'HC | Validade\n${rows((port, at) => `${port} | Santos | USD | ${900 + 10 * at} | ${1700 + 20 * at} | ${at % 2 ? '01 a 15/12' : '01 a 10/12'}`)}`,
  ],
  [
    'a surcharge whose letters are also a day of sailing',
    'role-contradicts-heading',
    `POL | POD | Currency | 20'GP | 40'HC | ETS EUR/TEU | Carrier\n${rows((port, at) => `${port} | Hamburg | USD | ${900 + 10 * at} | ${1700 + 20 * at} | ${18 + at} | MSC`)}`,
  ],
  [
    'the steps of a charge, told apart by weights in the remarks',
    'duplicate-rate',
    `POL | POD | Currency | 20'GP | Remarks\nShanghai | Hamburg | USD | 200 | 18.0 to 22.9 tons\nShanghai | Hamburg | USD | 350 | 23.0 to 34.0 tons\nNingbo | Hamburg | USD | 210 |`,
  ],
  [
    'a country that is either of two',
    'country-contradicts-data',
    `Pays | POL | POD | Currency | 20'GP\nCONGO | Antwerp | Pointe-Noire | EUR | 1350\nGABON | Antwerp | Libreville | EUR | 1450\nTOGO | Antwerp | Lome | EUR | 1075`,
  ],
  [
    'a name as other languages spell it',
    'place-misspelt',
    `POL | POD | Currency | 20'GP\nSzanghaj | Gdynia | USD | 900\nJokohama | Gdynia | USD | 950\nHajfong | Gdynia | USD | 990`,
  ],
  [
    'no offer, and prices on request, in the words of other languages',
    'non-price-in-price-column',
    `POL | POD | Carrier | Currency | 20'GP | 40'HC\n${rows((port, at) => `${port} | Rotterdam | MSC | USD | ${900 + 10 * at} | ${1700 + 20 * at}`)}\n${rows((port, at) => `${port} | Hamburg | MSC | USD | ${['o.a.', 'n.b.', 'nego', 's/d', '×', 'T.B.A.', 'nie dot.', 'ζητήστε'][at]} | ${1700 + at}`)}`,
  ],
  [
    'a lane in one cell',
    'destination-missing',
    `Lane | Carrier | Currency | 40'HC\nShanghai - Hamburg | MSC | USD | 2650\nShanghai - Los Angeles | ONE | USD | 2150\nNingbo - Rotterdam | CMA | USD | 1480`,
  ],
]

describe('what is no news', () => {
  test.each(SHEETS)('%s is no %s', async (_, code, drawing) => {
    const { findings, rates } = await readSheet(drawing)
    expect(rates.length).toBeGreaterThan(2)
    expect(findings.filter((one) => one.code === code && one.severity !== 'info')).toEqual([])
  })
})
