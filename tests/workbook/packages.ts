import { strToU8, zipSync } from 'fflate'
import * as library from 'xlsx'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

export interface XlsxParts {
  /** Content of `<worksheet>` of each sheet. */
  readonly sheets: readonly string[]
  /** Items of the string table. */
  readonly strings?: string
  readonly styles?: string
  /** Attributes of the `<sheet>` elements. */
  readonly states?: readonly string[]
  /** What stands in `<workbook>` beside the sheets. */
  readonly workbook?: string
  /** Further parts, which go before those made here. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>
  readonly sheetType?: string
}

/** A package put together from raw XML: as other programs write it, not as one library does. */
export function xlsx(content: XlsxParts): Uint8Array {
  const sheetType = content.sheetType ?? 'worksheet'
  const parts: Record<string, string> = {
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml':
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${content.workbook ?? ''}<sheets>` +
      content.sheets
        .map(
          (_, i) =>
            `<sheet name="Sheet${i + 1}" sheetId="${i + 1}" r:id="rId${i + 1}" ${content.states?.[i] ?? ''}/>`,
        )
        .join('') +
      '</sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relations([
      ...content.sheets.map((_, i) => [`rId${i + 1}`, sheetType, `worksheets/sheet${i + 1}.xml`] as const),
      ['rIdS', 'styles', 'styles.xml'],
      ['rIdT', 'sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${content.styles ?? ''}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${content.strings ?? ''}</sst>`,
  }
  for (const [i, sheet] of content.sheets.entries())
    parts[`xl/worksheets/sheet${i + 1}.xml`] = `<worksheet xmlns="${MAIN}">${sheet}</worksheet>`
  return zip({ ...parts, ...content.parts })
}

export function rows(xml: string): string {
  return `<sheetData>${xml}</sheetData>`
}

export function relations(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const items = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${PACKAGE}">${items.join('')}</Relationships>`
}

export function zip(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const bytes = Object.entries(parts).map(
    ([name, part]) => [name, new Uint8Array(typeof part === 'string' ? strToU8(part) : part)] as const,
  )
  return zipSync(Object.fromEntries(bytes))
}

/** One record of an .xls stream. */
export function record(type: number, ...fields: readonly Buffer[]): Buffer {
  const data = Buffer.concat(fields)
  return Buffer.concat([u16(type, data.length), data])
}

export function u16(...numbers: number[]): Buffer {
  const b = Buffer.alloc(numbers.length * 2)
  for (const [i, number] of numbers.entries()) b.writeUInt16LE(number & 0xffff, i * 2)
  return b
}

export function u32(...numbers: number[]): Buffer {
  const b = Buffer.alloc(numbers.length * 4)
  for (const [i, number] of numbers.entries()) b.writeUInt32LE(number >>> 0, i * 4)
  return b
}

export function double(number: number): Buffer {
  const b = Buffer.alloc(8)
  b.writeDoubleLE(number)
  return b
}

/** An .xls file of one sheet, from the records of its two substreams. */
export function xls(globals: readonly Buffer[], sheet: readonly Buffer[], state = 0): Uint8Array {
  const bof = (kind: number): Buffer => record(0x809, u16(0x0600, kind, 0, 0), u32(0, 0))
  const end = record(0x0a)
  const name = Buffer.from('Rates', 'latin1')
  const bound = (at: number): Buffer => record(0x85, u32(at), Buffer.from([state, 0, name.length, 0]), name)
  const head = Buffer.concat([bof(5), ...globals])
  const at = head.length + bound(0).length + end.length
  return ole({ Workbook: Buffer.concat([head, bound(at), end, bof(16), ...sheet, end]) })
}

/** An OLE container with the given streams. */
export function ole(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const container = library.CFB.utils.cfb_new()
  for (const [name, bytes] of Object.entries(streams)) library.CFB.utils.cfb_add(container, `/${name}`, bytes)
  return new Uint8Array(library.CFB.write(container, { type: 'buffer' }) as Uint8Array)
}
