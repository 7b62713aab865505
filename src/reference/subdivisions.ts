import { readReferenceCsv, splitField } from './csv.ts'
import { foldText } from './fold.ts'

export interface Subdivision {
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** Second part of the ISO 3166-2 code: `CA`, `GD`. */
  readonly code: string
}

interface Subdivisions {
  readonly byName: ReadonlyMap<string, readonly Subdivision[]>
  /** Only of countries where the bare code is customary behind a place: "PORTLAND, OR". */
  readonly byCode: ReadonlyMap<string, readonly Subdivision[]>
}

let loaded: Subdivisions | null = null

function subdivisions(): Subdivisions {
  if (loaded) return loaded
  const byName = new Map<string, Subdivision[]>()
  const byCode = new Map<string, Subdivision[]>()
  const add = (map: Map<string, Subdivision[]>, text: string, subdivision: Subdivision) => {
    const key = foldText(text)
    const list = map.get(key)
    if (!list) map.set(key, [subdivision])
    else if (!list.includes(subdivision)) list.push(subdivision)
  }
  for (const row of readReferenceCsv('subdivisions.csv')) {
    const subdivision = { country: row.country!, code: row.code! }
    for (const name of [row.name!, ...splitField(row.aliases)]) add(byName, name, subdivision)
    if (row.code_is_written) add(byCode, row.code!, subdivision)
  }
  loaded = { byName, byCode }
  return loaded
}

/**
 * States and provinces that the whole text may mean, in any country: "OHIO", "广东", or the bare code where that is the
 * custom ("CA" of the United States, not of Denmark). Several where the same letters are used twice.
 */
export function readSubdivisions(text: string): readonly Subdivision[] {
  const folded = foldText(text)
  const { byName, byCode } = subdivisions()
  return [...(byCode.get(folded) ?? []), ...(byName.get(folded) ?? [])]
}
