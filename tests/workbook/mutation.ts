import { unzipSync, zipSync } from 'fflate'

/** A seeded source of numbers in [0, 1): the same mutants on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

type Mutation = (bytes: Uint8Array, random: () => number) => Uint8Array

const flip: Mutation = (bytes, random) => {
  const copy = bytes.slice()
  const count = 1 + Math.floor(random() * 8)
  for (let i = 0; i < count; i++) copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256)
  return copy
}

const truncate: Mutation = (bytes, random) => bytes.slice(0, Math.floor(random() * bytes.length))

const cutOut: Mutation = (bytes, random) => {
  const from = Math.floor(random() * bytes.length)
  const to = Math.min(bytes.length, from + 1 + Math.floor(random() * 400))
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
}

const repeat: Mutation = (bytes, random) => {
  const from = Math.floor(random() * bytes.length)
  const piece = bytes.subarray(from, from + 1 + Math.floor(random() * 200))
  return Buffer.concat([bytes.subarray(0, from), piece, piece, bytes.subarray(from)])
}

/** Puts a number that breaks assumptions where another one stands. */
const absurdNumber: Mutation = (bytes, random) => {
  const text = Buffer.from(bytes).toString('latin1')
  const numbers = Array.from(text.matchAll(/\d+/g))
  const chosen = numbers[Math.floor(random() * numbers.length)]
  if (!chosen) return bytes.slice()
  const absurd = ['0', '-1', '1048577', '99999999999', '16385', '1e308', ''][Math.floor(random() * 7)]!
  return Buffer.from(
    text.slice(0, chosen.index) + absurd + text.slice(chosen.index + chosen[0].length),
    'latin1',
  )
}

/** Deletes one tag, so that elements no longer nest. */
const dropTag: Mutation = (bytes, random) => {
  const text = Buffer.from(bytes).toString('latin1')
  const tags = Array.from(text.matchAll(/<[^>]+>/g))
  const chosen = tags[Math.floor(random() * tags.length)]
  if (!chosen) return bytes.slice()
  return Buffer.from(text.slice(0, chosen.index) + text.slice(chosen.index + chosen[0].length), 'latin1')
}

const ANYWHERE = [flip, truncate, cutOut, repeat]
const IN_PART = [flip, truncate, cutOut, repeat, absurdNumber, absurdNumber, dropTag, dropTag]

/** A damaged copy of a file: damaged as it lies, or with a part of its package damaged, swapped or taken away. */
export function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!isZip || random() < 0.3) {
    const mutations = isZip || bytes[0] === 0xd0 ? ANYWHERE : IN_PART
    return mutations[Math.floor(random() * mutations.length)]!(bytes, random)
  }
  const parts = unzipSync(bytes)
  const names = Object.keys(parts).filter((name) => parts[name]!.length > 0)
  const pick = (): string => names[Math.floor(random() * names.length)]!
  const choice = random()
  const part = pick()
  if (choice < 0.15) {
    const other = pick()
    const kept = parts[part]!
    parts[part] = parts[other]!
    parts[other] = kept
  } else if (choice < 0.25) delete parts[part]
  else parts[part] = new Uint8Array(IN_PART[Math.floor(random() * IN_PART.length)]!(parts[part]!, random))
  return zipSync(parts, { level: 1 })
}
