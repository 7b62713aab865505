import { z } from 'zod'
import type { PlaceOption } from '../../places/answerer.ts'
import { lookUpPlace } from '../../places/look-up.ts'

/** The one tool that a model may call: it asks the gazetteer, and code answers. */
export const LOOKUP_PLACE = 'lookup_place'

const argumentsSchema = z.strictObject({
  text: z.string().min(1).max(120).describe('A place name or code, spelt as the gazetteer may know it.'),
  country: z
    .string()
    .max(60)
    .nullable()
    .describe('Country that it lies in, name or code; null where unknown.'),
})
const { $schema: _, ...parameters } = z.toJSONSchema(argumentsSchema)
// Bounds are ours to check; strict tools of some endpoints know no such keywords.
for (const property of Object.values(parameters.properties ?? {}) as Record<string, unknown>[]) {
  delete property.minLength
  delete property.maxLength
}

/** What a model is told of the tool. */
export const LOOKUP_PLACE_TOOL = {
  name: LOOKUP_PLACE,
  description:
    'Looks a place name up in the gazetteer of UN/LOCODE and gives the places that it may mean, the likeliest first. Misspellings are allowed.',
  parameters: parameters as Readonly<Record<string, unknown>>,
} as const

/** The answer to a call, as JSON: candidates, or what is wrong with the arguments. */
export function answerLookup(given: string): string {
  let read: unknown
  try {
    read = JSON.parse(given)
  } catch {
    return JSON.stringify({ error: 'The arguments are no JSON.' })
  }
  const result = argumentsSchema.safeParse(read)
  if (!result.success) return JSON.stringify({ error: result.error.issues[0]!.message })
  const { text, country } = result.data
  return JSON.stringify({ candidates: lookUpPlace(text, country).map(candidateLine) })
}

/** A candidate as a model is shown it: `CRPTL Puerto Limon, L CR port`. */
export const candidateLine = ({ code, name, country, subdivision, port }: PlaceOption): string =>
  `${code} ${name}, ${subdivision === '' ? '' : `${subdivision} `}${country}${port ? ' port' : ''}`
