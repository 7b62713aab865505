import { z } from 'zod'

/** Closed word lists that all stages share. */

export const CONTAINER_SIZES = [
  '20ft',
  '20ft_hc',
  '40ft',
  '40ft_hc',
  '45ft',
  '45ft_hc',
  '48ft',
  '53ft',
  '10ft',
] as const
export const CONTAINER_TYPES = [
  'dry',
  'reefer',
  'nor',
  'open_top',
  'flat_rack',
  'tank',
  'platform',
  'hardtop',
  'bulk',
  'ventilated',
  'garment',
] as const
export const CHARGE_TYPES = ['base', 'total', 'surcharge', 'arbitrary'] as const
export const BASES = [
  'container',
  'teu',
  'bl',
  'wm',
  'cbm',
  'ton',
  'kg',
  'shipment',
  'percent',
  'day',
] as const
export const PRICE_STATUSES = [
  'priced',
  'included',
  'on_request',
  'not_offered',
  'suspended',
  'tariff',
] as const

export const containerSizeSchema = z.enum(CONTAINER_SIZES)
export const containerTypeSchema = z.enum(CONTAINER_TYPES)
export const chargeTypeSchema = z.enum(CHARGE_TYPES)
export const basisSchema = z.enum(BASES)
export const priceStatusSchema = z.enum(PRICE_STATUSES)

export type ContainerSize = (typeof CONTAINER_SIZES)[number]
export type ContainerType = (typeof CONTAINER_TYPES)[number]
export type ChargeType = (typeof CHARGE_TYPES)[number]
export type Basis = (typeof BASES)[number]
export type PriceStatus = (typeof PRICE_STATUSES)[number]

/** Fields that a column may fill. A column may fill several ("1-31 Dec" gives both dates). */
export const COLUMN_FIELDS = [
  'carrier',
  'service_line',
  'contract_number',
  'commodity',
  'origin',
  'origin_country',
  'origin_code',
  'origin_via',
  'origin_via_country',
  'loading_port',
  'loading_port_country',
  'transshipment_port',
  'unloading_port',
  'unloading_port_country',
  'destination_via',
  'destination_via_country',
  'destination',
  'destination_country',
  'destination_code',
  'effective_date',
  'expiry_date',
  'year',
  'month',
  'container_size',
  'container_type',
  'charge',
  'charge_name',
  'basis',
  'currency',
  'minimum',
  'weight_break',
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
export const columnFieldSchema = z.enum(COLUMN_FIELDS)
export type ColumnField = (typeof COLUMN_FIELDS)[number]

/** What a table is. `not_rates` is left alone and reported. */
export const TABLE_KINDS = [
  'rates',
  'matrix',
  'charges',
  'reference',
  'free_time',
  'copy',
  'not_rates',
] as const
export type TableKind = (typeof TABLE_KINDS)[number]
export const tableKindSchema = z.enum(TABLE_KINDS)
