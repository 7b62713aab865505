import { type Days, daysIn, isoDay, monthDays, weekDays } from './calendar.ts'
import { JAPANESE_ERA, westernYear, YEAR_DIGITS, yearOfEra, yearOfRepublic } from './eras.ts'
import { LETTER, MONTH, MONTH_AHEAD, monthNumber, WORDY_MONTHS } from './months.ts'

/** A date, or a span of one notation ("1-31 Dec", "1H Jan", "Q1"), as it stands in a folded text. */
export interface DateAtom {
  readonly index: number
  readonly end: number
  /** The year that it states, or null. */
  readonly year: number | null
  /** A span has a first and a last day; a day is one. */
  readonly span: boolean
  readonly at: (year: number) => Days | null
  /** The reading with day and month exchanged, where both orders give a date and the notation does not tell. */
  readonly swapped: ((year: number) => Days | null) | null
  /** The order that the numbers of this notation prove. */
  readonly dayFirst: boolean | null
  /** Written as two days ("1-31 Dec"), not as a month, a half or a week. */
  readonly range: boolean
  /** Numbers with a slash or a month word that may be something else: needs a word that says it is a date. */
  readonly weak: boolean
  /** "FEB 26": the month of a year, rather than its 26th day. */
  readonly asMonth?: { readonly year: number; readonly at: (year: number) => Days | null }
}

type Read = (match: RegExpExecArray, text: string) => Omit<DateAtom, 'index' | 'end'> | null

const YEAR = `(${YEAR_DIGITS})(?!\\d)`
const ORDINAL = '(?:(?:ST|ND|RD|TH|ER|E|O|°|\\.)(?![A-Z]))?'
const TIME = '(?:[T ]+\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:\\s?[AP]M)?Z?)?'
const OF = "(?:(?:OF|DE|DEL|DO|DA|D'|THE|NAM|IM|DER|VOM)\\s+|(?:พ\\.?ศ\\.?|ค\\.?ศ\\.?|ปี)\\s*)*"
/** A year after a month name: four digits, or two that touch it, or two that can only be a year. */
const AFTER_MONTH =
  `(?:[\\s,./'-]*${OF}${YEAR}` +
  `|[-./]?'?(\\d{2})(?![\\d:]|[./-]\\d(?!\\d?[\\s./-]*${MONTH_AHEAD})|\\s*(?:[-./]\\s*)?${OF}${MONTH_AHEAD})` +
  `|\\s+'?([23]\\d|(?<=[ก-ฮ]\\.?\\s+'?)[678]\\d)(?!\\d|[./:-]\\d|(?:ST|ND|RD|TH|\\.)|\\s*(?:[-./]\\s*)?${OF}${MONTH_AHEAD}))?`
const TO = '(?:-|~|TO|AL|A|BIS|AU|THRU|THROUGH|UNTIL|TILL|DEN|ATE|AND|Y|E|&|至|到|ถึง|ΕΩΣ(?: ΚΑΙ)?)'

const number = (text: string | undefined) => (text === undefined ? Number.NaN : Number(text))
const fullYear = (text: string | undefined): number | null => (text === undefined ? null : westernYear(text))
const anyYear = (...texts: (string | undefined)[]) => fullYear(texts.find((text) => text !== undefined))

const FACTS = { swapped: null, dayFirst: null, weak: false, range: false } as const

function day(
  year: number | null,
  month: number,
  dayOfMonth: number,
  facts: Partial<DateAtom> = {},
): Omit<DateAtom, 'index' | 'end'> | null {
  const at = (y: number): Days | null => {
    // "31 November" is meant to be the last of the month; 31 February is no day.
    const last = dayOfMonth === 31 && month !== 2 ? daysIn(y, month) : dayOfMonth
    const iso = isoDay(y, month, last)
    return iso === null ? null : { from: iso, to: iso }
  }
  // Without a year, 29 February may exist.
  if (!at(year ?? 2024)) return null
  return { ...FACTS, year, span: false, at, ...facts }
}

function range(
  year: number | null,
  month: number,
  first: number,
  last: number,
): Omit<DateAtom, 'index' | 'end'> | null {
  if (first >= last || !isoDay(2024, month, first) || !isoDay(2024, month, last)) return null
  const at = (y: number): Days | null => {
    const from = isoDay(y, month, first)
    const to = isoDay(y, month, Math.min(last, daysIn(y, month)))
    return from && to && last - daysIn(y, month) <= 1 ? { from, to } : null
  }
  return { ...FACTS, year, span: true, at, range: true }
}

