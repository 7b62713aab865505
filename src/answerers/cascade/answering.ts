import type { StagesConfig } from '../../config/stages.ts'

/** Who answers the stages of a run, and what a thread needs to know for it: plain data. */
export interface Answering {
  readonly stages: StagesConfig
  /** Where two readers differ and the confidence left is below, the table goes to review. 0..1. */
  readonly disagreementBelow: number
}
