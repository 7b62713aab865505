import type { Gold, GoldTable } from '../../labels/gold.ts'
import type { LabelledWorkbook } from '../../labels/labelled.ts'
import { columnLetter } from '../../workbook/grid.ts'
import { Canvas } from './canvas.ts'
import { choices } from './cell.ts'
import { chooseDress } from './dress.ts'
import { LAYOUTS, type LayoutName, SHEET_NAMES } from './layouts/catalogue.ts'
import type { Layout } from './layouts/layout.ts'
import { matrixLayout } from './layouts/matrix.ts'
import { wideLayout } from './layouts/wide.ts'
import { fillPhrase, regionName } from './phrases.ts'
import type { Sender } from './sender.ts'
import { withSlips } from './slips.ts'
import { writeAbove } from './surroundings/above.ts'
import { writeBelow, writeSideBox } from './surroundings/below.ts'
import { nonRatesSheet } from './surroundings/non-rates.ts'
import { CAPTIONS } from './vocabulary/phrases.ts'
import { writeTable } from './write-table.ts'

const OLD_SHEETS =
  'OLD - do not use|old rates|Archive|EXPIRED|旧价|DO NOT USE|previous version|OBSOLETE|antiguo|alt_nicht verwenden'
/** A workbook being written: sheets, and the gold of their tables. */
export class Book {
  readonly #sender: Sender
  readonly #name: string
  readonly #sheets: { canvas: Canvas; first: Layout | null }[] = []
  readonly #tables: GoldTable[] = []
  readonly #notRates: string[] = []
  readonly #copies: NonNullable<Gold['copies']> = []

  constructor(sender: Sender, name: string) {
    this.#sender = sender
    this.#name = name
  }

