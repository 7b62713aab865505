import { readReferenceCsv, splitField } from '../../../reference/csv.ts'
import type { Random } from '../random.ts'

export interface CarrierEntry {
  readonly name: string
  readonly scac: string
  readonly aliases: readonly string[]
  readonly zh: string
}

let carriers: CarrierEntry[] | undefined

/** Carriers of the reference list, the big ones first. */
export function allCarriers(): readonly CarrierEntry[] {
  carriers ??= readReferenceCsv('carriers.csv')
    .filter((row) => row.kind === 'VOCC' || row.kind === 'NVOCC')
    .map((row) => {
      const aliases = splitField(row.aliases)
      return {
        name: row.name!,
        scac: row.scac!,
        aliases: aliases.filter((alias) => /^[\x20-\x7e]+$/.test(alias)),
        zh: aliases.find((alias) => /[一-鿿]/.test(alias)) ?? '',
      }
    })
  return carriers
}

/** Carriers that one sheet speaks of: some of the big ones and of the regional ones. */
export function carrierPool(random: Random): CarrierEntry[] {
  const all = allCarriers()
  return random.shuffle([
    ...random.sample(all.slice(0, 14), random.int(2, 6)),
    ...random.sample(all.slice(14), random.int(0, 4)),
  ])
}

/** A writer of carriers in one notation. */
export function carrierWriter(random: Random, language: string): (carrier: CarrierEntry) => string {
  const form = random.weighted([
    ['name', 35],
    ['upper', 30],
    ['alias', 18],
    ['scac', 12],
    ['zh', language === 'zh' ? 90 : 0],
  ])
  return (carrier) => {
    if (form === 'zh' && carrier.zh) return carrier.zh
    if (form === 'scac' && carrier.scac) return carrier.scac
    if (form === 'alias' && carrier.aliases.length > 0)
      return random.chance(0.7) ? carrier.aliases[0]! : random.pick(carrier.aliases)
    return form === 'upper' ? carrier.name.toUpperCase() : carrier.name
  }
}
