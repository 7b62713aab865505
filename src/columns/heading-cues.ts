import { foldHeader } from './header-terms.ts'

/**
 * What a part of a heading hints at, whatever stands around it: "POL Country" is of the origin side and a country.
 * Patterns run over folded text: lower case, no accents, đ as d.
 */
const CUES = {
  origin:
    /\b(?:pol|por|plr|plor|poo|from|ex|shipment from|port of export|exit)\b|orig|(?<!un|off|re|co.)load|receipt|receiving|depart|xuat phat|起运|起運|起始|启运|始发|出发|装货|装船|收货|出發|(?:cang|noi|diem) di\b|noi nhan|xep hang|embarque|\bcarga\b|recepcion|abgang|(?<!ent|phi)lade(?!z)|versand|출발|선적|積|出港|kalk[ıi]s|yukleme|chargement(?<!de?chargement)|отправ|\bimbarc|partenza|provenien|porto di carico|laadhaven|vertrek|herkomst|zaladun|wyjsci|nadania|pelabuhan muat|\basal\b|enlevement|погруз|откуда/u,
  destination:
    /\b(?:pod|plod|fpd|pdl|to|dest|del|disch)\b|destin|discharg|unload|deliver|arriv|目的|卸货|卸貨|卸船|交货|到达|到港|\bden\b|do hang|giao hang|descarga|entrega|ziel|losch|loesch|bestimm|empfang|entlade|도착|양하|揚|仕向|var[ıi]s|bosaltma|tahliye|dechargement|arrivee|назнач|(?<!im)sbarco|scarico|consegna|loshaven|bestemming|aankomst|przeznacz|rozladun|wyladun|tujuan|bongkar|livraison|debarquement|выгруз|прибыт|куда/u,
  country:
    /countr|(?:^|[^a-z]|ziel|lade|abgangs|bestimmungs|ursprungs|empfangs|start)land\b|pais\b|国家|国别|國家|quoc gia|\bnation|pays\b|국가|나라|国名|ulke|стран|\bpaese\b|nazione|\bkraj\b|negara/u,
  code: /\bcodes?\b|\bzip\b|\bpost ?code|\bplz\b|locode|代码|代碼|\bma\b|codigo|\bkod|kodu|コード|코드|iata|\bscac\b/u,
  name: /\bnames?\b|名称|名稱|\bten\b|nombre|nome\b|이름/u,
  region:
    /region|\barea\b|\btrade\b|\bzone\b|\bscope\b|sector|地区|地區|片区|区域|khu vuc|권역|지역|地域|bolge|pais(?:es)? de/u,
  via: /\bvia\b|\bover\b|rout|gateway|gate port|经由|中转|\bthrough\b|qua\b|ueber|uber\b|経由|경유|uzerinden|\bscalo\b|tramite|\bescala\b|\bescale\b|instradamento|itinerai?re|guzergah|leitweg|через/u,
  transshipment:
    /t\/s\b|\bts\b|tran\w*ship|tras?n?s?bord|transbordo|hub|\brelay\b|umlade|中转|转运|轉運|chuyen tai|환적|積替|aktarma|przeladun|overslag|перевалк|轉船|积替/u,
  base: /base|on top|basis ?(?:hafen|port)|基本港|basishafen|add ?on/u,
  inland:
    /(?<!f)inland|ramp|\bpoint\b|\bcity\b|\bcities\b|door|town|(?<!p)ort\b|\bicd\b|内陆|内地|noi dia|interior|depot|post ?code|\bzip\b|outport/u,
  effective:
    /effect|\bfrom\b|\bstart|begin|desde|inicio|\bab\b|gultig ab|hieu luc tu|\btu\b|生效|开始|起始日|起$|시작|開始|baslang|\bvon\b|\bdal\b|decorrenza|\binizio|\bdebut\b|\beffet\b|vanaf|ingang|wazne od|obowiazuje od|mulai|действует с/u,
  expiry:
    /expir|berlaku s|geldig tot|\bto\b|until|till|\bend|thru|hasta|vencim|\bbis\b|hieu luc den|失效|截止|结束|止$|종료|終了|bitis|\bexp\b|fino al|scaden|\bfine\b|echeance|\bfin\b|jusqu|\bt\/m\b|verval|wazne do|obowiazuje do|sampai|termino|(?:valido|validade|vigencia) ate|действует до|срок до/u,
  validity:
    /valid|berlaku|geldig|vigen|gultig|hieu luc|有效|유효|有効|gecerli|période|period|wazn[aeoy]|masa berlaku|действ|срок/u,
  days: /\bdays?\b|\btage?\b|\bdias?\b|\bngay\b|天|일\b|日数|jours|gun\b|\bgiorni\b|\bgg\b|\bdagen\b|\bdni\b|\bhari\b|дней|дни|\bsure\b/u,
  transit:
    /transit|\bt\/?\.?t\b|\btt\b|laufzeit|航程|时效|transito|thoi gian|소요|所要|voyage time|varis suresi|giorni nave|navigazi|\bduree\b|traversee|\bviaje\b|viagem|reistijd|tranzyt|perjalanan|в пути|트랜짓/u,
  free: /\bfree\b|demur|detent|\bdem\b|\bdet\b|libre|免|freitag|standgeld|luu|프리|フリー|serbest|storage|franchig|franquici|franquia|\bfranchises?\b|\bfrancs\b|\bsost[ae]\b|controstalli|surestari|vrije|wolne|estadia|demora|льготн|бесплатн|무료|無料|免費/u,
  sailing:
    /\betd\b|\bets\b|sail|depart\w* day|closing|cut ?off|船期|开船|截|schedule|lich tau|salida|abfahrt|출항|스케줄|航海|kalkis gun|partenze|\bzarpe\b|\bsaidas?\b|afvaart|jadwal|отход/u,
  frequency:
    /frequen|frecuen|freq\b|weekly|per week|班期|tan suat|frequenz|sikli|cadenza|czestotl|frekuensi|periodicidad|частот/u,
  carrier:
    /carrier|\bline\b|liner|shipping line|naviera|reeder|armador|hang tau|船公司|船司|船东|航司|航空公司|선사|船社|hat\b|vendor|provider|operator|airline|compagni|vettore|armat|rederij|vervoerder|przewoznik|pelayaran|transporteur|перевозчик|судоходн/u,
  service: /service|\bsvc\b|\bloop\b|string|航线|tuyen|servicio|dienst|서비스|航路|servis|serviz|сервис/u,
  mode: /\bmode\b|\bterms?\b|\bmove\b|\bmot\b|haulage|verkehr|transport|条款|phuong thuc|modal/u,
  container:
    /contain|equip|\bcntr|\bcont\b|\bsize\b|柜|箱型|contenedor|behalter|컨테이너|コンテナ|konteyner/u,
  charge:
    /(?<!dis)charge|\bfees?\b|surch|recargo|gasto|concepto|zuschl|附加|费用|phu phi|\bphi\b|부대|諸|ucret|taxa|supplement|maggioraz|\bdiritt|\bspese\b|\boneri\b|\bfrais\b|toeslag|doplat|oplat|biaya|сбор|надбавк/u,
  price:
    /rate\b|rates\b|price|amount|freight|\bo\/f\b|^of\b|\bofr\b|flete|tarifa|frete|fracht|preis|betrag|运费|运价|价格|费率|gia\b|cuoc|운임|運賃|navlun|\bcost|valor|importe|betrag|\bnol[oi]\b|tariff|prezz|\bprix\b|montant|\btaux\b|vracht|stawk|\bharga\b|\bimporto\b|ставк|стоимост|фрахт|ค่าระวาง/u,
  minimum: /\bmin\b|minim|mindest|最低|toi thieu|최소|最小|asgari|минимум/u,
  total: /total|all ?in|总|總|合计|tong\b|gesamt|합계|合計|toplam/u,
  currency:
    /curr?\b|currenc|\bccy\b|moneda|moeda|divisa|wahrung|币|幣|tien te|devise|통화|通貨|doviz|para birimi|valuta|waluta|mata uang|\bmonnaie\b|валют/u,
  basis:
    /\bbasis\b|\/ ?(?:day|tag|dia)\b|\bunits?\b|\bper\b|\buom\b|单位|單位|don vi|unidad|einheit|단위|単位|birim|\bunita\b|\bunites?\b|eenheid|jednostk|satuan|za jedn|единиц/u,
  commodity:
    /commod|\bcmdty|\bcomm?\b|comdty|cargo|\bcdty\b|goods|product|mercanc|ware\b|guter|货|品|hang hoa|품목|品目|\bmal\b|\bmerc[ei]\b|marchandise|towar|ladunek|komodit|\bbarang\b|груз|товар/u,
  contract:
    /contract|contrat|\bs\/?c\b|quot|filing|tender|agreement|合约|合同|hop dong|vertrag|계약|契約|sozlesme|договор|preventiv/u,
  remark:
    /remark|notes?\b|comment|condition|observ|bemerk|ghi chu|备注|備註|说明|비고|備考|aciklama|nota|osservaz|annotaz|remarq|opmerk|uwagi|catatan|keterangan|примеч|коммент|หมายเหตุ/u,
  included:
    /incl|subject|surcharges? inside|含|bao gom|incluy|zzgl|inkl|포함|込|inclus|compres|wlicz|включен/u,
  group: /group|groupe|grupo|gruppe|组|nhom|members?|grup/u,
  number: /\bno\b|\bnr\b|\bid\b|\bkey\b|\bline\b|lane|序号|\bstt\b|번호|番号|#|\bsira\b|item/u,
  forecast: /forecast|volume|\bteu\b|\bfeu\b|mqc|quantity|\bqty\b|award|alloc/u,
  internal:
    /updated|check|status|internal|\bint\b|owner|margin|markup|cost code|amend|\bamd\b|revis|changed?|validation/u,
  // How far or where it is; "EUR/km" is a price for it.
  distance:
    /(?:^|[\s_(])(?<!(?:per|je|pro|por) |\/ ?)(?:kms?|kilomet(?:er|re|ro)s?|miles?|mileage|distance|distancia|entfernung|afstand|nm|lat|latitude|lon|long|lng|longitude)(?:$|[\s_.)/])|公里|里程|距离|거리|距離|khoang cach/u,
  year: /year|\bano\b|jahr|年|nam\b|\byil\b/u,
  month: /month|\bmes\b|monat|月|thang|\bay\b/u,
  weight: /weight|\bkgs?\b|gewicht|peso|重量|\bbreak\b|from kg|to kg/u,
} as const

export type HeadingCue = keyof typeof CUES
const NAMES = Object.keys(CUES) as HeadingCue[]
const cache = new Map<string, readonly HeadingCue[]>()

/** The cues that a heading gives, in a fixed order. */
export function headingCues(text: string): readonly HeadingCue[] {
  let cues = cache.get(text)
  if (!cues) {
    const folded = foldHeader(text)
    cues = folded === '' ? [] : NAMES.filter((name) => CUES[name].test(folded))
    if (cache.size > 20_000) cache.clear()
    cache.set(text, cues)
  }
  return cues
}

/** Which end of a lane a heading speaks of; null for neither, or for both. */
export function sideOf(text: string): 'origin' | 'destination' | null {
  // "POL \ POD" in the corner of a matrix: what goes down comes first.
  const first = /^(.+?)\s*(?:[\\|]|\/(?=\s)|→|->|>)\s*.+$/u.exec(text)?.[1] ?? text
  const cues = headingCues(first)
  const origin = cues.includes('origin')
  const destination = cues.includes('destination')
  return origin === destination ? null : origin ? 'origin' : 'destination'
}
