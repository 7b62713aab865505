import { type CellStyle, PLAIN_STYLE } from '../grid.ts'
import { attribute, scanXml } from '../xml/scan-xml.ts'
import { NumberStyles } from './number-styles.ts'

interface StyleEntry {
  readonly parent: string | undefined
  readonly numberStyle: string | undefined
  fill?: string | null
  bold?: boolean
  struck?: boolean
  hidden?: boolean
}

/** The styles of an OpenDocument file: those with names in `styles.xml`, the automatic ones in `content.xml`. */
export class DocumentStyles {
  readonly #numbers = new NumberStyles()
  readonly #entries = new Map<string, StyleEntry>()
  readonly #resolved = new Map<string, CellStyle>()

  add(xml: string): void {
    let current: StyleEntry | undefined
    scanXml(xml, {
      open: (name, attributes) => {
        this.#numbers.open(name, attributes)
        if (name === 'style') {
          const entry: StyleEntry = {
            parent: attribute(attributes, 'parent-style-name'),
            numberStyle: attribute(attributes, 'data-style-name'),
          }
          current = entry
          this.#entries.set(key(attribute(attributes, 'family'), attribute(attributes, 'name')), entry)
        } else if (current) look(current, name, attributes)
      },
      text: (piece) => this.#numbers.text(piece),
      close: (name) => {
        this.#numbers.close(name)
        if (name === 'style') current = undefined
      },
    })
  }

  cell(name: string | undefined): CellStyle {
    if (name === undefined) return PLAIN_STYLE
    let style = this.#resolved.get(name)
    if (!style) {
      const chain = this.#chain('table-cell', name)
      const numberStyle = chain.find((entry) => entry.numberStyle !== undefined)?.numberStyle
      style = {
        numberFormat: this.#numbers.codeOf(numberStyle),
        fill: chain.find((entry) => entry.fill !== undefined)?.fill ?? null,
        bold: chain.find((entry) => entry.bold !== undefined)?.bold ?? false,
        struck: chain.find((entry) => entry.struck !== undefined)?.struck ?? false,
      }
      this.#resolved.set(name, style)
    }
    return style
  }

  /** Whether a run of text is struck; null where it leaves that to the cell. */
  runStruck(name: string | undefined): boolean | null {
    return this.#chain('text', name).find((entry) => entry.struck !== undefined)?.struck ?? null
  }

  isSheetHidden(name: string | undefined): boolean {
    return this.#chain('table', name)[0]?.hidden ?? false
  }

  /** A style and those that it builds on, nearest first. */
  #chain(family: string, name: string | undefined): StyleEntry[] {
    const chain: StyleEntry[] = []
    let entry = name === undefined ? undefined : this.#entries.get(key(family, name))
    while (entry && !chain.includes(entry)) {
      chain.push(entry)
      entry = entry.parent === undefined ? undefined : this.#entries.get(key(family, entry.parent))
    }
    return chain
  }
}

const key = (family: string | undefined, name: string | undefined): string => `${family}/${name}`

function look(entry: StyleEntry, name: string, attributes: string): void {
  if (name === 'table-cell-properties') {
    const colour = attribute(attributes, 'background-color')
    if (colour !== undefined)
      entry.fill = /^#[0-9a-f]{6}$/i.test(colour) ? colour.slice(1).toUpperCase() : null
  } else if (name === 'text-properties') {
    const weight = attribute(attributes, 'font-weight')
    if (weight !== undefined) entry.bold = weight === 'bold' || Number(weight) >= 600
    const line =
      attribute(attributes, 'text-line-through-style') ?? attribute(attributes, 'text-line-through-type')
    if (line !== undefined) entry.struck = line !== 'none'
  } else if (name === 'table-properties') entry.hidden = attribute(attributes, 'display') === 'false'
}
