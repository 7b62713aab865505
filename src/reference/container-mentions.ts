import {
  CONTAINER_KINDS,
  type ContainerKind,
  containerSize,
  KIND_WORDS,
  readIsoCode,
} from './container-kinds.ts'
import type { ContainerSize, ContainerType } from './vocabulary.ts'

/** A container as it stands in a text. */
export interface ContainerMention {
  readonly index: number
  readonly end: number
  readonly sizes: readonly ContainerSize[]
  readonly type: ContainerType | null
  /** A number alone, without foot mark or type: counts only where nothing else can be meant. */
  readonly bare: boolean
  /** The type stood before the length ("Reefer 20'/40'"). */
  readonly typeFirst: boolean
}

const latin = (word: string) => /[A-Z]$/.test(word)
const after = KIND_WORDS.map((word) => (latin(word) ? `${word}(?![A-Z0-9])` : word)).join('|')
/** Before the length ("RF20", "Reefer 40'"): single letters are house codes, handled apart. */
const before = KIND_WORDS.filter((word) => word.length > 1)
  .map((word) => (latin(word) ? `(?<![A-Z])${word}` : word))
  .join('|')
const FOOT =
  "(?:\\s*-?(?:FEET|FOOT|FUSS|FUS|PIES|PIEDS|PES|FT\\.?|ФУТОВ|ФУТА?|LIK|LUK)(?![A-Z])|\\s?'|\\s*(?:英尺|尺|呎|피트|フィート))"
const TOKEN = new RegExp(
  [
    // 22G1, 45R1, L5G1, 42UT
    '(?<![A-Z0-9])(?<iso>[24LM](?:[0-9][GRUPTVB][0-9]|[2589](?:GP|RT|RE|RS|UT|UP|PF|PC|PL|PS|TN|TD|TG|VH|BU|BK)))(?![A-Z0-9])',
    // 20, 20', 40HC, 40' HC, D20, H40, F20GP, 1X20, NOR40, "20 (STD)"
    `(?<house>(?<![A-Z0-9])(?:F(?=(?:20|40|45)[A-Z])|D|H|R|G|(?<![\\d.,])\\d{1,2}\\s?X\\s?))?(?:(?<before>${before})[\\s_'-]*)?(?<!\\d)(?<!\\d[.,])(?<length>20|40|45|48|53|10)(?!\\d|[.,]\\d)(?<foot>${FOOT})?(?:(?<gap>[\\s_-]*)(?:\\(\\s*)?(?<after>${after})'?)?`,
    // 4H, 4H', 4RH, 4RD, 4TK, D4, 2DS: house codes that name the length by one digit
    "(?<![A-Z0-9])(?<short>4HRD|4RD|4RH|4RF|4TK|4OT|4FR|4HC|4HQ|4DV|4GP|4DS|4DC|2DS|2DC|2DV|2GP|2RF|2RE|2TK|2OT|2FR|4H|D4|D2|H4)(?![A-Z0-9])'?",
    // In place of a length, in a list: "20/40/HQ", "DC/HQ", "小柜/大柜"
    "(?<![A-Z0-9'])(?<word>HC|HQ|NOR|HIGH CUBE|DV|DC|GP|RF)(?![A-Z0-9])|(?<cjk>小柜|大柜|平柜|高柜|冻柜)",
  ].join('|'),
  'g',
)
/** What makes the number before it something else than a length: a time, a weight, money, a month, a further number. */
const OTHER_UNIT =
  /^\s*(?:-\s*\d|(?:DAYS?|DIAS?|HRS?|HOURS?|TONS?|TONNES?|KGS?|KILOS?|MTS?|T|TN|CBM|M3|%|D|TH|USD|EUR|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|ENE|ABR|AGO|DIC|TAGE|NGAY|JOURS|WEEKS?|PCS|PALLETS?|MILES|KM|X)(?![A-Z])|[天日月年吨])/
const IN_WORDS: Readonly<Record<string, readonly [ContainerSize, ContainerType | null]>> = {
  小柜: ['20ft', 'dry'],
  大柜: ['40ft', 'dry'],
  平柜: ['40ft', 'dry'],
  高柜: ['40ft_hc', null],
  冻柜: ['40ft_hc', 'reefer'],
  NOR: ['40ft_hc', 'nor'],
  RF: ['40ft_hc', 'reefer'],
  HC: ['40ft_hc', null],
  HQ: ['40ft_hc', null],
  'HIGH CUBE': ['40ft_hc', null],
}

const IDEOGRAPH_END = /[\u3400-\u9fff]$/
/** In longer texts "NOR" and "high cube" without a length are words of a sentence. */
const LONGEST_HEADING = 30

/** Every container of a folded text, in order; bare numbers included, for the caller to judge. */
export function findContainerMentions(folded: string): ContainerMention[] {
  const mentions: ContainerMention[] = []
  for (const match of folded.matchAll(TOKEN)) {
    const mention = toMention(match, folded)
    if (mention) mentions.push(mention)
  }
  return mentions
}