function span(
  year: number | null,
  at: (year: number) => Days | null,
): Omit<DateAtom, 'index' | 'end'> | null {
  return at(year ?? 2024) ? { ...FACTS, year, span: true, at } : null
}

const wholeMonth = (year: number | null, month: number) => span(year, (y) => monthDays(y, month))

function part(year: number | null, month: number, first: number, last: number | 'end') {
  return span(year, (y) => {
    const from = isoDay(y, month, first)
    return from === null ? null : { from, to: isoDay(y, month, last === 'end' ? daysIn(y, month) : last)! }
  })
}

const lastDay = (year: number | null, month: number): Omit<DateAtom, 'index' | 'end'> | null =>
  month >= 1 && month <= 12
    ? {
        ...FACTS,
        year,
        span: false,
        at: (y) => ((days) => days && { from: days.to, to: days.to })(monthDays(y, month)),
      }
    : null

/** Two numbers that are a day and a month in an order that only they, or others, can prove. */
function dayAndMonth(
  a: number,
  b: number,
  year: number | null,
  facts: { dayFirstAlways?: boolean; monthFirst?: boolean; weak?: boolean },
) {
  const weak = facts.weak ?? false
  const first = day(year, b, a, { weak })
  const second = day(year, a, b, { weak })
  if (!first || !second || a === b) {
    const only = first ?? second
    return only && { ...only, dayFirst: a === b ? null : first !== null }
  }
  if (facts.dayFirstAlways) return first
  if (facts.monthFirst) return second
  return { ...first, swapped: second.at }
}

const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/
const QUARTER_MONTHS = 3
const quarter = (year: number | null, q: number) =>
  span(year, (y) => {
    const from = isoDay(y, (q - 1) * QUARTER_MONTHS + 1, 1)
    return from === null ? null : { from, to: monthDays(y, q * QUARTER_MONTHS)!.to }
  })

