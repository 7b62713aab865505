import { hash } from 'node:crypto'

/** Identity of a rate: 16 hex digits of the SHA-256 of its source and lane. Equal input gives equal ids. */
export const rateId = (...parts: readonly (string | number | null)[]): string =>
  hash('sha256', parts.join('\u001f'), 'hex').slice(0, 16)
