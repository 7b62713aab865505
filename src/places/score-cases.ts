import { readFileSync } from 'node:fs'
import type { PlaceContext, PlaceReading, ResolvedPlace } from './place.ts'
import { resolvePlaces } from './resolve-places.ts'

/** One line of `place-cases.tsv`: a text as it stands in sheets and the right answer. */
export interface PlaceCase {
  readonly id: string
  readonly text: string
  readonly country: string | null
  readonly kind: 'place' | 'multi' | 'group' | 'none' | 'ambiguous' | 'conflict'
  /** Acceptable codes of each expected place. */
  readonly places: readonly (readonly string[])[]
  readonly via: readonly (readonly string[])[]
  readonly qualifier: string | null
  readonly tags: readonly string[]
}

export type Verdict = 'right' | 'wrong' | 'unanswered'

export interface PlaceTally {
  right: number
  wrong: number
  unanswered: number
}

export interface PlaceScores {
  readonly overall: PlaceTally
  readonly byKind: ReadonlyMap<string, PlaceTally>
  readonly byTag: ReadonlyMap<string, PlaceTally>
  readonly cases: readonly {
    readonly case: PlaceCase
    readonly verdict: Verdict
    readonly reading: PlaceReading
  }[]
}

export function readPlaceCases(file: string | URL): PlaceCase[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1)
  return lines.map((line) => {
    const [id, text, country, kind, places, via, qualifier, tags] = line.split('\t')
    return {
      id: id!,
      text: text!.replaceAll('\\n', '\n'),
      country: country || null,
      kind: kind as PlaceCase['kind'],
      places: codeSets(places!),
      via: codeSets(via!),
      qualifier: qualifier || null,
      tags: tags ? tags.split(',') : [],
    }
  })
}

function codeSets(field: string): string[][] {
  return field === '' ? [] : field.split(' ; ').map((codes) => codes.split('|'))
}

/** Scores a reader on a file of place cases: right, wrong (a code that is not the right one), unanswered. */
export function scorePlaceCases(file: string | URL, read: PlaceReader = resolvePlaces): PlaceScores {
  return scoreCases(readPlaceCases(file), read)
}

type PlaceReader = (text: string, context: PlaceContext) => PlaceReading

export function scoreCases(placeCases: readonly PlaceCase[], read: PlaceReader): PlaceScores {
  const overall = tally()
  const byKind = new Map<string, PlaceTally>()
  const byTag = new Map<string, PlaceTally>()
  const cases = placeCases.map((one) => {
    const reading = read(one.text, { country: one.country })
    const verdict = judge(one, reading)
    for (const [map, key] of [[byKind, one.kind] as const, ...one.tags.map((tag) => [byTag, tag] as const)]) {
      const counts = map.get(key) ?? tally()
      counts[verdict]++
      map.set(key, counts)
    }
    overall[verdict]++
    return { case: one, verdict, reading }
  })
  return { overall, byKind, byTag, cases }
}

function tally(): PlaceTally {
  return { right: 0, wrong: 0, unanswered: 0 }
}

function judge(one: PlaceCase, reading: PlaceReading): Verdict {
  const { places } = reading
  const answered = places.filter((place) => place.unlocode !== null)
  switch (one.kind) {
    case 'none':
      return answered.length === 0 ? 'right' : 'wrong'
    case 'group':
      if (answered.length > 0) return 'wrong'
      return places.some((place) => place.group) ? 'right' : 'unanswered'
    case 'ambiguous': {
      if (answered.length > 0) return 'wrong'
      const offered = places.flatMap((place) => place.alternatives.flatMap(({ codes }) => codes))
      return one.places.every((codes) => codes.some((code) => offered.includes(code)))
        ? 'right'
        : 'unanswered'
    }
    case 'conflict': {
      const code = places[0]?.unlocode ?? null
      if (code !== null && !one.places[0]!.includes(code)) return 'wrong'
      return places.some((place) => place.flags.some(isConflict)) ? 'right' : 'unanswered'
    }
    default: {
      const expected = one.kind === 'place' ? [one.places[0]!] : one.places
      return worst(match(expected, places), match(one.via, [...reading.via, ...reading.transshipment]))
    }
  }
}

function isConflict(flag: ResolvedPlace['flags'][number]): boolean {
  return (
    flag.code === 'code-name-mismatch' ||
    flag.code === 'country-contradicts-data' ||
    flag.code === 'place-ambiguous'
  )
}

/** Each expected place is matched once, in any order. */
function match(expected: readonly (readonly string[])[], places: readonly ResolvedPlace[]): Verdict {
  const left = places.filter((place) => place.unlocode !== null)
  let missing = 0
  for (const codes of expected) {
    const at = left.findIndex((place) => codes.includes(place.unlocode!))
    if (at < 0) missing++
    else left.splice(at, 1)
  }
  if (left.length > 0) return 'wrong'
  if (missing > 0) return 'unanswered'
  return places.length === expected.length ? 'right' : 'wrong'
}

function worst(a: Verdict, b: Verdict): Verdict {
  if (a === 'wrong' || b === 'wrong') return 'wrong'
  return a === 'unanswered' || b === 'unanswered' ? 'unanswered' : 'right'
}
