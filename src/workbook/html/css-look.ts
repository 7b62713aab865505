import { PLAIN_STYLE } from '../grid.ts'

/** What a style sheet or a `style` attribute says about a cell, as far as it matters; undefined is left open. */
export interface CssLook {
  readonly fill?: string | null
  readonly bold?: boolean
  readonly struck?: boolean
  readonly numberFormat?: string
  readonly hidden?: boolean
}

const COLOUR_NAMES: Readonly<Record<string, string>> = {
  white: 'FFFFFF',
  black: '000000',
  yellow: 'FFFF00',
  red: 'FF0000',
  green: '008000',
  lime: '00FF00',
  blue: '0000FF',
  navy: '000080',
  orange: 'FFA500',
  silver: 'C0C0C0',
  gray: '808080',
  grey: '808080',
  lightgrey: 'D3D3D3',
  aqua: '00FFFF',
  teal: '008080',
}

/** Names under which office programs give a format instead of its code. */
const OFFICE_FORMATS: Readonly<Record<string, string>> = {
  general: 'General',
  'short date': 'm/d/yyyy',
  'medium date': 'd-mmm-yy',
  'general date': 'm/d/yyyy h:mm',
  fixed: '0.00',
  standard: '#,##0.00',
  percent: '0%',
  currency: '"$"#,##0.00',
  'euro currency': '[$€-2]#,##0.00',
}

export function readDeclarations(css: string): CssLook {
  const look: { -readonly [Key in keyof CssLook]: CssLook[Key] } = {}
  for (const match of css.matchAll(/([\w-]+)\s*:\s*((?:"[^"]*"|'[^']*'|[^;"'])*)/g)) {
    const property = match[1]!.toLowerCase()
    const value = match[2]!.trim().toLowerCase()
    if (property === 'background' || property === 'background-color') look.fill = cssColour(value)
    else if (property === 'font-weight') look.bold = /^bold|^[6-9]00/.test(value)
    else if (property.startsWith('text-decoration') || property === 'text-line-through')
      look.struck = value.includes('line-through')
    else if (property === 'mso-number-format') look.numberFormat = officeFormat(match[2]!.trim())
    else if (property === 'display' && value === 'none') look.hidden = true
  }
  return look
}

/** RRGGBB of a colour in any of the usual notations, or null. */
export function cssColour(value: string): string | null {
  const hex = /#([0-9a-f]{6}|[0-9a-f]{3})\b/i.exec(value)?.[1]
  if (hex) return (hex.length === 3 ? hex.replace(/./g, '$&$&') : hex).toUpperCase()
  const rgb = /rgb\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/i.exec(value)
  if (rgb)
    return [1, 2, 3]
      .map((i) => Math.min(255, Number(rgb[i])).toString(16).padStart(2, '0'))
      .join('')
      .toUpperCase()
  return COLOUR_NAMES[/[a-z]+/i.exec(value)?.[0].toLowerCase() ?? ''] ?? null
}

/** Looks of the rules of a style sheet by class or element name; selectors with more than one part are left out. */
export function readStyleSheet(css: string): Map<string, CssLook> {
  const rules = new Map<string, CssLook>()
  for (const match of css.replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, '').matchAll(/([^{}]+)\{([^}]*)\}/g)) {
    const look = readDeclarations(match[2]!)
    if (Object.keys(look).length === 0) continue
    for (const selector of match[1]!.split(',')) {
      const name = /^\s*(?:td|th|tr|\*)?(\.?[\w-]+)\s*$/i.exec(selector)?.[1]?.toLowerCase()
      if (name) rules.set(name, { ...rules.get(name), ...look })
    }
  }
  return rules
}

function officeFormat(value: string): string {
  // `\#\,\#\#0\.00` and `"\0022USD\0022 0"`: CSS escapes of a format code, some by code point.
  const bare = value.replace(/^(["'])([\s\S]*)\1$/, '$2')
  const code = bare
    .replace(/\\([0-9a-f]{4}) ?/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\(.)/g, '$1')
    .trim()
  return officeFormatNamed(code)
}

/** Format code of a name such as "Short Date"; a code stays what it is. */
export function officeFormatNamed(name: string): string {
  return OFFICE_FORMATS[name.toLowerCase()] ?? (name || PLAIN_STYLE.numberFormat)
}
