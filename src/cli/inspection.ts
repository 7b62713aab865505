import { position } from '../batch/file-result.ts'
import type { Finding } from '../checks/finding.ts'
import { addressOf } from '../checks/finding-log.ts'
import { MAPPING_FIELDS, type MappingField, type PriceColumn } from '../mapping/mapping.ts'
import type { ReadRateSheet, ReadTable } from '../pipeline.ts'

/** What each stage saw of a workbook, as data: the output of `inspect --json`. */
export interface Inspection {
  readonly file: string
  readonly sha256: string | null
  readonly format: string | null
  readonly sheets: readonly {
    readonly sheet: string | null
    readonly state: string
    readonly rows: number
    readonly columns: number
    readonly hidden_rows: number
    readonly hidden_columns: number
  }[]
  readonly tables: readonly InspectedTable[]
  readonly rates: number
  readonly review: number
  readonly findings: readonly Finding[]
}

export interface InspectedTable {
  readonly sheet: string | null
  readonly range: string
  readonly kind: string
  readonly purpose: string
  readonly header_rows: readonly number[]
  /** First and last. */
  readonly data_rows: readonly [number, number]
  readonly section_rows: readonly number[]
  /** Rows between that hold no rates, with the reason. */
  readonly skipped_rows: readonly { readonly row: number; readonly why: string }[]
  readonly transposed: boolean
  readonly confidence: number
  readonly columns: readonly InspectedColumn[]
  /** Fields with one value for the whole table, and the cell that it was copied from. */
  readonly literals: readonly {
    readonly field: string
    readonly value: string
    readonly from: string | null
  }[]
  readonly context: readonly { readonly cell: string | null; readonly kind: string; readonly text: string }[]
}

export interface InspectedColumn {
  readonly id: number
  readonly letter: string
  readonly name: string
  /** The first of `fields`: a field of the schema, `price`, or `ignored`. */
  readonly field: string
  readonly fields: readonly string[]
  readonly price: PriceColumn | null
  readonly confidence: number
  readonly description: string
  readonly examples: readonly string[]
  readonly alternatives: readonly { readonly role: string; readonly confidence: number }[]
}

/** Consumes the rates of `read`. */
export function inspection(file: string, read: ReadRateSheet): Inspection {
  let rates = 0
  let review = 0
  for (const rate of read.rates) {
    if (rate.review) review++
    else rates++
  }
  return {
    file,
    sha256: read.workbook?.sha256 ?? null,
    format: read.workbook?.format ?? null,
    sheets: (read.workbook?.grids ?? []).map((grid) => ({
      sheet: grid.sheet,
      state: grid.state,
      rows: grid.lastRow,
      columns: grid.lastColumn + 1,
      hidden_rows: countWhere(grid.lastRow, (row) => grid.isRowHidden(row + 1)),
      hidden_columns: countWhere(grid.lastColumn + 1, (column) => grid.isColumnHidden(column)),
    })),
    tables: read.tables.map(inspectTable),
    rates,
    review,
    findings: read.findings,
  }
}

function inspectTable({ table, understanding, mapping }: ReadTable): InspectedTable {
  const fieldsOf = fieldsByColumn(mapping)
  const prices = new Map(mapping.rates.map((price) => [price.id, price]))
  return {
    sheet: table.sheet,
    range: addressOf(table.grid, table.range),
    kind: understanding.kind,
    purpose: understanding.purpose,
    header_rows: table.headerRows,
    data_rows: [table.firstDataRow, table.lastDataRow],
    section_rows: table.sectionRows,
    skipped_rows: table.skippedRows,
    transposed: table.transposed,
    confidence: table.confidence,
    columns: understanding.columns.map((column) => {
      const price = prices.get(column.id) ?? null
      const mapped = [...(price ? ['price'] : []), ...(fieldsOf.get(column.id) ?? [])]
      const fields = mapped.length > 0 ? mapped : [column.role]
      return {
        id: column.id,
        letter: column.letter,
        name: column.name,
        field: fields.includes(column.role) ? column.role : fields[0]!,
        fields,
        price,
        confidence: column.confidence,
        description: column.description,
        examples: column.examples,
        alternatives: column.alternatives,
      }
    }),
    literals: MAPPING_FIELDS.flatMap((field) => {
      const value = mapping[field]
      return typeof value === 'string' ? [{ field, value, from: mapping.sources[field] ?? null }] : []
    }),
    context: understanding.context,
  }
}

function fieldsByColumn(mapping: ReadTable['mapping']): Map<number, MappingField[]> {
  const fields = new Map<number, MappingField[]>()
  for (const field of MAPPING_FIELDS) {
    const source = mapping[field]
    const ids = typeof source === 'number' ? [source] : Array.isArray(source) ? source : []
    for (const id of ids) fields.set(id, [...(fields.get(id) ?? []), field])
  }
  return fields
}

function countWhere(end: number, holds: (index: number) => boolean): number {
  let n = 0
  for (let index = 0; index < end; index++) if (holds(index)) n++
  return n
}

/** `Rates!H21` of a finding, or the file's name when it concerns the whole file. */
export const findingPlace = (finding: Finding): string => position(finding.at) ?? finding.at.file
