import { alignedFold } from '../../reference/aligned.ts'
import { isDateFormat } from '../../tables/cell-shape.ts'
import { type Days, daysIn, isoDay, serialDay } from './calendar.ts'
import { findDateAtoms } from './date-atoms.ts'
import { type DateStatement, findStatements } from './date-statements.ts'
import { resolveDays } from './date-years.ts'

export interface DateContext {
  /** Year and month (1-12) that the surroundings state, when a text gives none. */
  readonly year: number | null
  readonly month: number | null
  /** 04/05 is 4 May; null when nothing tells. */
  readonly dayFirst: boolean | null
  /** ISO date of the sheet ("updated", file name): a missing year is the one that brings the date nearest to it. */
  readonly anchor: string | null
}

export interface ValidityInput {
  readonly text: string
  /** NaN or null unless the cell is a number (a serial date). */
  readonly number: number | null
  readonly numberFormat: string
  readonly date1904: boolean
  /** What the heading says that a single date is; a text's own words ("till", "from") go before. */
  readonly role?: 'effective' | 'expiry' | null
}

export interface ValidityReading {
  /** ISO date. */
  readonly effective: string | null
  /** ISO date. */
  readonly expiry: string | null
  readonly effectiveYearInferred: boolean
  readonly expiryYearInferred: boolean
  /** "until further notice", or a start alone. */
  readonly openEnd: boolean
  /** One date only was written. */
  readonly single: boolean
  /** The event that counts for the date. */
  readonly event: 'etd' | 'gate_in' | 'on_board' | null
  /** Day and month could be exchanged, and nothing told which. */
  readonly dayFirstAssumed: boolean
}

export interface DateMention {
  readonly reading: ValidityReading
  readonly role: 'validity' | 'updated' | 'mentioned'
  readonly index: number
  readonly length: number
}

const NO_CONTEXT: DateContext = { year: null, month: null, dayFirst: null, anchor: null }
/** A cell of more characters is a sentence: only sure dates count in it. */
const CELL_LENGTH = 80
const UNTIL_NOTICE =
  /FURTHER NOTICE|(?<![A-Z])UFN(?![A-Z])|另行通知|別途通知|BIS AUF WEITERES|NUEVO AVISO|NOVO AVISO|NOUVEL (?:ORDRE|AVIS)|NUOVO AVVISO|THONG BAO MOI|THONG BAO TIEP|IKINCI BIR BILDIR|추후 ?(?:통보|공지)|(?<![A-Z])(?:B\.? ?A\.? ?W|T\.?F\.?N)(?![A-Z])|DO ODWOLANIA|TOT NADER ORDER|NADERE KENNISGEVING|ДО ОТМЕНЫ|ДО ИЗМЕНЕНИ|PEMBERITAHUAN LEBIH|追って通知/

const openReading = (event: ValidityReading['event']): ValidityReading => ({
  effective: null,
  expiry: null,
  effectiveYearInferred: false,
  expiryYearInferred: false,
  openEnd: true,
  single: false,
  event,
  dayFirstAssumed: false,
})

/**
 * Reads a validity cell in any notation; null when it holds no date, or none whose year can be told. A single date
 * without words of its own is the expiry, unless `role` says otherwise. Never throws.
 */
export function readValidity(input: ValidityInput, context: DateContext): ValidityReading | null {
  const { number, text, role } = input
  if (number !== null && Number.isFinite(number)) return readSerial(number, input)
  const { year, month, dayFirst, anchor } = context
  const key = `${year}|${month}|${dayFirst}|${anchor}|${role}|${input.date1904}|${text}`
  const known = readings.get(key)
  if (known !== undefined) return known
  const reading = readText(input, context)
  if (readings.size >= REMEMBERED) readings.clear()
  readings.set(key, reading)
  return reading
}

/** Distinct texts kept with their readings: the rows of a sheet share a few. */
const REMEMBERED = 20_000
const readings = new Map<string, ValidityReading | null>()

function readText(input: ValidityInput, context: DateContext): ValidityReading | null {
  const text = fold(input.text).trim()
  if (text === '' || text.length > 400) return null
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return readSerial(Number(text), input)
  const statements = findStatements(text, text.length <= CELL_LENGTH)
  const first = statements.find((statement) => statement.lead !== 'updated') ?? statements[0]
  const open = UNTIL_NOTICE.test(text)
  if (!first) return open ? openReading(null) : null
  const stated = open ? null : narrower(first, statements, context)
  if (stated) return stated
  const later = open ? statements.find((statement) => statement.lead === 'until') : undefined
  const reading = readStatement(later ?? first, context, input.role ?? null)
  return reading && open && reading.expiry === null ? { ...reading, openEnd: true } : reading
}

/** "12月上半月 开船日 12.1-12.14": the days that a month, a half or a week is told apart into; null where it is not. */
function narrower(
  first: DateStatement,
  statements: readonly DateStatement[],
  context: DateContext,
): ValidityReading | null {
  if (first.lead !== null || first.atoms.length > 1) return null
  const whole = resolveDays(first.atoms, context, false)
  if (!whole || whole.from === whole.to) return null
  for (const statement of statements) {
    if (statement === first || statement.atoms.length < 2) continue
    const days = resolveDays(statement.atoms, context, false)
    if (days && whole.from <= days.from && days.to <= whole.to) return readStatement(statement, context, null)
  }
  return null
}

/** Underscores of file names are blanks; indexes stay. */
const fold = (text: string) => alignedFold(text.normalize('NFC')).replaceAll('_', ' ')

/** Serials that a General cell may hold and be a date: 2009 to 2064. */
const BARE_SERIALS = { from: 40_000, to: 60_000 }

