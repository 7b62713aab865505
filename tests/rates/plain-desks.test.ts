import { describe, expect, it } from 'vitest'
import { readSheet } from '../checks/read-sheet.ts'

type Read = Awaited<ReturnType<typeof readSheet>>['rates']

const at = (rates: Read, cell: string) => rates.filter(({ source }) => source.cell === cell)
const codes = (found: Awaited<ReturnType<typeof readSheet>>) => found.findings.map(({ code }) => code)

describe('answers to a tender', () => {
  const lanes = (heading: string) => `
      2027 OCEAN TENDER - valid 01/01/2027 - 12/31/2027, USD per container
      Lane ID | Port of Loading | Port of Discharge | ${heading} | 20' STD | 40' STD | 40' HC | T/T
      L001 | Shanghai | Long Beach, CA | 1600 | 1360 | 1700 | 1700 | 15
      L002 | Ningbo | Long Beach, CA | 1600 | 1370 | 1710 | 1710 | 17
      L003 | Busan | Tacoma, WA | 1500 | 1290 | 1610 | 1610 | 12
      L004 | Kaohsiung | Seattle, WA | 1650 | 1405 | 1755 | 1755 | 16`

  it('what the buyer holds them against is no price, and nobody is asked about it', async () => {
    for (const heading of ['Target 40HC', 'Incumbent 40HC', 'Benchmark rate 40HC']) {
      const read = await readSheet(lanes(heading))
      expect(read.rates.length, heading).toBe(12)
      expect(at(read.rates, 'D3'), heading).toEqual([])
      expect(codes(read), heading).not.toContain('column-unread')
    }
  })

  it('a charge without a code is not the one above it', async () => {
    const { rates } = await readSheet(`
      Accessorial charges (USD)
      Charge | Code | Unit | Rate | Remarks
      AMS filing | AMS | per B/L | 35 |
      Document fee | DOC | per B/L | 65 |
      Chassis | CHS | per day | 42 | ramp and port
      Late SI | | per B/L | 75 |
      Panama Canal | PCC | per container | 125 |`)
    expect(rates.map(({ charge }) => charge.code)).toEqual(['AMS', 'DOC', 'CHS', null, 'PCC'])
  })
})

describe('a card by air', () => {
  const card = `
      AIRFREIGHT RATES EX SINGAPORE (SIN), VALIDITY: 01 DEC 2026 - 15 DEC 2026, CURRENCY: SGD
      DEST | CITY | CARRIER | MIN | -45 | +45 | +100 | +300 | ROUTING | REMARKS
      BKK | BANGKOK | TG | 60.00 | 2.40 | 1.90 | 1.35 | 1.15 | DIRECT |
      ORD | CHICAGO | KE | 140.00 | 9.00 | 7.25 | 5.75 | 5.40 | VIA ICN | no lithium
      JFK | NEW YORK | KE | 140.00 | 9.10 | 7.30 | 5.80 | 5.45 | VIA ICN | +300 closed until 15 Dec
      HAN | HANOI | VN | 60.00 | 2.70 | 2.15 | 1.60 | 1.40 | DIRECT |
      FRA | FRANKFURT | SQ | 110.00 | 6.80 | 5.50 | 4.25 | 3.95 | DIRECT |
      CDG | PARIS | QR | 110.00 | 6.40 | 5.20 | 3.95 | 3.65 | VIA DOH | min pcs 300x180 cm`

  it('goes by the airport whose letters it writes, and waits for nobody', async () => {
    const { rates, findings } = await readSheet(card)
    expect(at(rates, 'G4')[0]?.transshipment_port?.unlocode).toBe('KRICN')
    expect(findings.map(({ code }) => code)).not.toContain('role-contradicts-data')
    expect(rates.filter(({ review }) => review)).toEqual([])
  })
})

