import { describe, expect, it } from 'vitest'
import { readSheet } from '../checks/read-sheet.ts'

type Read = Awaited<ReturnType<typeof readSheet>>['rates']

const at = (rates: Read, cell: string) => rates.filter(({ source }) => source.cell === cell)
const boxes = (rates: Read, cell: string) =>
  at(rates, cell).map(({ container }) => `${container?.size ?? '-'} ${container?.type ?? '-'}`)

describe('the box of a price', () => {
  it('is of the kind that a short word in a column of types names', async () => {
    const { rates } = await readSheet(`
      POL | POD | T/T | Type | 20offer (USD) | 40offer (USD)
      Hong Kong | Zhongshan | 2 | GP | 210 | 340
      Hong Kong | Zhuhai | 2 | TN | 360 |
      Hong Kong | Shunde | 2 | RF | 520 | 840
      Hong Kong | Jiangmen | 3 | GP | 230 | 370`)
    expect([boxes(rates, 'E2'), boxes(rates, 'E3'), boxes(rates, 'E4')]).toEqual([
      ['20ft dry'],
      ['20ft tank'],
      ['20ft reefer'],
    ])
  })

  it('is a cooled high cube by whichever of its letters stand first', async () => {
    const { rates } = await readSheet(`
      Load Port | Destination | Container Type | Freight USD | OTHC AUD | CMR AUD | DOC AUD (per B/L) | DTHC | Free Time
      Melbourne | Shanghai | 20GP | 320 | 585 | 22 | 95 | COLLECT | 14 days
      | | 40REHC | 2150 | 860 | 38 | 95 | PREPAID | 10 days
      Sydney | Ningbo | 20GP | 340 | 598 | 22 | 95 | COLLECT | 14 days
      | | 40HCRE | 2190 | 875 | 38 | 95 | COLLECT | 10 days`)
    expect([boxes(rates, 'D3'), boxes(rates, 'D5')]).toEqual([['40ft_hc reefer'], ['40ft_hc reefer']])
    // The fee of a bill says nothing of what the others are paid for, and who pays is no price.
    expect(rates.slice(0, 4).map(({ charge }) => `${charge.code} ${charge.type} ${charge.basis}`)).toEqual([
      'BAS base container',
      'OTHC surcharge container',
      'CMR surcharge container',
      'DOC surcharge bl',
    ])
    expect(rates.filter(({ source }) => source.cell.startsWith('H'))).toEqual([])
  })

  it('of an included surcharge is that of the surcharges beside it', async () => {
    const { rates } = await readSheet(`
      POL | POD | 20GP | 40HQ | WBS | WRS
      Laem Chabang | Jebel Ali | 1260 | 1520 | INCL | 55/110
      Laem Chabang | Dammam | 1320 | 1610 | INCL | 55/110
      Laem Chabang | Sohar | 1290 | 1560 | INCL | 55/110`)
    expect(
      at(rates, 'E2').map(({ container, price_status }) => `${container?.size} ${price_status}`),
    ).toEqual(['20ft included', '40ft included'])
  })
})

it('the unit and the currency of charges may stand with their names', async () => {
  const { rates } = await readSheet(
    `
    LOCAL CHARGES (IDR) | 20' | 40'
    THC | 1450000 | 2150000
    DOC FEE / BL | 650000 |
    SEAL | 120000 | 120000`,
    'ex jakarta.csv',
  )
  expect(
    at(rates, 'B3').map(({ charge, currency, container }) => [charge.basis, currency, container]),
  ).toEqual([['bl', 'IDR', null]])
})

