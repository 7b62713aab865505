/** Rateloom as a library: the pipeline for one workbook, the batch for many, and the schemas of what comes out. */

export type { AnswerCost, Answered, Stage } from './answered.ts'
export type { Desk, ModelQuestion, ModelReply } from './answerers/desk.ts'
export { embeddedAnswerers } from './answerers/embedded/embedded-answerers.ts'
export { type Layout, layoutSchema } from './answerers/memory/layout.ts'
export { withMemory } from './answerers/memory/layout-memory.ts'
export { readLayouts } from './answerers/memory/layouts-folder.ts'
export { type FileResult, fileResultSchema } from './batch/file-result.ts'
export { type BatchObserver, type BatchOptions, type BatchResult, runBatch } from './batch/run-batch.ts'
export { type Summary, summarySchema } from './batch/summary.ts'
export { CATALOGUE, type CatalogueEntry } from './checks/catalogue.ts'
export {
  FINDING_CODES,
  type Finding,
  type FindingCode,
  findingSchema,
  type Severity,
} from './checks/finding.ts'
export type { ColumnAnswerer } from './columns/answerer.ts'
export { type Understanding, understandingSchema } from './columns/understanding.ts'
export { type Config, configSchema, loadConfig, parseConfig, UsageError } from './config.ts'
export type { MappingAnswerer } from './mapping/answerer.ts'
export { type Mapping, mappingSchema } from './mapping/mapping.ts'
export { VERSION } from './package-info.ts'
export {
  type Answerers,
  type PipelineOptions,
  type ReadRateSheet,
  type ReadTable,
  readRateSheet,
} from './pipeline.ts'
export { type Rate, type RatePlace, ratePlaceSchema, rateSchema } from './rates/rate.ts'
export type { RowAnswerer } from './tables/row-question.ts'
export type { Table } from './tables/table.ts'
export { DEFAULT_READ_LIMITS, type ReadLimits } from './workbook/read-limits.ts'
export type { Workbook } from './workbook/workbook.ts'
