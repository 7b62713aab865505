import { FindingLog } from '../checks/finding-log.ts'
import type { FieldSource, Mapping } from '../mapping/mapping.ts'
import { type PipelineOptions, type ReadRateSheet, ratesOfTables } from '../pipeline.ts'
import { buildRates } from '../rates/build-rates.ts'
import type { Rate, RatePlace } from '../rates/rate.ts'

/** One thing that a reader overlooks in a sheet, or takes from somewhere else. */
interface Slip {
  readonly what: string
  /** Whether the slip can be made: what a column says row by row is not mistaken for all rows. @default always */
  readonly applies?: (mapping: Mapping) => boolean
  /** The answer without the columns that were overlooked. */
  readonly mapping?: (mapping: Mapping) => Mapping
  readonly rate: (rate: Rate) => Rate
}

/** A place, days and a currency (the one that ISO 4217 keeps for tests) that no sheet says. */
const ELSEWHERE: RatePlace = { text: '?', name: null, country: null, unlocode: null, confidence: 1 }
const OTHER_DAYS = { effective_date: '2001-02-11', expiry_date: '2001-02-17' }
const OTHER_CURRENCY = 'XTS'

const isNoColumn = (source: FieldSource): boolean => source === null || typeof source === 'string'

const withoutPeriods = (mapping: Mapping): Mapping => ({
  ...mapping,
  rates: mapping.rates.map(({ period: _, ...column }) => column),
})

const SLIPS: readonly Slip[] = [
  {
    what: 'dates',
    mapping: (mapping) => ({
      ...withoutPeriods(mapping),
      effective_date: null,
      expiry_date: null,
      year: null,
      month: null,
    }),
    rate: (rate) => ({ ...rate, effective_date: null, expiry_date: null }),
  },
  {
    what: 'end',
    mapping: (mapping) =>
      mapping.expiry_date === mapping.effective_date ? mapping : { ...mapping, expiry_date: null },
    rate: (rate) => ({ ...rate, expiry_date: null }),
  },
  {
    what: 'origin',
    mapping: (mapping) => ({ ...mapping, origin: null, loading_port: null, origin_code: null }),
    rate: (rate) => ({ ...rate, origin: null, loading_port: null }),
  },
  {
    what: 'destination',
    mapping: (mapping) => ({ ...mapping, destination: null, unloading_port: null, destination_code: null }),
    rate: (rate) => ({ ...rate, destination: null, unloading_port: null }),
  },
  {
    what: 'currency',
    mapping: (mapping) => ({
      ...mapping,
      currency: null,
      rates: mapping.rates.map((column) => ({ ...column, currency: null })),
    }),
    rate: (rate) => ({ ...rate, currency: null }),
  },
  {
    what: 'container',
    mapping: (mapping) => ({ ...mapping, container_size: null, container_type: null }),
    rate: (rate) => ({ ...rate, container: null }),
  },
  {
    what: 'carrier',
    mapping: (mapping) => ({ ...mapping, carrier: null }),
    rate: (rate) => ({ ...rate, carrier: null }),
  },
  {
    what: 'contract',
    mapping: (mapping) => ({ ...mapping, contract_number: null }),
    rate: (rate) => ({ ...rate, contract_number: null }),
  },
  {
    // What comes on top of a rate, and charges of one end: taken for those of the other.
    what: 'end_turned',
    rate: (rate) =>
      (rate.origin === null) === (rate.destination === null)
        ? rate
        : { ...rate, origin: rate.destination, destination: rate.origin },
  },
  {
    what: 'other_dates',
    applies: (mapping) => [mapping.effective_date, mapping.expiry_date].every(isNoColumn),
    rate: (rate) => ({ ...rate, ...OTHER_DAYS }),
  },
  {
    what: 'other_origin',
    applies: (mapping) => typeof mapping.origin === 'string',
    rate: (rate) => ({ ...rate, origin: ELSEWHERE }),
  },
  {
    what: 'other_destination',
    applies: (mapping) => typeof mapping.destination === 'string',
    rate: (rate) => ({ ...rate, destination: ELSEWHERE }),
  },
  {
    what: 'other_currency',
    applies: (mapping) => mapping.rates.some(({ currency }) => typeof currency === 'string'),
    rate: (rate) => ({ ...rate, currency: OTHER_CURRENCY }),
  },
]

/**
 * The rates of a sheet as readers give them who overlook or mistake one thing each. Every part of such a rate is sure, and
 * it is wrong where the sheet says it: what first readings of new layouts get wrong, on sheets that are known.
 */
export function* slipsOf(
  { workbook, covers, tables: all }: ReadRateSheet,
  file: string,
  options: PipelineOptions,
): Generator<{ readonly what: string; readonly rates: readonly Rate[] }> {
  if (!workbook) return
  for (const {
    what,
    applies = () => true,
    mapping: overlook = (mapping: Mapping) => mapping,
    rate: slip,
  } of SLIPS) {
    const concerned = all.filter(({ mapping }) => applies(mapping))
    if (concerned.length === 0) continue
    const tables = concerned.map((table) => ({ ...table, mapping: overlook(table.mapping) }))
    const rates = ratesOfTables(
      { file, sha256: workbook.sha256, tables, covers },
      new FindingLog(file),
      options,
      function* (input, log) {
        for (const rate of buildRates(input, log)) yield slip(rate)
      },
    )
    yield { what, rates: [...rates] }
  }
}
