import { createRequire } from 'node:module'

/** How many tokens a text is. */
export type CountTokens = (text: string) => number

/**
 * What is kept free of a context window. Other models cut texts into up to a fifth more tokens than the vocabulary that
 * is counted with here, and the frame of a conversation takes some tens of tokens of its own.
 */
const OTHER_TOKENIZERS = 0.2
const FRAME_TOKENS = 60

/** Cells may hold what a tokenizer takes for its own marks ("<|endoftext|>"); here they are text like any other. */
const AS_TEXT = { disallowedSpecial: new Set<string>() }

let counter: CountTokens | undefined

/** Counts with the vocabulary o200k_base. It is loaded (half a second) when the first question is written. */
export const countTokens: CountTokens = (text) => {
  if (!counter) {
    const require = createRequire(import.meta.url)
    const vocabulary = require('gpt-tokenizer/encoding/o200k_base') as {
      countTokens(text: string, options: typeof AS_TEXT): number
    }
    counter = (one) => vocabulary.countTokens(one, AS_TEXT)
  }
  return counter(text)
}

/** Tokens that instructions and input may take of a context window, once the answer has its place. */
export function inputBudget(window: number, maxOutputTokens: number): number {
  return Math.floor((window - maxOutputTokens - FRAME_TOKENS) / (1 + OTHER_TOKENIZERS))
}
