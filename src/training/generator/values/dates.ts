import type { CellInput } from '../cell.ts'
import type { Random } from '../random.ts'
import { MONTHS } from '../vocabulary/words.ts'

/** A calendar day: year, month 1..12, day. */
export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

export interface DateStyle {
  readonly form: DateForm
  /** Real dates of the spreadsheet, or typed text. */
  readonly serial: boolean
  readonly language: string
}

const FORMS = [
  'dmy_slash',
  'mdy_slash',
  'iso',
  'dot',
  'd_mmm_yy',
  'd_mmm',
  'd_mmmm_yyyy',
  'ymd_slash',
  'dmy_dash',
  'dm',
] as const
type DateForm = (typeof FORMS)[number]

const SERIAL_FORMATS: Record<DateForm, string> = {
  dmy_slash: 'dd/mm/yyyy',
  mdy_slash: 'm/d/yyyy',
  iso: 'yyyy-mm-dd',
  dot: 'dd.mm.yyyy',
  d_mmm_yy: 'd-mmm-yy',
  d_mmm: 'd-mmm',
  d_mmmm_yyyy: 'd mmmm yyyy',
  ymd_slash: 'yyyy/m/d',
  dmy_dash: 'dd-mm-yyyy',
  dm: 'dd/mm',
}

export function dateStyle(random: Random, home: string, language: string): DateStyle {
  const form: DateForm =
    home === 'US' || (home === 'PH' && random.chance(0.5))
      ? random.weighted([
          ['mdy_slash', 6],
          ['d_mmm_yy', 3],
          ['iso', 1],
        ])
      : ['CN', 'TW', 'JP', 'KR'].includes(home)
        ? random.weighted([
            ['iso', 3],
            ['ymd_slash', 4],
            ['d_mmm_yy', 2],
            ['d_mmm', 1],
          ])
        : ['DE', 'TR', 'RU', 'PL'].includes(home)
          ? random.weighted([
              ['dot', 7],
              ['d_mmm_yy', 1],
              ['dmy_slash', 1],
            ])
          : random.weighted([
              ['dmy_slash', 5],
              ['d_mmm_yy', 5],
              ['d_mmm', 1],
              ['d_mmmm_yyyy', 1],
              ['iso', 1],
              ['dot', 1],
              ['dmy_dash', 1],
              ['dm', 0.7],
            ])
  return { form, serial: random.chance(0.6), language }
}

const two = (n: number): string => String(n).padStart(2, '0')
const monthName = (month: number, language: string): string =>
  (MONTHS[language] ?? MONTHS.en!).split('|')[month - 1]!
const shortMonth = (month: number, language: string): string => monthName(month, language).slice(0, 3)

/** Serial number of a day in the 1900 date system. */
export const serialOf = (date: Day): number =>
  Math.round(Date.UTC(date.year, date.month - 1, date.day) / 86400000) + 25569

export function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

export function dateText(date: Day, style: DateStyle): string {
  const { year, month, day } = date
  switch (style.form) {
    case 'dmy_slash':
      return `${two(day)}/${two(month)}/${year}`
    case 'mdy_slash':
      return `${month}/${day}/${year}`
    case 'iso':
      return `${year}-${two(month)}-${two(day)}`
    case 'dot':
      return `${two(day)}.${two(month)}.${year}`
    case 'd_mmm_yy':
      return `${two(day)}-${shortMonth(month, 'en')}-${two(year % 100)}`
    case 'd_mmm':
      return `${day}-${shortMonth(month, 'en')}`
    case 'd_mmmm_yyyy':
      return `${day} ${monthName(month, style.language)} ${year}`
    case 'ymd_slash':
      return `${year}/${month}/${day}`
    case 'dmy_dash':
      return `${two(day)}-${two(month)}-${year}`
    case 'dm':
      return `${two(day)}/${two(month)}`
  }
}

export function dateCell(date: Day, style: DateStyle): CellInput {
  return style.serial ? { value: serialOf(date), format: SERIAL_FORMATS[style.form] } : dateText(date, style)
}

/** A validity in one text, in one of the many notations; both days, or only the last one when `endOnly`. */
export function validityText(from: Day, to: Day, style: DateStyle, random: Random): string {
  const { language } = style
  const whole = from.day === 1 && from.month === to.month && to.day === lastDayOf(to.year, to.month)
  const sameMonth = from.month === to.month
  const mmm = shortMonth(to.month, MONTHS[language] && random.chance(0.5) ? language : 'en')
  const separator = random.pick(['-', ' - ', '~', ' to ', '–', ' ~ ', '--'])
  const options: string[] = [
    `${dateText(from, style)}${separator}${dateText(to, style)}`,
    `${dateText(from, style)} - ${dateText(to, style)}`,
    `${two(from.day)}/${two(from.month)}${separator}${two(to.day)}/${two(to.month)}`,
    `${two(from.day)}/${two(from.month)}-${two(to.day)}/${two(to.month)}/${to.year}`,
    `${from.day} ${shortMonth(from.month, 'en')} - ${to.day} ${mmm}`,
  ]
  if (sameMonth) {
    options.push(
      `${from.day}-${to.day} ${mmm}`,
      `${from.day}-${to.day} ${mmm}`,
      `${mmm} ${from.day}-${to.day}, ${to.year}`,
    )
    options.push(
      `${from.day}-${to.day}/${two(to.month)}`,
      `${two(from.day)}-${two(to.day)}.${two(to.month)}.${to.year}`,
      `${mmm.toUpperCase()} ${two(from.day)}-${two(to.day)}`,
    )
    if (from.day === 1 && to.day <= 15) options.push(`1H ${mmm}`, `1H ${mmm} ${to.year}`)
    if (from.day >= 15) options.push(`2H ${mmm}`, `2H ${mmm.toUpperCase()}`)
    if (language === 'es') options.push(`${from.day} al ${to.day} de ${monthName(to.month, 'es')}`)
  }
  if (whole)
    options.push(
      `${monthName(to.month, language)} ${to.year}`,
      mmm.toUpperCase(),
      `${mmm}-${two(to.year % 100)}`,
    )
  if (language === 'zh') {
    options.push(
      `${from.month}.${from.day}-${to.month}.${to.day}`,
      `${from.month}/${from.day}-${to.month}/${to.day}`,
      `${from.month}月${from.day}日-${to.month}月${to.day}日`,
      `${from.month}月${from.day}日—${to.day}日`,
    )
    if (to.day > 27) options.push(`至${to.month}月底`, `${to.month}月下半月`)
  }
  if (language === 'ja' || language === 'ko') options.push(`${from.month}/${from.day}~${to.month}/${to.day}`)
  if (language === 'vi')
    options.push(`từ ${two(from.day)}/${two(from.month)} đến ${two(to.day)}/${two(to.month)}`)
  return random.pick(options)
}

export function expiryText(to: Day, style: DateStyle, random: Random): string {
  const text = dateText(to, style)
  const local: Record<string, string[]> = {
    zh: [`至${to.month}月${to.day}日`, `${to.month}/${to.day}前`, `截止${to.month}.${to.day}`],
    es: [`hasta ${text}`],
    de: [`bis ${text}`],
    fr: [`jusqu'au ${text}`],
    vi: [`đến ${text}`],
    pt: [`até ${text}`],
  }
  return random.pick([
    text,
    `till ${text}`,
    `until ${text}`,
    `thru ${text}`,
    text,
    `up to ${text}`,
    ...(local[style.language] ?? []),
  ])
}
