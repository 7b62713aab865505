import { seededRandom } from '../../answerers/embedded/logistic.ts'
import { checkAnswers } from '../../checks/check-answers.ts'
import type { Finding } from '../../checks/finding.ts'
import { FindingLog } from '../../checks/finding-log.ts'
import { type ReadTable, ratesOfTables } from '../../pipeline.ts'
import { buildRates } from '../../rates/build-rates.ts'
import type { Rate } from '../../rates/rate.ts'
import { COLUMN_KINDS } from './column-kinds.ts'
import { MAPPING_KINDS } from './mapping-kinds.ts'
import { onlyThis, type RightTable, ratesOfTable } from './right-answers.ts'
import { ROW_KINDS } from './row-kinds.ts'
import type { Sabotage, Sabotaged, SabotagedStage } from './sabotage.ts'
import { VALUE_KINDS } from './value-kinds.ts'

export const SABOTAGES: readonly Sabotage[] = [
  ...ROW_KINDS,
  ...COLUMN_KINDS,
  ...MAPPING_KINDS,
  ...VALUE_KINDS,
]

/**
 * What became of one wrong answer.
 * `repaired`: the checks put it right. `error`: told as an error that the right answers do not raise. `review`: no error
 * of its own, but no wrong rate is in the clean output. `warning`: told, yet let through. `silent`: nothing was said.
 */
export type Verdict = 'repaired' | 'error' | 'review' | 'warning' | 'silent'
export const CAUGHT: ReadonlySet<Verdict> = new Set<Verdict>(['repaired', 'error', 'review'])

export interface SabotageCase {
  readonly kind: string
  readonly stage: SabotagedStage
  readonly workbook: string
  readonly family: string
  readonly sheet: string | null
  readonly verdict: Verdict
  /** Codes that the wrong answers raise and the right ones do not. */
  readonly codes: readonly string[]
  /** Rates that are wrong, and how many of them are in the clean output nevertheless. */
  readonly wrong: number
  readonly leaked: number
}

export interface CleanCase {
  readonly workbook: string
  readonly family: string
  readonly sheet: string | null
  /** Errors that the right answers raise at cells where the gold has no finding of that code. */
  readonly falseErrors: readonly Finding[]
  readonly rates: number
  readonly inReview: number
}

interface Outcome {
  readonly rates: readonly Rate[]
  readonly findings: readonly Finding[]
  readonly repaired: boolean
}

/** Spoils the answers of one table in every way that it gives occasion for. Harmless ones are left out. */
export function sabotageTable(right: RightTable, seed: number): SabotageCase[] {
  const clean = outcomeOf(right, { answers: right })
  const rightRates = keysOf(ratesOfTable(right))
  const known = new Set(clean.findings.map(findingKey))
  const cases: SabotageCase[] = []
  for (const sabotage of SABOTAGES) {
    const spoilt = sabotage.apply(right, seededRandom(seedOf(seed, sabotage.name, right)))
    if (!spoilt) continue
    if (spoilt.rates) {
      // The same wrong rates with and without checks.
      const rates = spoilt.rates(ratesOfTable(right))
      if (differences(rightRates, rates).total === 0) continue
    } else if (!sabotage.claim && differences(rightRates, ratesOfTable(right, spoilt.answers)).total === 0)
      continue
    const outcome = outcomeOf(right, spoilt)
    const news = outcome.findings.filter((finding) => !known.has(findingKey(finding)))
    const { wrong, leaked, lost } = differences(rightRates, outcome.rates)
    const verdict = verdictOf({
      news,
      wrong,
      leaked,
      lost,
      repaired: outcome.repaired,
      claim: sabotage.claim === true,
    })
    cases.push({
      kind: sabotage.name,
      stage: sabotage.stage,
      workbook: right.workbook.name,
      family: right.workbook.family,
      sheet: right.table.sheet,
      verdict,
      codes: [...new Set(news.filter(({ severity }) => severity !== 'info').map(({ code }) => code))],
      wrong,
      leaked,
    })
  }
  return cases
}

