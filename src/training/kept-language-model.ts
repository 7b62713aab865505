import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** The part of the card in a folder that no training of embedded models makes: it goes into the new card as it is. */
export function keptLanguageModel(folder: string): { readonly language_model?: unknown } {
  let card: string
  try {
    card = readFileSync(join(folder, 'card.yaml'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
  const { language_model } = (parse(card) ?? {}) as { language_model?: unknown }
  return language_model === undefined ? {} : { language_model }
}
