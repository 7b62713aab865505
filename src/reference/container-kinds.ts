import type { ContainerSize, ContainerType } from './vocabulary.ts'

/** What a word beside a length says of a container. */
export interface ContainerKind {
  readonly type: ContainerType | null
  /** High cube: yes, no, or not said. */
  readonly high: boolean | null
}

/** Folded words (see alignedFold) and what they say. A reefer of forty feet is a high cube unless the text denies it. */
const LISTS: readonly (readonly [ContainerKind, string])[] = [
  [
    { type: 'dry', high: null },
    'GP|DV|DC|DR|DRY|DRIES|DRV|ST|STD|SD|STANDARD|STANDARD DRY|DRY STANDARD|STD DRY|DRY VAN|DRY STD|GENERAL PURPOSE|GENERAL|NORMAL|ESTANDAR|PADRAO|' +
      'KHO|THUONG|小柜|大柜|平柜|普柜|干货|G|D|BOX|SECO|STANDART|普通箱|平箱|平|ドライ|드라이|DS|PW|PALLET WIDE',
  ],
  [
    { type: null, high: true },
    'HC|HQ|H|HD|HI|HIGH|B|H.C|H.C.|H.Q|H.Q.|FTHC|FTHQ|HCFT|HQFT|H/C|HIGH CUBE|HIGHCUBE|HIGH-CUBE|HI CUBE|HI-CUBE|HICUBE|HCU|STD HC|高柜|高箱|超高柜|高|CAO|ハイキューブ|하이큐브|하이큐빅|S|HCPW|PWHC|PWHQ|HC PW|' +
      'PALLET WIDE HC|PW HC|HIGH CUB|HIGH QUBE',
  ],
  [
    { type: 'dry', high: true },
    'HCDV|DVHC|HCDRY|HDRY|HDV|DRYHC|HCGP|GPHC|HC DRY|DRY HC|DRY HIGH CUBE|HIGH CUBE DRY|HC DV|HQ DRY|DV HC|GP HC|HC GP|DC HC|HCDC|DRY HQ|DRY HIGH|HIGH DRY',
  ],
  [
    { type: 'reefer', high: true },
    'RF|RE|REF|RFR|REHC|REHQ|HQRE|REFHC|HCREF|REEFHC|REEFERHC|REEF|REEFER|REEFERS|RFS|RH|RHC|HR|RQ|HREF|HCRF|RFHC|HCRE|HCREEFER|RHQ|HQRF|RFHQ|HRF|HCR|R|HC REEFER|HQ REEFER|REEFER HC|REEFER HIGH CUBE|' +
      'HIGH CUBE REEFER|REEFER HIGH|HIGH REEFER|HC RF|HQ RF|RF HC|RF HQ|REF HC|HC REF|REFRIGERADO|REFRIGERADOS|REFRIGERATED|KUHL|LANH|FRIGO|SOGUTUCULU|冻柜|冷柜|冷冻柜|冷藏|冷箱|冷凍|リーファー|리퍼|냉동',
  ],
  [{ type: 'reefer', high: false }, 'RF STD|REEFER STD|RS'],
  [
    { type: 'nor', high: true },
    'NOR|NR|HC NOR|HC_NOR|HCNOR|NORHC|NOR HC|HQ NOR|HQNOR|HRD|RD|RH NOR|RF NOR|RFNOR|RH DRY|RF DRY|NORS|REEFER AS DRY|RF AS DRY|NON OPERATING REEFER|' +
      'NON-OPERATING REEFER|NON OPERATED REEFER|REEFER DRY|RAD|REEFER NOR|冷代干',
  ],
  [{ type: 'open_top', high: null }, 'OT|OPT|OTS|OPEN|OPEN TOP|OPEN-TOP|OPENTOP|开顶|开顶柜|开顶箱|UT'],
  [{ type: 'open_top', high: true }, 'HOT|OTHC|HCOT|HQOT|HQ OT|HC OT|OT HC|OT HQ|OPEN TOP HC|OH'],
  [
    { type: 'flat_rack', high: null },
    'FR|FL|FLAT RACK|FLAT-RACK|FLATRACK|FLATRACKS|FLAT|框架|框架柜|框架箱|FLT|PF',
  ],
  [{ type: 'flat_rack', high: true }, 'HFR|FRHC|HCFR|HQFR|HQ FR|HC FR|FR HC|FR HQ|FLAT RACK HC|FH'],
  [
    { type: 'tank', high: null },
    'TK|TC|TN|TD|TANK|TANKS|ISO TANK|ISOTANK|TANK CONTAINER|罐箱|罐柜|탱크|タンク',
  ],
  [{ type: 'platform', high: null }, 'PL|PLT|PLATFORM'],
  [{ type: 'hardtop', high: null }, 'HT|HARD TOP|HARDTOP|HARD-TOP'],
  [{ type: 'ventilated', high: null }, 'VH|VENTILATED'],
  [{ type: 'bulk', high: null }, 'BK|BU|BULK'],
  [{ type: 'garment', high: null }, 'GOH|GARMENT'],
]

