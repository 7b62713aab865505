import { z } from 'zod'

/**
 * How sure a model says it is. Words, for it has no calibrated number to give; what each is worth is said here, once.
 */
export const SURENESS = { certain: 0.95, likely: 0.75, unsure: 0.4 } as const
export const sureSchema = z.enum(Object.keys(SURENESS) as (keyof typeof SURENESS)[])
export type Sure = z.infer<typeof sureSchema>

export const confidenceOf = (sure: Sure): number => SURENESS[sure]

/** The word for a confidence: the reverse of `confidenceOf`. */
export function sureOf(confidence: number): Sure {
  if (confidence >= (SURENESS.certain + SURENESS.likely) / 2) return 'certain'
  return confidence >= (SURENESS.likely + SURENESS.unsure) / 2 ? 'likely' : 'unsure'
}

/** An answer as it goes over the wire: the schema to check it with, and the JSON Schema that endpoints are given. */
export interface Wire<T> {
  readonly schema: z.ZodType<T>
  readonly json: { readonly name: string; readonly json: Readonly<Record<string, unknown>> }
}

/** Makes the JSON Schema of a wire answer. Keywords that strict structured output does not know are left out. */
export function wireOf<T>(name: string, schema: z.ZodType<T>): Wire<T> {
  const json = z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      // Safe integers are what zod means by an integer; endpoints refuse bounds of that size.
      if (jsonSchema.type === 'integer') {
        delete jsonSchema.minimum
        delete jsonSchema.maximum
      }
    },
  })
  delete json.$schema
  return { schema, json: { name, json } }
}
