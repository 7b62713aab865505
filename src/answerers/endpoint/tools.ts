import type { ModelQuestion } from '../desk.ts'
import { answerLookup, LOOKUP_PLACE, LOOKUP_PLACE_TOOL } from '../questions/lookup-place.ts'

/** What a model wants to have looked up. */
export interface ToolCall {
  readonly id: string
  readonly name: string
  /** JSON, not yet checked. */
  readonly arguments: string
}

/** One turn of a conversation in which the model called tools: its calls, and the answers in step. */
export interface ToolTurn {
  readonly calls: readonly ToolCall[]
  readonly results: readonly string[]
}

/** Turns of calls after which the model has to answer; calls of one turn, beyond which none is run. */
export const MOST_TOOL_TURNS = 3
const MOST_CALLS = 64

/** The tools that a question may be answered with. */
export const TOOL_DEFINITIONS = [LOOKUP_PLACE_TOOL]

/** Runs all calls of a turn. A call of what there is not is answered with that. */
export function runCalls(calls: readonly ToolCall[]): ToolTurn {
  const results = calls.map((call, at) => {
    if (at >= MOST_CALLS) return JSON.stringify({ error: 'Too many calls at once.' })
    if (call.name !== LOOKUP_PLACE) return JSON.stringify({ error: `There is no tool ${call.name}.` })
    return answerLookup(call.arguments)
  })
  return { calls, results }
}

/** The question for those who cannot call tools in the middle of an answer. */
export const withoutTools = ({ withTools: _, ...question }: ModelQuestion): ModelQuestion => question
