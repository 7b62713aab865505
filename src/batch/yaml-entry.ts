/**
 * A record as an entry of a YAML list: a line for each key, what is nested in braces, texts in quotes (so that `NO` stays
 * Norway) unless they are words of a closed list. Written by hand for rates and findings alone, of which there may be
 * hundreds of thousands: the general library takes 400 µs each, this a few. A property test reads it back with the library.
 */
export function yamlEntry(record: object): string {
  let text = ''
  for (const [key, value] of Object.entries(record)) {
    if (value !== undefined) text += `${text === '' ? '- ' : '  '}${key}: ${flow(value)}\n`
  }
  return text
}

function flow(value: unknown): string {
  if (typeof value === 'string') return CLOSED_WORD.test(value) ? value : quoted(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  const pairs = Object.entries(value).filter(([, one]) => one !== undefined)
  return `{${pairs.map(([key, one]) => `${key}: ${flow(one)}`).join(', ')}}`
}

/** `surcharge`, `not_offered`, `place-misspelt`; not the words that YAML 1.1 takes for booleans or null. */
const CLOSED_WORD = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z]+(?:[_-][a-z]+)*$/

/** What JSON leaves bare inside quotes and YAML does not allow there, or takes for a line break. */
const NOT_BARE_IN_YAML = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g

const quoted = (text: string): string =>
  JSON.stringify(text).replace(NOT_BARE_IN_YAML, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
