import { describe, expect, it } from 'vitest'
import { confidenceReader, shippedCurve } from '../../src/rates/confidence-curve.ts'
import { fitRateConfidence, type JudgedRate } from '../../src/training/rate-confidence.ts'

const STEPS = [0, 0.01, 0.2, 0.5, 0.7, 0.9, 0.95, 0.99, 1]

describe('the confidence of a rate', () => {
  it('keeps the order of its parts, and is never quite sure', () => {
    const confidences = STEPS.map(confidenceReader(shippedCurve()))
    expect(confidences).toEqual(confidences.toSorted((a, b) => a - b))
    expect(confidences.at(-1)).toBeLessThanOrEqual(0.99)
    // What nobody is sure of waits for a person.
    expect(confidences[0]).toBeLessThan(0.8)
    expect(STEPS.map(confidenceReader(null))).toEqual(STEPS)
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
        right: (at * 7919) % 1000 < share * 1000,
      }
    })
    const { curve, figures } = fitRateConfidence(judged)!
    expect(figures.errorAfter.lines).toBeLessThan(figures.errorBefore.lines / 2)
    expect(figures.errorAfter.workbooks).toBeLessThan(figures.errorBefore.workbooks / 2)
    expect(confidenceReader(curve)(0.5)).toBeCloseTo(0.731, 1)
    expect(fitRateConfidence(judged)).toEqual(fitRateConfidence(judged))
    expect(fitRateConfidence(judged.slice(0, 100))).toBeNull()
  })
})
