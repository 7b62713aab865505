import { type CarrierReading, findCarrier, readCarrier } from '../reference/carriers.ts'
import { type Statement, TITLE_CHARACTERS } from './statements.ts'
import type { Add } from './wanted.ts'

const SURE_CARRIER = 0.9
/** What the reference gives the first of several carriers in a text. */
const SEVERAL = 0.5
/** Desks head carriers so now and then; in a contract it is who ships. */
const OTHER_PARTY = /^(?:shipper|vendor|supplier|agent)s?$/iu
/** A name in capitals or with "Line" in it, up to a comma or the end. */
const SIGNED = /^[\s*•\-–]*([A-Z][A-Z.& ]{3,40}(?:LINES?|SHIPPING)[A-Z.,() ]{0,20}?)\s*(?:[,;:–-]\s|$)/

export function carrierOf(statement: Statement, add: Add): void {
  const { text, fields, cell, key } = statement
  if (fields[0] === 'carrier') {
    const carrier = readCarrier(text) ?? findCarrier(text)
    if (!carrier && OTHER_PARTY.test(key)) return
    if (carrier || text.length <= 60) add('carrier', statement, carrier?.text ?? text.trim(), 1.2)
    return
  }
  if (fields.length > 0 && cell.kind === 'key_value') return
  if (text.length > TITLE_CHARACTERS || cell.kind === 'note' || cell.kind === 'section') return
  const carrier = cell.kind === 'sheet_name' ? carrierOfTab(text) : findCarrier(fileWords(statement))
  // A forwarder or co-loader heads its own sheet; it is the sender, not the shipping line.
  // "The HMM or YML port rate": of two the first is not the one.
  if (carrier && carrier.confidence <= SEVERAL) return
  if (carrier && carrier.kind !== 'forwarder' && carrier.kind !== 'NVOCC')
    add('carrier', statement, carrier.text, 0.9)
}

/** "* INTERASIA LINES, general cargo only": a note that begins with the name of a line is signed by it. */
export function senderOf(statement: Statement, add: Add): void {
  const name = SIGNED.exec(statement.text)?.[1]
  const carrier = name && statement.text.length <= TITLE_CHARACTERS ? readCarrier(name) : null
  if (
    carrier &&
    carrier.confidence >= SURE_CARRIER &&
    carrier.kind !== 'forwarder' &&
    carrier.kind !== 'NVOCC'
  )
    add('carrier', statement, carrier.text, 0.5)
}

/** A tab may be called after its carrier; one that is a letter away from a carrier is called after something else. */
function carrierOfTab(text: string): CarrierReading | null {
  const whole = readCarrier(text)
  return whole && whole.confidence >= SURE_CARRIER ? whole : findCarrier(text)
}

/** A file name with its separators as blanks: readers look for words. */
function fileWords(statement: Statement): string {
  return statement.cell.kind === 'file_name'
    ? statement.text.replace(/\.[a-z]{2,4}$/i, '').replace(/[-_]+/g, ' ')
    : statement.text
}
