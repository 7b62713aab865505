/** Folded month names and abbreviations: English, Spanish, Portuguese, German, French, Italian, Dutch, Turkish, Russian, Indonesian, Polish, Romanian, Czech, Hungarian, Swedish, Danish, Ukrainian, Greek, Arabic, Thai. */
const NAMES: readonly string[] = [
  'JANUARY JAN JANUAR JANNER JAENNER JANVIER JANV ENERO ENE JANEIRO GENNAIO GENN GEN JANUARI OCAK OCA ЯНВАРЯ ЯНВАРЬ ЯНВ STYCZNIA STYCZEN IANUARIE IAN LEDNA LEDEN JANUARIE СІЧНЯ СІЧЕНЬ ΙΑΝΟΥΑΡΙΟΥ ΙΑΝΟΥΑΡΙΟΣ ΙΑΝ يناير มกราคม',
  'FEBRUARY FEB FEBR FEBRUAR FEVRIER FEVR FEV FEBRERO FEVEREIRO FEBBRAIO FEBB FEBRUARI SUBAT SUB ФЕВРАЛЯ ФЕВРАЛЬ ФЕВ LUTEGO LUTY FEBRUARIE UNORA UNOR ЛЮТОГО ЛЮТИЙ ΦΕΒΡΟΥΑΡΙΟΥ ΦΕΒΡΟΥΑΡΙΟΣ ΦΕΒ فبراير กุมภาพันธ์',
  'MARCH MAR MARZ MAERZ MRZ MARS MARZO MARCO MAART MRT MART МАРТА МАРТ МАР MARET MARCA MARZEC MARTIE MARCIUS MARTS BREZNA BREZEN БЕРЕЗНЯ БЕРЕЗЕНЬ ΜΑΡΤΙΟΥ ΜΑΡΤΙΟΣ ΜΑΡ مارس มีนาคม',
  'APRIL APR AVRIL AVR ABRIL ABR APRILE NISAN NIS АПРЕЛЯ АПРЕЛЬ АПР KWIETNIA KWIECIEN APRILIE APRILIS DUBNA DUBEN КВІТНЯ КВІТЕНЬ ΑΠΡΙΛΙΟΥ ΑΠΡΙΛΙΟΣ ΑΠΡ أبريل ابريل เมษายน',
  'MAY MAI MAYO MAIO MAGGIO MAG MEI MAYIS МАЯ МАЙ MAJA MAJ MAJUS KVETNA KVETEN ТРАВНЯ ТРАВЕНЬ ΜΑΙΟΥ ΜΑΙΟΣ ΜΑΙ مايو พฤษภาคม',
  'JUNE JUN JUNI JUIN JUNIO JUNHO GIUGNO GIU HAZIRAN HAZ ИЮНЯ ИЮНЬ ИЮН CZERWCA CZERWIEC IUNIE JUNIUS CERVNA CERVEN ЧЕРВНЯ ЧЕРВЕНЬ ΙΟΥΝΙΟΥ ΙΟΥΝΙΟΣ ΙΟΥΝ يونيو มิถุนายน',
  'JULY JUL JULI JUILLET JUIL JULIO JULHO LUGLIO LUG TEMMUZ TEM ИЮЛЯ ИЮЛЬ ИЮЛ LIPCA LIPIEC IULIE JULIUS CERVENCE CERVENEC ЛИПНЯ ЛИПЕНЬ ΙΟΥΛΙΟΥ ΙΟΥΛΙΟΣ ΙΟΥΛ يوليو กรกฎาคม',
  'AUGUST AUG AOUT AGOSTO AGO AUGUSTUS AGUSTOS AGU АВГУСТА АВГУСТ АВГ AGUSTUS AGT SIERPNIA SIERPIEN AUGUSTI AUGUSZTUS SRPNA SRPEN СЕРПНЯ СЕРПЕНЬ ΑΥΓΟΥΣΤΟΥ ΑΥΓΟΥΣΤΟΣ ΑΥΓ أغسطس สิงหาคม',
  'SEPTEMBER SEPT SEP SEPTEMBRE SEPTIEMBRE SETIEMBRE SETEMBRO SETTEMBRE SETT SET EYLUL EYL СЕНТЯБРЯ СЕНТЯБРЬ СЕН WRZESNIA WRZESIEN SEPTEMBRIE SZEPTEMBER ВЕРЕСНЯ ВЕРЕСЕНЬ ΣΕΠΤΕΜΒΡΙΟΥ ΣΕΠΤΕΜΒΡΙΟΣ ΣΕΠ سبتمبر กันยายน',
  'OCTOBER OCT OKTOBER OKT OCTOBRE OCTUBRE OUTUBRO OUT OTTOBRE OTT EKIM EKI ОКТЯБРЯ ОКТЯБРЬ ОКТ PAZDZIERNIKA PAZDZIERNIK OCTOMBRIE RIJNA RIJEN ЖОВТНЯ ЖОВТЕНЬ ΟΚΤΩΒΡΙΟΥ ΟΚΤΩΒΡΙΟΣ ΟΚΤ أكتوبر اكتوبر ตุลาคม',
  'NOVEMBER NOV NOVEMBRE NOVIEMBRE NOVEMBRO KASIM KAS НОЯБРЯ НОЯБРЬ НОЯ LISTOPADA LISTOPAD NOIEMBRIE LISTOPADU ЛИСТОПАДА ЛИСТОПАД ΝΟΕΜΒΡΙΟΥ ΝΟΕΜΒΡΙΟΣ ΝΟΕ نوفمبر พฤศจิกายน',
  'DECEMBER DEC DECEMBRE DEZEMBER DEZ DICIEMBRE DIC DEZEMBRO DICEMBRE ARALIK ARA ДЕКАБРЯ ДЕКАБРЬ ДЕК DESEMBER DES GRUDNIA GRUDZIEN DECEMBRIE PROSINCE PROSINEC ГРУДНЯ ГРУДЕНЬ ΔΕΚΕΜΒΡΙΟΥ ΔΕΚΕΜΒΡΙΟΣ ΔΕΚ ديسمبر ธันวาคม',
]

