/** Fewer answers than this say nothing of how far probabilities can be trusted. */
const FEWEST_ANSWERS = 50
const STEPS = 60
/** Probabilities are kept away from 0 and 1 by this much. */
const EDGE = 1e-6

/**
 * Platt's calibration: slope and offset on the log-odds that make probabilities fit what was right, by Newton's method.
 * The slope stays positive, so that the order of answers is kept.
 */
export function fitLogOdds(
  answers: readonly {
    readonly probability: number
    readonly right: boolean
    /** How much it counts. @default 1 */
    readonly weight?: number
  }[],
): {
  slope: number
  offset: number
} {
  if (answers.length < FEWEST_ANSWERS) return { slope: 1, offset: 0 }
  let slope = 1
  let offset = 0
  const odds = answers.map(({ probability }) => {
    const bounded = Math.min(1 - EDGE, Math.max(EDGE, probability))
    return Math.log(bounded / (1 - bounded))
  })
  for (let step = 0; step < STEPS; step++) {
    // A small pull towards slope 1 and offset 0 keeps the fit finite when every answer is right.
    let gradientSlope = slope - 1
    let gradientOffset = offset
    let curveSlope = 1
    let curveBoth = 0
    let curveOffset = 1
    answers.forEach(({ right, weight: counts = 1 }, i) => {
      const x = odds[i]!
      const p = 1 / (1 + Math.exp(-(slope * x + offset)))
      const error = counts * (p - (right ? 1 : 0))
      const weight = counts * p * (1 - p)
      gradientSlope += error * x
      gradientOffset += error
      curveSlope += weight * x * x
      curveBoth += weight * x
      curveOffset += weight
    })
    const determinant = curveSlope * curveOffset - curveBoth * curveBoth
    if (determinant <= 0) break
    const moveSlope = (curveOffset * gradientSlope - curveBoth * gradientOffset) / determinant
    const moveOffset = (curveSlope * gradientOffset - curveBoth * gradientSlope) / determinant
    slope = Math.max(0.05, slope - moveSlope)
    offset -= moveOffset
    if (Math.abs(moveSlope) + Math.abs(moveOffset) < 1e-9) break
  }
  return { slope: round(slope), offset: round(offset) }
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4
