import { alignedFold, remember, squeeze } from '../../reference/aligned.ts'

/** No cargo is longer under way; what is more is a date serial or another number. */
const MOST_DAYS = 200
const DAYS_OF: readonly (readonly [RegExp, number])[] = [
  [/^(?:WEEKS?|WKS?|SEMANAS?|WOCHEN?|TUAN|周|週|HAFTA|주)/, 7],
  [/^(?:HOURS?|HRS?|HORAS?|STUNDEN|小时|时)/, 1 / 24],
]
const NUMBER = '(\\d{1,4}(?:[.,]\\d)?)'
const UNIT =
  '(DAYS?|DYS|DY|D(?![A-Z])|DIAS?|TAGE?|JOURS?|J(?![A-Z])|GIORNI|NGAY|GUN|ДНЕЙ|ДН|WEEKS?|WKS?|SEMANAS?|WOCHEN?|TUAN|HOURS?|HRS?|HORAS?|STUNDEN|天|日間|日|일|周|週|주|小时)?'
const RANGE = new RegExp(
  `^(?:ABT\\.?|ABOUT|APPROX\\.?(?:IMATELY)?|CA\\.?|CIRCA|KHOANG|ETWA|~|±|\\+\\/-|约|約|약|T\\/T:?|TT:?|TRANSIT(?: TIME)?:?|DIRECT[\\s:,-]*|直航|\\(|>|<)*\\s*${NUMBER}\\s*'?\\s*${UNIT}\\s*(?:(?:-|~|\\/|TO|A|AL|BIS|DEN|AU|至|到|〜)\\s*${NUMBER}\\s*'?\\s*${UNIT})?\\s*(.*)$`,
)
/** Words that make the days something else than a transit. */
const OTHER = /DEM|DET|COMB|FREE|PLUG|LIBRE|免|STORAGE|VALID|%|USD|EUR|KG|CBM|\d{2,}/

/** Days of transit ("14-16", "8天", "ca. 30 Tage", "3 weeks"); null when the text is none. Free time is none. */
export const readTransit: (text: string) => { min: number; max: number } | null = remember((original) => {
  if (original.length > 60) return null
  const text = squeeze(alignedFold(original.normalize('NFC')))
  const match = RANGE.exec(text)
  if (!match) return null
  const [, first, firstUnit, second, secondUnit, rest = ''] = match
  if (OTHER.test(rest) || /^[A-Z]{1,2}\d|^[/.:,]\s*\d/.test(rest)) return null
  // A bare number with a word that is no unit ("14 TPC") is a name, not a duration.
  const unit = secondUnit ?? firstUnit
  if (
    !unit &&
    rest !== '' &&
    !/^(?:\(|DIRECT|VIA|T\/S|APPROX|ABT|\+|\*|直|经|,|\.|DOOR|CY|PORT|ESTIMATED|EST)/.test(rest)
  )
    return null
  const factor = DAYS_OF.find(([words]) => words.test(unit ?? ''))?.[1] ?? 1
  const min = days(first!, factor)
  const max = second === undefined ? min : days(second, factor)
  return min > 0 && max >= min && max <= MOST_DAYS ? { min, max } : null
})

function days(text: string, factor: number): number {
  const value = Number(text.replace(',', '.')) * factor
  return factor < 1 ? Math.ceil(value) : value
}
