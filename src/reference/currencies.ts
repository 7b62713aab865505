import { alignedFold, remember, squeeze } from './aligned.ts'

export interface CurrencyMention {
  /** ISO 4217. */
  readonly currency: string
  readonly index: number
  readonly length: number
}

/** Codes that freight is quoted in. Codes that are trade words as well (ALL, AMD, TOP, CUP) are left out. */
const CODES = new Set(
  (
    'USD EUR GBP JPY CNY CNH RMB HKD TWD NTD KRW SGD MYR THB VND IDR PHP INR PKR BDT LKR NPR MMK KHR LAK MNT MOP BND ' +
    'AUD NZD FJD PGK XPF CAD MXN BRL ARS CLP COP PEN UYU PYG BOB CRC GTQ HNL NIO DOP JMD TTD BBD XCD HTG PAB ' +
    'CHF SEK NOK DKK ISK PLN CZK HUF RON BGN HRK RSD ALB TRY RUB UAH BYN KZT GEL AZN UZS ' +
    'AED SAR QAR KWD BHD OMR JOD ILS EGP LYD TND DZD MAD IQD IRR LBP SYP YER ' +
    'ZAR NGN GHS KES TZS UGX RWF ETB DJF SDG MZN AOA ZMW BWP NAD MUR MGA XOF XAF GMD SLL CVE SCR MVR'
  ).split(' '),
)
const CODE_OF: Readonly<Record<string, string>> = { CNH: 'CNY', RMB: 'CNY', NTD: 'TWD', ALB: 'ALL' }
/** Codes that are words of an ordinary sentence: only beside a number, or alone in a cell. */
const WORDS = new Set(['TRY', 'PEN', 'MOP', 'GEL', 'LAK', 'RON', 'BOB', 'MAD', 'COP', 'CAD'])

/** Codes that are no word of a language, in whatever letters they are written: "usd/cntr". */
const NEVER_WORDS = new Set(
  'USD EUR GBP CHF CNY JPY KRW TWD HKD SGD MYR THB VND IDR INR PKR BDT AUD NZD BRL CLP MXN AED SAR ZAR'.split(
    ' ',
  ),
)

