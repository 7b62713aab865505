import { EmbeddedMappingAnswerer } from '../../answerers/embedded/field-mapping.ts'
import { FindingLog } from '../../checks/finding-log.ts'
import type { ColumnAnswerer } from '../../columns/answerer.ts'
import { understand } from '../../columns/understand.ts'
import type { GoldPriceColumn, GoldTable } from '../../labels/gold.ts'
import type { LabelledWorkbook } from '../../labels/labelled.ts'
import { tablesFromGold } from '../../labels/table-from-gold.ts'
import { mapTable } from '../../mapping/map-table.ts'
import type { Mapping, PriceColumn } from '../../mapping/mapping.ts'
import { type AnsweredTables, type ReadTable, ratesOfTables } from '../../pipeline.ts'
import type { Rate } from '../../rates/rate.ts'
import { sheetContext } from '../../tables/cover-context.ts'
import { columnIndex, columnLetter, parseRange } from '../../workbook/grid.ts'
import { roleOf } from '../column-examples.ts'
import { scoreLines } from '../evaluation/score-lines.ts'
import type { Answer } from '../evaluation/score-workbook.ts'

/** A table whose answers are right, and the rates that they give. */
export interface RightTable extends ReadTable {
  readonly workbook: RightWorkbook
  /** Place in `workbook.tables`. */
  readonly index: number
}

export interface RightWorkbook extends AnsweredTables {
  readonly name: string
  readonly family: string
}

/** A table is left out when its right answers give fewer exact rates than this: the reader itself errs there. */
const RIGHT_ENOUGH = 0.98

/**
 * The tables of a labelled workbook with answers as the gold has them. Literals and what no gold states come from the
 * embedded model; a table whose rates are not those of the gold then is left out. Without gold lines (a generated
 * workbook) every table with rates counts.
 */
export async function rightTables(
  labelled: LabelledWorkbook,
  lines: Answer['lines'] | null,
): Promise<RightTable[]> {
  const file = labelled.gold.file
  const found = tablesFromGold(labelled)
  const sheets = new Set(labelled.gold.tables.map(({ sheet }) => sheet))
  const covers = labelled.grids
    .filter(({ sheet }) => !sheets.has(sheet))
    .flatMap((grid) => sheetContext(grid))
  const tables: ReadTable[] = []
  for (const { gold, table } of found) {
    const understood = await understand(table, file, goldColumns(gold))
    const elsewhere = found
      .filter((other) => other.table.sheet !== table.sheet)
      .flatMap((other) => other.table.context)
    const mapped = await mapTable(table, understood.value, file, new EmbeddedMappingAnswerer(), [
      ...covers,
      ...elsewhere,
    ])
    const mapping = withGoldPrices(mapped.value, gold)
    tables.push({
      table,
      understanding: understood.value,
      mapping,
      marks: [],
      places: new Map(),
      repairs: [],
    })
  }
  const workbook: RightWorkbook = {
    name: labelled.name,
    family: labelled.family,
    file,
    sha256: '0'.repeat(64),
    tables,
    covers,
  }
  return tables
    .map((table, index): RightTable => ({ ...table, workbook, index }))
    .filter((right) => isRight(right, lines))
}

/** Answers with what the gold says of a table. */
function goldColumns(gold: GoldTable): ColumnAnswerer {
  return {
    answerColumns: async ({ columns }) => ({
      kind: gold.kind ?? 'rates',
      kindConfidence: 1,
      columns: columns.map(({ id }) => ({
        id,
        role: roleOf(gold.fields[columnLetter(id)]),
        confidence: 1,
        alternatives: [],
      })),
    }),
  }
}

function withGoldPrices(mapping: Mapping, gold: GoldTable): Mapping {
  const stated = new Map<number, GoldPriceColumn>()
  for (const [letter, field] of Object.entries(gold.fields))
    if (typeof field === 'object' && !Array.isArray(field)) stated.set(columnIndex(letter), field)
  const rates = mapping.rates
    .filter(({ id }) => stated.has(id))
    .map((column): PriceColumn => {
      const { container_size, container_type, charge, charge_type, basis, currency } = stated.get(column.id)!
      return {
        ...column,
        container_size: container_size ?? column.container_size,
        container_type: container_type ?? column.container_type,
        charge: charge ?? column.charge,
        type: charge_type ?? column.type,
        basis: basis ?? column.basis,
        currency: typeof column.currency === 'number' ? column.currency : (currency ?? column.currency),
      }
    })
  return { ...mapping, rates, confidence: 1 }
}

/** The rates of one table of a workbook, made as the pipeline makes them, without any check of the answers. */
export function ratesOfTable(right: RightTable, changed: ReadTable = right): Rate[] {
  return [...ratesOfTables(onlyThis(right, changed), new FindingLog(right.workbook.file), { reviewBelow: 0 })]
}

/** The workbook with one table to take rates from; the others stay for the groups and dates that they state. */
export function onlyThis({ workbook, index }: RightTable, changed: ReadTable): RightWorkbook {
  return {
    ...workbook,
    tables: workbook.tables.map((table, at) =>
      at === index
        ? changed
        : table.understanding.kind === 'reference'
          ? table
          : { ...table, mapping: { ...table.mapping, rates: [] } },
    ),
  }
}

function isRight(right: RightTable, lines: Answer['lines'] | null): boolean {
  const rates = ratesOfTable(right)
  if (lines === null) return rates.length > 0
  const own = lines.filter(({ sheet, cell }) => {
    if (sheet !== right.table.sheet) return false
    const { top, left } = parseRange(cell)
    const { range } = right.table
    return top >= range.top && top <= range.bottom && left >= range.left && left <= range.right
  })
  if (rates.length === 0 && own.length === 0) return false
  const { score } = scoreLines(own, rates, right.workbook.name)
  return score.exact >= RIGHT_ENOUGH * (score.gold + score.extra)
}
