import { readdir } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { countTokens } from '../../src/answerers/questions/tokens.ts'
import { readRateSheet } from '../../src/pipeline.ts'
import { listening, SAMPLES, sampleBytes } from './sample.ts'

const SETTINGS = [
  ['zero-shot', 4096],
  ['few-shot', 16_384],
  ['short', 4096],
] as const

it('questions about all samples fit in their window, question and answer together', async () => {
  const workbooks = (await readdir(SAMPLES)).filter((file) => /\.(xlsx|xls|ods|csv)$/.test(file))
  const large: string[] = []
  for (const file of workbooks) {
    const { answerers, questions } = listening(...SETTINGS)
    await readRateSheet(await sampleBytes(file), file, answerers)
    SETTINGS.forEach(([variant, window], at) => {
      for (const { stage, instructions, input, maxOutputTokens } of questions[at]!) {
        // A fifth more for models that cut texts otherwise.
        const used = 1.2 * (countTokens(instructions) + countTokens(input)) + maxOutputTokens
        if (used > window) large.push(`${file} ${stage} ${variant}: ${Math.round(used)}`)
      }
    })
  }
  expect(large).toEqual([])
})
