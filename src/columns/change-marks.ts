import type { ColumnFacts } from './answerer.ts'
import type { ColumnRole } from './understanding.ts'

/** What is new, dearer or cheaper than last time: ▲▼●, ※, NEW. */
const CHANGE_MARK = /^(?:[▲▼△▽●○◎◆◇■□★☆※↑↓⇧⇩↗↘➔＋－＝=+*!-]{1,2}|new|neu|nuevo|新|新規|신규)$/iu
const PLAIN_MARK = /^[＋－＝=+*!-]+$/u
/** What a column of such marks may be taken for. */
const MISTAKEN: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'lane_id',
  'etd',
  'frequency',
  'service_line',
  'service_mode',
  'commodity',
  'container_type',
  'transit_days',
  'free_time',
  'charge',
  'inclusions',
])

/** Whether a column that was given a role holds nothing but marks of what has changed, some of which are no mere dash. */
export function takenForMarks(role: ColumnRole, { profile }: ColumnFacts): boolean {
  if (!MISTAKEN.has(role)) return false
  const filled = profile.texts.map((text) => text.trim()).filter((text) => text !== '')
  return filled.every((text) => CHANGE_MARK.test(text)) && filled.some((text) => !PLAIN_MARK.test(text))
}