it('each minimum that opens a block of prices is theirs', async () => {
  const { rates } = await readSheet(`
    AIR FREIGHT Q1 2027 | | | | | | | |
     | | | | | | | |
    Lane Origin | Lane Destination | Origin Min Charge (USD) | Origin Fees (USD/KG) | ATA Min Charge (USD) | ATA Cost <1000 KG (USD/KG) | ATA Cost 1000 - 1999 KG (USD/KG) | PTD Min Charge (USD) | PTD Freight Charge (USD/KG)
    Shanghai | Frankfurt | 35 | 0.12 | 150 | 3.40 | 3.20 | 75 | 0.22
    Penang | Munich | 30 | 0.10 | 140 | 2.90 | 2.75 | 70 | 0.20
    Hanoi | Amsterdam | 32 | 0.11 | 150 | 3.20 | 3.05 | 78 | 0.22`)
  const minima = ['D4', 'F4', 'G4', 'I4'].map((cell) => at(rates, cell)[0]?.minimum)
  expect(minima).toEqual([35, 150, 150, 75])
})

it('between ports of the United States the rest of the way is by land', async () => {
  const { rates } = await readSheet(`
    LCL EXPORT TARIFF EX HONG KONG - USD | | | |
     | | | |
    DESTINATION | VIA | PER CBM | PER TON | MINIMUM
    ANTWERP | ROTTERDAM | 50 | 50 | 50
    NEW YORK | LOS ANGELES | 25 | 30 | 25
    GDYNIA | HAMBURG | 10 | 10 | 10
    HAMBURG | DIRECT | 15 | 15 | 15
    LOS ANGELES | DIRECT | 5 | 10 | 5`)
  const passed = (cell: string) => {
    const [rate] = at(rates, cell)
    return [rate?.transshipment_port?.unlocode, rate?.destination_via?.unlocode]
  }
  expect(passed('C4')).toEqual(['NLRTM', undefined])
  expect(passed('C5')).toEqual([undefined, 'USLAX'])
})

it('an extra for a length of box is no freight, whatever the height of the boxes beside it', async () => {
  const { rates } = await readSheet(`
    BATI AFRİKA - 01.12.2026 İTİBARİYLE GEÇERLİ NAVLUN LİSTESİ | | | | | | | |
     | | | | | | | |
    HAT | POL | POD | 20'DC | 40'HC | LTHC 20 | LTHC 40 | CUR | GEÇERLİLİK
    MSC | AMBARLI | TEMA | 1650 | 2780 | 210 | 310 | USD | 15.12.2026
    MSC | MERSİN | ABIDJAN | 1700 | 2850 | 195 | 285 | USD | 31.12.2026
    PIL | MERSİN | DAKAR | 1590 | 2640 | 195 | 285 | USD | 31.12.2026`)
  const read = ['E4', 'F4', 'G4'].flatMap((cell) => at(rates, cell))
  expect(read.map(({ charge, container }) => `${charge.code} ${charge.type} ${container?.size}`)).toEqual([
    'BAS base 40ft_hc',
    'LTHC surcharge 20ft',
    'LTHC surcharge 40ft',
  ])
  // The start stands in the title, its word behind it; the end in the row.
  expect(read[0]).toMatchObject({ effective_date: '2026-12-01', expiry_date: '2026-12-15' })
})

it('a colon late in a title makes no key of what is said before it', async () => {
  const { rates } = await readSheet(`
    美加航线整箱运价 2026年12月1日-12月14日 | | | |
    币种USD，ALL IN价(含BAF/LSS)，AMS/ISF另计；价格顺序：20GP/40GP/40HQ/45HQ | | | |
    船公司 | 起运港 | 卸货港 | 交货地 | 20GP/40GP/40HQ/45HQ
    EMC | 宁波 | LAX/LGB | CHICAGO, IL | 3050/3690/3690
    EMC | 宁波 | OAK | | 1480/1850/1850/2350
    ONE | 上海 | SEATTLE | | 1620/1980/1980/2510`)
  expect(at(rates, 'E5').map(({ charge, currency }) => `${charge.type} ${currency}`)).toEqual(
    Array(4).fill('total USD'),
  )
  // A lane by each port of discharge; where all other cells price four boxes, three prices are for three of them.
  expect(
    at(rates, 'E4').map(({ unloading_port, container }) => `${unloading_port?.unlocode} ${container?.size}`),
  ).toEqual(
    ['USLAX', 'USLGB'].flatMap((port) => ['20ft', '40ft', '40ft_hc'].map((size) => `${port} ${size}`)),
  )
})

