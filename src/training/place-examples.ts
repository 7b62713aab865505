import { readdirSync, readFileSync } from 'node:fs'
import { PLACE_FIELDS } from '../places/answerer.ts'
import { assemble, mentionOf } from '../places/assemble.ts'
import { candidatesFor } from '../places/candidates.ts'
import type { FeatureVector } from '../places/features.ts'
import { plainText } from '../places/pieces.ts'
import type { PlaceContext } from '../places/place.ts'
import type { Ranker } from '../places/ranker.ts'
import { takeRouting } from '../places/routing.ts'
import type { PlaceCase } from '../places/score-cases.ts'
import { foldText } from '../reference/fold.ts'
import { gazetteer } from '../reference/gazetteer.ts'
import type { MadePlaceText } from './place-corruptions.ts'

/** A choice that the ranker learns from: candidates of one name, and which of them are meant. */
export interface PlaceExample {
  /** Folded text: examples of one text must not be divided between training and held-out data. */
  readonly text: string
  readonly source: 'case' | 'sheet' | 'made'
  readonly candidates: readonly FeatureVector[]
  /** Share of truth of each candidate; all zero where none is meant. */
  readonly truth: readonly number[]
  readonly weight: number
  /** Text and right codes, where a person wrote them down. */
  readonly name?: string
}

/** A place of a gold answer: text, country and acceptable codes. */
export interface LabelledPlace {
  readonly text: string
  readonly country: string
  readonly codes: readonly string[]
}

const CASE_WEIGHT = 3
const SHEET_WEIGHT = 1.5
const MADE_WEIGHT = 1
const GOLD_ENDING = '.gold.jsonl'

/** Gold answers of a folder, by name. */
export function goldFiles(dir: string): string[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith(GOLD_ENDING))
    .sort()
}

/** Every different place of the gold answers of a folder, in the order of files and lines. */
export function readLabelledPlaces(dir: string): LabelledPlace[] {
  const found = new Map<string, LabelledPlace>()
  for (const file of goldFiles(dir)) {
    for (const line of readFileSync(`${dir}/${file}`, 'utf8').split('\n')) {
      if (line === '') continue
      const rate = JSON.parse(line) as Record<
        string,
        { text: string; country?: string | null; unlocode?: string[] } | null
      >
      for (const field of PLACE_FIELDS) {
        const place = rate[field]
        if (!place?.country || !place.unlocode?.length) continue
        const key = `${place.text}\t${place.country}`
        if (!found.has(key))
          found.set(key, { text: place.text, country: place.country, codes: place.unlocode })
      }
    }
  }
  return [...found.values()]
}

export function examplesOfCases(cases: readonly PlaceCase[], ranker: Ranker): PlaceExample[] {
  return cases.flatMap((one) => {
    if (one.kind === 'none' || one.kind === 'group' || one.kind === 'conflict') return []
    const expected = one.kind === 'ambiguous' ? [one.places.flat()] : one.places
    return examplesOf(one.text, { country: one.country }, expected, 'case', CASE_WEIGHT, ranker)
  })
}

/** Each place with its country known and with nothing known: both happen. */
export function examplesOfSheets(places: readonly LabelledPlace[], ranker: Ranker): PlaceExample[] {
  return places.flatMap(({ text, country, codes }) => [
    ...examplesOf(text, { country }, [codes], 'sheet', SHEET_WEIGHT, ranker),
    ...examplesOf(text, {}, [codes], 'sheet', SHEET_WEIGHT / 2, ranker),
    ...examplesOf(
      text,
      { columnCountries: new Map([[country, 0.5]]) },
      [codes],
      'sheet',
      SHEET_WEIGHT / 2,
      ranker,
    ),
  ])
}

export function examplesOfMade(texts: readonly MadePlaceText[], ranker: Ranker): PlaceExample[] {
  return texts.flatMap(({ text, country, columnCountries, unlocode }) => {
    const context: PlaceContext = { country, ...(columnCountries ? { columnCountries } : {}) }
    return examplesOf(text, context, [unlocode === null ? [] : [unlocode]], 'made', MADE_WEIGHT, ranker)
  })
}

/** Examples of the names in a text; none where it is cut into more or fewer places than expected. */
function examplesOf(
  text: string,
  context: PlaceContext,
  expected: readonly (readonly string[])[],
  source: PlaceExample['source'],
  weight: number,
  ranker: Ranker,
): PlaceExample[] {
  const { rest } = takeRouting(plainText(text))
  const drafts = assemble(rest, 0, context, ranker)
  if (drafts.length !== expected.length) return []
  const places = gazetteer()
  return drafts.flatMap((draft, i) => {
    // A terminal that narrows a port down is decided by the gazetteer, not by the ranker.
    if (draft.name === null || draft.narrower !== null) return []
    const candidates = candidatesFor(mentionOf(draft), context)
    const hits = candidates.map(({ place }) =>
      places.group(place).some((member) => expected[i]!.includes(places.code(member))) ? 1 : 0,
    )
    const sum = hits.reduce<number>((a, b) => a + b, 0)
    return [
      {
        text: foldText(text),
        source,
        candidates: candidates.map(({ features }) => features),
        truth: hits.map((hit) => (sum === 0 ? 0 : hit / sum)),
        weight,
        ...(source === 'made' ? {} : { name: `${text} = ${expected[i]!.join(' or ')}` }),
      },
    ]
  })
}
