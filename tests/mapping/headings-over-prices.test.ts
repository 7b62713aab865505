import { describe, expect, it } from 'vitest'
import { readSheet } from '../checks/read-sheet.ts'

type Read = Awaited<ReturnType<typeof readSheet>>['rates']

const at = (rates: Read, cell: string) => rates.filter(({ source }) => source.cell === cell)
const told = (rates: Read, cell: string) =>
  at(rates, cell).map(({ charge, container, amount }) => `${charge.code} ${container?.size} ${amount}`)

describe('a validity in the headings', () => {
  it('holds for the prices and names no column; a day without a word is the first', async () => {
    const { rates } = await readSheet(`
      Validity: 1 December 2026 | | Validity: till end of December | |
      POL | POD | 20'DV | 40'GP | 40'HC
      SINGAPORE | SYDNEY | 620 | 940 | 940
      SINGAPORE | BRISBANE | 660 | 1010 | 1010
      SINGAPORE | DURBAN | 1040 | 1520 | 1520`)
    expect(rates[0]).toMatchObject({
      effective_date: '2026-12-01',
      expiry_date: '2026-12-31',
      container: { size: '20ft' },
      amount: 620,
    })
  })

  it('side by side each holds for the prices under it', async () => {
    const { rates } = await readSheet(`
      POL | POD | Validity: 1-14 Dec 2026 | | Validity: 15-31 Dec 2026 |
       | | 20DV | 40HC | 20DV | 40HC
      Singapore | Sydney | 620 | 940 | 660 | 1010
      Singapore | Brisbane | 640 | 960 | 680 | 1030
      Singapore | Durban | 1040 | 1520 | 1090 | 1570`)
    const held = ['C3', 'E3'].map((cell) => at(rates, cell)[0])
    expect(held.map((rate) => `${rate?.effective_date}..${rate?.expiry_date}`)).toEqual([
      '2026-12-01..2026-12-14',
      '2026-12-15..2026-12-31',
    ])
  })

  it('of a surcharge narrows the validity of its row', async () => {
    const { rates } = await readSheet(`
      POL | POD | Valid From | Valid To | 20GP (USD) | 40HQ (USD) | PSS eff. 15 Dec 2026 (USD) 20GP
      Shanghai | Hamburg | 2026-12-01 | 2026-12-31 | 1500 | 2500 | 100
      Ningbo | Hamburg | 2026-12-01 | 2026-12-31 | 1550 | 2600 | 100
      Qingdao | Hamburg | 2026-12-01 | 2026-12-31 | 1600 | 2700 | 100`)
    expect(at(rates, 'E2')[0]).toMatchObject({ effective_date: '2026-12-01', expiry_date: '2026-12-31' })
    expect(at(rates, 'G2')[0]).toMatchObject({ effective_date: '2026-12-15', expiry_date: '2026-12-31' })
  })
})

describe('two price columns under one heading', () => {
  it('are for the boxes of the pair beside them', async () => {
    const { rates, findings } = await readSheet(`
      POL | POD | 20'DV | 40'GP | 40'HC | NBF 20 DV | NBF 40 DV/HC | CNS (Congestion at Disc Port) | CNS (Congestion at Disc Port)
      SINGAPORE | SYDNEY | 620 | 940 | 940 | 185 | 370 | Tariff | Tariff
      SINGAPORE | DURBAN | 1040 | 1520 | 1520 | 210 | 420 | 100 | 200
      SINGAPORE | MOMBASA | 990 | 1440 | 1440 | 205 | 410 | 100 | 200`)
    expect(told(rates, 'H3')).toEqual(['CNS 20ft 100'])
    expect(told(rates, 'I3')).toEqual(['CNS 40ft 200', 'CNS 40ft_hc 200'])
    expect(findings.map(({ code }) => code)).toContain('header-ambiguous')
  })
})

