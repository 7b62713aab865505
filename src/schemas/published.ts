import { z } from 'zod'
import { layoutSchema } from '../answerers/memory/layout.ts'
import { summarySchema } from '../batch/summary.ts'
import { findingSchema } from '../checks/finding.ts'
import { understandingSchema } from '../columns/understanding.ts'
import { configSchema } from '../config.ts'
import { goldRateSchema, goldSchema } from '../labels/gold.ts'
import { labelSchema } from '../labels/label.ts'
import { mappingSchema } from '../mapping/mapping.ts'
import { rateSchema } from '../rates/rate.ts'

const SCHEMAS = {
  rate: { schema: rateSchema, title: 'One line of NAME.rates.jsonl: one price on one lane' },
  understanding: { schema: understandingSchema, title: 'One document of NAME.understanding.yaml: one table' },
  mapping: { schema: mappingSchema, title: 'One document of NAME.mapping.yaml: one table' },
  finding: { schema: findingSchema, title: 'One entry of NAME.findings.yaml' },
  summary: { schema: summarySchema, title: 'summary.json of a run' },
  layout: { schema: layoutSchema, title: 'layouts/NAME.yaml of a workspace: a layout that was approved' },
  config: { schema: configSchema, title: 'rateloom.yaml' },
  gold: { schema: goldSchema, title: 'NAME.gold.yaml: what a careful person says of a workbook' },
  label: { schema: labelSchema, title: 'labels/STAGE/ID.yaml: one correction' },
  'gold-rate': { schema: goldRateSchema, title: 'One line of NAME.gold.jsonl' },
} as const

/** File name and text of every JSON Schema (draft 2020-12) in `schemas/`. */
export function publishedSchemas(): Map<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, { schema, title }]) => {
      // Input form: what has a default may be left out. Data that leaves the program has none, so that both are one.
      const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' })
      return [`${name}.schema.json`, `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`]
    }),
  )
}
