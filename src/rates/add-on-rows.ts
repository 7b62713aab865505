import type { Mapping, PriceColumn } from '../mapping/mapping.ts'
import { remember } from '../reference/aligned.ts'
import type { ContextCell, Table } from '../tables/table.ts'

type End = 'origin' | 'destination'

/** "+ Shenzhen", "(+) Shenzhen", "Add-on: Shimizu": what marks a place as reached from the one above, at an extra. */
const MARK =
  /^[\s\u3000]*(?:\(\s*[+＋]\s*\)|[+＋]|(?:add[- ]?on|arb(?:itrary)?|out-?port)s?\s*[:.–-])[\s\u3000]*(?=\p{L})/iu
/** "Shimizu (add-on)", "Shimizu - outport". */
const MARK_BEHIND =
  /(?<=\p{L}[)\]]?)\s*(?:[([]\s*(?:add[- ]?on|arb(?:itrary)?|out-?port|[+＋])s?\s*[)\]]|[–-]\s*(?:add[- ]?on|arbitrary|out-?port)s?)\s*$/iu
/** "Rows marked * are add-ons", "» = on top of the gateway above": another sign that a note gives this meaning. */
const SIGN =
  /(?:^|[\s"'“‘(])([*#†‡»>^~•–-])["'”’)]?\s*(?:=|:|are\b|is\b|means?\b|denotes?\b|indicates?\b|rows\b|ports?\b|points?\b|destinations?\b)[^.;\n]{0,60}?(?:\badd[- ]?ons?\b|\barbitrar(?:y|ies)\b|\bout-?ports?\b|\bon top of\b|\badd(?:ed)? to the\b)/iu
/** A price that is added to another: "+50", "USD +50". */
const ADDED_PRICE = /^(?:[A-Z]{3}\s*|[$€£]\s*)?[+＋]\s*(?:[A-Z]{3}\s*|[$€£]\s*)?\d/u

/**
 * Rows below a gateway whose price comes on top of the gateway's: "+ Shenzhen" below "Hong Kong". A list in which every
 * row is marked has no gateways, and its rows are lanes like others.
 */
export class AddOnRows {
  /** The end whose places are marked; null where none is. */
  readonly end: End | null
  readonly #rows: ReadonlyMap<number, 'mark' | 'price'>
  readonly #sign: string | null

  constructor(table: Table, mapping: Mapping) {
    const sign = signOf(table.context)
    this.#sign = sign
    for (const end of ['destination', 'origin'] as const) {
      const column = mapping[end]
      if (typeof column !== 'number') continue
      const rows = markedRows(table, mapping, column, sign)
      if (rows === null) continue
      this.end = end
      this.#rows = rows
      return
    }
    this.end = null
    this.#rows = new Map()
  }

  has(row: number): boolean {
    return this.#rows.has(row)
  }

  /** Whether its prices alone say so ("+50" among 300, 450): then the row above need not be its gateway. */
  byPrice(row: number): boolean {
    return this.#rows.get(row) === 'price'
  }

  /** The place in a marked cell. */
  unmarked(text: string): string {
    const bare = text.replace(MARK, '').replace(MARK_BEHIND, '').trim()
    return this.#sign !== null && bare.startsWith(this.#sign) ? bare.slice(this.#sign.length).trim() : bare
  }
}

function signOf(context: readonly ContextCell[]): string | null {
  for (const { key, text, position } of context) {
    if (position === 'workbook') continue
    const sign = SIGN.exec(key === null ? text : `${key}: ${text}`)?.[1]
    if (sign) return sign
  }
  return null
}

/** The rows that are marked, with the blank ones that continue them; null where none is, or no gateway stands above them. */
function markedRows(
  table: Table,
  { rates }: Mapping,
  column: number,
  sign: string | null,
): ReadonlyMap<number, 'mark' | 'price'> | null {
  const { grid, firstDataRow, lastDataRow, sectionRows } = table
  const freight = rates.filter(({ type }) => type === 'base' || type === 'total')
  const aside = new Set(sectionRows)
  const rows = new Map<number, 'mark' | 'price'>()
  const isMarked = remember((text) => bearsMark(text, sign))
  let gateway = false
  let marked: 'mark' | 'price' | null = null
  for (let row = firstDataRow; row <= lastDataRow; row++) {
    if (aside.has(row)) {
      marked = null
      continue
    }
    const text = grid.text(row, column)
    if (text.trim() !== '') {
      const added = () => isAdded((column) => grid.text(row, column).trim(), freight)
      marked = isMarked(text) ? 'mark' : added() ? 'price' : null
      gateway ||= marked === null
    }
    if (marked === null) continue
    if (!gateway) return null
    rows.set(row, marked)
  }
  return rows.size > 0 ? rows : null
}

const bearsMark = (text: string, sign: string | null): boolean =>
  MARK.test(text) || MARK_BEHIND.test(text) || (sign !== null && text.trimStart().startsWith(sign))

function isAdded(textOf: (column: number) => string, freight: readonly PriceColumn[]): boolean {
  let added = false
  for (const { id } of freight) {
    const price = textOf(id)
    if (!/\d/.test(price)) continue
    if (!ADDED_PRICE.test(price)) return false
    added = true
  }
  return added
}
