import { readCarrier } from '../reference/carriers.ts'
import { readCountry } from '../reference/countries.ts'
import { type Direction, directionOfTitle } from '../reference/direction.ts'
import { countriesIn, isExactly, isHomonym, isPort } from './place-words.ts'
import { isHeading, type Statement } from './statements.ts'

/** "Local charges for LUDHIANA - Export (w.e.f. 1 Dec)": where they are levied. */
const LEVIED_AT =
  /(?:^|\s)(?:for|at|in|from|en|em|in|für|à)\s+(\p{Lu}[\p{L} .'/]{2,30}?)\s*(?:[-–—(:,]|$|\b(?:export|import)s?\b)/iu

/** "MUNDRA LOCAL CHARGES (EXPORT)". */
const LEVIED = /^(\p{Lu}[\p{L} .']{2,30}?)\s*[-–—:]?\s*(?:locals?|port|terminal|export|import)\b/iu

/** "LOCAL CHARGES JAKARTA": the port alone behind the words. */
const LEVIED_BEHIND =
  /^(?:local|port|terminal|origin|destination|export|import) (?:charges?|fees?|costs?)\s*[-–—:]?\s+(\p{Lu}[\p{L} .']{2,30}?)\s*$/iu

/** What divides a title into parts that each say one thing. */
const DIVIDES = /\s+[-–—|·•/]+\s+|\s*[()（）[\]|:：]\s*/u
/** "PUERTO DE GUAYAQUIL", "Port of Santos". */
const PORT_OF =
  /^(?:(?:sea)?port (?:of )?|puerto (?:de )?|porto (?:de |di )?|port (?:de |du )|hafen |airport (?:of )?|aeropuerto (?:de )?|aeroporto (?:de |di )?|flughafen |порт |аэропорт )/iu
const CHARGES_OF =
  /^(?:gastos (?:locales|portuarios|en (?:destino|origen))|cargos locales|recargos(?: locales)?|taxas (?:locais|portuárias)|despesas locais|frais (?:locaux|portuaires)|lokale kosten|nebenkosten|phí local|local charges?|locals)(?: en| em| de| in| à| at)?\s+/iu
const SHORTEST_PORT = 3
/** A title of charges; that of a sheet of rates names the port of the rates, and charges may stand below them. */
const OF_CHARGES =
  /charges?\b|\bfees?\b|gastos|recargos|cargos|costos|taxas|despesas|frais|kosten|geb[uü]hren|zuschl[aä]ge|spese|费|費|phí|сбор|расход|ücret|masraf|부대|비용|諸掛|料金|チャージ/iu
/** Scripts that leave no blank behind a name: 台灣起運港本地費用, 日本側諸チャージ. */
const UNSPACED = /^[^\p{L}\d]*([\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}ー]{2,})/u
const LONGEST_UNSPACED = 8
const AT_SIDE =
  /^(?:各?(?:起[运運]|[装裝][货貨船]?|目的|卸[货貨]?|到[达達])?[港地]|側|侧|端|国内|當地|当地|現地|측)/u
const AT_START = /起[运運]|[装裝][货貨船]?港|積[地港み]|선적|출발/u
const AT_END = /目的[港地]|卸[货貨]?港|揚げ?[地港]|仕向|도착|양하/u
/** Words of companies, which may end with the country that they are in: "ANDES CARGO ECUADOR". */
const COMPANY =
  /(?<!\p{L})(?:cargo|carga|logisti\p{L}*|log[ií]stica|shipping|lines?|freight|forward\p{L}*|transport\p{L}*|spedition|agenc\p{L}*|maritim\p{L}*|naviera|consolidat\p{L}*|nvocc|express|trading|group|grupo|container|world\s?wide|international|internacional)\s*$/iu

/** "LOCAL CHARGES IN THAILAND (THB)": the way is said elsewhere. */
const IN_COUNTRY =
  /(?:local|charges?|fees?|gastos|frais|taxas|kosten|spese)(?!\p{L}).{0,12}\s(?:in|at|en|em|im)\s/iu

/** Where charges are levied, by one statement. */
export interface LeviedAt {
  readonly field: 'origin' | 'destination'
  /** As the statement writes it. */
  readonly text: string
  readonly confidence: number
}

/**
 * The place at which a title says that charges are levied: a port, or the only country that it names, which is no part of the
 * sender's name.
 *
 * @param way what the sheet says elsewhere of where the cargo goes
 * @param directed a column says it of each charge
 */
export function leviedAt(
  { text, cell }: Statement,
  { way, directed }: { readonly way: Direction | null; readonly directed: boolean },
): LeviedAt[] {
  const named = countriesIn(text).filter((country) => !endsCompany(text, text.indexOf(country), country))
  const opening = named.length === 0 && cell.kind === 'title' ? unspacedPlace(text) : null
  const countries = opening !== null && readCountry(opening) ? [opening] : named
  const own = directionOfTitle(text) ?? endSaid(text)
  if (countries.length === 0 && cell.kind === 'title') {
    const port = [LEVIED_AT.exec(text)?.[1], LEVIED.exec(text)?.[1], LEVIED_BEHIND.exec(text)?.[1]]
      .map((words) => words?.trim())
      .find((words) => words !== undefined && isExactly(words))
    const either = port ?? opening ?? portOfParts(text)
    if (either === null) return []
    // A table of charges both ways says of each row which.
    const said = own ?? (directed ? null : way)
    return said === null ? [] : [{ field: endOf(said), text: either, confidence: 0.8 }]
  }
  const [country] = countries
  // "Export Nordeuropa - Indien / Pakistan" names the other end of the trade.
  if (!country || new Set(countries.map(readCountry)).size > 1) return []
  if (own !== null) return [{ field: endOf(own), text: country, confidence: 0.8 }]
  if (!directed && way !== null && IN_COUNTRY.test(text))
    return [{ field: endOf(way), text: country, confidence: 0.7 }]
  // Each row takes the end that it speaks of.
  if (directed && cell.kind !== 'sheet_name')
    return [
      { field: 'origin', text: country, confidence: 0.6 },
      { field: 'destination', text: country, confidence: 0.6 },
    ]
  return []
}

const endOf = (way: Direction) => (way === 'export' ? ('origin' as const) : ('destination' as const))

/** "Rates exclude destination charges" says nothing of the way. */
const BESIDE =
  /exclu|excl\.|subject|\bplus\b|not incl|except|without|zzgl|zuz[uü]gl|no inclu|n[aã]o inclu|non compris|hors\b|不含|另/iu

/** Which way cargo goes of which names of tab and file, and titles, speak: the nearest that does. */
export function wayOf(statements: readonly Statement[]): Direction | null {
  const said = statements
    .filter((statement) => isHeading(statement) && !BESIDE.test(`${statement.key} ${statement.text}`))
    .toSorted((a, b) => b.nearness - a.nearness)
    .map(({ key, text }) => directionOfTitle(`${key} ${text}`.replaceAll('_', ' ')))
  return said.find((way) => way !== null) ?? null
}

/** "GASTOS LOCALES LCL - PUERTO DE GUAYAQUIL (USD)": of the parts of a title the one that is a port and nothing else. */
function portOfParts(text: string): string | null {
  if (!OF_CHARGES.test(text)) return null
  const bare = (part: string) =>
    (LEVIED_BEHIND.exec(part)?.[1] ?? part.replace(CHARGES_OF, '')).replace(PORT_OF, '').trim()
  // "GASTOS LOCALES VALPARAÍSO / SAN ANTONIO": at both of them, which are the ports of the sheet.
  const several = text.split(/\s+[-–—|·•]+\s+|\s*[()（）[\]|:：]\s*/u).map(bare)
  if (several.some((part) => part.includes('/') && part.split('/').every(mayBePort))) return null
  const parts = text.split(DIVIDES).map(bare)
  if (parts.length < 2) return null
  const ports = parts.filter(
    (part) => part.length >= SHORTEST_PORT && readCarrier(part) === null && isExactly(part),
  )
  return ports.length === 1 ? ports[0]! : null
}

const mayBePort = (part: string): boolean => isPort(part.trim()) || isHomonym(part.trim())

/** The country or the port with which a title of charges begins, where no blank divides it from what follows. */
function unspacedPlace(text: string): string | null {
  const run = OF_CHARGES.test(text) ? UNSPACED.exec(text)?.[1] : undefined
  if (run === undefined) return null
  const openings = Array.from({ length: Math.min(LONGEST_UNSPACED, run.length) - 1 }, (_, at) =>
    run.slice(0, at + 2),
  )
  const country = openings.findLast((words) => readCountry(words) !== null)
  // 台灣出口 is what the sheet is about; 台灣起運港 and 日本側 are where a charge is levied.
  if (country !== undefined) return AT_SIDE.test(run.slice(country.length)) ? country : null
  return openings.find(isExactly) ?? null
}

function endSaid(text: string): Direction | null {
  const start = AT_START.test(text)
  return start === AT_END.test(text) ? null : start ? 'export' : 'import'
}

/** A name of a company, then its country, then another part of the title or its end. */
function endsCompany(text: string, index: number, country: string): boolean {
  const before = text.slice(0, index).split(DIVIDES).at(-1)!
  const behind = text.slice(index + country.length)
  return (
    COMPANY.test(before) && /\p{L}\P{L}+\p{L}/u.test(before) && /^\s*(?:$|[-–—|:,.(（]|s\.?a)/iu.test(behind)
  )
}