it('a system names the code of the port, what ships change at, and no box where it charges by the bill', async () => {
  const { rates, findings } = await readSheet(`
    pol_code | pol_name | ts_code | pod_code | pod_name | place_of_delivery | equipment | charge_code | charge_name | charge_group | calc_basis | currency | amount
    DEHAM | Hamburg | | INNSA | Nhava Sheva | ICD Tughlakabad | 22G1 | BAS | Basic Ocean Freight | FREIGHT | PER_CONTAINER | USD | 1490
    DEHAM | Hamburg | | INNSA | Nhava Sheva | ICD Tughlakabad | 45G1 | BAS | Basic Ocean Freight | FREIGHT | PER_CONTAINER | USD | 2080
    DEHAM | Hamburg | | INNSA | Nhava Sheva | ICD Tughlakabad | | DOC | Documentation Fee | ORIGIN | PER_BL | EUR | 50
    GBFXT | Felixstowe | LKCMB | BDCGP | Chattogram | | 22G1 | BAS | Basic Ocean Freight | FREIGHT | PER_CONTAINER | USD | 1290
    GBFXT | Felixstowe | LKCMB | BDCGP | Chattogram | | 45G1 | BAS | Basic Ocean Freight | FREIGHT | PER_CONTAINER | USD | 1790
    SEGOT | Gothenburg | DEHAM | AEJEA | Jebel Ali | | 22G1 | BAS | Basic Ocean Freight | FREIGHT | PER_CONTAINER | USD | 910`)
  const lane = (cell: string) => {
    const [rate] = at(rates, cell)
    return [rate?.transshipment_port, rate?.unloading_port, rate?.destination].map(
      (place) => place?.unlocode ?? null,
    )
  }
  expect(lane('M2')).toEqual([null, 'INNSA', 'INTKD'])
  expect(lane('M5')).toEqual(['LKCMB', null, 'BDCGP'])
  expect(at(rates, 'M4').map(({ charge, container }) => [charge.code, charge.basis, container])).toEqual([
    ['DOC', 'bl', null],
  ])
  expect(findings.map(({ code }) => code)).not.toContain('code-name-mismatch')
})

it('charges stand at the port that the title speaks of, or at all of them', async () => {
  const { rates } = await readSheet(`
    TAXAS LOCAIS NA ORIGEM – EXPORTAÇÃO FCL (BRASIL) | | | | |
     | | | | |
    TAXA | PORTO | 20' | 40' | MOEDA | BASE
    THC (Capatazia) | Santos | 1390 | 1390 | BRL | por container
    THC (Capatazia) | Paranaguá | 1280 | 1280 | BRL | por container
    Emissão de BL | Todos | 650 | | BRL | por BL
    Lacre | Todos | 95 | 95 | BRL | por container`)
  expect(at(rates, 'C4')[0]).toMatchObject({ origin: { unlocode: 'BRSSZ' }, destination: null })
  expect(at(rates, 'C7')[0]).toMatchObject({ origin: null, destination: null })
})

it.each([
  ['台灣起運港本地費用 (2026/12/1 起)', 'TW', undefined],
  ['日本側諸チャージ（輸出）', 'JP', undefined],
  ['中国目的港本地费', undefined, 'CN'],
])('no blank divides the country from the rest of the title: %s', async (title, origin, destination) => {
  const { rates } = await readSheet(`
    ${title} | | | |
     | | | |
    項目 | 幣別 | 20呎 | 40呎/40高 | 每票
    吊櫃費 THC | USD | 180 | 230 |
    封條費 | USD | 8 | 8 |
    文件費 | USD | | | 75`)
  expect(rates.map(({ origin, destination }) => [origin?.country, destination?.country])).toEqual(
    Array(7).fill([origin, destination]),
  )
  expect(boxes(rates, 'D4')).toEqual(['40ft -', '40ft_hc -'])
})

