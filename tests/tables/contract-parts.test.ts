import { describe, expect, it } from 'vitest'
import { readSheet } from '../checks/read-sheet.ts'

type Read = Awaited<ReturnType<typeof readSheet>>['rates']

const at = (rates: Read, cell: string) => rates.filter(({ source }) => source.cell === cell)

/** A contract in numbered sections, regions in brackets, and blocks of pairs with a colon between key and value. */
const CONTRACT = `
  SERVICE CONTRACT NO. : PAC2600417
  Carrier : SM LINE CORPORATION
  Shipper : HARBOURGATE CONSOLIDATORS LTD

  6-1. General Rate
  [PACIFIC SOUTH WEST]
  1) | COMMODITY | : | FAK
   | ORIGIN | : | CHINA MAIN PORTS(CY)
  Destination | Cntry | Via | Term | Type | Cur | 20' | 40' | 40'HC | Note
  LONG BEACH, CA | US | LONG BEACH, CA | CY | Dry | USD | 1480 | 1850 | 1850 |
  CHICAGO, IL | US | LONG BEACH, CA | CY | Dry | USD | 2960 | 3700 | 3700 | 1
  DALLAS, TX | US | LONG BEACH, CA | CY | Dry | USD | 3040 | 3800 | 3800 | 1
  NOTE 1 | | | Valid 2026-12-01 to 2026-12-14
   | ORIGIN | : | BUSAN, KOREA\\nGWANGYANG, KOREA
  Destination | Cntry | Via | Term | Type | Cur | 20' | 40' | 40'HC | Note
  LONG BEACH, CA | US | LONG BEACH, CA | CY | Dry | USD | 1520 | 1900 | 1900 |
  CHICAGO, IL | US | LONG BEACH, CA | CY | Dry | USD | 3000 | 3750 | 3750 |
  2) | COMMODITY | : | GARMENTS, FOOTWEAR
   | ORIGIN | : | HAIPHONG, VIETNAM
   | ORIGIN VIA | : | SHANGHAI, CHINA
  Destination | Cntry | Via | Term | Type | Cur | 20' | 40' | 40'HC | Note
  LONG BEACH, CA | US | LONG BEACH, CA | CY | Dry | USD | 1400 | 1750 | 1750 |
  CHICAGO, IL | US | LONG BEACH, CA | CY | Dry | USD | 2880 | 3600 | 3600 |

  [PACIFIC NORTH WEST]
  1) | COMMODITY | : | FAK
   | ORIGIN | : | CHINA MAIN PORTS(CY)
  Destination | Cntry | Via | Term | Type | Cur | 20' | 40' | 40'HC | Note
  SEATTLE, WA | US | SEATTLE, WA | CY | Dry | USD | 1560 | 1950 | 1950 |
  CHICAGO, IL | US | SEATTLE, WA | CY | Dry | USD | 2880 | 3600 | 3600 |

  6-3. Origin Arbitrary
  [PACIFIC SOUTH WEST]
  RATE APPLICABLE OVER  : | | | | | BUSAN, KOREA
  Point | | Cntry | Term | Via | Trans.Mode | Cur | 20' | 40' | 40'HC
  HAKATA, JAPAN | | JP | CY | | Feeder | USD | 180 | 300 | 300
  KOBE, JAPAN | | JP | CY | | Feeder | USD | 220 | 380 | 380
  NAGOYA, JAPAN | | JP | CY | | Feeder | USD | 240 | 400 | 400

  8. DURATION OF THE CONTRACT
  [PACIFIC SOUTH WEST]
  Effective | | | 01 Dec, 2026 | | Expiry | | 31 Dec, 2026
  [PACIFIC NORTH WEST]
  Effective | | | 01 Dec, 2026 | | Expiry | | 14 Jan, 2027`

describe('a contract in parts', () => {
  it('gives each block its own pairs, and what opens a part to all of its blocks', async () => {
    const { rates } = await readSheet(CONTRACT)
    const told = ['G10', 'G16', 'G22', 'G29'].map((cell) =>
      at(rates, cell).map(({ origin, origin_via: via, commodity, carrier }) =>
        [origin?.text, via?.text ?? '-', commodity, carrier?.scac].join(' | '),
      ),
    )
    expect(told).toEqual([
      ['CHINA MAIN PORTS | - | FAK | SMLM'],
      ['BUSAN, KOREA | - | FAK | SMLM', 'GWANGYANG, KOREA | - | FAK | SMLM'],
      ['HAIPHONG, VIETNAM | SHANGHAI, CHINA | GARMENTS, FOOTWEAR | SMLM'],
      ['CHINA MAIN PORTS | - | FAK | SMLM'],
    ])
  })

  it('holds for the days that are said for its region, and a row for those of the note that it points to', async () => {
    const { rates } = await readSheet(CONTRACT)
    const days = ['G10', 'G11', 'G29'].map((cell) => at(rates, cell)[0]!.expiry_date)
    expect(days).toEqual(['2026-12-31', '2026-12-14', '2027-01-14'])
  })

  it('adds its arbitraries over the port beside the words, for no commodity', async () => {
    const { rates } = await readSheet(CONTRACT)
    const [rate] = at(rates, 'H37')
    expect(rate).toMatchObject({
      origin: { unlocode: 'JPUKB' },
      origin_via: { text: 'BUSAN, KOREA' },
      commodity: null,
      charge: { type: 'arbitrary' },
      amount: 220,
    })
  })
})
