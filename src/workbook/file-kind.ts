/** What the bytes of a file are, whatever its name says. */
export type FileKind =
  | 'zip'
  | 'ole'
  /** A workbook of Excel 5 or later without the container that it belongs in. */
  | 'bare_biff'
  | 'html'
  | 'mhtml'
  | 'spreadsheet_xml'
  | 'flat_opendocument'
  | 'text'
  /** No workbook; `what` says what it is instead. */
  | 'other'

export interface DetectedKind {
  readonly kind: FileKind
  /** For kind `other`: what the file is, with its article. */
  readonly what: string
}

const SIGNATURES: readonly (readonly [magic: string, what: string])[] = [
  ['%PDF', 'a PDF document'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['BM6', 'a picture'],
  ['II*\0', 'a picture'],
  ['MM\0*', 'a picture'],
  ['{\\rtf', 'a text document (RTF)'],
  ['7z\xbc\xaf', 'a 7z archive'],
  ['Rar!', 'a RAR archive'],
  ['\x1f\x8b', 'a gzip archive'],
  ['MZ', 'a program'],
  ['\x7fELF', 'a program'],
  ['SQLite format 3', 'a database'],
]

/** Only this much of a file is looked at to tell text from bytes. */
const SAMPLE_BYTES = 65_536
/** Share of control characters above which a file is no text. */
const MAX_CONTROL_SHARE = 0.005

export function detectKind(bytes: Uint8Array): DetectedKind {
  const b = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, SAMPLE_BYTES))
  const head = b.toString('latin1', 0, 16)
  if (/^PK(?:\x03\x04|\x05\x06|\x07\x08|00PK)/.test(head)) return { kind: 'zip', what: 'a ZIP archive' }
  if (head.startsWith('\xd0\xcf\x11\xe0')) return { kind: 'ole', what: 'an OLE container' }
  if (/^\x09\x08[\x04-\x10]\x00\x00[\x05\x06]/.test(head))
    return { kind: 'bare_biff', what: 'an old workbook' }
  if (/^\x09[\x00\x02\x04][\x04-\x10]\x00/.test(head))
    return { kind: 'other', what: 'a sheet of Excel 4 or older' }
  for (const [magic, what] of SIGNATURES) if (head.startsWith(magic)) return { kind: 'other', what }
  const text = textStart(b)
  if (text === undefined) return { kind: 'other', what: 'a file of unknown kind' }
  return markupKind(text)
}

/** The beginning as text for looking at markup; undefined for bytes that are no text in any encoding. */
function textStart(b: Buffer): string | undefined {
  const sixteen = utf16Order(b)
  if (sixteen !== undefined) {
    const even = b.subarray(0, b.length & ~1)
    return (sixteen === 'le' ? even : Buffer.from(even).swap16()).toString('utf16le').replace(/^\uFEFF/, '')
  }
  let controls = 0
  for (const byte of b) {
    if (byte === 0) return undefined
    // Tab, line feed, vertical tab, form feed, return, the old end-of-file mark and escape occur in texts.
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) controls++
  }
  if (controls > b.length * MAX_CONTROL_SHARE) return undefined
  return b.toString('latin1').replace(/^\xef\xbb\xbf/, '')
}

/** Byte order of UTF-16 text, by its mark or by the zeros beside separators, digits and Latin letters. */
export function utf16Order(b: Uint8Array): 'le' | 'be' | undefined {
  if (b[0] === 0xff && b[1] === 0xfe) return 'le'
  if (b[0] === 0xfe && b[1] === 0xff) return 'be'
  const length = Math.min(b.length, SAMPLE_BYTES) & ~1
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i += 2) {
    if (b[i] === 0) even++
    if (b[i + 1] === 0) odd++
  }
  // One line end or separator in ten characters is less than any table has; both halves zero is no text.
  const few = length / 20
  if (odd > few && even < odd / 20) return 'le'
  if (even > few && odd < even / 20) return 'be'
  return undefined
}

function markupKind(text: string): DetectedKind {
  const start = text.slice(0, 8192)
  if (
    /^\s*(?:[\w-]+:[^\r\n]*\r?\n)*MIME-Version:/i.test(start) &&
    /multipart\/related|text\/html/i.test(start)
  )
    return { kind: 'mhtml', what: 'a web archive' }
  const markup = start.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trimStart()
  if (!markup.startsWith('<')) {
    if (/^[[{]\s*["{[]/.test(markup) && isJson(text)) return { kind: 'other', what: 'a JSON file' }
    return { kind: 'text', what: 'a text file' }
  }
  if (/<office:document\b/.test(start) && /opendocument\.spreadsheet/.test(start))
    return { kind: 'flat_opendocument', what: 'a workbook in XML' }
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(start) && !/<html/i.test(start))
    return { kind: 'spreadsheet_xml', what: 'a workbook in XML' }
  if (
    /<(?:!doctype\s+html|html|head|body|table|meta|style|title|div|center|font|p|tr|h[1-6])\b/i.test(markup)
  )
    return { kind: 'html', what: 'an HTML page' }
  if (/^<\?xml|^<[\w:]+[\s>]/.test(markup)) return { kind: 'other', what: 'an XML file' }
  return { kind: 'text', what: 'a text file' }
}

function isJson(text: string): boolean {
  if (text.length >= SAMPLE_BYTES) return true
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