  /** A file without sheets: the header in the first row more often than not, no merges, no looks. */
  flat(main: LayoutName): void {
    const { random } = this.#sender
    const canvas = new Canvas(null, 0)
    const layout = LAYOUTS[main](this.#sender)
    const bare = random.chance(0.75)
    const top = bare ? 1 : writeAbove(canvas, this.#sender, layout.surroundings, 1, 0)
    const look = {
      headerFill: null,
      headerBold: false,
      sectionFill: null,
      sectionBold: false,
      zebra: null,
      titleBold: false,
    }
    const dress = { ...chooseDress(this.#sender, layout.table, true), hiddenRows: false }
    const table = bare ? { ...layout.table, columns: unsettled(layout) } : layout.table
    const { gold, bottom } = writeTable(canvas, withSlips(table, random), dress, look, top, 0, random)
    if (!bare) writeBelow(canvas, this.#sender, layout.surroundings, bottom + 1, 0, gold)
    this.#add(canvas, layout, [gold])
  }

  /** Tables on one sheet: below each other, or side by side. */
  sheet(names: readonly LayoutName[], sheetName?: string, make?: () => Layout): void {
    const { random } = this.#sender
    const canvas = new Canvas(this.#nameFor(names[0]!, sheetName), this.#sheets.length)
    const left = random.weighted<number>([
      [0, 80],
      [1, 17],
      [2, 3],
    ])
    const tables: GoldTable[] = []
    let row = random.weighted<number>([
      [1, 85],
      [2, 11],
      [4, 4],
    ])
    let across = left
    let first: Layout | null = null
    let band = row
    let reach = row
    names.forEach((name, i) => {
      const layout = make && i === 0 ? make() : LAYOUTS[name](this.#sender)
      first ??= layout
      const beside = i > 0 && random.chance(0.3) && across < 14
      if (beside) row = band
      else {
        across = left
        row = i === 0 ? row : reach + random.int(2, 4)
      }
      const start = across
      if (i === 0) row = writeAbove(canvas, this.#sender, layout.surroundings, row, start)
      else row = this.#caption(canvas, layout, row, start)
      band = i === 0 || !beside ? row - (i === 0 ? 0 : 1) : band
      const dress = chooseDress(this.#sender, layout.table, false)
      const { gold, bottom, right } = writeTable(
        canvas,
        withSlips(layout.table, random),
        dress,
        this.#sender.look,
        row,
        start,
        random,
      )
      tables.push(gold)
      across = right + random.int(2, 3)
      const more = i < names.length - 1
      const end =
        more && layout.surroundings.currency?.where !== 'note'
          ? bottom
          : writeBelow(canvas, this.#sender, layout.surroundings, bottom + 1, start, gold)
      reach = Math.max(reach, end, bottom)
      if (!more && random.chance(0.06)) writeSideBox(canvas, this.#sender, row, across)
    })
    this.#add(canvas, first, tables)
  }

  /** One layout on several tabs: by load port, by region, by container. */
  tabs(main: 'wide' | 'matrix'): void {
    const { random, partners } = this.#sender
    const count = random.int(2, 4)
    if (main === 'matrix') {
      const sizes = (['20', '40', '40HC'] as const).slice(0, Math.min(3, count))
      for (const size of sizes)
        this.sheet(['matrix'], this.#sender.equipment.text(size).replace(/[\\/?*[\]:]/g, ''), () =>
          matrixLayout(this.#sender, size),
        )
      return
    }
    for (let i = 0; i < count; i++) {
      const partner = partners[i % partners.length]!
      this.sheet([main], regionName(this.#sender, partner).replace(/[\\/?*[\]:]/g, '-'))
    }
  }

  /** The same table once more, its prices raised by formula for the sales desk. */
  copyOfFirst(): void {
    const original = this.#sheets[0]!
    const of = this.#tables.find((table) => table.sheet === original.canvas.builder.sheet)
    if (!of || !original.first) return
    const name = this.#unused(
      `${of.sheet}${this.#sender.random.pick([' SELL', '_SELL', ' (sell)', ' selling', ' 卖价'])}`,
    )
    const canvas = new Canvas(name, this.#sheets.length)
    const grid = original.canvas.grid()
    const add = this.#sender.random.pick([25, 50, 100])
    for (const row of grid.filledRows) {
      for (const column of grid.filledColumns(row)) {
        const priced = row > of.header_rows.at(-1)! && isPrice(of, column)
        const style = grid.style(row, column)
        const dress = { fill: style.fill, bold: style.bold }
        const format = style.numberFormat === 'General' ? {} : { format: style.numberFormat }
        if (grid.kind(row, column) === 'number') {
          const value = grid.number(row, column) + (priced ? add : 0)
          canvas.put(
            row,
            column,
            { value, ...format, ...(priced ? { formula: `${grid.address(row, column)}+${add}` } : {}) },
            dress,
          )
        } else canvas.put(row, column, { value: grid.text(row, column), ...format }, dress)
      }
    }
    canvas.builder.merges.push(...original.canvas.builder.merges)
    const copy: GoldTable = { ...of, sheet: name, kind: 'copy' }
    this.#sheets.push({ canvas, first: null })
    this.#tables.push(copy)
    this.#copies.push({ sheet: name, of: of.sheet!, how: `price + ${add} by formula` })
  }

  nonRates(): void {
    const canvas = nonRatesSheet(this.#sender, this.#sheets.length, this.#taken())
    if (!canvas || canvas.bottom === 0) return
    this.#sheets.push({ canvas, first: null })
    this.#notRates.push(canvas.builder.sheet!)
  }

  /** A sheet kept from before, which must not be read as an offer. */
  oldVersion(): void {
    const { random } = this.#sender
    const canvas = new Canvas(this.#unused(random.pick(choices(OLD_SHEETS))), this.#sheets.length)
    const layout = wideLayout(this.#sender, random.int(4, 20))
    const top = writeAbove(canvas, this.#sender, layout.surroundings, 1, 0)
    writeTable(
      canvas,
      layout.table,
      chooseDress(this.#sender, layout.table, false),
      this.#sender.look,
      top,
      0,
      random,
    )
    this.#sheets.push({ canvas, first: null })
    this.#notRates.push(canvas.builder.sheet!)
  }

  finish(about: string): LabelledWorkbook {
    const flat = this.#sheets[0]!.canvas.builder.sheet === null
    return {
      name: this.#name,
      family: this.#name,
      grids: this.#sheets.map(({ canvas }) => canvas.grid()),
      gold: {
        file: `${this.#name}.${flat ? 'csv' : 'xlsx'}`,
        about,
        tables: this.#tables,
        not_rates: this.#notRates,
        ...(this.#copies.length > 0 ? { copies: this.#copies } : {}),
        findings: [],
      },
    }
  }

  #add(canvas: Canvas, first: Layout | null, tables: readonly GoldTable[]): void {
    this.#sheets.push({ canvas, first })
    this.#tables.push(...tables)
  }

  /** What stands above a table that is not the first of its sheet. */
  #caption(canvas: Canvas, layout: Layout, row: number, left: number): number {
    const { random, look } = this.#sender
    const { subject, port, currency, allIn } = layout.surroundings
    const needed = [
      subject,
      port ? `${port.end === 'origin' ? 'ex' : 'to'} ${port.name}` : null,
      currency && currency.where !== 'note' ? currency.code : null,
      allIn ? 'ALL IN' : null,
    ].filter((part) => part !== null)
    const text =
      needed.length > 0
        ? needed.join(random.pick([' - ', ' ', ' / ']))
        : random.chance(0.7)
          ? fillPhrase(random.pick(this.#captions()), this.#sender)
          : ''
    if (text === '') return row
    canvas.put(row, left, text, { bold: look.sectionBold, fill: look.sectionFill })
    return row + (random.chance(0.8) ? 1 : 2)
  }

  /** Captions that name no port: the table below may have a column that names others. */
  #captions(): string[] {
    const all = choices(CAPTIONS[this.#sender.language] ?? CAPTIONS.en)
    return all.filter((caption) => !caption.includes('{place}'))
  }

  #taken(): ReadonlySet<string> {
    return new Set(this.#sheets.map(({ canvas }) => canvas.builder.sheet ?? ''))
  }

  /** Names in the script of the sender, or in Latin letters. */
  #readable(names: string): string[] {
    const { language } = this.#sender
    const scripts: Partial<Record<string, RegExp>> = {
      zh: /[一-鿿]/,
      ja: /[一-鿿]/,
      ko: /[가-힣]/,
      ru: /[а-я]/i,
      vi: /[ạ-ỹ]/i,
    }
    const own = scripts[language]
    const fits = choices(names).filter((name) => /^[\x20-\x7eéáñó{}]+$/.test(name) || own?.test(name))
    const local = own ? fits.filter((name) => own.test(name)) : []
    return local.length > 0 && this.#sender.random.chance(0.5) ? local : fits
  }

  #nameFor(layout: LayoutName, given?: string): string {
    const { random } = this.#sender
    const name =
      given ??
      fillPhrase(random.pick(this.#readable(SHEET_NAMES[layout]!)), this.#sender).replace(/[\\/?*[\]:]/g, '-')
    return this.#unused(random.chance(0.04) ? `${name} ` : name)
  }

  #unused(name: string): string {
    const taken = this.#taken()
    let free = name.slice(0, 28)
    for (let n = 2; taken.has(free); n++) free = `${name.slice(0, 26)} ${n}`
    return free
  }
}

/** In a bare file nothing around the table can settle its currency. */
function unsettled(layout: Layout): Layout['table']['columns'] {
  if (layout.surroundings.currency === null) return layout.table.columns
  return layout.table.columns.map((column) => {
    if (column.field === null || typeof column.field === 'string' || Array.isArray(column.field))
      return column
    const { currency: _, ...field } = column.field
    return { ...column, field }
  })
}

function isPrice(table: GoldTable, column: number): boolean {
  const field = table.fields[columnLetter(column)]
  return typeof field === 'object' && !Array.isArray(field)
}
