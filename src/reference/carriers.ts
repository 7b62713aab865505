import { alignedFold, remember, squeeze } from './aligned.ts'
import { readReferenceCsv, splitField } from './csv.ts'

export interface CarrierReading {
  /** As written. */
  readonly text: string
  readonly name: string
  /** As public lists have it; some of them disagree, and of a few lines there is but one that has it. */
  readonly scac: string
  readonly kind: 'VOCC' | 'NVOCC' | 'forwarder' | 'brand'
  readonly confidence: number
}

interface Carrier {
  readonly scac: string
  readonly name: string
  readonly kind: CarrierReading['kind']
}

interface Spelling {
  readonly carrier: Carrier
  readonly confidence: number
  /** Letters that are words or other codes too: capitals only. */
  readonly capitals: boolean
}

interface CarrierTable {
  readonly spellings: ReadonlyMap<string, Spelling>
  /** Names long enough to bear a misspelling, without blanks. */
  readonly names: readonly (readonly [string, Carrier])[]
  /** Names in scripts without blanks, longest first. */
  readonly unspaced: readonly string[]
}

const SURE = 0.99
const SMDG_CODE = 0.95
const OTHER_CODE = 0.9
const WITH_SUFFIX = 0.95
const WITH_REMARK = 0.9
const MISSPELT = 0.8
/** Shorter names are too near to other words to guess at. */
const SHORTEST_MISSPELT = 6
/** Names of this length bear two wrong letters. */
const TWO_ERRORS = 9
const LONGEST_CELL = 80
/** Longer texts that begin with a carrier are titles. */
const LONGEST_WITH_REMARK = 40
const PHRASE_WORDS = 5

/** Endings of company names that say nothing of which company it is. */
const SUFFIX =
  /(?: (?:LINES?|SHIPPING|CONTAINER|LINER|MARINE|GROUP|CO|LTD|LIMITED|INC|LLC|SA|S A|AS|A S|AG|GMBH|PTE|PVT|PLC|CORP|CORPORATION|COMPANY|AGENCY|AGENCIES|CARRIER|LOGISTICS|TRANSPORT|NAVIERA|REEDEREI|CHINA|THAILAND|VIETNAM|INDIA|SINGAPORE|USA|航运|海运|轮船|集运|船务))$/
