import type { LiteralAnswer, MappingQuestion } from '../../mapping/answerer.ts'
import type { MappingField } from '../../mapping/mapping.ts'
import { readStatements } from '../../mapping/statements.ts'
import { findDates } from '../../rates/values/dates.ts'
import type { ContextCell } from '../../tables/table.ts'
import type { RememberedLiteral, RememberedTable } from './layout.ts'
import { APPROVED_CONFIDENCE } from './signature.ts'
import { skeleton } from './skeleton.ts'

/** A key has to name a field this surely for memory to ask what it says. */
const FIELDS_BY_KEY: ReadonlySet<MappingField> = new Set([
  'carrier',
  'effective_date',
  'expiry_date',
  'origin',
  'destination',
  'contract_number',
  'commodity',
  'currency',
  'container_type',
])

/** What is left of the remembered literals, and the fields that have to be asked for. */
export interface RecalledLiterals {
  readonly literals: readonly LiteralAnswer[]
  /** Cells that are gone, or do not say what they said. */
  readonly lost: readonly RememberedLiteral[]
  /** Fields that a key names which was not there before. */
  readonly stated: readonly MappingField[]
}

/** Finds the cells that the literals were taken from, and takes from them what stands there now. */
export function recallLiterals(
  question: MappingQuestion,
  table: RememberedTable,
  columnsFill: ReadonlySet<MappingField>,
): RecalledLiterals {
  const literals: LiteralAnswer[] = []
  const lost: RememberedLiteral[] = []
  for (const one of table.literals) {
    const found = locate(question, one)
    if (found) literals.push({ ...found, field: one.field, confidence: APPROVED_CONFIDENCE })
    else lost.push(one)
  }
  const known = new Set(table.literals.map(({ field }) => field))
  const captions = new Set(table.captions)
  const stated = readStatements(question.table, question.context, question.ownContext).flatMap(
    (statement) => {
      if (!statement.own || statement.key === '' || statement.cell.position !== 'above') return []
      if (captions.has(skeleton(statement.key))) return []
      return statement.fields
        .slice(0, 1)
        .map((field) => field as MappingField)
        .filter((field) => FIELDS_BY_KEY.has(field) && !known.has(field) && !columnsFill.has(field))
    },
  )
  return { literals, lost, stated: [...new Set(stated)] }
}

function locate(
  question: MappingQuestion,
  one: RememberedLiteral,
): Pick<LiteralAnswer, 'context' | 'text'> | null {
  const ranked = question.context
    .map((cell, context) => ({ cell, context, fit: fitOf(cell, one, context < question.ownContext) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
  for (const { cell, context } of ranked) {
    const text = taken(cell, one)
    if (text !== null) return { context, text }
  }
  return null
}

/** How much a cell is the remembered one: the same key, else the same words without dates and numbers. */
function fitOf(cell: ContextCell, one: RememberedLiteral, own: boolean): number {
  if (cell.kind !== one.cell.kind && !(isProse(cell.kind) && isProse(one.cell.kind))) return 0
  if (own !== one.cell.own) return 0
  const key = cell.key === null ? null : skeleton(cell.key)
  if (one.cell.key !== null) return key === one.cell.key ? 2 : 0
  if (key !== null) return 0
  if (skeleton(cell.text) === one.cell.text) return 2
  // A file or sheet name changes; the words in it have to be there.
  return cell.kind === 'file_name' || cell.kind === 'sheet_name' ? 1 : 0
}

const isProse = (kind: string): boolean => kind === 'title' || kind === 'note' || kind === 'section'

/** Fields whose number is another one each time. */
const NUMBERED: ReadonlySet<MappingField> = new Set(['contract_number'])

/** The words again; in a reference with other digits. */
function sameWords(words: string, numbered: boolean): RegExp {
  const escaped = words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  return new RegExp(numbered ? escaped.replace(/\d+/g, '\\d+') : escaped, 'iu')
}

function taken(cell: ContextCell, one: RememberedLiteral): string | null {
  if (one.take === 'whole') return cell.text.trim() === '' ? null : cell.text.trim()
  if (one.words !== null) {
    return sameWords(one.words, NUMBERED.has(one.field)).exec(`${cell.key ?? ''} ${cell.text}`)?.[0] ?? null
  }
  const whole = cell.key === null ? cell.text : `${cell.key}: ${cell.text}`
  const mentions = findDates(whole)
  const mention =
    mentions.find(({ role }) => role === 'validity') ?? (cell.key === null ? undefined : mentions[0])
  if (!mention) return cell.key !== null && skeleton(cell.text) === one.cell.text ? cell.text.trim() : null
  const spanned = whole.slice(mention.index, mention.index + mention.length)
  return `${cell.key ?? ''} ${cell.text}`.includes(spanned) ? spanned.trim() : cell.text.trim()
}