describe('a charge that a price cell adds by name', () => {
  const SHEET = `
    POL: BKK | | |
    PORTs | CODE | 20'GP | 40'HC
    Chennai | INMAA | 1180+ ISD12 | 1480+ ISD12
    Nhava Sheva | INNSA | 980+HEA | 1,210+HEA
    Mundra | INMUN | 1,300 + USD 25 AMS | 1,500
    Kolkata | INCCU | 1,310 | 1,840`

  it('has a price of its own; without an amount it is pointed at', async () => {
    const { rates, findings } = await readSheet(SHEET, 'PIL South Asia USD Dec 2026.csv')
    expect(told(rates, 'C3')).toEqual(['BAS 20ft 1180', 'ISD 20ft 12'])
    expect(told(rates, 'C5')).toEqual(['BAS 20ft 1300', 'AMS 20ft 25'])
    expect(told(rates, 'D4')).toEqual(['BAS 40ft_hc 1210'])
    const aside = findings.filter(({ code }) => code === 'non-price-in-price-column')
    expect(aside.map(({ at: { range }, severity }) => `${range} ${severity}`)).toContain('C4 info')
  })
})

it('a chain of places, codes and gateways of a less-than-container bid is told apart', async () => {
  const { rates } = await readSheet(
    `
     | Origin | | | | | | | Destination | | Origin Charges | | | Ocean Freight | | |
    Lane ID | Origin CFS | Origin CFS Code | CFS to origin Gateway mode (truck, rail) | Origin Gateway | Origin Gateway Code | Port of Loading | POL Code | Destination CFS | Port of Discharge | Currency | W/M | Minimum | Currency | W/M | Minimum | IMO2020
    EX1 | Nuremberg | DENUE | Truck | Hamburg | DEHAM | Hamburg | DEHAM | Shanghai | Shanghai | EUR | 42 | 95 | USD | -12 | 0 | 8
    EX2 | Milan | ITMIL | Truck | Genoa | ITGOA | Genoa | ITGOA | Singapore | Singapore | EUR | 36 | 72 | USD | 6 | 6 | 8
    EX3 | Warsaw | PLWAW | Rail | Gdynia | PLGDY | Hamburg | DEHAM | Busan | Busan | EUR | 48 | 96 | USD | 5 | 5 | 8
    EX4 | Tema | GHTEM | | | | Tema | GHTEM | Sydney | Sydney | EUR | NQ | NQ | USD | NQ | NQ | NQ`,
    'LCL submission Dec26.csv',
  )
  const [charge] = at(rates, 'L5')
  expect([charge?.origin, charge?.origin_via, charge?.loading_port].map((place) => place?.unlocode)).toEqual([
    'PLWAW',
    'PLGDY',
    'DEHAM',
  ])
  expect(charge).toMatchObject({ charge: { type: 'surcharge', basis: 'wm' }, minimum: 96, currency: 'EUR' })
  expect(at(rates, 'Q5')[0]?.charge).toMatchObject({ code: 'IMO2020', basis: 'wm' })
})

it('a bare NOR is a high cube, whole prices are grouped by whichever sign, a year too early is doubted', async () => {
  const { rates, findings } = await readSheet(`
    PUERTO DE EMBARQUE | PUERTO DE DESTINO | NOR | 20GP | 40HQ | VALIDEZ | NAVIERA | AGENTE
    SHANGHAI | BUENOS AIRES | USD 1,950 | USD 2,680 | USD 2,980 | 15/12/2026 | MSC | AG-CN 01
    QINGDAO | BUENOS AIRES | USD 1,980 | USD 2,740 | USD 3,040 | 15/12/2026 | MSC | AG-CN 01
    BUSAN | BUENOS AIRES | USD 2,120 | 2.890 | USD 3,210 | 31/12/2026 | HMM | AG-KR 01
    XIAMEN | BUENOS AIRES | N/A | USD 2,830 | USD 3,170 | 15/12/2026 | ONE | AG-CN 01
    GENOVA | BUENOS AIRES | N/A | € 1,010 | € 1,460 | 31/12/2025 | MSC | AG-IT 01
    ${Array.from({ length: 14 }, (_, at) => `BUSAN | MONTEVIDEO | - | USD ${at + 1},890 | USD ${at + 2},210 | 31/12/2026 | HMM | AG-KR 01`).join('\n    ')}`)
  expect(at(rates, 'C2')[0]).toMatchObject({ container: { size: '40ft_hc', type: 'nor' }, amount: 1950 })
  expect(told(rates, 'D4')).toEqual(['BAS 20ft 2890'])
  expect(findings.filter(({ code }) => code === 'date-implausible').map((one) => one.at.range)).toEqual([
    'F6',
  ])
})

