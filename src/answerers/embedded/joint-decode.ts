/**
 * Reads the columns of a table together: one origin, origin before destination, a currency beside its price, the two
 * columns called "Service" told apart. What goes with what is learned; see {@link learnStructure}.
 */

export interface Structure {
  /** `a|b` → log-odds that b stands right of a, against chance. */
  readonly adjacent: Readonly<Record<string, number>>
  /** `a|b` → log-odds that a stands somewhere left of b when a table has both. */
  readonly order: Readonly<Record<string, number>>
  /** Role → log-probability that a table which has it once has it again. */
  readonly repeated: Readonly<Record<string, number>>
  /** `a|b` → log-probability that a table with a lacks b; only where that is rare. */
  readonly lacking: Readonly<Record<string, number>>
}

export interface Decoded {
  /** Index into the roles of each column. */
  readonly roles: readonly number[]
  /** For each column the probability of each role over all readings that were kept. */
  readonly marginals: readonly Float64Array[]
}

/** How much the structure counts beside the columns' own evidence. Chosen on held-out tables. */
export const STRUCTURE_WEIGHTS = { adjacent: 0.4, order: 0.05, repeated: 0.4, lacking: 0.4 } as const
const BEAM = 48
const CANDIDATES = 6
const LEAST = 1e-7
const FREE: ReadonlySet<string> = new Set(['price', 'ignored', 'remarks'])

interface Reading {
  readonly score: number
  readonly roles: readonly number[]
  /** Each role once, in order of appearance. */
  readonly distinct: readonly number[]
}

