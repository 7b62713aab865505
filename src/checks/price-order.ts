import type { ContainerSize } from '../reference/vocabulary.ts'
import type { TableCheck } from './table-check.ts'

/** Containers from small to large: a larger one is not cheaper on the same lane. */
const ORDER: readonly ContainerSize[] = ['20ft', '40ft', '40ft_hc', '45ft_hc']
/** Share of rows that may break the order before it is taken for the table's custom. */
const CUSTOM_SHARE = 0.2

/** A 40' below its 20', a high cube below the plain 40': often exchanged or mistyped. */
export const priceOrder: TableCheck = ({ table, prices }, log, flags) => {
  const groups = new Map<string, Map<ContainerSize, number>>()
  prices.columns.forEach((column, index) => {
    if (typeof column.container_size !== 'string' || column.type === 'surcharge') return
    const key = `${column.charge}|${column.type}|${column.container_type}|${column.destination ?? ''}|${column.origin ?? ''}`
    const sizes = groups.get(key) ?? new Map<ContainerSize, number>()
    sizes.set(column.container_size, index)
    groups.set(key, sizes)
  })
  for (const sizes of groups.values()) {
    const ordered = ORDER.flatMap((size) => (sizes.has(size) ? [sizes.get(size)!] : []))
    for (let k = 0; k + 1 < ordered.length; k++) {
      const small = prices.amounts[ordered[k]!]!
      const large = prices.amounts[ordered[k + 1]!]!
      const breaks: number[] = []
      let pairs = 0
      for (let i = 0; i < prices.rows.length; i++) {
        if (!(small[i]! > 0 && large[i]! > 0)) continue
        pairs++
        if (large[i]! < small[i]!) breaks.push(i)
      }
      if (breaks.length === 0 || (pairs > 5 && breaks.length > pairs * CUSTOM_SHARE)) continue
      for (const i of breaks) {
        const row = prices.rows[i]!
        const id = prices.columns[ordered[k]!]!.id
        const larger = prices.columns[ordered[k + 1]!]!
        if (
          flags.at(row, id).includes('amount-outlier') ||
          flags.at(row, larger.id).includes('amount-outlier')
        )
          continue
        const range = table.grid.address(row, id)
        log.note(
          range,
          'price-order',
          'warning',
          { sheet: table.sheet, range },
          `${small[i]} is dearer than the larger container beside it (${large[i]} in ${table.grid.address(row, larger.id)}).`,
          { value: String(small[i]), expected: `not above ${large[i]}` },
        )
        flags.add(row, id, 'price-order', 'warning')
        flags.add(row, larger.id, 'price-order', 'warning')
      }
    }
  }
}
