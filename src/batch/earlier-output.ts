import { stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { OUTPUT_FORMATS, type OutputFormat, UsageError } from '../config.ts'
import { type DoneMarker, readMarkers } from './done-marker.ts'
import type { Source } from './sources.ts'

/** What an earlier run made of one workbook, as a source to be read again in the same form. */
export interface EarlierOutput {
  readonly marker: DoneMarker
  readonly source: Source
  readonly formats: readonly OutputFormat[]
}

/** Finds a workbook of an output folder by the name of its outputs. Throws {@link UsageError} when there is none. */
export async function earlierOutput(out: string, output: string): Promise<EarlierOutput> {
  const markers = await readMarkers(out)
  const marker = markers.find(({ result }) => result.output === output)
  if (!marker) {
    const names = markers.map(({ result }) => result.output).sort()
    const known =
      names.length === 0 ? 'It holds no finished workbook.' : `It holds ${names.slice(0, 8).join(', ')}.`
    throw new UsageError(`${out} holds no outputs named ${output}. ${known}`)
  }
  const { name, path } = marker.source
  const facts = await stat(path).catch(() => null)
  if (!facts?.isFile())
    throw new UsageError(
      `The workbook ${path} is not there any more. Put it back, or ingest it from where it is.`,
    )
  const root = basename(
    resolve(
      dirname(path),
      ...name
        .split('/')
        .slice(1)
        .map(() => '..'),
    ),
  )
  return {
    marker,
    source: { path, name, root, size: facts.size, exists: true },
    formats: OUTPUT_FORMATS.filter((format) =>
      marker.outputs.some(({ file }) => file === `${output}.rates.${format}`),
    ),
  }
}
