import { answerTable, marksOfAnswerers } from './answer-table.ts'
import type { Acceptance } from './checks/acceptance.ts'
import type { AnswerMark } from './checks/check-answers.ts'
import { checkTable } from './checks/check-table.ts'
import { type Finding, finding, type Repair } from './checks/finding.ts'
import { FindingLog } from './checks/finding-log.ts'
import { notesOfCovers } from './checks/note-has-price.ts'
import type { CheckThresholds } from './checks/thresholds.ts'
import { RateVerifier } from './checks/verify-rates.ts'
import type { ColumnAnswerer } from './columns/answerer.ts'
import type { Understanding } from './columns/understanding.ts'
import type { MappingAnswerer } from './mapping/answerer.ts'
import type { Mapping } from './mapping/mapping.ts'
import type { PlaceAnswerer } from './places/answerer.ts'
import { buildRates } from './rates/build-rates.ts'
import { anchorOf, anchorOfFileName, dayFirstIn, type WorkbookAnchor } from './rates/date-context.ts'
import { decidePlaces, type PlaceDecisions } from './rates/decide-places.ts'
import type { DoubtSet } from './rates/doubts.ts'
import { groupsOfContext, groupsOfHeadings, groupsOfTable, type PortGroups } from './rates/groups.ts'
import { lookAhead } from './rates/look-ahead.ts'
import type { Rate } from './rates/rate.ts'
import type { RateConfidence } from './rates/rate-confidence.ts'
import type { RateInput } from './rates/rate-input.ts'
import { type FirstRates, sistersOf } from './rates/sisters.ts'
import { sheetContext } from './tables/cover-context.ts'
import { findTables } from './tables/find-tables.ts'
import { frontOf } from './tables/front.ts'
import { markCopies } from './tables/mark-copies.ts'
import type { RowAnswerer } from './tables/row-question.ts'
import type { ContextCell, Table } from './tables/table.ts'
import { type CellRange, parseRange } from './workbook/grid.ts'
import type { ReadLimits } from './workbook/read-limits.ts'
import { readWorkbook } from './workbook/read-workbook.ts'
import type { Workbook } from './workbook/workbook.ts'

/** Who answers what is asked of one table. */
export interface TableAnswerers {
  readonly columns: ColumnAnswerer
  readonly mapping: MappingAnswerer
}

/** Who answers each stage. */
export interface Answerers extends TableAnswerers {
  readonly rows: RowAnswerer
  /** Decides on places that the embedded model is not sure of. @default nobody: they stay in doubt */
  readonly places?: PlaceAnswerer
  /** What a person accepted in a table although a check objects to it. @default nothing */
  accepted?(table: Table): readonly Acceptance[]
  /** Who answers for a table once more, told what checks object to; null where nothing else would be said. */
  reconsider?(table: Table, objections: readonly Finding[]): TableAnswerers | null
}

export interface PipelineOptions {
  readonly limits?: ReadLimits
  /** Rates less sure than this go to review, 0..1. @default 0.7 */
  readonly reviewBelow?: number
  /** How often rates of a confidence are right; null leaves confidences as the stages gave them. @default what is shipped */
  readonly confidence?: RateConfidence | null
  /** Is told each rate with the doubts about it, for a training. @default nobody */
  readonly onRate?: (rate: Rate, doubts: DoubtSet) => void
  /** Where doubts begin. @default {@link DEFAULT_THRESHOLDS} */
  readonly thresholds?: CheckThresholds
}

/** A table with the answers that were given for it, as the checks left them. */
export interface ReadTable {
  readonly table: Table
  readonly understanding: Understanding
  readonly mapping: Mapping
  /** Prices that the checks of the answers doubt. */
  readonly marks: readonly AnswerMark[]
  /** Places that were in doubt and were decided. */
  readonly places: PlaceDecisions
  /** What a person accepted although a check objects to it. @default nothing */
  readonly accepted?: readonly Acceptance[]
  /** What the checks put right: the answers that the stages ought to have given. */
  readonly repairs: readonly Repair[]
}

export interface ReadRateSheet {
  /** Null when the file could not be read; the findings say why. */
  readonly workbook: Workbook | null
  readonly tables: readonly ReadTable[]
  /** Cells of sheets without tables. */
  readonly covers: readonly ContextCell[]
  /** Lazy, to be consumed once. */
  readonly rates: Iterable<Rate>
  /** Complete once the rates were consumed. */
  readonly findings: Finding[]
}

