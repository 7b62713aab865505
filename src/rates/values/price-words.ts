import { alignedFold, squeeze } from '../../reference/aligned.ts'
import { simplified } from '../../reference/han.ts'
import type { PriceStatus } from '../../reference/vocabulary.ts'

/** What a word in place of a price means; 'ditto' is the value above. */
export type PriceWord = Exclude<PriceStatus, 'priced'> | 'ditto'

/** Folded words and phrases (see alignedFold). A cell that begins with one means the same, whatever follows. */
const PHRASES: Readonly<Record<PriceWord, string>> = {
  suspended:
    'SUSP|SUSP.|NO SPACE AVAILABLE|SPACE CLOSED|SOLD OUT|BOOKED OUT|OVERBOOKED|SIN ESPACIO|SEM ESPACO|KEIN PLATZ|AUSGEBUCHT|VOLL|COMPLET|COMPLETO|ESAURITO|HET CHO|FULL CHO|НЕТ МЕСТ|满舱|滿艙|爆仓|无舱|無艙|沒艙|滿船|満船|スペースなし|스페이스 없음|SUSPENDED|SUSPEND|SUSPENSION|TEMPORARILY SUSPENDED|SERVICE SUSPENDED|STOP|STOPPED|STOP BOOKING|EMBARGO|EMBARGOED|ON HOLD|NO SPACE|FULL|FULLY BOOKED|SPACE FULL|BLANK SAILING|' +
    'CLOSED|BOOKING CLOSED|SUSPENDIDO|SUSPENDIDA|SUSPENSO|SUSPENSA|SUSPENDU|SOSPESO|AUSGESETZT|EINGESTELLT|TAM NGUNG|TAM NGUNG NHAN|NGUNG NHAN|DUNG NHAN HANG|ASKIYA ALINDI|DURDURULDU|' +
    '停收|停接|暂停|暫停|暂停接载|停航|停运|爆舱|停止收货|不开舱|受付停止|停止中|งดรับ|ปิดรับ|เต็ม|หยุดให้บริการ|중단|접수중단|ПРИОСТАНОВЛЕНО',
  on_request:
    'O.A|S/D|NEGO|NEGOSIASI|S/ CONSULTA|S/CONSULTA|ΖΗΤΗΣΤΕ|ΚΑΤΟΠΙΝ ΖΗΤΗΣΗΣ|ΚΑΤΟΠΙΝ ΑΙΤΗΣΗΣ|T.B.A|T.B.C|T.B.D|CASE TO CASE|CASE 2 CASE|C2C|UPON ENQUIRY|ON ENQ|ON APPL|RATE ON REQUEST|BY QUOTE|BY OFFER|A ANFR|A. ANFR|AUF ANFR.|A RICHIESTA|SU RICH|DA QUOTARE|A COTIZAR|COTIZAR|A COTAR|S/DEMANDE|SUR DEM|OP AANVR|ZAPYTANIE|ПО ДОГОВОРЕННОСТИ|ИНДИВИДУАЛЬНО|洽詢|電洽|電議|請洽|請電洽|逐票|單議|另議|另洽|要見積|見積依頼|お見積り|견적문의|개별문의|선사문의|ON REQUEST|ON REQ|UPON REQUEST|UPON REQ|BY REQUEST|PER REQUEST|REQUEST|ON DEMAND|ON APPLICATION|UPON APPLICATION|ON INQUIRY|ON ENQUIRY|UPON INQUIRY|ENQUIRE|INQUIRE|INQUIRY|ENQUIRY|' +
    'O.R|O. R|RQ|TBA|TBC|TBD|TBN|TBI|TBR|POA|POR|O/R|OR|RQST|REQ|RFQ|CBC|C/C|CASE BY CASE|CASE-BY-CASE|BY CASE|BY CASE CHECK|CASE BASIS|CALL|PLEASE CALL|PLS CALL|CALL US|CALL FOR RATE|CALL FOR PRICE|CALL FOR|ASK FOR|CHECK WITH|REFER TO|ASK|PLS ASK|PLEASE ASK|CHECK|' +
    'PLS CHECK|PLEASE CHECK|CHECK PORT|CHECK RATE|CHECK SPACE|CHECK LINE|CHECK WITH LINE|CHECK CASE|CHECK WITH US|CHECK CASE BY CASE|SPOT|SPOT RATE|SPOT ONLY|TO BE ADVISED|TO BE ANNOUNCED|TO BE CONFIRMED|TO BE QUOTED|TO BE DETERMINED|TO BE CHECKED|TO FOLLOW|PENDING|SUBJECT TO QUOTE|' +
    'SUBJECT TO REQUEST|SUBJECT TO CONFIRMATION|QUOTE ON REQUEST|QUOTE|CONTACT|CONTACT US|PLEASE CONTACT|PLS CONTACT|NEGOTIABLE|TO BE NEGOTIATED|PLS ADVISE|PLEASE ADVISE|ASK FOR RATE|' +
    'A CONSULTAR|CONSULTAR|CONSULTA|BAJO CONSULTA|POR CONSULTAR|PREVIA CONSULTA|CONSULTE|BAJO PEDIDO|A PEDIDO|A CONVENIR|A SOLICITUD|POR CONFIRMAR|A CONFIRMAR|SOB CONSULTA|SOB SOLICITACAO|SOB PEDIDO|' +
    'AUF ANFRAGE|A. A.|AUF ANFR|ANFRAGE|A.A.|AA|N. A. ANFRAGE|SUR DEMANDE|OP AANVRAAG|SUR CONSULTATION|NOUS CONSULTER|SU RICHIESTA|DA CONFERMARE|LIEN HE|HOI GIA|THOA THUAN|THEO YEU CAU|BAO GIA SAU|CHECK GIA|' +
    'SORUNUZ|SORUN|TEKLIF|TEKLIF ISTEYINIZ|BY CASE|BY CASE CHECK|CHECK PORT|ATAS PERMINTAAN|HUBUNGI KAMI|NA ZAPYTANIE|НА ЗАПРОС|TALEP UZERINE|TALEBE GORE|SPOT SORUNUZ|BILGI ALINIZ|ПО ЗАПРОСУ|ДОГОВОРНАЯ|УТОЧНЯТЬ|' +
    '单询|單詢|另询|另詢|询价|詢價|单议|面议|面議|电询|电议|实单询价|实单申请|单申|申请|待定|待确认|待通知|另议|另行报价|洽询|电洽|请洽|洽谈|请询|另报|待报|CASE申请|一单一议|议价|応談|要相談|要問合せ|要問合|お問合せ|お問い合わせ|都度見積|応相談|都度|要確認|要确认|確認中|' +
    'สอบถาม|สอบถามราคา|โปรดสอบถาม|กรุณาสอบถาม|ติดต่อสอบถาม|ติดต่อ|โปรดติดต่อ|กรุณาติดต่อ|แจ้งภายหลัง|แล้วแต่ตกลง|عند الطلب|حسب الطلب|別途見積|別途見積り|別途お見積|別途お見積り|別途照会|別途協議|別途連絡|別途案内|별도문의|별도 문의|문의|협의|별도협의|추후공지|추후 공지|별도견적',
  tariff:
    '按船东|按船司|依船東|COME DA TARIFFA LOCALE|A TARIFFA|S/TARIFA|WG TARYFY|VOLGENS TARIEF|SESUAI TARIF|依實際|按實際|依船公司|實支實付|見公告|TARIFF|SELL AT GUIDE|AS PER GUIDE|PER GUIDE|GUIDE RATE|AT GUIDE RATE|AS PER TARIFF|PER TARIFF|AS TARIFF|AS PER CARRIER TARIFF|AS PER LOCAL TARIFF|LOCAL TARIFF|CARRIER TARIFF|AT TARIFF|SUBJECT TO TARIFF|AS PER CARRIER|AS PER LINE|AS PER LINES|PER LINE|AS PER LINER|' +
    'AS PER CONTRACT|AS PER TERMINAL|AS PER LOCAL|AS PER ACTUAL|AS PER ACTUALS|AS PER OUTLAY|AS PER RECEIPT|PER OUTLAY|AT COST|AT COSTS|COST|AT ACTUAL|AT ACTUALS|ACTUAL|ACTUALS|ACTUAL COST|AT OUTLAY|OUTLAY|' +
    'VATOS|V.A.T.O.S|VALID AT TIME OF SHIPMENT|VALID AT THE TIME OF SHIPMENT|SUBJECT TO VATOS|AS APPLICABLE|IF APPLICABLE|IF ANY|AS PER MARKET|VALID AT TIME|PER TARIFF PLUS|VARIABLE|' +
    'SEGUN TARIFA|SEGUN TARIFARIO|SEGUN NAVIERA|SEGUN LINEA|TARIFA|AL COSTO|A COSTO|CONFORME TARIFARIO|CONFORME TARIFA|CONFORME ARMADOR|CONFORME|TARIFARIO|A CUSTO|SELON TARIF|TARIF|AU COUT|A COUT REEL|' +
    'NACH TARIF|LAUT TARIF|LT. TARIF|LT TARIF|GEM. TARIF|GEMAESS TARIF|GEMAS TARIF|NACH AUFWAND|NACH AUSLAGE|AUSLAGEN|COME DA TARIFFA|TARIFFA|' +
    'THEO BIEU GIA|THEO BIEU PHI|THEO THUC TE|THUC CHI|THEO HANG TAU|THEO TARIFF|TARIFEYE GORE|TARIFE|ПО ТАРИФУ|' +
    '实报实销|實報實銷|按实|实报|按实际|按实际发生|按船公司|按船公司公布|见公告|按公告|依公告|タリフ|タリフ通り|実費|実費精算|실비|실비정산|실비청구|태리프|ตามจริง|ตามค่าใช้จ่ายจริง|ตามใบเสร็จ',
  included:
    'ΠΕΡΙΛ|ΠΕΡΙΛΑΜΒΑΝΕΤΑΙ|ΣΥΜΠΕΡΙΛ|ΔΩΡΕΑΝ|WLICZONE|W CENIE|INBEGREPEN|TERMASUK|INCLUSI|INCLUSE|KOSTENFREI|OFFERT|INCLUDED|INCLUDE|INCLUDES|INCLUDING|INCLUSIVE|INCL|INCL.|INC|INC.|INCLUDED IN|ALREADY INCLUDED|ALL IN|ALL-IN|ALLIN|ALL IN RATE|IN ALL-IN|FREE|FOC|F.O.C|FREE OF CHARGE|NO CHARGE|WAIVED|WAIVE|' +
    'INCLUIDO|INCLUIDA|INCLUIDOS|INCLUIDAS|INCLUYE|INCL EN|GRATIS|SIN COSTO|SIN CARGO|INCLUSO|INCLUSA|ISENTO|INCLUS|COMPRIS|GRATUIT|COMPRESO|INBEGRIFFEN|INKL|INKL.|INKLUSIVE|ENTHALTEN|EINGESCHLOSSEN|KOSTENLOS|FREI|' +
    'DA GOM|DA BAO GOM|BAO GOM|GOM|MIEN PHI|DAHIL|DAHILDIR|UCRETSIZ|ВКЛЮЧЕНО|ВКЛ|БЕСПЛАТНО|' +
    '含|已含|包含|包括|全包|内含|包|免|免费|免收|免費|不收费|込み|込|含む|無料|포함|포함됨|무료|면제|รวม|รวมแล้ว|ฟรี|ไม่คิดค่าใช้จ่าย|مشمول|شامل|مجانا|مجاني',
  not_offered:
    'N.B|NVT|N.V.T|NIE DOT|NIE DOTYCZY|ΟΧΙ|ΔΕΝ ΙΣΧΥΕΙ|×|✕|✗|NC|N.C|NO OPERA|NO RECALA|NO DIRECTO|NON SERVITO|NESSUN SERVIZIO|PAS DISPONIBLE|NON SERVI|NIET BESCHIKBAAR|GEEN SERVICE|GEEN DIENST|BRAK|BRAK SERWISU|НЕ ОБСЛУЖИВАЕТСЯ|НЕТ СЕРВИСА|TIDAK ADA|TIDAK TERSEDIA|不提供|不可|不走|無此服務|沒有|取扱なし|取扱い無し|取扱無し|設定なし|設定無し|サービス無し|취급불가|미취급|N/A|NA|N.A|N.A.|N/Q|NQ|N.Q|X|XX|NIL|NONE|NO|NOT APPLICABLE|NOT AVAILABLE|NOT AVAIL|NOT OFFERED|NOT QUOTED|NOT SERVED|NOT ACCEPTED|NOT ACCEPTABLE|NOT ALLOWED|NOT SUPPORTED|NOT VALID|NOT SERVICED|NOT POSSIBLE|UNAVAILABLE|' +
    'NO BID|NO-BID|NOBID|NO QUOTE|NO QUOTATION|NO OFFER|NO RATE|NO RATES|NO SERVICE|NO SERVICES|NO SVC|NO SRV|NO SERVICIO|NO ACCEPTANCE|NO ACCEPT|NO BOOKING|NO COVERAGE|NO EQUIPMENT|NO DIRECT SERVICE|NO OPTION|' +
    'DECLINED|DECLINE|EXPIRED|N/S|N.S|WITHDRAWN|DISCONTINUED|' +
    'NO APLICA|NO DISPONIBLE|NO HAY|NO HAY SERVICIO|SIN SERVICIO|SIN TARIFA|NO OFRECIDO|N/D|ND|N.D|N.V|NAO APLICAVEL|NAO DISPONIVEL|NAO ATENDE|NAO OFERECIDO|SEM SERVICO|SEM OFERTA|NON APPLICABLE|NON DISPONIBLE|PAS DE SERVICE|' +
    'NON DISPONIBILE|NON APPLICABILE|NICHT VERFUGBAR|NICHT MOGLICH|NICHT ANGEBOTEN|KEIN SERVICE|KEIN DIENST|KEIN ANGEBOT|ENTFALLT|K.A|K. A|KEINE ANGABE|' +
    'KHONG|KHONG CO|KHONG AP DUNG|KHONG NHAN|KHONG PHUC VU|YOK|UYGULANMAZ|SERVIS YOK|MEVCUT DEGIL|НЕТ|' +
    '无|無|没有|暂无|无服务|无报价|不适用|不接|不收|不挂靠|不靠|没接|不做|なし|該当なし|適用なし|適用外|設定なし|対象外|サービスなし|설정없음|해당없음|해당 없음|없음|불가|서비스없음|ไม่มี|ไม่มีบริการ|ไม่รับ|ไม่ให้บริการ|غير متاح|لا يوجد',
  ditto:
    'DITTO|DTO|DETTO|DO|DO.|SAME AS ABOVE|SAME|AS ABOVE|IDEM|ID.|ID|DITO|- DITTO -|S.O|S. O|SIEHE OBEN|WIE OBEN|IGUAL|IGUAL QUE ARRIBA|MESMO|COMME CI-DESSUS|COME SOPRA|NHU TREN|YUKARIDAKI GIBI|同上|同前|上同|〃|々|〃〃|상동|위와 같음|위와 동일|동일|ТО ЖЕ|เหมือนข้างต้น|เช่นเดียวกัน',
}

