import { readReferenceCsv, splitField } from '../reference/csv.ts'
import { headingTerms } from '../reference/heading-terms.ts'

/** How far a text looks like a column heading, by the spellings that the reference lists. Each figure is 0..1. */
export interface HeadingReading {
  /** A field's heading ("POL", "目的港", "Puerto de carga"), also misspelt or with a unit beside it. */
  readonly field: number
  /** A container's ("40'HQ", "20DRY", the number 20). */
  readonly container: number
  /** A charge's name or code ("BAF", "THC origen"). */
  readonly charge: number
  /** The field is one of prices ("Rate", "Ocean Freight", "最低收费"), not of places, dates or days. */
  readonly price: boolean
}

const NO_HEADING: HeadingReading = { field: 0, container: 0, charge: 0, price: false }
const PRICE_FIELDS: ReadonlySet<string> = new Set(['amount', 'minimum'])
/** Headings are short; beyond this a text is a sentence that may mention one. */
const LONGEST_HEADING = 64
/** Weights of how a spelling was met. */
const EXACT = 1
const WITH_QUALIFIER = 0.7
const MISSPELT = 0.6
/** Spellings shorter than this must be met exactly: one letter off "POL" is "POD". */
const SHORTEST_MISSPELT = 6
const REMEMBERED = 20_000

interface Lexicon {
  readonly fields: ReadonlySet<string>
  readonly fieldTokens: ReadonlySet<string>
  readonly containers: ReadonlySet<string>
  readonly charges: ReadonlySet<string>
  readonly prices: ReadonlySet<string>
  readonly misspellings: ReadonlySet<string>
}

let loaded: Lexicon | undefined
const remembered = new Map<string, HeadingReading>()

/** Reads a cell's text as a heading. */
export function readHeading(text: string): HeadingReading {
  if (text.length > LONGEST_HEADING) return NO_HEADING
  let reading = remembered.get(text)
  if (reading === undefined) {
    reading = read(text)
    if (remembered.size < REMEMBERED) remembered.set(text, reading)
  }
  return reading
}

function read(text: string): HeadingReading {
  loaded ??= load()
  const lexicon = loaded
  const folded = fold(text)
  if (folded === '') return NO_HEADING
  const parts = [
    folded,
    ...text.split(/[\n/(（|]/).map(fold),
    fold(text.replace(/\([^)]*\)|（[^）]*）/g, '')),
  ]
  return {
    field: fieldScore(folded, parts, lexicon),
    container: containerScore(folded, parts, lexicon),
    charge: chargeScore(folded, parts, lexicon),
    price: [...parts, ...folded.split(' ')].some((part) => lexicon.prices.has(part)),
  }
}

function fieldScore(folded: string, parts: readonly string[], lexicon: Lexicon): number {
  if (lexicon.fields.has(folded)) return EXACT
  if (parts.some((part) => lexicon.fields.has(part))) return WITH_QUALIFIER
  if (
    folded.length >= SHORTEST_MISSPELT &&
    deletions(folded).some((form) => lexicon.misspellings.has(form))
  ) {
    return MISSPELT
  }
  const tokens = folded.split(' ').filter((token) => token.length > 1)
  if (tokens.length === 0) return 0
  const known = tokens.filter((token) => lexicon.fieldTokens.has(token)).length
  const named = tokens.some((token) => lexicon.fields.has(token))
  return named && known === tokens.length ? WITH_QUALIFIER : (0.4 * known) / tokens.length
}

function containerScore(folded: string, parts: readonly string[], lexicon: Lexicon): number {
  if (lexicon.containers.has(squeeze(folded))) return EXACT
  if (parts.some((part) => part !== '' && lexicon.containers.has(squeeze(part)))) return WITH_QUALIFIER
  return /(?:^|\D)(?:20|40|45|53)\s*(?:['’′"`]|ft|feet|gp|dc|dv|dry|st|hc|hq|h\b|rf|rh|rq|ot|fr|nor|tk|box|std|尺|英尺|피트|フィート)/i.test(
    folded,
  )
    ? WITH_QUALIFIER
    : 0
}

function chargeScore(folded: string, parts: readonly string[], lexicon: Lexicon): number {
  if (lexicon.charges.has(folded)) return EXACT
  return parts.some((part) => lexicon.charges.has(part)) ||
    folded.split(' ').some((token) => token.length === 3 && lexicon.charges.has(token))
    ? WITH_QUALIFIER
    : 0
}

/** Lower case, full-width characters folded, punctuation and white space squeezed. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’′`´]/g, "'")
    .replace(/[\s_:：.,;*#()[\]{}]+/g, ' ')
    .trim()
}

function squeeze(text: string): string {
  return text.replace(/[\s-]+/g, '')
}

/** The forms of a text with one character left out: two texts that share one are a typo apart. */
function deletions(text: string): string[] {
  const forms = [text]
  for (let i = 0; i < text.length; i++) forms.push(text.slice(0, i) + text.slice(i + 1))
  return forms
}

function load(): Lexicon {
  const fields = new Set<string>()
  const prices = new Set<string>()
  for (const [name, terms] of headingTerms()) {
    for (const term of terms) {
      fields.add(fold(term.text))
      if (PRICE_FIELDS.has(name)) prices.add(fold(term.text))
    }
  }
  const fieldTokens = new Set<string>()
  const misspellings = new Set<string>()
  for (const term of fields) {
    for (const token of term.split(/[ /]/)) if (token.length > 1) fieldTokens.add(token)
    if (term.length >= SHORTEST_MISSPELT) for (const form of deletions(term)) misspellings.add(form)
  }
  const containers = new Set<string>()
  for (const row of readReferenceCsv('containers.csv')) {
    for (const alias of [row.canonical ?? '', ...splitField(row.aliases)])
      containers.add(squeeze(fold(alias)))
  }
  const charges = new Set<string>()
  for (const row of readReferenceCsv('charges.csv')) {
    for (const alias of [row.code ?? '', row.name ?? '', ...splitField(row.aliases)]) charges.add(fold(alias))
  }
  for (const set of [containers, charges, fields]) set.delete('')
  return { fields, fieldTokens, containers, charges, prices, misspellings }
}
