import { readBasis } from '../reference/bases.ts'
import { readCarrier } from '../reference/carriers.ts'
import { readCharge } from '../reference/charges.ts'
import { readContainers } from '../reference/containers.ts'
import { readCountry } from '../reference/countries.ts'
import { readCurrency } from '../reference/currencies.ts'
import { saysDirect } from '../reference/direct.ts'
import { textShape } from '../tables/cell-shape.ts'
import { isCompactDate } from '../workbook/compact-date.ts'
import { placeLikeness } from './place-likeness.ts'

/** What a cell may look like. A cell may look like several things at once: "SEA" is a code, a charge and a word. */
export const SIGNALS = [
  'place',
  'locode',
  'code_list',
  'country',
  'date',
  'date_range',
  'date_until',
  'amount',
  'slash_amounts',
  'money',
  'currency',
  'carrier',
  'container',
  'charge',
  'charge_list',
  'basis',
  'small_integer',
  'days',
  'free_time',
  'weekday',
  'code',
  'sentence',
  'nothing',
  'transshipment',
  'via',
  'mode',
  'percent',
  'price_word',
  'contract',
  'year',
  'month',
  'group',
  'region',
  'frequency',
  'ditto',
  'yes_no',
  'contact',
  'word',
] as const
export type Signal = (typeof SIGNALS)[number]

/** Strength 0..1 of each signal that a cell gives. */
export type Signals = ReadonlyMap<Signal, number>

const CACHE_LIMIT = 50_000
const cache = new Map<string, Signals>()
const wordings = new Map<string, Signals>()

const MONTH =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|set|dic|fev|mai|out|dez|mrz|okt|des|janvier|f[ée]v|avril|juin|juil|ao[uû]t|d[ée]c|gen|mag|giu|lug|ott|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık)[a-zçã\u00fc]*\\.?'
const DAY = '(?:0?[1-9]|[12]\\d|3[01])'
const DATE = new RegExp(
  [
    `\\b\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}\\b`,
    `\\b${DAY}[-/.]\\d{1,2}[-/.](?:20)?\\d{2}\\b`,
    `\\b${DAY}(?:st|nd|rd|th)?[-/. ]*(?:de |of )?${MONTH}(?:[-/., ]*(?:de )?(?:20)?\\d{2})?\\b`,
    `\\b${MONTH} ?${DAY}(?:st|nd|rd|th)?(?:,? ?20\\d{2})?\\b`,
    `\\d{1,2}月(?:\\d{1,2}日|底|[上下]半月|份)?`,
    `\\d{1,2}월`,
    `\\b[12]h[ -]?${MONTH}`,
    `\\bq[1-4]\\b`,
    `\\bwk ?\\d{1,2}\\b`,
    `(?:w\\.?e\\.?f\\.?|from|eff\\w*\\.?|valid\\w*|ab|desde)\\s*${DAY}[./]\\d{1,2}\\b`,
    `\\b${MONTH}[-/' ]*(?:20)?\\d{2}\\b`,
  ].join('|'),
  'iu',
)
/** Two ends, or a period that has two: "1-31 Dec", "Q1", "2H Jan", "1月上半月". */
const RANGE = new RegExp(
  [
    `\\d(?:st|nd|rd|th)?\\s*(?:-|–|—|~|〜|至|al|au|to|a|bis|đến|hasta|until|till?|s\\/d)\\s*${DAY}(?:st|nd|rd|th)?\\s*[-/. ]*(?:de )?${MONTH}`,
    `\\d\\s*[-/.]\\s*\\d{1,4}\\s*(?:-|–|—|~|〜|至|al|au|to|a|bis|đến|hasta|until|till?|s\\/d|\\s)\\s*\\d{1,4}\\s*[-/.]\\s*\\d`,
    `${MONTH}\\s*\\d{1,2}(?:,?\\s*20\\d\\d)?\\s*(?:-|–|—|~|to|thru|through|al|bis)\\s*(?:${MONTH}|\\d{1,2}\\b)`,
    `${MONTH}(?:\\s*20\\d\\d)?\\s*(?:-|–|—|~|to|thru|through|al|a|bis)\\s*${MONTH}`,
    `日?\\s*(?:-|–|—|~|〜|至)\\s*(?:\\d{1,2}月)?\\d{1,2}日`,
    `^q[1-4]\\b|^[12]h\\b|^wk|月[上下]半月|^\\d{1,2}月(?:份)?$|^${MONTH}[-/' ]*(?:20\\d\\d)?$`,
  ].join('|'),
  'iu',
)
/** "1.1-1.14", "16/01-31/01", "01-15/12". */
const SHORT_RANGE =
  /^\d{1,2}\s*[./]\s*\d{1,2}\s*(?:-|–|—|~|至)\s*\d{1,2}\s*[./]\s*\d{1,2}|^(?:0?[1-9]|[12]\d|3[01])\s?[-–~]\s?(?:[12]\d|3[01])\s?[./]\s?(?:0?[1-9]|1[0-2])(?:[./](?:20)?\d\d)?$/
