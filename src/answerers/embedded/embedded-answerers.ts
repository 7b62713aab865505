import type { Answerers } from '../../pipeline.ts'
import { useRanker } from '../../places/ranker.ts'
import { columnRolesWeights, EmbeddedColumnAnswerer, tableWeights } from './column-roles.ts'
import { chargeTypeWeights, EmbeddedMappingAnswerer } from './field-mapping.ts'
import { weightsIn } from './models-folder.ts'
import { embeddedRowAnswerer, rowLabelWeights } from './row-labels.ts'

const loaded = new Map<string, Answerers>()

/**
 * The models in `models/`: one set a thread, each loaded at its first question and kept for the files that follow.
 *
 * @param folder another folder of models, as `rateloom train --out` writes it; read at once. Throws when it lacks one.
 */
export function embeddedAnswerers(folder?: string): Answerers {
  useRanker(folder)
  const key = folder ?? ''
  let answerers = loaded.get(key)
  if (!answerers) {
    answerers = folder === undefined ? shippedAnswerers() : answerersIn(folder)
    loaded.set(key, answerers)
  }
  return answerers
}

const shippedAnswerers = (): Answerers => ({
  rows: embeddedRowAnswerer(),
  columns: new EmbeddedColumnAnswerer(),
  mapping: new EmbeddedMappingAnswerer(),
})

function answerersIn(folder: string): Answerers {
  const read = weightsIn(folder)
  return {
    rows: embeddedRowAnswerer(rowLabelWeights(read)),
    columns: new EmbeddedColumnAnswerer(columnRolesWeights(read), tableWeights(read)),
    mapping: new EmbeddedMappingAnswerer(chargeTypeWeights(read)),
  }
}
