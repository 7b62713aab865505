import { isCompactDate } from '../workbook/compact-date.ts'
import type { Grid } from '../workbook/grid.ts'

/**
 * What a cell looks like, whatever its language: enough to tell a heading from the values below it. What a cell means
 * is decided by later stages.
 */
export const CELL_SHAPES = [
  'blank',
  'number',
  'date',
  'amount',
  'word_price',
  'duration',
  'code',
  'text',
  'long_text',
  'key',
  'key_value',
  'contact',
  'other',
] as const
export type CellShape = (typeof CELL_SHAPES)[number]

/** Shapes that stand for one another within a column: a price column holds numbers, amounts and "TBA". */
export type ShapeClass = 'blank' | 'numeric' | 'date' | 'text' | 'long' | 'any'

const CLASS_OF: Readonly<Record<CellShape, ShapeClass>> = {
  blank: 'blank',
  number: 'numeric',
  amount: 'numeric',
  duration: 'numeric',
  date: 'date',
  word_price: 'any',
  code: 'text',
  text: 'text',
  key: 'text',
  key_value: 'long',
  long_text: 'long',
  contact: 'long',
  other: 'any',
}

/** Texts are remembered up to this number of distinct ones: sheets repeat theirs, and shapes are asked for again. */
const REMEMBERED = 60_000
/** A text of more characters, or more words, reads as a sentence. */
const SENTENCE_LENGTH = 60
const SENTENCE_WORDS = 9
/** The same for scripts that write no spaces. */
const SENTENCE_IDEOGRAPHS = 22

