/** Thai sheets count from the Buddha's death: 2569 is 2026, and so is 69 where no year of freight ends on it. */
const BUDDHIST = 543
/** Years of freight, as Thailand counts them; other numbers of four digits are prices. */
const BUDDHIST_YEARS = { from: 2561, to: 2588 }
/** The same of two digits: nearer by, for 62 is 26 with its digits exchanged as often. */
const SHORT_BUDDHIST_YEARS = { from: 2566, to: 2576 }
/** The year before the first of the Republic of China, as Taiwan counts. */
const REPUBLIC = 1911
/** The year before the first of each era of Japan. */
const JAPANESE: Readonly<Record<string, number>> = { 令和: 2018, R: 2018, 平成: 1988 }

/** A year of four digits, Western or Buddhist; no group. */
export const YEAR_DIGITS = '(?:(?:19|20)\\d{2}|25[678]\\d)'
/** A year of an era of Japan: its name, and "元" or the number. Two groups. */
export const JAPANESE_ERA = '(令和|平成|(?<![A-Z])R)\\.?\\s*(元|\\d{1,2})'

/** The Western year of two or four digits: "26", "2026", "2569", "69". */
export function westernYear(digits: string): number {
  const number = Number(digits)
  if (digits.length === 2) {
    const buddhist = 2500 + number
    return lies(buddhist, SHORT_BUDDHIST_YEARS) ? buddhist - BUDDHIST : 2000 + number
  }
  return lies(number, BUDDHIST_YEARS) ? number - BUDDHIST : number
}

const lies = (year: number, { from, to }: { from: number; to: number }) => year >= from && year <= to

/** 令和8 is 2026; 元 is the first year. */
export function yearOfEra(era: string, year: string): number {
  return (JAPANESE[era] ?? 0) + (year === '元' ? 1 : Number(year))
}

/** 115 is 2026. */
export const yearOfRepublic = (year: string): number => REPUBLIC + Number(year)

/** ISO day of a serial date whose year was typed as Thailand counts it: spreadsheets take 1/12/2569 for a day five centuries ahead. */
export function withoutBuddhistYear(iso: string): string {
  const year = Number(iso.slice(0, 4))
  return lies(year, BUDDHIST_YEARS) ? `${year - BUDDHIST}${iso.slice(4)}` : iso
}
