import type { GoldField } from '../../../labels/gold.ts'
import type { CellInput } from '../cell.ts'
import type { HeadingKey } from '../headings.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Sender } from '../sender.ts'

/** Where in the table people put a column. */
export type Zone = 'lead' | 'ends' | 'terms' | 'tail'

export interface LaneColumn extends PlannedColumn {
  readonly zone: Zone
}

/** Collects columns; one without any cell is no column. */
export class ColumnList {
  readonly sender: Sender
  readonly columns: LaneColumn[] = []

  constructor(sender: Sender) {
    this.sender = sender
  }

  /** `parent` stands above the heading, over its neighbours with the same one. */
  add(
    zone: Zone,
    key: HeadingKey,
    field: GoldField | null,
    cells: readonly CellInput[],
    extra: Partial<PlannedColumn> & { parent?: string | undefined } = {},
  ): void {
    if (cells.every((cell) => cell === null || cell === '')) return
    const { parent, ...rest } = extra
    const heading = this.sender.headings.of(key)
    this.columns.push({
      zone,
      heading: parent === undefined ? [heading] : [parent, heading],
      field,
      cells,
      ...rest,
    })
  }

  /** A heading of its own, where the table has another column of the kind. */
  addAnother(
    zone: Zone,
    key: HeadingKey,
    field: GoldField | null,
    cells: readonly CellInput[],
    extra: Partial<PlannedColumn> = {},
  ): void {
    if (cells.every((cell) => cell === null || cell === '')) return
    this.columns.push({ zone, heading: [this.sender.headings.another(key)], field, cells, ...extra })
  }
}
