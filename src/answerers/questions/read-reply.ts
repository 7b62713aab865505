import { extractPayload, jsonOrYaml } from '../payload.ts'
import type { Wire } from './wire.ts'

/** The answer that a text holds, or why it holds none. */
export type ReadReply<T> = { readonly value: T } | { readonly problem: string }

/** Longer replies are no answers to what was asked: the longest that is allowed is some ten thousand tokens. */
const LONGEST_REPLY = 200_000

/** Reads JSON or YAML, in a fence or with prose around it, and holds it against the schema of the answer. */
export function readReply<T>(text: string, wire: Wire<T>): ReadReply<T> {
  if (text.trim() === '') return { problem: 'the reply is empty' }
  if (text.length > LONGEST_REPLY) return { problem: `the reply is ${text.length} characters long` }
  const value = jsonOrYaml(extractPayload(text, wire.json.json).text)
  if (value === null || typeof value !== 'object') return { problem: 'the reply holds neither JSON nor YAML' }
  const checked = wire.schema.safeParse(value)
  if (checked.success) return { value: checked.data }
  const [issue] = checked.error.issues
  const place = issue!.path.join('.') || 'whole'
  return { problem: `the reply does not have the form that was asked for (${place}: ${issue!.message})` }
}
