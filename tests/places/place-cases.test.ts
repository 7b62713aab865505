import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { scorePlaceCases } from '../../src/places/score-cases.ts'

const CASES = new URL('../fixtures/place-cases.tsv', import.meta.url)

describe('place cases', () => {
  const { overall, byKind, cases } = scorePlaceCases(CASES)

  it('gets at least 96 % right and at most 2 % wrong', () => {
    expect(overall.right / cases.length).toBeGreaterThanOrEqual(0.96)
    expect(overall.wrong / cases.length).toBeLessThanOrEqual(0.02)
  })

  it.each(['group', 'none'])('never gives a code for %s', (kind) => {
    expect(byKind.get(kind)!.wrong).toBe(0)
  })

  it('reads the qualifiers that the cases state', () => {
    const stated = cases.filter((one) => one.case.qualifier !== null)
    const read = stated.filter((one) => one.reading.places[0]?.qualifier === one.case.qualifier)
    expect(read.length / stated.length).toBeGreaterThanOrEqual(0.95)
  })

  it('are as right as the card of the shipped model says', () => {
    const card = parse(
      readFileSync(new URL('../../models/place-resolution/card.yaml', import.meta.url), 'utf8'),
    )
    expect(card.on_samples).toEqual({
      cases_right: overall.right,
      cases_wrong: overall.wrong,
      cases_unanswered: overall.unanswered,
    })
  })
})