/** Folded symbols and names, longest first where one begins another. */
const NAMES: readonly (readonly [string, string])[] = [
  ['US DOLLARS', 'USD'],
  ['US DOLLAR', 'USD'],
  ['U.S. DOLLARS', 'USD'],
  ['U.S. DOLLAR', 'USD'],
  ['U.S.DOLLARS', 'USD'],
  ['DOLARES AMERICANOS', 'USD'],
  ['DOLARES', 'USD'],
  ['DOLLARS', 'USD'],
  ['US-DOLLAR', 'USD'],
  ['DO LA MY', 'USD'],
  ['ABD DOLARI', 'USD'],
  ['USD$', 'USD'],
  ['US$', 'USD'],
  ['U.S.$', 'USD'],
  ['U$S', 'USD'],
  ['U$D', 'USD'],
  ['U$', 'USD'],
  ['AUD$', 'AUD'],
  ['AU$', 'AUD'],
  ['A$', 'AUD'],
  ['CAD$', 'CAD'],
  ['CA$', 'CAD'],
  ['C$', 'CAD'],
  ['SGD$', 'SGD'],
  ['SG$', 'SGD'],
  ['S$', 'SGD'],
  ['HK$', 'HKD'],
  ['NT$', 'TWD'],
  ['NZ$', 'NZD'],
  ['R$', 'BRL'],
  ['MX$', 'MXN'],
  ['MEX$', 'MXN'],
  ['$', 'USD'],
  ['EUROS', 'EUR'],
  ['EURO', 'EUR'],
  ['€', 'EUR'],
  ['POUNDS STERLING', 'GBP'],
  ['STERLING', 'GBP'],
  ['£', 'GBP'],
  ['JP¥', 'JPY'],
  ['CN¥', 'CNY'],
  ['RMB¥', 'CNY'],
  ['YUAN', 'CNY'],
  ['RENMINBI', 'CNY'],
  ['YEN', 'JPY'],
  ['BAHT', 'THB'],
  ['฿', 'THB'],
  ['RUPEES', 'INR'],
  ['₹', 'INR'],
  ['RINGGIT', 'MYR'],
  ['RUPIAH', 'IDR'],
  ['₱', 'PHP'],
  ['₩', 'KRW'],
  ['₫', 'VND'],
  ['VIETNAM DONG', 'VND'],
  ['DIRHAMS', 'AED'],
  ['DIRHAM', 'AED'],
  ['DHS', 'AED'],
  ['₺', 'TRY'],
  ['₽', 'RUB'],
  ['ZŁ', 'PLN'],
  ['ZL', 'PLN'],
  ['KČ', 'CZK'],
  ['KSH', 'KES'],
  ['RP', 'IDR'],
  ['RS.', 'INR'],
  ['RS', 'INR'],
  ['RM', 'MYR'],
  ['美元', 'USD'],
  ['美金', 'USD'],
  ['美圆', 'USD'],
  ['米ドル', 'USD'],
  ['ドル', 'USD'],
  ['달러', 'USD'],
  ['人民币', 'CNY'],
  ['人民幣', 'CNY'],
  ['欧元', 'EUR'],
  ['歐元', 'EUR'],
  ['ユーロ', 'EUR'],
  ['유로', 'EUR'],
  ['英镑', 'GBP'],
  ['港币', 'HKD'],
  ['港幣', 'HKD'],
  ['港元', 'HKD'],
  ['新台币', 'TWD'],
  ['新台幣', 'TWD'],
  ['台币', 'TWD'],
  ['台幣', 'TWD'],
  ['日元', 'JPY'],
  ['日圆', 'JPY'],
  ['日圓', 'JPY'],
  ['韩元', 'KRW'],
  ['韓元', 'KRW'],
  ['泰铢', 'THB'],
  ['越南盾', 'VND'],
  ['新加坡元', 'SGD'],
  ['澳元', 'AUD'],
  ['加元', 'CAD'],
  ['元', 'CNY'],
  ['円', 'JPY'],
  ['원', 'KRW'],
  ['ДОЛЛАР', 'USD'],
  ['ЕВРО', 'EUR'],
  ['РУБ', 'RUB'],
]
const BY_NAME = new Map(NAMES)
const LATIN_END = /[A-Z]$/
const LATIN_START = /^[A-Z]/
const escaped = (name: string) => {
  const body = name.replace(/[$.*+?()[\]\\]/g, '\\$&')
  // "USD1500" is one, "RSA" is none.
  return `${body}${LATIN_END.test(name) ? '(?![A-Z])' : ''}`
}
const mentions = (latin: boolean) =>
  NAMES.flatMap(([name]) => (LATIN_START.test(name) === latin ? escaped(name) : [])).join('|')