const byPhrase = new Map<string, PriceWord>()
for (const [word, phrases] of Object.entries(PHRASES)) {
  for (const phrase of phrases.split('|'))
    if (!byPhrase.has(key(simplified(phrase)))) byPhrase.set(key(simplified(phrase)), word as PriceWord)
}
/** Phrases that may begin a longer cell, longest first. Short Latin ones are words of other sentences ("DO", "NO", "A"). */
const openings = [...byPhrase.entries()]
  .filter(([phrase]) => /[^A-Z .]/.test(phrase) || phrase.length >= 3)
  .toSorted(([a], [b]) => b.length - a.length)
/** Openings that do not say alone what they say together with more: "free time 14 days", "call Mr Smith", "quote no". */
const WHOLE_ONLY = new Set(
  'FREE FULL VOLL COMPLET COMPLETO OFFERT BRAK STOP COST CHECK CALL ASK SPOT SAME QUOTE REQUEST CONTACT NONE TARIF TARIFA CONFORME INCLUDING INCLUDES INCLUDE INCLUYE IGUAL MESMO GOM BAO ACTUAL VARIABLE CONSULTA CLOSED PENDING INC IDEM POR REQ ALL 包 免 含 无 無 REQUEST'.split(
    ' ',
  ),
)
/** "Not included", "excl.", "extra": the opposite of what the word in it says, and no price. */
const NEGATED =
  /^(?:NOT INCL|EXCL|EXTRA|NO INCLUI|NAO INCLU|NICHT INKL|NICHT ENTH|EXKL|NON COMPRIS|NON INCL|CHUA GOM|CHUA BAO|KHONG BAO GOM|HARIC|DAHIL DEGIL|不含|未含|不包|另计|另加|另收|[別别]途(?!(?:お|御|ご)?(?:[見见]|問|问|照|相|[協协]|[連连]|案))|ไม่รวม|불포함|별도$)/
