import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** The models that ship with the package. */
const SHIPPED = new URL('../../../models/', import.meta.url)

/** Reads a file of weights: `read('column-roles', 'weights.bin')`. Throws when it is not there. */
export type WeightsReader = (model: string, file: string) => Buffer

/**
 * The weights in a folder of models, or the shipped ones.
 *
 * @param folder path of a folder with a folder for each model, as `rateloom train --out` writes it
 */
export function weightsIn(folder?: string): WeightsReader {
  const base = folder === undefined ? SHIPPED : pathToFileURL(`${folder}/`)
  return (model, file) => readFileSync(new URL(`${model}/${file}`, base))
}
