import { readFileSync } from 'node:fs'

/** Records of an RFC 4180 text, the header line first. A quoted field may hold commas, quotes and line breaks. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  let field = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const ch = text[i]!
    if (quoted) {
      if (ch !== '"') field += ch
      else if (text[i + 1] === '"') {
        field += '"'
        i++
      } else quoted = false
    } else if (ch === '"') quoted = true
    else if (ch === ',') {
      record.push(field)
      field = ''
    } else if (ch === '\n') {
      record.push(field)
      records.push(record)
      record = []
      field = ''
    } else if (ch !== '\r') field += ch
  }
  if (field !== '' || record.length > 0) records.push([...record, field])
  return records
}

/** Rows of a shipped reference table as objects keyed by its header; `|` inside a field is left to the caller. */
export function readReferenceCsv(name: string): Readonly<Record<string, string>>[] {
  const [header = [], ...records] = parseCsv(readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8'))
  return records.map((record) => Object.fromEntries(header.map((key, i) => [key, record[i] ?? ''])))
}

/** Values of a field that holds several, separated by `|`. */
export function splitField(field: string | undefined): string[] {
  return field === undefined || field === '' ? [] : field.split('|')
}
