/** "WK 49: " before the days of that week. */
const WEEK_BEFORE =
  /^\s*(?:wk|week|w|kw|cw|sem(?:ana|aine)?|semaine|woche|settimana|tu[aầ]n|hafta|неделя|нед|第)\.?\s?#?\d{1,2}\s*(?:周|週)?\s*(?:[:：(（,]|\s[–-]\s|\s)\s*(?=\d{1,2}(?:[./][\d./]*)?\s*[-–~]|\d{1,2}\s*\p{L}{3}|\p{L}{3,9}\.?\s?\d{1,2}\s*[-–~])/iu

/** "WK 49: 30 NOV - 06 DEC 2026" without the number of the week, whose year nothing need tell; other texts as they are. */
export const daysBehindWeek = (text: string): string => text.replace(WEEK_BEFORE, '')
