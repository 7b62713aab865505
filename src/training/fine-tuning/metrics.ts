import type { LossPoint } from '../curves/training-run.ts'

/** Names of the columns that vendors give to losses, in metrics files and in the data of metrics events. */
const TRAINING = ['train_loss', 'training_loss', 'train_mean_loss']
const VALIDATION = ['valid_loss', 'validation_loss', 'full_valid_loss', 'eval_loss']

/**
 * Reads the metrics file of a job: CSV with a head line, as it is or in Base64 (some endpoints serve it so). Lines that
 * make no sense are skipped; a file without steps gives no points.
 *
 * @param stepsPerEpoch to tell epochs from steps; null when not known
 */
export function readMetricsFile(text: string, stepsPerEpoch: number | null): LossPoint[] {
  const [head, ...lines] = plain(text).trim().split(/\r?\n/)
  const names = (head ?? '').split(',').map((name) => name.trim().replace(/^"|"$/g, ''))
  const points: LossPoint[] = []
  for (const line of lines) {
    const cells = line.split(',')
    const row: Record<string, unknown> = Object.fromEntries(names.map((name, i) => [name, cells[i]?.trim()]))
    const point = pointOf(row, stepsPerEpoch)
    if (point) points.push(point)
  }
  return points
}

/** The losses in one row of metrics; null when it has no step or no loss. */
export function pointOf(
  row: Readonly<Record<string, unknown>>,
  stepsPerEpoch: number | null,
): LossPoint | null {
  const step = numberOf(row.step)
  if (step === null) return null
  const training = first(row, TRAINING)
  const validation = first(row, VALIDATION)
  if (training === null && validation === null) return null
  const epoch = numberOf(row.epoch) ?? (stepsPerEpoch ? step / stepsPerEpoch : null)
  return { step, epoch, training_loss: training, validation_loss: validation }
}

/** One point a step, ascending; what comes later fills what was missing. */
export function joinPoints(points: readonly LossPoint[]): LossPoint[] {
  const steps = new Map<number, LossPoint>()
  for (const point of points) {
    const known = steps.get(point.step)
    steps.set(point.step, {
      step: point.step,
      epoch: known?.epoch ?? point.epoch,
      training_loss: point.training_loss ?? known?.training_loss ?? null,
      validation_loss: point.validation_loss ?? known?.validation_loss ?? null,
    })
  }
  return [...steps.values()].sort((a, b) => a.step - b.step)
}

function first(row: Readonly<Record<string, unknown>>, names: readonly string[]): number | null {
  for (const name of names) {
    const value = numberOf(row[name])
    if (value !== null) return value
  }
  return null
}

function numberOf(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

function plain(text: string): string {
  const compact = text.trim()
  if (compact.includes(',') || !/^[A-Za-z0-9+/=\s]+$/.test(compact)) return compact
  return Buffer.from(compact, 'base64').toString('utf8')
}
