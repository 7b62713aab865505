import type { Mapping } from '../mapping/mapping.ts'

/** Whether a table prices by the kilogram in weight breaks: cargo that flies, between airports. */
export const isByAir = ({ rates }: Mapping): boolean =>
  rates.filter(({ weight_break, basis }) => weight_break !== null && basis === 'kg').length > 1
