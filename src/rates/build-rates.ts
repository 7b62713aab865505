import type { FindingLog } from '../checks/finding-log.ts'
import type { Mapping } from '../mapping/mapping.ts'
import type { Grid } from '../workbook/grid.ts'
import { AddOnRows } from './add-on-rows.ts'
import { asTotal, saysAllIn } from './all-in-rows.ts'
import { partsCharges } from './charge-blocks.ts'
import { ColumnReader } from './column-reader.ts'
import { tableDates } from './date-context.ts'
import { daysOfRow, noteDays } from './day-rows.ts'
import { Footnotes } from './footnotes.ts'
import { periodsOfHeadings, validityUnder } from './heading-periods.ts'
import { type LaneOverrides, LaneReader } from './lanes.ts'
import { rateOf, type SharedParts, WITHOUT_CONTAINER } from './make-rate.ts'
import { PlaceReader } from './place-reader.ts'
import { PriceReader } from './price-reader.ts'
import type { Rate } from './rate.ts'
import type { RateInput } from './rate-input.ts'
import { RowArbitraries } from './row-arbitraries.ts'
import { RowCharges } from './row-charges.ts'
import { RowReader } from './row-reader.ts'
import { ValidityReader } from './validity-reader.ts'

const NO_HEADING = { origin: null, destination: null }

/**
 * One rate for each price of a table, row by row, lazily: a table of 50,000 rows is never held as rates. Amounts are
 * copied from cells; the mapping only says where they stand. Findings go to `log` while the rates are consumed.
 */
export function* buildRates(input: RateInput, log: FindingLog): Generator<Rate> {
  const { table, mapping, kind } = input
  if (mapping.rates.length === 0) return
  const columns = new ColumnReader(table)
  const dates = tableDates(input)
  const places = new PlaceReader(table, mapping, input.groups, log, input.decisions)
  const addOns = new AddOnRows(table, mapping)
  const lanes = new LaneReader(table, mapping, columns, places, addOns)
  const validity = new ValidityReader(table, mapping, columns, dates, log)
  const prices = new PriceReader(table, mapping, columns, log, kind === 'charges')
  const row = new RowReader(input, columns, log)
  const charges = new RowCharges(input, columns, log)
  const shared: SharedParts = { containers: new Map(), charges: new Map() }
  const periods = periodsOfHeadings(table, mapping, dates, log)
  const notes = new Footnotes(table)
  const arbitraries = new RowArbitraries(table, mapping, addOns)
  const skipped = new Set(table.skippedRows.map((skip) => skip.row))
  const mergedLines = new Set<string>()
  const ends = kind === 'charges' ? [] : endsAcross(mapping)

  for (let at = table.firstDataRow; at <= table.lastDataRow; at++) {
    if (columns.isSection(at)) {
      if (!partsCharges(table, mapping, at)) columns.startSection()
      lanes.startSection(at)
      validity.startSection(at)
      prices.startSection(at)
      row.startSection(at)
      continue
    }
    if (skipped.has(at)) continue
    const days = daysOfRow(table, mapping, at)
    if (days !== null) {
      noteDays(input, at, days, log)
      continue
    }
    const remarks = notes.spelledOut(row.texts(mapping.remarks, at))
    const facts = row.facts(at)
    const span = validity.validity(at, remarks)
    // Also for a row without prices: blank rows below may continue its cells.
    const carried = lanes.lanes(at, NO_HEADING, remarks)
    const addsTo = arbitraries.endOf(at, remarks)
    if (addsTo === null) arbitraries.startGateway(carried)
    const ownLanes = addsTo === null ? carried : arbitraries.lanes(addsTo, carried, at)
    const allIn = saysAllIn(facts.inclusions, remarks)
    for (const column of mapping.rates) {
      const found = prices.prices(at, column)
      if (found.length === 0) continue
      const rowLanes =
        column.origin || column.destination
          ? lanes.lanes(at, column, remarks)
          : ends.length > 0 && column.carrier === undefined
            ? ends.flatMap((end) => lanes.lanes(at, end, remarks))
            : ownLanes
      const own = column.carrier === undefined ? facts : row.under(facts, column.carrier)
      const period = periods.get(column.id)
      const held = period === undefined ? span : validityUnder(period, span)
      const ofColumn = charges.charge(at, column, own.carrier)
      const added = ofColumn.type === 'base' || ofColumn.type === 'total' || ofColumn.code === null
      const ownCharge = addsTo !== null && added ? arbitraries.charge(addsTo, ofColumn) : ofColumn
      const charge = allIn ? asTotal(ownCharge) : ownCharge
      const minimum = prices.minimum(at, column)
      for (const lane of rowLanes) {
        for (const price of found) {
          // A fee per bill that is merged over the containers is one fee.
          if (
            price.column !== column.id &&
            kind === 'charges' &&
            (WITHOUT_CONTAINER.has(charge.basis ?? 'container') || charge.basis === 'teu')
          )
            continue
          if (price.merged) {
            const line = `${price.row},${price.column},${price.part},${price.size}|${lane.key}|${held.effective}|${held.expiry}|${own.carrier?.text}|${column.id}`
            if (mergedLines.has(line)) continue
            mergedLines.add(line)
          } else if (table.grid.mergeAt(at, column.id)) {
            mergedLines.add(
              `${price.row},${price.column},${price.part},${price.size}|${lane.key}|${held.effective}|${held.expiry}|${own.carrier?.text}|${column.id}`,
            )
          }
          const extra = price.added === undefined ? null : charges.added(price.added, own.carrier)
          const least = extra ? null : minimum
          // "22,00 per TEU" merged over the containers is one price for all of them.
          const ofAll = charge.basis === 'teu' && kind === 'charges' && spans(table.grid, at, column.id)
          const line = ofAll ? { ...price, size: null, type: null } : price
          yield rateOf(input, shared, column, lane, line, extra ?? charge, held, own, remarks, least)
        }
      }
    }
  }
}

/** The ends that head price columns, each once: a surcharge beside them that no place heads holds for all. */
function endsAcross({ rates }: Mapping): LaneOverrides[] {
  const ends = new Map<string, LaneOverrides>()
  for (const { origin, destination } of rates)
    if (origin || destination) ends.set(`${origin}|${destination}`, { origin, destination })
  return [...ends.values()]
}

/** Whether a cell is merged over columns. */
function spans(grid: Grid, row: number, column: number): boolean {
  const merge = grid.mergeAt(row, column)
  return merge !== null && merge !== undefined && merge.right > merge.left
}
