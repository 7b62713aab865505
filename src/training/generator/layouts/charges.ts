import { type CellInput, choices } from '../cell.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Sender } from '../sender.ts'
import { countryWriter } from '../values/places.ts'
import { inCurrency, type PriceStyle, priceCell } from '../values/prices.ts'
import { BASIS_WORDS, CHARGES } from '../vocabulary/charges.ts'
import { EQUIPMENT, type EquipmentKey } from '../vocabulary/equipment.ts'
import { type Wordings, wordings } from '../vocabulary/languages.ts'
import { settledCurrency, sizeText, withCurrency } from './freight-columns.ts'
import { type Layout, styleFor, surroundingsOf } from './layout.ts'
import { chargeCell, pairText } from './surcharge-columns.ts'

const PARTS: Wordings = {
  en: 'EXPORT|IMPORT|Origin charges|Destination charges|FCL|LCL|Dry|Reefer|Documentation|A. EXPORT|B. IMPORT|Optional charges',
  zh: '出口|进口|起运港费用|目的港费用|整箱|拼箱',
  es: 'EXPORTACIÓN|IMPORTACIÓN|Gastos en origen|Gastos en destino',
  pt: 'EXPORTAÇÃO|IMPORTAÇÃO',
  de: 'EXPORT|IMPORT',
  fr: 'EXPORT|IMPORT',
  vi: 'HÀNG XUẤT|HÀNG NHẬP|I. HÀNG XUẤT|II. HÀNG NHẬP|HÀNG LẺ',
  ko: '수출|수입',
  ja: '輸出|輸入',
  tr: 'İHRACAT|İTHALAT',
}

function chargeSections(sender: Sender, rows: number): { before: number; text: string }[] {
  const { random } = sender
  if (!random.chance(0.2) || rows < 6) return []
  const middle = random.int(3, rows - 3)
  const [first, second] = random.sample(wordings(PARTS, sender.language), 2)
  return random.chance(0.8)
    ? [
        { before: 0, text: first! },
        { before: middle, text: second! },
      ]
    : [{ before: middle, text: second! }]
}