const LETTERS_APART = /^[A-Z](?:[.\s]+[A-Z]){2,3}$/
const DASHES = /^[-/\\_.\s~*]*[-/\\_~][-/\\_.\s~*]*$/
const DITTO_MARKS = /^(?:["']{1,3}|,,|[-\s]*"[-\s]*|〃+)$/

function key(text: string): string {
  return squeeze(text.replace(/[()[\]:;!?*]+/g, ' ')).replace(/[.\s]+$/, '')
}

/** What a text without a number says in place of a price; null when it says none of these things. */
export function readPriceWord(text: string): PriceWord | null {
  const folded = squeeze(simplified(alignedFold(text)))
  if (DITTO_MARKS.test(folded)) return 'ditto'
  if (DASHES.test(folded) && !/^[.*\s]+$/.test(folded)) return 'not_offered'
  const bare = key(folded)
  if (bare === '') return null
  // "T.B.A.", "P O R": the letters of a word apart.
  const whole =
    byPhrase.get(bare) ?? byPhrase.get(LETTERS_APART.test(bare) ? bare.replace(/[.\s]+/g, '') : bare)
  if (whole) return whole
  if (NEGATED.test(bare)) return null
  for (const [phrase, word] of openings) {
    if (WHOLE_ONLY.has(phrase) || !bare.startsWith(phrase)) continue
    if (!/[A-ZА-Я]$/.test(phrase) || !/^[A-ZА-Я]/.test(bare.slice(phrase.length))) return word
  }
  return within(bare)
}

/** "Rates suspended till further notice", "subject to local tariff": the word stands inside a short sentence. */
function within(bare: string): PriceWord | null {
  if (bare.length > 80) return null
  if (/\bSUSPEN|停收|暂停/.test(bare)) return 'suspended'
  if (/\b(?:ON|UPON) (?:REQUEST|APPLICATION)\b|\bCASE (?:BY|TO) CASE\b|单询|另询/.test(bare))
    return 'on_request'
  if (/\bTARIFF\b|\bVATOS\b|\bAT COST\b|^SELL AT .*\bGUIDE\b/.test(bare)) return 'tariff'
  if (/\b(?:INCLUDED|INCLUSIVE|INKLUSIVE|INCLUIDO)\b/.test(bare) && !/\bNOT? \S*INCL/.test(bare))
    return 'included'
  return null
}