function readSerial(number: number, input: ValidityInput): ValidityReading | null {
  const { numberFormat, date1904, role } = input
  if (/^20\d{6}$/.test(String(number))) {
    const [year, month, day] = [Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100]
    const iso = isoDay(year, month, day)
    return iso ? stated({ from: iso, to: iso }, role ?? 'expiry', true) : null
  }
  const dated = isDateFormat(numberFormat)
  if (!dated && (number < BARE_SERIALS.from || number > BARE_SERIALS.to)) return null
  const iso = serialDay(number, date1904)
  if (!iso) return null
  // "Jan-26" typed into a cell becomes the first of the month, shown without a day.
  const bare = numberFormat.replace(/\[[^\]]*\]|"[^"]*"|\\./g, '')
  if (dated && !/d|日/i.test(bare) && /m/i.test(bare) && iso.endsWith('-01')) {
    const [year = 0, month = 0] = iso.split('-').map(Number)
    return stated({ from: iso, to: isoDay(year, month, daysIn(year, month))! }, role ?? null, false)
  }
  return stated({ from: iso, to: iso }, role ?? 'expiry', true)
}

function stated(days: Days, role: 'effective' | 'expiry' | null, single: boolean): ValidityReading {
  return {
    effective: role === 'expiry' ? null : days.from,
    expiry: role === 'effective' ? null : days.to,
    effectiveYearInferred: false,
    expiryYearInferred: false,
    openEnd: false,
    single,
    event: null,
    dayFirstAssumed: false,
  }
}

function readStatement(
  statement: DateStatement,
  context: DateContext,
  role: 'effective' | 'expiry' | null,
): ValidityReading | null {
  const days = resolveDays(statement.atoms, context, statement.lead === 'until')
  if (!days) return null
  const single = statement.atoms.length === 1 && days.from === days.to
  // What a heading says of a single date; a month or a range in such a column gives the one end that it is asked for.
  const end =
    statement.lead === 'until'
      ? 'expiry'
      : statement.lead === 'from'
        ? 'effective'
        : single
          ? (role ?? 'expiry')
          : null
  return {
    effective: end === 'expiry' ? null : days.from,
    expiry: end === 'effective' ? null : days.to,
    effectiveYearInferred: end !== 'expiry' && days.inferred.from,
    expiryYearInferred: end !== 'effective' && days.inferred.to,
    openEnd: statement.lead === 'from' && end === 'effective',
    single,
    event: statement.event,
    dayFirstAssumed: days.assumed,
  }
}

/**
 * Validity statements and dates inside titles, notes and file names, in order. Numbers that need not be dates count
 * only beside a word that makes them one. A mention whose year cannot be told is left out.
 */
export function findDates(text: string, context?: Partial<DateContext>): DateMention[] {
  if (text.length > 4000) return []
  const folded = fold(text)
  const surroundings = { ...NO_CONTEXT, ...context }
  const mentions: DateMention[] = []
  for (const statement of findStatements(folded, false)) {
    const role = statement.lead === 'updated' ? 'updated' : statement.valid ? 'validity' : 'mentioned'
    const reading = readStatement(statement, surroundings, role === 'validity' ? null : 'effective')
    if (reading)
      mentions.push({ reading, role, index: statement.index, length: statement.end - statement.index })
  }
  return mentions
}

/** Of the mentions of a text its validity; of one and another within it ("12月上半月 开船日 12.1-12.14") the one that says the days. */
export function statedValidity(mentions: readonly DateMention[]): DateMention | undefined {
  const validities = mentions.filter(({ role }) => role === 'validity')
  return validities.slice(1).reduce((best, mention) => {
    const [outer, inner] = [best!.reading, mention.reading]
    if (!outer.effective || !outer.expiry || !inner.effective || !inner.expiry) return best
    return outer.effective <= inner.effective && inner.expiry <= outer.expiry ? mention : best
  }, validities[0])
}

const ORDER_HINT = /(?<![A-Z])(?:(DD?)([-/. ])MM?(?:\2Y{2,4})?|(MM?)([-/. ])DD?(?:\4Y{2,4})?)(?![A-Z])/
const PURE_RANGE = /^\D{0,14}\d{1,2}[/.]\d{1,2}\s*[-~至到]\s*\d{1,2}[/.]\d{1,2}\D{0,4}$/
/** So many times more texts must prove one order than the other: a stray slip is no evidence. */
const CLEAR_MAJORITY = 4

/** Whether a set of texts writes the day before the month: true, false, or null without (clear) evidence. */
export function dayFirstEvidence(texts: Iterable<string>): boolean | null {
  let dayFirst = 0
  let monthFirst = 0
  for (const text of texts) {
    if (text.length > 400) continue
    const folded = fold(text)
    const hint = ORDER_HINT.exec(folded)
    if (hint) return hint[1] !== undefined
    if (/DAY FIRST/.test(folded)) return true
    if (/MONTH FIRST/.test(folded)) return false
    if (!/\d[./-]\d/.test(folded)) continue
    const isRange = PURE_RANGE.test(folded)
    for (const atom of findDateAtoms(folded)) {
      // A pair of numbers is evidence only where the whole text is a range of dates: "10/14 days" is not.
      if (atom.dayFirst === null || (atom.weak && !isRange)) continue
      if (atom.dayFirst) dayFirst++
      else monthFirst++
    }
  }
  if (dayFirst === monthFirst) return null
  const [more, less] = [Math.max(dayFirst, monthFirst), Math.min(dayFirst, monthFirst)]
  return more >= less * CLEAR_MAJORITY ? dayFirst > monthFirst : null
}