describe('a Vietnamese list', () => {
  it('sails on T2 and T6, and holds from the first to the 15th of the twelfth', async () => {
    const { rates } = await readSheet(`
      BẢNG GIÁ CƯỚC BIỂN HÀNG XUẤT (FCL) EX HCM - THÁNG 12/2026, USD
      STT | POD | Quốc gia | Hãng tàu | 20'DC | 40'HC | ETD HCM | T/T (ngày) | Hiệu lực | Ghi chú
      1 | TOKYO | Nhật Bản | SITC | 320 | 480 | T4, T7 | 9 | 01-15/12 |
      2 | BUSAN | Hàn Quốc | KMTC | 90 | 160 | T3 | 6 | 01-31/12 |
      3 | SHANGHAI | Trung Quốc | SITC | 30 | 50 | T2, T6 | 6 | 01-15/12 |
      4 | KEELUNG | Đài Loan | WHL | 140 | 230 | T3 | 5 | 16-31/12 | `)
    expect(rates).toHaveLength(8)
    expect(rates.map(({ service_line }) => service_line)).toEqual(Array(8).fill(null))
    expect(at(rates, 'F6')[0]).toMatchObject({ effective_date: '2026-12-16', expiry_date: '2026-12-31' })
  })
})

describe('local charges', () => {
  it('hold from the day of their title, wherever its word stands', async () => {
    const { rates } = await readSheet(`
      İHRACAT LOKAL MASRAFLAR (HAT BAZINDA) - 01.12.2026 tarihinden itibaren
      MASRAF | BİRİM | MSC | ARKAS | AKKON
      ISPS | konteyner | 14 USD | 12 USD | 10 USD
      MÜHÜR | konteyner | 15 USD | 10 USD | 10 USD
      TELEX RELEASE | B/L | 50 USD | 40 USD | 35 USD`)
    expect(rates).toHaveLength(9)
    expect(new Set(rates.map(({ effective_date }) => effective_date))).toEqual(new Set(['2026-12-01']))
    expect(at(rates, 'E3')[0]?.carrier?.scac).toBe('AKKN')
  })

  it('for boxes of a size are not for dry ones alone', async () => {
    const { rates } = await readSheet(`
      宁波本地费用
      费用名称 | 单位 | 币种 | 20GP | 40GP | 40HQ
      码头操作费 THC | 柜 | CNY | 685 | 1010 | 1010
      封条费 | 柜 | CNY | 60 | 60 | 60
      港口安保费 ISPS | 柜 | CNY | 20 | 30 | 30`)
    expect(rates.map(({ container }) => container?.type)).toEqual(Array(9).fill(null))
  })
})

it('letters apart are the word that they spell: T.B.A.', async () => {
  const read = await readSheet(`
      EXPORT FCL RATES EX MUNDRA, VALID 01.12.2026 - 15.12.2026
      POD | LINE | 20' GP | 40' HQ | T/T
      JEBEL ALI | MSC | USD 120 | USD 180 | 4 days
      DAMMAM | HMM | USD 395 | USD 580 | 9 days
      UMM QASR | CMA | T.B.A. | T.B.A. |
      SOHAR | HMM | USD 260 | USD 380 | 8 days`)
  expect(at(read.rates, 'C5')[0]?.price_status).toBe('on_request')
  expect(codes(read)).not.toContain('non-price-in-price-column')
})

it('of towns of one name in the country of the column the larger is meant, and no misspelling', async () => {
  const { rates } = await readSheet(`
      MERCHANT IMPORT HAULAGE TARIFF, valid 01/12/2026 to 31/12/2026, GBP per container
      DELIVERY TOWN | FELIXSTOWE | SOUTHAMPTON | REMARKS
      NORWICH | 395 | 690 |
      READING | 570 | 370 |
      SWINDON | 640 | 405 |
      TELFORD | 660 | 640 |
      LEEDS | 705 | 830 |
      BRISTOL | 725 | 480 | `)
  expect(at(rates, 'B5')[0]?.destination?.unlocode).toBe('GBSNN')
  expect(at(rates, 'B6')[0]?.destination?.unlocode).toBe('GBTEF')
})

