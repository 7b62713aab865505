import type { StageCost } from '../answerers/asking/cost-ledger.ts'
import type { Estimate } from '../batch/estimate-batch.ts'
import { plainTable } from './plain-table.ts'
import { count, plural, type Terminal } from './terminal.ts'

/** What language models cost, a line a stage and model, with the sum; nothing where none was asked. */
export function costTable(costs: readonly StageCost[], terminal: Terminal): string {
  if (costs.length === 0) return ''
  const { colors } = terminal
  const columns = [
    { title: 'stage', width: 16 },
    { title: 'model', width: 24 },
    { title: 'asked', width: 6, align: 'right' as const },
    { title: 'known', width: 6, align: 'right' as const },
    { title: 'failed', width: 6, align: 'right' as const },
    { title: 'tokens in', width: 10, align: 'right' as const },
    { title: 'out', width: 8, align: 'right' as const },
    { title: 'USD', width: 9, align: 'right' as const },
  ]
  const row = (stage: string, model: string, cost: Omit<StageCost, 'stage' | 'model'>) => [
    stage,
    model,
    count(cost.questions - cost.from_cache - cost.unanswered),
    some(cost.from_cache),
    some(cost.unanswered),
    count(cost.input_tokens),
    count(cost.output_tokens),
    usdText(cost.usd),
  ]
  const rows = costs.map((cost) => row(cost.stage, cost.model, cost))
  if (costs.length > 1) rows.push(row('together', '', total(costs)))
  const table = plainTable(columns, rows, terminal, (text, r, c) =>
    r === costs.length ? colors.bold(text) : c === 7 ? colors.cyan(text) : text,
  )
  return [colors.bold('Language models'), table].join('\n')
}

/** What a run would cost, for a person. */
export function estimateView(estimate: Estimate, limit: number | null, terminal: Terminal): string {
  const { colors } = terminal
  const { files, tables, costs } = estimate
  if (costs.length === 0)
    return `${plural(files, 'file')}: no language model would be asked, nothing to pay.\n`
  const { usd } = total(costs)
  const over = limit !== null && usd !== null && usd > limit
  const lines = [
    `${plural(files, 'file')}, ${plural(tables, 'table')}: this would be asked`,
    '',
    costTable(costs, terminal),
    '',
    usd === null
      ? 'The price of a model is not known; give it under prices in rateloom.yaml.'
      : `About ${colors.bold(`$${usd.toFixed(4)}`)}${over ? colors.yellow(`, more than the limit of $${limit}`) : ''}. Nothing was asked.`,
    colors.dim(
      'Later stages are estimated from what the embedded models say, answers from their usual length.',
    ),
  ]
  return `${lines.join('\n')}\n`
}

/** The sum over stages and models; without a price as soon as one has none. */
export function total(costs: readonly StageCost[]): Omit<StageCost, 'stage' | 'model'> {
  const sum = (of: (cost: StageCost) => number) => costs.reduce((all, cost) => all + of(cost), 0)
  return {
    questions: sum(({ questions }) => questions),
    from_cache: sum(({ from_cache }) => from_cache),
    unanswered: sum(({ unanswered }) => unanswered),
    calls: sum(({ calls }) => calls),
    input_tokens: sum(({ input_tokens }) => input_tokens),
    cached_tokens: sum(({ cached_tokens }) => cached_tokens),
    output_tokens: sum(({ output_tokens }) => output_tokens),
    usd: costs.some(({ usd }) => usd === null) ? null : sum(({ usd }) => usd!),
  }
}

const some = (n: number) => (n === 0 ? '' : count(n))
const usdText = (usd: number | null) => (usd === null ? 'unknown' : usd.toFixed(4))
