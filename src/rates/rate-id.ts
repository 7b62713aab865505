import { hash } from 'node:crypto'

/** Identity of a rate: 16 hex digits of the SHA-256 of its source and lane. Equal input gives equal ids. */
export const rateId = (source: string, lane: string): string =>
  hash('sha256', `${source}\u001f${lane}`, 'hex').slice(0, 16)
