const WATERS =
  /^(?:the )?(?:gulf of \p{L}+|(?:golfo|golfe|golf) (?:de |d['’]|von )\p{L}+|strait(?:s)? of \p{L}+|(?:\p{L}+ )?straits?|(?:suez|panama|kiel)[- ]?(?:canal|kanal)|canal (?:de |du )?(?:suez|panam[aá])|suez|c\.?o\.?g\.?h\.?|(?:the )?cape|cape (?:of )?good hope|cabo de buena esperanza|cap de bonne[- ]esp[eé]rance|kap der guten hoffnung|red sea|mar rojo|mer rouge|bab[- ]el[- ]mandeb|苏伊士(?:运河)?|蘇伊士(?:運河)?|巴拿马运河|好望角|红海|紅海|亚丁湾|수에즈(?: ?운하)?|희망봉|スエズ(?:運河)?|喜望峰)(?:\s+(?:route|routing|passage))?$/iu

/** Whether a text names a strait, a gulf or a canal that a ship passes: cargo goes nowhere from there. */
export const isPassage = (text: string): boolean => WATERS.test(text.trim())

const CANAL_CITY = /^(?:panam[aá]|巴拿马|巴拿馬|パナマ|파나마)$/iu
const BY_WATER = /\ball[- ]?water\b|\baws\b|canal|运河|運河|운하|todo agua|全水/iu

/** "All water via Panama": the ship goes through the canal, and calls at no port of that name. */
export const isPassageIn = (text: string, sentence: string): boolean =>
  isPassage(text) || (CANAL_CITY.test(text.trim()) && BY_WATER.test(sentence))
