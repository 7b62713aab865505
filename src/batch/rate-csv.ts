import type { Rate, RatePlace } from '../rates/rate.ts'

/** A rate as a line of CSV (RFC 4180), flat, and safe to open in a spreadsheet program. */

type Cell = string | number | boolean | null | undefined

const place = (name: string, of: (rate: Rate) => RatePlace | null): [string, (rate: Rate) => Cell][] => [
  [name, (rate) => of(rate)?.text],
  [`${name}_name`, (rate) => of(rate)?.name],
  [`${name}_country`, (rate) => of(rate)?.country],
  [`${name}_unlocode`, (rate) => of(rate)?.unlocode],
]

const COLUMNS: readonly (readonly [string, (rate: Rate) => Cell])[] = [
  ['id', (rate) => rate.id],
  ['file', (rate) => rate.source.file],
  ['sheet', (rate) => rate.source.sheet],
  ['cell', (rate) => rate.source.cell],
  ['part', (rate) => rate.source.part],
  ['text', (rate) => rate.source.text],
  ['carrier', (rate) => rate.carrier?.text],
  ['carrier_name', (rate) => rate.carrier?.name],
  ['carrier_scac', (rate) => rate.carrier?.scac],
  ['service_line', (rate) => rate.service_line],
  ['contract_number', (rate) => rate.contract_number],
  ...place('origin', (rate) => rate.origin),
  ...place('origin_via', (rate) => rate.origin_via),
  ...place('loading_port', (rate) => rate.loading_port),
  ...place('transshipment_port', (rate) => rate.transshipment_port),
  ...place('unloading_port', (rate) => rate.unloading_port),
  ...place('destination_via', (rate) => rate.destination_via),
  ...place('destination', (rate) => rate.destination),
  ['effective_date', (rate) => rate.effective_date],
  ['expiry_date', (rate) => rate.expiry_date],
  ['container_size', (rate) => rate.container?.size],
  ['container_type', (rate) => rate.container?.type],
  ['container_iso', (rate) => rate.container?.iso],
  ['commodity', (rate) => rate.commodity],
  ['charge_code', (rate) => rate.charge.code],
  ['charge_name', (rate) => rate.charge.name],
  ['charge_type', (rate) => rate.charge.type],
  ['basis', (rate) => rate.charge.basis],
  ['currency', (rate) => rate.currency],
  ['amount', (rate) => rate.amount],
  ['minimum', (rate) => rate.minimum],
  ['price_status', (rate) => rate.price_status],
  ['transit_days_min', (rate) => rate.transit_days?.min],
  ['transit_days_max', (rate) => rate.transit_days?.max],
  ['free_time', (rate) => rate.free_time],
  ['weight_break', (rate) => rate.weight_break],
  ['service_mode', (rate) => rate.service_mode],
  ['inclusions', (rate) => rate.inclusions],
  ['remarks', (rate) => rate.remarks.join('; ')],
  ['confidence', (rate) => rate.confidence],
  ['findings', (rate) => rate.findings.join(' ')],
]

/** Byte order mark first: without it a spreadsheet program takes UTF-8 for the machine's old code page. */
export const CSV_HEADER = `\uFEFF${COLUMNS.map(([name]) => name).join(',')}\r\n`

export function rateCsv(rate: Rate): string {
  return `${COLUMNS.map(([, cell]) => csvCell(cell(rate))).join(',')}\r\n`
}

const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/
/** What a spreadsheet program takes for the start of a formula; the wide forms too, as some programs fold them. */
const EXECUTABLE = /^[\s\u00A0\u200B\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/

/** One cell: a text that a spreadsheet would execute gets an apostrophe in front; a plain number stays as it is. */
export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const text = EXECUTABLE.test(value) && !PLAIN_NUMBER.test(value) ? `'${value}` : value
  return /[",\r\n\t;']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
