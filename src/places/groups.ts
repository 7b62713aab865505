import { remember } from '../reference/aligned.ts'
import { readCountry } from '../reference/countries.ts'
import { foldText } from '../reference/fold.ts'
import { COUNTRY_AS_PORT_RANK, exactRank } from './read-piece.ts'

/** Phrases that stand for an open set of places, whatever stands beside them. */
const STRONG_MARKS =
  'BASE PORTS|BASEPORTS|MAIN PORTS|MAJOR PORTS|OUT PORTS|OUTPORTS|OUTER PORTS|FEEDER PORTS|MINOR PORTS|SIDE PORTS|OTHER PORTS|ALL PORTS|ANY PORT|ANY PORTS|BASIC PORTS|PORTS|POINTS|INLAND POINTS|IPI POINTS|MLB POINTS|' +
  'PORT GROUP|GROUP|ZONE|REGION|OUTPORT|OUT PORT|BASE PORT GROUP|ALL RAMPS|OTHER RAMPS|INLAND RAMPS|RAIL RAMPS|TERRITORY|PUERTOS|PUERTOS BASE|PUERTOS BASES|PUERTOS PRINCIPALES|OTROS PUERTOS|PORTOS BASE|PORTOS PRINCIPAIS|PORTS PRINCIPAUX|PORTS DE BASE|BASISHAFEN|HAUPTHAFEN|' +
  'TODOS OS PORTOS|TODOS LOS PUERTOS|TOUS PORTS|TOUS LES PORTS|ALLE HAFEN|TAT CA CAC CANG|TAT CA CANG|TUM LIMANLAR|' +
  'NEBENHAFEN|GRUNDHAFEN|CANG CHINH|CAC CANG CHINH|CANG CO BAN|ANA LIMANLAR|LIMANLARI|GENERIC|VARIOUS|不限|REST OF WORLD|REST OF THE WORLD|ROW|WORLDWIDE|OTHERS|CMP|CBP|JBP|JMP|NEBP|UKBP|EBP|MBP|KBP|TBP|SCBP|NCBP|AMP|WCSABP|AUBP|NZBP|CNBP|JPBP|KRBP'

/** Words that with a region or a country make a group. */
const SET_MARKS =
  'RAMPS|ALL|OTHER|OTHERS|ANY|MAIN|BASE|MAJOR|OUTER|BASE PORT|MAIN PORT|BP|BPS|AREA|REST OF|FEEDER|INLAND|RANGE|COAST'

/** Words that may stand between. */
const FILLERS =
  'SIDE|TRADE|LANE|BAY|AND|THE|OF|EXCEPT|EXCL|INCL|ONLY|PORT|VIA|SEA|ISLANDS|TO|FROM|EX|DIRECT|IPI|MLB|RIPI|RAIL|GULF'