it('traditional Chinese: ports of discharge before inland points are no codes of theirs, marks of change no lanes', async () => {
  const { rates } = await readSheet(`
    異動 | 船公司 | 裝貨港 | 卸貨港 | 交貨點 | 20呎 | 40高 | 備註
    ▲ | 陽明 | 廈門 | LAX | | 1700 | 2120 | 高雄轉船
    ▲ | 陽明 | 廈門 | SEA | | 1710 | 2130 |
    － | 陽明 | 高雄 | LGB | CHICAGO, IL | 2980 | 另議 |
    ● | 陽明 | 高雄 | LGB | DALLAS, TX | 3040 | 3800 | 直航
    － | 萬海 | 青島 | NFK | COLUMBUS, OH | 3560 | 4450 |
    － | 萬海 | 青島 | NFK | CINCINNATI, OH | 3600 | 4500 |
    ▼ | 萬海 | 青島 | OAK | | 2850 | 3560 |`)
  const lanes = rates.filter(({ source }) => source.cell.startsWith('F'))
  expect(
    lanes.map(({ origin, transshipment_port: hub, unloading_port: port, destination }) =>
      [origin, hub, port, destination].map((place) => place?.unlocode ?? '-').join(' '),
    ),
  ).toEqual([
    'CNXMN TWKHH - USLAX',
    'CNXMN - - USSEA',
    'TWKHH - USLGB USCHI',
    'TWKHH - USLGB USDAL',
    'CNTAO - USORF USCMH',
    'CNTAO - USORF USCVG',
    'CNTAO - - USOAK',
  ])
  expect(at(rates, 'G4')[0]).toMatchObject({ price_status: 'on_request', container: { size: '40ft_hc' } })
})

describe('a column tells which of several places is meant', () => {
  it('a port among ports, wherever most of them lie', async () => {
    const { rates } = await readSheet(`
      ORIGEM | DESTINO | 20 DRY | 40 HC
      Santos | New York | 1890 | 2480
      Santos | Norfolk | 1890 | 2480
      Navegantes | Savannah | 1980 | 2590
      Salvador | Houston | 2150 | 2790
      Santos | Callao | 1450 | 1890
      Santos | Buenos Aires | 390 | 520
      Santos | San Antonio | 1290 | 1690`)
    expect(at(rates, 'C8')[0]?.destination).toMatchObject({ unlocode: 'CLSAI' })
  })

  it('an airport among airports', async () => {
    const { rates } = await readSheet(`
      EX MUMBAI (BOM) - RATES IN INR PER KG | | | | | |
       | | | | | |
      DEST | AIRLINE | MIN | +45 | +100 | +300 | VIA
      FRA | QR | 4500 | 198 | 172 | 158 | DOH
      LHR | EK | 4800 | 214 | 188 | 171 | DXB
      CDG | EY | 4500 | 204 | 178 | 163 | AUH
      JNB | ET | 3800 | 174 | 154 | 142 | ADD`)
    expect(at(rates, 'D7')[0]?.transshipment_port).toMatchObject({ unlocode: 'ETADD' })
  })
})

it('a misspelt port among ports heads its own prices, not those of its neighbour', async () => {
  const { rates } = await readSheet(`
    POL | Singapore | Jakarta | Surbaaya
    Shanghai | 210 | 270 | 330
    Ningbo | 215 | 275 | 335
    Qingdao | 260 | 320 | 380`)
  expect(at(rates, 'D2').map(({ destination }) => destination?.unlocode)).toEqual(['IDSUB'])
})