/** Codes and short names that a title may hold as something else: alone in a cell only. */
const CELL_ONLY = new Set(
  (
    'CK SM DY JJ YM KN DAL PAN COS MED MAX MAT SAM SCI SAF TAR ARK HEA CAV KOS BOR EIM GNC FES NSS HDS MIL MEL NDS MCM MES TAS BAL BAAL CHR TTI SLA SLD SLS CSL EGL EVG CSH ALI ' +
    'BTL ECN CMC SJL EMIRATES TROPICAL VANGUARD SWIRE STX TRK AKN TYS SIT OOL HLC SKR SSL XCL CLX DGF VLS SML ECU CNC NSL CKL DJS CUL SNL SJJ IAL GSL MCC WEC ACL TSL HTML'
  ).split(' '),
)
/** An English word before it is a carrier: in a title it needs a place of its own. */
const ONE_AS_NAME =
  /^ONE\s*(?:[-|:–—_/,]|LINE(?![A-Z])|RATES?(?![A-Z])|FAK|CONTRACT|SPOT|TARIFF|EX(?![A-Z])|GUIDE|WEEKLY|QUOT|$)|[([]\s*ONE\s*[)\]]|[-|:–—_/]\s*ONE\s*(?:[-|:–—_/(]|RATES?(?![A-Z])|FAK|$)|CARRIER\W{1,3}ONE(?![A-Z])|(?<![A-Z])(?:BY|WITH)\s+ONE\s*(?:[-|:–—,)(/]|$)/
/** Trades that are one letter away from a line. */
const NO_MISSPELLING = new Set(['INTRAASIA', 'INTRAEUROPE', 'INTRAMED'])
/** What is left of some names without "shipping" is a country. */
const PLACES = new Set(['南非', '阿联酋', '美国总统'])
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/

let table: CarrierTable | null = null

function carriers(): CarrierTable {
  if (table) return table
  const spellings = new Map<string, Spelling>()
  const rows = readReferenceCsv('carriers.csv').map((row) => ({
    row,
    carrier: {
      scac: row.scac!,
      name: row.name!,
      kind: row.kind as Carrier['kind'],
    },
  }))
  const add = (text: string, carrier: Carrier, confidence: number) => {
    const name = key(text)
    if (name === '' || spellings.has(name)) return
    spellings.set(name, { carrier, confidence, capitals: /^[A-Z0-9]{2,4}$/.test(name) })
  }
  // Names and main codes before aliases before codes of lists: "SML" is an alias of one line and the code of another.
  for (const { row, carrier } of rows) {
    add(row.name!, carrier, SURE)
    add(row.scac!, carrier, SURE)
  }
  for (const { row, carrier } of rows) for (const alias of splitField(row.aliases)) add(alias, carrier, SURE)
  for (const { row, carrier } of rows) {
    for (const alias of splitField(row.aliases)) {
      const stem = alias.replace(/(?:航运|海运|轮船|船务|商船|航业|集运)$/, '')
      if (stem !== alias && stem.length > 1 && !PLACES.has(stem)) add(stem, carrier, OTHER_CODE)
    }
  }
  for (const { row, carrier } of rows) if (row.smdg) add(row.smdg, carrier, SMDG_CODE)
  for (const { row, carrier } of rows)
    for (const code of splitField(row.other_codes)) add(code, carrier, OTHER_CODE)
  const names = [...spellings]
    .map(([name, { carrier }]) => [name.replaceAll(' ', ''), carrier] as const)
    .filter(([name]) => name.length >= SHORTEST_MISSPELT && !UNSPACED.test(name))
  const unspaced = [...spellings.keys()]
    .filter((name) => UNSPACED.test(name))
    .toSorted((a, b) => b.length - a.length)
  table = { spellings, names, unspaced }
  return table
}

/** Folded, all punctuation made blank: "A.P. Moller-Maersk" → "AP MOLLER MAERSK". */
function key(text: string): string {
  return squeeze(
    alignedFold(text.normalize('NFC'))
      .replace(/(?<![A-Z])([A-Z])\.(?=[A-Z](?:[.\s]|$))/g, '$1')
      .replace(/[^\p{L}\p{N}+]+/gu, ' '),
  )
}

const reading = (text: string, carrier: Carrier, confidence: number): CarrierReading => ({
  text: text.trim(),
  name: carrier.name,
  scac: carrier.scac,
  kind: carrier.kind,
  confidence,
})

/**
 * The carrier that a whole cell names, by name, alias, SCAC, SMDG code, or a misspelling of one or two letters. A
 * remark beside it ("MSC (spot)", "ZIM - ZEX") is borne; a cell that names two carriers has no reading.
 */
export const readCarrier: (text: string) => CarrierReading | null = remember((text) => {
  if (text.length > LONGEST_CELL) return null
  const name = key(text)
  if (name.length < 2) return null
  const { spellings } = carriers()
  const whole = accepted(spellings.get(name) ?? spellings.get(name.replaceAll(' ', '')), text)
  if (whole) return reading(text, whole.carrier, whole.confidence)
  const shortened = withoutSuffixes(name)
  for (const bare of shortened) {
    const suffixed = accepted(spellings.get(bare), text)
    if (suffixed) return reading(text, suffixed.carrier, WITH_SUFFIX)
  }
  const remarked = withRemark(text)
  if (remarked || text.includes(',')) return remarked
  for (const bare of [name, ...shortened]) {
    const near = misspelt(text, bare)
    if (near) return near
  }
  return null
})

/** The name without one, two, … of the words that end names of companies. */
function withoutSuffixes(name: string): string[] {
  const shortened: string[] = []
  for (let bare = name.replace(SUFFIX, ''); bare !== name; bare = bare.replace(SUFFIX, '')) {
    shortened.push(bare)
    if (!SUFFIX.test(bare)) break
  }
  return shortened
}

/** Codes that are words count in capitals, or capitalised; other names in any case. */
function accepted(spelling: Spelling | undefined, text: string): Spelling | null {
  if (!spelling?.capitals) return spelling ?? null
  const bare = text.trim()
  if (bare === bare.toUpperCase() || /^[A-Z][a-z]{2,3}$/.test(bare)) return spelling
  const code = key(bare)
  return code.length > 2 && code !== 'ONE' && !CELL_ONLY.has(code) ? spelling : null
}

function withRemark(text: string): CarrierReading | null {
  const match =
    /^(.+?)\s*(?:[([（].*[)\]）]|\s[-–|]\s.*|\*+|\s(?:spot|fak|nac|contract|direct|service|svc|line)\b.*)$/i.exec(
      text.trim(),
    )
  const head = match?.[1]
  if (!head || text.length > LONGEST_WITH_REMARK) return null
  const name = key(head)
  const spelling = accepted(
    carriers().spellings.get(name) ?? carriers().spellings.get(withoutSuffixes(name)[0] ?? ''),
    head,
  )
  return spelling ? reading(text, spelling.carrier, WITH_REMARK) : null
}

function misspelt(text: string, name: string): CarrierReading | null {
  const bare = name.replaceAll(' ', '')
  if (bare.length < SHORTEST_MISSPELT || bare.length > 30 || /\d/.test(bare) || UNSPACED.test(bare))
    return null
  if (NO_MISSPELLING.has(bare)) return null
  let best: Carrier | null = null
  let least = Number.POSITIVE_INFINITY
  for (const [candidate, carrier] of carriers().names) {
    if (candidate[0] !== bare[0]) continue
    const bound = Math.min(bare.length, candidate.length) >= TWO_ERRORS ? 2 : 1
    const distance = editDistance(bare, candidate, bound)
    if (distance > bound || distance > least) continue
    // Two carriers as near as each other: neither.
    if (distance === least && best && best !== carrier) return null
    best = carrier
    least = distance
  }
  return best && least > 0 ? reading(text, best, MISSPELT) : null
}

/** Damerau's distance (insert, delete, replace, exchange neighbours); anything above `bound` is `bound + 1`. */
function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) > bound) return bound + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
      if (cost < least) least = cost
    }
    if (least > bound) return bound + 1
    before = previous
    previous = row
  }
  return previous[b.length]!
}

