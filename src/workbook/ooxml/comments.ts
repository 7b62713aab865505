import { parseRange } from '../grid.ts'
import type { GridBuilder } from '../grid-builder.ts'
import { decodeXml } from '../xml/decode-xml.ts'
import { attribute, scanXml } from '../xml/scan-xml.ts'
import type { ZipArchive } from '../zip/zip-archive.ts'
import type { Relationship } from './relationships.ts'
import { unescapeControls } from './rich-text.ts'

/**
 * Adds the notes of a sheet to its cells. A conversation ("threaded comment") is stored twice: as itself, and as a
 * note of the old kind that only says that the program is too old; the conversation goes before.
 */
export function readComments(
  archive: ZipArchive,
  relationships: readonly Relationship[],
  builder: GridBuilder,
): void {
  const notes = new Map<string, string>()
  for (const kind of ['comments', 'threadedComment']) {
    const found = new Map<string, string[]>()
    for (const { type, target } of relationships) {
      const part = type === kind ? archive.read(target) : undefined
      if (part) collect(decodeXml(part), found)
    }
    for (const [cell, texts] of found) notes.set(cell, texts.join('\n'))
  }
  for (const [cell, note] of notes) {
    if (!/^\$?[a-z]{1,3}\$?\d+$/i.test(cell) || note === '') continue
    const { top, left } = parseRange(cell)
    builder.extra(top, left, { note })
  }
}

function collect(xml: string, found: Map<string, string[]>): void {
  let cell: string | undefined
  let text = ''
  let reading = false
  let phonetic = 0
  scanXml(xml, {
    open(name, attributes) {
      if (name === 'comment' || name === 'threadedComment') {
        cell = attribute(attributes, 'ref')
        text = ''
      } else if (name === 'rPh') phonetic++
      else if (name === 't' || name === 'text') reading = phonetic === 0
    },
    text(piece) {
      if (reading && (piece.trim() !== '' || text !== '')) text += piece
    },
    close(name) {
      if (name === 'rPh') phonetic--
      else if (name === 't' || name === 'text') reading = false
      else if ((name === 'comment' || name === 'threadedComment') && cell !== undefined) {
        const texts = found.get(cell) ?? []
        texts.push(unescapeControls(text).trim())
        found.set(cell, texts)
        cell = undefined
      }
    },
  })
}
