import { alignedFold, squeeze } from './aligned.ts'
import { readReferenceCsv, splitField } from './csv.ts'
import { simplified } from './han.ts'
import type { Basis, ChargeType } from './vocabulary.ts'

/** A sense of a charge code: the trade's, or one carrier's. */
export interface ChargeSense {
  readonly code: string
  /** SCAC, empty for the general sense. */
  readonly carrier: string
  /** A sense not tied to one carrier (air, china, india, risk), empty for the general one. */
  readonly scope: string
  readonly name: string
  readonly category: string
  readonly basis: Basis | null
  /** The letters stand for another charge as well. */
  readonly contested: boolean
}

/** What a spelling stands for. */
export interface ChargeSpelling {
  /** The code of the table. */
  readonly code: string
  /** The spelling is itself a code, to be kept as the sheet writes it (OHC, SPD, LSF). */
  readonly isCode: boolean
  /** All-in freight or a total, rather than a charge. */
  readonly total: boolean
}

interface ChargeTable {
  readonly senses: ReadonlyMap<string, readonly ChargeSense[]>
  readonly spellings: ReadonlyMap<string, ChargeSpelling>
  /** Spellings in scripts without blanks, longest first. */
  readonly unspaced: readonly string[]
}

const BASES: Readonly<Record<string, Basis>> = {
  CONTAINER: 'container',
  TEU: 'teu',
  BL: 'bl',
  CBM: 'cbm',
  KG: 'kg',
  SHIPMENT: 'shipment',
  PERCENT: 'percent',
  DAY: 'day',
  AWB: 'bl',
}
/** Aliases in capitals that are words, not codes: the usual code of the trade is given for them. */
const WORDS = new Set(
  'HAZ IMO IMDG SUEZ COD BILL DOCS CHI TONG LOLO TELEX XRAY ALL TOTAL CUOC FRET NOLO SEAL SUMME'.split(' '),
)
/** "SEA", "OF", "FRT" and the like are spellings of the freight itself. */
const FREIGHT = 'BAS'
const ALL_IN = 'ALL'

let table: ChargeTable | null = null

export function chargeTable(): ChargeTable {
  table ??= load()
  return table
}

/** Key under which a spelling is found: folded, dots dropped, other punctuation but the slash made blank. */
export function chargeKey(text: string): string {
  return squeeze(
    simplified(alignedFold(text))
      .replace(/(?<=[A-Z])\.(?=[A-Z])|\.(?=\s|$)/g, '')
      .replace(/[-_.,:;*#'"“”()[\]|]+/g, ' ')
      .replace(/\s*\/\s*/g, '/')
      .replace(/(?<![A-Z])(FEE|CHARGE)S(?![A-Z])/g, '$1'),
  )
}

const UNSPACED = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/

function load(): ChargeTable {
  const senses = new Map<string, ChargeSense[]>()
  const spellings = new Map<string, ChargeSpelling>()
  const rows = readReferenceCsv('charges.csv')
  for (const row of rows) {
    const sense: ChargeSense = {
      code: row.code!,
      carrier: row.carrier ?? '',
      scope: row.scope ?? '',
      name: row.name!,
      category: row.category!,
      basis: splitField(row.basis).length === 1 ? (BASES[row.basis!] ?? null) : null,
      contested: (row.other_senses ?? '')
        .split('; ')
        .some((other) => other !== '' && !other.startsWith('also an alias')),
    }
    senses.set(sense.code, [...(senses.get(sense.code) ?? []), sense])
  }
  const add = (text: string, code: string, isCode = false) => {
    const key = chargeKey(text.normalize('NFC'))
    if (key !== '' && !spellings.has(key)) spellings.set(key, { code, isCode, total: code === ALL_IN })
  }
  // Codes before names before aliases: "CIS" is its own code and an alias of another.
  for (const row of rows) add(row.code!, row.code!, row.code !== ALL_IN)
  for (const row of rows) if (!row.carrier && !row.scope) add(row.name!.replace(/\s*\(.*\)$/, ''), row.code!)
  for (const row of rows) {
    for (const alias of splitField(row.aliases)) {
      const isCode =
        row.code !== FREIGHT && row.code !== ALL_IN && /^[A-Z][A-Z0-9]{2,4}$/.test(alias) && !WORDS.has(alias)
      add(alias, row.code!, isCode && alias.length <= 4)
    }
  }
  for (const row of readReferenceCsv('charge-names.csv'))
    for (const name of splitField(row.names)) add(name, row.code!)
  for (const row of rows) if (row.carrier || row.scope) add(row.name!.replace(/\s*\(.*\)$/, ''), row.code!)
  // Alone they are places, not canals.
  for (const place of ['PANAMA', 'SUEZ']) spellings.delete(place)
  const unspaced = [...spellings.keys()]
    .filter((key) => UNSPACED.test(key))
    .toSorted((a, b) => b.length - a.length)
  return { senses, spellings, unspaced }
}

/** The sense that counts: the carrier's, else the general one, else the only one there is. */
export function senseOf(
  code: string,
  carrier: string | null,
): { sense: ChargeSense; settled: boolean } | null {
  const senses = chargeTable().senses.get(code)
  if (!senses) return null
  const own = carrier ? senses.find((sense) => sense.carrier === carrier) : undefined
  if (own) return { sense: own, settled: true }
  const general =
    senses.find((sense) => sense.carrier === '' && sense.scope === '') ??
    senses.find((sense) => sense.carrier === '') ??
    senses[0]!
  const contested = general.contested || new Set(senses.map((sense) => sense.category)).size > 1
  return { sense: general, settled: !contested }
}

/** Kind of price that a code stands for. */
export function chargeTypeOf(code: string, category: string): ChargeType {
  if (category === 'FREIGHT') return 'base'
  return category === 'ARBITRARY' && code !== 'FEE' ? 'arbitrary' : 'surcharge'
}
