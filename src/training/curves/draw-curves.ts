import { createRequire } from 'node:module'
import type { PlotOptions } from '@observablehq/plot'
import { labelShifts } from './label-shifts.ts'
import type { LossPoint, TrainingRun } from './training-run.ts'

/** Size of a picture in pixels, with what lies around the plot. */
const WIDTH = 760
const HEIGHT = 420
const MARGIN = { top: 24, bottom: 36, left: 56 }
/** Width of a letter of a label, and room between two labels, in pixels. */
const LETTER = 6.6
const LINE = 14
/** Told apart also by those who see red and green alike (Okabe and Ito 2008). */
export const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9']
export const FONT = 'DejaVu Sans'

/** What a curve is drawn by: runs of one model side by side by passes, of several models by how far each has come. */
type Axis = 'step' | 'passes over the examples' | 'share of the training, %'

function axisFor(runs: readonly TrainingRun[]): Axis {
  if (new Set(runs.map(({ model }) => model)).size > 1) return 'share of the training, %'
  const known = runs.every(({ points }) => points.every(({ epoch }) => epoch !== null))
  return runs.length > 1 && known ? 'passes over the examples' : 'step'
}

/** Losses that lie so far apart that the small ones, which matter, would lie on the axis. */
const WIDE = 50

/** Lowest and highest loss to be drawn, and whether by magnitude. */
export function lossScale(runs: readonly TrainingRun[]): {
  from: number
  to: number
  type: 'linear' | 'log'
} {
  const losses = runs
    .flatMap(({ points }) => points.flatMap((point) => [point.training_loss, point.validation_loss]))
    .filter((loss): loss is number => loss !== null && Number.isFinite(loss))
  const least = Math.min(...losses)
  const most = Math.max(...losses)
  if (least > 0 && most > WIDE * least) return { from: least / 1.1, to: most * 1.1, type: 'log' }
  return { from: Math.min(0, least), to: most * 1.05, type: 'linear' }
}

interface Line {
  readonly name: string
  readonly colour: string
  readonly isValidation: boolean
  readonly points: readonly { readonly x: number; readonly loss: number }[]
}

/**
 * Training and validation loss as one SVG; several runs are overlaid, each in a colour of its own: training thin, validation
 * thick with dots.
 */
export async function drawCurves(runs: readonly TrainingRun[]): Promise<string> {
  const Plot = await import('@observablehq/plot')
  const axis = axisFor(runs)
  const lines = runs.flatMap((run, i): Line[] => {
    const colour = COLOURS[i % COLOURS.length]!
    return (['training', 'validation'] as const).flatMap((loss) => {
      const points = lossesBy(axis, run, `${loss}_loss`)
      const name = runs.length > 1 ? `${run.name}, ${loss}` : loss
      return points.length === 0 ? [] : [{ name, colour, isValidation: loss === 'validation', points }]
    })
  })
  const { from, to, type } = lossScale(runs)
  const place = type === 'log' ? Math.log : (loss: number) => loss
  const plotHeight = HEIGHT - MARGIN.top - MARGIN.bottom
  const ends = lines.map(
    ({ points }) => ((place(to) - place(points.at(-1)!.loss)) / (place(to) - place(from))) * plotHeight,
  )
  const shifts = labelShifts(ends, LINE)
  const marks = lines.flatMap(({ name, colour, isValidation, points }, i) => {
    const line = { x: 'x', y: 'loss', stroke: colour } as const
    return [
      Plot.lineY(points, isValidation ? { ...line, strokeWidth: 2.5 } : { ...line, strokeOpacity: 0.7 }),
      ...(isValidation ? [Plot.dot(points, { x: 'x', y: 'loss', fill: colour, r: 3 })] : []),
      Plot.text(points.slice(-1), {
        x: 'x',
        y: 'loss',
        text: () => name,
        textAnchor: 'start',
        dx: 6,
        dy: shifts[i]!,
        fill: colour,
      }),
    ]
  })
  return svgOf({
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    marginRight: 20 + LETTER * Math.max(...lines.map(({ name }) => name.length)),
    style: { fontFamily: `${FONT}, sans-serif`, fontSize: '12px' },
    x: { label: axis },
    y: {
      label: type === 'log' ? 'loss, by powers of ten' : 'loss',
      grid: true,
      type,
      domain: [from, to],
      ticks: 6,
      tickFormat: (loss: number) => String(Number(loss.toPrecision(3))),
    },
    marks,
  })
}

function lossesBy(axis: Axis, run: TrainingRun, loss: 'training_loss' | 'validation_loss') {
  const last = run.points.at(-1)?.step ?? 1
  const at: Record<Axis, (point: LossPoint) => number> = {
    step: ({ step }) => step,
    'passes over the examples': ({ epoch }) => epoch ?? 0,
    'share of the training, %': ({ step }) => (100 * step) / last,
  }
  return run.points.flatMap((point) => {
    const value = point[loss]
    return value === null ? [] : [{ x: at[axis](point), loss: value }]
  })
}

/** A plot as the text of an SVG file. */
export async function svgOf(options: PlotOptions): Promise<string> {
  const [Plot, { parseHTML }] = await Promise.all([import('@observablehq/plot'), import('linkedom')])
  const { document } = parseHTML('<html><body></body></html>')
  const svg = Plot.plot({ document, width: WIDTH, height: HEIGHT, ...options })
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  return svg.outerHTML
}

/** The SVG as a PNG, twice as large, on white. The font comes with the program: a server may have none. */
export async function toPng(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js')
  const font = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')
  const picture = new Resvg(svg, {
    background: 'white',
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontFiles: [font], loadSystemFonts: false, defaultFontFamily: FONT },
  })
  return picture.render().asPng()
}
