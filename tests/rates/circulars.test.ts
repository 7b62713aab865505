import { describe, expect, it } from 'vitest'
import { readSheet } from '../checks/read-sheet.ts'

type Read = Awaited<ReturnType<typeof readSheet>>['rates']

const at = (rates: Read, cell: string) => rates.filter(({ source }) => source.cell === cell)

describe('the circular of a line', () => {
  const circular = () =>
    readSheet(`
      MALABAR GULF CONTAINER LINE
      FREIGHT RATES W.E.F. 01.12.2026 TILL 15.12.2026, IN USD PER CONTAINER

      EX: NHAVA SHEVA / MUNDRA
      DESTINATION | 20' GP | 40' GP | VIA | REMARKS
      JEBEL ALI | 125 | 200 | DIRECT |
      DAMMAM | 225 | 350 | JEBEL ALI |
      JEDDAH | 850 | 1150 | DIRECT | via Gulf of Aden, WRS extra

      ICD ADD-ON (INR PER CONTAINER), OVER AND ABOVE GATEWAY PORT RATE
      ICD | 20' | 40' GP | OVER | REMARKS
      ICD LUDHIANA | 31,000 | 49,000 | MUNDRA |
      ICD AHMEDABAD | 14,500 | 23,500 | MUNDRA |
      ICD HYDERABAD | 33,000 | 51,500 | NHAVA SHEVA |

      ORIGIN LOCAL CHARGES - INDIA (IN INR, GST EXTRA)
      CHARGE | 20' | 40' | UNIT | REMARKS
      THC - NHAVA SHEVA | 6,850/- | 9,950/- | PER CONTAINER |
      THC - MUNDRA | 7,100/- | 10,400/- | PER CONTAINER |
      SEAL | 650/- | 650/- | PER CONTAINER |
      B/L FEES | 3,500/- | | PER B/L |`)

  it('passes a gulf and changes no ship there', async () => {
    const { rates } = await circular()
    expect(at(rates, 'B8').map(({ transshipment_port: port }) => port)).toEqual([null, null])
    expect(at(rates, 'B7')[0]?.transshipment_port?.text).toBe('JEBEL ALI')
  })

  it('adds on at the end at which a caption has the gateways', async () => {
    const { rates } = await circular()
    const [added] = at(rates, 'B12')
    expect(added).toMatchObject({ destination: null, destination_via: null, charge: { code: 'OPA' } })
    expect([added?.origin?.unlocode, added?.origin_via?.unlocode]).toEqual(['INLUH', 'INMUN'])
  })

  it('closes sums with a mark, and levies a charge at the port in its name', async () => {
    const { rates } = await circular()
    const levied = rates.filter(({ source }) => Number(source.cell.slice(1)) >= 18)
    expect(levied.map(({ amount, container }) => `${amount} ${container?.size ?? '-'}`)).toEqual([
      '6850 20ft',
      '9950 40ft',
      '7100 20ft',
      '10400 40ft',
      '650 20ft',
      '650 40ft',
      '3500 -',
    ])
    expect(levied.map(({ origin }) => origin?.text)).toEqual([
      'NHAVA SHEVA',
      'NHAVA SHEVA',
      'MUNDRA',
      'MUNDRA',
      'INDIA',
      'INDIA',
      'INDIA',
    ])
  })

  it('leaves a dash behind a slash the second price where cells hold two', async () => {
    const { rates } = await readSheet(`
      POL | POD | 20'/40'
      COLOMBO | JEBEL ALI | 200/300
      COLOMBO | DAMMAM | 400/-`)
    expect(at(rates, 'C3').map(({ price_status }) => price_status)).toEqual(['priced', 'not_offered'])
  })
})

it('zones side by side are groups of the ports under them, whatever they are called', async () => {
  const { rates } = await readSheet(`
    FAK RATES TO USA, VALID 01 DEC 2026 - 31 DEC 2026, USD
    | INDIA_ZONE1 | | SRI_LANKA | | PAKISTAN |
    | Nhava Sheva\\nMundra | | Colombo | | Karachi\\nPort Qasim |
    POD | 20' STD | 40' HC | 20' STD | 40' HC | 20' STD | 40' HC
    New York, NY | 2010 | 2450 | 1940 | 2360 | 2180 | 2660
    Norfolk, VA | 2015 | 2455 | 1945 | 2365 | 2185 | 2665
    Houston, TX | 2290 | 2790 | 2210 | 2700 | 2460 | 3000`)
  expect(['B5', 'D5', 'F5'].map((cell) => at(rates, cell)[0]?.origin)).toMatchObject([
    { text: 'INDIA_ZONE1', group: true, members: ['INNSA', 'INMUN'] },
    { text: 'SRI_LANKA', group: true, members: ['LKCMB'] },
    { text: 'PAKISTAN', group: true, members: ['PKKHI', 'PKBQM'] },
  ])
})

it('captions of goods give the commodity of the rows below, captions of ranges do not', async () => {
  const { rates } = await readSheet(`
    REEFER GUIDELINE EX SOUTH AFRICA, VALID 30/11/2026 - 27/12/2026
    POL | POD | 20RF | 40RH | T/T
    DECIDUOUS FRUIT - GRAPES / STONE FRUIT (USD)
    Cape Town | Rotterdam | 3450 | 4650 | 19
    Cape Town | Algeciras | 3300 | 4400 | 16
    CITRUS - LATE SEASON VALENCIA (USD)
    Durban | Jebel Ali | 2500 | 3400 | 17
    Durban | Dammam | 2750 | 3750 | 24`)
  expect(['C4', 'C7'].map((cell) => at(rates, cell)[0]?.commodity)).toEqual([
    'DECIDUOUS FRUIT - GRAPES / STONE FRUIT',
    'CITRUS - LATE SEASON VALENCIA',
  ])
  const ranges = await readSheet(`
    FAK RATES, VALID 01/12/2026 - 31/12/2026, USD
    POL | POD | 20GP | 40HC
    US EAST COAST
    Shanghai | New York, NY | 3450 | 4650
    Ningbo | Norfolk, VA | 3300 | 4400
    US WEST COAST - SPECIAL RATES
    Shanghai | Oakland, CA | 2500 | 3400`)
  expect(new Set(ranges.rates.map(({ commodity }) => commodity))).toEqual(new Set(['FAK']))
})
