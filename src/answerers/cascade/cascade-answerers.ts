import type { Answerers } from '../../pipeline.ts'
import type { Desk } from '../desk.ts'
import { EndpointColumnAnswerer } from '../language-model/columns.ts'
import { EndpointMappingAnswerer } from '../language-model/mapping.ts'
import { EndpointPlaceAnswerer } from '../language-model/places.ts'
import { EndpointRowAnswerer } from '../language-model/rows.ts'
import type { Answering } from './answering.ts'
import { ColumnCascade } from './column-cascade.ts'
import { MappingCascade } from './mapping-cascade.ts'
import { PlaceCascade } from './place-cascade.ts'
import { RowCascade } from './row-cascade.ts'
import { stageReaders } from './stage-readers.ts'

/**
 * The stages as they are configured: the embedded model first, the endpoint where that one is unsure or always, a second
 * reader as a check. The better founded answer stands, the others are kept beside it.
 */
export function cascadeAnswerers(embedded: Answerers, answering: Answering, desk: Desk): Answerers {
  const rows = stageReaders('row-labels', answering, desk, EndpointRowAnswerer)
  const columns = stageReaders('column-roles', answering, desk, EndpointColumnAnswerer)
  const mapping = stageReaders('field-mapping', answering, desk, EndpointMappingAnswerer)
  const places = stageReaders('place-resolution', answering, desk, EndpointPlaceAnswerer)
  const columnCascade = new ColumnCascade(embedded.columns, columns)
  const mappingCascade = new MappingCascade(embedded.mapping, mapping)
  return {
    ...embedded,
    rows: new RowCascade(embedded.rows, rows),
    columns: columnCascade,
    mapping: mappingCascade,
    ...(places.endpoint || places.second ? { places: new PlaceCascade(places) } : {}),
    reconsider(table, objections) {
      const again = { problems: objections }
      if (!columnCascade.canReconsider(table) && !mappingCascade.canReconsider(table)) return null
      return {
        columns: { answerColumns: (question) => columnCascade.reconsider(question, again) },
        mapping: { answerMapping: (question) => mappingCascade.reconsider(question, again) },
      }
    },
  }
}
