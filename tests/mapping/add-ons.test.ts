import { describe, expect, it } from 'vitest'
import { embeddedAnswerers, type Rate, readRateSheet } from '../../src/index.ts'

const answerers = embeddedAnswerers()

async function read(lines: readonly string[], file = 'rates.csv'): Promise<Rate[]> {
  const { rates } = await readRateSheet(new TextEncoder().encode(lines.join('\n')), file, answerers)
  return [...rates]
}

const code = (place: Rate['origin']) => place?.unlocode ?? '-'
/** "origin via > destination via: charge amount". */
const told = (rate: Rate) =>
  `${code(rate.origin)} ${code(rate.origin_via)} > ${code(rate.destination_via)} ${code(rate.destination)}: ${rate.charge.code} ${rate.amount}`

const EX_SHANGHAI = [
  'COSCO SHIPPING - EX SHANGHAI TO EUROPE',
  'USD per container, valid 01/12/2026 - 14/12/2026',
  '',
  'POD\t20GP\t40GP\t40HQ',
  'Hamburg\t1500\t2500\t2500',
  'Rotterdam\t1450\t2400\t2400',
  'Felixstowe\t1480\t2450\t2450',
  '',
]

describe('add-ons', () => {
  it('a block in German: add-ons are no reason to take the rates above for such', async () => {
    const rates = await read([
      'MSC Germany S.A. & Co. KG',
      'FAK-Raten Export Nordeuropa - Fernost, USD pro Container, zuzüglich der unten genannten Zuschläge',
      'gültig für Verladungen 01.12.2026 bis 31.12.2026',
      '',
      'Block A ab Hamburg / Bremerhaven nach Fernost',
      "Löschhafen\tvia\t20'DV\t40'DV/HC\tBemerkung",
      'Shanghai\tdirekt\t150,-\t1.200,-\t',
      'Qingdao\tdirekt\t175,-\t1.250,-\t',
      'Haiphong\tSingapur\t300,-\tauf Anfrage\t',
      '',
      'Aufschläge Nebenhäfen - Add-on auf Basishafenrate (USD)',
      "Nebenhafen\tBasishafen\t20'DV\t40'DV/HC",
      'Tianjin\tQingdao\t+ 90,-\t+ 140,-',
      'Nanjing\tShanghai\t+ 120,-\t+ 1.100,-',
    ])
    expect(rates.slice(0, 2).map(told)).toEqual(['DEHAM - > - CNSHA: BAS 150', 'DEBRV - > - CNSHA: BAS 150'])
    expect(rates.slice(-2).map(told)).toEqual(Array(2).fill('- - > CNSHA CNNKG: DPA 1100'))
    expect(rates[0]).toMatchObject({ currency: 'USD', effective_date: '2026-12-01' })
  })

  it('lie at the end in whose column their base ports stand elsewhere', async () => {
    const outports = [
      'Outports',
      'Port\tBase\t20GP\t40GP\t40HQ',
      'Gdynia\tHamburg\t+200\t+300\t+300',
      'Dublin\tRotterdam\t+180\t+260\t+260',
    ]
    const rates = await read([...EX_SHANGHAI, ...outports])
    expect(told(rates.at(-1)!)).toBe('- - > NLRTM IEDUB: DPA 260')
  })

  it('lie at the end that a caption names, in whichever order', async () => {
    const of = (base: string, rows: readonly string[]) => [
      `Outport\tBase port\t20'\t40'\tCurrency`,
      ...rows.map((row) => `${row}\t${base}\t110\t150\tUSD`),
      '',
    ]
    const rates = await read([
      'APPENDIX 2 - OUTPORT ARBITRARIES (to be added to the rate)',
      'ORIGIN OUTPORTS',
      ...of('Venice', ['Ancona', 'Bari']),
      'OUTPORTS AT DESTINATION',
      ...of('Nhava Sheva', ['Pipavav', 'Hazira']),
    ])
    expect([...new Set(rates.map(told))].filter((one) => one.endsWith('110'))).toEqual([
      'ITAOI ITVCE > - -: OPA 110',
      'ITBRI ITVCE > - -: OPA 110',
      '- - > INNSA INPAV: DPA 110',
      '- - > INNSA INHZA: DPA 110',
    ])
  })

  it.each([
    [
      'Vorlauf Carrier Haulage zum Seehafen - EUR je Container, zzgl. Seefracht',
      'Ladeort\tSeehafen',
      'München\tHamburg',
      'DEMUC DEHAM > - -: OPA 640',
    ],
    [
      'Pre-carriage tariff (excl. ocean freight), EUR per container',
      'Place of receipt\tPort',
      'München\tHamburg',
      'DEMUC DEHAM > - -: OPA 640',
    ],
    [
      'On-carriage from port of discharge, EUR per container, in addition to ocean freight',
      'Port\tInland city',
      'Hamburg\tMünchen',
      '- - > DEHAM DEMUC: DPA 640',
    ],
    [
      'Inland Haulage Import (IHI) - carrier haulage on top of ocean rates to the discharge port, EUR',
      'Discharge Port\tDelivery City',
      'Hamburg\tMünchen',
      '- - > DEHAM DEMUC: IHI 640',
    ],
  ])('carriage before or after the voyage is one: %s', async (title, headings, places, expected) => {
    const rates = await read([
      title,
      'Stand 23.11.2026, gültig bis 31.12.2026',
      '',
      `${headings}\tMode\t20'\t40'`,
      `${places}\tRail\t640\t790`,
      `${places.split('\t').includes('Hamburg') ? places.replace('München', 'Leipzig') : places}\tTruck\t600\t700`,
    ])
    expect(told(rates[0]!)).toBe(expected)
    expect(rates[0]).toMatchObject({ effective_date: null, expiry_date: '2026-12-31', currency: 'EUR' })
  })
})

