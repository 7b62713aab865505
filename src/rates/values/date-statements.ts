import { alignedFold } from '../../reference/aligned.ts'
import { type DateAtom, findDateAtoms } from './date-atoms.ts'

/** One or two dates that belong together, with what the words around them say. */
export interface DateStatement {
  readonly index: number
  readonly end: number
  /** One, or the first and the last. */
  readonly atoms: readonly DateAtom[]
  readonly lead: 'from' | 'until' | 'updated' | null
  /** Words say that it is a validity, or it is a range of days. */
  readonly valid: boolean
  readonly event: 'etd' | 'gate_in' | 'on_board' | null
}

/** How far back the words that introduce a date may stand. */
const LEAD_LENGTH = 48
const WEEKDAY =
  '(?:MON|TUES?|WED(?:NES)?|THU(?:RS)?|FRI|SAT(?:UR)?|SUN)(?:DAY)?\\.?,?|(?:MONTAG|DIENSTAG|MITTWOCH|DONNERSTAG|FREITAG|SAMSTAG|SONNTAG),?'
const FILLER = `(?:\\s|[:=(,."']|(?<![A-Z])(?:THE|EL|LE|LA|IL|DIA|NGAY|DATE|DATES?|ON|IS|ETD|ETA|AT|DEM|DEN(?= \\d)|${WEEKDAY})(?![A-Z])|日期|时间|日|วันที่|วัน|เดือน|ณ|يوم|\\)|(?<=\\()[月火水木金土日一二三四五六](?=\\)))*`
const UNTIL =
  '(?:S/D|SAMPAI(?: DENGAN)?|HINGGA|TILL?|UNTILL?|UNTI|T/M|TOT(?: EN MET)?|UP ?TO|TO|THRU|THROUGH|BY|EXPIR\\w*(?: DATE)?|EXP\\.?|VALID(?:ITY)? (?:TO|TILL?|UNTIL|UP ?TO|THRU|END)|NOT BEYOND|BEYOND|BEFORE|LATEST|NO(?:T)? LATER THAN|(?:NON )?OLTRE(?: IL)?|NO MAS ALLA DEL?|(?:AU )?PLUS TARD(?: LE)?|(?:SPATESTENS|LANGSTENS)(?: BIS)?(?: ZUM)?|UITERLIJK(?: TOT)?|(?:WAZNE |OBOWIAZUJE |NAJPOZNIEJ )?DO|HASTA|ATE|BIS(?: ZUM)?|JUSQU\\W?AU|FINO AL?|(?<!(?:APPLICA(?:BLES?|BILI?|VE(?:L|IS))|VIGUEUR|VIGOR|VIGORE) )(?:AL|A|AU)|DEN|DEN HET|HET|TOI|VENCE|VENCIMIENTO|END(?:S|ING)?(?: DATE)?|ENDE|GULTIG BIS|NOW -|TODAY -|至|到|截止(?:到|至)?|截至|有效期?至|效期至|~|(?:จน|ใช้ได้)?ถึง|สิ้นสุด|หมดอายุ|(?<![Α-Ω])(?:ΕΩΣ|ΜΕΧΡΙ)(?: ΚΑΙ)?|حتى|لغاية|(?<![А-Я])(?:ПО|ДО))'
const FROM =
  '(?:FROM|EFFECTIVE(?: FROM| AS OF| ON)?|APPLICA(?:BLES?|BILI?|VE(?:L|IS)) (?:AU|LE|DES LE|DAL|EM|A|AL?|EL)|(?:EN|EM|IN) (?:VIGUEUR|VIGOR|VIGORE|KRAFT)(?: AU| LE| EL| AL?| EM)?|MIT WIRKUNG (?:VOM|ZUM|AB)|DES LE|EFF\\.?|EFFECT(?:IVE)? FROM|W\\.?\\s?E\\.?\\s?F\\.?|WITH EFFECT FROM|AS FROM|STARTING|STARTS?(?: DATE)?|SINCE|COMMENCING|BEGINNING|AB|VOM|VON|SEIT|DESDE|A PARTIR DEL?|A PARTIR DE|DEL|DU|DAL|TU|AP DUNG TU|KE TU|DEPUIS|A COMPTER DU|DECORRENZA(?: DAL?)?|VANAF|INGAAND(?: PER)?|(?:WAZNE |OBOWIAZUJE )?OD|MULAI|AS OF|自|从|從|生效(?:日期?)?|开始|ตั้งแต่|เริ่ม(?:ใช้|ต้น)?|มีผล(?:บังคับ)?(?:ใช้)?|(?<![Α-Ω])(?:ΑΠΟ)|اعتبارا من|ابتداء من|(?<![А-Я])(?:С|ОТ))'
