import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { packShippedRegions } from './build-regions.ts'
import { placeKey } from './fold.ts'
import { BLOCK, blocksOf, KEY_KINDS, type KeyKind, PLACES_FILE, type PlacesHeader } from './places-format.ts'
import { REGIONS_FILE } from './regions.ts'

/** Makes the shipped form of `reference/places.tsv` and `reference/place-names.tsv`: `npm run build:places`. The layout is told in places-format.ts. */

interface Row {
  readonly unlocode: string
  readonly name: string
  readonly nameLocal: string
  readonly subdivision: string
  readonly functions: string
  readonly parent: string
  readonly rank: number
  readonly equivalents: readonly string[]
  readonly aliases: readonly string[]
  readonly slips: readonly string[]
}

const SOURCES = {
  places: new URL('../../reference/places.tsv', import.meta.url),
  /** Names in further languages, gathered by this project: code, names. */
  names: new URL('../../reference/place-names.tsv', import.meta.url),
  /** Slips that sheets are known to have: code, spellings. */
  slips: new URL('../../reference/place-misspellings.tsv', import.meta.url),
}
/** Digits of UN/LOCODE functions, and B for a border crossing, by bit. */
const FUNCTION_DIGITS = '1234567B'

function listsByCode(tsv: string): Map<string, string[]> {
  const lists = new Map<string, string[]>()
  for (const line of tsv.trimEnd().split('\n').slice(1)) {
    const [unlocode, names] = line.split('\t')
    lists.set(unlocode!, names!.split('|'))
  }
  return lists
}

function readRows(tsv: string, namesTsv: string, slipsTsv: string): Row[] {
  const furtherNames = listsByCode(namesTsv)
  const slips = listsByCode(slipsTsv)
  const rows = tsv.trimEnd().split('\n').slice(1)
  return rows.map((line) => {
    const [unlocode, name, nameLocal, , subdivision, functions, , , parent, rank, equivalents, aliases] =
      line.split('\t')
    return {
      unlocode: unlocode!,
      name: name!,
      nameLocal: nameLocal!,
      subdivision: subdivision!,
      functions: functions!,
      parent: parent!,
      rank: Number(rank),
      equivalents: equivalents ? equivalents.split('|') : [],
      aliases: [...(aliases ? aliases.split('|') : []), ...(furtherNames.get(unlocode!) ?? [])],
      slips: slips.get(unlocode!) ?? [],
    }
  })
}

/** "Kolkata (ex Calcutta)", "Moji/Kitakyushu", "Nagoya, Aichi": the first name and the others. */
function namesWithin(name: string): { first: string; others: string[] } {
  const bracketed = [...name.matchAll(/\(([^)]*)\)/g)].map((match) =>
    match[1]!.replace(/^(?:ex|form\.|formerly)\s+/i, ''),
  )
  const [first = '', ...others] = name
    .replace(/\([^)]*\)/g, ' ')
    .split(/\s*[/=]\s*/)
    .map((part) => part.replace(/,.*$/, '').trim())
  return { first, others: [...others, ...bracketed] }
}

const PORT_WORDS = /^(?:PORT OF|PUERTO DE|PORTO DE) | (?:Pt|Port|Apt|Airport|International Apt)$/i

/** Every key of a place with the strongest kind it is known under. */
function keysOf(row: Row): Map<string, KeyKind> {
  const keys = new Map<string, KeyKind>()
  const add = (text: string, kind: KeyKind) => {
    const key = placeKey(text)
    if (key !== '' && !keys.has(key)) keys.set(key, kind)
  }
  const { first, others } = namesWithin(row.name)
  add(first, 'name')
  for (const slip of row.slips) add(slip, 'slip')
  for (const alias of row.aliases) add(alias, 'alias')
  add(row.name, 'name')
  const local = namesWithin(row.nameLocal)
  if (row.nameLocal) add(local.first, 'local')
  for (const other of [...others, ...local.others]) add(other, 'second')
  for (const name of [first, ...others]) add(name.replace(PORT_WORDS, ''), 'shortened')
  return keys
}

