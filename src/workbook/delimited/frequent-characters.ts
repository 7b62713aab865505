/**
 * Characters that make up most of a rate sheet in each language beside ASCII: those of the trade's words and the most
 * frequent ones of running text. Bytes read in a wrong encoding give characters from all over the script instead, of
 * which few stand here.
 */
const CHINESE_BOTH =
  '的一不在有人中大上地到以可用我年生自同成也方法如量日公司日月元美目海周天三二四五六七八九十小外全市本文及或其下前高合分代安重每市京津广州深圳上海天津青大宁波南沙基隆高雄台北香新加坡泰越南印尼仁川釜山名古屋神口包括直航零下空'
const SIMPLIFIED =
  '这为国来时个们说会对发经过学业现实费运港价船报货单备注箱柜危険险号区类户类际线东欧美达转标准开关单订舱码头联系电话传真邮编地址贸易适用项税币种计录业务员截关舱总额张预订达门图济连厦荣阳华约钱议员详询请确认临时调整随时变动为准盘压夜车队龙泽长马来西亚菲律宾柬埔寨'
const TRADITIONAL =
  '這為國來時個們說會對發經過學業現實費運港價船報貨單備註箱櫃險號區類戶際線東歐達轉標準開關訂艙碼頭聯繫電話傳真郵編貿易適用項稅幣種計錄務員總額張預門圖濟連廈榮陽華約錢議詳詢請確認臨時調整隨時變動為準盤壓車隊龍澤長馬來亞賓寨附加進口出口臺灣'
const TRADE_COMMON =
  '起运目的港附加有效期自至说明进出口海运费航程天数船公司截止日班次中转备注箱型尺寸小柜大柜高柜干货冷柜拼箱整箱报价表更新单位票吨立方操作文件保险仓库提单'
const KANA =
  'のにはをたがでてとしれさあいうえおかきくけこそすせちつなねひふへほまみむめもやゆよらりるろわんアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポャュョッー'
const JAPANESE =
  '日本港運賃料金船社積揚地向仕出東京横浜名古屋大阪神戸博多門司清水有効期間適用開始終了備考円込税別込航路経由週便通貨所要数株式会社御中見積書目的荷受渡場混載重量容積単価最低追加燃油割増危険品冷凍乾年月火水木金土発着直行上海釜山高雄香'
const HANGUL =
  '이다는을를의가에한지하고로도인사기리자시어대일정스해수있그서라나과제보전부만여주아와적은상동원비성도신유음장조들당선료임운항적출입품목유효기간화물컨테이너포함별도문의변경가능할증피트냉동일반통관서류발행부산인천광양평택울산마감출항소요환적직항노선요율표단위최저비고달러유로중국본베트남태국홍콩싱가포르말레시아미주구권호쿄오카요코하마칭다오닝샤먼셔클락방콕자르타바람찹니습없됩니까또및등각국내외톤당건당용입금추변실비협'

const LATIN_WESTERN = 'áéíóúñüàèìòùâêîôûãõçäëïöÁÉÍÓÚÑÜÇÃÕÂÊÔÀÈÄÖßåøæÅØÆœº°ª«»¿¡€£–—‘’“”…•·\u00a0´²³½'
const LATIN_CENTRAL = 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰöüÖÜăâîșțşţ€–—’“”\u00a0°'
const LATIN_TURKISH = 'ışğçöüİŞĞÇÖÜâî€–—’“”\u00a0°'
const CYRILLIC = 'абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯёЁіїєґІЇЄҐ№€–—«»\u00a0°'

/** Frequent characters by the name under which `iconv-lite` knows the encoding, likelier encodings first. */
export const FREQUENT_CHARACTERS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['windows-1252', new Set(LATIN_WESTERN)],
  ['gb18030', new Set(`${CHINESE_BOTH}${SIMPLIFIED}${TRADE_COMMON}`)],
  ['big5', new Set(`${CHINESE_BOTH}${TRADITIONAL}目的地起運港有效期自至說明進出口航程天數班次中轉箱型`)],
  ['shift_jis', new Set(`${KANA}${JAPANESE}`)],
  ['euc-kr', new Set(HANGUL)],
  ['windows-1254', new Set(LATIN_TURKISH)],
  ['windows-1250', new Set(LATIN_CENTRAL)],
  ['windows-1251', new Set(CYRILLIC)],
])

/** Punctuation of East Asian texts: common to all of them, so it says little which one it is. */
export const EAST_ASIAN_PUNCTUATION: ReadonlySet<string> = new Set(
  '、。，：；（）《》「」【】！？～·　％／－＋—…',
)
