import type { Rate } from './rate.ts'

/** The first rates of a table, and all of them, those first ones again included. The rest stay lazy; consume them once. */
export function lookAhead(
  rates: Iterator<Rate>,
  count: number,
): { readonly first: readonly Rate[]; readonly all: Iterable<Rate> } {
  const first: Rate[] = []
  let next = rates.next()
  while (!next.done && first.length < count) {
    first.push(next.value)
    if (first.length < count) next = rates.next()
  }
  return { first, all: chained() }

  function* chained(): Generator<Rate> {
    yield* first
    for (let more = rates.next(); !more.done; more = rates.next()) yield more.value
  }
}
