/** Traditional characters of names of ports and of words of the trade, and at the same place below their simple form. */
const TRADITIONAL =
  '臺灣門東廣連雲橫濱漢倫羅馬來亞蘭薩島爾達烏聖維納紐約麗貝費蓋傑錫諾頓義國韓龍華溫營煙鹽慶長陽陰張鎮寧蘇開關歐葉塢檳諸農險' +
  '勞絲賓魯聯賽鶴廈黃頭倉揚蕪欽霧嶼瓏峴邊奧啟沖臨濟遼錦鐵滬粵閩蓮贛鄭綿貴陝滄婁瀾樂喬紹錢鳳盧圖壩灘萊鄉縣區線議單詢價無報櫃' +
  '實銷暫標運務電話艙滿頂凍幹貨轉換經減緊碼條鉛證檢稅輸進選訂簽設備擁幣戰爭災節說註類別規範體積噸發業產環調級護處還點遠寶壟' +
  '勝興億總匯澤齊魚後動場車軌爐裝貼補贊違應確認計請談鹼號稱爲為個幾採據隨機楊鎊貿淨續繞過蘿薈鴻榮諮裏順錨鑽劃訊從兩雙週邁喪' +
  '優異質樣醫藥紙鋼鋁腦傢預協團終給網緩練纖術衛觀視訓記許論識讓貳賣購贈較輕軟釋銀銅閉間隊隻雜離難靜響項須領題額願飛飯飲館驗' +
  '鮮麥黨適擠潔內陸繳賬帳對時寫壓燈籠損壞瀋'
const SIMPLE =
  '台湾门东广连云横滨汉伦罗马来亚兰萨岛尔达乌圣维纳纽约丽贝费盖杰锡诺顿义国韩龙华温营烟盐庆长阳阴张镇宁苏开关欧叶坞槟诸农险' +
  '劳丝宾鲁联赛鹤厦黄头仓扬芜钦雾屿珑岘边奥启冲临济辽锦铁沪粤闽莲赣郑绵贵陕沧娄澜乐乔绍钱凤卢图坝滩莱乡县区线议单询价无报柜' +
  '实销暂标运务电话舱满顶冻干货转换经减紧码条铅证检税输进选订签设备拥币战争灾节说注类别规范体积吨发业产环调级护处还点远宝垄' +
  '胜兴亿总汇泽齐鱼后动场车轨炉装贴补赞违应确认计请谈碱号称为为个几采据随机杨镑贸净续绕过萝荟鸿荣咨里顺锚钻划讯从两双周迈丧' +
  '优异质样医药纸钢铝脑家预协团终给网缓练纤术卫观视训记许论识让贰卖购赠较轻软释银铜闭间队只杂离难静响项须领题额愿飞饭饮馆验' +
  '鲜麦党适挤洁内陆缴账账对时写压灯笼损坏沈'
/** Characters as Japan writes them, and the simple form of each: 塩田 is 盐田, as 鹽田 is. */
const JAPANESE = '塩済仏営満関広浜沢恵黒竜県斉観覧'
const JAPANESE_SIMPLE = '盐济佛营满关广滨泽惠黑龙县齐观览'
const IDEOGRAPH = /[\u3400-\u9fff]/g

const simple = new Map(Array.from(TRADITIONAL + JAPANESE, (ch, at) => [ch, (SIMPLE + JAPANESE_SIMPLE)[at]!]))

/** A text in which traditional and Japanese characters are simple ones, each at its index: 另議 and 另议, 廈門 and 厦门 are one. */
export function simplified(text: string): string {
  return text.replace(IDEOGRAPH, (ch) => simple.get(ch) ?? ch)
}