it('a blank column between ports and prices divides nothing, also where another box stands beside', async () => {
  const { rates } = await readSheet(`
    EX HAIPHONG |  |  |  |  |  | EX CAT LAI |  |  |
    POD |  | 20GP | 40HC | Line |  | POD | 20GP | 40HC | Line
    Shanghai |  | 50 | 80 | SITC |  | Shanghai | 60 | 100 | SITC
    Ningbo |  | 60 | 90 | SITC |  | Qingdao | 140 | 250 | COSCO
    Shekou |  | 30 | 50 | SITC |  | Shekou | 20 | 40 | TSL
    Busan |  | 180 | 320 | KMTC |  | Busan | 190 | 340 | KMTC
    Tokyo |  | 250 | 450 | ONE |  |  |  |  |
    Osaka |  | 250 | 450 | ONE |  |  |  |  |`)
  expect(at(rates, 'C3').map(({ destination }) => destination?.unlocode)).toEqual(['CNSHA'])
  expect(at(rates, 'H4').map(({ destination }) => destination?.unlocode)).toEqual(['CNTAO'])
  expect(rates).toHaveLength(20)
})

it('a blank column is nothing', async () => {
  const { rates } = await readSheet(`
    TARIFAS FCL IMPORTACIÓN A SAN ANTONIO, CHILE | | | | |
     | | | | |
    Puerto de origen | Naviera |  | Flete 20' | Flete 40' | Validez
    Shanghai | COSCO |  | USD 1,450.00 | USD 1,650.00 | hasta el 15 de mayo 2026
    Qingdao | ONE |  | USD 1,500.00 | USD 1,700.00 | hasta el 15 de mayo 2026
    Nhava Sheva | MSC |  | USD 2,350.00 | USD 2,900.00 | hasta el 15 de mayo 2026`)
  expect(at(rates, 'D4').map(({ destination }) => destination?.unlocode)).toEqual(['CLSAI'])
})

it('charges in rows are of the lane that the first of them names, and a flag says for which box', async () => {
  const { rates } = await readSheet(`
    Line No | Load Port | Discharge Port | Place of Delivery | NOR | Charge Description | Curr. | 20ST | 40HC | Shipment amount
    1 | SGSIN\\nSINGAPORE | AUSYD\\nSYDNEY | | N | RATE OFFER PER CONTAINER | USD | 780 | 1180 |
     | | | | | BUNKER ADJUSTMENT FACTOR (BAF) | USD | 165 | 330 |
     | | | | | EXPORT DOCUMENTATION FEE (DOC) | SGD | | | 95
     | | | | | CHARGES DEFINED AS COMMENTS | | | |
     | | | | | PEAK SEASON SURCHARGE (PSS) | USD | As per tariff | As per tariff |
    2 | MYPKG\\nPORT KLANG | AUMEL\\nMELBOURNE | AUBQA\\nBALLARAT | N | RATE OFFER PER CONTAINER | USD | 1540 | 2260 |
     | | | | | BUNKER ADJUSTMENT FACTOR (BAF) | USD | 165 | 330 |
    3 | SGSIN\\nSINGAPORE | AUFRE\\nFREMANTLE | | Y | RATE OFFER PER CONTAINER | USD | | 980 |
     | | | | | BUNKER ADJUSTMENT FACTOR (BAF) | USD | | 330 |`)
  const lane = (cell: string) =>
    at(rates, cell).map(({ origin, unloading_port: passed, destination, charge, container }) =>
      [origin, passed, destination]
        .map((place) => place?.unlocode ?? '-')
        .concat(charge.code ?? '-', charge.basis ?? '-', container?.type ?? '-')
        .join(' '),
    )
  expect(['H2', 'I3', 'J4', 'I6', 'I8', 'I10'].flatMap(lane)).toEqual([
    'SGSIN - AUSYD BAS container dry',
    'SGSIN - AUSYD BAF container dry',
    'SGSIN - AUSYD DOC shipment -',
    'SGSIN - AUSYD PSS container dry',
    'MYPKG AUMEL AUBQA BAF container dry',
    'SGSIN - AUFRE BAF container nor',
  ])
})