/** Notations, the more telling first: at each place of the text the first that fits is taken. */
const NOTATIONS: readonly (readonly [string, Read])[] = [
  // 2026-01-15, 2026/1/15
  [
    `(?<![\\d])${YEAR.replace('(?!\\d)', '')}([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)${TIME}`,
    (m) => day(fullYear(m[1]), number(m[3]), number(m[4])),
  ],
  // 20260115
  [
    '(?<!\\d)(20\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?!\\d)',
    (m) => day(number(m[1]), number(m[2]), number(m[3])),
  ],
  // 2026-W23
  [
    `(?<!\\d)(20\\d{2})[-\\s]?(?:WEEK|WK|W|KW|CW)\\s?(\\d{1,2})(?!\\d)`,
    (m) => span(number(m[1]), (y) => weekDays(y, number(m[2]))),
  ],
  // 2026Q1
  [`(?<!\\d)(20\\d{2})[-\\s/]?Q([1-4])(?!\\d)`, (m) => quarter(number(m[1]), number(m[2]))],
  // 2026年1月15日, 令和8年1月15日, 1月15日-31日, 1月上半月, 1月底, 1월 15일
  [
    `(?<!\\d)(?:(?:${JAPANESE_ERA}|(\\d{4}|\\d{2}))\\s*[年년]\\s*)?(\\d{1,2})\\s*[月월]\\s*份?\\s*(?:(\\d{1,2})\\s*[日일]?\\s*[-~至到]\\s*(\\d{1,2})\\s*[日일]|(\\d{1,2})(?!\\d|\\s*[周週주])\\s*[日일]?|(上半月|上半|下半月|下半|上旬|中旬|下旬|底|末|初))?`,
    readIdeographs,
  ],
  // R8.12.1, 令和8/12/1
  [
    `${JAPANESE_ERA}\\s?([./-])\\s?(\\d{1,2})\\s?\\3\\s?(\\d{1,2})(?![\\d./-])`,
    (m) => day(yearOfEra(m[1]!, m[2]!), number(m[4]), number(m[5])),
  ],
  // 115/12/01, 115年12月1日: years of the Republic of China, as Taiwan counts them
  [
    '(?<![\\d./-])(1[01]\\d)([./-])(\\d{1,2})\\2(\\d{1,2})(?![\\d./-])',
    (m) => day(yearOfRepublic(m[1]!), number(m[3]), number(m[4])),
  ],
  [
    '(?<!\\d)(1[01]\\d)\\s*年\\s*(\\d{1,2})\\s*月(?:\\s*(\\d{1,2})\\s*日)?',
    (m) => {
      const [year, month] = [yearOfRepublic(m[1]!), number(m[2])]
      return m[3] ? day(year, month, number(m[3])) : wholeMonth(year, month)
    },
  ],
  // '26.12.01: a year that is marked as one
  [
    "(?<=(?<![\\w.])['’‘`])(\\d{2})([-./])(\\d{1,2})\\2(\\d{1,2})(?!\\d)",
    (m) => day(2000 + number(m[1]), number(m[3]), number(m[4])),
  ],
  // 15/01/2026, 15.01.26, 1-15-2026
  [
    `(?<![\\d.])(\\d{1,2})\\s?([./-])\\s?(\\d{1,2})\\s?\\2\\s?(?:(${YEAR_DIGITS})|(\\d{2}))(?!\\d)${TIME}`,
    readTriple,
  ],
  // 15-31/01/2026, 1-15.1.
  [
    `(?<![\\d./])(\\d{1,2})\\.?\\s*(?:[-~]|(?<=\\s)(?:AL?|BIS|ATE|TO)(?=\\s))\\s*(\\d{1,2})([./])(\\d{1,2})(?:\\3(${YEAR_DIGITS}|\\d{2}))?(?!\\d|[./]\\d)`,
    (m) => range(fullYear(m[5]), number(m[4]), number(m[1]), number(m[2])),
  ],
  // 1-31 Dec 2025, 1 al 15 de agosto, 1st - 15th Jan
  [
    `(?<!\\d|[#№]\\s?)(\\d{1,2})${ORDINAL}\\s*${TO}\\s*(?:THE |EL )?(\\d{1,2})${ORDINAL}[\\s./-]*${OF}${MONTH}${AFTER_MONTH}`,
    (m) => range(anyYear(m[4], m[5], m[6]), monthNumber(m[3]!), number(m[1]), number(m[2])),
  ],
  // 1H Jan 2026, 2nd half of December, H1 Jan
  [
    `(?<![A-Z\\d])(?:([12])\\s?H|H\\s?([12])|(1ST|2ND|FIRST|SECOND|1\\.?|2\\.?|ERSTE|ZWEITE|PRIMERA|SEGUNDA|PRIMEIRA|PRIMA|SECONDA|PREMIERE|DEUXIEME|1E?RA|2N?DA|1A|2A|1O|2O|1E?RE|2E(?:ME)?)\\s*(?:HALF|HALFTE|QUINCENA|QUINC?\\.?|QUINZENA|QUINZ\\.?|QUINZAINE|MITAD|META|MOITIE))[\\s/-]*${OF}${MONTH}${AFTER_MONTH}`,
    (m) => half(anyYear(m[5], m[6], m[7]), monthNumber(m[4]!), m[1] ?? m[2] ?? m[3]!),
  ],
  // Jan 1H
  [
    `${MONTH}(?:[\\s'-]*(20\\d{2}|\\d{2}))?[\\s,(-]*([12])\\s?(?:H(?![A-Z])|(?:ST|ND)?\\.? (?:HALF|HALFTE|QUINCENA|QUINZENA|QUINZAINE|META))`,
    (m) => half(fullYear(m[2]), monthNumber(m[1]!), m[3]!),
  ],
  // end of March, mid Jan
  [
    `(?<![A-Z])(END|ENDE|FIN|FINAL|FINES|CUOI|ULTIMO|MID|MITTE|MEDIADOS|GIUA|BEGINNING|ANFANG|DAU)[\\s-]*(?:OF\\s+|DE\\s+|THE\\s+)*${MONTH}${AFTER_MONTH}`,
    readEdge,
  ],
  // 15 Jan 2026, 1-Jan-26, 1 de enero, 15th January
  [
    `(?<!\\d|\\d[.,]|(?:[#№]|NO\\.?|NR\\.?|VERSION|AMENDMENT|AMD|REV\\.?)\\s?)(\\d{1,2})${ORDINAL}[\\s./-]*${OF}${MONTH}${AFTER_MONTH}${TIME}`,
    (m) => day(anyYear(m[3], m[4], m[5]), monthNumber(m[2]!), number(m[1])),
  ],
  // January 1-15, 2026
  [
    `${MONTH}[\\s-]*(\\d{1,2})${ORDINAL}\\s*(?:-|~|TO|THRU|THROUGH|&)\\s*(\\d{1,2})${ORDINAL}(?!\\d|[./-]\\d|\\s*[-./]?\\s*${MONTH_AHEAD})(?:\\s*,?\\s*${YEAR})?`,
    (m) => range(fullYear(m[4]), monthNumber(m[1]!), number(m[2]), number(m[3])),
  ],
  // January 15, 2026, Dec 31st, JAN 15
  [
    `${MONTH}(\\s*)[-.]?\\s*(\\d{1,2})${ORDINAL}(?![\\d:])(?:\\s*[,./-]?\\s*${OF}${YEAR}|-(\\d{2})(?!\\d)|,\\s?(\\d{2})(?!\\d))?`,
    readMonthDay,
  ],
  // Jan 2026, ENERO 2026, FEB26, January/2026
  [
    `${MONTH}(?:[\\s,./'-]*${OF}${YEAR}|[-./]?'?(\\d{2})(?!\\d)|\\s+'(\\d{2})(?!\\d))`,
    (m) => wholeMonth(anyYear(m[2], m[3], m[4]), monthNumber(m[1]!)),
  ],
  // T1/2026
  [`(?<![A-Z])T(\\d{1,2})[/.-]${YEAR}`, (m) => wholeMonth(fullYear(m[2]), number(m[1]))],
  // Q1/2026, 1Q26, Q1
  [
    "(?<![A-Z\\d])(?:Q\\s?([1-4])|([1-4])(?:ST|ND|RD|TH)?\\s?(?:Q(?![A-Z])|QUARTER|QTR)|QUARTER\\s?([1-4])|第?\\s?([1-4])\\s?(?:季度|분기|四半期)|(?:QUY|TRIMESTRE)\\s?([1-4]))(?!\\d)(?:[\\s/'-]*(?:(20\\d{2})|(\\d{2}))(?!\\d))?",
    (m) => quarter(anyYear(m[6], m[7]), number(m[1] ?? m[2] ?? m[3] ?? m[4] ?? m[5])),
  ],
  // WK 23, week 23-26, W23, KW 12/2026, 第23周
  [
    `(?<![A-Z\\d])(?:WEEKS?|WKS?|W|KW|CW|SEMANA|SEM|SEMAINE|WOCHE|TUAN|HAFTA|第(?=\\s?\\d{1,2}(?:\\s*[-~]\\s*\\d{1,2})?\\s*[周週주]))(?:\\.|\\s|#|NO\\.?|N°)*(\\d{1,2})(?!\\d)(?:\\s*(?:[-~/&+]|UND|AND|Y|E|ET|BIS|TO|AL?)\\s*(?:WEEK|WK|W|KW)?\\s*(\\d{1,2})(?!\\d))?\\s*[周週]?(?:[\\s/,-]*(?:OF\\s+)?${YEAR})?`,
    (m) => {
      const [first, last] = [number(m[1]), number(m[2] ?? m[1])]
      return last < first
        ? null
        : span(fullYear(m[3]), (y) =>
            ((a, b) => a && b && { from: a.from, to: b.to })(weekDays(y, first), weekDays(y, last)),
          )
    },
  ],
  // 12/2025, 01-2026
  [`(?<![\\d./-])(\\d{1,2})[./-]${YEAR}`, (m) => wholeMonth(fullYear(m[2]), number(m[1]))],
  // 2026-01, 2026.1
  [
    '(?<!\\d)(20\\d{2})[-./](0?[1-9]|1[0-2])(?![\\d]|[-./]\\d)',
    (m) => wholeMonth(number(m[1]), number(m[2])),
  ],
  // 2025-12-15~12-31
  [
    '(?<=(?:19|20)\\d{2}-\\d{1,2}-\\d{1,2}\\s*(?:~|至|到|TO|-|/)\\s*)(\\d{1,2})-(\\d{1,2})(?![\\d-])',
    (m) => day(null, number(m[1]), number(m[2])),
  ],
  // 15/12, 1.14
  [
    '(?<![\\d./,$€£]|(?:USD|EUR|THB|CNY|RMB|GBP|JPY|VND|INR|AUD|SGD|MYR|IDR|HKD|TWD|KRW|CHF) ?)(\\d{1,2})\\s?([./])\\s?(\\d{1,2})\\.?(?!\\d|[./]\\d|\\s*(?:DAYS?|D(?![A-Z])|DEM|DET|USD|EUR|%|天|TAGE|NGAY|HRS?|HOURS?|KG|CBM|TONS?|FREE|COMB))',
    (m, text) => dayAndMonth(number(m[1]), number(m[3]), null, { monthFirst: CJK.test(text), weak: true }),
  ],
  // JAN, JUNIO
  [
    MONTH,
    (m) =>
      ((atom) => atom && { ...atom, weak: WORDY_MONTHS.has(m[1]!.replace('.', '')) })(
        wholeMonth(null, monthNumber(m[1]!)),
      ),
  ],
]

