export type Direction = 'export' | 'import'

const EXPORT =
  /(?<!\p{L})(?:exp(?:orts?)?|outbound|orig(?:in|en|em|ine)|pol|exportaci[oó]n|exporta[cç][aã]o|esportazione|ausfuhr|xuất|hàng xuất|ihracat|экспорт)(?!\p{L})|出口|輸出|수출|起[运運][港地]/iu
const IMPORT =
  /(?<!\p{L})(?:imp(?:orts?)?|inbound|dest(?:ination|ino|inazione)?|pod|importaci[oó]n|importa[cç][aã]o|importazione|einfuhr|nhập|hàng nhập|ithalat|импорт)(?!\p{L})|进口|進口|輸入|수입|目的[港地]/iu
/** Words of titles, also inside longer ones. */
const FOR_EXPORT =
  /export|(?:origin|load(?:ing)? port|pol) (?:local|thc|charge|cost)|(?:spese|costi|diritti) (?:in |di |all['’])?(?:partenza|origin|imbarco)|esportaz|ekspor|(?:frais|charges) (?:locaux |portuaires )?au d[ée]part|(?:nebenkosten|geb[uü]hren|kosten) (?:im )?(?:abgang|verladehafen)|輸出|発地|origin charges|(?:locale?s|locais|gastos|costos|taxas|frais|kosten|fees) (?:de |do |d['’])?orig[ei]|(?:en|na|no|at|à l['’]) ?orig[ei]|outbound|ausfuhr|exportaci|exporta|出口|xuất|수출|輸出|ihracat/iu
const FOR_IMPORT =
  /import(?!an[tc]|e[sn]?\b|[oi]\b)|(?:dest(?:ination|\.)?|disch\w* port|pod) (?:local|thc|charge|cost)|(?:spese|costi|diritti) (?:a |in |di )?(?:destin|arrivo|sbarco)|(?:frais|charges) (?:locaux |portuaires )?[àa] l['’]arriv[ée]e|(?:nebenkosten|geb[uü]hren|kosten) (?:im )?(?:empfang|bestimmungshafen|l[oö]schhafen)|着地|(?:locale?s|locais|gastos|costos|taxas|frais|kosten|fees) (?:de |do |à )?destin|(?:en|no|at|à) destin|inbound|einfuhr|importaci|importa|进口|進口|nhập|수입|輸入|ithalat/iu
/** "FREIGHT OFFER EX JEBEL ALI": where nothing else is said, cargo that leaves. */
const EX = /(?<![\p{L}\d.-])ex[ .-]+\p{L}{3}/iu
/** Longer texts are sentences. */
const LONGEST = 24

/** Which way cargo goes of which a cell speaks ("EXPORT", "IMP", 进口); null where it says neither, or both. */
export function readDirection(text: string): Direction | null {
  if (text.length > LONGEST) return null
  const out = EXPORT.test(text)
  const into = IMPORT.test(text)
  return out === into ? null : out ? 'export' : 'import'
}

/** What stands beside "origin" or "export" in a cell that says nothing else. */
const ASIDES =
  /^(?:\P{L}|(?:at|on|in|the|side|end|ports?|only|leg|local|country|charges?|en|la|el|im|am|bei)(?!\p{L}))*$/iu
/** Rows of which a column of ends says that both are meant, or neither. */
const EITHER =
  /^(?:all|any|both(?: (?:ends|sides|ways))?|either|n\/?a|-+|todos?|ambos|beide|全部|两端|兩端)$/iu

/** Which end a cell names and nothing else ("At: Origin"); `either` for "All" and "Both"; null for any other text. */
export function endOnly(text: string): Direction | 'either' | null {
  const bare = text.trim()
  if (EITHER.test(bare)) return 'either'
  const way = readDirection(bare)
  return way !== null && ASIDES.test(bare.replace(way === 'export' ? EXPORT : IMPORT, '')) ? way : null
}

/** Which way cargo goes of which a title speaks ("Origin charges", "TAXAS LOCAIS NA ORIGEM"); null for neither, or both. */
export function directionOfTitle(text: string): Direction | null {
  const out = FOR_EXPORT.test(text)
  const into = saysImport(text)
  if (out === into) return !out && EX.test(text) ? 'export' : null
  return out ? 'export' : 'import'
}

/** Whether a title speaks of imports, whatever else it speaks of. */
export function saysImport(text: string): boolean {
  return FOR_IMPORT.test(text)
}
