/** Folded month names and abbreviations: English, Spanish, Portuguese, German, French, Italian, Dutch, Turkish, Russian, Indonesian, Polish. */
const NAMES: readonly string[] = [
  'JANUARY JAN JANUAR JANNER JAENNER JANVIER JANV ENERO ENE JANEIRO GENNAIO GENN GEN JANUARI OCAK OCA ЯНВАРЯ ЯНВАРЬ ЯНВ STYCZNIA STYCZEN',
  'FEBRUARY FEB FEBR FEBRUAR FEVRIER FEVR FEV FEBRERO FEVEREIRO FEBBRAIO FEBB FEBRUARI SUBAT SUB ФЕВРАЛЯ ФЕВРАЛЬ ФЕВ LUTEGO LUTY',
  'MARCH MAR MARZ MAERZ MRZ MARS MARZO MARCO MAART MRT MART МАРТА МАРТ МАР MARET MARCA MARZEC',
  'APRIL APR AVRIL AVR ABRIL ABR APRILE NISAN NIS АПРЕЛЯ АПРЕЛЬ АПР KWIETNIA KWIECIEN',
  'MAY MAI MAYO MAIO MAGGIO MAG MEI MAYIS МАЯ МАЙ MAJA MAJ',
  'JUNE JUN JUNI JUIN JUNIO JUNHO GIUGNO GIU HAZIRAN HAZ ИЮНЯ ИЮНЬ ИЮН CZERWCA CZERWIEC',
  'JULY JUL JULI JUILLET JUIL JULIO JULHO LUGLIO LUG TEMMUZ TEM ИЮЛЯ ИЮЛЬ ИЮЛ LIPCA LIPIEC',
  'AUGUST AUG AOUT AGOSTO AGO AUGUSTUS AGUSTOS AGU АВГУСТА АВГУСТ АВГ AGUSTUS AGT SIERPNIA SIERPIEN',
  'SEPTEMBER SEPT SEP SEPTEMBRE SEPTIEMBRE SETIEMBRE SETEMBRO SETTEMBRE SETT SET EYLUL EYL СЕНТЯБРЯ СЕНТЯБРЬ СЕН WRZESNIA WRZESIEN',
  'OCTOBER OCT OKTOBER OKT OCTOBRE OCTUBRE OUTUBRO OUT OTTOBRE OTT EKIM EKI ОКТЯБРЯ ОКТЯБРЬ ОКТ PAZDZIERNIKA PAZDZIERNIK',
  'NOVEMBER NOV NOVEMBRE NOVIEMBRE NOVEMBRO KASIM KAS НОЯБРЯ НОЯБРЬ НОЯ LISTOPADA LISTOPAD',
  'DECEMBER DEC DECEMBRE DEZEMBER DEZ DICIEMBRE DIC DEZEMBRO DICEMBRE ARALIK ARA ДЕКАБРЯ ДЕКАБРЬ ДЕК DESEMBER DES GRUDNIA GRUDZIEN',
]

const byName = new Map(NAMES.flatMap((names, i) => names.split(' ').map((name) => [name, i + 1] as const)))

/** Names that are words of other sentences: alone they count as a month only when they are the whole text. */
export const WORDY_MONTHS: ReadonlySet<string> = new Set(
  'MAY MAR MART MARS SET SETT OUT AGO MAI MAG GEN ABR HAZ TEM ARA SUB OCA LUG OTT KAS NIS AGU EYL EKI JUN MEI GIU NOV DES'.split(
    ' ',
  ),
)

const alternatives = [...byName.keys()].toSorted((a, b) => b.length - a.length).join('|')
/** One capture group: a month name, or Vietnamese "tháng 1". */
export const MONTH = `(?<![A-ZА-Я])((?:${alternatives})(?![A-ZА-Я])\\.?|THANG\\s?(?:1[0-2]|0?[1-9])(?!\\d))`
/** The same without the capture. */
export const MONTH_AHEAD = MONTH.replace('((?:', '(?:(?:')

/** 1-12 of what {@link MONTH} captured. */
export function monthNumber(captured: string): number {
  const vietnamese = /^THANG\s?(\d+)/.exec(captured)
  return vietnamese ? Number(vietnamese[1]) : (byName.get(captured.replace('.', '')) ?? 0)
}
