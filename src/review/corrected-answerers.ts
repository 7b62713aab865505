import type { ColumnAnswer, ColumnQuestion, ColumnRoleAnswer } from '../columns/answerer.ts'
import type { ColumnRole } from '../columns/understanding.ts'
import type {
  CountryAnswer,
  CountryField,
  LiteralAnswer,
  MappingAnswer,
  MappingQuestion,
  PriceColumnAnswer,
} from '../mapping/answerer.ts'
import { sourceOf } from '../mapping/map-table.ts'
import type { MappingField } from '../mapping/mapping.ts'
import type { Answerers } from '../pipeline.ts'
import type { PlaceAnswerer } from '../places/answerer.ts'
import type { ColumnField } from '../reference/vocabulary.ts'
import type { Table } from '../tables/table.ts'
import { columnIndex, columnLetter, parseRange } from '../workbook/grid.ts'
import { acceptancesOf } from './acceptances.ts'
import { correctRows } from './correct-rows.ts'
import type { TableEdits } from './edits.ts'
import { person, SAID } from './person.ts'
import type { ReviewedLiteral, ReviewedPrice, ReviewedRole } from './review-file.ts'

export interface CorrectedAnswerers {
  readonly answerers: Answerers
  /** Edits that could not be followed, in words; complete once a workbook was read. */
  readonly problems: readonly string[]
}

/** The answers of `inner`, except for those that a person changed. */
export function correctedAnswerers(inner: Answerers, edits: readonly TableEdits[]): CorrectedAnswerers {
  const problems: string[] = []
  const editsFor = (table: Table): TableEdits | undefined =>
    edits.find(({ was, rows }) => {
      const { header_rows, data_rows } = rows ?? was
      return (
        was.sheet === table.sheet &&
        header_rows.join() === table.headerRows.join() &&
        data_rows[0] === table.firstDataRow &&
        data_rows[1] === table.lastDataRow &&
        (rows === null
          ? was.range.replace(/\d+/g, '') === rangeLetters(table)
          : sharesColumns(was.range, table))
      )
    })
  const answerers: Answerers = {
    ...inner,
    rows: {
      async labelRows(question) {
        return correctRows(question, await inner.rows.labelRows(question), edits)
      },
    },
    columns: {
      async answerColumns(question) {
        const answer = await inner.columns.answerColumns(question)
        const own = editsFor(question.table)
        return own ? correctColumns(question, answer, own) : answer
      },
    },
    mapping: {
      async answerMapping(question) {
        const answer = await inner.mapping.answerMapping(question)
        const own = editsFor(question.table)
        return own ? correctMapping(question, answer, own, problems) : answer
      },
    },
    ...placesOf(inner, edits, problems),
    accepted(table) {
      const own = editsFor(table)
      return [...(inner.accepted?.(table) ?? []), ...(own ? acceptancesOf(own.accepted) : [])]
    },
  }
  return { answerers, problems }
}

const rangeLetters = ({ range }: Table): string =>
  range.top === range.bottom && range.left === range.right
    ? columnLetter(range.left)
    : `${columnLetter(range.left)}:${columnLetter(range.right)}`

/** With other rows, a table may end a column sooner or later. */
function sharesColumns(range: string, table: Table): boolean {
  const { left, right } = parseRange(range)
  return left <= table.range.right && right >= table.range.left
}

function correctColumns(question: ColumnQuestion, answer: ColumnAnswer, edits: TableEdits): ColumnAnswer {
  if (edits.kind === null && Object.keys(edits.columns).length === 0) return answer
  const columns = question.columns.map(({ id }): ColumnRoleAnswer => {
    const given = answer.columns.find((column) => column.id === id)
    const edited = edits.columns[columnLetter(id)]
    if (edited === undefined) return given ?? { id, role: 'ignored', confidence: 0, alternatives: [] }
    const [role, ...also] = roleList(edited)
    return {
      id,
      role: role!,
      also: also as ColumnField[],
      settled: true,
      confidence: SAID,
      alternatives: given ? [{ role: given.role, confidence: given.confidence }] : [],
    }
  })
  return {
    ...answer,
    kind: edits.kind ?? answer.kind,
    kindConfidence: edits.kind === null ? answer.kindConfidence : SAID,
    columns,
    answered: person('column-roles', answer.answered, [
      ...(edits.kind === null ? [] : [`kind: ${answer.kind}`]),
      ...Object.keys(edits.columns).map(
        (letter) => `${letter}: ${answer.columns.find(({ id }) => columnLetter(id) === letter)?.role}`,
      ),
    ]),
  }
}

