import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { embeddedAnswerers, readRateSheet } from '../../src/index.ts'
import { packageRoot } from '../../src/package-info.ts'

const answerers = embeddedAnswerers()

/** Reads a sheet of text, cells divided by tabs, and gives what its first rate says. */
async function firstRate(lines: readonly string[], file = 'rates.csv') {
  const bytes = new TextEncoder().encode(lines.join('\n'))
  const { rates } = await readRateSheet(bytes, file, answerers)
  const [rate] = rates
  return {
    origin: rate?.origin?.unlocode ?? null,
    destination: rate?.destination?.unlocode ?? null,
    via: rate?.destination_via?.unlocode ?? null,
    currency: rate?.currency ?? null,
    from: rate?.effective_date ?? null,
    to: rate?.expiry_date ?? null,
    size: rate?.container?.size ?? null,
    carrier: rate?.carrier?.scac ?? null,
  }
}

it('charges levied both ways in one country have the end that their row speaks of', async () => {
  const lines = [
    'RCL FEEDER (MALAYSIA) - LOCAL CHARGES, MALAYSIA',
    '',
    "EXP/IMP\tCODE\tDESCRIPTION\tUNIT\tCURRENCY\t20'\t40'",
    'EXPORT\tTHC\tTerminal Handling Charge\tContainer\tMYR\t430\t640',
    'EXPORT\tSEAL\tSeal fee\tContainer\tMYR\t25\t25',
    'IMPORT\tTHC\tTerminal Handling Charge\tContainer\tMYR\t430\t640',
    'IMPORT\tCCF\tContainer cleaning fee\tContainer\tMYR\t45\t65',
  ]
  const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'local.csv', answerers)
  const ends = Array.from(rates, ({ origin, destination }) => `${origin?.country}>${destination?.country}`)
  expect(ends).toEqual([...Array(4).fill('MY>undefined'), ...Array(4).fill('undefined>MY')])
})

it('a part of a title of charges that is a port says where they are levied, its file which way', async () => {
  const lines = (title: string) => [
    title,
    '',
    'CONCEPTO\tTARIFA\tUNIDAD\tMÍNIMO',
    'THC LCL\t9\tW/M\t9',
    'Corte de guía\t35\tGUÍA\t',
    'Visto Bueno\t40\tBL\t',
    'Transmisión electrónica\t20\tGUÍA HIJA\t',
  ]
  const read = async (title: string, file: string) => {
    const bytes = new TextEncoder().encode(lines(title).join('\n'))
    return [...(await readRateSheet(bytes, file, answerers)).rates]
  }
  const into = await read('GASTOS LOCALES LCL - PUERTO DE CALLAO (USD)', 'gastos destino.csv')
  expect(into.map(({ destination }) => destination?.unlocode)).toEqual(Array(4).fill('PECLL'))
  expect(into.map(({ charge }) => charge.basis)).toEqual(['wm', 'bl', 'bl', 'bl'])
  expect(into.map(({ charge }) => charge.code)).toEqual(expect.arrayContaining(['AWB', 'EDI']))
  const out = await read('GASTOS EN ORIGEN | CALLAO', 'gastos.csv')
  expect(out[0]?.origin?.unlocode).toBe('PECLL')
})

it('steps of days are no prices', async () => {
  const lines = [
    'DEMURRAGE & DETENTION TARIFF - PORT KLANG',
    '',
    "TYPE\tEQUIPMENT\tPERIOD\t20'\t40'",
    'IMPORT DEM\tDry\t1st - 5th day\t0\t0',
    '\t\t6th - 10th day\t60\t120',
    '\t\t11th day onward\t100\t200',
    'IMPORT DET\tDry\t1st - 5th day\t0\t0',
    '\t\t6th day onward\t50\t100',
  ]
  const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'dnd.csv', answerers)
  expect([...rates]).toEqual([])
})

it('a front block with several pairs in a row speaks for the other sheets', async () => {
  const { utils, write } = await import('xlsx')
  const book = utils.book_new()
  const front = [
    ['S.C. Number', 'TPE26-70311', 'Trade', 'TRANSPACIFIC EASTBOUND'],
    ['AMD #.', '12'],
    ['Duration', '2026/05/01', '~', '2027/04/30'],
  ]
  const add = [
    ['Origin Point', 'Base Port', 'Currency', "20'", "40'"],
    ['DALIAN', 'QINGDAO', 'USD:US DOLLAR', 120, 200],
    ['FUZHOU', 'XIAMEN', 'USD:US DOLLAR', 100, 180],
    ['WUHAN', 'SHANGHAI', 'USD:US DOLLAR', 240, 420],
  ]
  utils.book_append_sheet(book, utils.aoa_to_sheet(front), 'Header')
  utils.book_append_sheet(book, utils.aoa_to_sheet(add), 'Outport Arbitrary Charge')
  const { rates } = await readRateSheet(
    write(book, { type: 'buffer', bookType: 'xlsx' }),
    'amd.xlsx',
    answerers,
  )
  expect([...rates][0]).toMatchObject({
    contract_number: 'TPE26-70311',
    effective_date: '2026-05-01',
    expiry_date: '2027-04-30',
    currency: 'USD',
  })
})

