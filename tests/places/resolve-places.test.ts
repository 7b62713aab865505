import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolvePlaces } from '../../src/places/resolve-places.ts'

const codes = (text: string, context = {}) =>
  resolvePlaces(text, context).places.map((place) => place.unlocode)

describe('names that no table of cases has', () => {
  it.each([
    ['Hambrug', 'DEHAM'],
    ['Shanghia', 'CNSHA'],
    ['Bangkock, Thailand', 'THBKK'],
    ['Melb', 'AUMEL'],
    ['Pto. Cortes', 'HNPCR'],
    ['Łódź', 'PLLOD'],
    ['청도', 'CNTAO'],
    ['サウサンプトン', 'GBSOU'],
    ['美国洛杉矶', 'USLAX'],
    ['深圳（蛇口）', 'CNSHK'],
    ['巴生港（西）', 'MYPKG'],
    ['CHINA - SHANGHAI', 'CNSHA'],
    ['US - Los Angeles, CA (USLAX)', 'USLAX'],
    ['DOOR DALLAS, TX 75201', 'USDAL'],
    ['West port klang', 'MYWSP'],
    ['Port Klang (West)', 'MYPKG'],
    ['Shanghai (WGQ)', 'CNSHA'],
    ['Ho Chi Minh (Cat Lai)', 'VNCLI'],
    ['SKU', 'CNSHK'],
    ['Colon Free Zone', 'PACFZ'],
    ['Argel', 'DZALG'],
    ['塩田', 'CNYTN'],
    ['Чжэнчжоу', 'CNCGO'],
    ['Saint-Pétersbourg', 'RULED'],
    ['Valence', 'ESVLC'],
    ['Londres Gateway', 'GBLGP'],
    // A station that no list knows, and the city that it serves.
    ['Клещиха (Новосибирск)', 'RUOVB'],
    ['Foobarport (Singapore)', null],
    ['長堤', 'USLGB'],
    ['Pantaco (CDMX)', 'MXPAN'],
    ['CHICAGO RAMPS', 'USCHI'],
  ])('%s → %s', (text, code) => expect(codes(text)).toEqual([code]))

  it('takes short codes and tails only in capitals', () => {
    expect(codes('RTM')).toEqual(['NLRTM'])
    expect(codes('SEA', { country: 'US' })).toEqual(['USSEA'])
    expect(codes('Sub')).not.toContain('IDSUB')
  })
})

it.each(['SIN中转', '新加坡转船', '싱가포르 환적'])('%s is where ships change, and no end', (text) => {
  const { places, transshipment } = resolvePlaces(text)
  expect(places).toEqual([])
  expect(transshipment.map(({ unlocode }) => unlocode)).toEqual(['SGSIN'])
})

describe('several places in a cell', () => {
  it.each([
    ['上海、宁波、青岛、天津', ['CNSHA', 'CNNGB', 'CNTAO', 'CNTXG']],
    ['NASHVILLE, TN\nMEMPHIS, TN', ['USBNA', 'USMEM']],
    ['SHENZHEN (YANTIAN/SHEKOU)', ['CNYTN', 'CNSHK']],
    ['LA/LGB', ['USLAX', 'USLGB']],
    ['Shanghai or Ningbo', ['CNSHA', 'CNNGB']],
    ['Le Havre y Marsella', ['FRLEH', 'FRMRS']],
  ])('%s', (text, expected) => expect(codes(text)).toEqual(expected))

  it.each(['XINGANG/TIANJIN', 'Busan (Pusan)', 'JNPT/NHAVA SHEVA', 'NY/NJ', 'Minneapolis/St. Paul'])(
    '%s is one',
    (text) => expect(codes(text)).toHaveLength(1),
  )

  it('lets a neighbour in the cell decide a homonym', () => {
    expect(codes('SAN ANTONIO/LIRQUEN')).toEqual(['CLSAI', 'CLLQN'])
  })
})

describe('routing', () => {
  it('is taken out of the place', () => {
    const reading = resolvePlaces('Wuhan via Shanghai')
    expect(reading.places).toMatchObject([{ text: 'Wuhan', unlocode: 'CNWUH' }])
    expect(reading.via).toMatchObject([{ text: 'Shanghai', unlocode: 'CNSHA' }])
  })

  it('tells a change of ship from a gateway', () => {
    expect(resolvePlaces('林查班(经新加坡中转)').transshipment).toMatchObject([{ unlocode: 'SGSIN' }])
    const before = resolvePlaces('釜山経由ロサンゼルス')
    expect([before.places[0]?.unlocode, before.via[0]?.unlocode]).toEqual(['USLAX', 'KRPUS'])
  })
})

describe('what is no single place', () => {
  it('is a group, with the members that the workbook gives', () => {
    const groups = new Map([['USWC BASE PORTS', ['USLAX', 'USLGB', 'USOAK']]])
    expect(resolvePlaces('USWC Base Ports*', { groups }).places).toMatchObject([
      { group: true, members: ['USLAX', 'USLGB', 'USOAK'], unlocode: null },
    ])
    expect(resolvePlaces('Other South China ports').places).toMatchObject([{ group: true, members: null }])
  })

  it('is a country without a code', () => {
    expect(resolvePlaces('VIỆT NAM').places).toMatchObject([{ unlocode: null, country: 'VN', flags: [] }])
  })

  it('is nothing', () => {
    for (const text of ['None', '-', 'N/A', 'DIRECT', '直航', '同上', '']) {
      expect(resolvePlaces(text), text).toMatchObject({ places: [], none: true })
    }
  })
})

