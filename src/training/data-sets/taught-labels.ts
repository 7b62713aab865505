import { STAGES, type Stage } from '../../answered.ts'
import type { Finding } from '../../checks/finding.ts'
import type { Label } from '../../labels/label.ts'
import { type CorrectionFacts, labelsOfReading, otherRanges } from '../../labels/label-of-correction.ts'
import type { ReadTable } from '../../pipeline.ts'
import type { PlaceAnswer, PlaceQuestion } from '../../places/answerer.ts'
import { parseRange } from '../../workbook/grid.ts'

/** What was asked of a teacher about places, and what it said. */
export interface TaughtPlaces {
  readonly question: PlaceQuestion
  readonly answer: PlaceAnswer
}

/** One workbook as the models in use read it, and as a teacher does. */
export interface TaughtReading {
  readonly given: readonly ReadTable[]
  readonly taught: readonly ReadTable[]
  /** What was found against the answers of the teacher. */
  readonly findings: readonly Finding[]
  readonly places: readonly TaughtPlaces[]
}

export interface TeachingFacts extends Pick<CorrectionFacts, 'file' | 'layout' | 'date'> {
  /** Id of the teacher. */
  readonly teacher: string
}

/** A teacher's answers as labels that nobody has decided on. */
export interface TaughtLabels {
  readonly labels: readonly Label[]
  /** Of these, the ones of tables that the checks object to. */
  readonly doubted: number
}

/**
 * The answers of a teacher, a label for each table and stage that it answered. Where the models in use say otherwise, their
 * answer is the given one; the reason names what the checks hold against the table, for the person who decides.
 */
export function taughtLabels(reading: TaughtReading, { teacher, ...facts }: TeachingFacts): TaughtLabels {
  const { given, taught, findings, places } = reading
  let doubted = 0
  const tables = taught.flatMap((table) => {
    const stages = STAGES.filter((stage) => answeredBy(table, stage, teacher))
    const objections = objectionsTo(table, findings)
    const labels = labelsOfReading(overlapping(given, table), table, {
      ...facts,
      stages,
      reason: reasonOf(teacher, objections),
      source: 'teacher',
      state: 'proposed',
      others: otherRanges(taught, table.table),
    })
    if (objections.length > 0) doubted += labels.length
    return labels
  })
  return { labels: [...tables, ...places.flatMap((one) => placeLabels(one, teacher, facts))], doubted }
}

const MOST_OBJECTIONS = 3

function reasonOf(teacher: string, objections: readonly Finding[]): string {
  const told = objections.slice(0, MOST_OBJECTIONS).map(({ code, message }) => `${code}: ${message}`)
  const more = objections.length > told.length ? ` And ${objections.length - told.length} more.` : ''
  return `${teacher} says so.${told.length === 0 ? '' : ` Checks object: ${told.join(' ')}${more}`}`
}

/** Whether the teacher had its word in the answer, as the one that stands or as one that agrees. */
function answeredBy({ understanding, mapping }: ReadTable, stage: Stage, teacher: string): boolean {
  return [...understanding.answered, ...mapping.answered].some(
    (one) =>
      one.stage === stage &&
      ((one.by === 'endpoint' && one.model === teacher) ||
        one.others.some(
          ({ by, model, differs }) => by === 'endpoint' && model === teacher && differs.length === 0,
        )),
  )
}

function overlapping(given: readonly ReadTable[], { table }: ReadTable): ReadTable | null {
  const own = given.filter(
    (one) =>
      one.table.sheet === table.sheet &&
      one.table.range.top <= table.range.bottom &&
      one.table.range.bottom >= table.range.top &&
      one.table.range.left <= table.range.right &&
      one.table.range.right >= table.range.left,
  )
  return own[0] ?? null
}

/** Warnings and errors inside a table that were not put right. */
function objectionsTo({ table }: ReadTable, findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity, repair, at }) => {
    if (severity === 'info' || repair?.applied || at.sheet !== table.sheet || !at.range) return false
    const { top, bottom } = parseRange(at.range)
    return top <= table.range.bottom && bottom >= table.range.top
  })
}

function placeLabels(
  { question, answer }: TaughtPlaces,
  teacher: string,
  facts: Omit<TeachingFacts, 'teacher'>,
): Label[] {
  const choices = new Map(answer.choices.map((choice) => [choice.id, choice]))
  return question.doubts.flatMap(({ id, text, country, printedCode, options }): Label[] => {
    const choice = choices.get(id)
    if (!choice || choice.confidence === 0) return []
    const first = options[0]?.code ?? null
    return [
      {
        stage: 'place-resolution',
        ...facts,
        state: 'proposed',
        source: 'teacher',
        reason: `${teacher} says so.`,
        carrier: null,
        question: { text, country, printed_code: printedCode },
        given_by: first === choice.code ? null : 'place-resolution',
        given: first === choice.code ? null : { unlocode: first },
        corrected: { unlocode: choice.code },
      },
    ]
  })
}
