import type { ContextCell } from './table.ts'

/** "RATE FOR BULLET NO. 1", "Section B", "Item 12". */
const DESIGNATION =
  /\b(bullet|item|section|schedule|appendix|annex|anexo|anlage|table|tabla)s?\b\.?\s*(?:no\.?|nr\.?|n°|#)?\s*(\d{1,3}|[A-Z]|[IVX]{1,4})\b(?!\s*[-/]\s*\d)/iu

/** The part of a contract that a text speaks of ("bullet 1"); null when it names none. */
export function designationOf(text: string): string | null {
  const [, word, number] = DESIGNATION.exec(text) ?? []
  return word && number ? `${word} ${number}`.toLowerCase() : null
}

/** The part of a contract that a table is, by the nearest title above it. */
export function ownDesignation(
  context: readonly Pick<ContextCell, 'kind' | 'position' | 'text' | 'row'>[],
): string | null {
  let nearest: { row: number; name: string } | null = null
  for (const { kind, position, text, row } of context) {
    if (kind !== 'title' || (position !== 'above' && position !== 'sheet') || row === null) continue
    const name = designationOf(text)
    if (name && row > (nearest?.row ?? 0)) nearest = { row, name }
  }
  return nearest?.name ?? null
}
