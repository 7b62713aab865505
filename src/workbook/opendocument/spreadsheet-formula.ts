/** Texts stay; `[.A1]`, `[.A1:.B2]` and `[$Sheet.A1]` are references; `;` separates arguments. */
const TOKENS = /"(?:[^"]|"")*"|\[((?:'(?:[^']|'')*'|[^\]'])*)\]|;/g
const PART = /^(\$?(?:'(?:[^']|'')*'|[^'.]*))\.(.+)$/

/** A formula of an OpenDocument file in the notation of the other formats: `of:=[.A1]+[Sheet2.B2]` → `A1+Sheet2!B2`. */
export function spreadsheetFormula(formula: string): string {
  return formula
    .replace(/^\w+:/, '')
    .replace(/^=/, '')
    .replace(TOKENS, (token: string, reference: string | undefined) => {
      if (token === ';') return ','
      return reference === undefined ? token : reference.split(':').map(reread).join(':')
    })
}

function reread(part: string): string {
  const match = PART.exec(part)
  if (!match) return part
  const sheet = match[1]!.replace(/^\$/, '')
  return sheet === '' ? match[2]! : `${sheet}!${match[2]}`
}