it('load ports head pairs of prices; a surcharge beside them holds for both, a destination may be served from one', async () => {
  const lines = [
    'T.S. LINES (THAILAND)',
    '',
    'COUNTRY\tPOD\tT/T\tOCEAN FREIGHT (USD)\t\t\t\tDLSS',
    '\t\t\tPOL : BKK\t\tPOL : LCH\t\t(20/40)',
    "\t\t\t20'GP\t40'HC\t20'GP\t40'HC\t",
    'JAPAN\tTOKYO\t10\t190 ( LSR & ISD included )\t330+HEA ( LSR included )\t180\t310\t40/80',
    'JAPAN\tOSAKA\t10\t190\t330\t180\t310\t40/80',
    'KOREA\tPUSAN\t9\t270\t370\t260\t360\t30/60',
    'INDONESIA\tJAKARTA (LCH ONLY)\t9\tX\tX\t260\t360\t30/60',
  ]
  const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'ts.csv', answerers)
  const read = Array.from(rates, ({ source, origin, amount, charge }) => ({
    cell: source.cell,
    from: origin?.unlocode,
    amount,
    charge: charge.code,
  }))
  expect(read.filter(({ cell }) => /^[DEF]6$/.test(cell))).toEqual([
    { cell: 'D6', from: 'THBKK', amount: 190, charge: 'BAS' },
    { cell: 'E6', from: 'THBKK', amount: 330, charge: 'BAS' },
    { cell: 'F6', from: 'THLCH', amount: 180, charge: 'BAS' },
  ])
  expect(read.filter(({ cell }) => cell === 'H6').map(({ from, charge }) => `${from} ${charge}`)).toEqual([
    'THBKK DLSS',
    'THBKK DLSS',
    'THLCH DLSS',
    'THLCH DLSS',
  ])
})

const LANES = [
  '',
  "POD\t20'\t40'HC\tT/T",
  'Rotterdam\t1500\t2800\t30',
  'Hamburg\t1520\t2850\t32',
  'Felixstowe\t1600\t2950\t31',
]

describe('a title gives the origin, the currency and the validity that no column gives', () => {
  it.each([
    ['FCL rates ex Qingdao - USD - May 2026', 'CNTAO', 'USD', '2026-05-01', '2026-05-31'],
    [
      'OOCL | NINGBO EXPORT | FAK | 2026-06-01 ~ 2026-06-14 | USD',
      'CNNGB',
      'USD',
      '2026-06-01',
      '2026-06-14',
    ],
    ['深圳（盐田）出口欧洲运价 (美元) 2026年6月1日起至6月14日止', 'CNYTN', 'USD', '2026-06-01', '2026-06-14'],
    [
      'Fletes desde Santos, tarifas en USD, vigencia 01 al 15/06/2026',
      'BRSSZ',
      'USD',
      '2026-06-01',
      '2026-06-15',
    ],
    ['Mersin çıkışlı navlun (USD) 15.06.2026 tarihine kadar geçerlidir', 'TRMER', 'USD', null, '2026-06-15'],
    ['부산발 수출운임 (USD) 2026.06.01 - 06.15', 'KRPUS', 'USD', '2026-06-01', '2026-06-15'],
    ['Ставки фрахта из Владивостока, USD, действительны до 30.06.2026', 'RUVVO', 'USD', null, '2026-06-30'],
    ['COLOMBO TO NORTH EUROPE - SPOT - valid till 30.06.2026, USD', 'LKCMB', 'USD', null, '2026-06-30'],
    ['Tariff Antwerp outbound Q3/2026 EUR', 'BEANR', 'EUR', '2026-07-01', '2026-09-30'],
    ['Rates ex Busan, USD, valid 12/01/2026 - 12/14/2026', 'KRPUS', 'USD', '2026-12-01', '2026-12-14'],
  ])('%s', async (title, origin, currency, from, to) => {
    const read = await firstRate([title, ...LANES])
    expect(read).toMatchObject({ origin, destination: 'NLRTM', currency, from, to })
  })

  it('takes the days in a file name where nothing else says them, but not a month', async () => {
    const lines = ['POL: Santos', ...LANES]
    expect(await firstRate(lines, 'FAK 01-15 APR 2026.csv')).toMatchObject({
      from: '2026-04-01',
      to: '2026-04-15',
    })
    expect(await firstRate(lines, 'guide rates APR26.csv')).toMatchObject({ from: null, to: null })
  })

  it('knows "subject to local charges" for no destination', async () => {
    const read = await firstRate([
      'Offer ex Port Klang, subject to local charges, USD per box',
      '',
      'Port\t20std\t40std\tSailing',
      'Durban\t1100\t1900\tweekly',
      'Cape Town\t1250\t2150\tweekly',
      'Mombasa\t1400\t2300\tweekly',
    ])
    expect(read).toMatchObject({ origin: 'MYPKG', destination: 'ZADUR' })
  })
})

describe('headings side by side', () => {
  it('are carriers over pairs of containers', async () => {
    const read = await firstRate([
      'EX NANSHA - RATE COMPARISON USD - VALID 1-14 MAY 2026',
      '',
      'POD\tMSC\tMSC\tEVERGREEN\tEVERGREEN',
      '\t20GP\t40HQ\t20GP\t40HQ',
      'FELIXSTOWE\t1500\t2700\t1480\t2650',
      'ROTTERDAM\t1450\t2600\t1430\t2580',
      'PIRAEUS\t1900\t3200\t1950\t3300',
    ])
    expect(read).toMatchObject({ carrier: 'MSCU', size: '20ft', origin: 'CNNSA', destination: 'GBFXT' })
  })

  it('are periods, of the year that the title names', async () => {
    const read = await firstRate([
      "ISC TO USEC 40'HC FAK 2026 (USD PER CONTAINER)",
      '',
      'POL\tPOD\tSVC\t1H APR\t2H APR\t1H MAY',
      'Nhava Sheva\tNew York\tINDAMEX\t2450\t2650\t2850',
      'Mundra\tNew York\tINDAMEX\t2450\t2650\t2850',
      'Mundra\tNorfolk\tINDAMEX\t2500\t2700\t2900',
    ])
    expect(read).toMatchObject({ from: '2026-04-01', to: '2026-04-15', currency: 'USD', size: '40ft_hc' })
  })
})

