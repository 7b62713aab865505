import { resolvePlaces } from '../places/resolve-places.ts'
import { readCountry } from '../reference/countries.ts'
import type { ContextCell } from '../tables/table.ts'

/** "Manzanillo **" */
const MARK = /(\*+|\(\d\)|[¹²³])\s*$/u
/** What stands around the name of a country in a remark: "**Mexico", "(Mexico)". */
const AROUND = /^[\s*(¹²³\d.:=-]+|[\s).*]+$/gu

/**
 * The country, as written, that a remark of the row or the footnote of a mark gives for a name that places of several
 * countries have; null where the name is not such a one, or where they give none of these countries.
 */
export function countryOfNote(
  text: string,
  remarks: readonly string[],
  context: readonly ContextCell[],
): string | null {
  const mark = MARK.exec(text)?.[1]
  if (remarks.length === 0 && mark === undefined) return null
  // Which of fifty thousand remarks name a country matters for few names.
  const open = resolvePlaces(text).places.filter(({ unlocode }) => unlocode === null)
  if (open.length === 0) return null
  const notes = mark ? context.filter((cell) => cell.text.trimStart().startsWith(mark)) : []
  for (const said of [...remarks, ...notes.map((cell) => cell.text)]) {
    const name = said.replace(AROUND, '')
    const country = name.length > 3 ? readCountry(name) : null
    if (country && open.some(({ alternatives }) => alternatives.some((one) => one.country === country)))
      return name
  }
  return null
}