const roleList = (role: ReviewedRole): ColumnRole[] => (typeof role === 'string' ? [role] : [...role])

function correctMapping(
  question: MappingQuestion,
  answer: MappingAnswer,
  edits: TableEdits,
  problems: string[],
): MappingAnswer {
  const touched = [edits.prices, edits.literals, edits.countries].flatMap((part) => Object.keys(part))
  if (touched.length === 0) return answer
  const prices = new Map(answer.prices.map((price) => [price.id, price]))
  for (const [letter, price] of Object.entries(edits.prices)) {
    const id = columnIndex(letter)
    if (price === null) prices.delete(id)
    else prices.set(id, priceAnswer(id, price))
  }
  const literals = answer.literals.filter(({ field }) => !(field in edits.literals))
  for (const [field, literal] of Object.entries(edits.literals) as [MappingField, ReviewedLiteral | null][]) {
    if (literal === null) continue
    const found = locate(question, field, literal)
    if (found) literals.push(found)
    else problems.push(nowhere(question, field, literal))
  }
  const countries: CountryAnswer[] = [...(answer.countries ?? [])].filter(
    ({ field }) => !(field in edits.countries),
  )
  for (const [field, country] of Object.entries(edits.countries) as [CountryField, string | null][])
    countries.push({ field, country })
  return {
    ...answer,
    literals,
    countries,
    prices: [...prices.values()].sort((a, b) => a.id - b.id),
    answered: person('field-mapping', answer.answered, touched),
  }
}

function priceAnswer(id: number, price: ReviewedPrice): PriceColumnAnswer {
  const { container_size: size, currency, minimum } = price
  return {
    id,
    type: price.type,
    containerSizes: size === null ? [] : Array.isArray(size) ? size : [size],
    containerType: price.container_type,
    charge: price.charge,
    basis: price.basis,
    currency: typeof currency === 'object' && currency !== null ? columnIndex(currency.column) : currency,
    minimum: minimum === null ? null : columnIndex(minimum.column),
    weightBreak: price.weight_break,
    headingIs: price.heading_is,
    confidence: SAID,
  }
}

/** The cell that the words stand in: the one that is named, else the first around the table. */
function locate(
  question: MappingQuestion,
  field: MappingField,
  literal: ReviewedLiteral,
): LiteralAnswer | null {
  const { text, cell } = typeof literal === 'string' ? { text: literal, cell: null } : literal
  const context = question.context.findIndex((one) => {
    if (!`${one.key ?? ''} ${one.text}`.toLowerCase().includes(text.toLowerCase())) return false
    return cell === null || sourceOf(one, question.table) === cell
  })
  return context < 0 ? null : { field, context, text, confidence: 2 * SAID }
}

function nowhere({ table, understanding }: MappingQuestion, field: string, literal: ReviewedLiteral): string {
  const { text, cell } = typeof literal === 'string' ? { text: literal, cell: null } : literal
  const where = `${table.sheet === null ? '' : `${table.sheet}!`}${understanding.range}`
  return cell === null
    ? `${field}: "${text}" stands nowhere around the table ${where}. Copy the words of a cell.`
    : `${field}: "${text}" does not stand in ${cell}, or that cell is not near the table ${where}.`
}

function placesOf(
  inner: Answerers,
  edits: readonly TableEdits[],
  problems: string[],
): { readonly places?: PlaceAnswerer } {
  const chosen = new Map(edits.flatMap(({ places }) => Object.entries(places)))
  if (chosen.size === 0) return {}
  const places: PlaceAnswerer = {
    async answerPlaces(question) {
      const open = question.doubts.filter(({ text }) => !chosen.get(text))
      const answer =
        inner.places && open.length > 0
          ? await inner.places.answerPlaces({ ...question, doubts: open })
          : null
      const own = question.doubts.flatMap(({ id, text, options }) => {
        const code = chosen.get(text)
        if (!code) return []
        if (options.some((option) => option.code === code)) return [{ id, code, confidence: SAID }]
        const known = options.map((option) => `${option.code} ${option.name}`).join(', ')
        problems.push(`places: "${text}" cannot be ${code}. It may be ${known}.`)
        return []
      })
      return {
        choices: [...own, ...(answer?.choices ?? [])],
        answered: person('place-resolution', answer?.answered, []),
        findings: answer?.findings ?? [],
      }
    },
  }
  return { places }
}
