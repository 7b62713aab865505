import { readAmountText } from '../rates/values/amount-text.ts'
import type { ContainerSize } from '../reference/vocabulary.ts'
import type { TableCheck } from './table-check.ts'

/** Containers from small to large: a larger one is not cheaper on the same lane. */
const ORDER: readonly ContainerSize[] = ['20ft', '40ft', '40ft_hc', '45ft_hc']

/** Up to this many rows there is no custom. */
const FEW = 5

/** A 40' below its 20', a high cube below the plain 40': often exchanged or mistyped. */
export const priceOrder: TableCheck = (checked, log, flags) => {
  const { table, prices, thresholds } = checked
  const groups = new Map<string, Map<ContainerSize, number>>()
  prices.columns.forEach((column, index) => {
    // "40GP/HQ" with one number for both stands where the smaller does.
    const size = [column.container_size].flat()[0]
    if (!size || column.type === 'surcharge') return
    const key = `${column.charge}|${column.type}|${column.container_type ?? 'dry'}|${column.destination ?? ''}|${column.origin ?? ''}|${column.carrier ?? ''}`
    const sizes = groups.get(key) ?? new Map<ContainerSize, number>()
    sizes.set(size, index)
    groups.set(key, sizes)
  })
  const broken = new Set<number>()
  // Totals last: their parts are looked at first.
  const inOrder = [...groups].sort(
    ([a], [b]) => Number(a.includes('|total|')) - Number(b.includes('|total|')),
  )
  for (const [, sizes] of inOrder) {
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
      if (breaks.length === 0 || (pairs > FEW && breaks.length > pairs * thresholds.orderBreaks)) continue
      for (const i of breaks) {
        const row = prices.rows[i]!
        const id = prices.columns[ordered[k]!]!.id
        const larger = prices.columns[ordered[k + 1]!]!
        const explained = (column: number) => flags.at(row, column).includes('amount-outlier')
        if (explained(id) || explained(larger.id)) continue
        // A total breaks the order because one of its parts does.
        if (prices.columns[ordered[k]!]!.type === 'total' && broken.has(i)) continue
        if (
          prices.columns[ordered[k]!]!.type === 'total' &&
          prices.columns.some((column) => explained(column.id))
        )
          continue
        broken.add(i)
        const cells = [id, larger.id].sort((a, b) => a - b).map((column) => table.grid.address(row, column))
        const range = Math.abs(id - larger.id) === 1 ? cells.join(':') : table.grid.address(row, id)
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
  partsInOrder(checked, log, flags)
}

/** The parts of "2100/2000/2000", where the heading says which container each is for. */
function partsInOrder(...[{ table, prices, thresholds }, log, flags]: Parameters<TableCheck>): void {
  const { grid, sheet } = table
  for (const column of prices.columns) {
    const sizes = column.container_size
    if (!Array.isArray(sizes) || column.type === 'surcharge') continue
    const places = ORDER.flatMap((size) => (sizes.includes(size) ? [sizes.indexOf(size)] : []))
    const breaks: { row: number; small: number; large: number }[] = []
    let pairs = 0
    for (const row of prices.rows) {
      if (grid.kind(row, column.id) !== 'text') continue
      const amounts = readAmountText(grid.text(row, column.id), null)
      if (amounts === null || amounts === 'currency') continue
      const tokens = amounts.tokens.filter(({ added }) => added === undefined)
      if (tokens.length < 2) continue
      pairs++
      const parts = places.map((at) => tokens[at]?.number ?? null)
      const at = parts.findIndex(
        (amount, k) => amount !== null && parts[k + 1] != null && parts[k + 1]! < amount,
      )
      if (at >= 0) breaks.push({ row, small: parts[at]!, large: parts[at + 1]! })
    }
    if (pairs > FEW && breaks.length > pairs * thresholds.orderBreaks) continue
    for (const { row, small, large } of breaks) {
      if (flags.at(row, column.id).includes('amount-outlier')) continue
      const range = grid.address(row, column.id)
      log.note(
        range,
        'price-order',
        'warning',
        { sheet, range },
        `${small} is dearer than the larger container beside it (${large}, in the same cell).`,
        { value: grid.text(row, column.id), expected: `not above ${large}` },
      )
      flags.add(row, column.id, 'price-order', 'warning')
    }
  }
}
