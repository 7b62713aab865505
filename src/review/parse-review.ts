import { LineCounter, parseDocument } from 'yaml'
import { columnRoleSchema } from '../columns/understanding.ts'
import { UsageError } from '../config.ts'
import { COLUMN_FIELDS, TABLE_KINDS } from '../reference/vocabulary.ts'
import { type Review, reviewSchema } from './review-file.ts'

/** A review file, with the line at which a part of it stands. */
export interface ParsedReview {
  readonly review: Review
  lineOf(path: readonly PropertyKey[]): number
}

/** Reads a review file. Throws {@link UsageError} that names every wrong line and what is allowed there. */
export function parseReview(text: string, path: string): ParsedReview {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const broken = document.errors[0]
  if (broken) {
    const { line, col } = counter.linePos(broken.pos[0])
    throw new UsageError(`${path}, line ${line}, column ${col}: no valid YAML. ${firstLine(broken.message)}`)
  }
  const result = reviewSchema.safeParse(document.toJS())
  if (result.success) return { review: result.data, lineOf: (where) => lineOf(document, counter, where) }
  const problems = result.error.issues.map((issue) => {
    const key = issue.code === 'unrecognized_keys' ? issue.keys[0]! : null
    const where = key === null ? issue.path : [...issue.path, key]
    const text = key === null ? meant(where, issue.message) : `"${key}" is no key here.`
    return `  line ${lineOf(document, counter, where)}: ${where.join('.')}: ${text}`
  })
  throw new UsageError(`${path} cannot be used:\n${problems.join('\n')}`)
}

/** Line of the deepest part of a path that the document has; 1 for the document itself. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  counter: LineCounter,
  path: readonly PropertyKey[],
): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as
      | { range?: [number, number, number] }
      | undefined
    if (node?.range) return counter.linePos(node.range[0]).line
  }
  return 1
}

const firstLine = (message: string): string => message.split('\n')[0]!

/** What is allowed, in words, where a list of words is meant. */
function meant(path: readonly PropertyKey[], message: string): string {
  if (path.includes('columns') && path.length >= 4)
    return columnRoleSchema.safeParse(path.at(-1)).success
      ? message
      : `no field of the schema. Allowed: price, ignored, ${COLUMN_FIELDS.join(', ')}; or a list of them.`
  if (path.at(-1) === 'kind') return `Allowed: ${TABLE_KINDS.join(', ')}.`
  return message
}
