import type { Answered } from '../answered.ts'
import type { Finding } from '../checks/finding.ts'
import type { ColumnFacts } from '../columns/answerer.ts'
import type { Understanding } from '../columns/understanding.ts'
import type { Basis, ChargeType, ContainerSize, ContainerType } from '../reference/vocabulary.ts'
import type { ContextCell, Table } from '../tables/table.ts'
import type { MappingField } from './mapping.ts'

/** Which column or which words around the table fill each field, and what does each price column price? */
export interface MappingQuestion {
  readonly table: Table
  readonly understanding: Understanding
  /** File name without folder. */
  readonly file: string
  /** From left to right. */
  readonly columns: readonly ColumnFacts[]
  /** The table's own context, then that of the workbook's other sheets. */
  readonly context: readonly ContextCell[]
  /** How many of `context` are the table's own. */
  readonly ownContext: number
  /** Price columns, by id, and fields of literals that are asked for; the rest is known. Absent: all are. */
  readonly asked?: { readonly prices: readonly number[]; readonly fields: readonly MappingField[] }
}

/** Words of a context cell that hold for every row. Only a pointer: the words are copied from the cell. */
export interface LiteralAnswer {
  readonly field: MappingField
  /** Index into the question's `context`. */
  readonly context: number
  /** A part of that cell's text. Anything else is refused. */
  readonly text: string
  readonly confidence: number
}

export interface PriceColumnAnswer {
  readonly id: number
  readonly type: ChargeType | null
  /** Several sizes: in the order of the parts, or one price for all. */
  readonly containerSizes: readonly ContainerSize[]
  readonly containerType: ContainerType | null
  readonly charge: string | null
  readonly basis: Basis | null
  /** ISO 4217, or id of the column that names it. */
  readonly currency: string | number | null
  /** Id of the column with the minimum. */
  readonly minimum: number | null
  readonly weightBreak: string | null
  /** The carrier that heads the column, as written. */
  readonly carrier?: string
  /** The period that heads the column, as written. */
  readonly period?: string
  /** The heading is a place of this end: a matrix. */
  readonly headingIs: 'origin' | 'destination' | null
  readonly confidence: number
}

/** A country that all places of a column lie in, by name; null: none holds for all. A claim, held against every value. */
export interface CountryAnswer {
  readonly field: CountryField
  readonly country: string | null
}

export const COUNTRY_ANSWERS = [
  'origin_country',
  'origin_via_country',
  'destination_country',
  'destination_via_country',
  'loading_port_country',
  'unloading_port_country',
] as const satisfies readonly MappingField[]
export type CountryField = (typeof COUNTRY_ANSWERS)[number]

export interface MappingAnswer {
  readonly literals: readonly LiteralAnswer[]
  /** Countries that somebody claims. Those that are not named here are found in the values. */
  readonly countries?: readonly CountryAnswer[]
  readonly prices: readonly PriceColumnAnswer[]
  readonly answered?: Answered
  /** What went wrong on the way to the answer. */
  readonly findings?: readonly Finding[]
}

export interface MappingAnswerer {
  answerMapping(question: MappingQuestion): Promise<MappingAnswer>
}