/** The compact form as bytes, not yet compressed. */
export function packPlaces(placesTsv: string, namesTsv: string, slipsTsv: string): Buffer {
  const rows = readRows(placesTsv, namesTsv, slipsTsv)
  const indexOf = new Map(rows.map((row, i) => [row.unlocode, i]))
  const subdivisions = [...new Set(rows.map((row) => row.subdivision))].sort()
  const subdivisionIndex = new Map(subdivisions.map((subdivision, i) => [subdivision, i]))
  const groups = [...new Set(rows.map((row) => row.equivalents.join('|')))].filter(Boolean).sort()

  const postings = new Map<string, { place: number; kind: number }[]>()
  rows.forEach((row, place) => {
    for (const [key, kind] of keysOf(row)) {
      const list = postings.get(key)
      const posting = { place, kind: KEY_KINDS.indexOf(kind) }
      if (list) list.push(posting)
      else postings.set(key, [posting])
    }
  })
  const keys = [...postings.keys()].sort(byCodeUnit)
  const flat = keys.flatMap((key) => postings.get(key)!)

  const names = rows.map((row) => row.name)
  const header: PlacesHeader = {
    places: rows.length,
    keys: keys.length,
    postings: flat.length,
    nameBytes: names.join('').length,
    subdivisions,
    groups: groups.map((group) => group.split('|').map((code) => indexOf.get(code)!)),
    parents: rows.flatMap((row, i) => (row.parent ? [[i, indexOf.get(row.parent)!] as const] : [])),
  }
  const sections: Uint8Array[] = [
    Buffer.from(rows.map((row) => row.unlocode).join(''), 'latin1'),
    bytes(rows.map((row) => Math.round(row.rank * 100))),
    bytes(
      rows.map((row) =>
        [...row.functions].reduce((bits, digit) => bits | ((1 << FUNCTION_DIGITS.indexOf(digit)) & 255), 0),
      ),
    ),
    words(rows.map((row) => subdivisionIndex.get(row.subdivision)!)),
    ...withStarts(names.map((name) => name.length)),
    Buffer.from(names.join(''), 'latin1'),
    ...withStarts(keys.map((key) => key.length)),
    ...withStarts(keys.map((key) => postings.get(key)!.length)),
    bytes(flat.map((posting) => posting.kind)),
    ...[0, 8, 16].map((shift) => Uint8Array.from(flat, (posting) => (posting.place >> shift) & 255)),
    Buffer.from(keys.join(''), 'utf8'),
  ]
  const head = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  return Buffer.concat([length, head, ...sections])
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function bytes(numbers: readonly number[]): Uint8Array {
  const wrong = numbers.findIndex((n) => !Number.isInteger(n) || n < 0 || n > 255)
  if (wrong >= 0) throw new Error(`places: number ${numbers[wrong]} at ${wrong} does not fit a byte`)
  return Uint8Array.from(numbers)
}

/** Lengths, and their sums before each block. */
function withStarts(lengths: readonly number[]): Uint8Array[] {
  const sums = new Uint32Array(blocksOf(lengths.length))
  let sum = 0
  lengths.forEach((length, i) => {
    if (i % BLOCK === 0) sums[i / BLOCK] = sum
    sum += length
  })
  if (lengths.length % BLOCK === 0) sums[lengths.length / BLOCK] = sum
  return [bytes(lengths), new Uint8Array(sums.buffer)]
}

function words(numbers: readonly number[]): Uint8Array {
  return new Uint8Array(Uint16Array.from(numbers).buffer)
}

/** The sources of this repository, packed. */
export function packShippedPlaces(): Buffer {
  const [places, names, slips] = [SOURCES.places, SOURCES.names, SOURCES.slips].map((file) =>
    readFileSync(file, 'utf8'),
  )
  return packPlaces(places!, names!, slips!)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const packed = packShippedPlaces()
  const zipped = gzipSync(packed, { level: 9 })
  writeFileSync(PLACES_FILE, zipped)
  writeFileSync(REGIONS_FILE, packShippedRegions())
  process.stdout.write(`${fileURLToPath(PLACES_FILE)}: ${packed.length} bytes, ${zipped.length} compressed\n`)
}
