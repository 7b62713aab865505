import type { Answerers } from '../../pipeline.ts'
import { EmbeddedColumnAnswerer } from './column-roles.ts'
import { EmbeddedMappingAnswerer } from './field-mapping.ts'
import { embeddedRowAnswerer } from './row-labels.ts'

let shipped: Answerers | undefined

/** The models in `models/`: one set a thread, each loaded at its first question and kept for the files that follow. */
export function embeddedAnswerers(): Answerers {
  shipped ??= {
    rows: embeddedRowAnswerer(),
    columns: new EmbeddedColumnAnswerer(),
    mapping: new EmbeddedMappingAnswerer(),
  }
  return shipped
}
