/** What a layout wants in a cell: plain, or with what only few cells have. */
export interface StyledCell {
  readonly value: string | number
  readonly format?: string
  readonly struck?: boolean
  readonly note?: string
  readonly formula?: string
  readonly error?: boolean
}
export type CellInput = string | number | StyledCell | null

export const isBlank = (cell: CellInput | undefined): boolean =>
  cell === null || cell === undefined || cell === '' || (typeof cell === 'object' && cell.value === '')

/** The content without its look, to compare neighbours. */
export const contentOf = (cell: CellInput | undefined): string | number =>
  cell === null || cell === undefined ? '' : typeof cell === 'object' ? cell.value : cell

/** Splits a vocabulary text. */
export const choices = (text: string): string[] => text.split('|')