export const CONTAINER_KINDS: ReadonlyMap<string, ContainerKind> = new Map(
  LISTS.flatMap(([kind, words]) => words.split('|').map((word) => [word, kind] as const)),
)

/** All words, longer ones first: for patterns. */
export const KIND_WORDS: readonly string[] = [...CONTAINER_KINDS.keys()].toSorted(
  (a, b) => b.length - a.length,
)

/** Words that name a type of container without any length; too common as ordinary words otherwise. */
export const TYPE_NAMES: ReadonlySet<string> = new Set(
  (
    'DRY|DRIES|DRY VAN|GENERAL PURPOSE|STANDARD DRY|DRY STANDARD|REEFER|REEFERS|REEF|REFRIGERADO|REFRIGERATED|FRIGO|冻柜|冷柜|冷冻柜|リーファー|리퍼|냉동|' +
    'NOR|NORS|NON OPERATING REEFER|NON-OPERATING REEFER|NON OPERATED REEFER|REEFER AS DRY|REEFER NOR|OPEN TOP|OPEN-TOP|OPENTOP|开顶|开顶柜|开顶箱|' +
    'FLAT RACK|FLAT-RACK|FLATRACK|FLATRACKS|框架|框架柜|框架箱|TANK|TANKS|ISO TANK|ISOTANK|TANK CONTAINER|罐箱|罐柜|PLATFORM|HARD TOP|HARDTOP|HARD-TOP|VENTILATED|GARMENT'
  ).split('|'),
)

/** Letters of ISO 6346 for the type. */
const ISO_TYPES: Readonly<Record<string, ContainerType>> = {
  G: 'dry',
  R: 'reefer',
  U: 'open_top',
  P: 'flat_rack',
  T: 'tank',
  V: 'ventilated',
  B: 'bulk',
}

/** Size and type of an ISO 6346 code or group ("45G1", "22RT"); null when it is none. */
export function readIsoCode(code: string): { size: ContainerSize; type: ContainerType } | null {
  const letter = ISO_TYPES[code[2] ?? '']
  if (!letter) return null
  const length = code[0] === '2' ? '20' : code[0] === '4' ? '40' : '45'
  let type = letter
  if (letter === 'open_top' && code[3] === '6') type = 'hardtop'
  if (letter === 'flat_rack' && (code[1] === '9' || code[3] === 'L')) type = 'platform'
  const high = type !== 'platform' && /[5689]/.test(code[1] ?? '')
  return { size: containerSize(length, high), type }
}

export function containerSize(length: string, high: boolean): ContainerSize {
  if (length === '20') return high ? '20ft_hc' : '20ft'
  if (length === '40') return high ? '40ft_hc' : '40ft'
  // A forty-five is a high cube, whether the text says so or not.
  return length === '45' ? '45ft_hc' : (`${length}ft` as ContainerSize)
}