export const DEFAULT_REVIEW_BELOW = 0.7

/** Reads one rate sheet: bytes → workbook → tables → columns → mapping → rates. Never throws for what a file contains. */
export async function readRateSheet(
  bytes: Uint8Array,
  file: string,
  answerers: Answerers,
  options: PipelineOptions = {},
): Promise<ReadRateSheet> {
  const { value: workbook, findings } = await readWorkbook(bytes, file, options.limits)
  if (!workbook) return { workbook, tables: [], covers: [], rates: [], findings: [...findings] }
  return readSheets({ workbook, file, findings }, answerers, options)
}

/** A workbook whose bytes were read. */
export interface OpenedWorkbook {
  readonly workbook: Workbook
  /** As the findings name it. */
  readonly file: string
  /** What the reading of the bytes found. */
  readonly findings: readonly Finding[]
}

/** What follows the reading of the bytes: workbook → tables → columns → mapping → rates. */
export async function readSheets(
  { workbook, file, findings: opened }: OpenedWorkbook,
  answerers: Answerers,
  options: PipelineOptions = {},
): Promise<ReadRateSheet> {
  const log = new FindingLog(file)
  log.findings.push(...opened)

  const found: Table[] = []
  const covers: ContextCell[] = []
  // All at once: an endpoint answers many questions in the time of one.
  const sheets = await Promise.all(workbook.grids.map((grid) => findTables(grid, file, answerers.rows)))
  for (const [at, { value, findings }] of sheets.entries()) {
    log.findings.push(...findings)
    found.push(...value.tables)
    if (value.tables.length === 0 && !value.leftovers.some((leftover) => leftover.why === 'superseded')) {
      covers.push(...sheetContext(workbook.grids[at]!))
    }
  }
  const { copies, findings } = markCopies(found, file)
  log.findings.push(...findings)

  const answered = await Promise.all(
    found.map((table) => {
      const others = found.filter((other) => other.sheet !== table.sheet)
      const elsewhere = [...covers, ...others.flatMap(contextElsewhere)]
      const { thresholds } = options
      return answerTable({ table, file, copy: copies.has(table), elsewhere, others, thresholds }, answerers)
    }),
  )
  const tables = answered.map(({ read: answers }) => {
    const { sheet, range } = answers.table
    const doubts = sheets.flatMap(({ findings }) =>
      marksOfAnswerers(findings.filter(({ at }) => at.sheet === sheet)).filter((mark) =>
        meets(mark.range, range),
      ),
    )
    const read = doubts.length === 0 ? answers : { ...answers, marks: [...answers.marks, ...doubts] }
    const accepted = answerers.accepted?.(read.table) ?? []
    log.accept(read.table.sheet, accepted)
    return accepted.length === 0 ? read : { ...read, accepted }
  })
  for (const { findings } of answered) log.add(findings)
  const groups = portGroups(tables, covers)
  const decided = answerers.places ? await withPlaces(tables, groups, file, answerers.places, log) : tables
  const rates = ratesOfTables({ file, sha256: workbook.sha256, tables: decided, covers }, log, options)
  return { workbook, tables: decided, covers, rates, findings: log.findings }
}

/** What stands around a table, for those of other sheets. */
function contextElsewhere({ context, sheet }: Table): ContextCell[] {
  return context.map((cell) => ({ ...cell, sheet: cell.sheet ?? sheet }))
}

/** Whether an A1 range and that of a table have cells in common: rows of a box beside it are none of its rows. */
function meets(address: string | null, range: CellRange): boolean {
  if (address === null) return true
  const { top, bottom, left, right } = parseRange(address)
  return top <= range.bottom && bottom >= range.top && left <= range.right && right >= range.left
}

/** Named groups of ports: those that a context defines, then those of the tables of members. */
function portGroups(tables: readonly ReadTable[], covers: readonly ContextCell[]): PortGroups {
  const groups = new Map(groupsOfContext([...covers, ...tables.flatMap(({ table }) => table.context)]))
  for (const { table, understanding, mapping } of tables) {
    if (understanding.kind === 'matrix')
      for (const [name, members] of groupsOfHeadings(table)) groups.set(name, members)
    if (understanding.kind === 'reference')
      for (const [name, members] of groupsOfTable(table, mapping)) groups.set(name, members)
  }
  return groups
}

