import type { ColumnFacts } from '../columns/answerer.ts'
import type { ContainerReading } from '../reference/containers.ts'
import type { PriceHeading } from './price-heading.ts'

type Sized = Pick<PriceHeading, 'container' | 'charge'>

/**
 * Containers of neighbouring price columns under one heading that names none ("CNS | CNS", or "BAF" merged over two):
 * those of the nearest run of as many columns that are told apart by nothing but their containers ("NBF 20 DV | NBF 40
 * DV/HC"). Two columns beside freight in several sizes alone are the 20' and all others. By position.
 */
export function twinContainers(
  columns: readonly ColumnFacts[],
  headings: readonly Sized[],
): ReadonlyMap<number, ContainerReading> {
  const found = new Map<number, ContainerReading>()
  for (let at = 0; at < columns.length; at++) {
    const count = runOf(columns, headings, at)
    if (count < 2) continue
    const containers = nearestRun(columns, headings, at, count) ?? ofFreight(headings, count)
    containers?.forEach((container, i) => {
      found.set(at + i, container)
    })
    at += count - 1
  }
  return found
}

/** How many neighbours from here on have one heading between them, which names no container. */
function runOf(columns: readonly ColumnFacts[], headings: readonly Sized[], at: number): number {
  const name = nameOf(columns[at]!)
  if (name === '' || columns[at]!.header.borrowed) return 1
  let count = 0
  while (
    at + count < columns.length &&
    nameOf(columns[at + count]!) === name &&
    columns[at + count]!.id === columns[at]!.id + count &&
    (headings[at + count]!.container?.sizes.length ?? 0) === 0
  )
    count++
  return Math.max(1, count)
}

const nameOf = ({ header }: ColumnFacts): string => header.parts.join(' / ')

function nearestRun(
  columns: readonly ColumnFacts[],
  headings: readonly Sized[],
  at: number,
  count: number,
): ContainerReading[] | null {
  let best: { distance: number; containers: ContainerReading[] } | null = null
  for (let from = 0; from + count <= columns.length; from++) {
    const run = headings.slice(from, from + count)
    const containers = run.flatMap(({ container }) => (container?.sizes.length ? [container] : []))
    const adjacent = columns[from + count - 1]!.id === columns[from]!.id + count - 1
    if (!adjacent || containers.length < count || new Set(run.map(chargeOf)).size > 1) continue
    // "20' | 40' | 40'HC": two of three are no run.
    if (continues(columns, headings, from, -1) || continues(columns, headings, from + count - 1, 1)) continue
    const sizes = containers.map((container) => container.sizes.join())
    const distance = from < at ? at - from : (from - at) * 2
    if (new Set(sizes).size === count && (best === null || distance < best.distance))
      best = { distance, containers }
  }
  return best?.containers ?? null
}

/** The neighbour is of the same charge, and of another container. */
function continues(
  columns: readonly ColumnFacts[],
  headings: readonly Sized[],
  at: number,
  step: 1 | -1,
): boolean {
  const [own, other] = [headings[at]!, headings[at + step]]
  if (!other?.container || columns[at + step]!.id !== columns[at]!.id + step) return false
  return chargeOf(own) === chargeOf(other) && sizesOf(own) !== sizesOf(other)
}

const chargeOf = ({ charge }: Sized): string => charge?.code ?? ''
const sizesOf = ({ container }: Sized): string => container?.sizes.join() ?? ''

/** The 20', and all that is longer, of the columns that name them one by one. */
function ofFreight(headings: readonly Sized[], count: number): ContainerReading[] | null {
  if (count !== 2) return null
  const freight = headings.flatMap(({ container }) => (container?.sizes.length ? [container] : []))
  const short = freight.find(({ sizes }) => sizes.every((size) => size === '20ft'))
  const long = [...new Set(freight.flatMap(({ sizes }) => sizes))].filter((size) => size.startsWith('4'))
  if (!short || long.length === 0) return null
  const { type } = short
  return [short, { sizes: long, type, types: long.map(() => type), order: 'same', rest: '' }]
}
