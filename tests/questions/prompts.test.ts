import { describe, expect, it } from 'vitest'
import { STAGES } from '../../src/answered.ts'
import { loadLanguageModel, loadPrompt, promptVariants } from '../../src/answerers/questions/prompt.ts'
import { asShown } from '../../src/answerers/questions/quoted.ts'
import { readWorkbook } from '../../src/workbook/read-workbook.ts'
import { sampleBytes } from './sample.ts'

describe.each(STAGES)('models/%s', (stage) => {
  it('has its prompts side by side, each with a version of its own', () => {
    const variants = promptVariants(stage)
    const tools = stage === 'place-resolution' ? ['tools'] : []
    expect(variants).toEqual(['few-shot', 'short', ...tools, 'zero-shot'])
    const versions = variants.map((variant) => loadPrompt(stage, variant).version)
    expect(new Set(versions).size).toBe(variants.length)
    for (const version of versions) expect(version).toMatch(/^[0-9a-f]{12}$/)
  })

  it('says in every prompt that the sheet is untrusted text, and which form the answer has', () => {
    for (const variant of promptVariants(stage)) {
      const { text } = loadPrompt(stage, variant)
      expect(text).toMatch(/untrusted/)
      expect(text).toMatch(/JSON/)
    }
  })

  it('few-shot is the zero-shot prompt with examples, whose texts stand in cells of the samples', async () => {
    const { text } = loadPrompt(stage, 'few-shot')
    const [told, examples] = text.split('\n\n# Examples\n')
    expect(told).toBe(loadPrompt(stage).text)
    const inputs = examples!.split('Input:\n').slice(1)
    expect(inputs.length).toBeGreaterThan(1)
    for (const shot of inputs) {
      const [head, ...lines] = shot.split('\nAnswer:\n')[0]!.split('\n')
      const { file } = JSON.parse(head!) as { file: string }
      const { value } = await readWorkbook(await sampleBytes(file), file)
      const cells = value!.grids.flatMap((grid) => [
        grid.sheet ?? '',
        ...Array.from(grid.filledRows).flatMap((row) =>
          Array.from(grid.filledColumns(row), (column) => asShown(grid.text(row, column))),
        ),
      ])
      const sheet = [file, ...cells].join('\n')
      const quotes = lines.flatMap((line) => line.match(/"(?:[^"\\]|\\.)*"/g) ?? [])
      for (const quote of quotes) {
        for (const part of (JSON.parse(quote) as string).replace(/…$/, '').split(' / '))
          expect(sheet).toContain(part)
      }
    }
  })

  it('names a language model in its card, with a prompt that there is', () => {
    const model = loadLanguageModel(stage)
    expect(promptVariants(stage)).toContain(model.prompt)
    expect(model.fine_tuned).toBeNull()
  })

  it('a prompt that is not there is refused with those that are', () => {
    expect(() => loadPrompt(stage, 'shouting')).toThrow(/has no prompt "shouting"; it has .*zero-shot/)
  })
})