describe('weeks head the prices of a season', () => {
  const weeks = (title: string) =>
    readRateSheet(
      new TextEncoder().encode(
        [
          title,
          "Valores USD all-in por contenedor 40' reefer HC. No incluye THC en destino.",
          '',
          'CARGA\tDESTINO\tPRODUCTO\tSEM 52\tSEM 1\tNOTAS',
          'Valparaiso\tShanghai\tCerezas\t6800\t7200\t',
          'San Antonio\tRotterdam\tUvas\t5200\t5300\t',
          'Valparaiso\tManzanillo\tManzanas\t2900\t2950\tMexico',
        ].join('\n'),
      ),
      'reefer.tsv',
      answerers,
    )

  it('each week its own days, those of January in the second year', async () => {
    const { rates, findings } = await weeks('TARIFAS REEFER TEMPORADA 2026-27')
    const read = Array.from(rates, ({ source, effective_date, expiry_date, container, destination }) => ({
      cell: source.cell,
      held: `${effective_date}..${expiry_date}`,
      box: `${container?.size} ${container?.type}`,
      to: destination?.unlocode,
    }))
    const box = '40ft_hc reefer'
    expect(read.slice(0, 2)).toEqual([
      { cell: 'D5', held: '2026-12-21..2026-12-27', box, to: 'CNSHA' },
      { cell: 'E5', held: '2027-01-04..2027-01-10', box, to: 'CNSHA' },
    ])
    // A name that several countries have, and a remark that is one of them.
    expect(read.at(-1)).toMatchObject({ to: 'MXZLO' })
    expect(findings.map(({ code }) => code)).toContain('date-year-inferred')
  })

  it('a week whose year nothing says gives no days, and is told', async () => {
    const { rates, findings } = await weeks('TARIFAS REEFER DE TEMPORADA')
    const [rate] = rates
    expect(rate).toMatchObject({ effective_date: null, expiry_date: null, review: true })
    expect(rate!.findings).toContain('date-unreadable')
    expect(findings.find(({ code }) => code === 'date-unreadable')!.at.range).toBe('D4')
  })
})

it('a caption gives each destination its own load ports', async () => {
  const lines = [
    'OCEANIA - RATE IN USD - VALID 01-14 DECEMBER 2026',
    'Ex LKR/LCH - Brisbane / Sydney : Ex BKK/LKR/LCH - Fremantle / Adelaide',
    "PORTS\t20'GP\t40'HC\tT/T",
    'Brisbane\t1120\t2130\t18 days',
    'Sydney\t1120\t2130\t16 days',
    'Fremantle\t1190\t2240\t14 days',
    'Adelaide\t1210\t2280\t32 days',
  ]
  const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'oceania.tsv', answerers)
  const from = (
    cell: string,
    all: readonly { source: { cell: string }; origin: { unlocode: string | null } | null }[],
  ) => all.filter(({ source }) => source.cell === cell).map(({ origin }) => origin?.unlocode)
  const read = [...rates]
  expect(from('B4', read)).toEqual(['THLKR', 'THLCH'])
  expect(from('B6', read)).toEqual(['THBKK', 'THLKR', 'THLCH'])
})

it('what a column of transhipments goes via is one; a remark may name the gateway besides', async () => {
  const lines = [
    "POL\tPOD\tT/S Port\t20'\t40'\tRemarks",
    'Laem Chabang\tPenang\tVia Port Klang\t280\t420\t',
    'Laem Chabang\tToronto\tColombo\t3500\t4400\trail via Halifax',
    'Laem Chabang\tChennai\tPort Klang\t820\t1040\t',
  ]
  const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'ts.tsv', answerers)
  const passed = Array.from(
    rates,
    (rate) =>
      `${rate.destination?.unlocode}: ${rate.transshipment_port?.unlocode} ${rate.destination_via?.unlocode}`,
  )
  expect([...new Set(passed)]).toEqual([
    'MYPEN: MYPKG undefined',
    'CATOR: LKCMB CAHAL',
    'INMAA: MYPKG undefined',
  ])
})

it('what comes by rail on top of a base port is an add-on, whatever the language', async () => {
  const lines = [
    'ADICIONAL FERROVIARIO SOBRE TARIFA BASE MANZANILLO (USD)',
    '',
    "DESTINO INTERIOR\tPUERTO BASE\t20'\t40'/HC\tOBS",
    'Monterrey\tManzanillo\t1150\t1550\trampa ferroviaria',
    'Guadalajara\tManzanillo\t650\t850\trampa ferroviaria',
    'Querétaro\tManzanillo\t1000\t1300\trampa ferroviaria',
  ]
  const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'interior.tsv', answerers)
  const [rate] = rates
  expect(rate).toMatchObject({
    origin: null,
    destination_via: { unlocode: 'MXZLO' },
    destination: { unlocode: 'MXMTY' },
    charge: { code: 'DPA', type: 'arbitrary' },
  })
})

