import type { Canvas } from '../canvas.ts'
import { choices } from '../cell.ts'
import type { Surroundings } from '../layouts/layout.ts'
import { fillPhrase } from '../phrases.ts'
import type { Sender } from '../sender.ts'
import { carrierWriter } from '../values/carriers.ts'
import { dateCell, validityText } from '../values/dates.ts'
import { contractWriter } from '../values/terms.ts'
import { wordings } from '../vocabulary/languages.ts'
import { KEYS, NOTES, TITLES } from '../vocabulary/phrases.ts'
import { COMMODITIES, MODES, PERSON_WORDS } from '../vocabulary/words.ts'

type KeyName = keyof typeof KEYS

const ADDRESS =
  'Level 12, Harbour Tower, 88 Quay Street|Room 1502, Ocean Centre|Piso 7, Torre Este|Tel: +00 00 0000 0000  Fax: +00 00 0000 0001|www.example.com|pricing@example.com|PO Box 1120|12 Nguyen Van Linh, District 7|Speicherstrasse 1|Tel. 000-000-0000|E-mail: rates@example.com|Av. del Puerto 100, of. 12|Tax code: 0300000000'

const CURRENCY_SENTENCES = {
  en: 'All rates in {c} per container|Currency: {c}|Rates quoted in {c}|{c} per container|Unit: {c}|All amounts in {c}|(Rates in {c})|{c} / container unless otherwise stated',
  zh: '单位：{c}|币种：{c}|以下价格单位为{c}/箱|货币单位：{c}',
  es: 'Tarifas en {c}|Moneda: {c}|Valores expresados en {c}|Todas las tarifas en {c} por contenedor',
  pt: 'Valores em {c}|Moeda: {c}|Tarifas em {c} por container',
  de: 'Alle Beträge in {c}|Währung: {c}|Raten in {c} je Container',
  fr: 'Tarifs en {c}|Devise : {c}|Montants exprimés en {c}',
  it: 'Noli in {c}|Valuta: {c}|Importi in {c}',
  vi: 'Đơn vị tiền tệ: {c}|Đơn vị: {c}/cont|Giá tính bằng {c}',
  ko: '단위: {c}|통화: {c}',
  ja: '単位：{c}|通貨：{c}',
  tr: 'Para birimi: {c}|Fiyatlar {c} cinsindendir',
  nl: 'Bedragen in {c}|Valuta: {c}',
  ru: 'Валюта: {c}|Ставки в {c}',
  th: 'หน่วย: {c}|สกุลเงิน: {c}',
} as const

export const currencySentence = (sender: Sender, code: string): string =>
  sender.random.pick(wordings(CURRENCY_SENTENCES, sender.language)).replace('{c}', code)

/** Writes what stands above a table: letterhead, titles, key-value block, notes. Returns the next free row. */
export function writeAbove(
  canvas: Canvas,
  sender: Sender,
  around: Surroundings,
  top: number,
  left: number,
): number {
  const { random, look } = sender
  let row = top
  const titleFill = look.titleBold && random.chance(0.15) ? look.headerFill : null
  const at =
    left +
    random.weighted<number>([
      [0, 86],
      [1, 6],
      [2, 4],
      [4, 4],
    ])
  const across = random.chance(0.2) ? random.int(3, 10) : 0
  const title = (text: string) => {
    canvas.put(row, at, text, { bold: look.titleBold, fill: titleFill })
    if (across > 0) canvas.merge(row, at, row, at + across)
    row++
  }
  const size = random.weighted([
    ['none', 14],
    ['title', 40],
    ['some', 30],
    ['full', 16],
  ])
  const mustTitle =
    around.subject !== null || around.allIn || around.port !== null || around.currency?.where === 'title'
  if (size === 'none' && !mustTitle && around.currency?.where !== 'key_value') return row

  if (size === 'full') {
    title(sender.company)
    for (const line of random.sample(choices(ADDRESS), random.int(0, 3))) canvas.put(row++, left, line)
    if (random.chance(0.5)) row++
  }
  if (mustTitle || size !== 'none') {
    const parts = [
      fillPhrase(
        random.pick(choices(TITLES[sender.language] ?? TITLES.en)),
        sender,
        around.port ? { place: around.port.name } : {},
      ),
    ]
    if (around.subject) parts.push(around.subject)
    if (around.port)
      parts.push(
        `${around.port.end === 'origin' ? random.pick(['ex', 'EX', 'POL:', 'from']) : random.pick(['to', 'TO', 'POD:'])} ${around.port.name}`,
      )
    if (around.allIn) parts.push(random.pick(['ALL IN', 'all-in', 'All inclusive']))
    if (around.currency?.where === 'title' && random.chance(0.5)) parts.push(around.currency.code)
    else if (around.currency?.where === 'title') {
      title(parts.join(random.pick([' - ', ' | ', ' ', ' // '])))
      parts.length = 0
      canvas.put(row++, left, currencySentence(sender, around.currency.code))
    }
    if (parts.length > 0) title(parts.join(random.pick([' - ', ' | ', ' ', ' / '])))
    if (random.chance(0.3)) canvas.put(row++, left, validityLine(sender))
  }
  if (size === 'some' || size === 'full' || around.currency?.where === 'key_value') {
    if (random.chance(0.3)) row++
    row = writeKeyValues(canvas, sender, around, row, left)
  }
  if (size !== 'none' && random.chance(0.2)) {
    for (const note of random.sample(choices(NOTES[sender.language] ?? NOTES.en), random.int(1, 3)))
      canvas.put(row++, left, fillPhrase(note, sender))
  }
  return (
    row +
    random.weighted([
      [0, 35],
      [1, 50],
      [2, 15],
    ])
  )
}