describe('routings stacked on a sheet', () => {
  const CHARGES = [
    "Freight Charges\tCurr\t20'STD\t40'HC\tRemark",
    'Seafreight\tUSD\t1,850\t2,980\t',
    'Sealing Charge At Origin (SEO)\tIDR\t125,000\t125,000\t',
    'Destination Landfreight (DLF)\tEUR\t690\t740\tRail via VALENCIA, ES',
    '',
  ]
  const lane = ({ origin, origin_via, transshipment_port, destination, charge }: Rate) =>
    `${code(origin)} ${code(origin_via)} > ${code(transshipment_port)} > ${code(destination)}: ${charge.code} ${charge.type}`

  it('each caption routes its own lane; the code behind the name of a charge is the code', async () => {
    const rates = await read([
      'Hapag-Lloyd (Indonesia)',
      'Offer valid 23.11.2026 - 31.12.2026',
      '',
      'From SURABAYA, ID (Port) via SINGAPORE, SG to ZARAGOZA, ES (Ramp)',
      ...CHARGES,
      'From SURABAYA, ID (Port) to PORT KELANG, MY (Port)',
      ...CHARGES.slice(0, 3),
      '',
      'From MUNICH, DE (Door) via HAMBURG, DE to CALLAO, PE (Port)',
      ...CHARGES.slice(0, 3),
    ])
    const lanes = [...new Set(rates.map(lane))]
    expect(lanes).toContain('IDSUB - > SGSIN > ESZAZ: BAS base')
    expect(lanes).toContain('IDSUB - > SGSIN > ESZAZ: SEO surcharge')
    expect(lanes).toContain('IDSUB - > - > MYPKG: BAS base')
    expect(lanes).toContain('DEMUC DEHAM > - > PECLL: BAS base')
  })

  it('a routing key of one lane is none of the next', async () => {
    const rates = await read([
      'HAPAG-LLOYD - offer valid 01.12.2026 - 31.12.2026',
      '',
      'Origin: SURABAYA, ID',
      'Via: SINGAPORE, SG',
      'Destination: VALENCIA, ES',
      ...CHARGES,
      'Origin: SURABAYA, ID',
      'Destination: PORT KLANG, MY',
      ...CHARGES.slice(0, 3),
    ])
    expect([...new Set(rates.map(lane))].filter((one) => one.includes('BAS'))).toEqual([
      'IDSUB - > SGSIN > ESVLC: BAS base',
      'IDSUB - > - > MYPKG: BAS base',
    ])
  })
})