/** Charges of a port or a country, without lanes: name, unit, amounts. */
export function chargesLayout(sender: Sender): Layout {
  const { random, headings } = sender
  const currency = random.chance(0.65) ? sender.homeCurrency : 'USD'
  const style = styleFor(
    sender,
    ['column', 'column', 'cell', 'heading', 'title', 'note', 'nowhere'],
    currency,
  )
  const charges = random.shuffle(CHARGES).slice(0, random.int(4, 18))
  const codes = random.chance(0.35)
  const country = countryWriter(random, sender.language)(sender.home)
  const names = charges.map((charge) => random.pick(wordings(charge.names, sender.language)))
  const columns: PlannedColumn[] = []
  if (random.chance(0.15))
    columns.push({ heading: [headings.of('number')], field: null, cells: charges.map((_, i) => i + 1) })
  if (random.chance(0.1))
    columns.push({
      heading: [headings.of('destination_country')],
      field: 'destination_country',
      cells: charges.map(() => country),
      repeats: true,
    })
  if (codes) {
    columns.push({
      heading: [random.pick(['Code', 'CODE', 'Charge Code', headings.of('charge')])],
      field: 'charge',
      cells: charges.map((charge) => charge.code),
    })
    columns.push({ heading: [headings.of('charge_name')], field: 'charge_name', cells: names })
  } else columns.push({ heading: [headings.of('charge')], field: 'charge', cells: names })

  const mixed = style.where === 'column' || style.where === 'cell'
  const currencies = charges.map((charge) =>
    mixed && (charge.leg === 'main' || random.chance(0.15)) ? 'USD' : currency,
  )
  const basis = charges.map((charge) => charge.basis)
  const basisColumn: PlannedColumn = {
    heading: [headings.of('basis')],
    field: 'basis',
    cells: basis.map((one) => random.pick(wordings(BASIS_WORDS[one]!, sender.language))),
  }
  const currencyColumn: PlannedColumn[] =
    style.where === 'column'
      ? [{ heading: [headings.of('currency')], field: 'currency', cells: currencies }]
      : []
  const own = (i: number): PriceStyle => ({ ...style, currency: currencies[i]! })
  const sized = random.weighted([
    ['one', 45],
    ['sizes', 32],
    ['pair', 13],
    ['sizes_and_bill', 10],
  ])
  const settled = settledCurrency(style)
  const dressed = (text: string | number): string | number =>
    style.where === 'heading' ? withCurrency(text, style.currency, sender) : text
  const prices: PlannedColumn[] = []
  if (sized === 'one') {
    prices.push({
      heading: [dressed(headings.of('amount'))],
      field: { charge_type: 'surcharge', ...settled },
      cells: charges.map((charge, i) => chargeCell(charge, own(i), random, false)),
    })
    if (random.chance(0.1))
      prices.push({
        heading: [headings.of('minimum')],
        field: 'minimum',
        cells: charges.map((charge) =>
          charge.basis === 'wm' || random.chance(0.2) ? inCurrency(charge.usd, currency) : null,
        ),
      })
  } else if (sized === 'pair') {
    prices.push({
      heading: [dressed(random.pick([headings.of('amount'), `${headings.of('amount')} 20'/40'`]))],
      field: { container_size: ['20ft', '40ft'], charge_type: 'surcharge', ...settled },
      cells: charges.map((charge, i) =>
        charge.basis === 'container'
          ? pairText(charge, own(i), random)
          : chargeCell(charge, own(i), random, false),
      ),
    })
  } else {
    const bill = sized === 'sizes_and_bill'
    const grouped = random.chance(0.35)
    const parent = headings.of('amount')
    const sizes: readonly EquipmentKey[] = random.pick([
      ['20', '40'],
      ['20', '40'],
      ['20', '40', '40HC'],
      ['20', '40', '20RF', '40RF'],
    ] as const)
    for (const size of sizes) {
      const { type, size: container_size } = EQUIPMENT[size]
      prices.push({
        heading: grouped ? [parent, dressed(sizeText(sender, size))] : [dressed(sizeText(sender, size))],
        field: {
          container_size,
          ...(type === 'dry' ? {} : { container_type: type }),
          charge_type: 'surcharge',
          ...(bill ? { basis: 'container' as const } : {}),
          ...settled,
        },
        cells: charges.map((charge, i) =>
          bill && charge.basis !== 'container'
            ? null
            : charge.basis !== 'container' && size !== '20' && random.chance(0.7)
              ? null
              : chargeCell(charge, own(i), random, size !== '20'),
        ),
      })
    }
    if (bill)
      prices.push({
        heading: grouped
          ? [parent, random.pick(['Per B/L', 'B/L', 'per BL', 'Set'])]
          : [random.pick(['Per B/L', 'B/L', 'per set', '/BL'])],
        field: { charge_type: 'surcharge', basis: 'bl', ...settled },
        cells: charges.map((charge, i) =>
          charge.basis === 'container' ? null : chargeCell(charge, own(i), random, false),
        ),
      })
  }
  for (const column of prices) {
    if (
      typeof column.field === 'object' &&
      !Array.isArray(column.field) &&
      !column.cells.some((cell) => /\d/.test(JSON.stringify(cell)))
    ) {
      ;(column.cells as CellInput[])[0] = priceCell(inCurrency(40, currency), own(0), random)
    }
  }
  const middle = random.chance(0.75) ? [basisColumn] : []
  const order = random.pick([
    [...middle, ...currencyColumn, ...prices],
    [...currencyColumn, ...prices, ...middle],
    [...prices, ...currencyColumn, ...middle],
    [...currencyColumn, ...middle, ...prices],
  ])
  columns.push(...order)
  if (random.chance(0.55)) {
    const notes = choices(
      'export & import|export|import only|on request|per tariff|to Japan only|EU ports|for reefer add 50%|if any|VAT 10% excluded||collect at POD|All carriers|Prepaid|from 1st|optional',
    )
    const cells = charges.map((): CellInput => random.pick(notes) || null)
    if (cells.some((cell) => cell !== null))
      columns.push({ heading: [headings.of('remarks')], field: 'remarks', cells })
  }
  return {
    name: 'charges',
    table: { kind: 'charges', columns, sections: chargeSections(sender, charges.length) },
    surroundings: surroundingsOf(style, {
      subject: random.pick(
        wordings(
          {
            en: 'LOCAL CHARGES|Local charges at origin|SURCHARGES|Destination charges|Export local charges|Additional charges|Ancillary charges',
            zh: '本地费用|附加费|起运港费用',
            es: 'GASTOS LOCALES|RECARGOS|Gastos en origen',
            pt: 'TAXAS LOCAIS',
            de: 'LOKALE KOSTEN|Nebenkosten',
            fr: 'FRAIS LOCAUX',
            it: 'SPESE LOCALI',
            vi: 'PHỤ PHÍ TẠI CẢNG|LOCAL CHARGES|Phí địa phương',
            ko: '부대비용',
            ja: '諸費用|ローカルチャージ',
            tr: 'LOKAL MASRAFLAR',
            nl: 'LOKALE KOSTEN',
            ru: 'Локальные сборы',
            th: 'ค่าใช้จ่ายท้องถิ่น',
          },
          sender.language,
        ),
      ),
    }),
  }
}