const REGIONS =
  'USWC|USEC|USGC|USPSW|USPNW|USSE|USNE|US WC|US EC|US WEST COAST|US EAST COAST|US GULF|US GULF COAST|GULF|PSW|PNW|PACIFIC NORTHWEST|PACIFIC SOUTHWEST|WEST COAST|EAST COAST|ATLANTIC COAST|PACIFIC COAST|MIDWEST|' +
  'WCSA|ECSA|WCCA|ECCA|WCNA|ECNA|NCSA|WCLA|ECLA|SAWC|SAEC|LATAM|LATIN AMERICA|SOUTH AMERICA|CENTRAL AMERICA|NORTH AMERICA|SOUTH AMERICA WEST COAST|SOUTH AMERICA EAST COAST|CARIBBEAN|CARIB|CARIBS|MERCOSUR|' +
  'EUROPE|EU|EUR|NORTH EUROPE|NORTHERN EUROPE|N EUROPE|NORTH WEST EUROPE|NWE|NEUR|NEU|NWC|NORTH CONTINENT|CONTINENT|WEST EUROPE|EAST EUROPE|EASTERN EUROPE|SCANDINAVIA|SCAN|NORDICS|BALTIC|BALTICS|BENELUX|IBERIA|BLACK SEA|' +
  'MED|WEST MED|WMED|W MED|EAST MED|EMED|E MED|CENTRAL MED|NORTH MED|MEDITERRANEAN|WESTERN MEDITERRANEAN|EASTERN MEDITERRANEAN|WEST MEDITERRANEAN|EAST MEDITERRANEAN|ADRIATIC|NORTH AFRICA|MAGHREB|LEVANT|' +
  'MIDDLE EAST|ME|MEA|MIDEAST|GCC|ARABIAN GULF|PERSIAN GULF|PG|AG|UPPER GULF|LOWER GULF|RED SEA|RSEA|ISC|IPBC|SUBCONTINENT|INDIAN SUBCONTINENT|INDIA SUBCONTINENT|INDIA SUB CONTINENT|SOUTH ASIA|NHAVA|WEST INDIA|EAST INDIA|SOUTH INDIA|NORTH INDIA|' +
  'WEST AFRICA|EAST AFRICA|SOUTH AFRICA REGION|SOUTHERN AFRICA|WAF|EAF|SAF|WAFR|EAFR|AFRICA|CENTRAL AFRICA|INDIAN OCEAN|INDIAN OCEAN ISLANDS|' +
  'WC|AUEC|AUWC|NEA|MEG|MIDDLE EAST GULF|TPEB|NCP|SCP|PRDA|PRDB|SPRC|NPRC|ASIA|FAR EAST|FE|NORTH ASIA|NE ASIA|NORTHEAST ASIA|SE ASIA|SEA|SEASIA|SOUTHEAST ASIA|SOUTH EAST ASIA|INTRA ASIA|APAC|ASEAN|CENTRAL ASIA|CIS|' +
  'NORTH CHINA|SOUTH CHINA|EAST CHINA|CENTRAL CHINA|NC|CC|PRD|PEARL RIVER DELTA|PEARL RIVER|YRD|YANGTZE|YANGTZE RIVER|YANGTZE RIVER DELTA|BOHAI|BOHAI BAY|BOHAI RIM|FUJIAN|GUANGDONG|KANTO|KANSAI|KYUSHU|HOKKAIDO|' +
  'OCEANIA|AUSTRALASIA|ANZ|PACIFIC ISLANDS|SOUTH PACIFIC|ANZAC|WEST AUSTRALIA|EAST AUSTRALIA|WORLD|' +
  'EUROPA|NORTE DE EUROPA|MEDITERRANEO|COSTA ESTE|COSTA OESTE|GOLFO|ASIA BASE|CENTROAMERICA|SUDAMERICA|CARIBE|NORTEAMERICA|MEDIO ORIENTE|LEJANO ORIENTE|NORDEUROPA|MITTELMEER|FERNOST|WESTKUSTE|OSTKUSTE|NAHER OSTEN|' +
  'ASIEN|OSTASIEN|SUDOSTASIEN|OZEANIEN|NAHOST|AFRIKA|WESTAFRIKA|OSTAFRIKA|NORDAFRIKA|AMERIKA|NORDAMERIKA|SUDAMERIKA|MITTELAMERIKA|LATEINAMERIKA|INDISCHER SUBKONTINENT|' +
  'ASIE|AFRIQUE|AMERIQUE|AMERIQUE DU NORD|AMERIQUE DU SUD|OCEANIE|MOYEN ORIENT|EXTREME ORIENT|MEDITERRANEE|ORIENTE MEDIO|EXTREMO ORIENTE|AMERICAS|AMERICA DO SUL|AMERICA DEL SUR|AMERICA DO NORTE|' +
  'NORDRANGE|NORTH RANGE|NORDKONTINENT|ADRIA|NORDADRIA|OSTSEE|SKANDINAVIEN|SCHWARZES MEER|ROTES MEER|PERSISCHER GOLF|KARIBIK|LEVANTE|' +
  'NORD EUROPA|SUD AMERICA|NORD AMERICA|ESTREMO ORIENTE|MAR NERO|MAR ROSSO|ADRIATICO|SUD EST ASIATICO|AFRICA OCCIDENTALE|AFRICA ORIENTALE|' +
  'EUROPE DU NORD|MER NOIRE|MER ROUGE|ASIE DU SUD EST|AFRIQUE DE L OUEST|AFRIQUE OCCIDENTALE|AFRIQUE DE L EST|ANTILLES|PROCHE ORIENT|' +
  'MAR NEGRO|MAR ROJO|SUDESTE ASIATICO|AFRICA OCCIDENTAL|AFRICA ORIENTAL|GOLFO PERSICO|NORTE DE AFRICA|MAR BALTICO|' +
  'ASYA|AVRUPA|BATI AFRIKA|DOGU AFRIKA|KUZEY AFRIKA|UZAKDOGU|UZAK DOGU|ORTADOGU|ORTA DOGU|AKDENIZ|CHAU AU|CHAU PHI|TRUNG DONG'

