import { z } from 'zod'
import { answeredSchema } from '../answered.ts'
import {
  basisSchema,
  chargeTypeSchema,
  containerSizeSchema,
  containerTypeSchema,
} from '../reference/vocabulary.ts'

/**
 * Wove's final answer for one table: a number is a column id, a list of numbers several columns, a string a literal
 * (copied from a context cell, see `sources`), null = not in this sheet.
 */
export const fieldSourceSchema = z.union([
  z.int().nonnegative(),
  z.array(z.int().nonnegative()),
  z.string(),
  z.null(),
])
export type FieldSource = z.infer<typeof fieldSourceSchema>

/** Source of what an answer claims of all values of a column, without words that say it. */
export const CLAIMED = 'as answered'

/** Fields of the mapping, in output order. The first seventeen are Wove's. */
export const MAPPING_FIELDS = [
  'carrier',
  'service_line',
  'origin',
  'origin_country',
  'origin_via',
  'origin_via_country',
  'destination',
  'destination_country',
  'destination_via',
  'destination_via_country',
  'loading_port',
  'loading_port_country',
  'unloading_port',
  'unloading_port_country',
  'effective_date',
  'expiry_date',
  'container_dry_or_reefer',
  'commodity',
  'transshipment_port',
  'origin_code',
  'destination_code',
  'contract_number',
  'container_size',
  'container_type',
  'charge',
  'charge_name',
  'basis',
  'currency',
  'minimum',
  'weight_break',
  'year',
  'month',
  'transit_days',
  'free_time',
  'etd',
  'frequency',
  'service_mode',
  'inclusions',
  'remarks',
  'lane_id',
  'group',
  'member',
  'member_code',
] as const
export type MappingField = (typeof MAPPING_FIELDS)[number]

/** A column of prices. Null = not settled by heading, table or sheet (another column says it row by row, or nobody). */
export const priceColumnSchema = z.strictObject({
  id: z.int().nonnegative(),
  /** ISO 4217, or the id of the column that names it row by row, or null. */
  currency: z.union([z.string(), z.int(), z.null()]),
  type: chargeTypeSchema.nullable(),
  /** Several sizes: the order of the parts of "2100/4200/4200", or one number for all of them. */
  container_size: z.union([containerSizeSchema, z.array(containerSizeSchema)]).nullable(),
  container_type: containerTypeSchema.nullable(),
  /** Charge code: BAS ocean freight, THC, BAF, ... */
  charge: z.string().nullable(),
  basis: basisSchema.nullable(),
  /** Id of the column with the minimum of this price. */
  minimum: z.int().nullable(),
  /** Air and LCL: from which weight or volume the price holds ("+45", "+100"), as written in the header. */
  weight_break: z.string().nullable(),
  /** The carrier that heads the column, as written, where carriers stand side by side. */
  carrier: z.string().optional(),
  /** The period that heads the column, as written ("1H APR"), where periods stand side by side; or from when it is levied ("PSS WEF 1 Jan"). */
  period: z.string().optional(),
  /** Matrices: the place that heads the column, as written. */
  destination: z.string().nullable(),
  origin: z.string().nullable(),
  confidence: z.number(),
})
export type PriceColumn = z.infer<typeof priceColumnSchema>

export const mappingSchema = z.strictObject({
  sheet: z.string().nullable(),
  range: z.string(),
  ...(Object.fromEntries(MAPPING_FIELDS.map((field) => [field, fieldSourceSchema])) as Record<
    MappingField,
    typeof fieldSourceSchema
  >),
  rates: z.array(priceColumnSchema),
  /** Columns that carry nothing of the schema. */
  ignored: z.array(z.int()),
  /** For each literal the cell that it was copied from: `Sheet!A1`, `sheet name`, `file name`. */
  sources: z.record(z.string(), z.string()),
  confidence: z.number(),
  /** Who said so. */
  answered: z.array(answeredSchema),
})
export type Mapping = z.infer<typeof mappingSchema>
