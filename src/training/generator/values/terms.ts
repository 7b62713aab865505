import { type CellInput, choices } from '../cell.ts'
import type { Random } from '../random.ts'
import {
  COMMODITIES,
  COMMODITIES_LOCAL,
  FREQUENCIES,
  FREQUENCIES_LOCAL,
  INLAND_MODES,
  INLAND_MODES_LOCAL,
  INTERNAL_VALUES,
  MODES,
  SERVICE_CODES,
  WEEKDAYS,
} from '../vocabulary/words.ts'

/** A writer of one column's values in one notation, chosen once and kept down the column. */
export type Writer = () => CellInput

const local = (texts: string, own: Record<string, string>, language: string, random: Random): string[] =>
  choices(own[language] !== undefined && random.chance(0.7) ? own[language] : texts)

export function transitWriter(random: Random, language: string): (days: number) => CellInput {
  const form = random.weighted([
    ['number', 45],
    ['range', 20],
    ['days', 15],
    ['local', 8],
    ['approx', 4],
    ['direct', 4],
    ['plus', 4],
  ])
  const word: Record<string, string> = {
    zh: '天',
    ja: '日',
    ko: '일',
    vi: ' ngày',
    es: ' días',
    pt: ' dias',
    de: ' Tage',
    fr: ' jours',
    it: ' gg',
    tr: ' gün',
    ru: ' дней',
    th: ' วัน',
    nl: ' dagen',
  }
  const short = random.pick([' days', ' DAYS', 'D', ' d', ' day', 'days'])
  return (days) => {
    if (random.chance(0.03)) return random.pick(['TBA', '-', 'N/A'])
    switch (form) {
      case 'number':
        return days
      case 'range':
        return random.chance(0.85) ? `${days}-${days + random.int(1, 4)}` : days
      case 'days':
        return `${days}${short}`
      case 'local':
        return `${days}${word[language] ?? ' days'}`
      case 'approx':
        return random.pick([`ca. ${days}`, `abt ${days} days`, `${days}/${days + 2}`])
      case 'plus':
        return `${days}+`
      default:
        return random.chance(0.4) ? `${days} (direct)` : `${days} via T/S`
    }
  }
}

export function freeTimeWriter(random: Random, language: string): Writer {
  const days = random.sample([4, 5, 7, 10, 14, 21], 3)
  const forms: ((a: number, b: number) => CellInput)[] = [
    (a) => a,
    (a) => `${a} days`,
    (a) => `${a} DAYS COMBINED`,
    (a, b) => `${a} DEM + ${b} DET`,
    (a, b) => `${a} dem/ ${b} det`,
    (a, b) => `${a}/${b}`,
    (a, b) => `${a}/${b} days`,
    (a) => `${a} days DEM/DET`,
    (a, b) => `${a}+${b}`,
    (a) => `${a}D`,
    (a) => `${a} days at POD`,
    () => 'AS PER TARIFF',
    (a, b) => `DEM ${a} DET ${b}`,
    (a) => `${a} calendar days`,
  ]
  const own: Record<string, ((a: number, b: number) => CellInput)[]> = {
    zh: [(a) => `${a}天`, (a) => `目免${a}天`, (a, b) => `${a}+${b}天`],
    es: [(a) => `${a} días`, (a) => `${a} días libres`],
    pt: [(a) => `${a} dias`],
    vi: [(a) => `${a} ngày`],
    de: [(a) => `${a} Tage`],
    fr: [(a) => `${a} jours`],
    ja: [(a) => `${a}日`],
    ko: [(a) => `${a}일`],
  }
  const form = random.pick([...forms, ...(own[language] ?? [])])
  return () =>
    random.chance(0.05)
      ? random.pick(['Tariff', 'as per tariff', 'standard', '-'])
      : form(random.pick(days), random.pick(days))
}

