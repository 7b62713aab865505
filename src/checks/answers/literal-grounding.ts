import { MAPPING_FIELDS, type MappingField } from '../../mapping/mapping.ts'
import { readCountry } from '../../reference/countries.ts'
import { findCurrencies, readCurrency } from '../../reference/currencies.ts'
import type { ContextCell } from '../../tables/table.ts'
import { columnLetter } from '../../workbook/grid.ts'
import { freeCurrencies } from '../note-has-price.ts'
import {
  type AnswerCheck,
  type AnswersUnderCheck,
  columnRange,
  columnsOf,
  type Doubt,
} from './answer-check.ts'
import { COUNTRY_FIELDS } from './country-claims.ts'

const PLACE_OF = new Map<MappingField, MappingField>(COUNTRY_FIELDS)
/** "Rates for 20' GP in USD": the number is a container, no amount of that currency. */
const CONTAINER =
  /\b(?:10|20|40|45|48|53)\s?(?:['’′´`]{1,2}|ft\b|feet\b|foot\b)?\s?(?:st|std|sd|gp|dv|dc|dry|hc|hq|rf|rh|nor|ot|fr|tk|cont(?:ainer)?s?)\b/giu
/** By custom a plain container is dry, whether a sheet says so or not. */
const CUSTOM_TYPE = /^(?:dry|dv|gp|standard)$/i

/**
 * A literal is copied from a cell, a heading, or the name of sheet or file. Words that stand nowhere are an invention,
 * whoever answered: they are taken out. The rates go to review, for what the field ought to hold is not known; only where
 * the workbook names no currency at all none is right, and it is told as a warning.
 */
export const literalGrounding: AnswerCheck = function* (answers) {
  const { mapping, table } = answers
  const said = saidAround(answers)
  for (const field of MAPPING_FIELDS) {
    const literal = mapping[field]
    if (typeof literal !== 'string' || isGrounded(field, literal, answers, said)) continue
    yield {
      code: 'literal-ungrounded',
      severity: 'error',
      range: answers.understanding.range,
      message: `"${literal}" is given as ${field} of all rows, but nothing in the workbook says so. It was taken out.`,
      value: literal,
      touches: 'table',
      repairs: [{ stage: 'mapping', field, after: null, certain: true }],
    }
  }
  for (const [at, column] of mapping.rates.entries()) {
    if (typeof column.currency === 'string') {
      const doubt = currencyDoubt(answers, at, column.id, column.currency)
      if (doubt) yield doubt
    }
    for (const end of ['origin', 'destination'] as const) {
      const place = column[end]
      if (place === null || headingOf(answers, column.id).includes(squeezed(place))) continue
      yield {
        code: 'literal-ungrounded',
        severity: 'error',
        range: columnRange(table, column.id),
        message: `"${place}" is given as ${end} of column ${columnLetter(column.id)}, but its heading does not say so.`,
        value: place,
        touches: [column.id],
      }
    }
  }
}

/** All words around the table in one text: captions, notes, headings, names of sheet and file. */
function saidAround({ context, columns, table, file }: AnswersUnderCheck): string {
  const around = context.map(({ key, text }) => `${key ?? ''} ${text}`)
  const headings = columns.map(({ header }) => header.parts.join(' '))
  return squeezed([...around, ...headings, table.sheet ?? '', file].join(' \u0001 '))
}

function headingOf({ columns, table }: AnswersUnderCheck, id: number): string {
  return squeezed(columns[id - table.range.left]?.header.parts.join(' ') ?? '')
}

function isGrounded(field: MappingField, literal: string, answers: AnswersUnderCheck, said: string): boolean {
  const wanted = squeezed(literal)
  if (wanted === '' || said.includes(wanted)) return true
  if (field === 'container_dry_or_reefer' || field === 'container_type')
    return CUSTOM_TYPE.test(wanted) || said.includes(wanted.replace(/s$/, ''))
  if (field === 'currency') {
    const code = readCurrency(literal)
    return code !== null && currenciesSaid(answers).has(code)
  }
  const place = PLACE_OF.get(field)
  if (!place) return false
  // A country follows from the places of its column, which `countryClaims` looks at, or from a stated place.
  return readCountry(literal) !== null && answers.mapping[place] !== null
}

const currencies = new WeakMap<readonly unknown[], ReadonlySet<string>>()

/** Currencies that words or number formats of the table's surroundings or prices name. */
function currenciesSaid(answers: AnswersUnderCheck): ReadonlySet<string> {
  let known = currencies.get(answers.columns)
  if (!known) {
    const named = (cells: readonly ContextCell[]) =>
      cells.flatMap(({ key, text }) => freeCurrencies(`${key ?? ''} ${text}`.replace(CONTAINER, ' ')))
    const { columns, context, ownContext, mapping } = answers
    const priced = new Set(mapping.rates.map(({ id }) => id))
    const inTable = columns.flatMap(({ id, header, profile }) => [
      ...(priced.has(id) ? profile.formatCurrencies.keys() : []),
      ...findCurrencies(header.parts.join(' ')).map(({ currency }) => currency),
      ...(priced.has(id)
        ? profile.texts.flatMap((text) => findCurrencies(text).map(({ currency }) => currency))
        : []),
      ...((profile.shares.currency ?? 0) > 0.3
        ? profile.texts.flatMap((text) => readCurrency(text) ?? [])
        : []),
    ])
    const own = context.slice(0, ownContext)
    const names = (cell: ContextCell) => cell.kind === 'sheet_name' || cell.kind === 'file_name'
    // What stands nearest counts: the table and its captions, the names of sheet and file, then other sheets.
    const tiers = [
      [...inTable, ...named(own.filter((cell) => !names(cell)))],
      named(own.filter(names)),
      named(context.slice(own.length)),
    ]
    known = new Set(tiers.find((tier) => tier.length > 0) ?? [])
    currencies.set(answers.columns, known)
  }
  return known
}

/** A currency that contradicts its heading or its number formats, or that nothing names. */
function currencyDoubt(answers: AnswersUnderCheck, at: number, id: number, currency: string): Doubt | null {
  const { table, columns, mapping } = answers
  const facts = columns[id - table.range.left]
  if (!facts) return null
  const repair = (after: string | null) => [
    { stage: 'mapping' as const, field: `rates.${at}.currency`, after, certain: true },
  ]
  const range = columnRange(table, id)
  const heading = new Set(findCurrencies(facts.header.parts.join(' ')).map((mention) => mention.currency))
  if (heading.size === 1 && !heading.has(currency)) {
    const [right] = heading
    return {
      code: 'currency-contradiction',
      severity: 'warning',
      range,
      message: `The prices are said to be in ${currency}, but their heading says ${right}. The heading was believed.`,
      value: currency,
      expected: right!,
      touches: [id],
      repairs: repair(right!),
    }
  }
  if (currenciesSaid(answers).has(currency) || columnsOf(mapping.currency).length > 0) return null
  // Where the workbook names no currency at all the prices have none: nothing is left in doubt but what is told of that.
  const open = currenciesSaid(answers).size > 0
  return {
    code: 'literal-ungrounded',
    severity: open ? 'error' : 'warning',
    range,
    message: `The prices are said to be in ${currency}, but nothing in the workbook names that currency. It was taken out.`,
    value: currency,
    touches: open ? [id] : 'nothing',
    repairs: repair(null),
  }
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase()