it('a tariff of drayage: base rate of the truck, fuel in percent of no currency, the month first', async () => {
  const lines = [
    'DRAYAGE FROM CHICAGO RAMPS - EFFECTIVE 06/01/2026 - USD PER CONTAINER ROUND TRIP',
    '',
    'City\tState\tZIP\tBase rate\tFuel %\tChassis/day',
    'Milwaukee\tWI\t53202\t$650.00\t28\t$45.00',
    'Indianapolis\tIN\t46204\t$890.00\t28\t$45.00',
    'Detroit\tMI\t48201\t$1,250.00\t28\t$45.00',
  ]
  const { rates, findings } = await readRateSheet(
    new TextEncoder().encode(lines.join('\n')),
    'drayage.tsv',
    answerers,
  )
  const read = [...rates]
  expect(
    read.slice(0, 3).map(({ charge, currency }) => `${charge.code} ${charge.basis} ${currency}`),
  ).toEqual(['TRK container USD', 'FSC percent null', 'CHS day USD'])
  expect(read[0]).toMatchObject({
    origin: { unlocode: 'USCHI', qualifier: 'RAMP' },
    effective_date: '2026-06-01',
  })
  expect(findings.map(({ code }) => code)).not.toContain('charge-contradicts-heading')
})

it('what stands behind a dash and is no port is the trade; a supplement names the port whose rate it is on', async () => {
  const lines = [
    'LCL-Exporttarif ab CFS Hamburg – Asien / Ozeanien',
    'gültig 01.12.2026 – 31.12.2026, Raten je W/M',
    '',
    'Land\tZielhafen\tvia\tRate / WM\tMinimum\tWhrg',
    'China\tShanghai\tdirekt\t-12.00\t\tUSD',
    'Japan\tTokyo\tBusan\t18.00\t18.00\tUSD',
    'Australien\tSydney\tSingapur\t58.00\t58.00\tEUR',
    '',
    'Weiterverladung ab Singapur – Zuschlag auf die Rate Singapur (USD je W/M)',
    'Zielhafen\tLand\tUSD / WM\tMinimum',
    'Semarang\tIndonesien\t24.00\t24.00',
    'Yangon\tMyanmar\t45.00\t45.00',
    'Muara\tBrunei\t62.00\t124.00',
  ]
  const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'lcl.tsv', answerers)
  const read = [...rates]
  expect(read.slice(0, 3).map(({ origin, amount }) => [origin?.unlocode, amount])).toEqual([
    ['DEHAM', -12],
    ['DEHAM', 18],
    ['DEHAM', 58],
  ])
  expect(read[3]).toMatchObject({
    origin: null,
    destination_via: { unlocode: 'SGSIN' },
    destination: { unlocode: 'IDSRG' },
    charge: { code: 'DPA', type: 'arbitrary', basis: 'wm' },
  })
})

it('an export tariff goes out to ports of many countries, whatever the column of ports is headed', async () => {
  const lines = [
    'LCL EXPORT TARIFF - ROTTERDAM CFS - ASIA',
    'Valid 01/12/2026 - 31/12/2026, rates in EUR per W/M',
    '',
    'Country\tPort\tVia\tRate\tMin\tTT',
    'China\tShanghai\tdirect\t-10\t\t34',
    'Japan\tTokyo\tBusan\t18\t18\t44',
    'Bangladesh\tChittagong\tColombo\t52\t52\t41',
  ]
  expect(await firstRate(lines, 'lcl.tsv')).toMatchObject({ origin: 'NLRTM', destination: 'CNSHA' })
})

it('no ship calls at a ramp: it is passed on the way to the door', async () => {
  const lines = [
    'DOOR RATES ALL-IN incl. BAF and rail. USD, valid 12/01/2026 - 12/31/2026',
    '',
    "ORIGIN\tRAMP\tDELIVERY CITY\tZIP\t40'\t40'HC",
    'Shanghai\tChicago, IL\tJoliet, IL\t60436\t4480\t4480',
    'Shanghai\tDallas, TX\tGrapevine, TX\t76051\t4390\t4390',
    'Cai Mep\tAtlanta, GA\tLithonia, GA\t30038\tPOR\tPOR',
  ]
  expect(await firstRate(lines, 'door.tsv')).toMatchObject({ via: 'USCHI', destination: 'USJOT' })
})

it('a group is what a note or a title of the workbook says, also behind a bracket or another sentence', async () => {
  const lines = [
    'FAR EAST TO US WEST COAST',
    'USD per container, incl. BAF. Japan BP = Tokyo, Yokohama, Nagoya, Kobe',
    '',
    "POL\tPOD\tDESTINATION\t20'\t40'",
    'China BP*\tLos Angeles\tChicago, IL\t3010\t3760',
    'China BP*\tOakland, CA\t\t1610\t2015',
    'Japan BP\tSeattle, WA\t\t1420\t1775',
    '* China BP (base ports) = Shanghai, Ningbo, Qingdao, Xiamen',
  ]
  const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'us.tsv', answerers)
  const members = Array.from(rates, ({ source, origin }) => [source.cell, origin?.members])
  expect(members).toContainEqual(['D5', ['CNSHA', 'CNNGB', 'CNTAO', 'CNXMN']])
  expect(members).toContainEqual(['D7', ['JPTYO', 'JPYOK', 'JPNGO', 'JPUKB']])
})

