import type { CellInput } from '../cell.ts'
import type { Lane } from '../lanes.ts'
import type { Sender } from '../sender.ts'
import { BASIS_WORDS, CHARGES, type ChargeEntry } from '../vocabulary/charges.ts'
import { wordings } from '../vocabulary/languages.ts'

/** A charge on a lane: a row of the long layouts. */
export interface ChargeLine {
  readonly lane: Lane
  /** Null is the freight. */
  readonly charge: ChargeEntry | null
  readonly name: string
}

/** Freight and surcharges of lanes, one line each. */
export function chargeLines(sender: Sender, lanes: readonly Lane[]): ChargeLine[] {
  const { random } = sender
  const codes = random.chance(0.6)
  const freight = codes
    ? random.pick(['BAS', 'BAS', 'OFR', 'O/F', 'FRT', 'OCF'])
    : random.pick(
        wordings(
          {
            en: 'Ocean Freight|Basic Ocean Freight|Base Rate|Sea freight',
            zh: '海运费',
            es: 'Flete marítimo',
            de: 'Seefracht',
            fr: 'Fret maritime',
            vi: 'Cước biển',
            pt: 'Frete marítimo',
            it: 'Nolo mare',
            tr: 'Navlun',
            ko: '해상운임',
            ja: '海上運賃',
          },
          sender.language,
        ),
      )
  const charges = random.sample(
    CHARGES.filter((charge) => charge.basis === 'container' || charge.basis === 'bl'),
    random.int(2, 8),
  )
  const names = new Map(
    charges.map((charge) => [
      charge,
      codes ? charge.code : random.pick(wordings(charge.names, sender.language)),
    ]),
  )
  return lanes.flatMap((lane) => [
    { lane, charge: null, name: freight },
    ...charges
      .filter(() => random.chance(0.85))
      .map((charge) => ({ lane, charge, name: names.get(charge)! })),
  ])
}

/** The basis of each line in words of one notation. */
export const basisCells = (sender: Sender, lines: readonly ChargeLine[]): CellInput[] => {
  const words = new Map<string, string>()
  return lines.map((line) => {
    const basis = line.charge?.basis ?? 'container'
    if (!words.has(basis))
      words.set(basis, sender.random.pick(wordings(BASIS_WORDS[basis]!, sender.language)))
    return words.get(basis)!
  })
}
