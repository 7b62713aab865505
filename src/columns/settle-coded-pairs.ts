import type { ColumnFacts } from './answerer.ts'
import { holdsPlaceCodes } from './code-by-data.ts'
import { foldHeader, matchHeader } from './header-terms.ts'
import type { ColumnRole } from './understanding.ts'

type Point = 'origin' | 'loading_port' | 'unloading_port' | 'destination'

const POINT_OF: Readonly<Record<string, Point>> = {
  origin: 'origin',
  place_of_receipt: 'origin',
  loading_port: 'loading_port',
  unloading_port: 'unloading_port',
  destination: 'destination',
  place_of_delivery: 'destination',
}
/** One pair may be anything; two are how a system writes its places. */
const FEWEST = 2
const NAMED = /^(.+?) (?:name|desc(?:ription)?)$/
const CODED = /^(.+?) (?:code|un ?locode|locode|un ?code)$/
const SURE = 0.9

interface Pair {
  readonly code: number
  readonly name: number
  readonly point: Point
}

/**
 * "PLOR | PLOR_NAME | POL | POL_NAME | POD | POD_NAME | PLOD | PLOD_NAME", as systems export and import them: which points of the
 * lane they are their headings say, and which of two columns has the codes their cells.
 */
export function settleCodedPairs(
  columns: readonly ColumnFacts[],
  answered: readonly ColumnRole[],
): readonly ColumnRole[] {
  const pairs = pairsIn(columns)
  const points = new Set(pairs.map(({ point }) => point))
  if (pairs.length < FEWEST || points.size < pairs.length) return answered
  const paired = new Set(pairs.flatMap(({ code, name }) => [code, name]))
  const roles = [...answered]
  for (const { code, name, point } of pairs) {
    const own = endOf(point, points, roles, paired)
    roles[name] = own
    // Codes of a port beside an end without codes are held against what that end is called.
    if (own === 'origin' || own === 'destination') roles[code] = `${own}_code`
    else if (points.has(own === 'loading_port' ? 'origin' : 'destination')) roles[code] = 'ignored'
  }
  return roles
}

/** A port is the end of its lane where nothing beside it gives that end. */
function endOf(
  point: Point,
  points: ReadonlySet<Point>,
  roles: readonly ColumnRole[],
  paired: ReadonlySet<number>,
): Point {
  const end = point === 'loading_port' ? 'origin' : point === 'unloading_port' ? 'destination' : point
  return end === point || points.has(end) || roles.some((role, at) => role === end && !paired.has(at))
    ? point
    : end
}

function pairsIn(columns: readonly ColumnFacts[]): Pair[] {
  const headings = columns.map(({ header }) => foldHeader(header.own))
  return columns.flatMap((column, name) => {
    const stem = NAMED.exec(headings[name]!)?.[1] ?? null
    const code = columns.findIndex((other, at) => {
      if (at === name || Math.abs(at - name) > 1 || !holdsPlaceCodes(other)) return false
      const heading = headings[at]!
      const coded = CODED.exec(heading)?.[1] ?? heading
      return coded === (stem ?? headings[name]) && (stem !== null || coded !== heading)
    })
    if (code < 0 || holdsPlaceCodes(column)) return []
    const [match] = matchHeader(stem ?? headings[name]!)
    const point = match && match.score >= SURE ? POINT_OF[match.field] : undefined
    return point === undefined ? [] : [{ code, name, point }]
  })
}
