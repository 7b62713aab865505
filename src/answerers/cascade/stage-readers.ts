import type { Stage } from '../../answered.ts'
import type { StageConfig } from '../../config/stages.ts'
import type { Desk } from '../desk.ts'
import type { Asking } from '../language-model/ask-pieces.ts'
import { loadPrompt, TOOL_VARIANT } from '../questions/prompt.ts'
import type { Answering } from './answering.ts'
import type { Trust } from './weighing.ts'

/** How one stage is answered beside the embedded model. */
export interface StageReaders<Reader> {
  readonly policy: StageConfig['answer']
  readonly unsureBelow: number
  readonly disagreementBelow: number
  /** Null: the embedded model alone. */
  readonly endpoint: Reader | null
  /** Answers blind, as a check on whatever stands. */
  readonly second: Reader | null
}

/** Makes the readers of a stage as it is configured. */
export function stageReaders<Reader>(
  stage: Stage,
  { stages, disagreementBelow }: Answering,
  desk: Desk,
  reader: new (asking: Asking) => Reader,
): StageReaders<Reader> {
  const { answer, endpoint, model, prompt, window, unsure_below, second_reader } = stages[stage]
  const looksUp = stage === 'place-resolution' && stages[stage].lookup_place
  const asks = (endpointName: string, modelId: string) =>
    new reader({
      desk,
      endpoint: endpointName,
      model: modelId,
      prompt: loadPrompt(stage, prompt),
      window,
      ...(looksUp ? { toolPrompt: loadPrompt(stage, TOOL_VARIANT) } : {}),
    })
  return {
    policy: answer,
    unsureBelow: unsure_below,
    disagreementBelow,
    endpoint: answer === 'embedded' ? null : asks(endpoint!, model!),
    second: second_reader && asks(second_reader.endpoint!, second_reader.model),
  }
}

/** What the language model's word is worth: less where cells give orders, most where it was chosen to answer always. */
export const trustIn = (policy: StageConfig['answer'], orders: string | null): Trust =>
  orders !== null ? 'witness' : policy === 'always' ? 'preferred' : 'weighed'