const MONTH =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|ene|abr|ago|dic|mai|okt|dez|fev|set|out|janv|juin|juil|août)[a-zûé]*\\.?'
const DATE = new RegExp(
  `^(?:etd|on|from|to|till|until|ab|bis|hasta|desde|al)?\\s*(?:\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}(?:\\s*\\d{1,2}:\\d{2}(?::\\d{2})?)?|\\d{1,2}[\\s./-]*${MONTH}(?:[\\s./,'-]*\\d{2,4})?|${MONTH}[\\s./-]*\\d{1,2}(?:st|nd|rd|th)?(?:[\\s,./'-]*\\d{2,4})?|\\d{4}年(?:\\d{1,2}月)?(?:\\d{1,2}日)?|\\d{1,2}月(?:\\d{1,2}日)?)$`,
  'i',
)
/** A period in words: "1-31 Dec", "till 15/12", "1月15日—31日", "Jan 15 - Feb 3". */
const PERIOD = new RegExp(
  `^(?:(?:etd|valid|from|to|till|until|thru|ab|bis|hasta|al?)\\s+)*\\d{1,2}[./]\\d{1,2}(?:[./]\\d{2,4})?\\s*(?:-+|–|—|~|to|till|al|bis|/)\\s*\\d{1,2}[./]\\d{1,2}|^(?:till|until|to|bis|hasta|至)\\s*\\d|\\d[\\s./'’-]*${MONTH}|(?:^|[^\\p{L}])${MONTH}[\\s./'’-]*\\d|\\d月(?:\\d|上|下|底|中|份)|^\\d{1,2}H\\b`,
  'iu',
)
const LONGEST_PERIOD = 32
const NUMBER = "(?:[-+]\\s?|[(])?\\d(?:[\\d.,\\u00a0\\u202f ]|'(?=\\d))*(?:[.,]-)?\\)?"
const MONEY = '(?:[A-Z]{3}|[A-Z]{0,2}[$€£¥₩₫฿₹]|美元|人民币|元)'
const AMOUNT = new RegExp(
  `^(?:${MONEY}\\s*)?${NUMBER}(?:\\s*(?:${MONEY}|%|\\.-|\\*+))?(?:\\s*(?:[/|;]+|-(?=\\d[\\d.,]{2}))\\s*(?:${MONEY}\\s*)?(?:${NUMBER}|[-–])(?:\\s*(?:${MONEY}|%))?){0,5}(?:\\s*(?:/|per)\\s*[a-z/&'.]{1,12}(?:\\s+[a-z]{1,9})?)?$`,
  'i',
)
/** "$260 (INC.LSS)", "2,750+HEA ( LSR & ISD included )", "1240 subject to IHC": an amount, and what it contains or leaves out. */
const TOLD_AMOUNT = new RegExp(
  `^(?:${MONEY}\\s*\\d[\\d.,]*|\\d[\\d.,]{2,})(?:\\s*${MONEY})?(?:\\s*\\+\\s*[A-Z]{2,5}(?:\\s*[+/&,]\\s*[A-Z]{2,5})*)?(?:\\s*[(\\[][^()\\d]*\\b(?:incl|inc|excl|subj)[^()\\d]*[)\\]]|\\s+(?:incl|inc\\.|excl|subj)[^\\d]{0,40}|(?<=[A-Z]))(?:\\s*\\+\\s*[A-Z]{2,5})*$`,
  'i',
)
/** "1180+ ISD12", "1,300 + USD 25 AMS": an amount, and charges that are added to it by name, each with its own. */
const ADDED_AMOUNT = new RegExp(
  `^(?:${MONEY}\\s*)?\\d[\\d.,]+(?:\\s*${MONEY})?(?:\\s*\\+\\s*(?:[A-Z]{2,6}\\s*(?:${MONEY}\\s*)?\\d[\\d.,]*|(?:${MONEY}\\s*)?\\d[\\d.,]*\\s*[A-Z]{2,6}|[A-Z]{2,5}))+$`,
  'i',
)
const BOX = "(?:20|40|45|53)\\s?(?:['’′]{1,2}\\s?(?:[A-Z]{2})?|f(?:oo|ee)?t|[A-Z]{2})(?![A-Z\\d])"
const ONE_SUM = `(?:(?:${MONEY}|Rs)\\.?\\s*)?\\d[\\d.,]*(?:\\s?/-)?`
const OF_BOX = `${ONE_SUM}\\s*(?:[/=:@-]|per|por|pro|for)?\\s*\\(?${BOX}\\)?`
const BOX_OF = `\\(?${BOX}\\)?\\s*[-–:=/@]?\\s*${ONE_SUM}`
const THEN = '(?:\\s*(?:[,;|&+/]|and|und|y|e|et)\\s*|\\s+)'
/** "1549/20' 2177/40'", "20GP: 1549, 40HC: 2177": several amounts, each with its box. */
const SIZED_AMOUNTS = new RegExp(
  `^(?:${OF_BOX}(?:${THEN}${OF_BOX}){1,4}|${BOX_OF}(?:${THEN}${BOX_OF}){1,4})$`,
  'i',
)
const DURATION =
  /^(?:approx\.?|abt\.?|~|±)?\s*\d{1,3}(?:\s*(?:-|–|~|to|\/|a|bis)\s*\d{1,3})?\s*\+?\s*(?:d|days?|dias?|días?|tage?|ngày|gün|jours?|giorni|hours?|hrs?|h|天|日|일|дней|weeks?|wks?)\b\.?.{0,14}$|^\d{1,3}\s*(?:-|–|~)\s*\d{1,3}$|^\d{1,3}[天日일]/iu
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u
const CONTACT =
  /[\w.+-]+@[\w-]+\.\w|https?:\/\/|www\.|^(?:\+|00)\d[\d\s().-]{7,}$|\b(?:tel|phone|fax|mobile)\b\s*[.:]/i
