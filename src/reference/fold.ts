import { simplified } from './han.ts'

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

const CJK = /[\u3400-\u9fff\uac00-\ud7af]/
/** "Port" or "city" behind a name of at least two characters: 上海港, 부산항. */
const PORT_OR_CITY = /(?<=..)(?:港口|港|市|항)$/

/** Key under which a name is found: folded, abbreviations written out, blanks dropped ("ST. LOUIS" → "SAINTLOUIS"). */
export function placeKey(text: string): string {
  const words = foldText(text).split(' ')
  for (let i = 0; i < words.length; i++) words[i] = WRITTEN_OUT[words[i]!] ?? words[i]!
  const key = words.join('')
  if (!CJK.test(key)) return key
  return simplified(key).replace(PORT_OR_CITY, '')
}
