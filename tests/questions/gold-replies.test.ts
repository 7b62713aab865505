import { describe, expect, it } from 'vitest'
import { renderColumns } from '../../src/answerers/questions/column-roles.ts'
import { renderMapping } from '../../src/answerers/questions/field-mapping.ts'
import type { Piece } from '../../src/answerers/questions/piece.ts'
import { renderRows } from '../../src/answerers/questions/row-labels.ts'
import { findBlocks } from '../../src/tables/blocks.ts'
import type { RowQuestion } from '../../src/tables/row-question.ts'
import { rowsToAsk } from '../../src/tables/row-sampling.ts'
import { columnExamples } from '../../src/training/column-examples.ts'
import { mappingQuestion } from '../../src/training/field-mapping.ts'
import { type GoldBook, loadGoldBooks } from '../../src/training/gold-replies/gold-book.ts'
import { goldReply } from '../../src/training/gold-replies/gold-reply.ts'
import { goldRowLabels } from '../../src/training/row-label-examples.ts'
import { endpointAnswerers, rendering, SAMPLES, WrittenDesk } from './sample.ts'

const books = await loadGoldBooks(SAMPLES)
const fromGold = () =>
  new WrittenDesk(({ stage, input }) => goldReply(stage, input, books) ?? 'not in the labels')

const rowQuestions = (book: GoldBook): RowQuestion[] =>
  book.grids.flatMap((grid) =>
    findBlocks(grid).map((block) => ({
      file: book.gold.file,
      sheet: grid.sheet,
      grid,
      block: block.range,
      blockRows: block.rows,
      asked: rowsToAsk(grid, block),
    })),
  )

/** Reads the right reply, writes what was read, and reads that. */
function expectRoundTrip<Part>(pieces: readonly Piece<Part>[]): void {
  for (const piece of pieces) {
    const { stage, input } = piece.question
    const first = piece.read(goldReply(stage, input, books)!)
    expect(first).toMatchObject({ dropped: [] })
    if (!('part' in first)) continue
    expect(piece.read(piece.write(first.part))).toEqual(first)
  }
}

describe('an endpoint that answers from the labels of the samples', () => {
  it('labels each row of each block right, though it sees a few dozen of them', async () => {
    const wrong: string[] = []
    const { rows } = endpointAnswerers(fromGold())
    for (const book of books.values()) {
      for (const question of rowQuestions(book)) {
        const { answer, status, dropped } = await rows.ask(question)
        expect([status, dropped]).toEqual(['answered', 0])
        const labels = goldRowLabels(question.grid, question.block, book.gold)
        question.asked.forEach((index, at) => {
          const row = question.blockRows[index]!
          if (answer.labels[at] !== labels.get(row)) wrong.push(`${book.name} ${question.sheet} ${row}`)
        })
      }
    }
    expect(wrong).toEqual([])
  })

  it('names kinds and roles of all columns, wide tables in pieces of 4096 tokens too', async () => {
    const desk = fromGold()
    const { columns } = endpointAnswerers(desk, 'zero-shot', 4096)
    const tables = columnExamples([...books.values()])
    for (const { question, roles, gold } of tables) {
      const { answer, status } = await columns.ask(question)
      expect(status).toBe('answered')
      expect(answer.kind).toBe(gold.kind ?? 'rates')
      expect(answer.columns.map(({ role }) => role)).toEqual(roles)
    }
    expect(desk.questions.length).toBeGreaterThan(tables.length)
  })

  it('says nothing of price columns that evidence in the sheet would not bear out', async () => {
    const { mapping } = endpointAnswerers(fromGold())
    for (const example of columnExamples([...books.values()])) {
      const { answer, status } = await mapping.ask(mappingQuestion(example))
      expect([status, answer.findings]).toEqual(['answered', []])
    }
  })

  it.each(['zero-shot', 'short'])('replies are read and written without loss (%s)', (variant) => {
    for (const book of [...books.values()].slice(0, 12)) {
      for (const question of rowQuestions(book))
        expectRoundTrip(renderRows(question, rendering('row-labels', variant, 4096)).pieces)
      for (const example of columnExamples([book])) {
        expectRoundTrip(renderColumns(example.question, rendering('column-roles', variant, 4096)))
        const question = mappingQuestion(example)
        expectRoundTrip(renderMapping(question, rendering('field-mapping', variant, 4096)))
      }
    }
  })
})
