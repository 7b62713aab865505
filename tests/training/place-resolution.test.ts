import { describe, expect, it } from 'vitest'
import { readPlaceCases } from '../../src/places/score-cases.ts'
import { readLabelledPlaces } from '../../src/training/place-examples.ts'
import { trainPlaceResolution } from '../../src/training/place-resolution.ts'

const cases = readPlaceCases(new URL('../fixtures/place-cases.tsv', import.meta.url)).filter(
  (_, i) => i % 6 === 0,
)
const sheets = readLabelledPlaces('samples').slice(0, 60)

describe('training of place-resolution', () => {
  it('gives the same weights for the same seed, others for another', { timeout: 30_000 }, () => {
    const data = { cases, sheets, made: 150 }
    const first = trainPlaceResolution(data, 3)
    expect(trainPlaceResolution(data, 3)).toEqual(first)
    expect(trainPlaceResolution(data, 4).weights).not.toEqual(first.weights)
    const { right, wrong, unanswered } = first.figures.crossValidated
    expect(right + wrong + unanswered).toBe(cases.length)
    expect(right / cases.length).toBeGreaterThan(0.9)
  })
})
