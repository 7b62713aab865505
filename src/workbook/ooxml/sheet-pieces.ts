import { asUtf8 } from '../xml/decode-xml.ts'
import type { ZipArchive } from '../zip/zip-archive.ts'

/** Parts up to this size are unpacked at once: a stream costs more than it saves, bytes. */
const WHOLE_UP_TO = 1024 * 1024

/**
 * The XML of a sheet in pieces that end before a row, so that no row is cut. A sheet of a gigabyte never lies in memory
 * as a whole.
 */
export async function* sheetPieces(archive: ZipArchive, part: string): AsyncGenerator<Buffer> {
  if (archive.sizeOf(part) <= WHOLE_UP_TO || !(await isPlainUtf8(archive, part))) {
    const whole = archive.read(part)
    if (whole) yield asUtf8(whole)
    return
  }
  let marker: string | undefined
  let waiting: Buffer[] = []
  let size = 0
  let tryAt = 0
  for await (const piece of archive.stream(part)) {
    waiting.push(piece)
    size += piece.length
    if (size < tryAt) continue
    const window = waiting.length === 1 ? piece : Buffer.concat(waiting)
    marker ??= rowMarker(window)
    const cut = window.lastIndexOf(marker, undefined, 'latin1')
    if (cut > 0) yield window.subarray(0, cut)
    const rest = window.subarray(Math.max(cut, 0))
    waiting = [rest]
    size = rest.length
    // A long stretch without rows (merges by the thousand) is joined ever more seldom, not again for every piece.
    tryAt = size * 2
  }
  yield waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting)
}

async function isPlainUtf8(archive: ZipArchive, part: string): Promise<boolean> {
  for await (const piece of archive.stream(part)) {
    const start = piece.subarray(0, 256)
    return asUtf8(start).length === start.length
  }
  return true
}

function rowMarker(window: Buffer): string {
  const prefix = /<(\w+:)?worksheet[\s>]/.exec(window.toString('latin1', 0, 8192))?.[1] ?? ''
  return `<${prefix}row`
}
