import type { GoldTable } from '../../../labels/gold.ts'
import type { Canvas } from '../canvas.ts'
import { choices } from '../cell.ts'
import type { Surroundings } from '../layouts/layout.ts'
import { fillPhrase } from '../phrases.ts'
import type { Sender } from '../sender.ts'
import { NOTES } from '../vocabulary/phrases.ts'
import { PERSON_WORDS } from '../vocabulary/words.ts'
import { currencySentence } from './above.ts'

/** Writes what stands below a table: notes, sentences with prices in them, totals, contacts. Returns the next free row. */
export function writeBelow(
  canvas: Canvas,
  sender: Sender,
  around: Surroundings,
  top: number,
  left: number,
  gold: GoldTable,
): number {
  const { random } = sender
  let row = top
  const must = around.currency?.where === 'note'
  if (!must && random.chance(0.35)) return row
  if (random.chance(0.06)) row = writeTotal(canvas, sender, row, left, gold)
  // Notes mostly keep a distance; some follow the last rate at once.
  row += random.weighted([
    [0, 28],
    [1, 50],
    [2, 17],
    [4, 5],
  ])
  const language = random.chance(0.8) ? sender.language : 'en'
  const notes = random
    .sample(
      choices(NOTES[language] ?? NOTES.en),
      random.weighted([
        [1, 25],
        [3, 35],
        [5, 25],
        [9, 15],
      ]),
    )
    .map((note) => fillPhrase(note, sender))
  if (must) notes.splice(random.int(0, notes.length), 0, currencySentence(sender, around.currency!.code))
  const numbered = random.chance(0.3)
  const indent = random.chance(0.1) ? 1 : 0
  const twoCells = random.chance(0.1)
  notes.forEach((note, i) => {
    const mark = numbered ? random.pick([`${i + 1}.`, `${i + 1})`, `(${i + 1})`]) : ''
    if (twoCells) {
      canvas.put(row, left, numbered ? i + 1 : '*')
      canvas.put(row++, left + 1, note)
    } else
      canvas.put(row++, left + indent, numbered ? `${mark} ${note}` : random.chance(0.1) ? `- ${note}` : note)
    if (random.chance(0.07)) row++
  })
  if (random.chance(0.12)) {
    row++
    canvas.put(
      row++,
      left,
      random.pick([
        'Best regards,',
        'Prepared by',
        'Contact:',
        'Thanks & regards',
        'Approved by',
        '联系人：',
        'Saludos cordiales',
        'Mit freundlichen Grüßen',
      ]),
    )
    canvas.put(row++, left, random.pick(choices(PERSON_WORDS)))
    if (random.chance(0.5)) canvas.put(row++, left, 'pricing@example.com')
  }
  return row
}

function writeTotal(canvas: Canvas, sender: Sender, row: number, left: number, gold: GoldTable): number {
  const { random } = sender
  canvas.put(
    row,
    left,
    random.pick(['Total', 'TOTAL', 'Average', 'Sum', '合计', 'Gesamt', 'Total general', 'Tổng cộng']),
    { bold: true },
  )
  const columns = Object.keys(gold.fields).length
  for (let c = 2; c < Math.min(columns, 6); c++)
    if (random.chance(0.6)) canvas.put(row, left + c, random.int(1000, 99999))
  return row + 1
}

/** A small box beside a table: exchange rate, margin, legend, week. */
export function writeSideBox(canvas: Canvas, sender: Sender, top: number, left: number): void {
  const { random } = sender
  const lines = random.sample<[string, string | number]>(
    [
      ['Exchange rate', random.int(7, 25500)],
      ['ROE', random.int(110, 2600) / 100],
      ['Margin', random.pick([25, 50, 75, 100])],
      ['Markup', 1.05],
      ['Legend', 'yellow = changed'],
      ['WEEK', random.int(1, 52)],
      ['Updated', `${random.int(1, 28)}/${random.int(1, 12)}`],
      ['USD/EUR', 0.92],
      ['New rate', 'red'],
      ['Rate Adjust', 1.03],
    ],
    random.int(1, 4),
  )
  lines.forEach(([key, value], i) => {
    canvas.put(top + i, left, key)
    canvas.put(top + i, left + 1, value)
  })
}