async function withPlaces(
  tables: readonly ReadTable[],
  groups: PortGroups,
  file: string,
  answerer: PlaceAnswerer,
  log: FindingLog,
): Promise<ReadTable[]> {
  const decided = await Promise.all(
    tables.map(async (one) => {
      if (WITHOUT_RATES.has(one.understanding.kind) || one.mapping.rates.length === 0) return null
      return decidePlaces(one.table, one.mapping, groups, file, answerer)
    }),
  )
  return tables.map((one, at) => {
    const result = decided[at]
    if (!result) return one
    const { value, findings } = result
    log.add(findings)
    const answered = [...one.mapping.answered, ...(value.answered ? [value.answered] : [])]
    const marks = [...one.marks, ...marksOfAnswerers(findings)]
    return { ...one, mapping: { ...one.mapping, answered }, places: value.decisions, marks }
  })
}

const WITHOUT_RATES: ReadonlySet<Understanding['kind']> = new Set([
  'reference',
  'free_time',
  'copy',
  'not_rates',
] as const)

/** Rates of a table that tell what its rates are made of, before the first is let through. */
const FIRST_RATES = 200

/** A workbook whose tables were understood and mapped. */
export interface AnsweredTables {
  /** File name without folder. */
  readonly file: string
  /** Of the workbook, in hex. */
  readonly sha256: string
  readonly tables: readonly ReadTable[]
  /** Cells of sheets without tables. */
  readonly covers: readonly ContextCell[]
}

/** The last stage: mapped tables → rates, each held against the sheet. Lazy; findings go to `log` meanwhile. */
export function* ratesOfTables(
  { file, sha256, tables, covers }: AnsweredTables,
  log: FindingLog,
  options: PipelineOptions = {},
  build: typeof buildRates = buildRates,
): Generator<Rate> {
  const groups = portGroups(tables, covers)
  const fileAnchor = anchorOfFileName(file)
  const sheetAnchors = tables.flatMap(({ table }) => {
    const anchor = anchorOf(table)
    return anchor ? [{ table, anchor }] : []
  })
  notesOfCovers(covers, log)
  const dayFirst = tables.length > 1 ? dayFirstIn(tables) : null
  // The first rates of each table are made before any is let through: what all others have and one lacks makes it less sure.
  const gists: FirstRates[] = []
  const begun: { input: RateInput; first: readonly Rate[]; all: Iterable<Rate>; gist: FirstRates }[] = []
  for (const { table, understanding, mapping, marks, places, accepted = [] } of tables) {
    const front = () => frontOf(table)
    if (WITHOUT_RATES.has(understanding.kind)) {
      gists.push({ kind: understanding.kind, first: [], front })
      continue
    }
    const anchors: WorkbookAnchor[] = [
      ...(fileAnchor ? [fileAnchor] : []),
      ...sheetAnchors.filter((other) => other.table !== table).map((other) => other.anchor),
    ]
    const input = {
      table,
      mapping,
      kind: understanding.kind,
      file,
      sha256,
      groups,
      decisions: places,
      anchors,
      cover: covers,
      dayFirst,
      flags: checkTable(
        {
          table,
          mapping,
          kind: understanding.kind,
          marks,
          accepted,
          ...(options.thresholds ? { thresholds: options.thresholds } : {}),
        },
        log,
      ),
      accepted,
      reviewBelow: options.reviewBelow ?? DEFAULT_REVIEW_BELOW,
      ...(options.confidence === undefined ? {} : { confidence: options.confidence }),
      ...(options.onRate ? { onRate: options.onRate } : {}),
    }
    const { first, all } = lookAhead(build(input, log), FIRST_RATES)
    const gist = { kind: understanding.kind, first, front }
    gists.push(gist)
    begun.push({ input, first, all, gist })
  }
  let count = 0
  for (const { input, first, all, gist } of begun) {
    const sisters = sistersOf(gists, gist)
    const verifier = new RateVerifier({ ...input, sisters }, first, log, options.thresholds)
    for (const rate of all) {
      count++
      yield verifier.verify(rate)
    }
    verifier.finish()
  }
  if (count === 0 && !log.findings.some(({ code }) => code === 'no-rates')) {
    log.findings.push(
      finding(
        'no-rates',
        'warning',
        { file },
        'No rates were found in this workbook. If it holds some, look at it with "rateloom inspect" and report the layout.',
      ),
    )
  }
}
