export type Direction = 'export' | 'import'

const EXPORT =
  /(?<!\p{L})(?:exp(?:orts?)?|outbound|origin|pol|exportaci[oó]n|exporta[cç][aã]o|esportazione|ausfuhr|xuất|hàng xuất|ihracat|экспорт)(?!\p{L})|出口|輸出|수출/iu
const IMPORT =
  /(?<!\p{L})(?:imp(?:orts?)?|inbound|dest(?:ination)?|pod|importaci[oó]n|importa[cç][aã]o|importazione|einfuhr|nhập|hàng nhập|ithalat|импорт)(?!\p{L})|进口|進口|輸入|수입/iu
/** Longer texts are sentences. */
const LONGEST = 24

/** Which way cargo goes of which a cell speaks ("EXPORT", "IMP", 进口); null where it says neither, or both. */
export function readDirection(text: string): Direction | null {
  if (text.length > LONGEST) return null
  const out = EXPORT.test(text)
  const into = IMPORT.test(text)
  return out === into ? null : out ? 'export' : 'import'
}