const UPDATED =
  '(?:(?:LAST )?UPDATED?(?: ON| AS OF| AT| TO)?|AS (?:OF|AT)|STAND(?: PER)?|STAN NA(?: DZIEN)?|ПО СОСТОЯНИЮ НА|AKTUALIZACJA(?: Z)?|SITUAZIONE AL|DATED?|ISSUED?(?: ON| DATE)?|REVISED|REVISION|REV\\.?|VERSION|PRINTED|CREATED|PUBLISHED|RELEASED?|更新(?:日期|时间|于|日)?|制表(?:日期)?|发布(?:日期)?|报价日期|CAP NHAT|ACTUALIZAD[OA](?: AL| EL)?|ACTUALIZACION|ATUALIZAD[OA](?: EM)?|AKTUALISIERT(?: AM)?|MIS A JOUR(?: LE)?|MAJ|AGGIORNATO(?: AL)?|GUNCELLEME|업데이트|作成日|発行日?|改[定訂]日?|작성일?|발행일?|อั[พป]เดท|อัปเดต|ปรับปรุง|ออกให้|(?:ОБНОВЛ|СОСТАВЛ)\\w*)'
const ends = (words: string) => new RegExp(`(?:(?<![A-Z])|(?<=\\d))${words}${FILLER}(?<!\\d)$`)
const UNTIL_END = ends(UNTIL)
const FROM_END = ends(FROM)
const UPDATED_END = ends(UPDATED)
const VALID =
  /VALID|VALAB|WAZN|OBOWIAZ|DECORRENZA|SCADENZA|BERLAKU|GELDIG|EFFECTIVE|(?<![A-Z])EFF(?![A-Z])|VIGEN|VALIDEZ|GULTIG|HIEU LUC|AP DUNG|GECERLI|PERIOD|(?<![A-Z])DURATION|LAUFZEIT|DURACION|DURACAO|有效|效期|適用|适用|생효|유효|적용|VALABLE|VALEVOLE|ДЕ[ЙИ]СТВ|СРОК|มีผล|ใช้ได้|ยืนราคา|ระยะเวลา|ΙΣΧΥ|صالح|سار[يى]|APPLICABLE|VIGUEUR|(?:EN|EM|IN) VIGORE?|W\.?E\.?F(?![A-Z])/
const VALID_BEHIND =
  /^\W*(?:[A-Z]+\s+){0,3}(?:GECERLI|VALID|GULTIG|VIGENTE|VALIDO|VALABLE)|^.{0,6}有効|^.{0,6}유효/
/** "2026년 12월 기준", "12月分": the month, the half or the quarter that a list is for. */
const HOLDS_FOR = /^\s?(?:기준|적용|分(?!散)|度(?![假々])|適用)/
/** What may stand before "from" and "till" in a statement about the rates themselves, and what may not. */
const OF_RATES =
  /^\W*$|RATES?(?![A-Z])|PRICES?(?![A-Z])|TARI[FP]|QUOT|OFFER|FAK|运价|报价|GIA|CUOC|FLETE|FRETE|NAVLUN|FRACHT|(?<![A-Z])LOCALS?(?: CHARGES?)?(?![A-Z])|(?<![A-Z])(?:DEST(?:INATION|\.)?|ORIGIN|PORT|TERMINAL|EXPORT|IMPORT|OTHER|HANDLING) CHARGES?(?![A-Z])|LO[CK]AL MASRAF|GASTOS LOCALES|TAXAS LOCAIS|FRAIS LOCAUX|(?:LOKALE|NEBEN)\W?KOSTEN|本地费|地方费|当地费/
const OF_OTHERS =
  /SUBJECT|SURCHARGE|ANNOUNC|(?<![A-Z])(?:GRI|PSS|GRR|LOOP|SERVICE|VESSEL|HOLIDAYS?|NEW|CLOSED|PLUS|FREE|CARGO|EXCEPT)(?![A-Z])/
