import type { LabelledWorkbook } from '../../labels/labelled.ts'
import { Random } from './random.ts'
import { chooseSender } from './sender.ts'
import { composeWorkbook } from './workbook.ts'

/**
 * Workbooks with exact labels, made from the seed alone: the same count and seed give the same cells. A larger count
 * starts with the workbooks of a smaller one. Layout, surroundings, headings, notations and slips are drawn
 * independently of each other, so that no workbook is the template of another; every workbook is a family of its own.
 */
export function* generateWorkbooks(count: number, seed: number): Iterable<LabelledWorkbook> {
  const random = new Random(seed)
  for (let i = 0; i < count; i++) {
    const own = Math.floor(random.next() * 4294967296)
    yield composeWorkbook(chooseSender(own), `generated-${seed}-${String(i + 1).padStart(5, '0')}`)
  }
}
