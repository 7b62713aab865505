import { ON_TOP_UNSPACED, withoutSurchargesOnTop } from '../../columns/on-top.ts'
import type { Table } from '../../tables/table.ts'

const ALL_IN =
  /all[- ]?in(?:clusive)?\b|\ball incl|全包|包干|总价|總價|todo incluido|tudo incluso|alles inklusive|trọn gói|올인|オールイン|her şey dahil/iu
const NOT_ALL_IN = /not all[- ]?in|excl\w* (?:all|baf|bunker)/iu
/** Where a statement ends: "Rates are inclusive of BUC. Rates are subject to AMS." is two. */
const SENTENCE = /[.;。；\n]\s+|[。；]/u
const ON_TOP =
  /add[- ]?ons?\b|on top of|bovenop|to be added to|加價|추가금|가산|applicable over\b|arbitrar|outport|(?<!f)inland|nachlauf|vorlauf|nebenh[äa]fen|(?<!incl\w{0,6}\.? )(?:pre|on)[- ]?carriage|hinterland|\bramps?\b|zuschl[aä]ge? (?:zum|auf)|加价|内陆|phụ thu nội địa|recargo interior|内陸|\badicional(?:es)?\b.{0,24}\bsobre\b|(?:sobre|over|auf|sur|zu) (?:the |la |el |le |den |der )?(?:tarifas?|rates?|base|flete|frete|fret)? ?(?:base|basis)(?![\p{L}])/iu
const SURCHARGE =
  /surcharge|local charge|origin charge|destination charge|\bcharges\b|phụ phí|附加费|recargos?|zuschl|nebenkosten|gastos|taxas locais|杂费|本地费|부대비용|諸掛|諸チャージ|ek ücret|sobretaxa/iu
/** "Excluding local charges" is not about them. */
const BESIDE =
  /excl|except|subject|not incl|plus\b|\bno(?:t|n)?\b|exceto|salvo|sem\b|sin\b|ohne|zzgl|hariç|değil|không|未含|不含|另计|別途|별도|on top|at cost/iu
const FREE_TIME = /demurrage|detention|free ?time|storage|standgeld|demora|滞期|免柜|免箱|디머리지|demuraj/iu
const LCL = /\blcl\b|consolidad|groupage|sammelgut|w\/m|拼箱|hàng lẻ|콘솔|混載|parsiyel/iu
const AIR =
  /\bair\b|airfreight|air ?cargo|\bawb\b|空运|空運|aéreo|luftfracht|hàng không|항공|航空|\bhava(?!n)/iu
const GROUPS = /port groups?|base port list|definition|members|港口组|grupos? de puertos|nhóm cảng/iu
const IMPORT =
  /\bimport(?!an[tc]|e[sn]?\b|[oi]\b)|inbound|进口|進口|nhập khẩu|importa|einfuhr|수입|輸入|ithalat/iu
const EXPORT = /\bexport|outbound|出口|xuất khẩu|exporta|ausfuhr|수출|輸出|ihracat/iu
const AT_ORIGIN =
  /\b(?:at|ex|from) (?:the )?(?:origin|load)|\borigin (?:arbitr|add|inland|charge|local)|\bopa\b|en origen|am abgang|vorlauf|tại cảng đi|起运|発地|출발지/iu
const AT_DESTINATION =
  /\b(?:at|to) (?:the )?(?:dest|discharge|pod)|\bdest\w* (?:arbitr|add|inland|charge|local)|\bdpa\b|en destino|no destino|nachlauf|tại cảng đến|目的|着地|도착지/iu
const HAULAGE =
  /haulage|\btruck(?:ing|s)?\b(?! door)|\bcartage\b|drayage|trasporte terrestre|transporte terrestre|拖车|trucking/iu

const known = new WeakMap<Table, readonly string[]>()

/** Whether a text says that prices include their surcharges. */
export function saysAllIn(text: string): boolean {
  return text.split(SENTENCE).some((sentence) => ALL_IN.test(sentence) && !NOT_ALL_IN.test(sentence))
}

/** What the title, captions, sheet name and notes of a table say it is about. */
export function surroundingCues(table: Table): readonly string[] {
  const cached = known.get(table)
  if (cached) return cached
  const cues = new Set<string>()
  if (table.context.some((cell) => saysAllIn(cell.text))) cues.add('says:all-in')
  for (const cell of table.context) {
    if (cell.position === 'below' || cell.position === 'inside' || cell.kind === 'note') continue
    // A caption further down is that of something else, whatever it may be.
    if (cell.row !== null && cell.row > table.lastDataRow) continue
    const text = `${cell.key ?? ''} ${cell.text}`
    if (ON_TOP.test(withoutSurchargesOnTop(text)) || ON_TOP_UNSPACED.test(text)) cues.add('title:on-top')
    if (SURCHARGE.test(text) && !BESIDE.test(text)) cues.add('title:surcharge')
    if (FREE_TIME.test(text) && text.length < 80) cues.add('title:free-time')
    if (LCL.test(text)) cues.add('title:lcl')
    if (AIR.test(text)) cues.add('title:air')
    if (GROUPS.test(text)) cues.add('title:groups')
    if (IMPORT.test(text)) cues.add('title:import')
    if (EXPORT.test(text)) cues.add('title:export')
    if (HAULAGE.test(text)) cues.add('title:haulage')
    if (AT_ORIGIN.test(text)) cues.add('title:at-origin')
    if (AT_DESTINATION.test(text)) cues.add('title:at-destination')
  }
  const result = [...cues]
  known.set(table, result)
  return result
}