it('the name of the file says where rates start that nothing else places; "Tranship" is no port', async () => {
  const { rates } = await readSheet(
    `
    POD | 20GP | 40HQ | Direct or Tranship | Validity
    INDIA | | | |
    Nhava Sheva | USD 1,200 | USD 1,900 | Direct | 15 November to 31 November 2026
    Mundra | USD 1,250 | USD 1,950 | Tranship | 15 November to 31 November 2026
    PAKISTAN | | | |
    Karachi | USD 1,400 | USD 2,100 | Tranship | 15 November to 31 November 2026`,
    'rates ex BKK Nov 2026.csv',
  )
  expect(at(rates, 'B4')[0]).toMatchObject({
    origin: { unlocode: 'THBKK' },
    transshipment_port: null,
    effective_date: '2026-11-15',
    expiry_date: '2026-11-30',
  })
})

describe('shipping lines across a table of charges', () => {
  const SHEET = `
    NORDKAI CARGO GERMANY - IMPORT LOCAL CHARGES | | | | | |
    All in EUR | | | | | |
     | | | | | |
    Charge | MSC | HPG | CMA or CMA CGM | Maersk if POD Bremerhaven | Maersk if POD Hamburg | ONE
    DTHC per container | 245 | 250 | 240 | 255 | 262 | 238
    ISPS je Container | 14 | 15 | 14 | 16 | 16 | 15
    Handling x container | 50 | 50 | 50 | 50 | 50 | 50
    Delivery order per B/L | 60 | 65 | 62 | 70 | 70 | 58
    Free days | 7 | 5 | 7 | 5 | 5 | 7
    * HPG = Hapag-Lloyd | | | | | |`

  it('are told by another spelling, a condition or a legend; the country of the sender is no destination', async () => {
    const { rates } = await readSheet(SHEET, 'charges import.csv')
    const heads = ['B', 'C', 'D', 'E', 'F', 'G'].map((column) => at(rates, `${column}5`)[0])
    expect(heads.map((rate) => rate?.carrier?.scac)).toEqual(['MSCU', 'HLCU', 'CMDU', 'MAEU', 'MAEU', 'ONEY'])
    expect(heads.map((rate) => rate?.destination?.unlocode)).toEqual([
      undefined,
      undefined,
      undefined,
      'DEBRV',
      'DEHAM',
      undefined,
    ])
    expect(['B6', 'B7', 'B8'].map((cell) => at(rates, cell)[0]?.charge.basis)).toEqual([
      'container',
      'container',
      'bl',
    ])
  })

  it('a row that counts days has no prices', async () => {
    const { rates, findings } = await readSheet(SHEET, 'charges import.csv')
    expect(rates.filter(({ source }) => source.cell.endsWith('9'))).toEqual([])
    expect(findings.filter(({ code }) => /lost|non-price/.test(code)).map((one) => one.at.range)).toEqual([
      'B9:G9',
    ])
  })
})

it('a remark says in Russian or Polish where a box changes ship', async () => {
  const { rates } = await readSheet(`
    Порт отправления | Порт назначения | 20DC | 40HC | Примечание
    Хошимин | Владивосток | 1900 | 3050 | через Шанхай, +7 дней
    Хайфон | Владивосток | 1950 | 3100 | с перевалкой в Пусане
    Нинбо | Владивосток | 1380 | 2150 | оплата через банк
    Циндао | Гданьск | 2380 | 3150 | przez Hamburg
    Шанхай | Владивосток | 1350 | 2100 |`)
  expect(['C2', 'C3', 'C4', 'C5'].map((cell) => at(rates, cell)[0]?.transshipment_port?.unlocode)).toEqual([
    'CNSHA',
    'KRPUS',
    undefined,
    'DEHAM',
  ])
})
