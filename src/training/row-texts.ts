import type { Random } from './generator/random.ts'
import { LANGUAGES, type Language, type Wordings, wordings } from './generator/vocabulary/languages.ts'
import { CAPTIONS, KEYS, NOTES, REGION_NAMES, TITLES } from './generator/vocabulary/phrases.ts'

/** Lines around tables, in a language by chance, with the names in them filled in. */

export const TOTALS = [
  'TOTAL',
  'Total',
  'Grand Total',
  'Average',
  'Sub-total',
  'Total USD',
  'SUM',
  '合计',
  '总计',
  'Tổng',
  'Tổng cộng',
  'Summe',
  'Gesamt',
  'Suma',
  'Promedio',
  'Toplam',
  '합계',
  '合計',
  'Итого',
  'Totale',
  'Count',
] as const

export const PARENT_HEADINGS = [
  'Ocean Freight',
  'OCEAN FREIGHT (USD)',
  'O/F',
  'Rates in USD per container',
  'USD',
  'All-in rate',
  'Base rate',
  'Freight all kinds',
  'DRY',
  'Standard equipment',
  '海运费',
  'Flete marítimo',
  'Seefracht',
  'Cước biển (USD)',
  'Navlun',
  '해상운임',
  '海上運賃',
  'Validity 1-15 May',
  'JUNE 2026',
  'Charges',
  'Per Unit',
] as const

export const UNITS = [
  '(USD)',
  'USD',
  'EUR/cont',
  'per cont',
  '(days)',
  'USD/box',
  'in USD',
  '$',
  '美元',
  '(per TEU)',
] as const

const PLACES = [
  'Shanghai',
  'Hamburg',
  'SANTOS',
  'Nhava Sheva',
  'Haiphong',
  'Busan',
  'LONG BEACH',
  'Genoa',
  'Durban',
  '上海',
]
const COMPANIES = [
  'Blue Harbor Lines',
  'ORCHID SHIPPING CO., LTD',
  'Andes Mar S.A.',
  'Nordlys GmbH',
  '远洋物流有限公司',
]
const VALUES = [
  '1-31 May 2026',
  'FAK',
  'USD',
  '01/05/2026 - 31/05/2026',
  'SC-26-0071',
  'Shanghai',
  'MSC',
  '4',
  'until further notice',
  'CY/CY',
]

/** English more often than its share among languages: so it is in the trade. */
function language(random: Random): Language {
  return random.chance(0.5) ? 'en' : random.pick(LANGUAGES)
}

function phrase(of: Wordings, random: Random): string {
  const text = random.pick(wordings(of, language(random)))
  return text.replace(/\{(\w+)\}/g, (_, key: string) => {
    switch (key) {
      case 'region':
        return random.pick(wordings(random.pick(Object.values(REGION_NAMES)), language(random)))
      case 'place':
        return random.pick(PLACES)
      case 'company':
      case 'carrier':
        return random.pick(COMPANIES)
      case 'from':
        return random.pick(['01/05/2026', '1 May', '2026-05-01'])
      case 'to':
        return random.pick(['31/05/2026', '31 May', '2026-05-31'])
      case 'month':
        return random.pick(['May', '5', 'MAYO', 'June'])
      case 'year':
        return '2026'
      case 'cur':
        return random.pick(['USD', 'EUR', 'CNY'])
      case 'ref':
        return `SC${random.int(1000, 99_999)}`
      default:
        return String(random.int(2, 150))
    }
  })
}

export const titleText = (random: Random): string => phrase(TITLES, random)
export const noteText = (random: Random): string => phrase(NOTES, random)

export function captionText(random: Random): string {
  const text = phrase(CAPTIONS, random)
  return random.chance(0.3) ? text.toUpperCase() : text
}

/** A key and its value. */
export function pairText(random: Random): [string, string] {
  return [phrase(random.pick(Object.values(KEYS)), random), random.pick(VALUES)]
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const CIPHERED = 'emitnaujcgxphlosbrzdyvqkfw'

/** The text in a language that nobody speaks: no word list knows it, its shape stays. Codes of three letters stay too. */
export function cipher(text: string): string {
  if (text.length <= 3) return text
  return text.replace(/[a-z]/gi, (letter) => {
    const swapped = CIPHERED[LETTERS.indexOf(letter.toLowerCase())]!
    return letter === letter.toLowerCase() ? swapped : swapped.toUpperCase()
  })
}