describe('stacked sections of a contract', () => {
  const section = (origin: string, cargo: string, price: number) => [
    `COMMODITY\t:\t${cargo}`,
    `ORIGIN\t:\t${origin}`,
    "Destination\tVia\tType\tCur.\t20'\t40'",
    `LONG BEACH, CA\t\tDry\tUSD\t${price}\t${price + 400}`,
    `SEATTLE, WA\t\tDry\tUSD\t${price}\t${price + 400}`,
    `CHICAGO, IL\tLONG BEACH, CA\tDry\tUSD\t${price + 1500}\t${price + 2100}`,
    '',
  ]

  it('each block of keys holds for the table under it', async () => {
    const lines = [
      'Duration of Service Contract\tFrom May 1, 2026 to April 30, 2027',
      '',
      ...section('SHANGHAI, CHINA / NINGBO, CHINA', 'FREIGHT ALL KINDS', 1600),
      ...section('BUSAN, KOREA', 'TIRES, RUBBER', 1320),
    ]
    const { rates } = await readRateSheet(
      new TextEncoder().encode(lines.join('\n')),
      'contract.tsv',
      answerers,
    )
    const read = [...rates].map((rate) => `${rate.origin?.unlocode} ${rate.commodity} ${rate.expiry_date}`)
    expect(new Set(read)).toEqual(
      new Set([
        'CNSHA FREIGHT ALL KINDS 2027-04-30',
        'CNNGB FREIGHT ALL KINDS 2027-04-30',
        'KRPUS TIRES, RUBBER 2027-04-30',
      ]),
    )
    expect(read).toHaveLength(18)
  })
})

it('parts of a contract follow each other without a blank row, and a note speaks for its own part only', async () => {
  const heading = "Destination\tTerm\tVia\tType\t20'\t40'\t4H'"
  const row = (place: string, price: number) =>
    `${place}\tCY\t\tDry\t${price}\t${price + 400}\t${price + 400}`
  const rows = (price: number) =>
    ['LOS ANGELES, CA', 'TACOMA, WA', 'NEW YORK, NY'].map((place) => row(place, price))
  const lines = [
    'HMM COMPANY LIMITED - SERVICE CONTRACT',
    'Effective\tMay 01, 2026\tExpiry\tApril 30, 2027',
    '',
    'RATE FOR BULLET NO. 1',
    'COMMODITY\t\tFAK, NON-HAZARDOUS',
    'ORIGIN\t\tSHANGHAI, CHINA (CY)',
    heading,
    ...rows(1580),
    'ORIGIN\t\tBUSAN, KOREA (CY)',
    heading,
    ...rows(1480),
    'NOTE FOR BULLET NO. 1: Applicable from 2026-12-01 to 2026-12-14',
    '',
    'RATE FOR BULLET NO. 2',
    'COMMODITY\t\tCOSMETIC GOODS',
    'ORIGIN\t\tBUSAN, KOREA (CY)',
    heading,
    ...rows(1400),
  ]
  const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'contract.tsv', answerers)
  const read = Array.from(
    rates,
    (rate) => `${rate.origin?.unlocode} ${rate.commodity} ${rate.effective_date}..${rate.expiry_date}`,
  )
  expect([...new Set(read)]).toEqual([
    'CNSHA FAK, NON-HAZARDOUS 2026-12-01..2026-12-14',
    'KRPUS FAK, NON-HAZARDOUS 2026-12-01..2026-12-14',
    'KRPUS COSMETIC GOODS 2026-05-01..2027-04-30',
  ])
  expect(read).toHaveLength(27)
})

it('ports that head the prices are the origins', async () => {
  const lines = [
    "VALID 1-31 DECEMBER 2026   RATE : USD 20'/40'HQ",
    '',
    'DESTINATION\tOCEAN FREIGHT EX BKK\tOCEAN FREIGHT EX LCH',
    'SHANGHAI\t50/90\t40/70',
    'NINGBO\t50/90\t40/70',
    'TOKYO\t200/350\t180/300',
    'BUSAN\t130/220\t100/180',
  ]
  const { rates } = await readRateSheet(
    new TextEncoder().encode(lines.join('\n')),
    'quotation.tsv',
    answerers,
  )
  const origins = [...rates].map(({ origin, currency }) => `${origin?.unlocode} ${currency}`)
  expect(new Set(origins)).toEqual(new Set(['THBKK USD', 'THLCH USD']))
})

