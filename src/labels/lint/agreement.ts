import { type Label, labelId, questionKey } from '../label.ts'
import type { StoredLabel } from '../label-folder.ts'
import type { LabelProblem } from './problem.ts'

/** Labels on one question: the same answer twice, or two answers; and one thing that two sources call by two names. */
export function disagreements(labels: readonly StoredLabel[]): LabelProblem[] {
  const live = labels.filter(({ label }) => label.state !== 'rejected')
  return [...sameQuestion(live), ...betweenSources(live)]
}

function sameQuestion(labels: readonly StoredLabel[]): LabelProblem[] {
  const problems: LabelProblem[] = []
  for (const group of Map.groupBy(labels, ({ label }) => questionKey(label)).values()) {
    if (group.length < 2) continue
    const byAnswer = Map.groupBy(group, ({ label }) => answerKey(label))
    for (const same of byAnswer.values()) {
      if (same.length < 2) continue
      const paths = same.map(({ path }) => path)
      problems.push({
        code: 'duplicate',
        severity: 'warning',
        paths,
        message: `The same question with the same answer, ${same.length} times. Keep one.`,
      })
    }
    if (byAnswer.size > 1) {
      problems.push({
        code: 'contradictory-answers',
        severity: 'error',
        paths: group.map(({ path }) => path),
        message: `The same question has ${byAnswer.size} different answers. Decide for one, reject the others.`,
      })
    }
  }
  return problems
}

/** The id without what the source adds. */
const answerKey = (label: Label): string => labelId({ ...label, source: 'correction' })

/** A column of one layout under one heading, or a place by one text and country, that is called differently. */
function betweenSources(labels: readonly StoredLabel[]): LabelProblem[] {
  const called = new Map<string, Map<string, StoredLabel[]>>()
  const note = (thing: string, name: string, label: StoredLabel) => {
    const names = called.get(thing) ?? new Map<string, StoredLabel[]>()
    names.set(name, [...(names.get(name) ?? []), label])
    called.set(thing, names)
  }
  for (const stored of labels) {
    const { label } = stored
    if (label.stage === 'place-resolution') {
      const { text, country } = label.question
      note(`place ${text.toUpperCase()} ${country ?? ''}`, label.corrected.unlocode ?? 'none', stored)
    } else if (label.stage === 'column-roles') {
      const heading = label.right.header_rows[0]
      const cells = heading === undefined ? {} : (label.excerpt.rows[heading] ?? {})
      for (const [letter, role] of Object.entries(label.corrected.columns)) {
        const cell = cells[letter]
        const text = typeof cell === 'object' ? cell.value : cell
        if (typeof text === 'string')
          note(`column "${text}" of layout ${label.layout}, ${letter}`, role, stored)
      }
    }
  }
  const problems: LabelProblem[] = []
  for (const [thing, names] of called) {
    if (names.size < 2) continue
    const all = [...names.values()].flat()
    const sources = new Set(all.map(({ label }) => label.source))
    const questions = new Set(all.map(({ label }) => questionKey(label)))
    if (sources.size < 2 || questions.size < 2) continue
    problems.push({
      code: 'sources-disagree',
      severity: 'warning',
      paths: [...new Set(all.map(({ path }) => path))],
      message: `${thing[0]!.toUpperCase()}${thing.slice(1)} is ${[...names.keys()].join(' or ')}, by source (${[...sources].join(', ')}).`,
    })
  }
  return problems
}
