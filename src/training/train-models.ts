import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ColumnRolesWeights } from '../answerers/embedded/column-roles.ts'
import { EmbeddedColumnAnswerer } from '../answerers/embedded/column-roles.ts'
import { EmbeddedMappingAnswerer } from '../answerers/embedded/field-mapping.ts'
import { embeddedRowAnswerer, type RowLabelWeights } from '../answerers/embedded/row-labels.ts'
import { type LabelledWorkbook, loadLabelled } from '../labels/labelled.ts'
import type { Answerers } from '../pipeline.ts'
import { type ColumnRolesFigures, columnRolesCurve, trainColumnRoles } from './column-roles.ts'
import type { TrainingRun } from './curves/training-run.ts'
import {
  type FieldMappingFigures,
  type FieldMappingWeights,
  fieldMappingCurves,
  trainFieldMapping,
} from './field-mapping.ts'
import { type RowLabelFigures, rowLabelCurve, trainRowLabels } from './row-labels.ts'

/** Labelled workbooks that are learned from, and that nobody is shown first. */
const FURTHER = 'further'

/** Generated workbooks that a training adds to the samples. */
export const DEFAULT_GENERATED = 300

/** The three models that read a sheet; places have a model of their own, which no workbook teaches. */
export interface TrainedModels {
  readonly rows: { readonly weights: RowLabelWeights; readonly figures: RowLabelFigures }
  readonly columns: { readonly weights: ColumnRolesWeights; readonly figures: ColumnRolesFigures }
  readonly mapping: { readonly weights: FieldMappingWeights; readonly figures: FieldMappingFigures }
}

/**
 * What a training learns from: the labelled workbooks of the folders and of their sub-folders `further/`, each name once,
 * then generated ones. The order is fixed, because it decides the weights.
 */
export async function trainingSet(
  folders: readonly string[],
  generated: number,
  seed: number,
): Promise<LabelledWorkbook[]> {
  const byName = new Map<string, LabelledWorkbook>()
  for (const folder of folders) {
    const further = join(folder, FURTHER)
    for (const part of existsSync(further) ? [folder, further] : [folder]) {
      for (const workbook of await loadLabelled(part)) {
        if (!byName.has(workbook.name)) byName.set(workbook.name, workbook)
      }
    }
  }
  if (generated === 0) return [...byName.values()]
  const { generateWorkbooks } = await import('./generator/generate.ts')
  return [...byName.values(), ...generateWorkbooks(generated, seed)]
}

/** Trains the models. The same workbooks and seed give the same weights. */
export function trainModels(workbooks: readonly LabelledWorkbook[], seed: number): TrainedModels {
  return {
    rows: trainRowLabels(workbooks, seed),
    columns: trainColumnRoles(workbooks, seed),
    mapping: trainFieldMapping(workbooks, seed),
  }
}

/**
 * The losses of each model while it learns all but a sixth of the families, on these and on those: the models themselves
 * learn from all of them, and are examined on nothing.
 */
export function trainingCurves(workbooks: readonly LabelledWorkbook[], seed: number): TrainingRun[] {
  return [
    rowLabelCurve(workbooks, seed),
    columnRolesCurve(workbooks, seed),
    ...fieldMappingCurves(workbooks, seed),
  ]
}

/** Answerers with these weights instead of the shipped ones. */
export function embeddedAnswerersOf({ rows, columns, mapping }: TrainedModels): Answerers {
  return {
    rows: embeddedRowAnswerer(rows.weights),
    columns: new EmbeddedColumnAnswerer(columns.weights, mapping.weights),
    mapping: new EmbeddedMappingAnswerer(mapping.weights.chargeType),
  }
}
