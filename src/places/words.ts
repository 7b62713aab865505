import { isDirect } from '../reference/direct.ts'
import { foldText } from '../reference/fold.ts'

/** Words of place cells that name no place, all folded (see foldText). */

function words(list: string): ReadonlySet<string> {
  return new Set(list.split('|').map((word) => foldText(word)))
}

/** The cell says that there is no place; words for "direct" have their own list. */
const NONE = words(
  'NONE|N/A|NA|N A|NIL|NULL|NO|TBA|TBN|TBC|TBD|NINGUNO|NINGUNA|NENHUM|KEINE|AUCUN|' +
    'KHÔNG|KHÔNG CÓ|無|无|没有|なし|無し|없음|нет|' +
    'SAME|SAME AS ABOVE|DITTO|DTO|DTO.|DITO|DETTO|DO|IDEM|AS ABOVE|同上|同左|〃|NOT APPLICABLE|SIN TRANSBORDO|NO T/S|WITHOUT T/S|X|' +
    'TRANSHIP|TRANSSHIP|TRANSHIPPED|TRANSSHIPPED|INDIRECT|WITH T/S|CON TRANSBORDO|TRANSBORDO|' +
    'ALL|ALL LOCATIONS|ALL PLACES|ALL STATIONS|ALL TERMINALS|NATIONWIDE|TODAS LAS LOCALIDADES|TODAS AS LOCALIDADES|ALLE STANDORTE|ALLE ORTE|TOUS LES LIEUX|TUTTE LE LOCALITA|TÜM LOKASYONLAR|所有地点|全国|TODOS|TODAS|ALLE|TOUS|TUTTI|TẤT CẢ|TÜMÜ|HEPSİ|全部|전체|全て',
)

/** Headings repeated within the data. */
const HEADINGS = words(
  'POL|POD|POR|FPOD|FPD|PLR|PLD|ORIGIN|DESTINATION|DEST|FROM|TO|PORT|PORTS|PORT OF LOADING|PORT OF DISCHARGE|LOAD PORT|LOADING PORT|DISCHARGE PORT|PLACE OF RECEIPT|' +
    'PLACE OF DELIVERY|FINAL DESTINATION|VIA|T/S|TS PORT|TRANSSHIPMENT|TRANSHIPMENT|COUNTRY|REGION|AREA|TRADE|LANE|ORIGEN|DESTINO|PUERTO|PUERTO DE ORIGEN|PUERTO DE DESTINO|ABGANGSHAFEN|' +
    'ZIELHAFEN|起运港|目的港|装货港|卸货港|中转港|起運港|港口|国家|航线|출발항|도착항|선적항|양하항|積港|揚港|CẢNG ĐI|CẢNG ĐẾN|' +
    'USD|EUR|CNY|RMB|WEEKLY|DAILY|MON|TUE|WED|THU|FRI|SAT|SUN|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY|TOTAL|REMARK|REMARKS|NOTE|NOTES|CARRIER|RATE|RATES|VALIDITY|FAK|GRI|PSS|BAF|THC|FCL|LCL|AIR|RAIL|OCEAN|SUBJECT TO',
)

/** Where the carrier's duty starts or ends, and what they are called in a reading. */
const MODES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    CY: 'CY',
    'CY CY': 'CY',
    'CY FO': 'CY',
    CFS: 'CFS',
    'CFS CFS': 'CFS',
    DOOR: 'DOOR',
    SD: 'DOOR',
    'STORE DOOR': 'DOOR',
    'CY DOOR': 'DOOR',
    'CY SD': 'DOOR',
    PUERTA: 'DOOR',
    RAMP: 'RAMP',
    RAMPS: 'RAMP',
    'RAIL RAMP': 'RAMP',
    RAIL: 'RAMP',
    'RAIL TERMINAL': 'RAMP',
    'CY RAMP': 'RAMP',
    'CY RAIL': 'RAMP',
    BNSF: 'RAMP',
    UP: 'RAMP',
    UPRR: 'RAMP',
    CSX: 'RAMP',
    NS: 'RAMP',
    CN: 'RAMP',
    CP: 'RAMP',
    CPKC: 'RAMP',
    KCS: 'RAMP',
    FEC: 'RAMP',
    LPC: 'RAMP',
    IPI: 'RAMP',
    ICD: 'ICD',
    'INLAND CONTAINER DEPOT': 'ICD',
    'DRY PORT': 'ICD',
  }),
)

/** Railways are only read behind a city, in brackets or a dash: "CN" alone is China. */
const RAILWAYS = words('BNSF|UP|UPRR|CSX|NS|CN|CP|CPKC|KCS|FEC|LPC')

/** Words that add nothing to a name. */
const NOISE = words(
  'ONLY|DIRECT|DIRECTO|DIRECTA|DIREKT|LIFTING|COC|SOC|FOB|FCA|EXW|CIF|CFR|CNF|DAP|DDP|DDU|FIO|FI|FO|LIFO|FILO|T T|NEW|UPDATE|UPDATED|MAIN PORT|BASE PORT|BASEPORT|BP|PORT|SEAPORT|SEA PORT|AREA|CITY|' +
    'WEST COAST|EAST COAST|GULF COAST|USWC|USEC|WC|EC|BASE|TERMINAL|TERMINALS|ALL TERMINALS|ANY TERMINAL|OLD|EXCEPT|EXCL|INCL|基本港|直航|直达|主港|港|港口|市|口岸|항|PUERTO|HAFEN|SERVICE|CALL|DIRECT CALL|OCEAN|CONTAINER|' +
    'DRY|REEFER|GP|HC|HQ|DV|RF|WATER|AND|EACH|DAYS|DAY|FREE|TIME|PROPER|DUTY PAID|LOCAL|INLAND|EXPORT|IMPORT|SERVICE ONLY|SURCHARGE',
)

/** Words before a name: "POL: SHANGHAI", "EX NINGBO", "Port of Tianjin". */
const PREFIX =
  /^(?:(?:POL|POD|POR|DEL|FPOD|FPD|PLR|PLOD|ORIGIN|DESTINATION|FROM|TO|EX|DESDE|HASTA|VON|NACH|DE|A|PORT OF|PORT DE|PUERTO DE|PORTO DI|PORTO DE|HAFEN|CANG|CẢNG|TP|THANH PHO|起运港|目的港|ICD|CY|CFS|DOOR)\b[\s:.]*)+(?=\S)/i

/** Words behind a name that are part of no name. */
const CONTAINER_OR_NUMBER =
  /^(?:\d[\d,.'%]*|\d{2}(?:GP|DC|DV|HC|HQ|RF|RH|OT|FR|NOR|FT|STD)?|\d{5}(?:-\d{4})?)$/i

export function isNone(folded: string): boolean {
  return folded === '' || NONE.has(folded) || isDirect(folded)
}

export function isHeading(folded: string): boolean {
  return HEADINGS.has(folded)
}

export function modeOf(folded: string): string | null {
  return MODES.get(folded) ?? null
}

export function isRailway(folded: string): boolean {
  return RAILWAYS.has(folded)
}

export function isNoise(folded: string): boolean {
  return NOISE.has(folded) || CONTAINER_OR_NUMBER.test(folded)
}

/** Number of characters at the start of a piece that only lead to a name. */
export function prefixLength(text: string): number {
  return PREFIX.exec(text)?.[0].length ?? 0
}
