import type { ColumnFacts } from './answerer.ts'
import { MOST, shareOf } from './column-shares.ts'

const BY_MODE =
  /^(?:mod[oe]|modalidade?|modalit[aà]|modal|transporte?s?|trasporto|medio(?: de transporte)?|(?:verkehrs|transport)(?:träger|mittel|art)|вид транспорта|транспорт|运输方式|運輸方式|輸送手段|輸送モード|운송수단|운송방법|taşıma (?:şekli|modu)|mode of transport|transport mode)$/iu
const TRANSPORT =
  /^(?:truck(?:ing)?|road|rail|train|barge|intermodal|multimodal|lkw|bahn|schiene|straße|strasse|binnenschiff|cami[oó]n|caminh[aã]o|carretero|rodovi[aá]rio|ferrovi[aá]rio|ferrocarril|ffcc|f\.?c\.?|tren|trem|camion|route|fer|barca[cç]a|barcaza|strada|ferrovia|treno|авто|жд|ж\/д|трак|грузовик|баржа|铁路|卡车|公路|驳船|拖车|トラック|鉄道|バージ|트럭|철도|tır|demiryolu|karayolu|xe tải|đường sắt|sà lan)(?:\s*[/+&-]\s*[\p{L}/.]+)?$/iu

/** Nothing but ways to carry a box on land, under a heading of such. */
export const saysTransport = (column: ColumnFacts): boolean =>
  BY_MODE.test(column.header.own.trim()) && shareOf(column, TRANSPORT) >= MOST
