import type { ContainerSize, ContainerType } from '../../../reference/vocabulary.ts'
import type { Random } from '../random.ts'

export interface Equipment {
  readonly size: ContainerSize
  readonly type: ContainerType
}

export const EQUIPMENT = {
  '20': { size: '20ft', type: 'dry' },
  '40': { size: '40ft', type: 'dry' },
  '40HC': { size: '40ft_hc', type: 'dry' },
  '45HC': { size: '45ft_hc', type: 'dry' },
  '20RF': { size: '20ft', type: 'reefer' },
  '40RF': { size: '40ft_hc', type: 'reefer' },
  '40NOR': { size: '40ft_hc', type: 'nor' },
  '20OT': { size: '20ft', type: 'open_top' },
  '40OT': { size: '40ft', type: 'open_top' },
  '20FR': { size: '20ft', type: 'flat_rack' },
  '40FR': { size: '40ft', type: 'flat_rack' },
  '20TK': { size: '20ft', type: 'tank' },
} as const satisfies Record<string, Equipment>
export type EquipmentKey = keyof typeof EQUIPMENT

/** How a sender writes equipment all over one sheet. */
export interface EquipmentStyle {
  /** Whether the plain boxes are named as dry ("20GP") or only by size ("20'"). */
  readonly namesType: boolean
  text(key: EquipmentKey): string
  /** One column for both 40-foot boxes ("40'/40'HC"). */
  both(): string
}

type Spelling = readonly [dry20: string, dry40: string, high40: string, high45: string]

const NAMED: readonly Spelling[] = [
  ['20GP', '40GP', '40HC', '45HC'],
  ['20GP', '40GP', '40HQ', '45HQ'],
  ["20'GP", "40'GP", "40'HQ", "45'HQ"],
  ["20'GP", "40'GP", "40'HC", "45'HC"],
  ["20' GP", "40' GP", "40' HQ", "45' HC"],
  ['20 GP', '40 GP', '40 HC', '45 HC'],
  ['20DC', '40DC', '40HC', '45HC'],
  ["20'DC", "40'DC", "40'HC", "45'HC"],
  ['20DV', '40DV', '40HC', '45HC'],
  ["20'DV", "40'DV", "40'HQ", "45'"],
  ['20 DV', '40 DV', '40 HC', '45 HC'],
  ['20ST', '40ST', '40HC', '45HC'],
  ["20' STD", "40' STD", "40' HC", "45' HC"],
  ['20STD', '40STD', '40HC', '45HC'],
  ['20DRY', '40DRY', '40HDRY', '45HDRY'],
  ['D20', 'D40', 'H40', 'H45'],
  ['DRY 20', 'DRY 40', 'DRY 40HC', 'DRY 45'],
  ['20SD', '40SD', '40HQ', '45HQ'],
  ['20ft GP', '40ft GP', '40ft HC', '45ft HC'],
  ['22G1', '42G1', '45G1', 'L5G1'],
  ['22GP', '42GP', '45GP', 'L5GP'],
  ['20’GP', '40’GP', '40’HQ', '45’HQ'],
  ['20´DC', '40´DC', '40´HC', '45´HC'],
  ["1x20'GP", "1x40'GP", "1x40'HC", "1x45'HC"],
  ['20尺GP', '40尺GP', '40尺HQ', '45尺HQ'],
  ['20 Dry', '40 Dry', '40 High Cube', '45 High Cube'],
  ["20' Standard", "40' Standard", "40' High Cube", "45' High Cube"],
  ['GP20', 'GP40', 'HC40', 'HC45'],
  ["20'SD", "40'SD", "40'HC", "45'HC"],
  ["20' Dry", "40' Dry", "40' HC", "45' HC"],
  ['20 Dry Van', '40 Dry Van', '40 Dry HC', '45 Dry HC'],
  ['20’ DC', '40’ DC', '40’ HC', '45’ HC'],
  ['20 PIES STD', '40 PIES STD', '40 PIES HC', '45 PIES HC'],
  ["Cont 20'DC", "Cont 40'DC", "Cont 40'HC", "Cont 45'"],
  ['20DR', '40DR', '40HR HC', '45HC'],
]

