import { type Finding, finding, type StageResult } from '../checks/finding.ts'
import type { CellRange, Grid } from '../workbook/grid.ts'
import { assembleTables, type LabelledBlock, type TableDraft } from './assemble.ts'
import { type Block, findBlocks } from './blocks.ts'
import { contextOf, type Placed } from './context.ts'
import { looseCells } from './loose-cells.ts'
import { lyingTable } from './lying-tables.ts'
import { statedPurpose } from './phrase-lexicon.ts'
import { rateEvidence, whyNoRates } from './rate-evidence.ts'
import { splitRepeatedColumns } from './repeated-columns.ts'
import type { RowAnswerer } from './row-question.ts'
import { rowsToAsk } from './row-sampling.ts'
import { supersededCaption, supersededFinding, supersededSheet } from './superseded.ts'
import type { ContextCell, Leftover, RowLabel, Table } from './table.ts'
import { TransposedGrid } from './transposed-grid.ts'
import { withdrawnRows } from './withdrawn-rows.ts'

export interface FoundTables {
  readonly tables: readonly Table[]
  /** Sheets and blocks that hold no rates, each with the reason. */
  readonly leftovers: readonly Leftover[]
}

/** Below this confidence a heading is worth a person's look. */
export const UNSURE_BELOW = 0.5

/** Finds the tables of one sheet: blocks, row labels, tables, and what stands around them. */
export async function findTables(
  grid: Grid,
  file: string,
  answerer: RowAnswerer,
): Promise<StageResult<FoundTables>> {
  const at = { file, sheet: grid.sheet }
  const findings: Finding[] = []
  if (grid.filledRows.length === 0) {
    return { value: { tables: [], leftovers: [{ sheet: grid.sheet, range: null, why: 'empty' }] }, findings }
  }
  if (grid.state !== 'visible') {
    findings.push(
      finding('hidden-sheet', 'info', at, 'The sheet is hidden in the workbook; it was read all the same.'),
    )
  }
  const superseded = supersededSheet(grid)
  if (superseded !== null) {
    findings.push(supersededFinding(at, superseded))
    const leftovers: Leftover[] = [{ sheet: grid.sheet, range: null, why: 'superseded' }]
    return { value: { tables: [], leftovers }, findings }
  }
  const labelled: LabelledBlock[] = []
  const kept: Placement[] = []
  const leftovers: Leftover[] = []
  for (const block of findBlocks(grid)) {
    const lying = await readLyingTable(grid, block, file, answerer, findings)
    if (lying) {
      kept.push(lying)
      continue
    }
    const rows = await labelBlock(grid, block, file, answerer, findings)
    labelled.push(rows)
    for (const draft of assembleTables(grid, rows).flatMap((whole) => splitRepeatedColumns(grid, whole))) {
      const range = rangeOf(draft)
      const caption = supersededCaption(grid, range)
      if (caption !== null)
        findings.push(supersededFinding({ ...at, range: addressOf(grid, range) }, caption))
      const why = caption !== null ? 'superseded' : whyNoRates(grid, draft, rateEvidence(grid, draft))
      if (why === null)
        kept.push({ draft, grid, place: { ...range, sectionRows: draft.sectionRows }, turned: null })
      else leftovers.push({ sheet: grid.sheet, range, why })
    }
  }
  if (kept.length === 0) {
    const why = leftovers[0]?.why ?? (grid.sheet === null ? null : statedPurpose(grid.sheet)) ?? 'text'
    findings.push(
      finding('sheet-not-rates', 'info', at, 'The sheet offers no rates and was left alone.', { value: why }),
    )
    return { value: { tables: [], leftovers: [{ sheet: grid.sheet, range: null, why }] }, findings }
  }
  const places = kept.map(({ place }) => place)
  const loose = looseCells(grid, places, (row, column) => labelAt(labelled, row, column))
  const tables = kept.map(({ draft, grid: own, place, turned }): Table => {
    findings.push(...findingsOf(own, draft, file))
    const context = contextOf(grid, place, places, loose, file)
    const withdrawn = withdrawnIn(own, draft)
    findings.push(...withdrawnFindings(own, draft, withdrawn, file))
    return {
      grid: own,
      sheet: grid.sheet,
      range: rangeOf(draft),
      headerRows: draft.headerRows,
      firstDataRow: draft.firstDataRow,
      lastDataRow: draft.lastDataRow,
      sectionRows: draft.sectionRows,
      skippedRows: [...draft.skippedRows, ...withdrawn.map((row) => ({ row, why: 'withdrawn' as const }))],
      context: turned ? context.map((cell) => turnCell(cell, turned)) : context,
      transposed: turned !== null,
      confidence: draft.confidence,
      ...(draft.answered === undefined ? {} : { answered: draft.answered }),
    }
  })
  return { value: { tables, leftovers }, findings }
}

interface Placement {
  readonly draft: TableDraft
  /** The sheet, or a view on it for a table that lies on its side. */
  readonly grid: Grid
  /** Where the table lies on the sheet. */
  readonly place: Placed
  /** The part of the sheet that the view turns. */
  readonly turned: CellRange | null
}

