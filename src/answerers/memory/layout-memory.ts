import type { Answerers } from '../../pipeline.ts'
import type { Table } from '../../tables/table.ts'
import { TransposedGrid } from '../../tables/transposed-grid.ts'
import type { Grid } from '../../workbook/grid.ts'
import { type FoundSheet, findSheet } from './find-sheet.ts'
import type { Layout } from './layout.ts'
import { answerColumns, type RecalledTable, recallTable } from './recall-columns.ts'
import { acceptedOf, recallPlaces } from './recall-decisions.ts'
import { answerMapping } from './recall-mapping.ts'
import { askStrangeRows, noteDataEnds, recallRows } from './recall-rows.ts'
import { memoryAnswer } from './signature.ts'

const sheetKey = ({ file, sheet }: { readonly file: string; readonly sheet: string | null }): string =>
  `${file}|${sheet ?? ''}`

/**
 * Answers for layouts that a person approved, without a call; for what has changed in them, and for every other
 * layout, it asks `inner`. What was asked anew is in the answer's `others`, what has changed in its findings.
 */
export function withMemory(inner: Answerers, layouts: readonly Layout[]): Answerers {
  if (layouts.length === 0) return inner
  const sheets = new WeakMap<Grid, { readonly found: FoundSheet | null }>()
  const tables = new WeakMap<Table, { readonly recalled: RecalledTable | null }>()
  const named = new Map<string, FoundSheet | null>()

  const sheetOf = (grid: Grid): FoundSheet | null => {
    let known = sheets.get(grid)
    if (!known) {
      known = { found: findSheet(grid, grid instanceof TransposedGrid, layouts) }
      sheets.set(grid, known)
    }
    return known.found
  }

  return {
    ...inner,
    rows: {
      async labelRows(question) {
        const found = sheetOf(question.grid)
        named.set(sheetKey(question), found)
        const recalled = found && recallRows(question, found.sheet)
        if (!found || !recalled) {
          const answer = await inner.rows.labelRows(question)
          if (found) noteDataEnds(question, answer.labels)
          return answer
        }
        const { answer, labels, confidences } = await askStrangeRows(question, recalled, inner.rows)
        noteDataEnds(question, labels)
        const strange = recalled.labels.flatMap((label, k) =>
          label === null ? [`row ${question.blockRows[question.asked[k]!]}: asked anew`] : [],
        )
        return {
          labels,
          confidences,
          answered: memoryAnswer(
            'row-labels',
            found.layout.layout,
            answer && { answered: answer.answered, what: strange },
          ),
          findings: [...recalled.findings, ...(answer?.findings ?? [])],
        }
      },
    },
    columns: {
      async answerColumns(question) {
        const found = sheetOf(question.table.grid)
        const recalled = found && recallTable(question, found.sheet)
        tables.set(question.table, { recalled })
        if (!found || !recalled) return inner.columns.answerColumns(question)
        return answerColumns(question, recalled, found.layout.layout, inner.columns)
      },
    },
    mapping: {
      async answerMapping(question) {
        const found = sheetOf(question.table.grid)
        const recalled = tables.get(question.table)?.recalled
        if (!found || !recalled) return inner.mapping.answerMapping(question)
        return answerMapping(question, recalled, found.layout.layout, inner.mapping)
      },
    },
    ...recallPlaces(layouts, inner.places, (question) => named.get(sheetKey(question)) ?? null),
    accepted: (table) => [
      ...(inner.accepted?.(table) ?? []),
      ...acceptedOf(table, tables.get(table)?.recalled ?? null),
    ],
    // A remembered table was approved: it is not asked anew because of what checks say.
    reconsider: (table, objections) =>
      tables.get(table)?.recalled ? null : (inner.reconsider?.(table, objections) ?? null),
  }
}