describe('a tab that names no currency', () => {
  const tab = (title: string, port: string) => [
    [title],
    [],
    ['POL', 'POD', "20'", "40'HC"],
    ['Port Klang', port, 900, 1500],
    ['Penang', port, 950, 1600],
  ]
  const locals = [
    ['LOCAL CHARGES MALAYSIA (MYR)'],
    [],
    ['Surcharge', 'Code', 'Cur', 'Amount', 'per'],
    ['Terminal handling', 'THC', 'MYR', 420, "20'"],
    ['Overweight above 18 t', 'OWS', 'USD', 200, 'per 20'],
    ['Documentation', 'DOC', 'MYR', 150, 'B/L'],
  ]
  async function read(first: string) {
    const { utils, write } = await import('xlsx')
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet(tab(first, 'Rotterdam')), 'Europe')
    utils.book_append_sheet(book, utils.aoa_to_sheet(tab('Rates to East Africa', 'Mombasa')), 'Africa')
    utils.book_append_sheet(book, utils.aoa_to_sheet(locals), 'Local')
    const { rates } = await readRateSheet(
      write(book, { type: 'buffer', bookType: 'xlsx' }),
      'rates.xlsx',
      answerers,
    )
    return [...rates]
  }

  it('has that of the other tabs of rates; a unit of charges may be one box', async () => {
    const rates = await read('All rates in USD per container')
    const of = (sheet: string) => rates.filter(({ source }) => source.sheet === sheet)
    expect(of('Africa').map(({ currency }) => currency)).toEqual(['USD', 'USD', 'USD', 'USD'])
    expect(of('Local').map(({ container, currency }) => `${currency} ${container?.size ?? '-'}`)).toEqual([
      'MYR 20ft',
      'USD 20ft',
      'MYR -',
    ])
  })

  it('has none where they state none either', async () => {
    const rates = await read('Rates to North Europe')
    expect(
      rates.filter(({ source }) => source.sheet === 'Africa').every((rate) => rate.currency === null),
    ).toBe(true)
  })
})

describe('words beside the ports that head the prices say which end goes down', () => {
  it.each([
    ['Disch. port\tCtry\tRelay\tex KARACHI\t\tex MUNDRA', 'direct\t', 'Hamburg\t', 'PKKHI', 'INMUN'],
    ['Puerto\tPaís\tTransbordo\tdesde Callao\t\tdesde Guayaquil', 'directo\t', 'Hamburg\t', 'PECLL', 'ECGYE'],
    ['目的港\t国家\t中转\t上海起运\t\t宁波起运', '直航\t', 'Hamburg\t', 'CNSHA', 'CNNGB'],
    ['仕向港\t国\t接続\t東京積\t\t神戸積', '直航\t', 'Hamburg\t', 'JPTYO', 'JPUKB'],
    ['도착항\t국가\t환적\t부산발\t\t인천발', '직항\t', 'Hamburg\t', 'KRPUS', 'KRINC'],
    ['Port\tCountry\tLOAD PORT\t\t\n\t\tNHAVA SHEVA\t\tMUNDRA', '', '', 'INNSA', 'INMUN'],
  ])('%s', async (heading, direct, hub, first, second) => {
    const blanks = hub === '' ? '\t\t' : '\t\t\t'
    const lines = [
      heading,
      `${blanks}20'\t40'HC\t20'\t40'HC`,
      `Rotterdam\tNL\t${direct}900\t1500\t950\t1600`,
      `Oslo\tNO\t${hub}1100\t1800\t1150\t1900`,
      `Gdansk\tPL\t${hub.replace('Hamburg', 'Rotterdam')}1050\t1700\t1100\t1800`,
    ]
    const { rates } = await readRateSheet(
      new TextEncoder().encode(lines.join('\n')),
      'quotation.tsv',
      answerers,
    )
    const lanes = Array.from(rates, ({ origin, transshipment_port: hub, destination }) =>
      [origin, hub, destination].map((place) => place?.unlocode ?? '-').join(' '),
    )
    expect([...new Set(lanes)].slice(0, 4)).toEqual([
      `${first} - NLRTM`,
      `${second} - NLRTM`,
      `${first} ${hub === '' ? '-' : 'DEHAM'} NOOSL`,
      `${second} ${hub === '' ? '-' : 'DEHAM'} NOOSL`,
    ])
  })

  it('ports of discharge leave it the origin', async () => {
    const lines = [
      'Port\tCountry\tto Rotterdam\t\tto Hamburg\t',
      "\t\t20'\t40'HC\t20'\t40'HC",
      'Shanghai\tCN\t900\t1500\t950\t1600',
      'Busan\tKR\t1100\t1800\t1150\t1900',
      'Haiphong\tVN\t1050\t1700\t1100\t1800',
    ]
    expect(await firstRate(lines)).toMatchObject({ origin: 'CNSHA', destination: 'NLRTM' })
  })
})

it('letters of the name of a company or a territory are no currency', async () => {
  const lines = ['SELATAN FORWARDING SDN BHD', 'Rates ex Hong Kong SAR', '']
  const header = LANES.slice(1)
  expect(await firstRate([...lines, ...header])).toMatchObject({ currency: null, destination: 'NLRTM' })
})

it('a heading over all columns is the caption of the table: it names none of them, and says where charges are levied', async () => {
  const FILE = '02-rcl-fak-ex-thailand.xlsx'
  const bytes = await readFile(new URL(`samples/${FILE}`, packageRoot))
  const { rates, tables } = await readRateSheet(bytes, FILE, answerers)
  const charges = [...rates].filter(({ source }) => source.sheet === 'RCL' && /^G[3-7]$/.test(source.cell))
  expect(charges.length).toBeGreaterThan(0)
  for (const { origin } of charges) expect(origin).toMatchObject({ text: 'Thailand', country: 'TH' })
  expect(tables[0]!.mapping.sources.origin).toBe('RCL!F2')
})

