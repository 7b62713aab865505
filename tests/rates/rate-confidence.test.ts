import { describe, expect, it } from 'vitest'
import { DOUBTS, doubtSet, NO_DOUBTS } from '../../src/rates/doubts.ts'
import { confidenceReader, shippedConfidence } from '../../src/rates/rate-confidence.ts'
import { fitRateConfidence, type JudgedRate } from '../../src/training/rate-confidence.ts'

const STEPS = [0, 0.01, 0.2, 0.5, 0.7, 0.9, 0.95, 0.99, 1]

describe('the confidence of a rate', () => {
  it('keeps the order of its parts, and is never quite sure', () => {
    const read = confidenceReader(shippedConfidence())
    const confidences = STEPS.map((step) => read(step, NO_DOUBTS))
    expect(confidences).toEqual(confidences.toSorted((a, b) => a - b))
    expect(confidences.at(-1)).toBeLessThanOrEqual(0.99)
    // What nobody is sure of waits for a person.
    expect(confidences[0]).toBeLessThan(0.8)
    expect(STEPS.map((step) => confidenceReader(null)(step, doubtSet('place_other')))).toEqual(STEPS)
  })

  it('is never raised by a doubt, and a rate waits that lacks what a cell says', () => {
    const read = confidenceReader(shippedConfidence())
    for (const doubt of DOUBTS) expect(read(0.97, doubtSet(doubt))).toBeLessThanOrEqual(read(0.97, NO_DOUBTS))
    for (const group of ['dates', 'place'] as const)
      expect(read(0.97, doubtSet(`${group}_missing`) | doubtSet(`${group}_missing_said`))).toBeLessThan(0.9)
  })

  it('is fitted so that of rates at a confidence that share is right, whichever book is long', () => {
    const judged = Array.from({ length: 4000 }, (_, at): JudgedRate => {
      const confidence = STEPS[at % STEPS.length]!
      const bounded = Math.min(0.999, Math.max(0.02, confidence))
      const share = 1 / (1 + Math.exp(-(0.6 * Math.log(bounded / (1 - bounded)) + 1)))
      return {
        workbook: at % 10 === 0 ? `small ${at % 50}` : 'long',
        fold: at % 3,
        confidence,
        doubts: NO_DOUBTS,
        right: (at * 7919) % 1000 < share * 1000,
        slip: null,
      }
    })
    const { weights, figures } = fitRateConfidence(judged)!
    expect(figures.errorAfter.lines).toBeLessThan(figures.errorBefore.lines / 2)
    expect(figures.errorAfter.workbooks).toBeLessThan(figures.errorBefore.workbooks / 2)
    expect(confidenceReader(weights)(0.5, NO_DOUBTS)).toBeCloseTo(0.731, 1)
    expect(fitRateConfidence(judged)).toEqual(fitRateConfidence(judged))
    expect(fitRateConfidence(judged.slice(0, 100))).toBeNull()
  })

  it('learns from readings with a slip what a doubt is worth, and nothing where right rates have it as well', () => {
    const judged = Array.from({ length: 3000 }, (_, at): JudgedRate => {
      const slip = at % 3 === 0 ? 'dates' : null
      const lacking = slip !== null || at % 25 === 1
      const doubts =
        (lacking ? doubtSet('dates_missing') : NO_DOUBTS) |
        (at % 2 === 0 ? doubtSet('place_other') : NO_DOUBTS)
      return { workbook: `${at % 40}`, fold: at % 2, confidence: 0.95, doubts, right: slip === null, slip }
    })
    const { doubts } = fitRateConfidence(judged)!.weights
    expect(doubts.dates_missing).toBeLessThan(-1)
    expect(doubts.place_other).toBeGreaterThan(-0.3)
    expect(doubts.place_missing).toBe(0)
  })
})
