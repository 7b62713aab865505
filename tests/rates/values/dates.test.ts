import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DateContext,
  dayFirstEvidence,
  findDates,
  readValidity,
  type ValidityReading,
} from '../../../src/rates/values/dates.ts'
import { readTransit } from '../../../src/rates/values/transit.ts'

const DECEMBER: DateContext = { year: null, month: null, dayFirst: null, anchor: '2025-12-08' }
const read = (text: string, context: Partial<DateContext> = {}) =>
  readValidity({ text, number: null, numberFormat: 'General', date1904: false }, { ...DECEMBER, ...context })
const short = (reading: ValidityReading | null) =>
  reading && `${reading.effective ?? ''}..${reading.expiry ?? ''}${reading.openEnd ? ' open' : ''}`

describe('validities', () => {
  it.each([
    ['2026-01-15', '..2026-01-15'],
    ['15.01.26', '..2026-01-15'],
    ['1-Jan-26', '..2026-01-01'],
    ['January 15 2026', '..2026-01-15'],
    ['15JAN26', '..2026-01-15'],
    ['Jan-15-2026', '..2026-01-15'],
    ['15 Desember 2025', '..2025-12-15'],
    ['du 01/12/2025 au 31/12/2025', '2025-12-01..2025-12-31'],
    ['1-31 Dec', '2025-12-01..2025-12-31'],
    ['01/12-15/12', '2025-12-01..2025-12-15'],
    ['1.1-1.14', '2026-01-01..2026-01-14'],
    ['15 Dec - 14 Jan', '2025-12-15..2026-01-14'],
    ['15-31/01/2026', '2026-01-15..2026-01-31'],
    ['1月15日—31日', '2026-01-15..2026-01-31'],
    ['1月上半月', '2026-01-01..2026-01-15'],
    ['至1月底', '..2026-01-31'],
    ['开船日1/8-1/21', '2026-01-08..2026-01-21'],
    ['1-15 ธ.ค. 68', '2025-12-01..2025-12-15'],
    ['1 - 31 ธันวาคม 2568', '2025-12-01..2025-12-31'],
    ['วันที่ ๑ ธันวาคม พ.ศ. ๒๕๖๘ ถึง 31 ธันวาคม พ.ศ. 2568', '2025-12-01..2025-12-31'],
    ['มีผลตั้งแต่ 1 ม.ค. 2569', '2026-01-01.. open'],
    ['01/12/2568-31/12/2568', '2025-12-01..2025-12-31'],
    // The digits of 26 exchanged, and no year of Thailand.
    ['13.12.62', '..2062-12-13'],
    ['令和７年１２月１日～令和７年１２月３１日', '2025-12-01..2025-12-31'],
    ['R8.1.1より', '2026-01-01.. open'],
    ['令和10年1月', '2028-01-01..2028-01-31'],
    ['115年1月', '2026-01-01..2026-01-31'],
    ['2026年1月（第2版）', '2026-01-01..2026-01-31'],
    ['2026년 1월 1주차', '2026-01-01..2026-01-31'],
    ['applicables au 01/01/2026', '2026-01-01.. open'],
    ['en vigueur au 1er janvier 2026', '2026-01-01.. open'],
    ['vigente al 31/12/2025', '..2025-12-31'],
    ['1 έως και 15 Δεκεμβρίου 2025', '2025-12-01..2025-12-15'],
    ['حتى 15 ديسمبر 2025', '..2025-12-15'],
    ['1 al 15 de agosto', '2025-08-01..2025-08-15'],
    ['hasta 31 enero', '..2026-01-31'],
    ['gültig vom 01.01.2026 bis 31.03.2026', '2026-01-01..2026-03-31'],
    ['Áp dụng từ 01/01/2026', '2026-01-01.. open'],
    ['từ 1 đến 15 tháng 1', '2026-01-01..2026-01-15'],
    ['1월 1일~1월 31일', '2026-01-01..2026-01-31'],
    ['2026年12月1日出港分より適用', '2026-12-01.. open'],
    ['2026年12月15日迄', '..2026-12-15'],
    ['1-15 Şubat 2026', '2026-02-01..2026-02-15'],
    ['1H Jan', '2026-01-01..2026-01-15'],
    ['2H DEC', '2025-12-16..2025-12-31'],
    ['Q1/2026', '2026-01-01..2026-03-31'],
    ['WK 2', '2026-01-05..2026-01-11'],
    ['JAN', '2026-01-01..2026-01-31'],
    ['FEB26', '2026-02-01..2026-02-28'],
    ['till end of March', '..2026-03-31'],
    ['till 15/12', '..2025-12-15'],
    ['W.E.F 15/12', '2025-12-15.. open'],
    ['valid from 1 April', '2026-04-01.. open'],
    ['UFN but not beyond 30/6', '..2025-06-30'],
    [
      'dal 1° dicembre 2025 fino a nuovo avviso, comunque non oltre il 15 gennaio 2026',
      '2025-12-01..2026-01-15',
    ],
    ['w.e.f. 1st Dec 25 until further notice but not beyond 14 Jan 26', '2025-12-01..2026-01-14'],
    ['KW 50 und 51 / 2025', '2025-12-08..2025-12-21'],
    ['1ra quinc. dic', '2025-12-01..2025-12-15'],
    ['2ª quinzena dez/25', '2025-12-16..2025-12-31'],
    ['Dec 2025 1H', '2025-12-01..2025-12-15'],
    ['December, 2nd half', '2025-12-16..2025-12-31'],
    ['Ważne od 01.12.2025 do 31.12.2025', '2025-12-01..2025-12-31'],
    ['b.a.W.', '.. open'],
    ['115/01/01 ~ 115/01/31', '2026-01-01..2026-01-31'],
    ['115年1月5日', '..2026-01-05'],
    ["적용기간 : '26.01.01 ~ '26.01.31 (출항일 기준)", '2026-01-01..2026-01-31'],
    ['until further notice', '.. open'],
    ['另行通知止', '.. open'],
    ['EFFECTIVE JANUARY 15, 2026  THROUGH FEBRUARY 14, 2026', '2026-01-15..2026-02-14'],
    ['45937', '..2025-10-07'],
    ['31/02/2026', null],
    ['10/14 days', null],
    ['14 DAYS COMBINED', null],
    ['20/40', null],
    ['MON', null],
  ])('%j is %s', (text, expected) => expect(short(read(text))).toBe(expected))

  it('orders day and month by the context, else by the shorter span, else says that it assumed', () => {
    expect(short(read('04/05/2023', { dayFirst: true }))).toBe('..2023-05-04')
    expect(short(read('04/05/2023', { dayFirst: false }))).toBe('..2023-04-05')
    expect(read('04/05/2023')?.dayFirstAssumed).toBe(true)
    expect(read('01/02/2026 - 12/02/2026')).toMatchObject({ effective: '2026-02-01', dayFirstAssumed: false })
    expect(read('1/2/2026 - 1/10/2026')).toMatchObject({ effective: '2026-01-02', dayFirstAssumed: false })
    expect(dayFirstEvidence(['01/02/2026', '15/01/2026'])).toBe(true)
    expect(dayFirstEvidence(['10/14 days'])).toBeNull()
    expect(dayFirstEvidence(['Effective MM/DD/YY'])).toBe(false)
  })

  it('marks a year that the text does not state, and gives none without a context', () => {
    expect(read('1-31 Dec')).toMatchObject({ effectiveYearInferred: true, expiryYearInferred: true })
    expect(read('1-31 Dec 2025')).toMatchObject({ effectiveYearInferred: false, expiryYearInferred: false })
    expect(read('1-31 Dec', { anchor: null })).toBeNull()
  })

  it('keeps the event that counts', () => {
    expect(read('ETD 1 Feb 2026 to 28 Feb 2026')?.event).toBe('etd')
    expect(read('gate-in from 1 Feb 2026')?.event).toBe('gate_in')
  })

  it('reads serials of both date systems', () => {
    const serial = (number: number, numberFormat: string, date1904: boolean) =>
      short(readValidity({ text: '', number, numberFormat, date1904, role: 'effective' }, DECEMBER))
    expect(serial(46_023, 'dd/mm/yyyy', false)).toBe('2026-01-01..')
    expect(serial(44_561, 'd-mmm-yy', true)).toBe('2026-01-01..')
    expect(serial(46_023, 'General', false)).toBe('2026-01-01..')
    expect(serial(1500, 'General', false)).toBeNull()
    expect(
      short(
        readValidity({ text: 'Jan-26', number: 46_023, numberFormat: 'mmm-yy', date1904: false }, DECEMBER),
      ),
    ).toBe('2026-01-01..2026-01-31')
  })
})