const CODE = /^[A-Z0-9][A-Z0-9_.-]{0,13}(?:\s*[,;/+&]\s*[A-Z0-9][A-Z0-9_.-]{0,13})*$/
const KEY = /^[^:：]{1,40}[:：]$/u
const KEY_VALUE = /^[^\d:：]{2,32}[:：]\s*\S/u
/** Words that stand where a price would stand, in the languages of the trade. */
const PRICE_WORD =
  /^(?:t\.?b\.?[acdn]\.?|p\.?o\.?[ar]\.?|por|on req(?:uest|\.)?|(?:up)?on application|call|(?:case )?by case(?: check)?|n\/?[aq]\.?|nil|none|no (?:bid|service|offer|quote)|not (?:offered|quoted|available|accepted|applicable)|incl(?:uded?|usive|\.)?|inc\.?|included in .{2,20}|all[ -]?in|as per (?:.{0,20})tariff|tariff|vatos|at cost|suspended.{0,30}|waived|free|subject to .{2,20}|a consultar|a convenir|no aplica|incluido|incluído|sob consulta|consultar|auf anfrage|entfällt|inklusive|đã gồm|bao gồm|theo biểu phí|liên hệ|thỏa thuận|sorunuz|dahil|单询|單詢|另询|另詢|询价|詢價|面议|面議|另议|另議|洽询|洽詢|停收|暂停|暫停|包含|已含|免|无|별도문의|포함|要問合せ|込み|check (?:port|rate|space|line|case)|sell at .{2,24}|[-–—―]{5,12}|[-–—―─/*x✓"'〃]{1,4}|"|同上|ditto|dito|dto\.?|idem|do\.?)$/iu

const remembered = new Map<string, CellShape>()

/** Shape of a text cell. */
export function textShape(text: string): CellShape {
  let shape = remembered.get(text)
  if (shape === undefined) {
    shape = shapeOf(text.trim())
    if (remembered.size < REMEMBERED) remembered.set(text, shape)
  }
  return shape
}

/** Shape of a cell of a grid. */
export function cellShape(grid: Grid, row: number, column: number): CellShape {
  switch (grid.kind(row, column)) {
    case 'blank':
      return 'blank'
    case 'number':
      return isDateFormat(grid.style(row, column).numberFormat) || isCompactDate(grid.text(row, column))
        ? 'date'
        : 'number'
    case 'text':
      return textShape(grid.text(row, column))
    default:
      return 'other'
  }
}

export function shapeClass(shape: CellShape): ShapeClass {
  return CLASS_OF[shape]
}

const dateFormats = new Map<string, boolean>()

/** The number format shows a serial as a date. */
export function isDateFormat(format: string): boolean {
  if (format === 'General') return false
  let date = dateFormats.get(format)
  if (date === undefined) {
    // Quoted text, escapes, colours and currency marks may hold the letters d and m without being a date part.
    const bare = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').replace(/general|red|blue|green/gi, '')
    date = /[dy]|m{2,}/i.test(bare) && !/[0#]\.?[0#]*(?!.*[dy])/i.test(bare)
    dateFormats.set(format, date)
  }
  return date
}

function shapeOf(text: string): CellShape {
  if (text === '') return 'blank'
  if (text.length <= 34 && PRICE_WORD.test(text)) return 'word_price'
  if (CONTACT.test(text)) return 'contact'
  const digits = /\d/.test(text)
  if (digits && text.length <= 60) {
    if (DURATION.test(text)) return 'duration'
    if (isCompactDate(text)) return 'date'
    if (DATE.test(text) || (text.length <= LONGEST_PERIOD && PERIOD.test(text))) return 'date'
    if (AMOUNT.test(text) || TOLD_AMOUNT.test(text) || ADDED_AMOUNT.test(text) || SIZED_AMOUNTS.test(text))
      return 'amount'
  }
  if (KEY.test(text)) return 'key'
  if (isSentence(text)) return KEY_VALUE.test(text) && text.length <= 140 ? 'key_value' : 'long_text'
  if (KEY_VALUE.test(text)) return 'key_value'
  if (CODE.test(text) && text.length <= 80) return 'code'
  return 'text'
}

function isSentence(text: string): boolean {
  if (text.length > SENTENCE_LENGTH) return true
  if (CJK.test(text)) return text.length > SENTENCE_IDEOGRAPHS
  return text.split(/\s+/).length > SENTENCE_WORDS
}
