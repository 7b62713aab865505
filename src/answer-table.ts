import { type AnswerMark, type CheckedAnswers, checkAnswers } from './checks/check-answers.ts'
import type { Finding, FindingCode } from './checks/finding.ts'
import type { CheckThresholds } from './checks/thresholds.ts'
import { understand } from './columns/understand.ts'
import type { Understanding } from './columns/understanding.ts'
import { mapTable } from './mapping/map-table.ts'
import type { Answerers, ReadTable, TableAnswerers } from './pipeline.ts'
import type { ContextCell, Table } from './tables/table.ts'

/** What is known of a table before its columns are asked for. */
export interface FoundTable {
  readonly table: Table
  /** File name without folder. */
  readonly file: string
  /** It repeats another table of the workbook. */
  readonly copy: boolean
  /** What other sheets of the workbook say. */
  readonly elsewhere: readonly ContextCell[]
  /** Tables of the other sheets. @default none */
  readonly others?: readonly Table[]
  readonly thresholds?: CheckThresholds | undefined
}

/** Doubts about answers as such, told by those who gave them: all prices of the table are concerned. */
const DOUBTS_OF_ANSWERERS: ReadonlySet<FindingCode> = new Set<FindingCode>(['readers-disagree'])

interface Answers extends CheckedAnswers {
  readonly told: readonly Finding[]
}

/**
 * Answers for one table, held against all of its data. Where checks object to what they cannot put right, whoever can
 * reconsider is asked once more; the answers with fewer objections stand.
 */
export async function answerTable(
  found: FoundTable,
  answerers: Answerers,
): Promise<{ readonly read: ReadTable; readonly findings: readonly Finding[] }> {
  let answers = await answer(found, answerers)
  const objections = objectionsTo(answers)
  const again = objections.length > 0 ? answerers.reconsider?.(found.table, objections) : null
  if (again) {
    const second = await answer(found, again)
    if (objectionsTo(second).length < objections.length) answers = second
  }
  const { understanding, mapping, marks, repairs, told, findings } = answers
  const doubts = marksOfAnswerers(told)
  return {
    read: {
      table: found.table,
      understanding,
      mapping,
      marks: [...marks, ...doubts],
      repairs,
      places: new Map(),
    },
    findings: [...told, ...findings],
  }
}

/** What those who answered hold against their own answers, as marks on all prices of a table. */
export function marksOfAnswerers(told: readonly Finding[]): AnswerMark[] {
  return told
    .filter(({ code }) => DOUBTS_OF_ANSWERERS.has(code))
    .map(({ code, severity, at }) => ({ code, severity, columns: null, range: at.range }))
}

async function answer(found: FoundTable, answerers: TableAnswerers): Promise<Answers> {
  const { table, file, copy, elsewhere } = found
  const understood = await understand(table, file, answerers.columns, found.others)
  const understanding: Understanding = copy ? { ...understood.value, kind: 'copy' } : understood.value
  const mapped = await mapTable(table, understanding, file, answerers.mapping, elsewhere)
  const checked = checkAnswers({
    table,
    understanding,
    mapping: mapped.value,
    file,
    elsewhere,
    ...(found.thresholds ? { thresholds: found.thresholds } : {}),
  })
  return { ...checked, told: [...understood.findings, ...mapped.findings] }
}

/** What was found against answers and not put right. */
const objectionsTo = ({ findings }: Answers): Finding[] =>
  findings.filter(({ severity, repair }) => severity !== 'info' && !repair?.applied)
