import { posix } from 'node:path'
import { decodeXml } from '../xml/decode-xml.ts'
import { attribute, scanXml } from '../xml/scan-xml.ts'
import type { ZipArchive } from '../zip/zip-archive.ts'

/** A part that another part refers to. `type` is the last word of the type address: `worksheet`, `styles`, … */
export interface Relationship {
  readonly id: string
  readonly type: string
  readonly target: string
}

/** What a part refers to inside the package; `''` asks for the package's own. Empty when the part has no list. */
export function relationshipsOf(archive: ZipArchive, part: string): Relationship[] {
  const folder = posix.dirname(part)
  const list = archive.read(posix.join(folder, '_rels', `${posix.basename(part)}.rels`))
  const relationships: Relationship[] = []
  if (!list) return relationships
  scanXml(decodeXml(list), {
    open(name, attributes) {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return
      const target = attribute(attributes, 'Target') ?? ''
      relationships.push({
        id: attribute(attributes, 'Id') ?? '',
        type: (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
        target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target.replaceAll('\\', '/')),
      })
    },
  })
  return relationships
}
