import { z } from 'zod'
import {
  basisSchema,
  chargeTypeSchema,
  columnFieldSchema,
  containerSizeSchema,
  containerTypeSchema,
  priceStatusSchema,
  tableKindSchema,
} from '../reference/vocabulary.ts'

/** Answers beside workbooks, as a careful person writes them down: `NAME.gold.yaml` and `NAME.gold.jsonl`. */

export const goldPriceColumnSchema = z.strictObject({
  container_size: z.union([containerSizeSchema, z.array(containerSizeSchema)]).optional(),
  container_type: containerTypeSchema.optional(),
  charge: z.string().optional(),
  charge_type: chargeTypeSchema.optional(),
  basis: basisSchema.optional(),
  currency: z.string().optional(),
  destination: z.string().optional(),
})
export type GoldPriceColumn = z.infer<typeof goldPriceColumnSchema>

export const goldFieldSchema = z.union([columnFieldSchema, z.array(columnFieldSchema), goldPriceColumnSchema])
export type GoldField = z.infer<typeof goldFieldSchema>

export const goldTableSchema = z.strictObject({
  sheet: z.string().nullable(),
  kind: tableKindSchema.optional(),
  range: z.string(),
  header_rows: z.array(z.int()),
  data_rows: z.tuple([z.int(), z.int()]),
  section_rows: z.array(z.int()),
  /** Column letter → field, fields, or price column. */
  fields: z.record(z.string(), goldFieldSchema),
  ignored: z.array(z.string()),
})
export type GoldTable = z.infer<typeof goldTableSchema>

export const goldSchema = z.strictObject({
  file: z.string(),
  about: z.string(),
  tables: z.array(goldTableSchema),
  not_rates: z.array(z.string()),
  copies: z.array(z.strictObject({ sheet: z.string(), of: z.string(), how: z.string() })).optional(),
  findings: z.array(z.strictObject({ code: z.string(), at: z.string(), why: z.string() })),
})
export type Gold = z.infer<typeof goldSchema>

const goldPlaceSchema = z.union([
  z.strictObject({ text: z.string(), country: z.string().nullable(), unlocode: z.array(z.string()) }),
  z.strictObject({ text: z.string(), group: z.literal(true), members: z.array(z.string()).nullable() }),
])
export type GoldPlace = z.infer<typeof goldPlaceSchema>

export const goldRateSchema = z.strictObject({
  sheet: z.string().nullable(),
  cell: z.string(),
  part: z.int(),
  origin: goldPlaceSchema.nullable(),
  origin_via: goldPlaceSchema.nullable(),
  loading_port: goldPlaceSchema.nullable(),
  transshipment_port: goldPlaceSchema.nullable(),
  unloading_port: goldPlaceSchema.nullable(),
  destination_via: goldPlaceSchema.nullable(),
  destination: goldPlaceSchema.nullable(),
  carrier: z.string().nullable(),
  service_line: z.string().nullable(),
  contract_number: z.string().nullable(),
  commodity: z.string().nullable(),
  container_size: containerSizeSchema.nullable(),
  container_type: containerTypeSchema.nullable(),
  charge: z.string().nullable(),
  charge_type: chargeTypeSchema.nullable(),
  basis: basisSchema.nullable(),
  currency: z.string().nullable(),
  amount: z.number().nullable(),
  minimum: z.number().nullable(),
  effective_date: z.string().nullable(),
  expiry_date: z.string().nullable(),
  price_status: priceStatusSchema,
})
export type GoldRate = z.infer<typeof goldRateSchema>
