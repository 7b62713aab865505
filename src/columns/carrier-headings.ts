import { type CarrierReading, findCarrier, readCarrier } from '../reference/carriers.ts'
import { readContainers } from '../reference/containers.ts'
import { readCountry } from '../reference/countries.ts'
import type { ColumnHeader } from './header-name.ts'
import { sideOf } from './heading-cues.ts'
import { placeLikeness } from './place-likeness.ts'

/** A carrier that heads a column. */
export interface HeadingCarrier {
  /** The part of the heading that it stands in. */
  readonly part: string
  /** Its name, as written. */
  readonly text: string
  /** Equal for equal carriers. */
  readonly line: string
}

const LONGEST_NAME = 30
const LONGEST_PART = 60
/** A misspelt carrier, or one with a remark, is no heading of a block. */
const SURE_CARRIER = 0.9
/** Beside so many plain names a carrier may also stand among other words: "MAERSK si arriba a POSORJA". */
const PLAIN_NAMES = 3
const SURE_MENTION = 0.95

/**
 * The carriers that head columns side by side; null where none does. Beside plain names, one may be written twice ("SBM o
 * SEABOARD MARINE"), under a condition ("MAERSK via Posorja"), or by a shorthand that a legend explains.
 */
export function carriersOfHeadings(
  headers: readonly ColumnHeader[],
  legend: ReadonlyMap<string, CarrierReading>,
): (HeadingCarrier | null)[] {
  const plain = headers.map(({ parts }) => {
    for (const part of parts) {
      const read = part.length <= LONGEST_NAME ? (readCarrier(part) ?? legend.get(part)) : undefined
      if (read && read.confidence >= SURE_CARRIER && readContainers(part) === null)
        return { part, text: part, line: lineOf(read) }
    }
    return null
  })
  const named = plain.filter((one) => one !== null)
  if (named.length < PLAIN_NAMES || named.length * 2 < headers.length) return plain
  return plain.map((one, at) => {
    if (one) return one
    for (const part of headers[at]!.parts) {
      const found = part.length <= LONGEST_PART && readContainers(part) === null ? findCarrier(part) : null
      if (found && found.confidence >= SURE_MENTION) return { part, text: found.text, line: lineOf(found) }
    }
    return null
  })
}

const lineOf = ({ scac, name }: CarrierReading) => scac ?? name

const SURE_PLACE = 0.7
const SHORTEST_PLACE = 4
const PLACE_WORDS = 3

/** A port beside the carrier that heads a column, and the end that the heading says it is. */
export interface CarrierPort {
  readonly text: string
  readonly end: 'origin' | 'destination' | null
}

/**
 * The ports for which a carrier heads more than one column: "MAERSK POD GUAYAQUIL | MAERSK POD POSORJA". A carrier with one
 * column may have a port in its name.
 */
export function portsOfCarriers(
  carriers: readonly (HeadingCarrier | null)[],
  headers: readonly ColumnHeader[],
): (CarrierPort | null)[] {
  const ports = carriers.map((carrier, at) => carrier && portBeside(carrier, headers[at]!))
  const ofLine = Map.groupBy(
    ports.flatMap((port, at) => (port ? [{ line: carriers[at]!.line, text: port.text }] : [])),
    ({ line }) => line,
  )
  return ports.map((port, at) => {
    const other = port && ofLine.get(carriers[at]!.line)?.some(({ text }) => text !== port.text)
    return other ? port : null
  })
}

function portBeside({ part, text }: HeadingCarrier, { parts }: ColumnHeader): CarrierPort | null {
  const beside = [part.replace(text, ' ; '), ...parts.filter((other) => other !== part)]
  const found = beside.flatMap(placesIn)
  if (new Set(found).size !== 1) return null
  return { text: found[0]!, end: sideOf(beside.join(' ')) }
}

/** Well-known places among the words of a text, longest runs first. */
function placesIn(text: string): string[] {
  const words = [...text.matchAll(/[\p{L}'’.]+/gu)]
  const found: string[] = []
  for (let at = 0; at < words.length; at++)
    for (let length = Math.min(PLACE_WORDS, words.length - at); length > 0; length--) {
      const last = words[at + length - 1]!
      const name = text.slice(words[at]!.index, last.index + last[0].length)
      if (name.length < SHORTEST_PLACE || readCountry(name) || placeLikeness(name) < SURE_PLACE) continue
      found.push(name)
      at += length - 1
      break
    }
  return found
}