it('zones across are groups of the codes under their names; a discharge port beside a ramp is one', async () => {
  const { rates } = await readSheet(
    `
     | | INDIA_ZONE1 | | ARABIAN_GULF |
     | | INNSA\\nINMUN | | AEJEA\\nOMSOH |
    POD | RAMP | 20' STD SEA | 40' HC SEA | 20' STD SEA | 40' HC SEA
    NYC/ORF | | 2180 | 2740 | 2040 | 2800
    USHOU | | 2560 | 3150 | 2420 | 3210
    USNYC | CHI | 3010 | 3980 | 2870 | 4040
    USLAX | USDAL | 3380 | 4420 | 3240 | 4480`,
    'zones.csv',
  )
  const ends = (cell: string) =>
    at(rates, cell).map(({ origin, unloading_port: passed, destination }) => [
      origin?.members?.join(),
      passed?.unlocode ?? null,
      destination?.unlocode,
    ])
  expect([...ends('C4'), ...ends('F6')]).toEqual([
    ['INNSA,INMUN', null, 'USNYC'],
    ['INNSA,INMUN', null, 'USORF'],
    ['AEJEA,OMSOH', 'USNYC', 'USCHI'],
  ])
})

it('a guard beside rail freight by weight is no freight, and the city of a station is where it ends', async () => {
  const rail = await readSheet(
    `
    Станция отправления | Станция назначения | 20DC до 24 т, руб. | Охрана 20DC | 20DC до 28 т, руб. | Город назначения
    Владивосток (ВМПП) | Ворсино/Белый Раст | 148000 | 8500 | 169000 | Москва
    Владивосток (ВМПП) | Шушары | 166000 | 9000 | 188000 | Санкт-Петербург
    Восточный порт | Клещиха/Чемской | 89000 | 6500 | 101000 | Новосибирск`,
    'ставки.csv',
  )
  expect(
    ['C2', 'D2', 'E2'].map((cell) =>
      at(rail.rates, cell).map(({ charge, destination }) => `${charge.type} ${destination?.unlocode}`),
    ),
  ).toEqual([['base RUMOW'], ['surcharge RUMOW'], ['base RUMOW']])
})

it('small tables stacked on a sheet each have their own heading; what days cost is free time', async () => {
  const { rates } = await readSheet(
    `
    PIL INDIA PRIVATE LIMITED | | |
    Local Documentation Charges for Kattupalli - Imports (w.e.f. 01.12.2026) | | |
     | | |
    Type of Charges | Basis of Charges | Amount (INR) |
    Amendment Fee | Per BL | 4900 |
    HBL Fee | Per BL | 3100 |
    Switch B/L | Per BL | USD 350+INR.4800 |
     | | |
    THCD | Basis Of charges | 20' | 40'
    General Cargoes | Per container | 5300 | 7800
    DG and OOG | Per container | 6360 | 9360
    Reefer Cargoes ** | Per container | 13900 | 19200
    ** Including plugging and monitoring for 9 shifts | | |
     | | |
    Terminal storage - General cargo (USD) | Basis Of charges | 20' | 40'
    4th day - 15th day | Per container | 5.5 | 11
    16th day - 30 day | Per container | 11 | 22
    Thereafter | Per container | 22 | 44`,
    'import local tariff.csv',
  )
  const shown = (cell: string) =>
    at(rates, cell).map(
      ({ charge, container, currency, amount, destination }) =>
        `${charge.code} ${container?.size ?? '-'} ${container?.type ?? '-'} ${currency} ${amount} ${destination?.unlocode}`,
    )
  expect(shown('C7').map((line) => line.slice(line.indexOf('-')))).toEqual([
    '- - USD 350 INKAT',
    '- - INR 4800 INKAT',
  ])
  expect([...shown('C10'), ...shown('D11'), ...shown('C12')]).toEqual([
    'THCD 20ft - null 5300 INKAT',
    'THCD 40ft - null 9360 INKAT',
    'THCD 20ft reefer null 13900 INKAT',
  ])
  expect(rates.filter(({ source }) => /^[CD]1[4-9]/.test(source.cell))).toEqual([])
})