function validityLine(sender: Sender): string {
  const { random } = sender
  const key = random.pick(wordings(KEYS.validity, sender.language))
  const text = validityText(sender.from, sender.to, sender.dates, random)
  return random.pick([
    `${key}: ${text}`,
    `${key} ${text}`,
    `(${key}: ${text})`,
    `${key.toUpperCase()} : ${text}`,
  ])
}

/** A block of keys and values: side by side in two columns, in one cell, or two pairs a row. */
export function writeKeyValues(
  canvas: Canvas,
  sender: Sender,
  around: Surroundings,
  top: number,
  left: number,
): number {
  const { random, look } = sender
  const keys: KeyName[] = random.sample(
    ['validity', 'carrier', 'origin', 'contract', 'commodity', 'customer', 'updated', 'term'],
    random.int(1, 5),
  )
  if (around.currency?.where === 'key_value') keys.push('currency')
  if (around.port && !keys.includes('origin')) keys.push(around.port.end)
  const form = random.weighted([
    ['two_columns', 60],
    ['one_cell', 30],
    ['pairs', 10],
  ])
  const value = (key: KeyName): string | number | { value: number | string; format?: string } | null => {
    switch (key) {
      case 'validity':
        return validityText(sender.from, sender.to, sender.dates, random)
      case 'carrier':
        return carrierWriter(random, sender.language)(sender.carrier ?? sender.carriers[0]!)
      case 'currency':
        return around.currency?.code ?? sender.currency
      case 'origin':
      case 'destination':
        return around.port?.name ?? fillPhrase('{place}', sender)
      case 'contract':
        return contractWriter(random)() as string
      case 'commodity':
        return random.pick(choices(COMMODITIES))
      case 'customer':
        return random.chance(0.6) ? fillPhrase('{company}', sender) : random.pick(choices(PERSON_WORDS))
      case 'updated':
        return dateCell(sender.from, sender.dates) as string
      default:
        return random.pick(choices(MODES))
    }
  }
  // Without a column for the load port, a key that names another one would contradict the title.
  const used = keys.filter(
    (key) => around.port !== null || (key !== 'origin' && key !== 'destination') || random.chance(0.3),
  )
  let row = top
  let side = 0
  for (const key of used) {
    const word = random.pick(wordings(KEYS[key], sender.language))
    const shown = random.chance(0.7) ? `${word}:` : word
    const given = value(key)
    if (form === 'one_cell')
      canvas.put(row++, left, `${shown} ${typeof given === 'object' ? sender.from.year : given}`)
    else if (form === 'two_columns') {
      canvas.put(row, left, shown, { bold: look.titleBold && random.chance(0.6) })
      canvas.put(row++, left + 1, given)
    } else {
      canvas.put(row, left + side * 3, shown)
      canvas.put(row, left + side * 3 + 1, given)
      if (side === 1) row++
      side = 1 - side
    }
  }
  return side === 1 ? row + 1 : row
}
