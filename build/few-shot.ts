import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Stage } from '../src/answered.ts'
import { embeddedAnswerers } from '../src/answerers/embedded/embedded-answerers.ts'
import { renderColumns } from '../src/answerers/questions/column-roles.ts'
import { renderMapping } from '../src/answerers/questions/field-mapping.ts'
import type { Rendering } from '../src/answerers/questions/piece.ts'
import { renderPlaces } from '../src/answerers/questions/place-resolution.ts'
import { loadPrompt } from '../src/answerers/questions/prompt.ts'
import { renderRows } from '../src/answerers/questions/row-labels.ts'
import { readRateSheet } from '../src/pipeline.ts'
import { findBlocks } from '../src/tables/blocks.ts'
import { rowsToAsk } from '../src/tables/row-sampling.ts'
import { columnExamples } from '../src/training/column-examples.ts'
import { mappingQuestion } from '../src/training/field-mapping.ts'
import { type GoldBook, loadGoldBooks } from '../src/training/gold-replies/gold-book.ts'
import { goldReply } from '../src/training/gold-replies/gold-reply.ts'

/**
 * Writes `models/STAGE/prompt.few-shot.md`: the zero-shot prompt, and questions about samples with their right replies.
 * To be run after a change of a `prompt.md`, or of how questions are written.
 */

/** Samples that show what the words of the prompt leave open, by file and the number of block or table in it. */
const SHOTS: Readonly<Record<Stage, readonly (readonly [file: string, at: number])[]>> = {
  'row-labels': [
    ['34-lcl-export-deutsch.xlsx', 0],
    ['22-cosco-tpeb-numeric-headers.xlsx', 0],
  ],
  'column-roles': [
    ['01-vn-to-us-update.xlsx', 0],
    ['40-yangming-outport-arbitraries.xlsx', 1],
  ],
  'field-mapping': [
    ['07-nvocc-weekly-pricing.xlsx', 0],
    ['37-matrix-pod-down-pol-across.xlsx', 0],
  ],
  'place-resolution': [
    ['03-kmtc-guide-rates-FEB26.xlsx', 0],
    ['23-evergreen-lettered-sheets.xlsx', 0],
  ],
}

const root = new URL('../', import.meta.url)
const samples = fileURLToPath(new URL('samples/', root))
const books = await loadGoldBooks(samples)

for (const stage of Object.keys(SHOTS) as Stage[]) {
  const prompt = loadPrompt(stage)
  const rendering: Rendering = {
    endpoint: '',
    model: '',
    prompt: { ...prompt, detail: 'lean' },
    window: 16_384,
  }
  const shots: string[] = []
  for (const [file, at] of SHOTS[stage]) {
    const input = (await inputsAbout(stage, books.get(file)!, rendering))[at]!
    shots.push(`Input:\n${input}\nAnswer:\n${goldReply(stage, input, books)}`)
  }
  const text = `${prompt.text}\n\n# Examples\n${shots.join('\n\n')}\n`
  writeFileSync(new URL(`models/${stage}/prompt.few-shot.md`, root), text)
}

async function inputsAbout(stage: Stage, book: GoldBook, rendering: Rendering): Promise<string[]> {
  const { file } = book.gold
  switch (stage) {
    case 'row-labels':
      return book.grids.flatMap((grid) =>
        findBlocks(grid).map((block) => {
          const { range, rows } = block
          const asked = rowsToAsk(grid, block)
          const question = { file, sheet: grid.sheet, grid, block: range, blockRows: rows, asked }
          return renderRows(question, rendering).pieces[0]!.question.input
        }),
      )
    case 'column-roles':
      return columnExamples([book]).map(
        ({ question }) => renderColumns(question, rendering)[0]!.question.input,
      )
    case 'field-mapping':
      return columnExamples([book]).map(
        (example) => renderMapping(mappingQuestion(example), rendering)[0]!.question.input,
      )
    case 'place-resolution': {
      const inputs: string[] = []
      const bytes = readFileSync(new URL(`samples/${file}`, root))
      await readRateSheet(bytes, file, {
        ...embeddedAnswerers(),
        places: {
          async answerPlaces(question) {
            inputs.push(renderPlaces(question, rendering)[0]!.question.input)
            return { choices: [] }
          },
        },
      })
      return inputs
    }
  }
}