function toMention(match: RegExpExecArray, folded: string): ContainerMention | null {
  const groups = match.groups!
  const span = { index: match.index, end: match.index + match[0].length, bare: false, typeFirst: false }
  if (groups.iso) {
    const code = readIsoCode(groups.iso)
    return code && { ...span, sizes: [code.size], type: code.type }
  }
  if (groups.short) return { ...span, ...readShort(groups.short) }
  const word = groups.cjk ?? groups.word
  if (word) {
    const meaning = readWord(word, folded, match.index, span.end)
    return meaning && { ...span, sizes: [meaning[0]], type: meaning[1] }
  }
  return readLength(match, folded)
}

function readShort(short: string): { sizes: ContainerSize[]; type: ContainerType | null } {
  const letters = short.replace(/\d/, '')
  const kind = CONTAINER_KINDS.get(letters) ?? houseKind(letters)
  return {
    sizes: [containerSize(short.includes('4') ? '40' : '20', kind?.high ?? false)],
    type: kind?.type ?? null,
  }
}

function readWord(
  word: string,
  folded: string,
  index: number,
  end: number,
): readonly [ContainerSize, ContainerType | null] | null {
  const meaning = IN_WORDS[word]
  const following = folded.slice(end)
  // Among other ideographs it is a word of a sentence.
  if (!/^[A-Z]/.test(word)) {
    const alone =
      !IDEOGRAPH_END.test(folded.slice(0, index)) && !/^(?![价海运报])[\u3400-\u9fff]/.test(following)
    return alone ? (meaning ?? null) : null
  }
  // DC/HQ without any length is a forty-foot pair.
  if (!meaning) return /^\s*[/&]\s*H[CQ](?![A-Z])/.test(following) ? ['40ft', 'dry'] : null
  const listed = /(?:[/&+,|]|\d{2}'?)\s*$/.test(folded.slice(0, index)) || /^\s*[/&+|]/.test(following)
  const heading = folded.length <= LONGEST_HEADING && (word === 'NOR' || word === 'HIGH CUBE')
  return listed || heading ? meaning : null
}

function readLength(match: RegExpExecArray, folded: string): ContainerMention | null {
  const { length, before: first, foot, gap } = match.groups!
  let last = match.groups!.after
  let end = match.index + match[0].length
  // A single letter must touch: "20D" is twenty days, "20'D" a container; "40 H" is forty hours.
  if (last && last.length === 1 && /[A-Z]/.test(last) && (gap || (last === 'D' && !foot))) {
    end = match.index + match[0].lastIndexOf(last)
    last = undefined
  }
  const house = match.groups!.house ?? ''
  const marked = Boolean(foot || last || first || house)
  if (length === '10' && !foot) return null
  const following = folded.slice(end)
  if (!last && OTHER_UNIT.test(following) && !(foot && /^\s*-/.test(following))) return null
  // Part of a longer number or a date: "5-20", "20/01" is settled by its neighbours.
  if (!marked && /(?:\d|\d[-.])\s?$/.test(folded.slice(0, match.index))) return null
  const closing = last && match[0].includes('(') ? /^\s*\)/.exec(following) : null
  if (closing) end += closing[0].length
  const kind = combine(
    first ? CONTAINER_KINDS.get(first) : undefined,
    (last ? CONTAINER_KINDS.get(last) : undefined) ?? houseKind(house),
  )
  const pair = /^\s*[/&+]\s*H[CQ](?![A-Z0-9])/.exec(folded.slice(end))
  // "40DV/HC": one word for two sizes.
  if (pair && length === '40' && (last || foot) && kind?.high !== true && (kind?.type ?? 'dry') === 'dry') {
    return {
      index: match.index,
      end: end + pair[0].length,
      sizes: ['40ft', '40ft_hc'],
      type: kind?.type ?? null,
      bare: false,
      typeFirst: false,
    }
  }
  // A twenty is a high cube only where the text says so itself; twenty-foot reefers never are.
  const high = kind?.high === true && (length !== '20' || kind.type === null || kind.type === 'dry')
  return {
    index: match.index,
    end,
    sizes: [containerSize(length!, high)],
    type: kind?.type ?? null,
    bare: !marked,
    typeFirst: Boolean(first),
  }
}

function combine(
  first: ContainerKind | undefined,
  second: ContainerKind | undefined,
): ContainerKind | undefined {
  if (!first || !second) return first ?? second
  const type = first.type === null || first.type === 'dry' ? (second.type ?? first.type) : first.type
  return { type, high: first.high || second.high }
}

function houseKind(house: string): ContainerKind | undefined {
  if (house === 'H') return { type: null, high: true }
  if (house === 'R') return { type: 'reefer', high: true }
  return house === 'D' || house === 'G' ? { type: 'dry', high: null } : undefined
}