/**
 * The carrier that a longer text (title, caption, file name) names. Codes count in capitals and between boundaries,
 * "ONE" only where it cannot be the word. Of several carriers the first is given, with less confidence.
 */
export const findCarrier: (text: string) => CarrierReading | null = remember((text) => {
  const whole = text.length <= LONGEST_CELL ? readCarrier(text) : null
  if (whole && whole.confidence >= WITH_SUFFIX) return whole
  const composed = text.normalize('NFC')
  const { spellings, unspaced } = carriers()
  const found: { carrier: Carrier; text: string; index: number; confidence: number }[] = []
  const tokens = [...composed.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    index: match.index,
    end: match.index + match[0].length,
  }))
  for (let i = 0; i < tokens.length; i++) {
    for (let n = Math.min(PHRASE_WORDS, tokens.length - i); n > 0; n--) {
      const index = tokens[i]!.index
      const phrase = composed.slice(index, tokens[i + n - 1]!.end)
      const name = key(phrase)
      const spelling = spellings.get(name)
      if (!spelling || !standsInTitle(name, phrase, n, composed)) continue
      found.push({ carrier: spelling.carrier, text: phrase, index, confidence: spelling.confidence })
      i += n - 1
      break
    }
  }
  for (const name of unspaced) {
    const index = composed.indexOf(name)
    if (index >= 0 && isBounded(composed, index, name)) {
      found.push({ carrier: spellings.get(name)!.carrier, text: name, index, confidence: SURE })
    }
  }
  const first = found.toSorted((a, b) => a.index - b.index)[0]
  if (!first) return null
  const alone = found.every((mention) => mention.carrier === first.carrier)
  return reading(first.text, first.carrier, alone ? Math.min(first.confidence, WITH_SUFFIX) : 0.5)
})

/** Short names in ideographs are parts of other words: the Mediterranean, the Pacific, "modern". */
function isBounded(text: string, index: number, name: string): boolean {
  if (name.length > 3) return true
  const before = text[index - 1] ?? ''
  const after = text.slice(index + name.length)
  return (
    !UNSPACED.test(before) &&
    /^(?:$|[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|航运|海运|轮船|集运|运价|运费|报价|船公司)/.test(after)
  )
}

/** Whether a phrase of a title names the carrier, rather than being a word or the code of something else. */
function standsInTitle(name: string, phrase: string, words: number, text: string): boolean {
  if (CELL_ONLY.has(name)) return false
  if (name === 'ONE') return phrase === 'ONE' && ONE_AS_NAME.test(text.toUpperCase())
  if (words === 1 && name.length <= 4) return phrase === phrase.toUpperCase()
  // "evergreen contract", "gold star service": a name is capitalised.
  return /^\p{Lu}|^[^\p{L}]/u.test(phrase)
}
