import type { AnswerCost, Answered, Stage } from '../../answered.ts'
import { type Finding, finding } from '../../checks/finding.ts'
import { addCosts, NO_COST } from '../asking/cost-ledger.ts'
import type { Desk, ModelReply } from '../desk.ts'
import type { Dropped, Piece, Rendering } from '../questions/piece.ts'

/** Where questions go, and how they are written. */
export interface Asking extends Rendering {
  readonly desk: Desk
}

/** Why a question, or a piece of it, has no answer. */
export interface AskFailure {
  readonly kind: Exclude<ModelReply['status'], 'answered'> | 'unreadable'
  /** In words for a person, with what to do. */
  readonly reason: string
}

/** What came of a question. */
export interface Asked<Answer> {
  /** Whole: where the endpoint gave nothing it is as known before, else a neutral answer with confidence 0. */
  readonly answer: Answer
  /** `partial`: some pieces failed, and their part of the answer is as known before. */
  readonly status: 'answered' | 'partial' | 'failed'
  readonly failures: readonly AskFailure[]
  /** Pointers that led nowhere. */
  readonly dropped: number
  readonly cost: AnswerCost
}

export interface AskedPieces<Part> {
  /** In the order of the pieces; null where one failed. */
  readonly parts: readonly (Part | null)[]
  readonly status: Asked<unknown>['status']
  readonly failures: readonly AskFailure[]
  readonly dropped: readonly Dropped[]
  readonly cost: AnswerCost
}

/** Asks all pieces of a question at once. */
export async function askPieces<Part>(
  desk: Desk,
  pieces: readonly Piece<Part>[],
): Promise<AskedPieces<Part>> {
  const replies = await Promise.all(pieces.map(({ question }) => desk.ask(question)))
  const failures: AskFailure[] = []
  const dropped: Dropped[] = []
  const parts = replies.map((reply, at): Part | null => {
    if (reply.status !== 'answered') {
      failures.push({ kind: reply.status, reason: reply.reason })
      return null
    }
    const reading = pieces[at]!.read(reply.text)
    if ('problem' in reading) {
      failures.push({ kind: 'unreadable', reason: reading.problem })
      return null
    }
    dropped.push(...reading.dropped)
    return reading.part
  })
  const failed = parts.filter((part) => part === null).length
  return {
    parts,
    status: failed === 0 ? 'answered' : failed < parts.length ? 'partial' : 'failed',
    failures,
    dropped,
    cost: replies.map(({ cost }) => cost).reduce(addCosts, NO_COST),
  }
}

/** The signature of a language model under an answer; its confidence is the mean over what it was asked. */
export function endpointAnswer(
  stage: Stage,
  model: string,
  confidences: readonly number[],
  cost: AnswerCost,
): Answered {
  const sum = confidences.reduce((total, one) => total + one, 0)
  return {
    stage,
    by: 'endpoint',
    model,
    confidence: confidences.length === 0 ? 1 : sum / confidences.length,
    cost,
    others: [],
  }
}

const DROPPED_NAMED = 5

/** What went wrong with an answer, for a person: failures, and pointers to what is not there. */
export function findingsOf(
  asked: AskedPieces<unknown>,
  { model, prompt }: Rendering,
  at: { readonly file: string; readonly sheet: string | null; readonly range?: string | null },
): Finding[] {
  const found: Finding[] = []
  const reasons = new Map(asked.failures.map((failure) => [`${failure.kind}|${failure.reason}`, failure]))
  for (const { kind, reason } of reasons.values()) {
    found.push(
      finding(
        'endpoint-failed',
        'warning',
        at,
        `${model} gave no answer for ${prompt.stage} (${kind}): ${reason}. The answer of the embedded model stands.`,
        { value: kind },
      ),
    )
  }
  if (asked.dropped.length > 0) {
    const named = asked.dropped.slice(0, DROPPED_NAMED).map(({ what }) => what)
    const more =
      asked.dropped.length > DROPPED_NAMED ? `, and ${asked.dropped.length - DROPPED_NAMED} more` : ''
    found.push(
      finding(
        'answer-not-in-sheet',
        'warning',
        at,
        `${model} answered ${prompt.stage} with what the sheet does not hold: ${named.join(', ')}${more}. It was left out.`,
        { value: String(asked.dropped.length) },
      ),
    )
  }
  return found
}
