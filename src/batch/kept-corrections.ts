import { createHash } from 'node:crypto'
import type { Answerers } from '../pipeline.ts'
import { hasCorrections, readCorrections } from '../review/review-folder.ts'
import type { FileTask } from './file-task.ts'

/** The answerers of a workbook, with what a person corrected in the same bytes before. */
export async function withCorrections(
  { out, output }: Pick<FileTask, 'out' | 'output'>,
  bytes: Uint8Array,
  inner: Answerers,
): Promise<Answerers> {
  if (!hasCorrections(out, output)) return inner
  const { correctedAnswerers } = await import('../review/corrected-answerers.ts')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return readCorrections(out, output, sha256).reduce(
    (answerers, edits) => correctedAnswerers(answerers, edits).answerers,
    inner,
  )
}
