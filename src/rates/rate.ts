import { z } from 'zod'
import { findingCodeSchema } from '../checks/finding.ts'
import {
  basisSchema,
  chargeTypeSchema,
  containerSizeSchema,
  containerTypeSchema,
  priceStatusSchema,
} from '../reference/vocabulary.ts'

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

export const ratePlaceSchema = z.strictObject({
  /** As in the cell. */
  text: z.string(),
  name: z.string().nullable(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().nullable(),
  unlocode: z.string().nullable(),
  confidence: z.number(),
  /** Other codes of the same place, or what else it may be. */
  alternatives: z.array(z.string()).optional(),
  group: z.literal(true).optional(),
  /** UN/LOCODEs of a group that the workbook defines; null when it does not. */
  members: z.array(z.string()).nullable().optional(),
  /** RAMP, DOOR, CY, CFS, ICD or a terminal. */
  qualifier: z.string().optional(),
})
export type RatePlace = z.infer<typeof ratePlaceSchema>

/** One price, on one lane, for one container and charge, in one validity. The keys are a promise to other systems. */
export const rateSchema = z.strictObject({
  /** First 16 hex digits of the SHA-256 of source and lane. */
  id: z.string().regex(/^[0-9a-f]{16}$/),
  source: z.strictObject({
    file: z.string(),
    sha256: z.string(),
    sheet: z.string().nullable(),
    /** A1 address of the price. */
    cell: z.string(),
    /** 0-based number of the price within the cell ("2100/4200/4200"). */
    part: z.int().nonnegative(),
    /** The cell as displayed. */
    text: z.string(),
  }),
  carrier: z
    .strictObject({ text: z.string(), name: z.string().nullable(), scac: z.string().nullable() })
    .nullable(),
  service_line: z.string().nullable(),
  contract_number: z.string().nullable(),
  origin: ratePlaceSchema.nullable(),
  origin_via: ratePlaceSchema.nullable(),
  loading_port: ratePlaceSchema.nullable(),
  transshipment_port: ratePlaceSchema.nullable(),
  unloading_port: ratePlaceSchema.nullable(),
  destination_via: ratePlaceSchema.nullable(),
  destination: ratePlaceSchema.nullable(),
  effective_date: isoDate.nullable(),
  expiry_date: isoDate.nullable(),
  container: z
    .strictObject({
      size: containerSizeSchema,
      type: containerTypeSchema.nullable(),
      iso: z.string().nullable(),
    })
    .nullable(),
  commodity: z.string().nullable(),
  charge: z.strictObject({
    code: z.string().nullable(),
    name: z.string().nullable(),
    type: chargeTypeSchema.nullable(),
    basis: basisSchema.nullable(),
  }),
  /** ISO 4217; null when the workbook never says. */
  currency: z.string().nullable(),
  /** In currency units (percent points when the basis is percent); null unless `price_status` is priced. */
  amount: z.number().nullable(),
  minimum: z.number().nullable(),
  price_status: priceStatusSchema,
  transit_days: z.strictObject({ min: z.number(), max: z.number() }).nullable(),
  free_time: z.string().nullable(),
  /** Air and LCL weight break as written in the header. */
  weight_break: z.string().optional(),
  service_mode: z.string().optional(),
  inclusions: z.string().optional(),
  remarks: z.array(z.string()),
  confidence: z.number(),
  findings: z.array(findingCodeSchema),
  review: z.boolean(),
})
export type Rate = z.infer<typeof rateSchema>
