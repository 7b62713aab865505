import iconv from 'iconv-lite'

/** Text of an XML part in the encoding that its byte order mark or its declaration names; UTF-8 when neither does. */
export function decodeXml(bytes: Buffer): string {
  return asUtf8(bytes).toString('utf8')
}

/** The part as UTF-8 without byte order mark; the same bytes when they are that already. */
export function asUtf8(bytes: Buffer): Buffer {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3)
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return Buffer.from(bytes.subarray(2).toString('utf16le'), 'utf8')
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(iconv.decode(bytes.subarray(2), 'utf16-be'), 'utf8')
  const declared = /^<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/.exec(bytes.toString('latin1', 0, 200))?.[1]
  if (declared === undefined || /^utf-?8$/i.test(declared) || !iconv.encodingExists(declared)) return bytes
  return /^(utf-?16|ucs-?2)/i.test(declared) ? bytes : Buffer.from(iconv.decode(bytes, declared), 'utf8')
}