function readIdeographs(m: RegExpExecArray) {
  const year = m[1] ? yearOfEra(m[1], m[2]!) : fullYear(m[3])
  const month = number(m[4])
  if (month < 1 || month > 12) return null
  if (m[5]) return range(year, month, number(m[5]), number(m[6]))
  if (m[7]) return day(year, month, number(m[7]))
  switch (m[8]) {
    case '上半月':
    case '上半':
      return part(year, month, 1, 15)
    case '下半月':
    case '下半':
      return part(year, month, 16, 'end')
    case '上旬':
      return part(year, month, 1, 10)
    case '中旬':
      return part(year, month, 11, 20)
    case '下旬':
      return part(year, month, 21, 'end')
    case '底':
    case '末':
      return lastDay(year, month)
    case '初':
      return day(year, month, 1)
    default:
      return wholeMonth(year, month)
  }
}

/** Two-digit years of freight lie here; outside, the first number of a triple is the year ("26/01/15"). */
const PLAUSIBLE = { from: 2018, to: 2045 }

function readTriple(m: RegExpExecArray) {
  const [a, b] = [number(m[1]), number(m[3])]
  const year = anyYear(m[4], m[5])!
  if (
    m[5] &&
    (year < PLAUSIBLE.from || year > PLAUSIBLE.to) &&
    2000 + a >= PLAUSIBLE.from &&
    2000 + a <= PLAUSIBLE.to
  ) {
    return day(2000 + a, b, number(m[5]))
  }
  // A point between the numbers is European: day first.
  return dayAndMonth(a, b, year, { dayFirstAlways: m[2] === '.' })
}