/** A block whose fields go down, read through a view that stands it upright. */
async function readLyingTable(
  grid: Grid,
  block: Block,
  file: string,
  answerer: RowAnswerer,
  findings: Finding[],
): Promise<Placement | null> {
  const turned = lyingTable(grid, block)
  if (!turned) return null
  const view = new TransposedGrid(grid, turned)
  const upright: Block = {
    range: { top: 1, bottom: view.lastRow, left: 0, right: view.lastColumn },
    rows: view.filledRows,
  }
  const drafts = assembleTables(view, await labelBlock(view, upright, file, answerer, findings))
  const draft = drafts.find(({ headerRows }) => headerRows[0] === 1)
  if (!draft || whyNoRates(view, draft, rateEvidence(view, draft)) !== null) return null
  return { draft, grid: view, place: { ...turned, sectionRows: [] }, turned }
}

/** Rows and columns of a context cell as the view counts them; its `address` then names the cell in the file. */
function turnCell(cell: ContextCell, turned: CellRange): ContextCell {
  if (cell.row === null || cell.column === null) return cell
  return { ...cell, row: cell.column - turned.left + 1, column: cell.row - turned.top }
}

async function labelBlock(
  grid: Grid,
  block: Block,
  file: string,
  answerer: RowAnswerer,
  findings: Finding[],
): Promise<LabelledBlock> {
  const asked = rowsToAsk(grid, block)
  const answer = await answerer.labelRows({
    file,
    sheet: grid.sheet,
    grid,
    block: block.range,
    blockRows: block.rows,
    asked,
  })
  findings.push(...(answer.findings ?? []))
  const answered = answer.answered === undefined ? {} : { answered: answer.answered }
  if (asked.length === block.rows.length)
    return { block, labels: answer.labels, confidences: answer.confidences, ...answered }
  // The rows that were not asked for are the common row of the block, between rows that were.
  const labels = new Array<RowLabel>(block.rows.length).fill('data')
  const confidences = new Array<number>(block.rows.length).fill(1)
  asked.forEach((i, k) => {
    labels[i] = answer.labels[k]!
    confidences[i] = answer.confidences[k]!
  })
  return { block, labels, confidences, ...answered }
}

function labelAt(blocks: readonly LabelledBlock[], row: number, column: number): RowLabel | undefined {
  for (const { block, labels } of blocks) {
    const { top, bottom, left, right } = block.range
    if (row < top || row > bottom || column < left || column > right) continue
    const i = block.rows.indexOf(row)
    if (i >= 0) return labels[i]
  }
  return undefined
}

function rangeOf(draft: TableDraft): CellRange {
  return {
    top: draft.headerRows[0] ?? draft.firstDataRow,
    bottom: draft.lastDataRow,
    left: draft.left,
    right: draft.right,
  }
}

function findingsOf(grid: Grid, draft: TableDraft, file: string): Finding[] {
  const range = rangeOf(draft)
  const at = { file, sheet: grid.sheet, range: addressOf(grid, range) }
  const found: Finding[] = []
  if (draft.headerRows.length === 0) {
    found.push(
      finding(
        'header-ambiguous',
        'warning',
        at,
        'The table has no heading; its columns are known by their values only.',
      ),
    )
  } else if (draft.confidence < UNSURE_BELOW) {
    found.push(
      finding(
        'header-ambiguous',
        'warning',
        at,
        'It is not certain which rows are the heading of this table.',
        {
          value: `rows ${draft.headerRows.join(', ')}; confidence ${draft.confidence.toFixed(2)}`,
        },
      ),
    )
  }
  const hidden = countHiddenRows(grid, range)
  if (hidden > 0) {
    found.push(
      finding(
        'hidden-rows',
        'info',
        at,
        'Rows of the table are hidden or filtered out; they were read all the same.',
        {
          value: `${hidden} rows`,
        },
      ),
    )
  }
  return found
}

function withdrawnIn(grid: Grid, draft: TableDraft): number[] {
  const aside = new Set([...draft.sectionRows, ...draft.skippedRows.map(({ row }) => row)])
  const rows: number[] = []
  for (let row = draft.firstDataRow; row <= draft.lastDataRow; row++) if (!aside.has(row)) rows.push(row)
  return withdrawnRows(grid, draft.headerRows, draft, rows)
}

/** One for each run of neighbouring rows. */
function* withdrawnFindings(
  grid: Grid,
  draft: TableDraft,
  rows: readonly number[],
  file: string,
): Generator<Finding> {
  for (let at = 0; at < rows.length; ) {
    let end = at
    while (rows[end + 1] === rows[end]! + 1) end++
    const range = addressOf(grid, {
      top: rows[at]!,
      bottom: rows[end]!,
      left: draft.left,
      right: draft.right,
    })
    yield finding(
      'struck-through',
      'warning',
      { file, sheet: grid.sheet, range },
      `${end === at ? 'The row is' : 'The rows are'} marked as deleted: no price of ${end === at ? 'it' : 'them'} was read as an offer.`,
    )
    at = end + 1
  }
}

/** A1 range in the file, also for a range of a turned view. */
function addressOf(grid: Grid, range: CellRange): string {
  const start = grid.address(range.top, range.left)
  const end = grid.address(range.bottom, range.right)
  return start === end ? start : `${start}:${end}`
}

function countHiddenRows(grid: Grid, range: CellRange): number {
  let hidden = 0
  for (let row = range.top; row <= range.bottom; row++) if (grid.isRowHidden(row)) hidden++
  return hidden
}