describe('what a careful reader would flag', () => {
  it('a misspelling, known or new', () => {
    expect(resolvePlaces('Keelong').places[0]?.flags).toEqual([
      { code: 'place-misspelt', read: 'Keelong', as: 'Keelung (Chilung)' },
    ])
    expect(resolvePlaces('Gwangyan').places[0]?.flags).toMatchObject([{ code: 'place-misspelt' }])
    for (const name of ['Pusan', 'Genova', 'Saigon', 'Tsingtao']) {
      expect(resolvePlaces(name).places[0]?.flags, name).toEqual([])
    }
  })

  it('a code that is another place than the name beside it', () => {
    const [place] = resolvePlaces('JEBEL ALI', { printedCode: 'AEDXB' }).places
    expect(place).toMatchObject({ unlocode: 'AEJEA', codes: ['AEJEA', 'AEDXB'] })
    expect(place?.flags).toMatchObject([{ code: 'code-name-mismatch', printed: 'AEDXB', named: 'AEJEA' }])
    expect(resolvePlaces('Qingdao', { printedCode: 'CNTAO' }).places[0]?.flags).toEqual([])
  })

  it('a country that the place does not lie in', () => {
    const [place] = resolvePlaces('Dammam', { country: 'AE' }).places
    expect(place).toMatchObject({ unlocode: 'SADMM', country: 'SA' })
    expect(place?.flags).toEqual([{ code: 'country-contradicts-data', stated: 'AE', actual: 'SA' }])
  })

  it('a code that carriers use and the list lacks', () => {
    const [place] = resolvePlaces('VNCMP').places
    expect(place).toMatchObject({ unlocode: 'VNTOT', flags: [{ code: 'place-unknown' }] })
  })

  it('a name that several ports have, until the country or the column decides', () => {
    const open = resolvePlaces('CARTAGENA').places[0]!
    expect(open.unlocode).toBeNull()
    expect(open.alternatives.map(({ codes: [code] }) => code)).toEqual(['COCTG', 'ESCAR'])
    expect(codes('CARTAGENA', { country: 'ES' })).toEqual(['ESCAR'])
    expect(
      codes('CARTAGENA', {
        columnCountries: new Map([
          ['CO', 0.2],
          ['CL', 0.8],
        ]),
      }),
    ).toEqual(['COCTG'])
  })
})

describe('any text at all', () => {
  it('is read without an error, and the same way twice', () => {
    const words = fc.constantFrom(
      'SHANGHAI',
      'CA',
      'via',
      't/s',
      '(',
      ')',
      '/',
      ',',
      '-',
      '\n',
      '上海',
      '经',
      '港',
      'ZONE',
      'DE HAM',
      '*',
    )
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.array(words).map((list) => list.join(' ')),
    )
    fc.assert(
      fc.property(text, (any) => {
        const reading = resolvePlaces(any)
        expect(resolvePlaces(any, { columnCountries: new Map() })).toEqual(reading)
        for (const place of [...reading.places, ...reading.via, ...reading.transshipment]) {
          expect(place.confidence).toBeGreaterThanOrEqual(0)
          expect(place.confidence).toBeLessThanOrEqual(1)
          if (place.unlocode !== null) expect(place.codes).toContain(place.unlocode)
        }
      }),
      { numRuns: 400, seed: 7 },
    )
  })
})

describe('an airport code beside the name of its city', () => {
  it.each([
    ['Seoul', 'ICN', 'KRICN'],
    ['Chicago', 'USORD', 'USORD'],
    ['Milan', 'MXP', 'ITMXP'],
    ['Ho Chi Minh', 'SGN', 'VNSGN'],
  ])('%s, %s', (text, printedCode, unlocode) => {
    const [place] = resolvePlaces(text, { printedCode }).places
    expect(place).toMatchObject({ unlocode, flags: [] })
  })
})

it('a namesake that no freight goes to leaves no doubt, one that some goes to does', () => {
  expect(resolvePlaces('BARCELONA').places[0]?.unlocode).toBe('ESBCN')
  expect(resolvePlaces('CARTAGENA').places[0]?.unlocode).toBe(null)
})

it('a group that spells its members out is these, on the next line too', () => {
  const codes = (text: string) => resolvePlaces(text).places.map(({ unlocode }) => unlocode)
  expect(codes('欧洲基本港\nHAM/RTM/ANR')).toEqual(['DEHAM', 'NLRTM', 'BEANR'])
  expect(codes('Base ports: Hamburg, Rotterdam')).toEqual(['DEHAM', 'NLRTM'])
  expect(resolvePlaces('欧洲基本港').places).toMatchObject([{ unlocode: null, group: true }])
})

it.each([
  ['LA转火车', 'USLAX'],
  ['温哥华转铁路', 'CAVAN'],
])('%s is passed by land', (text, code) => {
  expect(resolvePlaces(text)).toMatchObject({ places: [], via: [{ unlocode: code }], transshipment: [] })
})
