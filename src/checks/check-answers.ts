import { columnFacts } from '../columns/understand.ts'
import type { Understanding } from '../columns/understanding.ts'
import { wholeColumns } from '../columns/whole-column.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { mappingContext } from '../mapping/mapping-context.ts'
import type { ContextCell, Table } from '../tables/table.ts'
import type { AnswerCheck, Doubt } from './answers/answer-check.ts'
import { applyRepair, valueAt } from './answers/apply-repair.ts'
import { carrierClaims } from './answers/carrier-claims.ts'
import { columnHeadings } from './answers/column-headings.ts'
import { columnValues } from './answers/column-values.ts'
import { countryClaims } from './answers/country-claims.ts'
import { dateColumns } from './answers/date-columns.ts'
import { descriptionClaims } from './answers/description-claims.ts'
import { exampleGrounding } from './answers/example-grounding.ts'
import { likePrices } from './answers/like-prices.ts'
import { literalGrounding } from './answers/literal-grounding.ts'
import { pointers } from './answers/pointers.ts'
import { priceHeadings } from './answers/price-headings.ts'
import { rowClaims } from './answers/row-claims.ts'
import { tableKind } from './answers/table-kind.ts'
import { unreadColumns } from './answers/unread-columns.ts'
import { type Finding, type FindingCode, finding, type Repair, type Severity } from './finding.ts'
import { type CheckThresholds, DEFAULT_THRESHOLDS } from './thresholds.ts'

/** In this order: pointers first, for the others follow them; each sees the answers as the one before left them. */
const CHECKS: readonly AnswerCheck[] = [
  pointers,
  columnHeadings,
  dateColumns,
  columnValues,
  priceHeadings,
  likePrices,
  unreadColumns,
  carrierClaims,
  tableKind,
  rowClaims,
  literalGrounding,
  countryClaims,
  exampleGrounding,
  descriptionClaims,
]

export interface AnswersToCheck {
  readonly table: Table
  readonly understanding: Understanding
  readonly mapping: Mapping
  /** File name without folder. */
  readonly file: string
  /** What other sheets of the workbook say around their tables; literals may come from there. */
  readonly elsewhere?: readonly ContextCell[]
  /** @default {@link DEFAULT_THRESHOLDS} */
  readonly thresholds?: CheckThresholds
}

/** Which prices a finding about answers makes doubtful. */
export interface AnswerMark {
  readonly code: FindingCode
  readonly severity: Severity
  /** Column ids; null: all prices of the table. */
  readonly columns: readonly number[] | null
  /** A1 range that the finding names. */
  readonly range: string | null
}

export interface CheckedAnswers {
  readonly understanding: Understanding
  readonly mapping: Mapping
  readonly findings: readonly Finding[]
  /** Prices that the findings make doubtful; rates made from them carry the codes, and go to review for an error. */
  readonly marks: readonly AnswerMark[]
  /** The repairs that were applied, in order: what each stage ought to have answered. */
  readonly repairs: readonly Repair[]
}

/**
 * Holds the answers for one table against all of its data: between mapping and rates, whoever gave them (an embedded
 * model, a language model, a person). Certain repairs are applied and reported with before and after; the rest of the
 * chain goes on with the repaired answers. A pure function: the same answers give the same result, and repaired answers
 * give no further repair.
 */
export function checkAnswers(given: AnswersToCheck): CheckedAnswers {
  const { table, file } = given
  const findings: Finding[] = []
  const marks: AnswerMark[] = []
  const repairs: Repair[] = []
  let answers = { understanding: given.understanding, mapping: given.mapping }
  const columns = columnFacts(table)
  const fixed = {
    table,
    file,
    columns,
    wholes: wholeColumns(table),
    thresholds: given.thresholds ?? DEFAULT_THRESHOLDS,
    ...mappingContext(table, columns, given.elsewhere),
  }
  for (const check of CHECKS) {
    for (const doubt of check({ ...fixed, ...answers })) {
      const proposed = doubt.repairs ?? []
      const noted = proposed.map((repair): Repair => {
        const { stage, field, after, certain } = repair
        return { stage, field, before: valueAt(answers, repair), after, applied: certain }
      })
      for (const repair of proposed) if (repair.certain) answers = applyRepair(answers, repair)
      repairs.push(...noted.filter(({ applied }) => applied))
      findings.push(...findingsOf(doubt, noted, file, table))
      if (doubt.touches !== 'nothing')
        marks.push({
          code: doubt.code,
          severity: doubt.severity,
          columns: doubt.touches === 'table' ? null : doubt.touches,
          range: doubt.range,
        })
    }
  }
  return { ...answers, findings, marks, repairs }
}

/** A finding for each field to repair; one where there is nothing to repair. */
function findingsOf(doubt: Doubt, repairs: readonly Repair[], file: string, table: Table): Finding[] {
  const { code, severity, range, message, value = null, expected = null } = doubt
  const at = { file, sheet: table.sheet, range }
  if (repairs.length === 0) return [finding(code, severity, at, message, { value, expected })]
  return repairs.map((repair) => finding(code, severity, at, message, { value, expected, repair }))
}
