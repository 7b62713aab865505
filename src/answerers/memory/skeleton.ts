import { MONTH_AHEAD } from '../../rates/values/months.ts'
import { foldText } from '../../reference/fold.ts'

const MONTHS = new RegExp(MONTH_AHEAD, 'g')
const YEARS = /(?<!\d)20[2-4]\d(?!\d)/g
/** A month with the days and the year beside it is one date. */
const RUNS = /#(?:[\s\d]*#)+/g

/** Names of people and how to reach them are no part of a layout. */
const CONTACT =
  /@|https?:|www\.|\b(?:tel|phone|fax|mobile|mob|contact|attn|skype|whatsapp|wechat|pic)\b\s*[.:]/iu
const CONTACT_WORD = 'CONTACT'

/** A caption without what changes from issue to issue: dates and all numbers are `#`, spelling is folded. */
export function skeleton(text: string): string {
  if (CONTACT.test(text)) return CONTACT_WORD
  return foldText(text)
    .replace(MONTHS, '#')
    .replace(/\d+/g, '#')
    .replace(/#(?:\s*#)+/g, '#')
    .trim()
}

/** A heading without dates, to be found again next month. Other numbers stay: 20 and 40 are two headings. */
export function headingKey(text: string): string {
  return foldText(text).replace(MONTHS, '#').replace(YEARS, '#').replace(RUNS, '#').trim()
}
