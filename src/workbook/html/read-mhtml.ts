import type { Finding } from '../../checks/finding.ts'
import { decodeText } from '../delimited/encoding.ts'
import type { Grid } from '../grid.ts'
import type { ReadLimits } from '../read-limits.ts'
import { notWorkbook } from '../unreadable.ts'
import { htmlAsXls, layOut } from './read-html.ts'

/**
 * Reads a web archive (`multipart/related`), the form of "single file web page": each HTML part with a table is a
 * sheet. @throws Unreadable when there is none.
 */
export function readMhtml(
  bytes: Uint8Array,
  file: string,
  limits: ReadLimits,
): { grids: Grid[]; findings: Finding[] } {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const boundary = /boundary\s*=\s*"?([^"\r\n;]+)/i.exec(source.slice(0, 8192))?.[1]
  const grids: Grid[] = []
  let tables = 0
  for (const part of boundary === undefined ? [source] : source.split(`--${boundary}`)) {
    const head = /^\s*([\s\S]*?)\r?\n\r?\n/.exec(part)
    if (!head || !/content-type:\s*text\/html/i.test(head[1]!)) continue
    const body = decodeBody(part.slice(head[0].length), head[1]!)
    const charset = /charset\s*=\s*"?([\w-]+)/i.exec(head[1]! + body.toString('latin1', 0, 4096))?.[1]
    const html = decodeText(body, charset).text
    const page = layOut(html, limits, { name: null, index: grids.length })
    if (page.tables === 0) continue
    tables += page.tables
    grids.push(page.grid)
  }
  if (grids.length === 0)
    throw notWorkbook(
      'a web archive without a table',
      'Open it in a browser, and export the rates as a workbook.',
    )
  return { grids, findings: htmlAsXls(file, 'a web archive', tables) }
}

function decodeBody(body: string, head: string): Buffer {
  const encoding = /content-transfer-encoding:\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1')
  const plain = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}
