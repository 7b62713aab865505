import type { Statement } from './statements.ts'

const NUMBER = /^[A-Z0-9][A-Z0-9\-/.]{3,24}$/i
/** "SERVICE CONTRACT NO. TPE260915", "- CONTRACT YM26-3310", "Hợp đồng: VN26-77031". */
const IN_TEXT =
  /(?:contract|agreement|quotation|quote|offer|filing|tender|rfq|(?<![a-z])s\/c|contrato|contrat|vertrag|kontrakt|sözleşme|hợp đồng|合约|合同|合約|契約|계약)[\s:：]*(?:(?:no|nr|num|number|ref|reference|id|số|n)(?![a-z])[.:°º\s]*|#|№|号|番号|번호)*[\s:：#]*([A-Z0-9][A-Z0-9\-/]{3,24})(?![A-Z0-9])/iu
const LEAST_DIGITS = 3
/** A year, a month or a day behind the word says when, not which. */
const WHEN =
  /^(?:20\d\d|\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?|20\d\d[-/]\d{1,2}(?:[-/]\d{1,2})?|\d{1,2}[-/]?20\d\d)$/
const LONGEST = 160

/** The contract number that a statement gives, by its key or in a title; null where it gives none. */
export function contractOf({ key, text, fields, cell }: Statement): string | null {
  if (cell.kind.startsWith('note') || cell.kind === 'file_name') return null
  if (fields.includes('contract_number')) {
    const whole = text.trim()
    const first = /^\S+/.exec(whole)?.[0].replace(/[,;.]+$/, '') ?? ''
    const value = NUMBER.test(whole) ? whole : first
    return NUMBER.test(value) && /\d/.test(value) ? value : null
  }
  if (text.length > LONGEST || cell.position === 'below' || cell.position === 'inside') return null
  const number = IN_TEXT.exec(key === '' ? text : `${key}: ${text}`)?.[1]
  if (number === undefined || WHEN.test(number)) return null
  return number.replace(/\D/g, '').length >= LEAST_DIGITS && text.includes(number) ? number : null
}

/** Words for what was agreed, in place of what was asked for or offered. */
const AGREED =
  /contract|agreement|(?<![a-z])s\/c|contrato|contrat|vertrag|kontrakt|sözleşme|hợp đồng|合约|合同|合約|契約|계약/iu

/**
 * The statements that may give the contract number: those that say "contract" or "agreement" where any gives one, for an
 * enquiry or a quotation beside it has another number ("RFQ Id 30418827", "Contract 299406118").
 */
export function contractStatements(statements: readonly Statement[]): ReadonlySet<Statement> {
  const numbered = statements.filter((statement) => contractOf(statement) !== null)
  const agreed = numbered.filter(({ key, text, fields }) =>
    AGREED.test(fields.includes('contract_number') ? key : text),
  )
  return new Set(agreed.length > 0 ? agreed : numbered)
}