function half(year: number | null, month: number, which: string) {
  return /^(?:1|FIRST|ERSTE|PRI|PREM)/.test(which) ? part(year, month, 1, 15) : part(year, month, 16, 'end')
}

function readEdge(m: RegExpExecArray) {
  const year = anyYear(m[3], m[4], m[5])
  const month = monthNumber(m[2]!)
  if (/^(?:MID|MITTE|MEDIADOS|GIUA)/.test(m[1]!)) return day(year, month, 15)
  return /^(?:BEG|ANF|DAU)/.test(m[1]!) ? day(year, month, 1) : lastDay(year, month)
}

function readMonthDay(m: RegExpExecArray) {
  const month = monthNumber(m[1]!)
  const value = number(m[3])
  const year = anyYear(m[4], m[5], m[6])
  const asYear = 2000 + value
  const yearLike =
    year === null &&
    m[3]!.length === 2 &&
    asYear >= 2020 &&
    asYear <= PLAUSIBLE.to &&
    !/(?:ST|ND|RD|TH)$/.test(m[0])
  // Touching, it is a year: FEB26, Feb-26. With a blank it may be either.
  if (yearLike && m[2] === '') return wholeMonth(asYear, month)
  const atom = day(year, month, value)
  if (!yearLike) return atom
  const asMonth = { year: asYear, at: (y: number) => monthDays(y, month) }
  return atom ? { ...atom, asMonth } : wholeMonth(asYear, month)
}

const patterns = NOTATIONS.map(([source, read]) => ({ pattern: new RegExp(source, 'y'), read }))
/** Where a date may start: at a digit, at the first letter of a word, in scripts without blanks anywhere. */
const START = new RegExp(`\\d|[${LETTER}ก-ฮเ\\u0620-\\u064a第令平]`)
const LETTERS = new RegExp(`^[${LETTER}]$`)

/** The dates of a folded text, in order. A date that cannot exist is left out. */
export function findDateAtoms(folded: string): DateAtom[] {
  const atoms: DateAtom[] = []
  for (let i = 0; i < folded.length; ) {
    const previous = folded[i - 1]
    const isStart =
      START.test(folded[i]!) &&
      !(previous !== undefined && LETTERS.test(previous) && LETTERS.test(folded[i]!))
    const atom = isStart ? atomAt(folded, i) : null
    if (atom) atoms.push(atom)
    i = atom ? atom.end : i + 1
  }
  return atoms
}

function atomAt(folded: string, index: number): DateAtom | null {
  for (const { pattern, read } of patterns) {
    pattern.lastIndex = index
    const match = pattern.exec(folded)
    const atom = match ? read(match, folded) : null
    if (match && atom) return { ...atom, index, end: index + match[0].length }
  }
  return null
}