/** Regions and marks of Chinese, Japanese, Korean texts, which are written without blanks. */
const CJK_PHRASES =
  /美国|加拿大|中国|日本|韩国|台湾|越南|泰国|印度|澳洲|南美东|南美西|南美|中美洲|中南美|北美|美东|美西|美湾|美线|美加|欧洲|欧基|北欧|西欧|东欧|地中海|地东|地西|黑海|红海|波斯湾|波湾|中东|印巴|东南亚|东北亚|南亚|亚洲|远东|澳新|新澳|大洋洲|西非|东非|南非|北非|非洲|加勒比|墨西哥|华南|华东|华北|珠三角|长三角|长江|基本港|主要港|主港|基港|偏港|小港|其他港|其它港|其他|其它|内陆点|内陆|全港|各港|所有|航线|港口|等|线|口岸|地区|ヨーロッパ|欧州|北米|東南アジア|主要港|基本港|その他|기본항|주요항|기타|동남아|유럽|북미|중동|아시아|미서안|미동안|북미서안|북미동안|중남미|지중해|홍해|흑해|서남아|동북아|구주|미주|아프리카|오세아니아|中南米|アフリカ|オセアニア/g
const CJK_MARKS =
  /基本港|主要港|主港|基港|偏港|小港|其[他它]|内陆点|全港|各港|所有|主要|その他|기본항|주요항|기타/
const CJK_REGIONS =
  /南美|中美洲|北美|美东|美西|美湾|美线|美加|欧洲|欧基|北欧|西欧|东欧|地中海|地东|地西|黑海|红海|波斯湾|波湾|中东|印巴|东南亚|东北亚|南亚|亚洲|远东|澳新|新澳|大洋洲|西非|东非|北非|非洲|加勒比|华南|华东|华北|珠三角|长三角|长江|ヨーロッパ|欧州|北米|アジア|동남아|유럽|북미|중동|아시아|미서안|미동안|중남미|지중해|홍해|흑해|서남아|동북아|구주|미주|아프리카|오세아니아|中南米|アフリカ|オセアニア/

const STRONG = phrases(STRONG_MARKS)
const SETS = phrases(SET_MARKS)
const FILLER = phrases(FILLERS)
const REGION = phrases(REGIONS)
const LONGEST_PHRASE = 5

function phrases(list: string): ReadonlySet<string> {
  return new Set(list.split('|').map(foldText))
}

export type GroupReading =
  /** The text can only be a group or region. */
  | 'group'
  /** It has the mark of a group beside words that are none: a group unless its places are spelled out. */
  | 'named_group'
  /** Only countries are named. */
  | 'countries'
  | null

/** Whether a text names an open set of places: "USWC BASE PORTS", "Other South China", "INDIA_ZONE1", 南美东基本港. */
export const readGroup: (text: string) => GroupReading = remember((text) => {
  const folded = foldText(text)
  if (folded === '') return null
  if (/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(folded)) return readCjkGroup(folded)
  // Letters and a number of a zone may be written together: ZONE1.
  const words = folded.replace(/([A-Z])(\d)/g, '$1 $2').split(' ')
  let strong = 0
  let regions = 0
  let sets = 0
  let countries = 0
  let unknown = 0
  let onlyPort = false
  for (let i = 0; i < words.length; ) {
    let length = 0
    for (let count = Math.min(LONGEST_PHRASE, words.length - i); count >= 1 && length === 0; count--) {
      const phrase = words.slice(i, i + count).join(' ')
      if (STRONG.has(phrase)) strong++
      else if (REGION.has(phrase)) regions++
      else if (readCountry(phrase)) {
        countries++
        onlyPort = exactRank(phrase) >= COUNTRY_AS_PORT_RANK
      } else if (SETS.has(phrase)) sets++
      else if (FILLER.has(phrase)) length = count
      else if (!/^(?:\d{1,2}|[A-Z])$/.test(phrase)) continue
      length = count
    }
    if (length === 0) unknown++
    i += Math.max(1, length)
  }
  if (unknown > 0) return strong > 0 ? 'named_group' : null
  if (strong > 0 || regions > 0) return 'group'
  // "HONG KONG BASE PORT" is the port, "VIETNAM BASE PORT" one of several.
  // Two letters alone are a short code as often as a country: "LA/LB".
  if (words.length > 1 && words.every((word) => word.length <= 2)) return null
  if (countries > 0) return sets > 0 && !(countries === 1 && onlyPort) ? 'group' : 'countries'
  return null
})

function readCjkGroup(folded: string): GroupReading {
  const rest = folded.replace(CJK_PHRASES, '').replace(/[\s\dA-Z]/g, '')
  if (CJK_MARKS.test(folded)) return rest === '' ? 'group' : 'named_group'
  if (rest === '' && CJK_REGIONS.test(folded)) return 'group'
  return null
}
