import type { Table } from '../tables/table.ts'
import type { Grid } from '../workbook/grid.ts'
import type { ColumnFacts } from './answerer.ts'
import { codesNameThese, holdsPlaceCodes } from './code-by-data.ts'
import { headingCues, sideOf } from './heading-cues.ts'
import type { End } from './lane-ends.ts'
import { carriageIn, isAddOn, outportsIn, saysOnTop, wayIn } from './outport-captions.ts'
import type { ColumnRole } from './understanding.ts'

const PLACES: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'origin',
  'destination',
  'origin_via',
  'destination_via',
  'transshipment_port',
  'loading_port',
  'unloading_port',
])
/** Share of the prices that are written with a plus. */
const SIGNED = 0.8
/** What a column of codes may be taken for. */
const CODES: ReadonlySet<ColumnRole> = new Set<ColumnRole>([...PLACES, 'origin_code', 'destination_code'])
const PLUS = /^(?:[A-Z]{3}\s*)?\+\s*(?:[A-Z]{3}\s*)?\d/u
const OUTPORT = /out-?\s?port|nebenhafen|feeder port|non-?base|puerto secundario/iu
const BASE =
  /base|basis|on top|via|über|over\b|haupthafen|main port|zeehaven|seehafen|\bsea ?port|gateway|puerto de mar|\bhubs?\b|relay|transit port|umladehafen|puerto (?:hub|pivote)|опорн|перевалк|中转|枢纽/iu
const PORT = /port|hafen|puerto|porto|港/iu
/** Rows further up or down in which a base port is looked for. */
const LOOKED_AT = 3000
/** Rows between a base port and the heading of its column. */
const HEADING_ROWS = 60

/**
 * Add-ons over a base rate name the outport or inland point and the port whose rate they come on top of. Which of two
 * columns is which their headings say; at which end of the lane both lie a caption says, else where the base ports stand
 * elsewhere on the sheet, or in the tables of the other sheets.
 */
export function settleOutports(
  table: Table,
  columns: readonly ColumnFacts[],
  answered: readonly ColumnRole[],
  others: readonly Table[] = [],
): ColumnRole[] {
  const roles = [...answered]
  const placed = roles.flatMap((role, at) => (PLACES.has(role) ? [at] : []))
  // "Hub | Hub UNLOC": codes of the names beside them are no places of their own.
  const named = placed.filter((at) => !placed.some((other) => isCodeOf(columns, at, other)))
  // "S.China | ZHONGSHAN | Shekou": a column without a heading parts the rows by region.
  const areas = named.length === 3 ? named.filter((at) => isUnnamed(columns[at]!)) : []
  const places = areas.length === 1 ? named.filter((at) => !areas.includes(at)) : named
  const [first, second] = places
  if (places.length !== 2 || first === undefined || second === undefined) return roles
  const carried = carriageIn(table)
  const signed = isSigned(columns, roles)
  if (carried === null && !signed && !saysOnTop(table) && !areAddOns(columns, roles)) return roles
  const base = baseOf(columns, [first, second], carried !== null)
  if (base === null) return roles
  const point = base === first ? second : first
  const [own, other] = [columns[point]!, columns[base]!].map(({ header }) => sideOf(header.own))
  // "From Lyon | To port Fos": both ends of a leg, as their headings say.
  if (own && other && own !== other) return roles
  const end =
    outportsIn(table) ??
    carried ??
    own ??
    other ??
    endOfBases(table, columns[base]!, others) ??
    wayIn(table) ??
    endIn(roles, point)
  if (end === null) return roles
  roles[point] = end
  roles[base] = `${end}_via`
  for (const at of areas) roles[at] = 'ignored'
  for (const at of columns.keys())
    if (CODES.has(roles[at]!) && isCodeOf(columns, at, base)) roles[at] = 'ignored'
  return roles
}

/** Whether a column holds the codes of the names of another: the same places, or right behind it under a heading of codes. */
function isCodeOf(columns: readonly ColumnFacts[], at: number, names: number): boolean {
  const [codes, named] = [columns[at]!, columns[names]!]
  if (at === names || !holdsPlaceCodes(codes) || holdsPlaceCodes(named)) return false
  const behind = at === names + 1 && /code|\bkod|unloc|代码|代碼/iu.test(codes.header.own)
  return behind || codesNameThese(codes, named) === true
}