describe('dates in titles, notes and file names', () => {
  it.each([
    ['KMTC-guide-rates-FEB26', ['mentioned 2026-02-01..2026-02-28']],
    ['Rates_2026-01', ['mentioned 2026-01-01..2026-01-31']],
    ['FAK_20251201_20251231.xlsx', ['validity 2025-12-01..2025-12-31']],
    ['Updated 08-Dec-2025 / for internal use', ['updated 2025-12-08..']],
    ['Stand 12/2025', ['updated 2025-12-01..2025-12-31']],
    ['Amendment 4 effective 1 Feb 2026', ['validity 2026-02-01.. open']],
    ['Validity: 31.01.2026', ['validity ..2026-01-31']],
    [
      'Update # 3 of January 2026 - valid from January 15, 2026 to January 31, 2026',
      ['mentioned 2026-01-01..2026-01-31', 'validity 2026-01-15..2026-01-31'],
    ],
    ['海运费运价表　2026年1月', ['mentioned 2026-01-01..2026-01-31']],
    ['GRI announced for February 1, 2026', ['mentioned 2026-02-01..']],
    ['Detention: day 6-10 THB 550/20ft, 10/14 days, USD 20/40', []],
    ['RS-2026-004417', []],
  ])('%j', (text, expected) =>
    expect(findDates(text).map((mention) => `${mention.role} ${short(mention.reading)}`)).toEqual(expected),
  )

  it('takes a missing year from the context', () => {
    expect(findDates('rates valid till 15/12', DECEMBER)[0]).toMatchObject({
      role: 'validity',
      reading: { expiry: '2025-12-15' },
    })
    expect(findDates('W23', { year: 2026 })[0]?.reading.effective).toBe('2026-06-01')
  })
})