it('a charge by gateway is no place', async () => {
  const { rates } = await readSheet(`
    Local charges for LUDHIANA - Export (w.e.f. 01.12.2026) | | | |
     | BY RAIL (LINE HAULAGE) | | BY ROAD (MERCHANT HAULAGE) |
     | 20'FT | 40'FT | 20'FT | 40'FT
    THCL VIA NHAVA SHEVA (INNSA02/03) | 9900 | 14900 | 10900 | 16600
    THCL VIA MUNDRA | 14900 | 23900 | 12400 | 18600
    THCL VIA PIPAVAV | 14600 | 23500 | NA | NA`)
  expect(
    at(rates, 'D5').map(({ origin, origin_via: via, destination, charge }) => [
      origin?.unlocode,
      via?.unlocode,
      destination,
      charge.code,
    ]),
  ).toEqual([['INLUH', 'INMUN', null, 'THCL']])
})

it('prices by the weight in a box say which; what is headed by a word beside freight is on top of it', async () => {
  const { rates } = await readSheet(`
    Ставки ж/д (руб.) | | | | |
    Порт | Город назначения | 20' до 24т | 20' до 28т | 40' | Охрана
    Владивосток | Москва | 148 000 | 169 000 | 205 000 | 8 500
    Владивосток | Новосибирск | 92 000 | 104 000 | 121 000 | 6 500
    Восточный | Москва | 145 000 | 166 000 | 199 000 | 8 500`)
  expect(
    ['C3', 'D3', 'E3', 'F3'].map((cell) =>
      at(rates, cell).map(({ charge, weight_break: step, review }) => [charge.type, step, review]),
    ),
  ).toEqual([
    [['base', 'до 24т', false]],
    [['base', 'до 28т', false]],
    [['base', undefined, false]],
    [['surcharge', undefined, false]],
  ])
})

it('a caption that is a charge is that of the prices below it, by carrier across', async () => {
  const { rates } = await readSheet(`
    Дроп офф SOC | | |
    Город | FESCO | Sinokor | SITC
    Москва | $ 816/$ 1020 | $ 900/$ 1100 | $ 1000/$ 1200
    Новосибирск | $ 500/$ 700 | $ 600/$ 800 | $ 700/$ 900
    Екатеринбург | $ 450/$ 650 | $ 550/$ 750 | $ 650/$ 850`)
  expect(at(rates, 'C4').map(({ charge, destination }) => [charge.code, destination?.unlocode])).toEqual([
    ['DRP', 'RUOVB'],
    ['DRP', 'RUOVB'],
  ])
})

describe('free days beside prices', () => {
  it.each([
    ['F.TIME', '14 days', '7 dem + 7 det', '10 days'],
    ['免箱期', '14天', '7天DEM+7天DET', '10天'],
    ['Días libres', '14 días', '7 dem + 7 det', '10 días'],
  ])('make no tariff of demurrage: %s', async (heading, ...days) => {
    const { rates } = await readSheet(`
      CARRIER | POL | POD | 20'DC | 40'DC/HC | CURRENCY | ${heading} | VALIDITY
      ARKAS | IZMIR / ALIAGA | ALGIERS | 950 | 1450 | USD | ${days[0]} | 31.12.2026
      CMA CGM | IZMIR | CASABLANCA | 780 | 1180 | EUR | ${days[1]} | 31.12.2026
      MSC | ALIAGA | VALENCIA | 520 | 780 | EUR | ${days[2]} | 31.12.2026`)
    // Names that stand alone in other rows are two ports, whatever city the second belongs to.
    expect(at(rates, 'D2').map(({ origin }) => origin?.unlocode)).toEqual(['TRIZM', 'TRALI'])
    expect(at(rates, 'D3')).toHaveLength(1)
  })
})

