import { headingTerms } from '../../reference/heading-terms.ts'
import type { Random } from './random.ts'
import { LANE_HEADINGS } from './vocabulary/headings-lane.ts'
import { TERM_HEADINGS } from './vocabulary/headings-terms.ts'
import { isLanguage, type Language, type Wordings, wordings } from './vocabulary/languages.ts'

const OWN = { ...LANE_HEADINGS, ...TERM_HEADINGS }
export type HeadingKey = keyof typeof OWN

/** Fields of the reference list of headings, by ours; those that mix two ends or two meanings are left out. */
const FROM_REFERENCE: Partial<Record<string, HeadingKey>> = {
  origin: 'origin',
  place_of_receipt: 'receipt',
  destination: 'destination',
  place_of_delivery: 'delivery',
  carrier: 'carrier',
  service_line: 'service_line',
  service_mode: 'service_mode',
  effective_date: 'effective_date',
  expiry_date: 'expiry_date',
  validity: 'validity',
  commodity: 'commodity',
  named_account: 'named_account',
  contract_number: 'contract_number',
  transit_time: 'transit_days',
  etd: 'etd',
  free_time: 'free_time',
  currency: 'currency',
  container_type: 'container',
  basis: 'basis',
  charge: 'charge',
  minimum: 'minimum',
  inclusive: 'inclusions',
  subject_to: 'subject_to',
  remarks: 'remarks',
  region: 'region',
  amount: 'amount',
  frequency: 'frequency',
  charge_name: 'charge_name',
  lane_id: 'lane_id',
  ignored: 'internal',
}

/** Spellings that say more than the field (a code, both ends, a weekday): right only with values to match. */
const TOO_SPECIAL = /code|from\/to|^ctr$|\bmon\b|scac|group|haz|over|^type$|^group$|^ports?s?$/i

/** The reference list files some words of other languages under English. */
const NOT_ENGLISH =
  /[^\x20-\x7e°]|fecha|trasbordo|mercanc|salida|flete|frete|\bfret\b|^ware|zuschl|betrag|hauptlauf|incluye|sujeto|contrato|lugar|producto|moneda|freitage|umlade|d[ií]as|cliente|armador|todo inc/i

let pool: Map<HeadingKey, Map<Language, string[]>> | undefined

function loadPool(): Map<HeadingKey, Map<Language, string[]>> {
  const all = new Map<HeadingKey, Map<Language, string[]>>()
  for (const [key, byLanguage] of Object.entries(OWN) as [HeadingKey, Wordings][]) {
    const languages = new Map<Language, string[]>()
    for (const language of Object.keys(byLanguage) as Language[])
      languages.set(language, wordings(byLanguage, language))
    all.set(key, languages)
  }
  for (const [field, terms] of headingTerms()) {
    const keys: (HeadingKey | undefined)[] =
      field === 'loading_port'
        ? ['origin', 'loading_port']
        : field === 'unloading_port'
          ? ['destination', 'unloading_port']
          : [FROM_REFERENCE[field]]
    for (const key of keys) {
      if (!key) continue
      for (const { text, language } of terms) {
        if (!isLanguage(language) || TOO_SPECIAL.test(text)) continue
        if (language === 'en' && NOT_ENGLISH.test(text)) continue
        const list = all.get(key)!.get(language) ?? []
        if (!list.includes(text)) list.push(text)
        all.get(key)!.set(language, list)
      }
    }
  }
  return all
}

type LetterCase = 'as_is' | 'upper' | 'lower' | 'title'

/** Chooses and dresses the headings of one sender: the same key reads the same all over a workbook. */
export class Headings {
  readonly #random: Random
  readonly #language: Language
  readonly #bilingual: boolean
  readonly #letters: LetterCase
  readonly #breaks: boolean
  readonly #typos: number
  readonly #chosen = new Map<string, string>()

  constructor(random: Random, language: Language) {
    this.#random = random
    this.#language = language
    this.#bilingual = language !== 'en' && random.chance(0.18)
    this.#letters = random.weighted([
      ['as_is', 50],
      ['upper', 32],
      ['title', 13],
      ['lower', 5],
    ])
    this.#breaks = random.chance(0.25)
    this.#typos = random.chance(0.2) ? 0.12 : 0.01
  }

  /** The heading for a field; `unit` is what may stand in brackets behind it. */
  of(key: HeadingKey, unit?: string): string {
    const id = `${key}|${unit ?? ''}`
    const known = this.#chosen.get(id)
    if (known !== undefined) return known
    const text = this.dress(this.#word(key), unit, key)
    this.#chosen.set(id, text)
    return text
  }

  /** A wording of its own, where several columns are of one kind. */
  another(key: HeadingKey): string {
    return this.dress(this.#word(key), undefined, key)
  }

  /** New wordings from here on, for a table by another hand. */
  forget(): void {
    this.#chosen.clear()
  }

  dress(word: string, unit?: string, key?: HeadingKey): string {
    const random = this.#random
    let text = word
    if (this.#letters === 'upper') text = text.toLocaleUpperCase('en')
    else if (this.#letters === 'lower') text = text.toLowerCase()
    else if (this.#letters === 'title') text = text.replace(/\b[a-z](?=[a-z]{2})/g, (ch) => ch.toUpperCase())
    if (random.chance(this.#typos)) text = misspell(text, random)
    if (this.#bilingual && key && random.chance(0.8)) {
      const english = this.#wordIn(key, 'en')
      if (english.toLowerCase() !== text.toLowerCase())
        text = random.pick([
          `${text} / ${english}`,
          `${english} (${text})`,
          `${text}\n${english}`,
          `${text} ${english}`,
          `${english}/${text}`,
        ])
    }
    if (unit !== undefined)
      text = random.pick([
        `${text} (${unit})`,
        `${text}\n(${unit})`,
        `${text} ${unit}`,
        `${text}(${unit})`,
        `${text}\n${unit}`,
      ])
    if (this.#breaks && text.includes(' ') && !text.includes('\n') && random.chance(0.5))
      text = text.replace(' ', random.pick(['\n', '\n', ' \n', '  ']))
    if (random.chance(0.02)) text = `${text} `
    if (random.chance(0.015)) text = `${text}:`
    if (random.chance(0.01)) text = `${text} *`
    return text
  }

  #word(key: HeadingKey): string {
    // A local desk keeps the trade's English words for part of its columns.
    const english = this.#language === 'en' || this.#random.chance(0.12)
    return this.#wordIn(key, english ? 'en' : this.#language)
  }

  #wordIn(key: HeadingKey, language: Language): string {
    pool ??= loadPool()
    const byLanguage = pool.get(key)!
    const list = byLanguage.get(language) ?? byLanguage.get('en')!
    // The first wordings are the everyday ones.
    return this.#random.chance(0.35)
      ? list[this.#random.int(0, Math.min(5, list.length - 1))]!
      : this.#random.pick(list)
  }
}

/** Drops, doubles or swaps a letter of one word. */
export function misspell(text: string, random: Random): string {
  if (text.length < 5) return text
  const at = random.int(1, text.length - 3)
  if (!/[a-z]{2}/i.test(text.slice(at, at + 2))) return text
  const kind = random.int(0, 2)
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1)
  if (kind === 1) return text.slice(0, at) + text[at] + text.slice(at)
  return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)
}