describe('a buying list from the Baltic', () => {
  const list = `
      FE IMPORT BUY RATES, all per cntr. BAF incl. if marked +. Valid 01.12.2026 - 14.12.2026
      POL;Carrier;POD;Curr;20DC;40DC/40HC;BAF;TT
      Shanghai;MSC;Klaipeda;USD;1640;2480;+;46
      Ningbo;MSC;Klaipeda;USD;1640;2480;+;46
      Busan;MSC;Riga;USD;1720;1640;+;46
      Nhava Sheva;CMA;Klaipeda;EUR;1120;1560;-;38
      Shanghai;ONE;Tallinn;USD;1825;2690;+;46

      Uosto krova / THC POD (prepaid by us, EUR)
      Uostas;THC 20;THC 40;Pastabos
      Klaipeda;165;195;
      Riga;155;185;
      Tallinn;170;210;
      Gdansk;160;190;`.replaceAll(';', ' | ')

  it('marks with + what is inside the price', async () => {
    const read = await readSheet(list)
    expect(at(read.rates, 'G3')).toEqual([])
    expect(codes(read)).not.toContain('non-price-in-price-column')
    expect(at(read.rates, 'E3')[0]?.inclusions).toBe('BAF')
    expect(at(read.rates, 'E6')[0]?.inclusions).toBeUndefined()
  })

  it('heads the numbers below by THC 20 and THC 40, though nothing marks the row', async () => {
    const { rates } = await readSheet(list)
    const [thc] = at(rates, 'B12')
    expect(thc).toMatchObject({ amount: 155, charge: { code: 'THC' }, container: { size: '20ft' } })
    expect(at(rates, 'B10')).toEqual([])
  })

  it('tells that 20DC is dearer than the one price for both 40s', async () => {
    const { findings } = await readSheet(list)
    expect(findings.filter(({ code }) => code === 'price-order').map(({ at }) => at.range)).toEqual(['E5:F5'])
  })
})

describe('a Colombian book of imports', () => {
  it('prices per container and per bill are prices, also without a code at their side', async () => {
    const { rates } = await readSheet(`
      TARIFAS FCL IMPORTACIÓN – ASIA
      Vigencia según columna, zarpes (ETD) DICIEMBRE 2026. Tarifas en USD por contenedor

      POL | NAVIERA | POD | 20'ST | 40'ST/HC | VIGENCIA
      Shanghai | COSCO | BUENAVENTURA | 1790 | 1890 | 1 al 15 de dic
      Ningbo | ONE | BUENAVENTURA | 1850 | 1950 | 1 al 15 de dic
      Busan | ONE | BUENAVENTURA | 1750 | 1850 | 16 al 30 de nov
      Qingdao | PIL | BUENAVENTURA | N/A | N/A | 1 al 15 de dic

      GASTOS EN DESTINO (más IVA)
      Concepto | Moneda | Por contenedor | Por BL
      THC destino | USD | 195 |
      Manejo | USD | | 60
      ISPS | USD | 15 |
      Lavado contenedor | COP | Según tarifa | `)
    const fees = rates.filter(({ charge }) => charge.type === 'surcharge')
    expect(fees.map(({ source, charge }) => `${source.cell} ${charge.basis}`)).toEqual([
      'C12 container',
      'D13 bl',
      'C14 container',
      'C15 container',
    ])
    expect(fees.map(({ effective_date }) => effective_date)).toEqual(Array(4).fill(null))
  })
})