it('prices per TEU have no size, laden and empty are both freight; the kind of box is no charge', async () => {
  const rates = await read([
    'FEEDER SERVICES - ARABIAN GULF / INDIAN SUBCONTINENT',
    "SOC GUIDELINE RATES - USD PER TEU (40' = 2 TEU)",
    'W.E.F. 01-DEC-2026 UNTIL FURTHER NOTICE',
    '',
    'POL\tPOD\tLADEN USD/TEU\tEMPTY USD/TEU\tREEFER USD/TEU\tSERVICE',
    'MUNDRA\tJEBEL ALI\t65\t40\t140\tAGX',
    'HAZIRA\tJEBEL ALI\t80\t50\t165\tAGX',
    'COCHIN\tJEBEL ALI\t110\t70\t205\tSIX',
  ])
  expect(rates).toHaveLength(9)
  for (const rate of rates)
    expect(rate).toMatchObject({ container: null, charge: { code: 'BAS', basis: 'teu' }, currency: 'USD' })
})

it('blocks side by side under the same headings are two tables though one offers nothing', async () => {
  const rates = await read([
    'EX JAKARTA - USD - VALID 1-15 DEC 2026',
    '',
    'NEW ZEALAND\t\t\t\tAUSTRALIA\t\t',
    "PORTS\t20'\t40'HC\t\tPORTS\t20'\t40'HC",
    'Auckland\tn/a\tn/a\t\tBrisbane\t980\t1760',
    'Lyttelton\tn/a\tn/a\t\tSydney\t950\t1700',
    'Tauranga\tn/a\tn/a\t\tMelbourne\t950\t1700',
  ])
  const offers = new Set(rates.map((rate) => `${code(rate.destination)} ${rate.price_status}`))
  expect([...offers]).toEqual([
    'NZAKL not_offered',
    'NZLYT not_offered',
    'NZTRG not_offered',
    'AUBNE priced',
    'AUSYD priced',
    'AUMEL priced',
  ])
})

it('a scope says in which country a charge is levied', async () => {
  const rates = await read([
    'SURCHARGES - valid 01/12/2026 - 31/12/2026',
    '',
    "Code\tCharge\tScope\tCurrency\t20'\t40'\tUnit",
    'ISPS\tSecurity charge\tall\tEUR\t14\t14\tcontainer',
    'SEAL\tSeal fee\tex Italy\tEUR\t12\t12\tcontainer',
    'DOC\tExport documentation\tex Spain only\tEUR\t55\t\tB/L',
  ])
  const levied = new Set(rates.map(({ charge, origin }) => `${charge.code} ${origin?.country ?? '-'}`))
  expect([...levied]).toEqual(['ISPS -', 'SEAL IT', 'DOC ES'])
})

it('the number of a contract goes before that of an enquiry, and a cell over all rows speaks for them', async () => {
  const { utils, write } = await import('xlsx')
  const book = utils.book_new()
  const front = [
    ['Contract Number', '299406118'],
    ['RFQ Id', '30418827'],
  ]
  const note = 'Rates in USD, include LSS'
  const rows = [
    ['RFQ Id: 30418827'],
    [],
    ['POL', 'POD', "20'GP", "40'HC", 'Remark'],
    ['Jakarta', 'Shanghai', 60, 90, note],
    ['Jakarta', 'Ningbo', 60, 90],
    ['Jakarta', 'Qingdao', 90, 150],
  ]
  const sheet = utils.aoa_to_sheet(rows)
  sheet['!merges'] = [utils.decode_range('E4:E6')]
  utils.book_append_sheet(book, utils.aoa_to_sheet(front), 'Title Page')
  utils.book_append_sheet(book, sheet, 'Quote')
  const bytes = write(book, { type: 'buffer', bookType: 'xlsx' })
  const { rates, findings } = await readRateSheet(bytes, 'quote.xlsx', answerers)
  for (const rate of rates) expect(rate).toMatchObject({ contract_number: '299406118', currency: 'USD' })
  expect(findings.map(({ code: finding }) => finding)).not.toContain('literal-ungrounded')
})