describe('a tariff of local charges with a column of locations', () => {
  const read = (title: string, headings: string, everywhere: string) =>
    readSheet(`
      ${title} | | | | | |
       | | | | | |
      ${headings}
      Santos / Paranagua | Terminal Handling | THC | Dry | BRL | 1250/20' 1290/40' | Per Container
      Santos / Paranagua | Terminal Handling | THC | Reefer | BRL | 1450/20' 1490/40' | Per Container
      Itajai | Terminal Handling | THC | Dry | BRL | 1190/20' 1220/40' | Per Container
      Rio Grande | Terminal Handling | THC | Dry | BRL | 1150/20' 1180/40' | Per Container
      Manaus | Terminal Handling | THC | Dry | BRL | 1350/20' 139/40' | Per Container
      Pecem | Terminal Handling | THC | Dry | BRL | 1150/20' 1180/40' | Per Container
      ${everywhere} | Documentation | DOC | All | BRL | 520 | Per BL
      ${everywhere} | Seal | SEAL | All | BRL | 95 | Per Container`)

  it.each([
    [
      'EXPORT charges',
      'Location | Charge | Code | Type | Curr. | Fee | Unit of Measure',
      'All Locations',
      'origin',
    ],
    [
      'TARIFA LOCAL DE IMPORTAÇÃO',
      'Localidade | Taxa | Código | Tipo de container | Moeda | Valor | Unidade',
      'Todas as localidades',
      'destination',
    ],
  ] as const)('%s', async (title, headings, everywhere, end) => {
    const { rates, findings } = await read(title, headings, everywhere)
    expect(
      at(rates, 'F4').map((rate) => [
        rate[end]?.unlocode,
        rate.container?.size,
        rate.container?.type,
        rate.amount,
      ]),
    ).toEqual([
      ['BRSSZ', '20ft', 'dry', 1250],
      ['BRSSZ', '40ft', 'dry', 1290],
      ['BRPNG', '20ft', 'dry', 1250],
      ['BRPNG', '40ft', 'dry', 1290],
    ])
    expect(at(rates, 'F5')[1]?.container).toMatchObject({ size: '40ft', type: 'reefer' })
    expect(at(rates, 'F10').map(({ origin, destination }) => [origin, destination])).toEqual([[null, null]])
    expect(findings.filter(({ code }) => code === 'amount-outlier').map((one) => one.at.range)).toEqual([
      'F8',
    ])
  })
})

it('sums in a currency are prices under whatever heading', async () => {
  const { rates } = await readSheet(`
    CONCEPTO | DETALLE | CÁLCULO | IVA
    THC DESTINO | USD 285 | POR CONTENEDOR | + IVA
    TOLL | USD 140 | POR CONTENEDOR | + IVA
    DELIVERY ORDER | USD 95 | POR BL | + IVA
    HANDLING | USD 75 | POR BL | + IVA`)
  expect(rates.map(({ amount, charge }) => `${amount} ${charge.basis}`)).toEqual([
    '285 container',
    '140 container',
    '95 bl',
    '75 bl',
  ])
})

it('charges by line, without a lane, are charges', async () => {
  const { rates, findings } = await readSheet(`
    LOKALE KOSTEN IM EMPFANGSHAFEN - IMPORT HAMBURG | | | |
    Reederei | THC / Cont | ISPS / Cont | D/O je B/L | Freie Tage
    MSC | 245 | 14 | 60 | 7
    Maersk | 262 | 16 | 70 | 5
    ONE | 238 | 15 | 58 | 7`)
  expect(at(rates, 'B4').map(({ carrier, origin, charge }) => [carrier?.scac, origin, charge.code])).toEqual([
    ['MAEU', null, 'THC'],
  ])
  expect(findings.map(({ code }) => code)).not.toContain('kind-contradicts-data')
})