describe('the same, otherwise', () => {
  it('what is paid today is no offer beside bids, nor is what would be saved', async () => {
    const read = await readSheet(`
      GLOBAL OCEAN TENDER 2027, USD per container, 1 Jan 2027 - 31 Dec 2027
      Lane | Origin Port | Destination Port | Last Year 40HC | Current Rate | Your Bid 20' | Your Bid 40HC | Savings %
      1 | Ningbo | Rotterdam | 2100 | 2250 | 1150 | 1980 | 12%
      2 | Shanghai | Hamburg | 2150 | 2280 | 1180 | 2010 | 11.8%
      3 | Yantian | Felixstowe | 2200 | 2300 | 1200 | 2050 | 10.9%
      4 | Qingdao | Gdansk | 2350 | 2500 | 1310 | 2240 | 10.4%`)
    expect(new Set(read.rates.map(({ source }) => source.cell.slice(0, 1)))).toEqual(new Set(['F', 'G']))
    expect(codes(read)).not.toContain('column-unread')
  })

  it('breaks of weight may end in K', async () => {
    const read = await readSheet(`
      AIR EXPORT NET RATES EX BLR - W.E.F. 01-DEC-26 TILL 15-DEC-26 (INR/KG)
      DESTN | AIRLINE | MIN | -45K | +45K | +100K | FSC/KG
      FRA | LH | 3500 | 220 | 185 | 165 | 25
      LHR | BA | 3600 | 225 | 190 | 170 | 25
      DXB | EK | 2500 | 120 | 98 | 85 | 18`)
    expect(at(read.rates, 'F3')[0]).toMatchObject({ weight_break: '+100K', charge: { basis: 'kg' } })
    expect(codes(read)).not.toContain('column-unsure')
  })

  it('a port may stand behind the box that heads a column', async () => {
    const { rates } = await readSheet(`
      Rate card container trucking 2026 Q4, EUR per container, valid 01-10-2026 - 31-12-2026
      Place | Zip | Km | 20' Rotterdam | 40' Rotterdam | 20' Antwerp | 40' Antwerp
      Eindhoven | 5600 | 110 | 345 | 345 | 330 | 330
      Venlo | 5900 | 165 | 425 | 425 | 420 | 420
      Breda | 4800 | 60 | 285 | 285 | 270 | 270
      Utrecht | 3500 | 65 | 290 | 290 | 360 | 360`)
    expect(at(rates, 'F4')[0]?.origin?.unlocode).toBe('BEANR')
    expect(at(rates, 'E4')[0]).toMatchObject({ origin: { unlocode: 'NLRTM' }, container: { size: '40ft' } })
  })

  it('江阴 among ports of Fujian is the one there', async () => {
    const { rates } = await readSheet(`
      福州出口 海运价 2026年12月1日-12月15日 USD
      起运港 | 目的港 | 船东 | 20GP | 40HQ
      马尾 | 胡志明 | 海丰 | 260 | 460
      江阴 | 海防 | 中远 | 210 | 380
      江阴 | 新加坡 | 中远 | 180 | 330
      马尾 | 马尼拉 | 海丰 | 190 | 300`)
    expect(at(rates, 'D4')[0]?.origin?.unlocode).toBe('CNJGY')
  })
})

describe('what a column of routings says', () => {
  it('in Vietnamese, that ships change nowhere, or where', async () => {
    const { rates } = await readSheet(`
      BẢNG GIÁ CƯỚC BIỂN HÀNG XUẤT - THÁNG 12/2026 (USD/cont)
      Cảng đi | Cảng đến | Hãng tàu | 20'DC | 40'HC | T/T (ngày) | Tuyến
      Hai Phong | Shanghai | SITC | 80 | 150 | 7 | Đi thẳng
      Hai Phong | Keelung | WAN HAI | 170 | 310 | 6 | Đi thẳng
      Hai Phong | Busan | KMTC | 180 | 340 | 7 | Đi thẳng
      Hai Phong | Nhava Sheva | PIL | 780 | 1150 | 17 | CT Singapore
      Hai Phong | Rotterdam | MSC | 1600 | 2800 | 36 | CT Singapore`)
    expect(at(rates, 'D4')[0]?.transshipment_port).toBeNull()
    expect(at(rates, 'D6')[0]?.transshipment_port?.unlocode).toBe('SGSIN')
  })

  it('that cargo for a port changes ship, also where the everyday code of both is that of the airport', async () => {
    const { rates } = await readSheet(`
      LCL-Exporttarif ab CFS Hamburg, gültig 01.12.2026 - 31.12.2026
      Land | Zielhafen | UN/LOCODE | Routing | Laufzeit (Tage) | Währung | Seefracht W/M
      China | Schanghai | CNSHA | direkt | 36 | USD | 12,00
      China | Ningbo | CNNGB | via Schanghai | 40 | USD | 15,00
      China | Shenzhen | CNSZX | via Hongkong | 38 | USD | 15,00
      Taiwan | Keelung | TWKEL | direkt | 39 | USD | 18,00`)
    expect(at(rates, 'G4')[0]).toMatchObject({
      origin: { text: 'CFS Hamburg', unlocode: 'DEHAM' },
      transshipment_port: { unlocode: 'CNSHA' },
      destination_via: null,
    })
  })
})