it('add-ons on a tab of their own: the end whose ports the other tabs load, and what "#" stands for', async () => {
  const { utils, write } = await import('xlsx')
  const book = utils.book_new()
  const rates = [
    ['RATE GUIDELINE (USD), valid 01/12/2026 - 31/12/2026'],
    [],
    ['POL', 'POD', "20'DV", "40'GP", "40'HC"],
    ['SHEKOU', 'SYDNEY', 840, 1280, 1280],
    ['NANSHA', 'AUCKLAND', 1050, 1690, 1690],
    ['SINGAPORE', 'DURBAN', 1260, 1870, 1870],
  ]
  const added = [
    ['', 'Place of receipt/delivery', 'Via', 'Add on (USD)'],
    ['', '', '', 20, "40'", '40 HQ'],
    ['S.China', 'ZHONGSHAN', '#', 120, 180, 180],
    ['', 'JIANGMEN', '#', 130, 190, 190],
    ['', 'GAOMING', 'Nansha', 140, 210, 210],
    ['S.E.Asia', 'PASIR GUDANG', 'Singapore', 95, 150, 150],
    ['', 'PENANG', 'Singapore', 170, 260, 260],
    ['# : Shekou/Nansha/Huangpu'],
  ]
  const sheet = utils.aoa_to_sheet(added)
  sheet['!merges'] = ['D1:F1', 'A3:A5', 'A6:A7'].map((range) => utils.decode_range(range))
  utils.book_append_sheet(book, utils.aoa_to_sheet(rates), 'SG & S.China')
  utils.book_append_sheet(book, sheet, 'POR&DEL add on update')
  const bytes = write(book, { type: 'buffer', bookType: 'xlsx' })
  const read = await readRateSheet(bytes, 'guideline.xlsx', answerers)
  const all = [...read.rates]
  expect(told(all.at(-1)!)).toBe('MYPEN SGSIN > - -: OPA 260')
  const [first] = all.filter(({ source }) => source.cell === 'D3')
  expect(first?.origin_via).toMatchObject({ text: '#', members: ['CNSHK', 'CNNSA', 'CNHUA'] })
  expect(read.findings.filter(({ severity }) => severity === 'error')).toEqual([])
})

describe('a second leg beyond a hub', () => {
  it.each([
    [
      'title and headings in German',
      'Weiterverladung, Aufschlag auf die Direktrate bis zum Hub\t\t\t\t\t\t\t',
      'Hub\tHub-Code\tLand\tZielhafen\tCode\tWährung\tZuschlag W/M\tMinimum',
    ],
    [
      'a title in Spanish',
      'SEGUNDO TRAMO - adicional sobre la tarifa al puerto hub\t\t\t\t\t\t\t',
      'Puerto hub\tCódigo\tPaís\tDestino final\tCódigo destino\tMoneda\tTarifa por W/M\tMínimo',
    ],
    [
      'no title, only a heading of prices',
      '',
      'Relay Port\tCode\tCountry\tFinal Destination\tDest Code\tCurr\tAdd-on W/M\tMin',
    ],
  ])('is added to the rate to the hub: %s', async (_, title, headings) => {
    const rates = await read([
      title,
      '',
      headings,
      'Singapore\tSGSIN\tIndonesia\tJakarta\tIDJKT\tUSD\t28\t56',
      '\t\tIndonesia\tSurabaya\tIDSUB\tUSD\t36\t72',
      '\t\tMalaysia\tPenang\tMYPEN\tUSD\t30\t60',
      'Jebel Ali\tAEJEA\tQatar\tHamad\tQAHMD\tUSD\t35\t70',
      '\t\tOman\tSohar\tOMSOH\tUSD\t40\t80',
    ])
    expect(rates.map(told)).toEqual([
      '- - > SGSIN IDJKT: DPA 28',
      '- - > SGSIN IDSUB: DPA 36',
      '- - > SGSIN MYPEN: DPA 30',
      '- - > AEJEA QAHMD: DPA 35',
      '- - > AEJEA OMSOH: DPA 40',
    ])
    expect(rates.every(({ charge }) => charge.type === 'arbitrary' && charge.basis === 'wm')).toBe(true)
  })
})

