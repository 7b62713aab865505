import { createRequire } from 'node:module'
import type { PlotOptions } from '@observablehq/plot'
import { series, type TrainingRun } from './training-run.ts'

/** Size of a picture in pixels. */
const WIDTH = 760
const HEIGHT = 420
/** Told apart also by those who see red and green alike (Okabe and Ito 2008). */
export const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9']
export const FONT = 'DejaVu Sans'

/**
 * Training and validation loss by step as one SVG; several runs are overlaid, each in a colour of its own: training thin,
 * validation thick with dots.
 */
export async function drawCurves(runs: readonly TrainingRun[]): Promise<string> {
  const Plot = await import('@observablehq/plot')
  const marks = runs.flatMap((run, i) => {
    const colour = COLOURS[i % COLOURS.length]!
    const training = series(run, 'training_loss')
    const validation = series(run, 'validation_loss')
    const line = { x: 'step', y: 'loss', stroke: colour } as const
    const label = (points: typeof training, what: string) =>
      Plot.text(points.slice(-1), {
        x: 'step',
        y: 'loss',
        text: () => (runs.length > 1 ? `${run.name}, ${what}` : what),
        textAnchor: 'start',
        dx: 6,
        fill: colour,
      })
    return [
      Plot.lineY(training, { ...line, strokeWidth: 1, strokeOpacity: 0.7 }),
      Plot.lineY(validation, { ...line, strokeWidth: 2.5 }),
      Plot.dot(validation, { x: 'step', y: 'loss', fill: colour, r: 3 }),
      label(training, 'training'),
      label(validation, 'validation'),
    ]
  })
  return svgOf({
    marginRight: runs.length > 1 ? 190 : 90,
    style: { fontFamily: `${FONT}, sans-serif`, fontSize: '12px' },
    x: { label: 'step' },
    y: { label: 'loss', grid: true, zero: true, nice: true },
    marks,
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
