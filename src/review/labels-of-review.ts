import { applyRepair } from '../checks/answers/apply-repair.ts'
import type { Finding } from '../checks/finding.ts'
import type { Label, LabelState } from '../labels/label.ts'
import { type CorrectionFacts, labelsOfCorrection, otherRanges } from '../labels/label-of-correction.ts'
import { CLAIMED } from '../mapping/mapping.ts'
import type { ReadTable } from '../pipeline.ts'
import type { TableEdits } from './edits.ts'
import type { TableForReview } from './review-of-reading.ts'

type Facts = Omit<CorrectionFacts, 'source' | 'state'>

/** The labels of a correction: for each table and stage what was said and what a person says. */
export function labelsOfEdits(
  before: readonly TableForReview[],
  after: readonly ReadTable[],
  edits: readonly TableEdits[],
  facts: Facts,
): Label[] {
  return edits.flatMap((edit): Label[] => {
    const given = before.find(({ reviewed }) => isTable(reviewed, edit.was))
    const rows = edit.rows ?? edit.was
    const corrected = after.find(({ table }) =>
      isTable(
        {
          sheet: table.sheet,
          header_rows: table.headerRows,
          data_rows: [table.firstDataRow, table.lastDataRow],
        },
        { sheet: edit.was.sheet, ...rows },
      ),
    )
    if (!given || !corrected) return []
    const kept: CorrectionFacts = { ...facts, source: 'correction', state: 'accepted' }
    const tables = labelsOfCorrection(given.read, corrected, {
      ...kept,
      others: otherRanges(after, corrected.table),
    })
    const places = Object.entries(edit.places).flatMap(([text, unlocode]): Label[] => {
      const doubt = given.doubts.find((one) => one.text === text)
      if (!doubt) return []
      return [
        {
          stage: 'place-resolution',
          ...kept,
          given_by: 'place-resolution',
          carrier: tables[0]?.carrier ?? null,
          question: { text, country: doubt.country, printed_code: doubt.printedCode },
          given: { unlocode: null },
          corrected: { unlocode },
        },
      ]
    })
    return [...tables, ...places]
  })
}

/**
 * The labels of what the checks put right with certainty: what was said, and what the stage ought to have said. They are
 * accepted where a person has approved the reading, which is the usual case.
 */
export function labelsOfRepairs(
  tables: readonly ReadTable[],
  findings: readonly Finding[],
  facts: Omit<Facts, 'reason'> & { readonly state?: LabelState },
): Label[] {
  return tables.flatMap((read) => {
    if (read.repairs.length === 0) return []
    const given = asAnswered(read)
    const told = findings.filter(
      ({ repair, at }) =>
        repair?.applied &&
        at.sheet === read.table.sheet &&
        read.repairs.some((one) => one.field === repair.field),
    )
    const reason = [...new Set(told.map(({ message }) => message))].join(' ')
    return labelsOfCorrection({ table: read.table, ...given }, read, {
      state: 'accepted',
      ...facts,
      reason: reason === '' ? 'The data contradict it.' : reason,
      source: 'repair',
      others: otherRanges(tables, read.table),
    })
  })
}

/** The answers as they were before the checks put them right. */
function asAnswered({ understanding, mapping, repairs }: ReadTable) {
  let given = { understanding, mapping }
  for (const repair of repairs.toReversed()) {
    given = applyRepair(given, { ...repair, after: repair.before, certain: true })
    // The repair took the source away with the words.
    if (repair.stage === 'mapping' && typeof repair.before === 'string') {
      const sources = { [repair.field]: CLAIMED, ...given.mapping.sources }
      given = { ...given, mapping: { ...given.mapping, sources } }
    }
  }
  return given
}

function isTable(
  one: {
    readonly sheet: string | null
    readonly header_rows: readonly number[]
    readonly data_rows: readonly number[]
  },
  other: {
    readonly sheet: string | null
    readonly header_rows: readonly number[]
    readonly data_rows: readonly number[]
  },
): boolean {
  return (
    one.sheet === other.sheet &&
    one.header_rows.join() === other.header_rows.join() &&
    one.data_rows.join() === other.data_rows.join()
  )
}