/** Runs the checks on right answers: an error that the gold does not list is false. */
export function checkRight(right: RightTable, listed: (finding: Finding) => boolean): CleanCase {
  const { rates, findings } = outcomeOf(right, { answers: right })
  return {
    workbook: right.workbook.name,
    family: right.workbook.family,
    sheet: right.table.sheet,
    falseErrors: findings.filter((finding) => finding.severity === 'error' && !listed(finding)),
    rates: rates.length,
    inReview: rates.filter(({ review }) => review).length,
  }
}

function outcomeOf(right: RightTable, { answers, rates }: Sabotaged): Outcome {
  const { file, covers, tables } = right.workbook
  const elsewhere = [
    ...covers,
    ...tables.filter(({ table }) => table.sheet !== right.table.sheet).flatMap(({ table }) => table.context),
  ]
  const checked = checkAnswers({ ...answers, file, elsewhere })
  const read: ReadTable = { ...answers, ...checked }
  const log = new FindingLog(file)
  log.findings.push(...checked.findings)
  const spoiling: typeof buildRates = function* (input, to) {
    const built = buildRates(input, to)
    if (!rates) return yield* built
    yield* rates([...built])
  }
  const made = [...ratesOfTables(onlyThis(right, read), log, {}, spoiling)]
  return { rates: made, findings: log.findings, repaired: checked.repairs.length > 0 }
}

function verdictOf(facts: {
  readonly news: readonly Finding[]
  readonly wrong: number
  readonly leaked: number
  readonly lost: number
  readonly repaired: boolean
  readonly claim: boolean
}): Verdict {
  const { news, wrong, leaked, lost, repaired, claim } = facts
  if (repaired && wrong === 0 && lost === 0) return 'repaired'
  if (news.some(({ severity }) => severity === 'error')) return 'error'
  if (!claim && lost === 0 && wrong > 0 && leaked === 0) return 'review'
  return news.some(({ severity }) => severity === 'warning') ? 'warning' : 'silent'
}

/** How many rates differ: wrong ones, those of them that are not in review, and right ones that are missing. */
function differences(right: ReadonlyMap<string, number>, rates: readonly Rate[]) {
  const left = new Map(right)
  let wrong = 0
  let leaked = 0
  for (const rate of rates) {
    const key = rateKey(rate)
    const count = left.get(key) ?? 0
    if (count > 0) left.set(key, count - 1)
    else {
      wrong++
      if (!rate.review) leaked++
    }
  }
  let missing = 0
  for (const count of left.values()) missing += count
  // A wrong rate stands in the place of a right one; what is missing beyond that was lost.
  return { wrong, leaked, lost: Math.max(0, missing - wrong), total: wrong + missing }
}

function keysOf(rates: readonly Rate[]): Map<string, number> {
  const keys = new Map<string, number>()
  for (const rate of rates) keys.set(rateKey(rate), (keys.get(rateKey(rate)) ?? 0) + 1)
  return keys
}

/** What makes a rate the rate that it is. */
function rateKey(rate: Rate): string {
  const place = (one: Rate['origin']) => (one ? `${one.unlocode ?? ''}~${one.country ?? ''}~${one.text}` : '')
  return [
    rate.source.cell,
    rate.source.part,
    rate.amount,
    rate.price_status,
    rate.currency,
    place(rate.origin),
    place(rate.loading_port),
    place(rate.unloading_port),
    place(rate.transshipment_port),
    place(rate.destination_via),
    place(rate.destination),
    rate.effective_date,
    rate.expiry_date,
    rate.container?.size,
    rate.container?.type,
    rate.charge.code,
    rate.charge.type,
    rate.charge.basis,
    rate.carrier?.text,
    rate.contract_number,
    rate.commodity,
  ].join('|')
}

const findingKey = ({ code, severity, at }: Finding): string => `${code}|${severity}|${at.range}`

function seedOf(seed: number, name: string, right: RightTable): number {
  let hash = seed
  for (const char of `${name}|${right.workbook.name}|${right.table.sheet}|${right.index}`)
    hash = (Math.imul(hash, 31) + char.charCodeAt(0)) | 0
  return hash >>> 0
}