/** "Subject to GRI effective Dec 15": the increase starts then, the rates do not. */
const OTHER_HOLDS =
  /(?<![A-Z])(?:GRI|GRR|RRI|PSS|PCS|EBS|SURCHARGES?|INCREASES?|AMENDMENT)\W{0,3}(?:FILED )?(?:FROM|AS OF|FOR|EFF\w*\.?|W\.?E\.?F\.?|VALID\w*|COMMENCING|STARTING)(?: (?:FROM|AS OF|ON|DATE))?\W*$/
const FROM_AFTER =
  /^\s*(?:日\s*)?(?:\([月火水木金土日]\)\s*)?(?:起|开始|開始|(?:(?:本船)?(?:出港|出帆|入港|船積|積み?)\s*)?(?:分|便)?\s*(?:から|より|以降|以後|付(?=け?(?:で|より|改|$)))|부터|(?:AND )?ONWARDS?|FORWARD|(?:TARIHI?NDEN|['’]?[DT][EA]N)?\s*ITIBAREN|(?:TARIHI)?\s*ITIBAR[IY]+LE|AND AFTER|AND LATER|UNTIL FURTHER|UFN|TILL FURTHER|-\s*(?:UFN|UNTIL FURTHER|TBA|OPEN))/
const UNTIL_AFTER =
  /^\s*(?:日\s*)?(?:\([月火水木金土日]\)\s*)?(?:止|前|(?:(?:本船)?(?:出港|出帆|船積)\s*)?(?:分|便)?\s*(?:まで|迄)|까지|以前|为止|為止|截止|到期|(?:TARIHINE|GUNUNE)?\s*KADAR|OR EARLIER)/
const CONNECTOR = new RegExp(
  `^${FILLER}(?:(?:(?:UNTIL|TILL) FURTHER NOTICE|FINO A NUOVO AVVISO|BIS AUF WEITERES|HASTA NUEVO AVISO|ATE NOVO AVISO|JUSQU\\W?A NOUVEL (?:ORDRE|AVIS)|UFN)[,;\\s]*(?:[A-Z]+\\s+)?)?(?:[-~/]|AND|Y|UND|${UNTIL}|(?:EXPIR\\w*|VALID\\w*)[\\s\\w]{0,12}?|から|부터|起(?:至|到))?${FILLER}(?:-\\s*)?$`,
)
const EVENTS: readonly (readonly [DateStatement['event'], RegExp])[] = [
  [
    'etd',
    /(?<![A-Z])(?:ETD|SAILING|SAIL(?:ED|S)?|DEPARTURE|ABFAHRT|ZARPE|SALIDA)(?![A-Z])|开船|船期|出港|출항/,
  ],
  ['gate_in', /GATE[- ]?IN|CARGO RECEIPT|RECEIPT DATE|RECEIVED DATE|CY (?:CUT|RECEIV)|进港|进场|반입/],
  ['on_board', /ON[- ]?BOARD|(?<![A-Z])(?:B\/?L DATE|SOB|OBD|SHIPPED)(?![A-Z])|提单日|装船|선적일/],
]

/**
 * The statements of a folded text. In a cell (`whole`) every date counts; in a longer text a weak one ("15/12", "MAY")
 * counts only after a word that makes it a date.
 */
export function findStatements(folded: string, whole: boolean): DateStatement[] {
  const atoms = findDateAtoms(folded)
  const statements: DateStatement[] = []
  let at = 0
  for (let i = 0; i < atoms.length; ) {
    const first = atoms[i]!
    const before = folded.slice(Math.max(at, first.index - LEAD_LENGTH), first.index)
    const next = atoms[i + 1]
    const isRange =
      next !== undefined &&
      CONNECTOR.test(folded.slice(first.end, next.index)) &&
      pairs(first, next, folded) &&
      !isStamp(before, folded.slice(first.end, next.index))
    const used = isRange ? [first, next] : [first]
    const last = used.at(-1)!
    const after = folded.slice(last.end, last.end + 32)
    const lead = isRange || first.range ? leadOfRange(before) : leadOf(before, after)
    const isDate =
      whole ||
      used.every((atom) => !atom.weak) ||
      lead !== null ||
      VALID.test(before) ||
      (isRange && looksLikeRange(folded, first, last))
    i += used.length
    if (!isDate) continue
    statements.push({
      index: first.index,
      end: last.end,
      atoms: used,
      lead,
      valid:
        lead !== 'updated' &&
        (isOfRates(before, lead, isRange || first.range || isDayRange(first)) ||
          // "15.06.2026 tarihine kadar geçerlidir", "01.06.2026 itibariyle geçerli": the word comes last.
          (lead !== null && VALID_BEHIND.test(after)) ||
          (last.span && HOLDS_FOR.test(after))),
      event: eventOf(before) ?? (whole ? eventOf(after) : null),
    })
    at = last.end
  }
  return statements
}

/** A month and a year beside it are no range: "Jan 2026 / Feb 2026" is one, "15/12 - Q1" is not. */
function pairs(first: DateAtom, second: DateAtom, folded: string): boolean {
  if (first.span && isDayRange(first)) return false
  const gap = folded.slice(first.end, second.index)
  // Side by side without a word between them, only two days are a range ("01/01/2026 31/01/2026").
  return gap.trim() !== '' ? true : !first.span && !second.span
}

/** "Stand 23.11.2026, gültig bis 31.12.2026": the day of the sheet, and then a validity with words of its own. */
function isStamp(before: string, gap: string): boolean {
  return /[,;.|(]/.test(gap) && VALID.test(gap) && UPDATED_END.test(before)
}

function isDayRange(atom: DateAtom): boolean {
  if (!atom.span) return false
  const days = atom.at(atom.year ?? 2024)
  return days !== null && !(days.from.endsWith('-01') && days.to >= `${days.from.slice(0, 8)}28`)
}

function leadOf(before: string, after: string): DateStatement['lead'] {
  if (FROM_AFTER.test(after)) return 'from'
  if (UNTIL_AFTER.test(after)) return 'until'
  if (UPDATED_END.test(before) && !/EFFECTIVE|VALID/.test(before)) return 'updated'
  if (UNTIL_END.test(before)) return 'until'
  return FROM_END.test(before) ? 'from' : null
}

/** Before a range only "updated" says something else than the range itself. */
function leadOfRange(before: string): DateStatement['lead'] {
  return UPDATED_END.test(before) && !/VALID|EFFECTIVE|AS OF|DATED?/.test(before) ? 'updated' : null
}

const IN_COLUMN =
  /(?:SEE|AS PER|PER|ACCORDING TO|SEGUN|CONFORME|VER|SIEHE|LAUT|VOIR|SELON|THEO) (?:[A-Z]+ )?(?:COLUMNS?|COLUMNA|COLUNA|SPALTE|COLONNE|COT)(?![A-Z])/

/** "Vigencia según columna, zarpes DICIEMBRE": a column has the validity, and the month is of something else. */
export const isInColumn = (text: string): boolean => {
  const folded = alignedFold(text)
  return IN_COLUMN.test(folded) && VALID.test(folded)
}

/** Whether a statement is about the rates, rather than about a surcharge, a new loop or a holiday. */
function isOfRates(before: string, lead: DateStatement['lead'], range: boolean): boolean {
  if (OTHER_HOLDS.test(before) || IN_COLUMN.test(before)) return false
  if (VALID.test(before)) return true
  const clause = before.slice(
    Math.max(before.lastIndexOf('.'), before.lastIndexOf(';'), before.lastIndexOf('|')) + 1,
  )
  if (OF_OTHERS.test(clause)) return false
  if (range || eventOf(before) !== null) return true
  const words = lead === 'from' ? clause.replace(FROM_END, '') : clause.replace(UNTIL_END, '')
  return lead !== null && OF_RATES.test(words)
}

/** "01/12-15/12" inside a longer text, alone between blanks or brackets. */
function looksLikeRange(folded: string, first: DateAtom, last: DateAtom): boolean {
  return (
    /(?:^|[\s(,:;])$/.test(folded.slice(0, first.index)) &&
    /^(?:$|[\s),.;])/.test(folded.slice(last.end)) &&
    /[-~至到]/.test(folded.slice(first.end, last.index))
  )
}

function eventOf(text: string): DateStatement['event'] {
  for (const [event, words] of EVENTS) if (words.test(text)) return event
  return null
}
