import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type ReadRateSheet, readRateSheet } from '../pipeline.ts'
import { ReviewTally } from '../review/review-tally.ts'
import { answerDocuments } from './answer-documents.ts'
import { type DoneMarker, writeMarker } from './done-marker.ts'
import { type FileAnswerers, fileAnswerers } from './file-answerers.ts'
import { countSeverities, type FileResult, groupFindings } from './file-result.ts'
import type { FileTask, ThreadTask } from './file-task.ts'
import { withCorrections } from './kept-corrections.ts'
import { OutputFile, type WrittenFile, writeOutput } from './output-file.ts'
import { RateWriters } from './rate-writers.ts'
import { removeEarlier, writeFindings } from './write-findings.ts'
import { writeReviewFile } from './write-review.ts'

/** Reads one workbook and writes all of its outputs, the record that it is done last. */
export async function ingestFile(task: ThreadTask): Promise<FileResult> {
  const asked = await fileAnswerers(task, 'held_back')
  try {
    return await ingestWith(task, asked)
  } finally {
    asked.close()
  }
}

async function ingestWith(task: FileTask, asked: FileAnswerers): Promise<FileResult> {
  const bytes = await readFile(task.path)
  const answerers = await withCorrections(task, bytes, asked.answerers)
  const read = await readRateSheet(bytes, basename(task.path), answerers, task.pipeline)
  if (asked.pending()) return pendingResult(task, read, asked)
  const sha256 = read.workbook?.sha256 ?? createHash('sha256').update(bytes).digest('hex')
  const { written, rates, review, waiting } = read.workbook
    ? await writeAnswers(task, read)
    : { written: [] as WrittenFile[], rates: 0, review: 0, waiting: null }
  written.push(writeFindings(task, read.findings))
  if (waiting) await writeReviewFile(task, read, waiting)
  const result: FileResult = {
    file: task.name,
    output: task.output,
    sha256,
    format: read.workbook?.format ?? null,
    status: read.workbook ? 'read' : 'unreadable',
    sheets: read.workbook?.grids.length ?? 0,
    tables: read.tables.length,
    rates,
    review,
    findings: countSeverities(read.findings),
    finding_groups: groupFindings(read.findings),
    outputs: written.map(({ file }) => file),
    costs: asked.costs(),
  }
  removeEarlier(task, written)
  const marker: DoneMarker = {
    run: task.run,
    source: { name: task.name, path: task.path, bytes: bytes.length, sha256 },
    outputs: written,
    result,
  }
  writeMarker(task.out, task.scratch, marker)
  return result
}

/** Outputs of an earlier run stay until this one has all answers. */
const pendingResult = (task: FileTask, read: ReadRateSheet, asked: FileAnswerers): FileResult => ({
  file: task.name,
  output: task.output,
  sha256: read.workbook?.sha256 ?? null,
  format: read.workbook?.format ?? null,
  status: 'pending',
  sheets: read.workbook?.grids.length ?? 0,
  tables: read.tables.length,
  rates: 0,
  review: 0,
  findings: countSeverities([]),
  finding_groups: [],
  outputs: [],
  costs: asked.costs(),
})

async function writeAnswers(task: FileTask, read: ReadRateSheet) {
  const writers = new RateWriters(
    task.output,
    task.formats,
    (file) => new OutputFile(task.out, file, task.scratch),
  )
  const tally = new ReviewTally(task.pipeline.reviewBelow)
  for (const rate of read.rates) {
    writers.write(rate)
    tally.note(rate)
    if (writers.congested) await writers.drained()
  }
  const written = await writers.finish()
  const answers = {
    understanding: read.tables.map(({ understanding }) => understanding),
    mapping: read.tables.map(({ mapping }) => mapping),
  }
  for (const [kind, documents] of Object.entries(answers)) {
    const text = answerDocuments(documents)
    written.push(writeOutput(task.out, `${task.output}.${kind}.yaml`, task.scratch, text))
  }
  return { written, rates: writers.rates, review: writers.review, waiting: tally.waiting }
}