it('a title below the head of a letter is still the title', async () => {
  const letter = [
    '\tGLOBAL BRIDGE LOGISTICS',
    '\tHafenstrasse 12, 20457 Hamburg',
    '\tTel: +00 000 0000',
    '\tTo: All valued customers',
    '\tPlease find our best offer below.',
    '',
    '',
  ]
  const table = [
    'LCL EXPORT TARIFF EX HONG KONG',
    'Effective 1 April 2026   Currency: USD',
    '',
    'Destination\tCountry\tO/F per CBM\tO/F per TON\tFrequency',
    'Hamburg\tGermany\t25\t25\tWeekly',
    'Felixstowe\tU.K.\t20\t20\tWeekly',
    'Callao\tPeru\t65\t65\tBi-weekly',
  ]
  const plain = await firstRate(table)
  expect(plain).toMatchObject({ origin: 'HKHKG', from: '2026-04-01', currency: 'USD' })
  expect(await firstRate([...letter, ...table])).toEqual(plain)
  // Where no title says it, the sender's town is no load port.
  expect(await firstRate([...letter, ...table.slice(2)])).toMatchObject({ origin: null })
})

it('an Italian sheet: days of the voyage and of free time are no prices, an exception is no currency of all', async () => {
  const lines = [
    'Tariffe merce secca - porti adriatici / Sud America Est',
    'Validità: dal 1° dicembre 2026 fino a nuovo avviso, comunque non oltre il 15 gennaio 2027',
    '',
    "Porto d'imbarco\tPorto di sbarco\tPaese\tBox 20'\tBox 40'\tETS EUR/TEU\tLinea\tGiorni nave\tFranchigia",
    'Venezia\tSantos\tBrasile\t1090\t1390\t21\tADR1\t32\t10',
    'Venezia\tMontevideo\tUruguay\t1190\t1540\t21\tADR1\t39\t7',
    'Trieste\tBuenos Aires\tArgentina\t1220\t1560\t21\tESA2\t40\t7',
    '',
    'Importi in USD salvo ETS (EUR). ETS in aggiunta al nolo.',
  ]
  const sheet = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'noli.csv', answerers)
  const rates = Array.from(sheet.rates)
  const of = (column: string) => rates.filter(({ source }) => source.cell.startsWith(column))
  expect(Array.from(new Set(rates.map(({ source }) => source.cell[0])))).toEqual(['D', 'E', 'F'])
  expect(Array.from(new Set([...of('D'), ...of('E')].map(({ currency }) => currency)))).toEqual(['USD'])
  expect(Array.from(new Set(of('F').map(({ currency }) => currency)))).toEqual(['EUR'])
  expect(
    of('D').map((rate) => [rate.service_line, rate.transit_days?.min, rate.effective_date, rate.expiry_date]),
  ).toEqual([
    ['ADR1', 32, '2026-12-01', '2027-01-15'],
    ['ADR1', 39, '2026-12-01', '2027-01-15'],
    ['ESA2', 40, '2026-12-01', '2027-01-15'],
  ])
})

it('a surcharge that a title says is on top of the rate makes no add-ons of the rates', async () => {
  const lines = [
    'South Pacific FCL, sailings 1 Dec 2026 - 31 Dec 2026',
    'Rates per box. BAF is on top of the rate and billed per TEU.',
    '',
    'POL\tPOD\t20GP\t40HC\tBAF/TEU\tCcy',
    'Brisbane\tSuva\t2450\t4300\t310\tAUD',
    'Brisbane\tNoumea\t2380\t4150\t295\tAUD',
    'Sydney\tLautoka\t2600\t4600\t310\tAUD',
  ]
  const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'pacific.csv', answerers)
  expect(Array.from(new Set(Array.from(rates, ({ charge }) => `${charge.code} ${charge.type}`)))).toEqual([
    'BAS base',
    'BAF surcharge',
  ])
})

it('charges by country are levied in it', async () => {
  const lines = [
    'Gastos locales en destino, vigentes desde 01/12/2026',
    '',
    'País\tConcepto\tMon.\tMonto\tPor',
    'Perú\tTHC destino\tUSD\t190\tcontenedor',
    'Perú\tHandling\tUSD\t65\tembarque',
    'Chile\tTHC destino\tUSD\t175\tcontenedor',
    'Chile\tHandling\tUSD\t70\tembarque',
  ]
  const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'gastos.csv', answerers)
  expect(Array.from(rates, ({ destination }) => [destination?.text, destination?.country])).toEqual([
    ['Perú', 'PE'],
    ['Perú', 'PE'],
    ['Chile', 'CL'],
    ['Chile', 'CL'],
  ])
})

it.each([
  ['起运港：盐田      有效期：12.1-12.14（以开船日为准）      单位：USD/柜'],
  ['▶ FM YANTIAN   ▶ VALID : 12/1 ~ 12/14   ▶ USD/CNTR   ▶ BAF/LSS 포함'],
])('statements that share a cell are read each: %s', async (title) => {
  const lines = [
    '2026年12月 美加航线运价',
    title,
    '',
    '航线\t目的港\t船司\t20GP\t40HQ\t航程\t备注',
    '美西\t洛杉矶\tONE\t1350\t1690\t14天\t',
    '美西\t奥克兰\tONE\t1600\t2000\t21天\t',
    '美东\t纽约\tHMM\t2260\t2820\t30天\t',
    '内陆\t芝加哥\tONE\t2520\t3150\t23天\t洛杉矶转火车',
  ]
  const sheet = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'usa.csv', answerers)
  const rates = Array.from(sheet.rates)
  expect(rates).toHaveLength(8)
  expect(new Set(rates.map(({ origin }) => origin?.unlocode))).toEqual(new Set(['CNYTN']))
  expect(new Set(rates.map(({ expiry_date }) => expiry_date))).toEqual(new Set(['2026-12-14']))
  expect(rates.at(-1)?.destination_via?.unlocode).toBe('USLAX')
})

