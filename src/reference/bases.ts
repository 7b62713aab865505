import { alignedFold, remember, squeeze } from './aligned.ts'
import type { Basis } from './vocabulary.ts'

/** Folded unit words, in the languages of the trade. */
const UNITS: Readonly<Record<Basis, readonly string[]>> = {
  container: (
    'CONTAINER|CONTAINERS|CNT|CONT|CONTS|CNTR|CNTRS|CTNR|CTR|CTRS|UNIT|UNITS|BOX|BOXES|EQUIPMENT|FCL|VAN|CONTENEDOR|CONTENEDORES|' +
    'CONTR|UNIDAD|UNIDADE|EQUIPO|CONTEINER|CONTENEUR|UNITE|KONTEYNER|KONT|EINHEIT|CONTENITORE|КОНТЕЙНЕР|КОНТ|箱|柜|櫃|个柜|自然箱|标箱柜|컨테이너|본|本|コンテナ|GP|VEHICLE|TRUCK|TRUCKLOAD|CHASSIS|20FT|40FT|TC|CONTENEURS|CONTAINERES|КОНТЕЙНЕРА|ตู้|ตู้คอนเทนเนอร์|حاوية'
  ).split('|'),
  teu: 'TEU|TEUS|EVP|ДФЭ|标箱|標準箱|EQUIVALENT VINGT PIEDS'.split('|'),
  bl: (
    'B/L|BL|BLS|B/LS|BILL|BILL OF LADING|DOC|DOCS|DOCUMENT|DOCUMENTO|DOKUMENT|SET|SETS|HBL|MBL|HB/L|MB/L|AWB|HAWB|MAWB|BO|BO CHUNG TU|BO B/L|BO BL|BO VAN DON|CONHECIMENTO|DOKUMEN|' +
    'CONOCIMIENTO|KONNOSSEMENT|CONNAISSEMENT|BILL LADING|票|单|份|套|提单|BIEN BAN|VAN DON|KONSIMENTO|GUIA|GUIAS|GUIA AEREA|GUIA HIJA|GUIA MADRE|GUIA MASTER|LTA|FRACHTBRIEF|НАКЛАДНАЯ|运单|主单|分单|КОНОСАМЕНТ|건|BL/SET|SET/BL|B/L SET|ชุด|ฉบับ|บิล|ใบตราส่ง|بوليصة'
  ).split('|'),
  wm: (
    'W/M|WM|W M|R/T|RT|RTON|R.T|REVENUE TON|REVENUE TONNE|REV TON|FRT TON|FREIGHT TON|F/T|FRTON|WEIGHT/MEASUREMENT|WEIGHT OR MEASUREMENT|' +
    'TON/M3|TON/CBM|CBM/TON|M3/TON|CBM/MT|MT/CBM|CBM/T|TN/M3|TON O M3|TM/M3|计费吨|運費噸|运费吨|R TON|R.TON|RTONS'
  ).split('|'),
  cbm: 'CBM|M3|M³|CUBIC METER|CUBIC METRE|METRO CUBICO|METROS CUBICOS|KHOI|立方|立方米|方|CBM(S)|KUBIKMETER|คิว|ลูกบาศก์เมตร|КУБ|КУБ М'.split(
    '|',
  ),
  ton: 'TON|TONS|TONNE|TONNES|MT|MTON|METRIC TON|METRIC TONS|T|TNE|TN|TM|TONELADA|TONELADAS|TONNELLATA|TAN|吨|噸|1000KG|1000 KG|톤|トン|ТОННА|ТОНН|Т|ตัน'.split(
    '|',
  ),
  kg: 'KG|KGS|KILO|KILOS|KILOGRAM|KILOGRAMS|CHARGEABLE KG|CHARGEABLE WEIGHT|公斤|KG TINH CUOC|КГ|กก|กิโลกรัม|キロ'.split(
    '|',
  ),
  shipment: (
    'SHIPMENT|SHIPMENTS|SHPT|SHIPT|SHPMT|SHPMNT|SHMT|CONSIGNMENT|BOOKING|BKG|ENTRY|DECLARATION|LO|LO HANG|SHIP|EMBARQUE|OPERACION|SENDUNG|ENVIO|' +
    'EXPEDITION|SPEDIZIONE|SEVKIYAT|DOSSIER|FILE|CHUYEN|TO KHAI|LOT|AUFTRAG|PROCESSO|DOSYA|批|件|HAWB SHIPMENT|JOB|ORDER|ชิปเมนท์|ชิปเม้นท์|เที่ยว|ПАРТИЯ|ОТПРАВКА|شحنة'
  ).split('|'),
  percent: ['%', 'PERCENT', 'PERCENTAGE', 'PCT', 'PORCENTAJE', 'PROZENT', 'PHAN TRAM'],
  day: 'DAY|DAYS|DIA|DIAS|TAG|JOUR|NGAY|GUN|GIORNO|ДЕНЬ|天|日|일'.split('|'),
}

const BY_UNIT = new Map(
  Object.entries(UNITS).flatMap(([basis, units]) => units.map((unit) => [unit, basis as Basis])),
)
const PER =
  '(?:PER|POR|PRO|JE|PAR|PER EACH|EACH|PRICE PER|RATE PER|BASIS|UNIT:|CHO MOI|MOI|TREN|BASI|ЗА(?= )|НА(?= )|每|按|@|ต่อ)'
