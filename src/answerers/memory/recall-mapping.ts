import { type Finding, finding } from '../../checks/finding.ts'
import type {
  MappingAnswer,
  MappingAnswerer,
  MappingQuestion,
  PriceColumnAnswer,
} from '../../mapping/answerer.ts'
import type { MappingField } from '../../mapping/mapping.ts'
import { columnLetter } from '../../workbook/grid.ts'
import type { RememberedLiteral, RememberedPrice } from './layout.ts'
import type { RecalledTable } from './recall-columns.ts'
import { recallLiterals } from './recall-literals.ts'
import { tableCaptions } from './remember-literals.ts'
import { APPROVED_CONFIDENCE, memoryAnswer } from './signature.ts'

/** Literals that price columns are read by: without them the prices have to be asked for anew. */
const PRICE_FIELDS: ReadonlySet<MappingField> = new Set([
  'currency',
  'container_size',
  'container_type',
  'container_dry_or_reefer',
  'charge',
  'basis',
])

/** The mapping of a remembered table, with what does not fit any more asked for. */
export async function answerMapping(
  question: MappingQuestion,
  recalled: RecalledTable,
  layout: string,
  inner: MappingAnswerer,
): Promise<MappingAnswer> {
  const { understanding } = question
  const columnsFill = new Set(
    understanding.columns.flatMap(({ role, also }) => [role, ...also]) as MappingField[],
  )
  const { literals, lost, stated } = recallLiterals(question, recalled.remembered, columnsFill)
  const captions = new Set(tableCaptions(question.table.context))
  const silent = recalled.remembered.captions.filter((caption) => !captions.has(caption))
  const doubted = silent.length > 0 || lost.some(({ field }) => PRICE_FIELDS.has(field))
  const prices = understanding.columns
    .filter(({ role }) => role === 'price')
    .map(({ id }) => ({ id, answer: doubted ? null : priceOf(id, question, recalled) }))
  const open = prices.filter(({ answer }) => answer === null).map(({ id }) => id)
  const fields = [...new Set([...lost.map(({ field }) => field), ...stated])]
  const asks = open.length > 0 || fields.length > 0
  const answer = asks ? await inner.answerMapping({ ...question, asked: { prices: open, fields } }) : null
  const fromInner = (id: number) => answer?.prices.find((price) => price.id === id)
  return {
    literals: [...literals, ...(answer?.literals.filter(({ field }) => fields.includes(field)) ?? [])],
    ...(recalled.remembered.countries ? { countries: recalled.remembered.countries } : {}),
    prices: prices.flatMap(({ id, answer: own }) => own ?? fromInner(id) ?? []),
    answered: memoryAnswer(
      'field-mapping',
      layout,
      answer && {
        answered: answer.answered,
        what: [
          ...open.map((id) => `${columnLetter(id)}: asked anew`),
          ...fields.map((field) => `${field}: asked anew`),
        ],
      },
    ),
    findings: [...mappingDrift(question, lost, silent), ...(answer?.findings ?? [])],
  }
}

/** The remembered answer for a price column that is as it was, with its columns where they are now. */
function priceOf(id: number, question: MappingQuestion, recalled: RecalledTable): PriceColumnAnswer | null {
  const at = question.columns.findIndex((column) => column.id === id)
  const old = recalled.match.was[at] ?? null
  if (old === null || recalled.asked.includes(at)) return null
  const price = recalled.remembered.prices.find(({ column }) => column === old)
  if (!price) return null
  const currency = price.currency_column === null ? null : placeNow(price.currency_column, question, recalled)
  const minimum = price.minimum_column === null ? null : placeNow(price.minimum_column, question, recalled)
  if (currency === undefined || minimum === undefined) return null
  return answerOf(id, price, currency ?? price.currency, minimum)
}

/** Id of a remembered column; undefined when it is gone or no longer sure. */
function placeNow(old: number, question: MappingQuestion, recalled: RecalledTable): number | undefined {
  const at = recalled.match.was.indexOf(old)
  return at < 0 || recalled.asked.includes(at) ? undefined : question.columns[at]!.id
}

function answerOf(
  id: number,
  price: RememberedPrice,
  currency: string | number | null,
  minimum: number | null,
): PriceColumnAnswer {
  return {
    id,
    type: price.type,
    containerSizes: price.container_sizes,
    containerType: price.container_type,
    charge: price.charge,
    basis: price.basis,
    currency,
    minimum,
    weightBreak: price.weight_break,
    headingIs: price.heading_is,
    confidence: APPROVED_CONFIDENCE,
  }
}

function mappingDrift(
  question: MappingQuestion,
  lost: readonly RememberedLiteral[],
  silent: readonly string[],
): Finding[] {
  const at = { file: question.file, sheet: question.table.sheet, range: question.understanding.range }
  return [
    ...lost.map(({ field, words, cell }) =>
      finding(
        'layout-drift',
        'warning',
        at,
        `${field} does not stand where it stood; it was asked for anew.`,
        {
          value: null,
          expected: words ?? cell.key ?? cell.text,
        },
      ),
    ),
    ...silent.map((caption) =>
      finding(
        'layout-drift',
        'warning',
        at,
        'A caption over the table says something else now; its prices were asked for anew.',
        { value: null, expected: caption },
      ),
    ),
  ]
}
