import { readContainers } from '../../reference/containers.ts'
import type { ContainerSize } from '../../reference/vocabulary.ts'
import { columnsOf } from '../answers/answer-check.ts'
import type { RateCheckOf } from './rate-check.ts'

/** The container of a rate is that of its price column, part by part, or one that its row or cell names. */
export const containerGrounding: RateCheckOf = ({ table, mapping }, log) => {
  const { grid, sheet } = table
  const rowColumns = [...columnsOf(mapping.container_size), ...columnsOf(mapping.container_type)]
  return (rate, { row, column, price }) => {
    const size = rate.container?.size
    if (size === undefined || !price) return null
    const stated: readonly ContainerSize[] =
      price.container_size === null
        ? []
        : typeof price.container_size === 'string'
          ? [price.container_size]
          : price.container_size
    if (stated.length === 1 ? stated[0] === size : stated[rate.source.part] === size) return null
    // One number for all sizes, parts that end before the sizes do, or more parts than sizes.
    const { part } = rate.source
    if (stated.length > 1 && (part >= stated.length || (stated.indexOf(size) > part && isLast(rate.source))))
      return null
    // One word is for all sizes, also where it is "N/A" and looks like two parts.
    if (rate.price_status !== 'priced' && part === 0 && stated.includes(size)) return null
    // A word over several price columns stands in the first of them.
    if (grid.mergeAt(row, column)) return null
    const texts = [grid.text(row, column), ...rowColumns.map((id) => grid.text(row, id))]
    if (stated.length === 0 && texts.slice(1).every((text) => text === '')) return null
    if (texts.some((text) => text !== '' && readContainers(text)?.sizes.includes(size))) return null
    log.note(
      `${price.id}|${size}`,
      'container-contradicts-data',
      'error',
      { sheet, range: rate.source.cell },
      `The rate is for ${size}, but its column prices ${stated.join(', ') || 'what its row says'}.`,
      { value: size, expected: stated.join(', ') || null },
    )
    return 'container-contradicts-data'
  }
}

const isLast = ({ part, text }: { readonly part: number; readonly text: string }): boolean =>
  // "USD 1,750/-" and "$2,100 (INC.LSS/DTHC)" are one amount, and "N/A" is one word.
  part === Math.max(0, text.split('/').filter((piece) => /\d/.test(piece)).length - 1)
