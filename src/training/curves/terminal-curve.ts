import { lossScale } from './draw-curves.ts'
import { series, type TrainingRun } from './training-run.ts'

const TRAINING = '·'
const VALIDATION = '●'

/** Both losses of a run as text, `width` × `height` characters without the axis: · training, ● validation. */
export function terminalCurve(run: TrainingRun, width = 60, height = 12): string {
  const training = series(run, 'training_loss')
  const validation = series(run, 'validation_loss')
  const all = [...training, ...validation].filter(({ loss }) => Number.isFinite(loss))
  if (all.length === 0) return 'no losses were reported\n'
  const { from: bottom, to: top, type } = lossScale([run])
  const scale = type === 'log' ? Math.log : (loss: number) => loss
  const last = Math.max(1, ...all.map(({ step }) => step))
  const rows = Array.from({ length: height }, () => new Array<string>(width).fill(' '))
  const put = (points: typeof training, sign: string) => {
    for (const { step, loss } of points) {
      if (!Number.isFinite(loss)) continue
      const x = Math.min(width - 1, Math.round((step / last) * (width - 1)))
      const y = Math.round(((scale(top) - scale(loss)) / (scale(top) - scale(bottom) || 1)) * (height - 1))
      rows[y]![x] = sign
    }
  }
  put(training, TRAINING)
  put(validation, VALIDATION)
  const label = (value: number) => value.toPrecision(3).padStart(8)
  const lines = rows.map((row, y) => {
    const axis = y === 0 ? label(top) : y === height - 1 ? label(bottom) : ' '.repeat(8)
    return `${axis} ┤${row.join('').trimEnd()}`
  })
  lines.push(`${' '.repeat(8)} └${'─'.repeat(width)}`)
  lines.push(`${' '.repeat(10)}0${`step ${last}`.padStart(width - 1)}`)
  lines.push(`${' '.repeat(10)}${TRAINING} training  ${VALIDATION} validation`)
  return `${lines.join('\n')}\n`
}
