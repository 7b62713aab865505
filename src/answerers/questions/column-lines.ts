import type { ColumnFacts } from '../../columns/answerer.ts'
import { diverseExamples } from '../../columns/column-profile.ts'
import type { WholeColumn } from '../../columns/whole-column.ts'
import type { Detail } from './prompt.ts'
import { quoted } from './quoted.ts'

const SAMPLES: Readonly<
  Record<Detail, { readonly texts: number; readonly numbers: number; readonly characters: number }>
> = {
  full: { texts: 4, numbers: 2, characters: 40 },
  lean: { texts: 2, numbers: 1, characters: 16 },
}
const HEADING_CHARACTERS: Readonly<Record<Detail, number>> = { full: 60, lean: 24 }
/** A column with fewer blanks counts as filled. */
const FILLED = 0.95
const PLAIN_NUMBER = /^-?\d[\d.,]*$/

/** The heading of a column as data: its parts from the topmost down. */
export function headingOf({ header }: ColumnFacts, detail: Detail): string {
  return header.parts.length === 0
    ? 'no heading'
    : quoted(header.parts.join(' / '), HEADING_CHARACTERS[detail])
}

/** Cells of a column that differ in kind, from all its rows: `"Da Nang" "None" 2350`. */
export function samplesOf(facts: ColumnFacts, whole: WholeColumn, detail: Detail): string {
  const { texts: mostTexts, numbers: mostNumbers, characters } = SAMPLES[detail]
  const numeric = whole.numberCells > 0
  const texts = diverseExamples(whole.texts, numeric && whole.textCells < whole.numberCells ? 1 : mostTexts)
  const numbers = numeric
    ? diverseExamples(
        facts.profile.texts.filter((_, at) => !Number.isNaN(facts.profile.numbers[at]!)),
        texts.length < mostTexts ? mostNumbers : 1,
      )
    : []
  const samples = [...numbers, ...texts].map((text) =>
    PLAIN_NUMBER.test(text.trim()) && text.length <= characters ? text.trim() : quoted(text, characters),
  )
  return [...new Set(samples)].join(' ')
}

/** What of a column's state matters: hidden, blank in part, never filled. */
export function stateOf({ profile, hidden }: ColumnFacts): string {
  if (profile.filled === 0) return ' empty'
  const blank = 1 - profile.blankShare
  return `${hidden ? ' hidden' : ''}${blank >= FILLED ? '' : ` ${Math.max(1, Math.round(blank * 10)) * 10}% filled`}`
}
