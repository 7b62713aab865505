/** Words by which a reader of the trade's languages knows what a line or a sheet is for. */

const SCRIPT_WORD = (words: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}])`, 'iu')

/** A remark below or above a table. */
const NOTE = new RegExp(
  `${SCRIPT_WORD('notes?|remarks?|please note|n\\.?b\\.?|terms|subject to|excluding|excludes?|excl|including|inclusive|includes?|incl|not applicable|applicable|apply|applies|rates? (?:are|is|above)|surcharges?|quoted|per b/?l|local charges|cancell?ation|bemerkungen?|hinweise?|zzgl|zuzüglich|vorbehaltlich|gilt|gelten|notas?|observaci[oó]n(?:es)?|observaç(?:ão|ões)|sujetos?|sujeito|incluy[ea]n?|no incluy[ea]n?|tarifas?|recargos?|válid[oa]s?|ghi chú|lưu ý|chưa bao gồm|bao gồm|áp dụng|remarques?|sous réserve|not(?:lar|u)?|hariç|dahildir|geçerlidir').source}|备注|備註|注意|说明|說明|另加|不含|以上|如有|另询|单询|비고|참고|상기|별도|포함|備考|注記|上記|含まれ|なお|※`,
  'iu',
)
const VALIDITY =
  /(?<!\p{L})(?:valid(?:ity)?|effective|expir\w*|until|updated?|vigencia|vigentes?|válid[oa]s?|validez|validade|gültig\w*|gilt ab|stand|hiệu lực|áp dụng từ|geçerli\w*|validité|valable)(?!\p{L})|有效|生效|更新|유효|有効/iu
const TOTAL =
  /^(?:(?:grand |sub[- ]?)?totals?|sum|average|avg\.?|mean|min|max|count|suma|total general|promedio|subtotal|summe|gesamt\w*|durchschnitt|mittelwert|tổng(?: cộng)?|toplam|ortalama|総計|合计|合計|总计|小计|平均|합계|평균|소계)(?:\s*[:：].*|\s+\S{1,20})?$/iu
const TITLE =
  /(?<!\p{L})(?:rates?|tariff|quotation|price ?list|freight|offer|schedule|export|import|fak|fcl|lcl|tarifario|tarifas?|fletes?|cotizaci[oó]n|frete|preisliste|raten|angebot|seefracht|báo giá|bảng giá|cước|navlun|fiyat)(?!\p{L})|运价|運價|报价|報價|费率|운임|運賃|料金|견적/iu
const SUPERSEDED =
  /(?<!\p{L})(?:do not use|don'?t use|not (?:valid|in use)|no longer (?:valid|in use)|out ?dated|obsolete|superseded|replaced by|expired(?! containers?)|old (?:rates?|version|tariff|prices?|sheet)|previous (?:rates?|version)|archived?|void(?! if| when| unless| after| where)|no usar|obsolet[oa]|reemplazad[oa]|substituíd[oa]|não usar|vencid[oa]s?|caducad[oa]|nicht (?:mehr )?(?:verwenden|gültig|benutzen)|veraltet|ungültig|abgelaufen|ersetzt durch|không sử dụng|hết hiệu lực|bản cũ|kullanmayın|geçersiz|eski|ne pas utiliser|périmé)(?!\p{L})|作废|作廢|旧价|舊價|旧运价|历史运价|已过期|已失效|旧版|舊版|不要使用|勿用|사용금지|폐기|만료|구버전|使用不可|旧版|廃止/iu
/** A sheet's name alone may say it: "Rates OLD", "FAK (old)", "archive". */
const SUPERSEDED_NAME =
  /(?:^|[\s_\-(])(?:old|alt|archive[d]?|archiv|obsolete|backup|superseded|expired|viejo|antigu[oa]|cũ|eski)(?:$|[\s_\-)\d])/iu

const CONTACTS =
  /(?<!\p{L})(?:contacts?|directory|offices?|agents?|network|contactos?|oficinas|agentes|escritórios|ansprechpartner|kontakte?|liên hệ|văn phòng|iletişim|bureaux)(?!\p{L})|联系|聯絡|通讯录|연락처|連絡先/iu
const TERMS =
  /(?<!\p{L})(?:terms?|conditions?|guidelines?|instructions?|disclaimer|read ?me|how to|t ?& ?c|condiciones|términos|condições|agb|bedingungen|anleitung|điều khoản|điều kiện|şartlar|koşullar|inclusions?|general notes?)(?!\p{L})|条款|條款|说明|約款|조건|규정/iu
const LOOKUP =
  /(?<!\p{L})(?:lookups?|lists?|_lists|codes?|abbreviations?|glossary|legend|definitions?|validation|dropdowns?|index|toc|contents|abkürzungen|códigos|abreviaturas|lista|danh mục|kısaltmalar|mapping|reference data|ref)(?!\p{L})|代码|缩写|目录|약어|略語/iu
const PIVOT =
  /(?<!\p{L})(?:pivot|summary|dashboard|chart|statistics|stats|analysis|resumen|resumo|übersicht|auswertung|tổng hợp|özet)(?!\p{L})|汇总|统计|透视|요약|集計/iu
const CALCULATOR =
  /(?<!\p{L})(?:calculator|calculation|calc|simulator|converter|quote tool|calculadora|rechner|kalkulation|cálculo|calcolo|calcul|máy tính|hesaplama|cbm calc)(?!\p{L})|计算|計算|계산/iu

/** Where a house stands: the words of streets, floors and boxes that stand beside a number. */
const ADDRESS =
  /(?<!\p{L})(?:street|str\.|road|rd\.|avenue|ave\.?|av\.|avenida|boulevard|blvd|lane|drive|square|quay|plaza|tower|building|bldg|floor|\d+\/?f|suite|unit|room|rm\.?|p\.? ?o\.? ?box|calle|rua|rue|piso|oficina|andar|cep|đường|quận|phường|cad\.|caddesi|sok\.|mah\.|jalan|jl\.)(?!\p{L})|\p{L}(?:stra(?:ß|ss)e|str\.|weg|platz|kade|straat)(?!\p{L})|[路街]\d+号|[号號楼樓室層层]|丁目|번길|대로/iu
const LONGEST_ADDRESS = 120

export const isNoteText = (text: string): boolean => NOTE.test(text)
export const isValidityText = (text: string): boolean => VALIDITY.test(text)
export const isTotalText = (text: string): boolean => text.length <= 40 && TOTAL.test(text.trim())
export const isTitleText = (text: string): boolean => TITLE.test(text)
/** The address of a sender, in a line of its own: the town in it is no port of the rates. */
/** "Dear Sir / Madam," "Sehr geehrte Damen und Herren", 尊敬的客户: greets, and says nothing of rates. */
const SALUTATION =
  /^\s*(?:dear(?!er)|sehr geehrt|liebe[rs]?\s|estimad|prezad|car[oi] clienti|gentil[ei]|spett|madame|mesdames|messieurs|cher[es]*\s|geachte|szanown|уважаем|kính gửi|kính chào|sayın|yth\b|kepada|to whom|good (?:day|morning|afternoon)|greetings|hello|hi all|尊敬的|各位|敬启者|您好|拝啓|お客様各位|関係各位|안녕하)/iu

const LONGEST_SALUTATION = 80

export const isSalutation = (text: string): boolean =>
  text.length <= LONGEST_SALUTATION && SALUTATION.test(text) && !TITLE.test(text) && !VALIDITY.test(text)

export const isAddressText = (text: string): boolean =>
  text.length <= LONGEST_ADDRESS &&
  /\d/.test(text) &&
  !text.includes('\n') &&
  ADDRESS.test(text) &&
  !TITLE.test(text) &&
  !VALIDITY.test(text)
/** The text says that what it stands over is not to be used any more. */
export const isSupersededText = (text: string): boolean => text.length <= 160 && SUPERSEDED.test(text)
export const isSupersededName = (name: string): boolean => SUPERSEDED_NAME.test(name) || SUPERSEDED.test(name)
/** Bullets, stars, numbers and letters that start a footnote. */
export const startsLikeNote = (text: string): boolean =>
  /^\s*(?:[*•·▪●○■◆–—※►➢-]+\s*\S|\(?[\divx]{1,3}[.)、．]\s*\S|\(\*+\)|\(?[a-z][.)]\s|\d{1,2}[)、．])/iu.test(
    text,
  )

export type SheetPurpose = 'contacts' | 'terms' | 'lookup' | 'pivot' | 'calculator'

/** What a sheet's name or a block's title says it is for, when that is not rates. */
export function statedPurpose(text: string): SheetPurpose | null {
  if (text.length > 80) return null
  if (CONTACTS.test(text)) return 'contacts'
  if (PIVOT.test(text)) return 'pivot'
  if (CALCULATOR.test(text)) return 'calculator'
  if (LOOKUP.test(text)) return 'lookup'
  if (TERMS.test(text)) return 'terms'
  return null
}
