import { type CellStyle, PLAIN_STYLE } from '../grid.ts'
import { attribute, isOn, scanXml } from '../xml/scan-xml.ts'
import { builtinFormat } from './builtin-formats.ts'
import { colourOf, type Theme } from './colours.ts'

/** Styles of the cells, by the number in their `s` attribute. */
export type CellStyles = readonly CellStyle[]

interface Font {
  bold: boolean
  struck: boolean
}

/** Reads `styles.xml`: of each cell format the number format, the fill, bold and strike-through. */
export function readStyles(xml: string, theme: Theme): CellStyles {
  const formats = new Map<number, string>()
  const fonts: Font[] = []
  const fills: (string | null)[] = []
  const styles: CellStyle[] = []
  const path: string[] = []
  let pattern = 'none'
  scanXml(xml, {
    open(name, attributes) {
      const parent = path.at(-1)
      path.push(name)
      // Differential formats repeat the same elements under `dxfs`; only direct children of the real lists count.
      if (name === 'numFmt' && parent === 'numFmts')
        formats.set(
          Number(attribute(attributes, 'numFmtId')),
          attribute(attributes, 'formatCode') ?? 'General',
        )
      else if (parent === 'fonts' && name === 'font') fonts.push({ bold: false, struck: false })
      else if (parent === 'font' && path.at(-3) === 'fonts') {
        const font = fonts.at(-1)!
        if (name === 'b') font.bold = isOn(attribute(attributes, 'val') ?? '1')
        else if (name === 'strike') font.struck = isOn(attribute(attributes, 'val') ?? '1')
      } else if (parent === 'fills' && name === 'fill') fills.push(null)
      else if (name === 'patternFill' && path.at(-3) === 'fills') {
        pattern = attribute(attributes, 'patternType') ?? 'none'
      } else if (name === 'fgColor' && path.at(-4) === 'fills' && pattern !== 'none' && pattern !== 'gray125')
        fills[fills.length - 1] = colourOf(attributes, theme)
      else if (name === 'xf' && parent === 'cellXfs') {
        const formatId = Number(attribute(attributes, 'numFmtId') ?? 0)
        const font = fonts[Number(attribute(attributes, 'fontId') ?? 0)]
        styles.push({
          numberFormat: formats.get(formatId) ?? builtinFormat(formatId),
          fill: fills[Number(attribute(attributes, 'fillId') ?? 0)] ?? null,
          bold: font?.bold ?? false,
          struck: font?.struck ?? false,
        })
      }
    },
    close() {
      path.pop()
    },
  })
  return styles.length > 0 ? styles : [PLAIN_STYLE]
}
