import type { z } from 'zod'
import type { mappingReplySchema } from '../../answerers/questions/field-mapping.ts'
import type { GoldRate, GoldTable } from '../../labels/gold.ts'
import { findDates } from '../../rates/values/dates.ts'
import { findCarrier, readCarrier } from '../../reference/carriers.ts'
import { readContainers } from '../../reference/containers.ts'
import { findCurrencies } from '../../reference/currencies.ts'
import { parseRange } from '../../workbook/grid.ts'
import type { GoldBook } from './gold-book.ts'
import { type QuestionLines, type ShownContext, shownContext } from './question-lines.ts'

type LiteralReply = z.infer<typeof mappingReplySchema>['literals'][number]
type LiteralField = LiteralReply['field']

/** A value must stand in so many of a table's lines to hold for the table: what a row says itself goes before. */
const HELD_SHARE = 0.5
/** Texts below and beside a table say less of it than those above. */
const ORDER = ['above', '', 'beside', 'elsewhere', 'inside', 'below']

/** The words around a table that state what its lines have in common and no column says. */
export function goldLiterals(book: GoldBook, gold: GoldTable, question: QuestionLines): LiteralReply[] {
  const lines = linesOf(book, gold)
  if (lines.length === 0) return []
  const columns = new Set(Object.values(gold.fields).flatMap((field) => fieldsOf(field)))
  const cells = shownContext(question).toSorted(
    (a, b) => ORDER.indexOf(a.position) - ORDER.indexOf(b.position),
  )
  const found: LiteralReply[] = []
  const add = (field: LiteralField, words: (cell: ShownContext) => string | null): void => {
    for (const cell of cells) {
      const text = words(cell)
      if (text === null || text === '') continue
      found.push({ field, context: cell.index, text, sure: 'certain' })
      return
    }
  }
  const carrier = common(lines, (line) => line.carrier)
  if (carrier !== null && !columns.has('carrier')) add('carrier', (cell) => carrierWords(cell.text, carrier))
  for (const field of ['contract_number', 'commodity', 'service_line'] as const) {
    const value = common(lines, (line) => line[field])
    if (value !== null && !columns.has(field)) add(field, (cell) => stretch(cell.text, value))
  }
  for (const end of ['origin', 'destination'] as const) {
    const names = commonPlaces(lines, end)
    const port = end === 'origin' ? 'loading_port' : 'unloading_port'
    const across = Object.values(gold.fields).some(
      (field) => isPrice(field) && field.destination !== undefined,
    )
    if (names !== null && !columns.has(end) && !columns.has(port) && !(across && end === 'destination'))
      add(end, (cell) => (cell.kind === 'section' ? null : span(cell.text, names)))
  }
  const dated = ['effective_date', 'expiry_date', 'year', 'month'].some((field) => columns.has(field))
  if (!dated) {
    const effective = common(lines, (line) => line.effective_date)
    const expiry = common(lines, (line) => line.expiry_date)
    const words = (cell: ShownContext) =>
      cell.kind === 'section' ? null : validityWords(cell, effective, expiry)
    if (effective !== null) add('effective_date', words)
    if (expiry !== null) add('expiry_date', words)
  }
  const priced = Object.values(gold.fields).filter(isPrice)
  const size = common(lines, (line) => line.container_size)
  const unsized = priced.every((field) => field.container_size === undefined)
  if (size !== null && unsized && !columns.has('container_size'))
    add('container_size', ({ text }) => (readContainers(text)?.sizes.includes(size) ? text : null))
  const currency = common(lines, (line) => line.currency)
  const unnamed = priced.some((field) => field.currency === undefined)
  if (currency !== null && unnamed && !columns.has('currency')) {
    add('currency', ({ text }) => {
      const mention = findCurrencies(text).find((one) => one.currency === currency)
      return mention ? (/^\S+/.exec(text.slice(mention.index))?.[0] ?? null) : null
    })
  }
  return found
}

function fieldsOf(field: GoldTable['fields'][string]): readonly string[] {
  if (typeof field === 'string') return [field]
  return Array.isArray(field) ? field : []
}

const isPrice = (field: GoldTable['fields'][string]): field is Exclude<typeof field, string | string[]> =>
  typeof field === 'object' && !Array.isArray(field)

/** The gold lines whose price stands inside the table. */
function linesOf(book: GoldBook, gold: GoldTable): GoldRate[] {
  const range = parseRange(gold.range)
  return book.lines.filter((line) => {
    if (line.sheet !== gold.sheet) return false
    const { top, left } = parseRange(line.cell)
    return top >= range.top && top <= range.bottom && left >= range.left && left <= range.right
  })
}

/** The value that most lines share; null where none holds for the table. */
function common<T extends string>(lines: readonly GoldRate[], of: (line: GoldRate) => T | null): T | null {
  const counts = new Map<T, number>()
  for (const line of lines) {
    const value = of(line)
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most && most[1] > HELD_SHARE * lines.length ? most[0] : null
}

/** The places that most prices start or end at, one price at several of them where the words name several. */
function commonPlaces(lines: readonly GoldRate[], end: 'origin' | 'destination'): string[] | null {
  const byPrice = Map.groupBy(lines, ({ cell, part }) => `${cell}|${part}`)
  const named = [...byPrice.values()].map((ofPrice) => [
    ...new Set(ofPrice.flatMap((line) => line[end]?.text ?? [])),
  ])
  const counts = Map.groupBy(named, (names) => names.join('|'))
  const [most] = [...counts.values()].sort((a, b) => b.length - a.length)
  const names = most?.[0] ?? []
  return names.length > 0 && most!.length > HELD_SHARE * named.length ? names : null
}

/** The part of a text from the first to the last of some names; null where one is missing. */
function span(text: string, names: readonly string[]): string | null {
  const found = names.map((name) => stretchAt(text, name))
  if (found.some((one) => one === null)) return null
  const ends = found.flatMap((one) => (one === null ? [] : [one]))
  return text.slice(Math.min(...ends.map(([start]) => start)), Math.max(...ends.map(([, end]) => end)))
}

function stretchAt(text: string, value: string): readonly [number, number] | null {
  const at = text.toLowerCase().indexOf(value.trim().toLowerCase())
  return at < 0 ? null : [at, at + value.trim().length]
}

function carrierWords(text: string, scac: string): string | null {
  const whole = readCarrier(text) ?? findCarrier(text) ?? findCarrier(text.replace(/[-_.]+/g, ' '))
  return whole?.scac === scac ? stretch(text, whole.text) : null
}

/** The value as the text writes it. */
const stretch = (text: string, value: string): string | null => span(text, [value])

function validityWords(
  { key, text }: ShownContext,
  effective: string | null,
  expiry: string | null,
): string | null {
  const anchor = expiry ?? effective
  const year = anchor === null ? null : Number(anchor.slice(0, 4))
  const whole = key === null ? text : `${key}: ${text}`
  for (const dayFirst of [true, false]) {
    for (const { reading, role, index, length } of findDates(whole, { anchor, year, dayFirst })) {
      if (role === 'updated') continue
      const same =
        (reading.effective === null || effective === null || reading.effective === effective) &&
        (reading.expiry === null || reading.expiry === expiry) &&
        (reading.effective === effective || reading.expiry === expiry)
      const words = whole.slice(index, index + length).trim()
      if (same) return text.includes(words) ? words : text.trim()
    }
  }
  return null
}
