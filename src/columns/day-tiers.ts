import type { Table } from '../tables/table.ts'
import type { ColumnFacts } from './answerer.ts'
import { headingCues } from './heading-cues.ts'
import type { ColumnRole } from './understanding.ts'

/** "1st - 5th day", "Day 6 to 10", "11th day onward", "第6-10天", "từ ngày 8", "thereafter": a step of a tariff by days. */
const DAYS = String.raw`(?:calendar |working |running )?(?:days?|d[ií]as?|tage?|jours?|giorni|ngày|gün|天|日|일|дн\p{L}*)`
const NUMBER = String.raw`\d{1,4}(?:st|nd|rd|th|er|e|º|\.)?`
const SPAN = String.raw`${NUMBER}\s*(?:${DAYS}\s*)?(?:-|–|~|to|a|al|bis|à|đến|至|到)\s*${NUMBER}`
const OPEN = String.raw`(?:onwards?|and over|and above|or more|&\s*(?:over|above|up)|up|\+|trở đi|以上|以后|起|から|이상|en adelante|ab)`
const TIER = new RegExp(
  String.raw`^(?:(?:next|first|from|after|over|über|từ|第|del?)?\s*(?:${SPAN}\s*${DAYS}|${DAYS}\s*${SPAN}|${NUMBER}\s*(?:${DAYS})?\s*${OPEN}|${DAYS}\s*${NUMBER}\s*${OPEN}|(?:next|first|after|over|from) ${NUMBER}\s*${DAYS})|${NUMBER}\s*${DAYS}|there ?after|.{0,12}free.{0,12}${DAYS}|danach|posterior|a partir de.{1,12})\W*(?:onwards?)?$`,
  'iu',
)
/** "14 days": how many, and no step. */
const COUNT = new RegExp(String.raw`^${NUMBER}\s*${DAYS}$`, 'iu')
const ABOUT =
  /demurrage|detention|\bd\s?[&+/]\s?d\b|\bdem\b|\bdet\b|\bdnd\b|storage|standgeld|demoras?|sobreestad[ií]a|sobrestadia|surestaries|magasinage|lưu (?:cont|bãi|kho)|滞箱|滞期|超期|堆存|免箱期|デマレージ|ディテンション|체화료|지체료|демередж|детеншн/iu
/** Share of the filled cells that must be steps. */
const MOST = 0.7
const FEWEST = 2

/** Whether a table says what a day costs after the free ones: its steps stand in a column, or head its columns. */
export function isByDays(
  table: Table,
  columns: readonly ColumnFacts[],
  roles: readonly ColumnRole[],
): boolean {
  const down = columns.some(({ header, profile }, at) => {
    // "19-22 days" under T/T is how long the voyage takes.
    if (roles[at] === 'transit_days' || headingCues(header.own).includes('transit')) return false
    const filled = profile.texts.filter((text) => text.trim() !== '')
    // "14 days" under "F.TIME" are those that cost nothing; only "15-21 days" is a step.
    const free = roles[at] === 'free_time' || headingCues(header.own).includes('free')
    const steps = filled.filter((text) => TIER.test(text.trim()) && !(free && COUNT.test(text.trim())))
    return filled.length >= FEWEST && steps.length >= MOST * filled.length
  })
  const across = columns.filter(({ header }) => TIER.test(header.own.trim())).length >= FEWEST
  if (!down && !across) return false
  const said = table.context.some(({ text, position }) => position !== 'below' && ABOUT.test(text))
  return (
    said ||
    columns.some(({ header, profile }) =>
      [...header.parts, ...profile.texts].some((text) => ABOUT.test(text)),
    )
  )
}
