import { InvalidArgumentError } from 'commander'
import { OUTPUT_FORMATS, type OutputFormat } from '../config.ts'

/** Readers of option values; what is wrong is said with the value and what is allowed. */

export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (Number.isInteger(value) && value >= min && value <= max) return value
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`)
  }
}

/** A share from 0 to 1. */
export function share(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('Expected a number from 0 to 1.')
}

/** US dollars, 0 or more. */
export function dollars(text: string): number {
  const value = Number(text.replace(/^\$/, ''))
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value
  throw new InvalidArgumentError('Expected an amount in US dollars, such as 2.50.')
}

/** Words out of a list, by comma. */
export function listOf<Word extends string>(known: readonly Word[]): (text: string) => Word[] {
  return (text) =>
    text.split(',').map((word) => {
      const found = known.find((one) => one === word.trim().toLowerCase())
      if (found) return found
      throw new InvalidArgumentError(`Unknown: "${word}". Known: ${known.join(', ')}.`)
    })
}

export const formatList: (text: string) => OutputFormat[] = listOf(OUTPUT_FORMATS)
