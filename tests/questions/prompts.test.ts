import { describe, expect, it } from 'vitest'
import { STAGES } from '../../src/answered.ts'
import { loadLanguageModel, loadPrompt, promptVariants } from '../../src/answerers/questions/prompt.ts'

describe.each(STAGES)('models/%s', (stage) => {
  it('has its prompts side by side, each with a version of its own', () => {
    const variants = promptVariants(stage)
    expect(variants).toEqual(expect.arrayContaining(['short', 'zero-shot']))
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

  it('names a language model in its card, with a prompt that there is', () => {
    const model = loadLanguageModel(stage)
    expect(promptVariants(stage)).toContain(model.prompt)
    expect(model.fine_tuned).toBeNull()
  })

  it('a prompt that is not there is refused with those that are', () => {
    expect(() => loadPrompt(stage, 'shouting')).toThrow(/has no prompt "shouting"; it has .*zero-shot/)
  })
})