const BARE: readonly Spelling[] = [
  ["20'", "40'", "40'HC", "45'"],
  ["20'", "40'", "40'HQ", "45'HQ"],
  ["20'", "40'", "40' HC", "45' HC"],
  ['20', '40', '40HC', '45'],
  ['20', '40', '40H', '45'],
  ['20', '40', '40HQ', '45'],
  ['20FT', '40FT', '40HC', '45HC'],
  ['20ft', '40ft', '40hc', '45ft'],
  ["20'ft", "40'ft", "40'hq", "45'"],
  ["Cont 20'", "Cont 40'", "Cont 40'HC", "Cont 45'"],
  ["20' cont", "40' cont", "40'HC cont", "45' cont"],
  ["1x20'", "1x40'", "1x40'HC", "1x45'"],
  ['1X20', '1X40', '1X40HC', '1X45'],
  ['20尺', '40尺', '40高', '45尺'],
  ['20小柜', '40大柜', '40高柜', '45尺'],
  ['20呎', '40呎', '40呎高櫃', '45呎'],
  ['20フィート', '40フィート', '40HC', '45フィート'],
  ['20피트', '40피트', '40HC', '45피트'],
  ['20 фут', '40 фут', '40 HC', '45 фут'],
  ["20'lik", "40'lık", "40'HC", "45'"],
  ['20 pies', '40 pies', '40 HC', '45 pies'],
  ['20’', '40’', '40’HC', '45’'],
  ['20`', '40`', '40`HC', '45`'],
  ["Per 20'", "Per 40'", "Per 40'HC", "Per 45'"],
  ['20F', '40F', '40HQ', '45F'],
  ["20' Container", "40' Container", "40' HC Container", "45' Container"],
  ['20 ft.', '40 ft.', '40 ft. HC', '45 ft.'],
  ["Cont 20'", "Cont 40'", 'Cont 40 cao', "Cont 45'"],
]

const BOTH: readonly string[] = [
  "40'/40'HC",
  "40'/40'HQ",
  '40DV/HC',
  '40GP/HC',
  '40GP/40HQ',
  "40' STD/HC",
  "40' & 40'HC",
  '40/40HC',
  '40DC/HC',
  "40'GP/HQ",
  "40' DC & HC",
  '40ST/HC',
]

type SpecialKey = Exclude<EquipmentKey, '20' | '40' | '40HC' | '45HC'>
const SPECIAL: Record<SpecialKey, string> = {
  '20RF': "20RF|20'RF|20RE|20 REEFER|RF20|20' Reefer|R20|20RH|20REF|20'RF cont",
  '40RF': "40RH|40'RH|40RF|40HR|40 REEFER|40' HC Reefer|R40|40RQ|40HCRF|40'RF|40RH HC|40' Reefer HC",
  '40NOR': "40NOR|NOR40|40'NOR|40HCNOR|40RH DRY|40 NOR|40' NOR|40HC_NOR|NOR 40HC|40RD",
  '20OT': "20OT|20'OT|OT20|20' Open Top|20 OT|20OPEN TOP",
  '40OT': "40OT|40'OT|OT40|40' Open Top|40 OT|40OPEN TOP",
  '20FR': "20FR|20'FR|FR20|20' Flat Rack|20 FR|20FLAT",
  '40FR': "40FR|40'FR|FR40|40' Flat Rack|40 FR|40FLAT",
  '20TK': "20TK|20' TANK|20TC|20 ISO TANK|20'TK|ISOTANK 20",
}

export function equipmentStyle(random: Random, language: string): EquipmentStyle {
  const named = random.chance(0.6)
  const fits = (spelling: Spelling): boolean => {
    const text = spelling.join('')
    if (/[一-鿿]/.test(text)) return language === 'zh'
    if (/[ァ-ヿ]/.test(text)) return language === 'ja'
    if (/[가-힣]/.test(text)) return language === 'ko'
    if (/[а-я]/.test(text)) return language === 'ru'
    if (/lik/.test(text)) return language === 'tr'
    if (/pies/i.test(text)) return language === 'es'
    if (/cao|Cont /.test(text)) return language === 'vi'
    return true
  }
  const spelling = random.pick((named ? NAMED : BARE).filter(fits))
  const special = new Map<EquipmentKey, string>()
  const choice = random.int(0, 11)
  for (const [key, texts] of Object.entries(SPECIAL) as [SpecialKey, string][]) {
    const list = texts.split('|')
    special.set(key, list[choice % list.length]!)
  }
  const lower = random.chance(0.04)
  const both = random.pick(BOTH)
  const plain: Partial<Record<EquipmentKey, string>> = {
    '20': spelling[0],
    '40': spelling[1],
    '40HC': spelling[2],
    '45HC': spelling[3],
  }
  return {
    namesType: named,
    text: (key) => {
      const text = plain[key] ?? special.get(key) ?? key
      return lower ? text.toLowerCase() : text
    },
    both: () => both,
  }
}
