import { createHash } from 'node:crypto'
import type { ModelQuestion } from '../../desk.ts'

/** SHA-256 of the question, in hex: whatever order its keys stand in, the same question has the same id. */
export function questionId(question: ModelQuestion): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(question)))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}
