import type { ModelQuestion } from '../../answerers/desk.ts'
import { renderColumns } from '../../answerers/questions/column-roles.ts'
import { renderMapping } from '../../answerers/questions/field-mapping.ts'
import type { Piece, Rendering } from '../../answerers/questions/piece.ts'
import { renderPlaces } from '../../answerers/questions/place-resolution.ts'
import { renderRows } from '../../answerers/questions/row-labels.ts'
import { columnFacts, understand } from '../../columns/understand.ts'
import type { Understanding } from '../../columns/understanding.ts'
import type { GoldTable } from '../../labels/gold.ts'
import type { Label, TableLabel } from '../../labels/label.ts'
import { tableOfLabel } from '../../labels/table-of-label.ts'
import type { LiteralAnswer, PriceColumnAnswer } from '../../mapping/answerer.ts'
import type { MappingField } from '../../mapping/mapping.ts'
import { mappingContext } from '../../mapping/mapping-context.ts'
import type { PlaceOption } from '../../places/answerer.ts'
import { resolvePlaces } from '../../places/resolve-places.ts'
import { gazetteer } from '../../reference/gazetteer.ts'
import { findBlocks } from '../../tables/blocks.ts'
import { rowsToAsk } from '../../tables/row-sampling.ts'
import type { ContextCell, RowLabel, Table } from '../../tables/table.ts'
import { columnIndex, columnLetter } from '../../workbook/grid.ts'
import { roleOf } from '../column-examples.ts'
import { goldRowLabels } from '../row-label-examples.ts'

/** One turn of a conversation that a model learns from. */
export interface LabelTurn {
  readonly question: ModelQuestion
  /** What was said wrongly, as a model would have written it; null where nothing was said. */
  readonly given: string | null
  readonly corrected: string
}

/** How labels are written as questions. */
export interface LabelRendering extends Rendering {
  /** The text that a model looks up for a place. @default the text of the question */
  readonly lookedUp?: string
}

/** Questions and answers of a label, as a language model would be asked: what a fine-tuning learns from. */
export async function turnsOfLabel(label: Label, rendering: LabelRendering): Promise<LabelTurn[]> {
  switch (label.stage) {
    case 'row-labels':
      return rowTurns(label, rendering)
    case 'column-roles':
      return columnTurns(label, rendering)
    case 'field-mapping':
      return mappingTurns(label, rendering)
    case 'place-resolution':
      return placeTurns(label, rendering)
  }
}

function turns<Part>(pieces: readonly Piece<Part>[], given: Part | null, corrected: Part): LabelTurn[] {
  return pieces.map((piece) => ({
    question: piece.question,
    given: given === null ? null : piece.write(given),
    corrected: piece.write(corrected),
  }))
}

type RowsLabel = Extract<Label, { stage: 'row-labels' }>
function rowTurns(label: RowsLabel, rendering: Rendering): LabelTurn[] {
  const { table } = tableOfLabel(label)
  const { grid } = table
  const block = findBlocks(grid).find(
    ({ range }) => range.top <= table.range.bottom && range.bottom >= table.range.top,
  )
  if (!block) return []
  const question = {
    file: label.file,
    sheet: grid.sheet,
    grid,
    block: block.range,
    blockRows: block.rows,
    asked: rowsToAsk(grid, block),
  }
  const partOf = (answer: RowsLabel['corrected']) => {
    const { gold } = tableOfLabel({ ...label, right: { ...label.right, ...answer } })
    const book = { file: label.file, about: '', tables: [gold], not_rates: [], findings: [] }
    const labels = goldRowLabels(grid, block.range, book)
    return new Map(
      [...labels].map(([row, name]): [number, { label: RowLabel; confidence: number }] => [
        row,
        { label: name, confidence: 1 },
      ]),
    )
  }
  const { pieces } = renderRows(question, rendering)
  return turns(pieces, label.given && partOf(label.given), partOf(label.corrected))
}

type ColumnsLabel = Extract<Label, { stage: 'column-roles' }>
function columnTurns(label: ColumnsLabel, rendering: Rendering): LabelTurn[] {
  const { table } = tableOfLabel(label)
  const columns = columnFacts(table)
  const partOf = ({ kind, columns: roles }: ColumnsLabel['corrected']) => ({
    kind,
    kindConfidence: 1,
    columns: new Map(
      columns.map(({ id }) => [
        id,
        { id, role: roles[columnLetter(id)] ?? ('ignored' as const), confidence: 1, alternatives: [] },
      ]),
    ),
  })
  const pieces = renderColumns({ table, file: label.file, columns }, rendering)
  return turns(pieces, label.given && partOf(label.given), partOf(label.corrected))
}

