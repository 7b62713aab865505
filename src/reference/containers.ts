import { alignedFold, remember, squeeze } from './aligned.ts'
import { readCharge } from './charges.ts'
import { CONTAINER_KINDS, containerSize, KIND_WORDS, TYPE_NAMES } from './container-kinds.ts'
import { type ContainerMention, findContainerMentions } from './container-mentions.ts'
import { readReferenceCsv, splitField } from './csv.ts'
import { readCurrency } from './currencies.ts'
import { simplified } from './han.ts'
import { CONTAINER_TYPES, type ContainerSize, type ContainerType } from './vocabulary.ts'

export interface ContainerReading {
  /** In the order written; empty when the text names a type alone ("Reefer"). */
  readonly sizes: readonly ContainerSize[]
  /** The type that all sizes share; null when the text does not say, or when they differ. */
  readonly type: ContainerType | null
  /** The type of each size, in the order of `sizes`; one entry when the text names a type alone. */
  readonly types: readonly (ContainerType | null)[]
  /** 'parts': a price each, in this order ("20'/40'/40HQ"); 'same': one price for all ("40'/40'HC"). */
  readonly order: 'parts' | 'same'
  /** What else the text says ("SEA" of "20' STD\nSEA"). */
  readonly rest: string
}

/** Longer texts are sentences: what they say of containers is no heading. */
const LONGEST = 120
/** "20offer", "40rate": a length with the word for its price. */
const GLUED = /^([24]0)(?=(?:offer|rate|price|selling|net|ocf)s?(?:$|\s*\(|\s+[A-Z]{3}$))/i
const LENGTH_WORDS: Readonly<Record<string, string>> = {
  TWENTY: '20',
  VEINTE: '20',
  VINTE: '20',
  FORTY: '40',
  CUARENTA: '40',
  QUARENTA: '40',
}
/** Words that may stand beside a number without foot mark and still leave it a container: what is paid for. */
const PRICE_WORDS =
  /^(?:RATES?|PRICE|PRECIO|TARIFA|COST|COSTO|BUYING|SELLING|BUY|SELL|NET|TOTAL|ALL[- ]?IN|AMOUNT|GIA|CUOC|DRY|ZUSCHLAG|RECARGO|ADD[- ]?ON|SURCHARGE|BASE|价格|运价|价|单价|CONT|CONTAINER|CNTR|CTR|SIZE|PER|FT|GIA CONT)$/
/** Charge words stand among few others in a heading. */
const HEADING_WORDS = 6
const PER_UNIT = /(?:\b[A-Z]{3}|US\$|[$€£])\s*\/\s*$/
/** In place of a container that was taken out: a private character, which no sheet holds. */
const TAKEN = '\ue000'
const AROUND =
  /(?:(?<![A-Z])(?:PER|FOR|EACH|JE|DE|POR)\s+)?(?:(?<![A-Z/])(?:CONTAINERS?|CONT\.?|CNTR\.?|CTNR|CTR|CTN|CONTENEDOR|CONTENEUR|KONTEYNER|CONTEINER|EQUIPMENT|[集装箱货柜]{1,3}|컨테이너|コンテナ)\s*)?\ue000(?:[\s']*\ue000)*(?:\s*(?:CONTAINERS?|CONT\.?|CNTRS?|CTNR|CTR|CONTENEDOR(?:ES)?|箱|柜|货柜)(?![A-Z]))?/g
const SPECIAL = new RegExp(
  `(?<![A-Z])(?:${KIND_WORDS.filter((word) => TYPE_NAMES.has(word) || /^(?:RF|REF|OT|FR|NOR|TK)$/.test(word))
    .map((word) => (/[A-Z]$/.test(word) ? `${word}(?![A-Z])` : word))
    .join('|')})`,
)

/** "6m", "12 mtr": southern Africa measures boxes in metres. */
const METRES = /(?<![\d.,\p{L}])(6|12)\s?m(?:trs?|et(?:er|re)s?)?(?![\p{L}\d²³])/giu
/** "40/HC": a forty-foot box of either height. */
const FORTY_OR_HIGH = /(?<![\d/])(40)\s*\/\s*(h[cq])(?![a-z])/gi

/** The containers that a header or a cell names; null when it names none. Never sees one in "2026", "20 Jan" or "40 days". */
export const readContainers: (text: string) => ContainerReading | null = remember((original) => {
  if (original.length > LONGEST) return null
  const text = original
    .normalize('NFC')
    .replace(/''|’’|´´/g, '"')
    .replace(GLUED, "$1'")
    .replace(METRES, (_, metres: string) => (metres === '6' ? "20'" : "40'"))
    .replace(FORTY_OR_HIGH, "$1'/$2")
  const folded = simplified(alignedFold(text)).replace(/"/g, "'")
  const whole = squeeze(folded)
  if (whole === '') return null
  const alone = readAlone(whole)
  if (alone) return alone
  const mentions = findContainerMentions(folded)
  const kept = mentions.some((mention) => !mention.bare)
    ? withBareNeighbours(folded, mentions)
    : bareOnly(text, mentions)
  return kept.length === 0 ? null : assemble(text, kept)
})

/** House codes that are a container only where nothing else stands with them: "D5" in a list of days is a Friday. */
const LONE_CODES: Readonly<Record<string, readonly [ContainerSize, ContainerType]>> = {
  D5: ['40ft_hc', 'dry'],
  D7: ['45ft_hc', 'dry'],
  R2: ['20ft', 'reefer'],
  R5: ['40ft_hc', 'reefer'],
}

function readAlone(whole: string): ContainerReading | null {
  const bare = whole.replace(/^\((.*)\)$/, '$1').replace(/ (?:CONTAINERS?|CONT\.?|CNTR)$/, '')
  const code = LONE_CODES[bare]
  if (code) return { sizes: [code[0]], type: code[1], types: [code[1]], order: 'parts', rest: '' }
  const length = LENGTH_WORDS[bare.replace(/[ -]?(?:FOOT|FEET|FT)$/, '')]
  const one = (size: ContainerSize): ContainerReading => ({
    sizes: [size],
    type: null,
    types: [null],
    order: 'parts',
    rest: '',
  })
  if (length) return one(containerSize(length, false))
  if (bare === 'HC' || bare === 'HQ' || bare === '40/HQ' || bare === '40/HC') return one('40ft_hc')
  const type = TYPE_NAMES.has(bare) ? CONTAINER_KINDS.get(bare)?.type : null
  return type ? { sizes: [], type, types: [type], order: 'parts', rest: '' } : null
}

/** Numbers without a mark count beside marked ones when only a separator stands between them: "20/40/40HQ". */
function withBareNeighbours(folded: string, mentions: readonly ContainerMention[]): ContainerMention[] {
  const joined = (a: ContainerMention, b: ContainerMention) =>
    /^\s*(?:[/&+,|;-]|AND|Y|UND|E|ET)?\s*$/.test(folded.slice(a.end, b.index))
  const keep = mentions.map((mention) => !mention.bare)
  for (let i = mentions.length - 2; i >= 0; i--)
    keep[i] ||= keep[i + 1]! && joined(mentions[i]!, mentions[i + 1]!)
  for (let i = 1; i < mentions.length; i++) keep[i] ||= keep[i - 1]! && joined(mentions[i - 1]!, mentions[i]!)
  return mentions.filter((_, i) => keep[i])
}

/** "20", "20/40/45", "Flete 20", "LSS USD 20/40": nothing but what is paid for may stand beside them. */
function bareOnly(text: string, mentions: readonly ContainerMention[]): ContainerMention[] {
  if (mentions.length === 0) return []
  const rest = restOf(text, mentions)
  if (/\d/.test(rest)) return []
  const words = squeeze(rest.replace(/[()[\]:;,.*&+|_-]+/g, ' '))
  if (words === '' || PRICE_WORDS.test(alignedFold(words)) || readCurrency(words)) return [...mentions]
  if (words.split(' ').length > HEADING_WORDS) return []
  // "Inland USD/20": what a currency is paid for.
  if (mentions.every(({ index }) => PER_UNIT.test(text.slice(0, index)))) return [...mentions]
  const charge = readCharge(words)
  return charge?.known && (charge.exact || mentions.length > 1) ? [...mentions] : []
}

function assemble(text: string, mentions: readonly ContainerMention[]): ContainerReading {
  const sizes: ContainerSize[] = []
  const types: (ContainerType | null)[] = []
  for (const mention of mentions) {
    for (const size of mention.sizes) {
      const at = sizes.indexOf(size)
      // "40' HC (40HQ)" says one thing twice; 40HC and 40NOR are two.
      if (at >= 0 && (types[at] === mention.type || mention.type === null || types[at] === null)) {
        types[at] ??= mention.type
        continue
      }
      sizes.push(size)
      types.push(mention.type)
    }
  }
  const said = sharedType(mentions, types, restOf(text, mentions))
  if (said.type) {
    for (let i = 0; i < types.length; i++) {
      if (types[i] !== null) continue
      types[i] = said.type
      if (sizes[i] === '40ft' && (said.type === 'reefer' || said.type === 'nor')) sizes[i] = '40ft_hc'
    }
  }
  // "20GP/40GP/40HC": what is dry twice is dry the third time.
  if (types.includes('dry') && types.every((type) => type === null || type === 'dry')) types.fill('dry')
  const first = types[0] ?? null
  const forties = sizes.length > 1 && sizes.every((size) => size.startsWith('40'))
  return {
    sizes,
    type: types.every((type) => type === first) ? first : null,
    types,
    order: forties && types.every((type) => type === null || type === 'dry') ? 'same' : 'parts',
    rest: said.rest,
  }
}

/** A special type said once holds for every size that has none: "20/40RF", "Reefer 20'/40'", "20'/40' (OT)". */
function sharedType(
  mentions: readonly ContainerMention[],
  types: readonly (ContainerType | null)[],
  rest: string,
): { type: ContainerType | null; rest: string } {
  const special = (type: ContainerType | null | undefined) => (type && type !== 'dry' ? type : null)
  const first = special(types[0])
  if (first && mentions[0]?.typeFirst) return { type: first, rest }
  const last = special(types.at(-1))
  const twoLengths =
    mentions.length === 2 && mentions[0]!.sizes[0]!.slice(0, 2) !== mentions[1]!.sizes[0]!.slice(0, 2)
  if (twoLengths && types[0] === null && last && last !== 'nor') return { type: last, rest }
  if (types.some((type) => type !== null)) return { type: null, rest }
  const word = SPECIAL.exec(alignedFold(rest))
  const type = word ? CONTAINER_KINDS.get(word[0])?.type : null
  if (!word || !type) return { type: null, rest }
  return { type, rest: tidy(rest.slice(0, word.index) + rest.slice(word.index + word[0].length)) }
}

/** The text without its containers and without the words beside them that only say "container". */
function restOf(text: string, mentions: readonly ContainerMention[]): string {
  let marked = ''
  let at = 0
  for (const mention of mentions) {
    marked += text.slice(at, mention.index) + TAKEN
    at = mention.end
  }
  marked += text.slice(at)
  let rest = ''
  at = 0
  for (const match of simplified(alignedFold(marked)).matchAll(AROUND)) {
    rest += `${marked.slice(at, match.index)} `
    at = match.index + match[0].length
  }
  return tidy(rest + marked.slice(at))
}

function tidy(text: string): string {
  return text
    .replaceAll(TAKEN, ' ')
    .replace(/\(\s*[/,&+|-]*\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/(?:\s?[/&+|,]){2,}/g, ' ')
    .replace(/^[\s/,&+|:;.'"_)-]+|[\s/,&+|:;('"_-]+$/g, '')
}

/** The type that a word names in a column of types, where nothing else can be meant: "RF", "TN", "GP". */
export function readContainerKind(text: string): ContainerType | null {
  return CONTAINER_KINDS.get(squeeze(alignedFold(text.normalize('NFC'))))?.type ?? null
}

let isoTypes: Map<string, string> | null = null

/** ISO 6346 size-type code ("45G1") of a container, a dry one where the type is not said; null where none is settled. */
export function isoType(size: ContainerSize, type: ContainerType | null): string | null {
  isoTypes ??= loadIsoTypes()
  return isoTypes.get(`${size} ${type ?? 'dry'}`) ?? null
}

function loadIsoTypes(): Map<string, string> {
  const codes = new Map<string, string>()
  for (const row of readReferenceCsv('containers.csv')) {
    const size = row.container_size ?? ''
    const type = (row.container_type ?? '').replace('hard_top', 'hardtop')
    if (!row.iso6346 || splitField(size).length !== 1) continue
    const key = `${size} ${type}`
    if ((CONTAINER_TYPES as readonly string[]).includes(type) && !codes.has(key)) codes.set(key, row.iso6346)
  }
  return codes
}