/** The last day alone. */
const UNTIL =
  /^(?:valid\s*)?(?:until|till?|thru|through|up ?to|to|hasta|bis|đến|至|截止|截至)\b|^(?:至|截)|(?:まで|까지|前)$|底$|further notice|\bufn\b|另行通知/iu
const AMOUNT = /^[(\-+]?\s*\d{1,3}(?:[., ’']\d{3})*(?:[.,]\d{1,4})?\s*(?:[,.]-)?\)?$|^-?\d+(?:[.,]\d+)?$/
const MONEY =
  /^(?:[a-z]{3}|us\$|[$€£¥₫฿])\s*[-]?[\d.,]+\s*(?:-)?(?:\s*(?:\/|per)\s*[a-z0-9']+)?$|^-?[\d.,]+\s*(?:[a-z]{3}|us\$|[$€£¥₫฿])$/i
const SLASH_AMOUNTS = /^(?:[a-z]{3}\s*|\$)?\d[\d.,]*(?:\s*[/|]\s*[a-z]{0,3}\d[\d.,]*){1,4}$/i
const PRICE_WORD =
  /^(?:incl\w*\.?|all[- ]?in|t\.?b\.?[acdn]\.?|p\.?o\.?[ar]\.?|on req\w*\.?|upon request|call|request|as per (?:tariff|carrier).*|as tariff|tariff|vatos|at cost|n\/?[aq]\.?|nil|no bid|no service|suspended|case by case|cbc|not (?:accepted|offered|available)|a consultar|consultar|sob consulta|auf anfrage|inbegriffen|inklusive|no aplica|incluido|单询|停收|暂停|另[议議]|面[议議]|[单單]詢|洽詢|洽询|实报|含|已含|bao gồm|liên hệ|문의|별도|要問合せ|込み?|dahil|talep üzerine)$/iu
const NOTHING = /^(?:none|nil|no|n\/a|-+|[—―]+)$/iu
const TRANSSHIPMENT =
  /(?:^|[^a-z])(?:t\/s|ts|tranship\w*|transship\w*|trans-ship\w*)(?=[^a-z]|$)|中转|中轉|轉運|转运|转船|轉船|換船|[经經].{1,8}[转轉]|환적|積み?替|trasbordo|transbordo|transbordement|umladung|aktarma|chuyển tải|перевалк|трансшип|przeładun/iu
const VIA =
  /(?:^|[^a-z])(?:via|vía|über|over|qua)\s+\S|(?<!\p{L})(?:через|przez|tramite)\s+\S|经(?!济)|經(?!濟)|経由|경유/iu
const MODE =
  /^(?:cy|sd|cfs|door|ramp|fo|fi|fios?|port|rail|truck|barge|pier|p|d)\s*[-/ ]?\s*(?:to)?\s*[-/ ]?\s*(?:cy|sd|cfs|door|ramp|fo|fi|fios?|port|rail|truck|pier|p|d)?$|^(?:f[ci]l\/f[ci]l|bahn|lkw|binnenschiff|merchant haulage|carrier haulage)$/i
const FREE_TIME = /dem|det|combin|free|plug|libres|免|frei|storage|dias? livres|lưu|日間無料/iu
const DAYS =
  /^(?:ca\.?\s*|abt\.?\s*|about\s*|约|approx\.?\s*)?\d{1,3}(?:\s*(?:-|–|~|\/|to|a|bis)\s*\d{1,3})?\s*(?:days?|d|dys|tage|días|dias|jours|ngày|天|日|일|gün|дн\w*)?\.?(?:\s*\(?direct\)?)?$/iu
const DAYS_WORD = /\d\s*(?:days?|d\b|dys|tage|días|dias|jours|ngày|天|일|gün|дн)/iu
const WEEKDAY =
  /(?:^|[^a-z])(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mi[eé]|jue|vie|s[aá]b|dom|seg|ter|qua|qui|sex|mo|di|mi|do|fr|sa|so)(?:[a-záé]{0,6})(?=[^a-z]|$)|^(?=.*t[2-7])(?:t[2-7]|cn)(?:\s*[,;/&+-]\s*(?:t[2-7]|cn))*$|(?<!\p{L})(?:pazartesi|sal[ıi]|çarşamba|perşembe|cuma(?:rtesi)?|pazar|pzt|cmt|senin|selasa|rabu|kamis|jumat|sabtu|minggu|poniedziałek|wtorek|środa|czwartek|piątek|niedziela|(?:maan|dins|woens|donder|vrij|zater|zon)dag|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс)(?!\p{L})|周[一二三四五六日]|星期|週[一二三四五六日]|[월화수목금토일]요일|thứ/iu
const FREQUENCY =
  /weekly|semanal|quincenal|mensual|w[öo]chentlich|\bwtl\b|\bw(?:[öo]|oe)?chtl\b|t[äa]gl(?:ich)?\b|\btgl\b|\bmtl\b|monatlich|hebdo|settimanal|biweekly|fortnight|monthly|daily|diario|每周|每週|hàng tuần|\d\s*(?:x|times|sailings?)\s*(?:\/|per)?\s*(?:week|wk)|haftalık|毎週|주 ?\d회/iu
const CODE = /^(?=.*[A-Z])[A-Z0-9]{2,6}(?:\s*[/,&-]\s*[A-Z0-9]{2,6}){0,2}\*?$/
const LOCODE = /^[A-Z]{2} ?[A-Z2-9]{3}$/
const CONTRACT = /^(?=(?:.*\d){3})(?=.*[A-Z0-9])[A-Z0-9][A-Z0-9\-/]{5,}$/i
const GROUP =
  /base ports?|main ports?|\bports?$|outports?|other |zone ?\d|all ports|基本港|其他|その他|기타|puertos|basish[äa]fen|bp\d?$/iu
/** Parts of the world as tenders sort lanes by; a port is never called so. */
const REGION =
  /^(?:APAC|EMEA|LATAM|LAM|NAR|NAM|NORAM|AMER(?:ICAS?)?|MEA|MENA|AFR|OCE|ANZ|ISC|SEA|NEA|FEA|EUR|NEU|NWC|MED|TPEB|TPWB|TAWB|TAEB|AEWB|AMS|(?:(?:NORTH|SOUTH|EAST|WEST|CENTRAL|LATIN|SOUTH ?EAST|NORTH ?EAST|FAR|MIDDLE|NEAR)[- ]?)?(?:ASIA|EUROPE|AMERICA|EAST|AFRICA|CHINA)|OCEANIA|INDIAN SUB-?CONTINENT|INTRA[- ]?(?:ASIA|EUROPE)|TRANS-?PACIFIC|FERNOST)$/i
const YEAR = /^20[0-9]{2}$/
const MONTH_ALONE = new RegExp(
  `^(?:${MONTH}|(?:0?[1-9]|1[0-2])月|janeiro|enero|januar|märz|tháng \\d+)$`,
  'iu',
)
const DITTO = /^(?:"|''|″|〃|ditto|do\.?|同上|同|as above|như trên|dito|dto\.?|detto|ídem|idem)$/iu
const YES_NO = /^(?:y|n|yes|no|x|√|✓|ok|0|1|true|false|si|sí|是|否|有|无)$/iu
const CONTACT = /@|https?:|www\.|\+\d{2,3}[ -]\d/
const PERCENT = /^-?\d+(?:[.,]\d+)?\s*%/
const WORD = /^\p{L}[\p{L}.'’-]*(?:\s+\p{L}[\p{L}.'’-]*){0,2}$/u
const SENTENCE_CHARACTERS = 32
/** Share of a text that the date must be for the cell to be one. */
const MOSTLY_DATE = 0.4

/** What a text cell looks like. Cached by text: sheets repeat themselves. */
export function textSignals(text: string): Signals {
  const known = cache.get(text)
  if (known) return known
  const signals = readText(plainText(text), new Map(textWording(text)))
  if (cache.size > CACHE_LIMIT) cache.clear()
  cache.set(text, signals)
  return signals
}

/**
 * The signals that the wording alone gives: dates, routing, amounts, codes, sentences. Those of {@link textSignals}
 * that need no look-up in the reference, at a tenth of the cost: for claims over thousands of distinct texts.
 */
export function textWording(text: string): Signals {
  const known = wordings.get(text)
  if (known) return known
  const signals = readWording(plainText(text))
  if (wordings.size > CACHE_LIMIT) wordings.clear()
  wordings.set(text, signals)
  return signals
}

const plainText = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim()

/** What a numeric cell looks like; dates are serials under a date format. */
export function numberSignals(number: number, numberFormat: string): Signals {
  const signals = new Map<Signal, number>()
  if (isDateFormat(numberFormat) || (!numberFormat.includes(',') && isCompactDate(String(number)))) {
    signals.set('date', 1)
    return signals
  }
  signals.set('amount', 1)
  if (numberFormat.includes('%')) signals.set('percent', 1)
  if (Number.isInteger(number)) {
    if (number >= 0 && number <= 120) signals.set('small_integer', 1)
    if (number >= 2000 && number <= 2100) signals.set('year', 1)
    // A serial of the years 2018 to 2035 without a date format: dates that lost their format look so.
    if (number >= 43_100 && number <= 49_700) signals.set('date', 0.5)
  }
  return signals
}

/** Whether a number format shows a date. */
export function isDateFormat(format: string): boolean {
  if (format === 'General' || format === '') return false
  const bare = format.replace(/\[[^\]]*\]|"[^"]*"|\\./g, '')
  return /[dy年月日]/i.test(bare) || (/m/i.test(bare) && /h|s/i.test(bare))
}

/** Whether a text names two days, or a period that has two. */
export const namesTwoDays = (text: string): boolean =>
  text.length <= 60 &&
  /\d/.test(text) &&
  (RANGE.test(text) || SHORT_RANGE.test(text) || THAI_RANGE.test(text))

/** "1-15 ธ.ค. 69" */
const THAI_RANGE = /^\d{1,2}\s*(?:-|–|~|ถึง)\s*\d{1,2}\s*[ก-ฮเ]/u

function dateSignals(text: string, digits: boolean, set: (signal: Signal, strength?: number) => void): void {
  if (text.length > 60) return
  if (UNTIL.test(text) && (digits || /notice|ufn|通知/iu.test(text))) {
    set('date')
    set('date_until')
    return
  }
  const match = DATE.exec(text) ?? (digits && text.length <= 24 ? SHORT_RANGE.exec(text) : null)
  if (!match) return
  const range = RANGE.exec(text) ?? SHORT_RANGE.exec(text)
  // "new loop from 16 Feb" mentions a date; "16 Feb" is one.
  const length = Math.max(match[0].length, range?.[0].length ?? 0)
  const strength = length >= MOSTLY_DATE * text.length ? 1 : 0.3
  set('date', strength)
  if (range) set('date_range', strength)
}

function readWording(text: string): Signals {
  const signals = new Map<Signal, number>()
  if (text === '') return signals
  const set = (signal: Signal, strength = 1) => signals.set(signal, strength)
  if (DITTO.test(text)) set('ditto')
  if (YES_NO.test(text)) set('yes_no')
  if (NOTHING.test(text) || saysDirect(text)) set('nothing')
  if (PRICE_WORD.test(text)) set('price_word')
  if (isCompactDate(text)) {
    set('date')
    set('contract', 0.5)
  } else if (AMOUNT.test(text)) {
    set('amount')
    const number = Number(text)
    if (Number.isInteger(number) && number >= 0 && number <= 120) set('small_integer')
    if (YEAR.test(text)) set('year')
    if (/^4[3-9]\d{3}$/.test(text)) set('date', 0.5)
    if (CONTRACT.test(text)) set('contract', 0.5)
  } else if (SLASH_AMOUNTS.test(text)) set('slash_amounts')
  else if (MONEY.test(text) || textShape(text) === 'amount') set('money')
  else if (PERCENT.test(text)) set('percent')
  const digits = /\d/.test(text)
  dateSignals(text, digits, set)
  if (MONTH_ALONE.test(text)) set('month')
  if (DAYS.test(text) && digits) set('days', DAYS_WORD.test(text) || /\d\s*[-–~]\s*\d/.test(text) ? 1 : 0.5)
  if (FREE_TIME.test(text) && digits) set('free_time')
  else if (DAYS_WORD.test(text) && /[/+]/.test(text)) set('free_time', 0.5)
  if (WEEKDAY.test(text) && text.length <= 40) set('weekday')
  if (FREQUENCY.test(text)) set('frequency')
  if (TRANSSHIPMENT.test(text)) set('transshipment')
  if (VIA.test(text)) set('via')
  if (MODE.test(text)) set('mode')
  if (CONTACT.test(text)) set('contact')
  if (GROUP.test(text) && text.length <= 50 && !digits) set('group')
  if (REGION.test(text)) set('region')
  const wide = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(text)
  if (text.length >= (wide ? 10 : SENTENCE_CHARACTERS) && text.split(/\s+/).length >= (wide ? 1 : 5))
    set('sentence')
  if (LOCODE.test(text)) set('locode')
  const items = listItems(text)
  if (items.length > 1 && items.every((item) => LOCODE.test(item))) set('code_list')
  if (CODE.test(text) && !LOCODE.test(text)) set('code')
  if (!signals.has('amount') && CONTRACT.test(text) && digits && !signals.has('date')) set('contract')
  if (WORD.test(text)) set('word')
  return signals
}

const listItems = (text: string): string[] => text.split(/\s*[,;/\n&+]\s*/)

/** Adds what the reference knows of a text to what its wording says. */
function readText(text: string, signals: Map<Signal, number>): Signals {
  if (text === '') return signals
  const set = (signal: Signal, strength = 1) => signals.set(signal, strength)
  if (signals.has('amount') || signals.has('slash_amounts') || signals.has('money') || text.length > 120)
    return signals
  const currency = readCurrency(text) !== null
  if (currency) set('currency')
  // EUR is a region too, and "ALL IN" a group: what is surely something else is no place.
  const place = currency || signals.has('nothing') || signals.has('price_word') ? 0 : placeLikeness(text)
  if (place > 0) set('place', place)
  if (readCountry(text)) set('country')
  if (text.length <= 60) {
    if (readCarrier(text)) set('carrier')
    if (readContainers(text)?.rest === '') set('container')
    const charge = readCharge(text)
    if (charge?.exact && charge.known) set('charge')
    else if (charge?.known) set('charge', 0.5)
    if (readBasis(text)) set('basis')
  }
  const items = listItems(text)
  if (items.length > 2 && items.every((item) => /^[A-Z]{3}$/.test(item) && readCharge(item)?.known))
    set('charge_list')
  return signals
}