it('charges at ports of one end are no lanes', async () => {
  const bytes = new TextEncoder().encode(
    [
      'Zielhafen\tUN-Code\tGebühr\tBasis\tWährung\tBetrag\tMinimum',
      'Singapur\tSGSIN\tCFS / Destination Handling\tW/M\tSGD\t22\t44',
      'Singapur\tSGSIN\tD/O Fee\tB/L\tSGD\t60\t',
      'Hongkong\tHKHKG\tCFS / Destination Handling\tW/M\tHKD\t295\t590',
      'Hongkong\tHKHKG\tD/O Fee\tB/L\tHKD\t350\t',
    ].join('\n'),
  )
  const { rates, tables } = await readRateSheet(bytes, 'Nebenkosten LCL.csv', answerers)
  expect([...rates].map(told)).toEqual([
    '- - > - SGSIN: CFS 22',
    '- - > - SGSIN: DDF 60',
    '- - > - HKHKG: CFS 295',
    '- - > - HKHKG: DDF 350',
  ])
  expect(tables.map(({ understanding }) => understanding.kind)).toEqual(['charges'])
})

it('inland points of imports lie behind the seaport that their prices come on top of, behind each where there are two', async () => {
  const bytes = new TextEncoder().encode(
    [
      'Binnenvaarttarieven bovenop CY zeehaven, import vol in + leeg retour, EUR per container',
      '',
      "Terminal\tZeehaven\t20'\t40'\tLooptijd",
      'Venlo\tRTM / ANR\t218\t276\t2',
      'Duisburg\tRTM\t231\t306\t1',
    ].join('\n'),
  )
  const { rates } = await readRateSheet(bytes, 'hinterland.csv', answerers)
  expect([...rates].map(told)).toEqual([
    '- - > NLRTM NLVEN: DPA 218',
    '- - > BEANR NLVEN: DPA 218',
    '- - > NLRTM NLVEN: DPA 276',
    '- - > BEANR NLVEN: DPA 276',
    '- - > NLRTM DEDUI: DPA 231',
    '- - > NLRTM DEDUI: DPA 306',
  ])
})

it.each([
  [
    '運價表 2026/12/1-12/15 單位：USD',
    '裝貨港\t卸貨港',
    '高雄\t漢堡',
    '外港附加 (加於漢堡運費之上)',
    '外港\t國家',
    '奧斯陸\t挪威',
  ],
  [
    '欧州向け運賃 USD',
    '積港\t仕向港',
    '東京\tハンブルク',
    'アウトポート追加料金（ハンブルク運賃に加算）',
    '仕向港\t国',
    'オスロ\tノルウェー',
  ],
  [
    '유럽 해상운임 USD',
    '선적항\t양하항',
    '부산\t함부르크',
    '아웃포트 추가운임 (함부르크 운임에 추가)',
    '양하항\t국가',
    '오슬로\t노르웨이',
  ],
])('%s: in scripts without word ends too', async (title, heading, lane, caption, point, outport) => {
  const rates = await read(
    [
      title,
      '',
      `${heading}\t20'\t40'HC`,
      `${lane}\t1300\t2300`,
      `${lane}\t1350\t2350`,
      '',
      caption,
      `${point}\t20'\t40'HC`,
      `${outport}\t260\t420`,
      `${outport}\t300\t480`,
    ],
    'rates.tsv',
  )
  const [add] = rates.filter(({ amount }) => amount === 260)
  expect(add).toMatchObject({
    origin: null,
    destination_via: { unlocode: 'DEHAM' },
    destination: { unlocode: 'NOOSL' },
    charge: { code: 'DPA', type: 'arbitrary' },
    currency: 'USD',
  })
})
