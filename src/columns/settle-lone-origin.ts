import type { ColumnFacts } from './answerer.ts'
import { countriesOf } from './country-claim.ts'
import { headingCues } from './heading-cues.ts'
import type { ColumnRole } from './understanding.ts'

/** Distinct texts looked at. */
const SAMPLE = 30
/** Share of the ends that may lie in the country of the origins: domestic legs, feeders. */
const CHANCE = 0.1

/** What a second column of ports may have been taken for. */
const SECOND: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'unloading_port',
  'destination_via',
  'destination_code',
])

/**
 * "目的港 | CFS" with Tokyo and KEL/TXG/KHH: where no column says where the lanes start, a second column of ports that all lie
 * in one country, and that not the country of the ends, does.
 */
export function settleLoneOrigin(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  if (roles.some((role) => role === 'origin' || role === 'loading_port' || role === 'origin_code')) return
  const end = columns[roles.indexOf('destination')]
  if (!end) return
  const at = roles.findIndex((role, i) => {
    if (!SECOND.has(role)) return false
    const cues = headingCues(columns[i]!.header.own)
    return !cues.some((cue) => cue === 'destination' || cue === 'transshipment' || cue === 'via')
  })
  const ports = columns[at]
  if (!ports) return
  const from = countriesIn(ports)
  const to = countriesIn(end)
  if (from.size !== 1 || to.size === 0) return
  const [country] = from.keys()
  const all = [...to.values()].reduce((sum, count) => sum + count, 0)
  if ((to.get(country!) ?? 0) <= all * CHANCE) roles[at] = 'origin'
}

/** Countries of the distinct places of a column, with how many lie in each. */
function countriesIn({ profile }: ColumnFacts): Map<string, number> {
  const counts = new Map<string, number>()
  const texts = new Set(profile.texts.filter((text) => text.trim() !== ''))
  for (const text of [...texts].slice(0, SAMPLE))
    for (const country of countriesOf(text, true))
      if (country !== null) counts.set(country, (counts.get(country) ?? 0) + 1)
  return counts
}
