import type { Mapping } from '../mapping/mapping.ts'
import type { Table } from '../tables/table.ts'
import { isTwoSided } from './row-arbitraries.ts'

/**
 * "CHARGES DEFINED AS COMMENTS" in the column of charges, with the places of the lane left of it: it parts the charges of
 * one lane, and the lane goes on below.
 */
export function partsCharges({ grid, range }: Table, mapping: Mapping, row: number): boolean {
  const { charge, charge_name: name, origin, destination } = mapping
  for (let column = range.left; column <= range.right; column++) {
    if (grid.kind(row, column) === 'blank') continue
    if (column !== charge && column !== name) return false
    return [origin, destination].some((place) => typeof place === 'number' && place < column)
  }
  return false
}

/**
 * Where each charge of a lane has a row and only the first of them names the places: the columns of places, of which a
 * row with none is of the lane above. None where rows are no charges.
 */
export function columnsOfBlocks(mapping: Mapping): readonly number[] {
  const { charge, charge_name: name, origin, destination, loading_port, unloading_port } = mapping
  if (typeof charge !== 'number' && typeof name !== 'number') return []
  if (typeof origin !== 'number' || typeof destination !== 'number' || isTwoSided(mapping)) return []
  return [origin, destination, loading_port, unloading_port].filter((source) => typeof source === 'number')
}