const byName = new Map(NAMES.flatMap((names, i) => names.split(' ').map((name) => [name, i + 1] as const)))

/** Names that are words of other sentences: alone they count as a month only when they are the whole text. */
export const WORDY_MONTHS: ReadonlySet<string> = new Set(
  'MAY MAR MART MARS SET SETT OUT AGO MAI MAG GEN ABR HAZ TEM ARA SUB OCA LUG OTT KAS NIS AGU EYL EKI JUN MEI GIU NOV DES'.split(
    ' ',
  ),
)

/** Two letters that stand for a Thai month: "ธ.ค.", and without points where no letter stands beside them. */
const THAI = 'ม.ค|ก.พ|มี.ค|เม.ย|พ.ค|มิ.ย|ก.ค|ส.ค|ก.ย|ต.ค|พ.ย|ธ.ค'.split('|')
const byThaiLetters = new Map(THAI.map((month, i) => [month.replace('.', ''), i + 1] as const))
const thaiPatterns = THAI.map((month) => {
  const [first, last] = month.split('.')
  return `${first}\\.\\s?${last}(?![ก-๎])|(?<![ก-๎.])${first}${last}(?![ก-๎])`
}).join('|')

/** Letters of scripts that part words by blanks, for a character class. */
export const LETTER = 'A-ZА-ЯІЇЄҐΑ-Ω'

const alternatives = [...byName.keys()].toSorted((a, b) => b.length - a.length).join('|')
/** One capture group: a month name, or Vietnamese "tháng 1". */
export const MONTH = `(?<![${LETTER}])((?:${alternatives})(?![${LETTER}])\\.?|(?:${thaiPatterns})\\.?|THANG\\s?(?:1[0-2]|0?[1-9])(?!\\d))`
/** The same without the capture. */
export const MONTH_AHEAD = MONTH.replace('((?:', '(?:(?:')

/** 1-12 of what {@link MONTH} captured. */
export function monthNumber(captured: string): number {
  const vietnamese = /^THANG\s?(\d+)/.exec(captured)
  if (vietnamese) return Number(vietnamese[1])
  return byName.get(captured.replace('.', '')) ?? byThaiLetters.get(captured.replace(/[.\s]/g, '')) ?? 0
}