/** Whether every price is headed as an add-on: "Add-on per W/M". */
function areAddOns(columns: readonly ColumnFacts[], roles: readonly ColumnRole[]): boolean {
  const prices = columns.filter((_, at) => roles[at] === 'price')
  return prices.length > 0 && prices.every(({ header }) => isAddOn(header.parts.join(' ')))
}

const isUnnamed = ({ header }: ColumnFacts): boolean => header.parts.length === 0 || header.borrowed

/** The end that the roles as answered leave to the outport, where they make a pair of it and its base port. */
function endIn(roles: readonly ColumnRole[], point: number): End | null {
  const role = roles[point]
  return (role === 'origin' || role === 'destination') && roles.includes(`${role}_via`) ? role : null
}

function isSigned(columns: readonly ColumnFacts[], roles: readonly ColumnRole[]): boolean {
  const prices = columns
    .flatMap(({ profile }, at) => (roles[at] === 'price' ? profile.texts : []))
    .filter((text) => /\d/.test(text))
  return prices.length > 0 && prices.filter((text) => PLUS.test(text.trim())).length >= SIGNED * prices.length
}

/** Of two columns of places the one with the base ports. */
function baseOf(
  columns: readonly ColumnFacts[],
  places: readonly [number, number],
  carried: boolean,
): number | null {
  const headings = places.map((at) => columns[at]!.header.own)
  const only = (test: (heading: string) => boolean): number | null => {
    const found = places.filter((_, i) => test(headings[i]!))
    return found.length === 1 ? found[0]! : null
  }
  const outport = only((heading) => OUTPORT.test(heading))
  if (outport !== null) return places.find((at) => at !== outport)!
  const base = only((heading) => BASE.test(heading))
  if (base !== null) return base
  const inland = only((heading) => headingCues(heading).includes('inland'))
  if (inland !== null) return places.find((at) => at !== inland)!
  return carried ? only((heading) => PORT.test(heading)) : null
}

/**
 * The end of whose column the base ports stand in, in the other tables of the sheet, else in those of the other sheets.
 */
function endOfBases({ grid, range }: Table, { profile }: ColumnFacts, others: readonly Table[]): End | null {
  const names = new Set(profile.texts.map((text) => text.trim().toLowerCase()).filter((text) => text !== ''))
  const here = endOfNames(grid, names, (row) => row < range.top || row > range.bottom)
  if (here !== null) return here
  const votes = others.flatMap((other) =>
    other.grid === grid
      ? []
      : (endOfNames(other.grid, names, (row) => row >= other.range.top && row <= other.range.bottom) ?? []),
  )
  return new Set(votes).size === 1 ? votes[0]! : null
}

const LONGEST_CAPTION = 120
const STARTS = /^(?:rates? |freight )?(?:ex|from|pol|load(?:ing)? ports?|port of loading)\b/u
const ENDS = /^(?:rates? |freight )?(?:to|pod|discharge ports?|port of discharge)\b/u

/** "EX: NHAVA SHEVA / MUNDRA" over a table of the sheet: the end at which base ports lie. */
function endOfCaption(text: string, names: ReadonlySet<string>): End | null {
  if (text.length > LONGEST_CAPTION) return null
  const end = STARTS.test(text) ? 'origin' : ENDS.test(text) ? 'destination' : null
  if (end === null) return null
  const words = ` ${text.replace(/[^\p{L}\d]+/gu, ' ')} `
  return [...names].some((name) => words.includes(` ${name.replace(/[^\p{L}\d]+/gu, ' ')} `)) ? end : null
}

function endOfNames(grid: Grid, names: ReadonlySet<string>, counts: (row: number) => boolean): End | null {
  const votes = { origin: 0, destination: 0 }
  for (let i = 0; i < Math.min(grid.filledRows.length, LOOKED_AT); i++) {
    const row = grid.filledRows[i]!
    if (!counts(row)) continue
    for (const column of Array.from(grid.filledColumns(row))) {
      const text = grid.text(row, column).trim().toLowerCase()
      const captioned = endOfCaption(text, names)
      if (captioned !== null) votes[captioned]++
      if (!names.has(text)) continue
      for (let above = row - 1; above >= Math.max(1, row - HEADING_ROWS); above--) {
        const end = grid.kind(above, column) === 'text' ? sideOf(grid.text(above, column)) : null
        if (end === null) continue
        votes[end]++
        break
      }
    }
  }
  if (votes.origin === votes.destination) return null
  return votes.origin > votes.destination ? 'origin' : 'destination'
}
