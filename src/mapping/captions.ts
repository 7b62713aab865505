import { readCountry } from '../reference/countries.ts'
import type { Table } from '../tables/table.ts'

/**
 * Whether captions inside a table may say where its rates start or end. One that is a country and nothing else
 * ("INDIA" over the ports of India) gives neither.
 */
export function hasCaptions({ grid, range, sectionRows }: Table): boolean {
  return sectionRows.some((row) => {
    const texts = Array.from(grid.filledColumns(row))
      .filter((column) => column >= range.left && column <= range.right)
      .map((column) => grid.text(row, column).trim())
    return texts.length !== 1 || readCountry(texts[0]!) === null
  })
}
