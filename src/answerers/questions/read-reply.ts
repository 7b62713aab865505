import { parse } from 'yaml'
import type { z } from 'zod'

/** The answer that a text holds, or why it holds none. */
export type ReadReply<T> = { readonly value: T } | { readonly problem: string }

/** Longer replies are no answers to what was asked: the longest that is allowed is some ten thousand tokens. */
const LONGEST_REPLY = 200_000
const FENCED = /```(?:json|ya?ml)?[^\S\n]*\n([\s\S]*?)```/i

/** Reads JSON or YAML, in a fence or with prose around it, and holds it against the schema of the answer. */
export function readReply<T>(text: string, schema: z.ZodType<T>): ReadReply<T> {
  if (text.trim() === '') return { problem: 'the reply is empty' }
  if (text.length > LONGEST_REPLY) return { problem: `the reply is ${text.length} characters long` }
  let problem = 'the reply holds neither JSON nor YAML'
  for (const candidate of candidatesOf(text)) {
    const value = parsed(candidate)
    if (value === null || typeof value !== 'object') continue
    const checked = schema.safeParse(value)
    if (checked.success) return { value: checked.data }
    const [issue] = checked.error.issues
    problem = `the reply does not have the form that was asked for (${issue!.path.join('.') || 'whole'}: ${issue!.message})`
  }
  return { problem }
}

/** The whole text, then what is fenced, then what stands between the outermost braces. */
function* candidatesOf(text: string): Generator<string> {
  yield text
  const fence = FENCED.exec(text)
  if (fence) yield fence[1]!
  const open = text.indexOf('{')
  const close = text.lastIndexOf('}')
  if (open > 0 || (close >= 0 && close < text.trimEnd().length - 1)) {
    if (open >= 0 && close > open) yield text.slice(open, close + 1)
  }
  // YAML below a sentence: from the first line that starts a key.
  const key = /^[a-z_]+:(?=\s)/m.exec(text)
  if (key && key.index > 0) yield text.slice(key.index)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    try {
      // No aliases: a reply could otherwise unfold to any size.
      return parse(text, { maxAliasCount: 0, logLevel: 'silent' })
    } catch {
      return null
    }
  }
}