const PER_START = new RegExp(`^(?:${PER}|/)[\\s:]*`)
const CURRENCY_START =
  /^(?:(?!CBM|TON|SET|BOX)[A-Z]{3}|US\$|\$|€|美元|人民币|DEST(?:INATION|\.)? CURRENCY|LOCAL CURRENCY|RATE|AMOUNT|COST|PRICE|单位)\s*(?=\/|PER\b|POR\b|每)/
const FOOT = /^(?:20|40|45)(?:'|FT| ?FEET| ?DV| ?GP| ?HC| ?HQ)\S*$/
/** Latin units of one or two letters are words of their own elsewhere ("T", "LO", "BO"): whole text only. */
const LOOSE = [...BY_UNIT.keys()].filter(
  (unit) =>
    unit.length > 2 ||
    /[^A-Z]/.test(unit) ||
    unit === 'BL' ||
    unit === 'RT' ||
    unit === 'MT' ||
    unit === 'KG',
)
const pattern = LOOSE.toSorted((a, b) => b.length - a.length)
  .map((unit) => unit.replace(/[/()%.]/g, '\\$&') + (/[A-Z0-9]$/.test(unit) ? '(?![A-Z0-9])' : ''))
  .join('|')
const MENTION = new RegExp(
  `(?:(?<![A-Z])${PER}\\s*(?:THE\\s+|1\\s*)?|/\\s*|\\bA (?=DAY\\b))(?:\\d{2}'?\\s*(?:FT)?\\s*)?(${pattern})`,
  'g',
)
const UNMISTAKABLE = /(?<![A-Z0-9/]|\d\s)(W\/M|R\/T|REVENUE TONS?|CBM\/TON|TON\/M3|TEU)(?![A-Z0-9])/

/** "FLETE TON/M3": both in one, whatever word stands before it. */
const WEIGHT_OR_MEASURE =
  /(?<![A-Z0-9/])(?:T(?:ON)?\/(?:M3|CBM)|(?:M3|CBM)\/T(?:ON)?|T[NM]\/M3|CBM\/MT|MT\/CBM|TON O M3)(?![A-Z0-9/])/

/** The basis that a whole text names ("PER_CONTAINER", "per B/L", "W/M", "USD/cont", "票"). */
export const readBasis: (text: string) => Basis | null = remember((text) => {
  if (text.length > 48) return null
  let bare = squeeze(alignedFold(text.normalize('NFC')).replace(/_/g, ' '))
    .replace(/^\((.*)\)$/, '$1')
    .replace(/[.:*]+$/, '')
    .trim()
  if (
    /^(?:%|\d*\s*% )/.test(bare) ||
    /^(?:PERCENT|PERCENTAGE|PCT)\b|^OF (?:THE )?(?:BASE|BASIC|OCEAN|FREIGHT|O\/F|TOTAL|CARGO VALUE|INVOICE|INLAND|HAULAGE)/.test(
      bare,
    )
  )
    return 'percent'
  bare = bare
    .replace(CURRENCY_START, '')
    .replace(PER_START, '')
    .replace(/^(?:THE|1)\s+/, '')
    // "konteyner başına": per container.
    .replace(/\s+BAS(?:I|INA)$/, '')
    .trim()
  const whole = unit(bare)
  if (whole) return whole
  if (FOOT.test(bare)) return 'container'
  // "per container per day", "cont/day": the day is what is counted.
  const last = bare.split(/\s*\/\s*|\s+PER\s+|\s+POR\s+/).at(-1) ?? ''
  if (last !== bare && unit(last) === 'day') return 'day'
  const first = bare.split(/\s*[/(,]\s*|\s+OR\s+/)[0] ?? ''
  const second = bare.slice(first.length).replace(/^[\s/(,]+|[)\s]+$/g, '')
  // "BL/set", "cont (20'/40')": both sides say the same, or the second is a remark.
  const a = unit(first)
  return a && (unit(second) === a || /^\d|^\(/.test(second)) ? a : null
})

function unit(text: string): Basis | null {
  return (
    BY_UNIT.get(text) ??
    BY_UNIT.get(text.replace(/\./g, '')) ??
    BY_UNIT.get(text.replace(/\s*\/\s*/g, '/')) ??
    null
  )
}

/** The basis that a longer text mentions ("USD 30 per B/L", "Handling / bill", "LCL (USD per W/M)"). */
export const findBasis: (text: string) => Basis | null = remember((text) => {
  const whole = readBasis(text)
  if (whole) return whole
  const folded = squeeze(alignedFold(text.normalize('NFC')).replace(/_/g, ' '))
  if (/\d\s*%|% OF\b/.test(folded)) return 'percent'
  if (WEIGHT_OR_MEASURE.test(folded)) return 'wm'
  const found: Basis[] = []
  for (const match of folded.matchAll(MENTION)) {
    const basis = BY_UNIT.get(match[1]!)
    if (basis) found.push(basis)
  }
  if (found.includes('day')) return 'day'
  if (found[0]) return found[0]
  const plain = UNMISTAKABLE.exec(folded)?.[1]
  return plain ? (plain === 'TEU' ? 'teu' : 'wm') : null
})
