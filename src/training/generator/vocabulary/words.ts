/** Words of single cells, `|` between alternatives. */

export const NO_PRICE = {
  on_request:
    'TBA|on request|O/R|POR|Upon request|TBC|Case by case|please ask|call|RQST|check|on req.|TBN|ask|POA|To be advised|P.O.R.|upon req',
  on_request_local: {
    zh: '单询|请询价|另询|待定|需询价',
    es: 'A consultar|Consultar|bajo pedido|s/consulta',
    pt: 'Sob consulta|A consultar',
    de: 'auf Anfrage|a.A.|n.n.',
    fr: 'Sur demande|N/C|à confirmer',
    it: 'su richiesta|da definire',
    vi: 'Liên hệ|Check|báo sau|hỏi lại',
    ko: '별도문의|문의|협의',
    ja: '別途見積|要問合せ|応相談',
    tr: 'sorunuz|teyit edilecek',
    nl: 'op aanvraag',
    ru: 'по запросу|уточнять',
    th: 'สอบถาม',
  } as Record<string, string>,
  not_offered: 'N/A|-|--|NIL|n/a|No service|—|n/q|No Bid|not available|X|NA|---|no offer|not accepted|n.a.|/',
  not_offered_local: {
    zh: '/|无|不接|—|无服务',
    es: 'No aplica|N/D|sin servicio',
    pt: 'N/D|não aplicável',
    de: 'k.A.|entfällt|kein Service',
    fr: 'S.O.|néant',
    vi: 'Không|Không nhận|K/có',
    ko: '없음|불가',
    ja: '不可|なし|×',
    tr: 'yok',
    ru: 'нет',
  } as Record<string, string>,
  included: 'incl|INCL|Included|Inclusive|incl.|inc.|included in O/F|In freight|inclusive|all in',
  included_local: {
    zh: '含|已含|包含',
    es: 'incluido|incl.',
    pt: 'incluso',
    de: 'inkl.|enthalten',
    fr: 'inclus|compris',
    it: 'incluso',
    vi: 'Đã gồm|Bao gồm|đã bao gồm',
    ko: '포함',
    ja: '込|込み|含む',
    tr: 'dahil',
    nl: 'inbegrepen',
    ru: 'включено',
    th: 'รวม',
  } as Record<string, string>,
  suspended: 'suspended|SUSPENDED|stopped|Service suspended|temporarily closed',
  suspended_local: {
    zh: '停收|停航|暂停|爆舱',
    es: 'suspendido',
    vi: 'Tạm ngưng|đóng',
    ko: '중단',
    ja: '休止',
  } as Record<string, string>,
  tariff: "as per tariff|Tariff|VATOS|AT COST|per tariff|as per carrier's tariff|At cost|a.p.t.",
  tariff_local: {
    zh: '实报实销|按实际',
    es: 'según tarifa|al costo',
    de: 'lt. Tarif|nach Auslage',
    vi: 'theo thực tế|thực chi',
    fr: 'au réel',
  } as Record<string, string>,
} as const

export const COMMODITIES =
  'FAK|General cargo|GDSM|Garments|Furniture|Tiles|Frozen fish|Bananas|Chemicals (non haz)|Electronics|Machinery|Auto parts|Plastic resin|Scrap metal|Waste paper|Rice|Coffee|Textiles|Toys|Solar panels|Rubber|Wood products|FAK (excl. DG)|Cargo N.O.S.|Frozen shrimp|Tyres|Household goods|Foodstuff|Steel coils|Grapes, avocados|Cotton|Footwear|Paper rolls|Batteries (class 9)|Consumer goods|Cherries|Group A|Group B|Lithium batteries|Ceramics|Charcoal|Refrigerated foods|Hay|Lumber'
export const COMMODITIES_LOCAL: Record<string, string> = {
  zh: '普货|家具|服装|电子产品|危险品|冻品|瓷砖|机械|玩具|轮胎|化工品|FAK',
  es: 'Carga general|FAK|Fruta fresca|Muebles|Textiles|Químicos|Café|Palta|Autopartes|Maquinaria',
  pt: 'Carga geral|FAK|Café|Carne congelada|Madeira|Celulose|Químicos',
  de: 'FAK|Maschinen|Chemie (nicht IMO)|Möbel|Papier|Stückgut',
  fr: 'FAK|Marchandises générales|Vins et spiritueux|Machines',
  it: 'FAK|Piastrelle|Macchinari|Merce generica|Vino',
  vi: 'Hàng bách hóa|Hàng thường|Gỗ|Thủy sản đông lạnh|May mặc|Gạo|FAK',
  ko: '일반화물|FAK|전자제품|위험물|자동차부품',
  ja: '一般貨物|FAK|機械|冷凍食品|自動車部品',
  tr: 'FAK|Genel kargo|Mermer|Tekstil|Seramik',
}

