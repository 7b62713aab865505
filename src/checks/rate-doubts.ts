import { type DoubtSet, doubtSet, NO_DOUBTS } from '../rates/doubts.ts'
import type { Rate } from '../rates/rate.ts'
import type { RateInput } from '../rates/rate-input.ts'
import type { Sisters } from '../rates/sisters.ts'
import type { FindingLog } from './finding-log.ts'
import { findUnused, type Unused } from './unused/find-unused.ts'
import type { NamedGroup } from './unused/named.ts'

const END_MISSING = doubtSet('end_missing')
const PLACE_VAGUE = doubtSet('place_vague')
const PLACE_GROUP = doubtSet('place_group')
const END_TURNED = doubtSet('end_turned')
/** Doubts by group: the field is empty, empty though a cell names one, filled though a cell names another. */
const BY_GROUP = {
  dates: [doubtSet('dates_missing'), doubtSet('dates_missing_said'), doubtSet('dates_other')],
  places: [doubtSet('place_missing'), doubtSet('place_missing_said'), doubtSet('place_other')],
  // Many a workbook names no currency at all, which is told as such: only one that is left over makes a doubt.
  currency: [NO_DOUBTS, doubtSet('currency_missing_said'), doubtSet('currency_other')],
  // Prices of a few sizes are common beside a note on others.
  container: [doubtSet('container_missing'), doubtSet('container_missing_said'), NO_DOUBTS],
  carrier: [NO_DOUBTS, doubtSet('carrier_missing_said'), NO_DOUBTS],
  contract: [NO_DOUBTS, doubtSet('contract_missing_said'), NO_DOUBTS],
} as const
const SAID = [...Object.values(BY_GROUP).map(([, said]) => said), doubtSet('end_missing_said')]
const ALL_SAID = SAID.reduce((all, said) => all | said, NO_DOUBTS)

const WORDS: Readonly<Record<NamedGroup, string>> = {
  dates: 'a time',
  places: 'a place',
  currency: 'a currency',
  container: 'a container',
  carrier: 'a carrier',
  contract: 'a contract',
}

/** Tells of each rate of a table what makes it less sure although its parts are sure. */
export class RateDoubts {
  readonly #groups: ReadonlySet<NamedGroup>
  readonly #lanes: boolean
  readonly #sisters: Sisters | undefined
  /** A person saw this layout read so, and approved it. */
  readonly #approved: boolean

  /** `sample` are the first rates of the table. Cells that were not used are told in `log`. */
  constructor(input: RateInput, sample: readonly Rate[], log: FindingLog) {
    const { answered } = input.mapping
    this.#approved = answered.length > 0 && answered.every(({ by }) => by === 'memory')
    const unused = sample.length === 0 || this.#approved ? [] : findUnused(input, sample)
    this.#groups = new Set(unused.map(({ group }) => group))
    this.#lanes = input.kind !== 'charges'
    this.#sisters = input.sisters
    const lacking = sample.reduce((set, rate) => set | this.of(rate), NO_DOUBTS)
    for (const one of unused) tell(one, input, lacking, log)
  }

  of(rate: Rate): DoubtSet {
    if (this.#approved) return NO_DOUBTS
    let set = NO_DOUBTS
    const { effective_date, expiry_date, origin, destination } = rate
    const undated = effective_date === null && expiry_date === null
    // Charges hold until they are changed, unless a cell says otherwise.
    set |= this.#about('dates', undated && (this.#lanes || this.#groups.has('dates')))
    if (this.#isTurned(rate)) set |= END_TURNED
    if (this.#lanes && expiry_date === null && effective_date !== null) {
      set |= END_MISSING
      if (this.#groups.has('dates')) set |= doubtSet('end_missing_said')
    }
    const open = origin === null || destination === null
    if (this.#lanes) set |= this.#about('places', open && rate.charge.type !== 'arbitrary')
    set |= this.#about('currency', rate.currency === null && rate.charge.basis !== 'percent')
    // A surcharge may be for any box; freight is for one.
    const freight = rate.charge.type !== 'surcharge'
    set |= this.#about(
      'container',
      this.#lanes && freight && rate.container === null && rate.charge.basis === 'container',
    )
    if (this.#lanes && (isVague(origin) || isVague(destination))) set |= PLACE_VAGUE
    if (origin?.group || destination?.group) set |= PLACE_GROUP
    if (rate.carrier === null) set |= this.#about('carrier', true)
    if (rate.contract_number === null) set |= this.#about('contract', true)
    return set
  }

  /** The only end lies where the lanes of other tables start, and none of them ends, or the other way round. */
  #isTurned({ origin, destination }: Rate): boolean {
    if (!this.#sisters || (origin === null) === (destination === null)) return false
    const { origins, destinations } = this.#sisters
    const country = (origin ?? destination)!.country
    if (country === null) return false
    return origin === null
      ? origins.has(country) && !destinations.has(country)
      : destinations.has(country) && !origins.has(country)
  }

  #about(group: keyof typeof BY_GROUP, missing: boolean): DoubtSet {
    const [empty, said, other] = BY_GROUP[group]
    const named = this.#groups.has(group)
    if (missing) return named ? empty | said : empty
    return named ? other : NO_DOUBTS
  }
}

/** Whether a rate lacks what a cell around its table names. */
export const lacksWhatIsSaid = (set: DoubtSet): boolean => (set & ALL_SAID) !== 0

/** A country or region, that is, or a name without a code. */
const isVague = (place: Rate['origin']): boolean =>
  place !== null && place.unlocode === null && place.group === undefined

function tell(unused: Unused, { table }: RateInput, lacking: DoubtSet, log: FindingLog): void {
  const { group, cell, text, named } = unused
  const isLacking = (lacking & BY_GROUP[group][1]) !== 0
  const isName = cell === null && group !== 'carrier' && group !== 'contract'
  const where = isName ? 'The name of sheet or file' : `"${text.slice(0, 80)}"`
  log.note(
    `${cell ?? text}|${group}`,
    'context-unused',
    isLacking ? 'warning' : 'info',
    { sheet: table.sheet, range: cell },
    `${where} names ${WORDS[group]} (${named.slice(0, 40)}) that ${isLacking ? 'the rates lack' : 'no rate here has'}.`,
    { value: named.slice(0, 100) },
  )
}
