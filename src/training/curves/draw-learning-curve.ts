import type { LearningPoint } from '../promotion/learning-curve.ts'
import { TRAINED_STAGES } from '../promotion/test-figures.ts'
import { COLOURS, FONT, svgOf } from './draw-curves.ts'

/** Share of right answers by number of labels, a line a stage, as SVG. */
export async function drawLearningCurve(points: readonly LearningPoint[]): Promise<string> {
  const Plot = await import('@observablehq/plot')
  const marks = TRAINED_STAGES.flatMap((stage, i) => {
    const line = points.map(({ labels, right }) => ({ labels, right: 100 * right[stage] }))
    const colour = COLOURS[i]!
    return [
      Plot.lineY(line, { x: 'labels', y: 'right', stroke: colour, strokeWidth: 2 }),
      Plot.dot(line, { x: 'labels', y: 'right', fill: colour, r: 4 }),
      Plot.text(line.slice(-1), {
        x: 'labels',
        y: 'right',
        text: () => stage,
        textAnchor: 'start',
        dx: 8,
        fill: colour,
      }),
    ]
  })
  return svgOf({
    marginRight: 120,
    style: { fontFamily: `${FONT}, sans-serif`, fontSize: '12px' },
    x: { label: 'labels', nice: true, zero: true },
    y: { label: 'right answers on the frozen test, %', grid: true, nice: true },
    marks,
  })
}