/** What begins with a letter begins a word: inside a word, a hundred names need not be tried. */
const MENTION = new RegExp(
  `(?<![A-Z])(?=[A-Z])(?:${mentions(true)}|[A-Z]{3}(?![A-Z]))|${mentions(false)}`,
  'g',
)
/** "SELAT MARITIME SDN BHD", "Hong Kong SAR": letters of a company's or a territory's name. */
const OF_NAMES: Readonly<Record<string, RegExp>> = {
  BHD: /\bSDN[.,]?\s*$|\p{L}{2}[\p{L}.&()]*\s+(?:HOLDINGS?|CORPORATION|INDUSTRIES|LOGISTICS|SHIPPING|LINES?)\s+$/u,
  SAR: /\b(?:HONG ?KONG|HKG?|MACAU|MACAO|CHINA),?\s*\(?$/,
}
/** Two letters that are also initials: only beside a number. */
const SHORT_NAMES = new Set(['RP', 'RS', 'RS.', 'RM', 'ZL', 'DHS'])

const codeOf = (code: string) => (CODES.has(code) ? (CODE_OF[code] ?? code) : null)

/** "USD:US DOLLAR", "SGD - Singapore Dollars", "US Dollar (USD)": a code beside the name that explains it. */
const CODE_AND_NAME =
  /^(?:([A-Z]{3})\s*[:\-–=(/]\s*[A-Z. ]*|[A-Z. ]*)(?:DOLLARS?|EUROS?|YUAN|RENMINBI|YEN|POUNDS?|STERLING|RUPEES?|RINGGITS?|BAHT|WON|DONG|RUPIAHS?|PESOS?|DIRHAMS?|RIYALS?|FRANCS?|RANDS?|REAI?S|LIRAS?|KRON\w+)(?:\s*[:\-–=(/]\s*([A-Z]{3}))?\)?$/

/** ISO 4217 code of a text that is a currency and nothing else ("US$", "美元", "RMB", "(in USD)", "USD:US DOLLAR"). */
export const readCurrency: (text: string) => string | null = remember((text) => {
  if (text.length > 40) return null
  const bare = squeeze(alignedFold(text.normalize('NFC')))
    .replace(/^[([\s:]+|[)\]\s:.,*]+$/g, '')
    .replace(/^(?:IN|EN|EM|VALUTA|CURRENCY|CUR\.?|MONEDA|币种|单位)[\s:]+/, '')
    .trim()
  const explained = CODE_AND_NAME.exec(bare)
  return (
    BY_NAME.get(bare) ??
    codeOf(bare) ??
    codeOf(explained?.[1] ?? explained?.[2] ?? '') ??
    (bare === 'DONG' || bare === 'PESOS' ? (bare === 'DONG' ? 'VND' : null) : null)
  )
})

/** Longer texts are prose: hardly two of them are worded alike. */
const LONGEST_REMEMBERED = 200

/**
 * Every currency that a longer text names, in order. Which digits stand beside a name makes no difference: fifty thousand
 * remarks that differ in a number are looked through once, which made the search for prices in remarks six times as fast.
 */
export function findCurrencies(text: string): readonly CurrencyMention[] {
  return text.length > LONGEST_REMEMBERED ? mentionsIn(text) : mentionsOf(text.replace(/\d/g, '0'))
}

const mentionsOf = remember(mentionsIn)

function mentionsIn(text: string): readonly CurrencyMention[] {
  const folded = alignedFold(text.normalize('NFC'))
  const mentions: CurrencyMention[] = []
  for (const match of folded.matchAll(MENTION)) {
    const name = match[0]
    const index = match.index
    const currency = BY_NAME.get(name) ?? codeOf(name)
    if (!currency) continue
    if (
      (WORDS.has(name) || SHORT_NAMES.has(name)) &&
      !besideNumber(folded, index, name.length) &&
      !standsAlone(folded, index, name.length)
    )
      continue
    if (OF_NAMES[name]?.test(folded.slice(0, index)) && !besideNumber(folded, index, name.length)) continue
    // A code is written in capitals; "try" and "pen" are words.
    const small = /^[A-Z]{3}$/.test(name) && !/^[A-Z]/.test(text.normalize('NFC').slice(index))
    if (small && !NEVER_WORDS.has(name)) {
      if (!besideNumber(folded, index, name.length)) continue
    }
    mentions.push({ currency, index, length: name.length })
  }
  return mentions
}

/** "- CAD -", "(MAD)": between marks a code that is also a word is a code. */
function standsAlone(folded: string, index: number, length: number): boolean {
  const [before, behind] = [folded.slice(0, index), folded.slice(index + length)]
  const marked = /[-–—|(]\s*$/.test(before) && /^\s*(?:[-–—|)]|$)/.test(behind)
  // "All rates in CAD", "CAD per cntr".
  return (
    marked ||
    /(?<![A-Z])(?:IN|ALL|CURRENCY:?|EN|EM)\s*$/.test(before) ||
    /^\s*(?:PER(?![A-Z])|\/\s*(?:[A-Z]{2,4}|[24]0))/.test(behind)
  )
}

function besideNumber(text: string, index: number, length: number): boolean {
  return /\d[.,]?\s?$/.test(text.slice(0, index)) || /^\s?\d/.test(text.slice(index + length))
}

/** Currency of the symbol by the locale of the format, where the symbol alone does not tell. Locale ids are hexadecimal. */
const DOLLARS: Readonly<Record<string, string>> = {
  409: 'USD',
  '1009': 'CAD',
  C0C: 'CAD',
  C09: 'AUD',
  1409: 'NZD',
  4809: 'SGD',
  1004: 'SGD',
  C04: 'HKD',
  3: 'HKD',
  404: 'TWD',
  '80A': 'MXN',
  '340A': 'CLP',
  '2C0A': 'ARS',
  '240A': 'COP',
  500: 'USD',
}
const YENS: Readonly<Record<string, string>> = { 804: 'CNY', 411: 'JPY', 478: 'CNY' }
const CROWNS: Readonly<Record<string, string>> = {
  '41D': 'SEK',
  406: 'DKK',
  414: 'NOK',
  814: 'NOK',
  '40F': 'ISK',
}
const RUPEES: Readonly<Record<string, string>> = {
  4009: 'INR',
  439: 'INR',
  420: 'PKR',
  '45B': 'LKR',
  461: 'NPR',
}
const PESOS: Readonly<Record<string, string>> = { 464: 'PHP', 3409: 'PHP' }

/** ISO 4217 code of a number format ("$#,##0", "[$€-407] #,##0"); null when it has none or cannot be told. */
export const currencyOfNumberFormat: (format: string) => string | null = remember((format) => {
  if (format === 'General' || format === '' || format === '@') return null
  const section = format.split(';')[0]!
  for (const match of section.matchAll(/\[\$([^\]-]*)(?:-([0-9A-Fa-f]+))?[^\]]*\]/g)) {
    const symbol = squeeze(alignedFold((match[1] ?? '').normalize('NFC')))
    const locale = (match[2] ?? '').toUpperCase().replace(/^0+/, '')
    if (symbol === '') continue
    const currency = currencyOfSymbol(symbol, locale)
    if (currency) return currency
  }
  // Padding (_x, *x), colours and conditions carry no text; quotes and backslashes only mark it.
  const literal = section
    .replace(/\[[^\]]*\]/g, '')
    .replace(/[_*]./g, '')
    .replace(/\\(.)/g, '$1')
    .replace(/"/g, '')
    .replace(/[#0?.,%()\s-]+/g, ' ')
    .trim()
  if (literal === '') return null
  const folded = squeeze(alignedFold(literal.normalize('NFC')))
  // "USD"#,##0"/BL": the currency and what else the format writes.
  return currencyOfSymbol(folded, '') ?? findCurrencies(`${literal} 1`)[0]?.currency ?? null
})

/** Currencies that are written with a bare dollar sign at home. */
const DOLLAR_SIGNED = new Set(
  'USD MXN CLP COP ARS UYU DOP CAD AUD NZD HKD SGD TWD BBD BSD BZD FJD JMD TTD XCD'.split(' '),
)

/**
 * The currency of a price whose number format shows `shown` and whose surroundings state `stated`: a dollar sign without a
 * country is that of the pesos which a caption names.
 */
export function currencyMeant(format: string, shown: string, stated: string | null): string {
  const bare = shown === 'USD' && !/US|\[\$[^\]]*-/i.test(format.split(';')[0]!)
  return bare && stated !== null && DOLLAR_SIGNED.has(stated) ? stated : shown
}

function currencyOfSymbol(symbol: string, locale: string): string | null {
  if (symbol === '$')
    return locale === '' ? 'USD' : (DOLLARS[locale] ?? (locale.endsWith('09') ? 'USD' : null))
  if (symbol === '¥' || symbol === '￥') return YENS[locale] ?? null
  if (symbol === 'KR' || symbol === 'KR.') return CROWNS[locale] ?? null
  if (symbol === 'RS' || symbol === 'RS.' || symbol === '₨')
    return RUPEES[locale] ?? (locale === '' && symbol !== '₨' ? 'INR' : null)
  if (symbol === 'R' && locale === '1C09') return 'ZAR'
  if (symbol === 'P' || symbol === 'PHP') return PESOS[locale] ?? (symbol === 'PHP' ? 'PHP' : null)
  return readCurrency(symbol)
}
