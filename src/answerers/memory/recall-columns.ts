import { type Finding, finding } from '../../checks/finding.ts'
import type { ColumnAnswer, ColumnAnswerer, ColumnFacts, ColumnQuestion } from '../../columns/answerer.ts'
import { headerName } from '../../columns/header-name.ts'
import { columnLetter } from '../../workbook/grid.ts'
import type { RememberedSheet, RememberedTable } from './layout.ts'
import { type ColumnMatch, headingOverlap, matchColumns } from './match-columns.ts'
import { tableCaptions } from './remember-literals.ts'
import { APPROVED_CONFIDENCE, memoryAnswer } from './signature.ts'

/** Share of the headings, before and now, that a table must have to be the remembered one. */
const SAME_TABLE = 0.6
/** From this share of changed columns on it is another table. */
const CHANGED_SHARE = 0.5

/** A table of now as the remembered one that it is. */
export interface RecalledTable {
  readonly remembered: RememberedTable
  readonly match: ColumnMatch
  /** Places of the columns that memory cannot answer for. */
  readonly asked: readonly number[]
}

/** The remembered table that a table of now is; null when there is none, or too little of it is left. */
export function recallTable(question: ColumnQuestion, sheet: RememberedSheet): RecalledTable | null {
  const { columns, table: now } = question
  const captions = new Set(tableCaptions(now.context))
  let best: RememberedTable | null = null
  let bestScore = 0
  for (const table of sheet.tables) {
    const overlap = headingOverlap(table.columns, columns)
    // Tables with the same headings are told apart by what stands over them.
    const said = table.captions.filter((caption) => captions.has(caption)).length
    const score = overlap + said / (table.captions.length + 1)
    if (overlap >= SAME_TABLE && score > bestScore) {
      best = table
      bestScore = score
    }
  }
  if (!best) return null
  const match = matchColumns(best.columns, columns)
  const asked = columns.flatMap((_, at) =>
    match.was[at] === null || match.renamed.has(at) || match.contradicting.has(at) ? [at] : [],
  )
  return asked.length > CHANGED_SHARE * columns.length ? null : { remembered: best, match, asked }
}

/** The roles of a remembered table, with those of the changed columns asked for. */
export async function answerColumns(
  question: ColumnQuestion,
  recalled: RecalledTable,
  layout: string,
  inner: ColumnAnswerer,
): Promise<ColumnAnswer> {
  const { remembered, match, asked } = recalled
  const role = (at: number) => remembered.columns[match.was[at]!]!.role
  const known = new Map(
    question.columns.flatMap(({ id }, at) => (asked.includes(at) ? [] : [[id, role(at)] as const])),
  )
  const answer = asked.length === 0 ? null : await inner.answerColumns({ ...question, known })
  const columns = question.columns.map(({ id }, at) => {
    if (known.has(id)) {
      const { role, also } = remembered.columns[match.was[at]!]!
      const said = also === undefined ? {} : { also }
      return { id, role, confidence: APPROVED_CONFIDENCE, alternatives: [], settled: true, ...said }
    }
    return (
      answer?.columns.find((column) => column.id === id) ?? {
        id,
        role: 'ignored' as const,
        confidence: 0,
        alternatives: [],
      }
    )
  })
  return {
    kind: remembered.kind,
    kindConfidence: APPROVED_CONFIDENCE,
    columns,
    answered: memoryAnswer(
      'column-roles',
      layout,
      answer && { answered: answer.answered, what: asked.map((at) => askedFor(question.columns[at]!)) },
    ),
    findings: [...columnDrift(question, recalled), ...(answer?.findings ?? [])],
  }
}

const askedFor = ({ id, header }: ColumnFacts): string =>
  `${columnLetter(id)}: asked anew, "${headerName(header)}" is not as it was`

function columnDrift(question: ColumnQuestion, { remembered, match }: RecalledTable): Finding[] {
  const { table, file, columns } = question
  const drift = (range: string | null, message: string, value: string | null, expected: string | null) =>
    finding('layout-drift', 'warning', { file, sheet: table.sheet, range }, message, { value, expected })
  const address = (at: number) => {
    const id = columns[at]!.id
    const top = table.headerRows[0] ?? table.firstDataRow
    return `${table.grid.address(top, id)}:${table.grid.address(table.lastDataRow, id)}`
  }
  const named = (at: number) => `${columnLetter(columns[at]!.id)} "${headerName(columns[at]!.header)}"`
  const before = (old: number) => remembered.columns[old]!
  const findings: Finding[] = []
  match.was.forEach((old, at) => {
    if (old === null) {
      findings.push(
        drift(
          address(at),
          `Column ${named(at)} is new in this layout; it was asked for.`,
          headerName(columns[at]!.header),
          'no such column',
        ),
      )
      return
    }
    if (match.renamed.has(at))
      findings.push(
        drift(
          address(at),
          `Column ${named(at)} was "${before(old).heading}"; it was asked for anew.`,
          headerName(columns[at]!.header),
          before(old).heading,
        ),
      )
    if (match.contradicting.has(at))
      findings.push(
        drift(
          address(at),
          `The values of column ${named(at)} are not of the kind that they were; it was asked for anew.`,
          columns[at]!.profile.texts.find((text) => text !== '') ?? null,
          Object.keys(before(old).looks_like).join(', ') || 'nothing in particular',
        ),
      )
    if (match.moved.has(at))
      findings.push(
        drift(
          address(at),
          `Column ${named(at)} has moved; its answer moved with it.`,
          `column ${at + 1} of the table`,
          `column ${old + 1} of the table`,
        ),
      )
  })
  for (const old of match.removed)
    findings.push(
      drift(
        `${table.grid.address(table.range.top, table.range.left)}:${table.grid.address(table.range.bottom, table.range.right)}`,
        `The column "${before(old).heading}" (${before(old).role}) is gone.`,
        'no such column',
        before(old).heading,
      ),
    )
  return findings
}
