import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { ModelQuestion } from '../../src/answerers/desk.ts'
import { countTokens } from '../../src/answerers/questions/tokens.ts'
import { readRateSheet } from '../../src/pipeline.ts'
import { listening, SAMPLES, sampleBytes } from './sample.ts'

const tokensOf = ({ instructions, input }: ModelQuestion) => countTokens(instructions) + countTokens(input)

const workbooks = (await readdir(SAMPLES)).filter((file) => !/\.gold\.|\.md$/.test(file))

describe.each([
  ['zero-shot', 4096],
  ['zero-shot', 16_384],
  ['short', 4096],
] as const)('questions with the %s prompt in a window of %i tokens', (variant, window) => {
  it('fit, question and answer together, for every table of the samples', async () => {
    const large: string[] = []
    for (const file of workbooks) {
      const { answerers, questions } = listening(variant, window)
      await readRateSheet(await sampleBytes(file), file, answerers)
      for (const question of questions) {
        // A fifth for models that cut texts otherwise.
        const used = 1.2 * tokensOf(question) + question.maxOutputTokens
        if (used > window) large.push(`${file} ${question.stage}: ${Math.round(used)}`)
      }
    }
    expect(large).toEqual([])
  })
})