/** The best joint reading of a row of columns, by beam search from left to right. */
export function decode(
  probabilities: readonly Float64Array[],
  names: readonly string[],
  structure: Structure,
): Decoded {
  const table = structureTable(structure, names)
  let beam: Reading[] = [{ score: 0, roles: [], distinct: [] }]
  for (const column of probabilities) {
    const candidates = Array.from(column, (probability, role) => ({ role, probability }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, CANDIDATES)
      .map(({ role, probability }) => ({ role, score: Math.log(Math.max(LEAST, probability)) }))
    // Scored first, and made when they are kept: most are not.
    const next: { readonly score: number; readonly before: Reading; readonly role: number }[] = []
    for (const before of beam)
      for (const { role, score } of candidates)
        next.push({ score: before.score + score + step(before, role, table), before, role })
    next.sort((a, b) => b.score - a.score)
    beam = next.slice(0, BEAM).map(({ score, before, role }) => ({
      score,
      roles: [...before.roles, role],
      distinct: before.distinct.includes(role) ? before.distinct : [...before.distinct, role],
    }))
  }
  const complete = beam
    .map(({ score, roles, distinct }) => ({ score: score + lacks(distinct, table), roles }))
    .sort((a, b) => b.score - a.score)
  const best = complete[0]!
  const marginals = probabilities.map(() => new Float64Array(names.length))
  let sum = 0
  for (const { score, roles } of complete) {
    const weight = Math.exp(score - best.score)
    sum += weight
    roles.forEach((role, at) => {
      marginals[at]![role]! += weight
    })
  }
  for (const column of marginals) for (let role = 0; role < column.length; role++) column[role]! /= sum
  return { roles: best.roles, marginals }
}

/** A structure by the numbers of roles: looking pairs up by their names took a tenth of the time of a small workbook. */
interface StructureTable {
  readonly names: readonly string[]
  /** `a * names + b`, as in {@link Structure}. */
  readonly adjacent: Float64Array
  readonly order: Float64Array
  readonly repeated: Float64Array
  readonly free: readonly boolean[]
  readonly lacking: readonly { readonly has: number; readonly lacks: number; readonly cost: number }[]
}

const tables = new WeakMap<Structure, StructureTable>()

function structureTable(structure: Structure, names: readonly string[]): StructureTable {
  const known = tables.get(structure)
  if (known?.names === names) return known
  const roles = names.length
  const pairs = (values: Readonly<Record<string, number>>) => {
    const table = new Float64Array(roles * roles)
    names.forEach((a, i) => {
      names.forEach((b, j) => {
        table[i * roles + j] = values[`${a}|${b}`] ?? 0
      })
    })
    return table
  }
  const table: StructureTable = {
    names,
    adjacent: pairs(structure.adjacent),
    order: pairs(structure.order),
    repeated: Float64Array.from(names, (name) => structure.repeated[name] ?? -1),
    free: names.map((name) => FREE.has(name)),
    lacking: Object.entries(structure.lacking).map(([pair, cost]) => {
      const [a, b] = pair.split('|') as [string, string]
      return { has: names.indexOf(a), lacks: names.indexOf(b), cost }
    }),
  }
  tables.set(structure, table)
  return table
}

function step({ roles: before, distinct }: Reading, role: number, table: StructureTable): number {
  const { names, adjacent, order, repeated, free } = table
  const width = names.length
  let score = 0
  if (before.length > 0) score += STRUCTURE_WEIGHTS.adjacent * adjacent[before.at(-1)! * width + role]!
  if (free[role]) return score
  let ordered = 0
  let others = 0
  for (const earlier of distinct) {
    if (earlier === role) continue
    others++
    ordered += order[earlier * width + role]!
  }
  // A table with two currency columns may well have nine: only the second costs.
  if (others < distinct.length && isOnce(role, before)) score += STRUCTURE_WEIGHTS.repeated * repeated[role]!
  if (others > 0) score += (STRUCTURE_WEIGHTS.order * ordered) / Math.sqrt(others)
  return score
}

const isOnce = (role: number, roles: readonly number[]): boolean =>
  roles.indexOf(role) === roles.lastIndexOf(role)

function lacks(distinct: readonly number[], { lacking }: StructureTable): number {
  const present = new Set(distinct)
  let score = 0
  for (const { has, lacks, cost } of lacking)
    if (present.has(has) && !present.has(lacks)) score += STRUCTURE_WEIGHTS.lacking * cost
  return score
}

/** A pair must have been met so often before it says anything. */
const MET = 3
const RARE = 0.08
const LIMIT = 2.5

/** Learns what goes with what from the right readings of whole tables, each weighted. */
export function learnStructure(tables: readonly { roles: readonly string[]; weight: number }[]): Structure {
  const single = new Map<string, number>()
  const pairs = new Map<string, number>()
  const left = new Map<string, number>()
  const both = new Map<string, number>()
  const has = new Map<string, number>()
  const again = new Map<string, number>()
  let steps = 0
  const add = (map: Map<string, number>, key: string, weight: number) =>
    map.set(key, (map.get(key) ?? 0) + weight)
  for (const { roles, weight } of tables) {
    roles.forEach((role, at) => {
      add(single, role, weight)
      const next = roles[at + 1]
      if (next !== undefined) {
        add(pairs, `${role}|${next}`, weight)
        steps += weight
      }
    })
    const first = new Map<string, number>()
    roles.forEach((role, at) => {
      if (!first.has(role)) first.set(role, at)
    })
    for (const role of first.keys()) {
      add(has, role, weight)
      if (roles.filter((other) => other === role).length > 1) add(again, role, weight)
    }
    for (const [a, atA] of first)
      for (const [b, atB] of first) {
        if (a === b) continue
        add(both, `${a}|${b}`, weight)
        if (atA < atB) add(left, `${a}|${b}`, weight)
      }
  }
  const total = [...single.values()].reduce((sum, count) => sum + count, 0)
  const adjacent: Record<string, number> = {}
  const order: Record<string, number> = {}
  const repeated: Record<string, number> = {}
  const lacking: Record<string, number> = {}
  for (const a of single.keys()) {
    const count = has.get(a)!
    repeated[a] = round(Math.log(((again.get(a) ?? 0) + 0.3) / (count + 1)))
    for (const b of single.keys()) {
      const expected = (single.get(a)! * single.get(b)! * steps) / (total * total)
      const met = pairs.get(`${a}|${b}`) ?? 0
      if (met >= MET || expected >= MET)
        adjacent[`${a}|${b}`] = round(clip(Math.log((met + 1) / (expected + 1))))
      if (a === b) continue
      const together = both.get(`${a}|${b}`) ?? 0
      const before = left.get(`${a}|${b}`) ?? 0
      if (together >= MET) order[`${a}|${b}`] = round(clip(Math.log((before + 1) / (together - before + 1))))
      const without = count - together
      if (count >= 2 * MET && without / count <= RARE && !FREE.has(a) && !FREE.has(b))
        lacking[`${a}|${b}`] = round(clip(Math.log((without + 0.5) / (count + 1))))
    }
  }
  return { adjacent, order, repeated, lacking }
}

function clip(value: number): number {
  return Math.max(-LIMIT, Math.min(LIMIT, value))
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
