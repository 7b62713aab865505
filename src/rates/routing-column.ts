import type { Table } from '../tables/table.ts'

/** "Direct/TS", "T/S port", "Transbordo". */
const CHANGES_SHIP = /\bt\/?s\b|trans?-?\s?ship|tra[ns]{1,2}bord|中转|转船|轉船|환적|aktarma|umlad/iu
export const VIA_ALONE = /^\s*(?:via|vía|routing|route)\s*$/iu
export const changesShip = (heading: string) =>
  CHANGES_SHIP.test(heading) && !/\bv[ií]a\b|routing/iu.test(heading)

export function* textsOf(table: Table, column: number): Generator<string> {
  for (let row = table.firstDataRow; row <= table.lastDataRow; row++) yield table.grid.text(row, column)
}
