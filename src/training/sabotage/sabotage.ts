import type { FieldSource, Mapping, MappingField, PriceColumn } from '../../mapping/mapping.ts'
import type { ReadTable } from '../../pipeline.ts'
import type { Rate } from '../../rates/rate.ts'
import type { Table } from '../../tables/table.ts'
import type { RightTable } from './right-answers.ts'

/** Which stage is made to err. */
export type SabotagedStage = 'rows' | 'columns' | 'mapping' | 'places' | 'values'

/** Answers that were made wrong; `rates` spoils what comes out of the last stage. */
export interface Sabotaged {
  readonly answers: ReadTable
  readonly rates?: (rates: readonly Rate[]) => readonly Rate[]
}

/** One way to make right answers wrong. */
export interface Sabotage {
  /** Kebab case, as it stands in reports. */
  readonly name: string
  readonly stage: SabotagedStage
  /**
   * The claim itself is what is wrong: it leaves the program in the mapping or the understanding, whether or not a
   * rate follows it.
   */
  readonly claim?: true
  /** Null where a table gives no occasion. `random` is seeded. */
  readonly apply: (right: RightTable, random: () => number) => Sabotaged | null
}

export function withTable(right: ReadTable, table: Partial<Table>): Sabotaged {
  return { answers: { ...right, table: { ...right.table, ...table } } }
}

/** Mapping fields changed, the roles of the understanding along with them. */
export function withFields(right: ReadTable, fields: Partial<Record<MappingField, FieldSource>>): Sabotaged {
  const mapping: Mapping = { ...right.mapping, ...fields }
  return { answers: withRoles({ ...right, mapping }) }
}

export function withPrices(right: ReadTable, rates: readonly PriceColumn[]): Sabotaged {
  return { answers: withRoles({ ...right, mapping: { ...right.mapping, rates: [...rates] } }) }
}

/** The understanding as it would have been for such a mapping. */
function withRoles(read: ReadTable): ReadTable {
  const { mapping, understanding } = read
  const prices = new Set(mapping.rates.map(({ id }) => id))
  const fields = new Map<number, MappingField>()
  for (const [field, source] of Object.entries(mapping))
    for (const id of typeof source === 'number' ? [source] : Array.isArray(source) ? source : [])
      if (typeof id === 'number' && field !== 'ignored' && !fields.has(id))
        fields.set(id, field as MappingField)
  const columns = understanding.columns.map((column) => {
    const role = prices.has(column.id) ? ('price' as const) : (fields.get(column.id) ?? ('ignored' as const))
    const known = column.role === role || column.also.some((field) => field === role)
    return known || role === 'container_dry_or_reefer' ? column : { ...column, role, also: [] }
  })
  const ignored = columns.filter(({ role }) => role === 'ignored').map(({ id }) => id)
  return { ...read, understanding: { ...understanding, columns }, mapping: { ...mapping, ignored } }
}

export function pick<T>(items: readonly T[], random: () => number): T | undefined {
  return items[Math.floor(random() * items.length)]
}

export const isColumn = (source: FieldSource): source is number => typeof source === 'number'
