import { SheetGrid } from '../../workbook/sheet-grid.ts'
import type { Random } from '../generator/random.ts'
import { copySheet } from './copy-sheet.ts'
import type { Disturb, LabelledSheet } from './disturbance.ts'
import { STILL, shifted } from './motion.ts'

/** Without dates: what a sheet leaves open (a year) must not be answered by the letter. */
const SENDERS = [
  'GLOBAL BRIDGE LOGISTICS CO., LTD.',
  'Nordlicht Spedition GmbH',
  'Crest & Sound Freight Services Pte Ltd',
  'TRANSMARES AGENCIA MARITIMA S.A.',
] as const
/** The sender's own town is no port of the rates. */
const ADDRESSES = [
  '8F, 120 Harbour Road, Singapore',
  'Unit 5, 88 Quay Street, Hong Kong',
  'Hafenstrasse 12, 20457 Hamburg',
  'Av. del Puerto 350, Valparaiso, Chile',
] as const
const LETTER = [
  'Tel: +00 000 0000  Fax: +00 000 0001',
  'pricing@freight.example',
  'To: All valued customers',
  'Attn: Pricing Team',
  'Re: Rate quotation',
  'Dear Sir / Madam,',
] as const
const OPENINGS = [
  'Please find our best offer below.',
  'We are pleased to quote our rates as follows:',
  'Thank you for your enquiry. Our rates are:',
] as const

const TERMS = [
  'Rates are subject to change without prior notice.',
  'Rates are subject to local charges at both ends.',
  'Free time as per carrier tariff.',
  'Space and equipment to be confirmed at the time of booking.',
  'Payment before release of the bill of lading.',
] as const
const GREETINGS = ['Best regards,', 'With kind regards', 'Yours faithfully,', 'Thanks & regards'] as const

/** A letter of three to six lines above everything, one or two columns in, and a gap below it. */
export const letterhead: Disturb = (sheet, random) => {
  if (!holdsRates(sheet)) return null
  const { grid } = sheet
  const lines = [
    random.pick(SENDERS),
    random.pick(ADDRESSES),
    ...inOrder(LETTER, random.int(0, 3), random),
    random.pick(OPENINGS),
  ]
  const column = firstColumn(grid) + random.int(1, 2)
  const motion = shifted(lines.length + random.int(1, 2), 0)
  const builder = copySheet(grid, { motion })
  for (const [i, line] of lines.entries()) builder.text(i + 1, column, line)
  return { grid: new SheetGrid(builder.build()), motion }
}

/** Terms, greetings and a signature below everything, after a gap. */
export const signature: Disturb = (sheet, random) => {
  if (!holdsRates(sheet)) return null
  const { grid } = sheet
  const terms = inOrder(TERMS, random.int(2, TERMS.length), random).map((term, i) => `${i + 1}. ${term}`)
  const lines = [
    'Terms and conditions',
    ...terms,
    '',
    random.pick(GREETINGS),
    'Pricing Department',
    'Tel: +00 000 0000',
  ]
  const column = firstColumn(grid)
  const first = grid.lastRow + random.int(2, 3)
  const builder = copySheet(grid, {})
  for (const [i, line] of lines.entries()) builder.text(first + i, column, line)
  return { grid: new SheetGrid(builder.build()), motion: STILL }
}

const holdsRates = ({ grid, tables, prices }: LabelledSheet): boolean =>
  grid.lastRow > 0 && (tables.length > 0 || prices.size > 0)

function firstColumn(grid: SheetGrid): number {
  let first = grid.lastColumn
  for (const row of grid.filledRows) first = Math.min(first, grid.filledColumns(row)[0] ?? first)
  return first
}

/** So many of the lines, in the order in which they stand. */
function inOrder(lines: readonly string[], count: number, random: Random): string[] {
  const taken = new Set(random.sample(lines, count))
  return lines.filter((line) => taken.has(line))
}
