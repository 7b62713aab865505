/** What the ranker knows of a candidate. The order is that of the weights. */
export const FEATURES = [
  'exact_name',
  'exact_alias',
  'exact_local',
  'exact_second',
  'exact_shortened',
  'printed_code',
  'short_alias',
  'tail_in_country',
  'tail_anywhere',
  'span_first',
  'span_last',
  'unexplained',
  'misspelt',
  'edit_share',
  'more_edits',
  'other_first_letter',
  'sounds_alike',
  'misspelt_alias',
  'first_words',
  'truncated',
  'left_out',
  'rank',
  'rank_of_misspelt',
  'rank_of_span',
  'rank_known',
  'obscure',
  'port',
  'stated_country_agrees',
  'stated_country_contradicts',
  'context_country_agrees',
  'context_country_contradicts',
  'column_share',
  'column_foreign',
  'state_agrees',
  'state_contradicts',
  'companion_agrees',
  'code_agrees',
] as const
export type Feature = (typeof FEATURES)[number]

const POSITION = Object.fromEntries(FEATURES.map((feature, i) => [feature, i])) as Record<Feature, number>

export type FeatureVector = Float64Array

export function featureVector(values: Partial<Record<Feature, number>>): FeatureVector {
  const vector = new Float64Array(FEATURES.length)
  for (const [feature, value] of Object.entries(values)) vector[POSITION[feature as Feature]] = value
  return vector
}

export function featureOf(vector: FeatureVector, feature: Feature): number {
  return vector[POSITION[feature]]!
}
