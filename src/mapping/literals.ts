import { isInColumn } from '../rates/values/date-statements.ts'
import { findDates, statedValidity } from '../rates/values/dates.ts'
import { readContainers } from '../reference/containers.ts'
import type { LiteralAnswer } from './answerer.ts'
import { contractOf, contractStatements } from './contract-statement.ts'
import type { MappingField } from './mapping.ts'
import { namedPort } from './named-port.ts'
import { passedPort } from './passed-port.ts'
import { carrierOf, senderOf } from './stated-carrier.ts'
import { placesOf } from './stated-places.ts'
import { isHeading, type Statement, TITLE_CHARACTERS } from './statements.ts'
import type { Add, Wanted } from './wanted.ts'

const FAK = /\bFAK\b|freight all kinds|\bG\.?D\.?S\.?M\b|general cargo|普货|普通货物/iu
const REEFER =
  /\breefers?\b|refrigerad\w*|temperature controlled|controlled temperature|冷藏|冻柜|冷柜|냉동|リーファー|kühlcontainer/iu
const MODE =
  /\b(?:cy|sd|cfs|door|ramp|fo|fi)\s*[/-]\s*(?:cy|sd|cfs|door|ramp|fo|fi)\b|\bdoor to door\b|\bport to port\b/i

/** Everything that the surroundings state for a table, with the words and the cell. */
export function findLiterals(statements: readonly Statement[], wanted: Wanted): LiteralAnswer[] {
  const found: LiteralAnswer[] = []
  const wants = (field: MappingField) => !wanted.columns.has(field)
  const add = (field: MappingField, statement: Statement, text: string, confidence: number) => {
    found.push({ field, context: statement.context, text, confidence: confidence * statement.nearness })
  }
  const numbered = contractStatements(statements)
  const front = new Set(
    statements
      .filter(
        (statement) =>
          statement.fields.includes('contract_number') || (statement.key !== '' && numbered.has(statement)),
      )
      .map(sheetOf),
  )
  // What two other sheets say differently holds for neither.
  const elsewhere = new Set(
    statements
      .filter((statement) => !statement.own && numbered.has(statement))
      .flatMap((statement) => contractOf(statement) ?? []),
  )
  for (const statement of statements) {
    const { text, fields, cell } = statement
    const heading = isHeading(statement)
    // In a contract's front block a key holds for the whole workbook.
    const frontBlock = !statement.own && fields.length > 0 && front.has(sheetOf(statement))
    if (wants('carrier'))
      if (cell.position !== 'below' && cell.kind !== 'note') carrierOf(statement, add)
      // A list of contacts on another sheet is signed by nobody.
      else if (statement.own) senderOf(statement, add)
    if (wants('contract_number')) {
      const number = numbered.has(statement) ? contractOf(statement) : null
      if (number && (statement.own || elsewhere.size === 1)) add('contract_number', statement, number, 1)
    }
    if (wants('commodity') && (heading || frontBlock)) {
      if (fields[0] === 'commodity') add('commodity', statement, text.trim(), 1)
      else if (statement.own && wanted.lanes && cell.kind !== 'file_name') {
        // "FAK rates. Validity: 01/12 to 31/12" is split at its colon.
        const fak = FAK.exec(text) ?? FAK.exec(statement.key)
        if (fak && text.length <= TITLE_CHARACTERS) add('commodity', statement, fak[0], 0.8)
      }
    }
    if (wants('service_line') && heading && fields[0] === 'service_line' && text.length <= 40)
      add('service_line', statement, text.trim(), 1)
    if (
      wants('service_mode') &&
      heading &&
      (fields[0] === 'service_mode' || text.length <= TITLE_CHARACTERS)
    ) {
      const mode = MODE.exec(text)
      if (mode) add('service_mode', statement, mode[0], 0.8)
    }
    if (statement.own && wanted.container && heading && wants('container_size')) {
      const reading = readContainers(text)
      if (reading && reading.sizes.length > 0 && (cell.kind !== 'title' || text.length <= 60))
        add('container_size', statement, text.trim(), fields.includes('container_type') ? 1 : 0.8)
    }
    if (heading && wants('container_type') && wants('container_dry_or_reefer')) {
      const reefer = REEFER.exec(text)
      if (
        reefer &&
        text.length <= TITLE_CHARACTERS &&
        !/\b(?:no|not|non|excl\w*|except|and|dry)\b/i.test(text)
      )
        add('container_dry_or_reefer', statement, reefer[0], 0.6)
    }
    if (wants('effective_date') && wants('expiry_date') && (heading || frontBlock)) validityOf(statement, add)
    if (heading) placesOf(statement, wanted, wants, add)
  }
  if (wanted.lanes) found.push(...namedPort(statements, wants, found))
  if (wanted.lanes || wanted.arbitrary) found.push(...passedPort(statements, wanted, found))
  return found
}

function sheetOf(statement: Statement): string | null | undefined {
  return statement.own ? undefined : (statement.cell.sheet ?? null)
}

function validityOf(statement: Statement, add: Add): void {
  const { text, fields, cell, key } = statement
  if (cell.kind === 'file_name' || cell.kind === 'section') return
  const keyed = fields.some(
    (field) => field === 'validity' || field === 'effective_date' || field === 'expiry_date',
  )
  const whole = key === '' ? text : `${key}: ${text}`
  if (isInColumn(whole)) return
  const mention = statedValidity(findDates(whole))
  if (!mention && !keyed) return
  const spanned = mention ? whole.slice(mention.index, mention.index + mention.length) : text
  const words = (`${cell.key ?? ''} ${cell.text}`.includes(spanned) ? spanned : text).trim()
  const only = fields[0] === 'effective_date' || fields[0] === 'expiry_date' ? fields[0] : null
  if (only !== 'expiry_date') add('effective_date', statement, words, 1)
  if (only !== 'effective_date') add('expiry_date', statement, words, 1)
}
