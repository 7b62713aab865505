/** Letters that Unicode does not decompose into a base letter and a mark. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  Đ: 'D',
  Ð: 'D',
  Ø: 'O',
  Æ: 'AE',
  Œ: 'OE',
  Ł: 'L',
  Þ: 'TH',
  ẞ: 'SS',
  ß: 'SS',
  Ħ: 'H',
  İ: 'I',
  ı: 'I',
}
const UNDECOMPOSED_LETTERS = /[ĐÐØÆŒŁÞẞßĦİı]/g
const PLAIN = /^[A-Z0-9 ]*$/

/**
 * Text reduced to what two spellings of a name have in common: upper case, no diacritics, full-width forms made plain,
 * apostrophes dropped, all other punctuation turned into one blank. Chinese, Japanese, Korean, Thai and Cyrillic
 * letters stay.
 */
export function foldText(text: string): string {
  const upper = text.toUpperCase()
  if (PLAIN.test(upper)) return upper.replace(/ +/g, ' ').trim()
  return upper
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(UNDECOMPOSED_LETTERS, (letter) => UNDECOMPOSED[letter] ?? letter)
    .toUpperCase()
    .replace(/['’‘`´ʼ"“”]/g, '')
    .replace(/(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?:\.|(?![\p{L}\p{N}])))/gu, '$1')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
}

/** Words that carriers shorten at will; both sides of a comparison are written out. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  ST: 'SAINT',
  STE: 'SAINTE',
  STA: 'SANTA',
  STO: 'SANTO',
  PT: 'PORT',
  PTO: 'PUERTO',
  FT: 'FORT',
  MT: 'MOUNT',
  PTE: 'POINTE',
  TG: 'TANJUNG',
  TJ: 'TANJUNG',
  TJG: 'TANJUNG',
  TANJONG: 'TANJUNG',
}

/** Traditional forms of characters that stand in names of ports and countries. */
const SIMPLIFIED = new Map(
  [
    ...'臺台灣湾門门東东廣广深深連连雲云橫横濱滨漢汉倫伦羅罗馬马來来亞亚蘭兰薩萨島岛爾尔達达烏乌聖圣維维納纳紐纽約约麗丽鹿鹿貝贝費费蓋盖傑杰里里錫锡諾诺頓顿義义國国韓韩龍龙華华溫温營营煙烟鹽盐慶庆長长陽阳陰阴張张營营鎮镇寧宁蘇苏開开關关歐欧亂乱葉叶塢坞檳槟諸诸農农險险勞劳絲丝賓宾魯鲁聯联賽赛鶴鹤',
  ].reduce<[string, string][]>((pairs, ch, i, all) => {
    if (i % 2 === 0) pairs.push([ch, all[i + 1]!])
    return pairs
  }, []),
)
const CJK = /[\u3400-\u9fff]/

/** Key under which a name is found: folded, abbreviations written out, blanks dropped ("ST. LOUIS" → "SAINTLOUIS"). */
export function placeKey(text: string): string {
  const words = foldText(text).split(' ')
  for (let i = 0; i < words.length; i++) words[i] = WRITTEN_OUT[words[i]!] ?? words[i]!
  const key = words.join('')
  return CJK.test(key) ? key.replace(/[\u3400-\u9fff]/g, (ch) => SIMPLIFIED.get(ch) ?? ch) : key
}
