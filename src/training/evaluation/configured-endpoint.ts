import type { StageCost } from '../../answerers/asking/cost-ledger.ts'
import { type AskingConfig, openRunDesk } from '../../answerers/asking/open-desk.ts'
import { cascadeAnswerers } from '../../answerers/cascade/cascade-answerers.ts'
import { asksEndpoints } from '../../config/stages.ts'
import { type Config, UsageError } from '../../config.ts'
import type { Answerers } from '../../pipeline.ts'

/** Language models of a configuration, for an evaluation. */
export interface ConfiguredEndpoint {
  /** The embedded models with these behind them, as a run has them. */
  behind(embedded: Answerers): Answerers
  /** What was asked so far. */
  readonly costs: StageCost[]
  /** Why nothing is asked any more; null while all is well. */
  readonly stopped: Error | null
}

/**
 * Opens the endpoints of a configuration. Answers that were paid for before cost nothing. Throws {@link UsageError} where
 * nobody would be asked, or a key or price is missing.
 */
export function configuredEndpoint(config: AskingConfig & Pick<Config, 'thresholds'>): ConfiguredEndpoint {
  if (!asksEndpoints(config.stages))
    throw new UsageError('No stage asks an endpoint. Name one under "stages:" in rateloom.yaml.')
  const desk = openRunDesk(config)
  const settings = { stages: config.stages, disagreementBelow: config.thresholds.disagreement_below }
  return {
    behind: (embedded) => cascadeAnswerers(embedded, settings, { ask: (question) => desk.ask(question) }),
    get costs() {
      return desk.costs
    },
    get stopped() {
      return desk.stopped
    },
  }
}