it('of a month in a title and days within it, the days hold', async () => {
  const lines = [
    '欧洲航线 FAK (USD) 2026年',
    '12月上半月 开船日 12.1-12.14，另收ENS USD30/票',
    '',
    '起运港\t目的港\t20GP\t40/HC\t航程',
    '盐田\t汉堡\t1380\t2260\t32',
    '宁波\t鹿特丹\t1320\t2160\t35',
  ]
  const sheet = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'eu.csv', answerers)
  const rates = Array.from(sheet.rates)
  expect(new Set(rates.map((rate) => `${rate.effective_date} ${rate.expiry_date}`))).toEqual(
    new Set(['2026-12-01 2026-12-14']),
  )
  expect(rates.slice(0, 3).map(({ container }) => container?.size)).toEqual(['20ft', '40ft', '40ft_hc'])
})

it.each([
  ['Frais locaux au départ (France) – à partir du 01/12/2026', 'tarifs.csv', 'FR'],
  ['LOCAL CHARGES IN THAILAND (THB)', 'QUOTATION EX BKK-LCH 1-15 DEC 26.csv', 'TH'],
  ['日本側諸チャージ（輸出）', '運賃表.csv', 'JP'],
  ['JEBEL ALI LOCALS (AED) W.E.F. 01-OCT-2026', 'RATES EX JEA 01-15 DEC 26.csv', 'AE'],
])('%s says where charges are levied', async (title, file, country) => {
  const lines = [
    title,
    '',
    "CHARGE\tPER\t20'\t40'",
    'THC\tCNTR\t1095\t1460',
    'SEAL\tCNTR\t45\t45',
    'B/L FEE\tBL\t550\t550',
  ]
  const sheet = await readRateSheet(new TextEncoder().encode(lines.join('\n')), file, answerers)
  const ends = Array.from(sheet.rates, ({ origin, destination }) => [origin?.country, destination])
  expect(new Set(ends.map(String))).toEqual(new Set([String([country, null])]))
})

it.each([
  ['Inland truck add-ons – CAD per cntr, round trip', 'CAD'],
  ['Valid till 15 Dec unless otherwise mentioned  |  All rates in US Dollars  |  FCL/FCL', 'USD'],
])('the currency of all: %s', async (title, currency) => {
  const lines = [title, '', "POL\tPOD\t20'\t40'", 'Karachi\tJebel Ali\t125\t200', 'Karachi\tDammam\t375\t600']
  const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'rates.csv', answerers)
  expect(new Set(Array.from(rates, (rate) => rate.currency))).toEqual(new Set([currency]))
})

it('a greeting names no port', async () => {
  const lines = [
    'Dear Sir / Madam,',
    '',
    'EX SHANGHAI FAK, USD, valid 01/12/2026 - 14/12/2026',
    '',
    'POD\t20GP\t40HQ',
    'Hamburg\t1500\t2500',
    'Rotterdam\t1480\t2460',
  ]
  const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), 'offer.csv', answerers)
  expect(new Set(Array.from(rates, ({ origin }) => origin?.unlocode))).toEqual(new Set(['CNSHA']))
})

it.each([
  ['FCL IMPORTACIÓN – EUROPA / CARTAGENA', 'flete.csv'],
  ['FAK RATES EX FINLAND / SWEDEN', 'fak.csv'],
  ['IMPORTANT: rates to Havana and Cartagena', 'rates.csv'],
])(
  'words inside the names of places say nothing of trucks, inland points or air: %s',
  async (title, file) => {
    const lines = [
      title,
      'Valid 16/11/2026 - 31/12/2026, USD',
      '',
      "POL\tPOD\t20' STD\t40' HC",
      'Hamburg\tCartagena, CO\t980\t1350',
      'Rotterdam\tHavana\t950\t1300',
      'Kotka\tBuenaventura\t990\t1360',
    ]
    const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), file, answerers)
    expect(new Set(Array.from(rates, ({ charge }) => `${charge.code} ${charge.type}`))).toEqual(
      new Set(['BAS base']),
    )
  },
)

it('a tab that does not tell the day from the month has the order of the others', async () => {
  const { utils, write } = await import('xlsx')
  const book = utils.book_new()
  const sheets = {
    FCL: [
      ['POL', 'POD', "20'", "40'", 'Eff.', 'Exp.'],
      ['Shanghai', 'Vancouver', 1320, 1650, '12/01/2026', '12/14/2026'],
      ['Ningbo', 'Toronto', 2640, 3300, '12/01/2026', '12/14/2026'],
    ],
    NOR: [
      ['NOR rates, valid from 11/01/2026 until 12/05/2026'],
      [],
      ['POL', 'POD', '40NOR'],
      ['Shanghai', 'Vancouver', 1100],
      ['Ningbo', 'Toronto', 2700],
    ],
  }
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name)
  const bytes = write(book, { type: 'buffer', bookType: 'xlsx' })
  const { rates } = await readRateSheet(bytes, 'buy.xlsx', answerers)
  const held = Array.from(rates).filter(({ source }) => source.sheet === 'NOR')
  expect(new Set(held.map((rate) => `${rate.effective_date} ${rate.expiry_date}`))).toEqual(
    new Set(['2026-11-01 2026-12-05']),
  )
  expect(held.flatMap(({ findings }) => findings).filter((code) => code.startsWith('date-'))).toEqual([])
})