type MappingLabel = Extract<Label, { stage: 'field-mapping' }>
async function mappingTurns(label: MappingLabel, rendering: Rendering): Promise<LabelTurn[]> {
  const { table, gold } = tableOfLabel(label)
  const columns = columnFacts(table)
  const question = {
    table,
    understanding: await rightUnderstanding(label, table, gold),
    file: label.file,
    columns,
    ...mappingContext(table, columns),
  }
  const partOf = (answer: MappingLabel['corrected']) => ({
    literals: literalsOf(answer, question.context),
    prices: Object.entries(answer.prices).map(([letter, price]): PriceColumnAnswer => {
      const sizes = price.container_size ?? []
      return {
        id: columnIndex(letter),
        type: price.charge_type ?? null,
        containerSizes: typeof sizes === 'string' ? [sizes] : sizes,
        containerType: price.container_type ?? null,
        charge: price.charge ?? null,
        basis: price.basis ?? null,
        currency: price.currency ?? null,
        minimum: null,
        weightBreak: null,
        headingIs: price.destination === undefined ? null : 'destination',
        confidence: 1,
      }
    }),
  })
  const pieces = renderMapping(question, rendering)
  return turns(pieces, label.given && partOf(label.given), partOf(label.corrected))
}

/** The table as it is when its columns are understood rightly. */
async function rightUnderstanding(label: TableLabel, table: Table, gold: GoldTable): Promise<Understanding> {
  const { value } = await understand(table, label.file, {
    async answerColumns({ columns }) {
      return {
        kind: gold.kind ?? 'rates',
        kindConfidence: 1,
        columns: columns.map(({ id }) => ({
          id,
          role: roleOf(gold.fields[columnLetter(id)]),
          confidence: 1,
          alternatives: [],
        })),
      }
    },
  })
  return value
}

/** Literals as pointers into the context of the excerpt; words that it does not show are no part of the answer. */
function literalsOf(
  { literals }: MappingLabel['corrected'],
  around: readonly ContextCell[],
): LiteralAnswer[] {
  return Object.entries(literals).flatMap(([field, { text }]) => {
    const context = around.findIndex((cell) =>
      `${cell.key ?? ''} ${cell.text}`.toLowerCase().includes(text.toLowerCase()),
    )
    return context < 0 ? [] : [{ field: field as MappingField, context, text, confidence: 1 }]
  })
}

type PlaceLabel = Extract<Label, { stage: 'place-resolution' }>
function placeTurns(label: PlaceLabel, rendering: LabelRendering): LabelTurn[] {
  const { text, country, printed_code } = label.question
  const [read] = resolvePlaces(text, { country, printedCode: printed_code }).places
  const codes = new Map<string, number>()
  if (read?.unlocode) codes.set(read.unlocode, read.confidence)
  for (const { codes: own, confidence } of read?.alternatives ?? []) codes.set(own[0]!, confidence)
  const right = label.corrected.unlocode
  const options = [...new Set([...codes.keys(), ...(right === null ? [] : [right])])].flatMap((code) =>
    optionOf(code, codes.get(code) ?? 0),
  )
  const doubt = {
    id: 0,
    text,
    cell: text,
    field: 'destination' as const,
    country,
    printedCode: printed_code,
    opposite: [],
    options,
  }
  const pieces = renderPlaces({ file: label.file, sheet: null, doubts: [doubt], countries: {} }, rendering)
  const { lookedUp } = rendering
  const partOf = (code: string | null) => [
    { id: 0, code, confidence: 1, ...(lookedUp === undefined ? {} : { lookedUp }) },
  ]
  return turns(pieces, label.given && partOf(label.given.unlocode), partOf(right))
}

function optionOf(code: string, confidence: number): PlaceOption[] {
  const places = gazetteer()
  const place = places.byCode(code)
  if (place === null) return []
  return [
    {
      code,
      name: places.name(place),
      country: places.country(place),
      subdivision: places.subdivision(place),
      port: places.rank(place) > 0,
      confidence,
    },
  ]
}
