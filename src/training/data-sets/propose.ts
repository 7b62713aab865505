import { excerptOf } from '../../labels/excerpt.ts'
import type { TableLabel } from '../../labels/label.ts'
import type { StoredLabel } from '../../labels/label-folder.ts'
import { tablesFromGold } from '../../labels/table-from-gold.ts'
import { columnLetter } from '../../workbook/grid.ts'
import { roleOf } from '../column-examples.ts'
import { generateWorkbooks } from '../generator/generate.ts'
import { misspell } from '../generator/headings.ts'
import { Random } from '../generator/random.ts'

/** Words that people put beside a heading. */
const ADDED = ['(USD)', 'all in', 'new', '*', 'per cntr', '2026', '(incl.)']
const MISSPELT = 0.3
const SHORTENED = 0.15
const LENGTHENED = 0.15
const RECASED = 0.3

/** Examples of column roles out of the generator of layouts, one a table. The same seed gives the same labels. */
export function generatedLabels(workbooks: number, seed: number, date: string): TableLabel[] {
  const labels: TableLabel[] = []
  let number = 0
  for (const workbook of generateWorkbooks(workbooks, seed)) {
    number++
    for (const { gold, table } of tablesFromGold(workbook)) {
      if (gold.header_rows.length === 0) continue
      const columns: Record<string, ReturnType<typeof roleOf>> = {}
      for (let column = table.range.left; column <= table.range.right; column++)
        columns[columnLetter(column)] = roleOf(gold.fields[columnLetter(column)])
      labels.push({
        stage: 'column-roles',
        state: 'proposed',
        source: 'generated',
        reason: 'A made layout.',
        date,
        given_by: null,
        file: workbook.gold.file,
        carrier: null,
        layout: `generated-${seed}-${number}`,
        excerpt: excerptOf(table.grid, table),
        right: gold,
        given: null,
        corrected: { kind: gold.kind ?? 'rates', columns },
      })
    }
  }
  return labels
}

/** Variations of real labels: headings misspelt, shortened, lengthened or in other letters; the answer stays right. */
export function variedLabels(
  labels: readonly StoredLabel[],
  each: number,
  seed: number,
  date: string,
): TableLabel[] {
  const varied: TableLabel[] = []
  for (const { id, label } of labels) {
    if (label.stage !== 'column-roles' || label.state === 'rejected' || label.source === 'generated') continue
    for (let i = 0; i < each; i++) {
      const random = new Random(seed + i * 7919 + Number.parseInt(id.slice(0, 7), 16))
      const rows = { ...label.excerpt.rows }
      for (const row of label.right.header_rows) {
        const cells = rows[row]
        if (cells)
          rows[row] = Object.fromEntries(
            Object.entries(cells).map(([c, cell]) => [c, varyCell(cell, random)]),
          )
      }
      varied.push({
        ...label,
        state: 'proposed',
        source: 'generated',
        reason: `A variation of ${id}.`,
        date,
        given_by: null,
        given: null,
        excerpt: { ...label.excerpt, rows },
      })
    }
  }
  return varied
}

type Cell = TableLabel['excerpt']['rows'][string][string]

function varyCell(cell: Cell, random: Random): Cell {
  if (typeof cell === 'number') return cell
  if (typeof cell === 'string') return varyText(cell, random)
  return typeof cell.value === 'string' ? { ...cell, value: varyText(cell.value, random) } : cell
}

function varyText(text: string, random: Random): string {
  let changed = text
  const words = changed.split(' ')
  if (words.length > 1 && random.chance(SHORTENED)) {
    words.splice(random.int(0, words.length - 1), 1)
    changed = words.join(' ')
  }
  if (changed.length > 5 && random.chance(MISSPELT)) changed = misspell(changed, random)
  if (random.chance(LENGTHENED)) changed = `${changed} ${ADDED[random.int(0, ADDED.length - 1)]!}`
  if (random.chance(RECASED)) changed = random.chance(0.5) ? changed.toUpperCase() : changed.toLowerCase()
  return changed
}
