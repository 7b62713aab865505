import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { fileResultSchema } from './file-result.ts'
import { writeOutput } from './output-file.ts'

/**
 * The record that one workbook is done, written after all of its outputs. A run that was killed at any moment is
 * resumed by these: what has a marker that still holds is not read again, everything else is read from the start.
 */
const doneMarkerSchema = z.strictObject({
  /** Fingerprint of program, models and options: another one makes the marker void. */
  run: z.string(),
  source: z.strictObject({ name: z.string(), path: z.string(), bytes: z.int(), sha256: z.string() }),
  outputs: z.array(z.strictObject({ file: z.string(), bytes: z.int(), crc32: z.int() })),
  result: fileResultSchema,
})
export type DoneMarker = z.infer<typeof doneMarkerSchema>

/** Folder below the output folder that holds what the program needs for itself. */
export const STATE_FOLDER = '.rateloom'
const DONE_FOLDER = `${STATE_FOLDER}/done`

const markerFile = (output: string) => `${DONE_FOLDER}/${output}.json`

export function writeMarker(out: string, scratch: string, marker: DoneMarker): void {
  writeOutput(out, markerFile(marker.result.output), scratch, `${JSON.stringify(marker, null, 1)}\n`)
}

/** All markers below an output folder; one that cannot be understood (of an older version) is as if it were not there. */
export async function readMarkers(out: string): Promise<DoneMarker[]> {
  const folder = join(out, DONE_FOLDER)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const markers = await Promise.all(
    entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .map(async (entry) => parseMarker(await readFile(join(entry.parentPath, entry.name), 'utf8'))),
  )
  return markers.filter((marker) => marker !== null)
}

function parseMarker(text: string): DoneMarker | null {
  try {
    return doneMarkerSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Whether the source and all outputs are still what the marker says, and the run is of the same kind. */
export async function markerHolds(
  marker: DoneMarker,
  now: { readonly out: string; readonly run: string; readonly path: string; readonly bytes: number },
): Promise<boolean> {
  if (marker.run !== now.run || marker.source.bytes !== now.bytes) return false
  for (const output of marker.outputs) {
    const facts = await checksum(join(now.out, output.file))
    if (facts?.bytes !== output.bytes || facts.crc32 !== output.crc32) return false
  }
  return (await sha256(now.path)) === marker.source.sha256
}

/** Removes what an earlier run wrote for a source whose outputs now have another name. */
export async function forget(out: string, marker: DoneMarker): Promise<void> {
  await rm(join(out, markerFile(marker.result.output)), { force: true })
  for (const { file } of marker.outputs) await rm(join(out, file), { force: true })
}

async function checksum(path: string): Promise<{ bytes: number; crc32: number } | null> {
  let bytes = 0
  let crc = 0
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      crc = crc32(chunk, crc)
    }
  } catch {
    return null
  }
  return { bytes, crc32: crc }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
