import { gazetteer } from '../reference/gazetteer.ts'
import type { PlaceOption } from './answerer.ts'
import { assemble, mentionOf } from './assemble.ts'
import { candidatesFor } from './candidates.ts'
import { displayName } from './display-name.ts'
import { plainText } from './pieces.ts'
import type { PlaceContext } from './place.ts'
import { calibrated, currentRanker, rank } from './ranker.ts'

const MOST_OPTIONS = 8

/** What the text of one place may mean, the likeliest first, however little speaks for it; one code a port city. */
export function placeOptions(text: string, context: PlaceContext): PlaceOption[] {
  const places = gazetteer()
  const ranker = currentRanker()
  const [draft] = assemble(plainText(text), 0, context, ranker)
  if (!draft) return []
  const mention = mentionOf(draft)
  if (mention.text === '') return []
  const options = new Map<string, PlaceOption>()
  for (const { candidate, probability } of rank(candidatesFor(mention, context), ranker)) {
    const place = places.group(candidate.place)[0]!
    const code = places.code(place)
    if (options.has(code)) continue
    options.set(code, {
      code,
      name: displayName(candidate.place, places),
      country: places.country(place),
      subdivision: places.subdivision(candidate.place),
      port: places.group(place).some((member) => places.isPort(member)),
      confidence: calibrated(probability, ranker),
    })
    if (options.size === MOST_OPTIONS) break
  }
  return [...options.values()]
}
