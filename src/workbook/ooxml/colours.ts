import { attribute, scanXml } from '../xml/scan-xml.ts'

/** Colours of a theme in the order in which cells refer to them: light 1, dark 1, light 2, dark 2, accents, links. */
export type Theme = readonly string[]

const ORDER = [
  'lt1',
  'dk1',
  'lt2',
  'dk2',
  'accent1',
  'accent2',
  'accent3',
  'accent4',
  'accent5',
  'accent6',
  'hlink',
  'folHlink',
]

/** The theme of a workbook that states none. */
export const OFFICE_THEME: Theme =
  'FFFFFF 000000 E7E6E6 44546A 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72'.split(' ')

/** The 56 colours of the old palette, repeated in part for the first eight ids. */
const PALETTE = (
  '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF ' +
  '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF ' +
  '800000 008000 000080 808000 800080 008080 C0C0C0 808080 ' +
  '9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF ' +
  '000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF ' +
  '00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 ' +
  '3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 ' +
  '003366 339966 003300 333300 993300 993366 333399 333333'
).split(' ')

/** Colour of a palette id as RRGGBB; null for the system's own colours. */
export function paletteColour(id: number): string | null {
  return PALETTE[id] ?? null
}

export function readTheme(xml: string): Theme {
  const colours = new Map<string, string>()
  let current: string | undefined
  scanXml(xml, {
    open(name, attributes) {
      if (ORDER.includes(name)) current = name
      else if (current && (name === 'srgbClr' || name === 'sysClr') && !colours.has(current))
        colours.set(current, attribute(attributes, name === 'sysClr' ? 'lastClr' : 'val') ?? '')
    },
    close(name) {
      if (name === current) current = undefined
    },
  })
  return ORDER.map((name, i) => colours.get(name)?.toUpperCase() || OFFICE_THEME[i]!)
}

/** Colour of an element such as `<fgColor theme="4" tint="0.6"/>` as RRGGBB, or null. */
export function colourOf(attributes: string, theme: Theme): string | null {
  const rgb = attribute(attributes, 'rgb')
  if (rgb !== undefined) return /^[0-9a-f]{6,8}$/i.test(rgb) ? rgb.slice(-6).toUpperCase() : null
  const tint = Number(attribute(attributes, 'tint') ?? 0)
  const themed = attribute(attributes, 'theme')
  const indexed = attribute(attributes, 'indexed')
  const base =
    themed !== undefined
      ? theme[Number(themed)]
      : indexed !== undefined
        ? PALETTE[Number(indexed)]
        : undefined
  return base === undefined ? null : tinted(base, Number.isFinite(tint) ? tint : 0)
}

/** Lightens (tint above 0) or darkens each channel; the format does so in HSL, which differs by a shade at most. */
function tinted(colour: string, tint: number): string {
  if (tint === 0) return colour
  let result = ''
  for (let i = 0; i < 6; i += 2) {
    const channel = Number.parseInt(colour.slice(i, i + 2), 16)
    const moved = tint < 0 ? channel * (1 + tint) : channel + (255 - channel) * tint
    result += Math.max(0, Math.min(255, Math.round(moved)))
      .toString(16)
      .padStart(2, '0')
  }
  return result.toUpperCase()
}
