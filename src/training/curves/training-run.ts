import { z } from 'zod'

/** Losses of one training by step: mean negative log-likelihood, in nats. Null where it was not measured. */
export const lossPointSchema = z.strictObject({
  step: z.number().nonnegative(),
  /** Fractional: 1.5 is the middle of the second pass over the examples. */
  epoch: z.number().nonnegative().nullable(),
  training_loss: z.number().nullable(),
  validation_loss: z.number().nullable(),
})
export type LossPoint = z.infer<typeof lossPointSchema>

/** One training, of an embedded model or of a language model somewhere else. */
export const trainingRunSchema = z.strictObject({
  name: z.string(),
  /** What was trained: a folder of `models/`, or the base model of a fine-tuning. */
  model: z.string(),
  /** Examples that were trained on, null when not known. */
  examples: z.int().nonnegative().nullable(),
  epochs: z.number().positive().nullable(),
  /** Ascending by step. */
  points: z.array(lossPointSchema),
  /** Examples that the model finds hardest after training, the hardest first: the ones to look at when labels are in doubt. */
  hardest: z.array(z.strictObject({ example: z.string(), loss: z.number() })),
})
export type TrainingRun = z.infer<typeof trainingRunSchema>

/** The points that have a value, in order, as pairs. */
export function series(
  run: TrainingRun,
  loss: 'training_loss' | 'validation_loss',
): { step: number; loss: number }[] {
  return run.points.flatMap((point) => {
    const value = point[loss]
    return value === null ? [] : [{ step: point.step, loss: value }]
  })
}
