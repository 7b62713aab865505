import type { Stage } from '../../answered.ts'
import { loadPrompt } from '../../answerers/questions/prompt.ts'
import { countTokens } from '../../answerers/questions/tokens.ts'
import type { StoredLabel } from '../../labels/label-folder.ts'
import { turnsOfLabel } from './label-turns.ts'
import { toolCallLines } from './tool-call-lines.ts'

export interface ChatOptions {
  /** Prompt of the model folder that goes with each example. */
  readonly prompt: string
  /** Tokens that question and answer may take together. */
  readonly window: number
}

/** Forms of examples: right answers, pairs of a better and a worse answer, answers that were looked up. */
export type ChatForm = 'chat' | 'preference' | 'tools'

/** The examples of one label, as lines of JSONL. A label without a given answer makes no pair; only places are looked up. */
export async function chatLines(
  stored: StoredLabel,
  form: ChatForm,
  { prompt, window }: ChatOptions,
): Promise<string[]> {
  if (form === 'tools') return toolCallLines(stored, { prompt, window })
  const { label } = stored
  const turns = await turnsOfLabel(label, {
    endpoint: 'export',
    model: 'export',
    prompt: loadPrompt(label.stage as Stage, prompt),
    window,
  })
  return turns.flatMap(({ question, given, corrected }) => {
    const asked = [
      { role: 'system', content: question.instructions },
      { role: 'user', content: question.input },
    ]
    if (form === 'preference') {
      if (given === null || given === corrected) return []
      return [
        JSON.stringify({
          input: { messages: asked },
          preferred_output: [{ role: 'assistant', content: corrected }],
          non_preferred_output: [{ role: 'assistant', content: given }],
        }),
      ]
    }
    const wrong =
      given === null || given === corrected
        ? []
        : [
            { role: 'assistant', content: given, weight: 0 },
            { role: 'user', content: `That is not right. ${label.reason || 'Look again.'}` },
          ]
    return [
      JSON.stringify({
        messages: [...asked, ...wrong, { role: 'assistant', content: corrected, weight: 1 }],
      }),
    ]
  })
}

/** Tokens of the longest example of a label, question and answer together. */
export async function tokensOfLabel(stored: StoredLabel, options: ChatOptions): Promise<number> {
  const lines = await chatLines(stored, 'chat', { ...options, window: Number.MAX_SAFE_INTEGER })
  return Math.max(0, ...lines.map((line) => countTokens(line)))
}
