import { readCountry } from './countries.ts'

/** "ex Italy", "from Spain only": of a charge that is levied there and nowhere else. What is "to Japan" is levied before. */
const LEVIED =
  /^\W*(?:only\s+)?(?:ex|from|ab|von|desde|origin)[\s.:]+(\p{L}[\p{L}\s.'-]{2,28}?)(?:\s+only)?\W*$/iu

/** The country, as written, in which a remark says that a charge without a lane is levied at origin. */
export function levyOf(remarks: readonly string[]): string | null {
  for (const said of remarks) {
    const name = LEVIED.exec(said)?.[1]
    if (name && readCountry(name)) return name
  }
  return null
}