describe('properties of dates', () => {
  const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  const parts = (date: Date) => [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()] as const
  const two = (n: number) => String(n).padStart(2, '0')
  const writers: readonly ((date: Date) => string)[] = [
    (date) => date.toISOString().slice(0, 10),
    (date) => (([y, m, d]) => `${two(d)}.${two(m)}.${y}`)(parts(date)),
    (date) => (([y, m, d]) => `${d}/${m}/${y}`)(parts(date)),
    (date) => (([y, m, d]) => `${two(d)}-${MONTHS[m - 1]}-${String(y).slice(2)}`)(parts(date)),
    (date) => (([y, m, d]) => `${MONTHS[m - 1]} ${d}, ${y}`)(parts(date)),
    (date) => (([y, m, d]) => `${y}年${m}月${d}日`)(parts(date)),
  ]
  const joins = [' - ', '-', ' to ', '~', ' bis ', ' al ', '至']

  it('reads back a range in every notation', () => {
    fc.assert(
      fc.property(
        day,
        fc.nat({ max: 200 }),
        fc.constantFrom(...writers),
        fc.constantFrom(...joins),
        (from, length, write, join) => {
          const to = new Date(from.getTime() + length * 86_400_000)
          const reading = read(`${write(from)}${join}${write(to)}`, { dayFirst: true })
          expect([reading?.effective, reading?.expiry]).toEqual([
            from.toISOString().slice(0, 10),
            to.toISOString().slice(0, 10),
          ])
        },
      ),
    )
  })

  it('never throws, and gives only days that exist', () => {
    const piece = fc.constantFrom(
      '1',
      '31',
      '15',
      '/',
      '-',
      '.',
      ' ',
      'Jan',
      'FEB',
      '月',
      '日',
      'to',
      'till',
      '2026',
      '26',
      'Q1',
      'WK',
      '1H',
      '年',
      'UFN',
    )
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const readings = [read(text), ...findDates(text, DECEMBER).map((mention) => mention.reading)]
        for (const reading of readings) {
          for (const iso of [reading?.effective, reading?.expiry]) {
            if (iso) expect(new Date(`${iso}T00:00:00Z`).toISOString().slice(0, 10)).toBe(iso)
          }
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('transit', () => {
  it.each([
    ['14-16', [14, 16]],
    ['8天', [8, 8]],
    ['22-24 ngày', [22, 24]],
    ['ca. 30 Tage', [30, 30]],
    ['14 days direct', [14, 14]],
    ['3 weeks', [21, 21]],
    ['DIRECT', null],
    ['45937', null],
    ['14 DAYS COMBINED', null],
    ['7 DEM/7 DET', null],
    ['14 TPC', null],
  ])('%j is %j', (text, expected) => {
    const reading = readTransit(text)
    expect(reading && [reading.min, reading.max]).toEqual(expected)
  })
})