export function etdWriter(random: Random, language: string, year: number): Writer {
  const days = choices(WEEKDAYS[language] && random.chance(0.6) ? WEEKDAYS[language] : WEEKDAYS.en!)
  const title = random.chance(0.3) && language === 'en'
  const day = (): string => {
    const name = random.pick(days)
    return title ? name[0] + name.slice(1).toLowerCase() : name
  }
  const form = random.int(0, 9)
  return () => {
    if (form <= 3) return day()
    if (form === 4) return `${day()}/${day()}`
    if (form === 5) return `${day()} (${random.pick(['BKK', 'LCB', 'SHA', 'NGB', 'HPH', 'HCM'])})`
    if (form === 6) return `${day()}, ${day()}`
    if (form === 7) return `ETD ${day()}`
    if (form === 8) return `${random.int(1, 28)}/${random.int(1, 12)}/${year}`
    return random.chance(0.5) ? `${day()}-${day()}` : `CY ${day()} / ETD ${day()}`
  }
}

export function serviceWriter(random: Random): Writer {
  const codes = random.sample(choices(SERVICE_CODES), random.int(2, 9))
  const lists = random.chance(0.2)
  return () =>
    lists && random.chance(0.4)
      ? `${random.pick(codes)}${random.pick(['/', ' / ', ', '])}${random.pick(codes)}`
      : random.pick(codes)
}

export function modeWriter(random: Random, language: string, inland: boolean): Writer {
  const words = random.sample(
    inland ? local(INLAND_MODES, INLAND_MODES_LOCAL, language, random) : choices(MODES),
    random.int(1, 3),
  )
  return () => random.pick(words)
}

export function frequencyWriter(random: Random, language: string): Writer {
  const words = random.sample(local(FREQUENCIES, FREQUENCIES_LOCAL, language, random), 3)
  return () => random.pick(words)
}

export function commodityWriter(random: Random, language: string): Writer {
  const words = random.sample(
    local(COMMODITIES, COMMODITIES_LOCAL, language, random),
    random.pick([1, 2, 4, 6]),
  )
  return () => random.pick(words)
}

export function contractWriter(random: Random): Writer {
  const stems = ['S26', 'SC', 'TPC', 'R04', '26-', 'QTE', 'VN', 'FAK', 'LARA', 'AEN', 'WB']
  const numbers = Array.from({ length: random.int(1, 4) }, () => {
    const number = random.int(1000, 9999999)
    return random.chance(0.4) ? number : `${random.pick(stems)}${random.pick(['', '-', ' '])}${number}`
  })
  return () => random.pick(numbers)
}

/** Values of a column for a desk's own use: never amounts of freight, though they may be numbers. */
export function internalWriter(random: Random): Writer {
  const form = random.int(0, 7)
  const words = random.sample(choices(INTERNAL_VALUES), random.int(1, 4))
  const stem = random.pick(['IC', 'BK', 'K-', 'RG', 'X', 'FF', 'C', 'CC', 'Q', 'REF-'])
  const steps = random.sample([1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60], 6)
  const scale = random.pick([1, 1, 1, 10])
  let count = random.int(100, 2000)
  return () => {
    if (random.chance(0.1)) return null
    if (form <= 2) return random.pick(words)
    if (form === 3) {
      count += random.int(1, 9)
      return `${stem}${count}`
    }
    if (form === 4) return random.pick(steps) * scale
    if (form === 5) return { value: random.int(45500, 46200), format: 'd-mmm-yy' }
    if (form === 6) return { value: random.int(2, 15) / 100, format: '0%' }
    return `${random.int(1, 28)}/${random.int(1, 12)}`
  }
}

const SURCHARGES = [
  'BAF',
  'LSS',
  'PSS',
  'EBS',
  'ISPS',
  'THC',
  'ENS',
  'ETS',
  'CIC',
  'GRI',
  'WRS',
  'OTHC',
  'DTHC',
  'EIS',
  'DOC',
]

export function surchargeListWriter(random: Random): Writer {
  const separator = random.pick([', ', ',', '/', ' + ', ' & '])
  const lists = Array.from({ length: random.int(1, 4) }, () =>
    random.sample(SURCHARGES, random.int(1, 5)).join(separator),
  )
  return () => random.pick(lists)
}