export const SERVICE_CODES =
  'TP6|AE7|FP1|PS3|AMX|NEU2|CIX|FAL1|SX2|PRX|AA3|JTX|KHS|RMB|CV1|WAX|SAX|NCX|EPIC|IMX|TIGER|LION|SILK|PEARL|JADE|EC5|AAC4|ZCP|CKV|ANX|MEX|INDAMEX|MD1|ME3|A3C|SEAN|SHOGUN|DRAGON|CONDOR|IPAK|Gulf 2|REX2|FE4|NWX|CES|RBC|KCM2|HS4|SJX|AUSAS|BOHAI|VTS|New Express|ASAL'
export const MODES =
  'CY/CY|CY-CY|CY/SD|CY/DOOR|FCL/FCL|CY/RAMP|DOOR/CY|CY/FO|FI/FO|Port/Port|CFS/CFS|P2P|SD/CY|CY/CFS|CY to CY|LIFO|FIOS|Door to Door'
export const INLAND_MODES =
  'Rail|Truck|Barge|Combined|Rail/Truck|Ramp|Door|Feeder|Merchant haulage|Carrier haulage'
export const INLAND_MODES_LOCAL: Record<string, string> = {
  de: 'Bahn|LKW|Binnenschiff|Kombi',
  fr: 'Rail|Route|Fluvial',
  es: 'Camión|Ferrocarril',
  zh: '铁路|卡车|驳船|海铁联运',
  it: 'Camion|Treno',
  nl: 'Binnenvaart|Spoor|Weg',
  vi: 'Xe tải|Sà lan|Đường sắt',
  pt: 'Rodoviário|Ferroviário|Cabotagem',
}
export const WEEKDAYS: Record<string, string> = {
  en: 'MON|TUE|WED|THU|FRI|SAT|SUN',
  zh: '周一|周二|周三|周四|周五|周六|周日',
  es: 'Lunes|Martes|Miércoles|Jueves|Viernes|Sábado|Domingo',
  pt: 'Segunda|Terça|Quarta|Quinta|Sexta|Sábado|Domingo',
  de: 'Mo|Di|Mi|Do|Fr|Sa|So',
  fr: 'Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche',
  vi: 'T2|T3|T4|T5|T6|T7|CN',
  ko: '월|화|수|목|금|토|일',
  ja: '月|火|水|木|金|土|日',
  tr: 'Pzt|Salı|Çar|Per|Cuma|Cmt|Paz',
}
export const FREQUENCIES =
  'Weekly|weekly|Bi-weekly|Fortnightly|1/week|2 x week|every Friday|Daily|10 days|Weekly (Sat)|2 sailings/wk|monthly'
export const FREQUENCIES_LOCAL: Record<string, string> = {
  zh: '周班|每周一班|双周|天天班',
  es: 'Semanal|Quincenal|Mensual|A consultar',
  pt: 'Semanal|Quinzenal',
  de: 'wöchentlich|14-tägig',
  fr: 'Hebdomadaire|Bimensuel',
  it: 'Settimanale|Quindicinale',
  vi: 'Hàng tuần|2 chuyến/tuần',
  ko: '주 1항차|매주',
  ja: '週1便|ウィークリー',
  tr: 'Haftalık',
}
export const MONTHS: Record<string, string> = {
  en: 'January|February|March|April|May|June|July|August|September|October|November|December',
  es: 'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre',
  pt: 'janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro',
  de: 'Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember',
  fr: 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre',
  it: 'gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre',
  tr: 'Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık',
  nl: 'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december',
}
export const PERSON_WORDS =
  'Pricing desk|Export sales|Customer service|Key account|Ops team|LCL desk|Import desk|Documentation'
export const PORT_GROUPS =
  'USWC BASE PORTS|USEC Base Ports|CHINA BASE PORTS|China Base Ports 1|Other South China ports|Japan outports|North Europe Base Ports|NWC3|WAF base ports|SEA BASE PORTS|Main Ports|INDIA_ZONE1|Kanto / Kansai ports|PRD ports|All Taiwan ports|Med Main Ports|UK Base Ports|FEBP|WCIN|Gulf ports|ECIN|Korean main ports|Yangtze outports'
/** Texts of columns that are kept for a desk's own use. */
export const INTERNAL_VALUES =
  'OK|pricing 1|A|C|NEW|v2|approved|open|Y|N|yes|no|FAK-01|G1|BK|checked|done|pending|up|down|stable|→|↑|↓|x|✓|active'
