import type { CellInput } from '../cell.ts'
import { choices } from '../cell.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Sender } from '../sender.ts'
import { placeStyle, placeText } from '../values/places.ts'
import { inCurrency, noPrice, priceCell } from '../values/prices.ts'
import { modeWriter, transitWriter } from '../values/terms.ts'
import type { EquipmentKey } from '../vocabulary/equipment.ts'
import { wordings } from '../vocabulary/languages.ts'
import { placesOf, REGIONS } from '../vocabulary/places.ts'
import { PORT_GROUPS } from '../vocabulary/words.ts'
import { settledCurrency, sizeGold, sizeText, withCurrency } from './freight-columns.ts'
import { type Layout, styleFor, surroundingsOf } from './layout.ts'

const INLAND = {
  en: 'Inland point|Ramp|Inland Destination|Outport|Point|City|Door point|Place|Inland City|Arbitrary port|ICD|Rail Ramp|Terminal',
  zh: '内陆点|支线港|外港',
  es: 'Punto interior|Ciudad|Destino interior',
  pt: 'Ponto interior|Cidade',
  de: 'Ort|Bestimmungsort|PLZ-Gebiet|Terminal',
  fr: 'Point intérieur|Ville',
  it: 'Località|Città',
  vi: 'Điểm nội địa|ICD|Cảng phụ',
  nl: 'Plaats|Terminal',
}
const BASE = {
  en: 'On top of|Base Port|Base|Via|Gateway|Main Port|Over port|Port|Add to|Basic port',
  zh: '基本港|经由|加在',
  es: 'Puerto base|Sobre|Vía',
  pt: 'Porto base|Sobre',
  de: 'Basishafen|Löschhafen|Seehafen|über',
  fr: 'Port de base|Via',
  it: 'Porto base|Via',
  vi: 'Cảng chính|Cộng vào',
  nl: 'Basishaven|Zeehaven',
}

/** Add-ons for inland points or outports, on top of a base port. */
export function arbitrariesLayout(sender: Sender): Layout {
  const { random, headings } = sender
  const currency = random.chance(0.5) ? sender.homeCurrency : 'USD'
  const style = styleFor(sender, ['column', 'heading', 'title', 'note', 'format', 'nowhere'], currency)
  const atOrigin = random.chance(0.25)
  const country = random.pick(['US', 'DE', 'IN', 'CN', 'CA', 'GB', 'US', 'MX', sender.home])
  const points = placesOf([country], 'inland')
  const pool = points.length >= 4 ? points : [...placesOf(REGIONS.central_europe, 'inland'), ...points]
  const bases = random.sample(
    placesOf([country], 'port').length > 0
      ? placesOf([country], 'port')
      : placesOf(['NL', 'BE', 'DE'], 'port'),
    random.int(1, 4),
  )
  const grouped = random.chance(0.2)
  const rows = bases.flatMap((base) =>
    random
      .sample(pool, random.int(3, Math.min(12, pool.length)))
      .map((point) => ({ base, point, usd: random.int(15, 140) * 10 })),
  )
  const pointStyle = placeStyle(random, sender.language, 'destination')
  const baseStyle = random.chance(0.7) ? pointStyle : placeStyle(random, sender.language, 'destination')
  const group = random.pick(choices(PORT_GROUPS))
  const point: PlannedColumn = {
    heading: [
      headings.dress(
        random.chance(0.7)
          ? random.pick(wordings(INLAND, sender.language))
          : headings.of(atOrigin ? 'receipt' : 'delivery'),
      ),
    ],
    field: atOrigin ? 'origin' : 'destination',
    cells: rows.map((row) => placeText(row.point, pointStyle, random)),
  }
  const base: PlannedColumn = {
    heading: [
      headings.dress(
        random.chance(0.65)
          ? random.pick(wordings(BASE, sender.language))
          : headings.of(
              random.chance(0.5)
                ? atOrigin
                  ? 'origin_via'
                  : 'destination_via'
                : atOrigin
                  ? 'loading_port'
                  : 'unloading_port',
            ),
      ),
    ],
    field: atOrigin ? 'origin_via' : 'destination_via',
    cells: rows.map((row) => (grouped ? group : placeText(row.base, baseStyle, random))),
    repeats: true,
  }
  const columns: PlannedColumn[] = random.chance(0.5) ? [point, base] : [base, point]
  if (random.chance(0.5))
    columns.push({
      heading: [headings.of('service_mode')],
      field: 'service_mode',
      cells: rows.map(modeWriter(random, sender.language, true)),
    })
  if (style.where === 'column')
    columns.push({
      heading: [headings.of('currency')],
      field: 'currency',
      cells: rows.map(() => style.currency),
    })
  const sizes: readonly (EquipmentKey | 'both')[] = random.pick([
    ['20', '40', '40HC'],
    ['20', '40'],
    ['20', 'both'],
  ] as const)
  const word = random.pick(['', '', '', 'Add-on ', 'Arb. ', 'Zuschlag '])
  for (const size of sizes) {
    const text =
      word && (sender.language === 'de' || !word.startsWith('Z'))
        ? `${word}${sizeText(sender, size)}`
        : sizeText(sender, size)
    const cells = rows.map(
      (row, i): CellInput =>
        i > 0 && random.chance(style.gaps / 2)
          ? noPrice(style, random)
          : priceCell(inCurrency(size === '20' ? row.usd : row.usd * 1.25, style.currency), style, random),
    )
    columns.push({
      heading: [style.where === 'heading' ? withCurrency(text, style.currency, sender) : text],
      field: {
        ...sizeGold(sender, size),
        charge: atOrigin ? 'OPA' : 'DPA',
        charge_type: 'arbitrary',
        basis: 'container',
        ...settledCurrency(style),
      },
      cells,
    })
  }
  const write = transitWriter(random, sender.language)
  if (random.chance(0.3))
    columns.push({
      heading: [headings.of('transit_days')],
      field: 'transit_days',
      cells: rows.map(() => write(random.int(1, 9))),
    })
  if (random.chance(0.4))
    columns.push({
      heading: [headings.of('remarks')],
      field: 'remarks',
      cells: rows.map((_, i) =>
        i === 0 || random.chance(0.3)
          ? random.pick([
              'subject to chassis',
              'rail only',
              'max 18t',
              'plus toll',
              'truck',
              'door within 30 km',
              'zzgl. Maut',
              'IPI',
            ])
          : null,
      ),
    })
  const subject = wordings(
    {
      en: 'INLAND ADD-ONS - to be added on top of the base port rate|ARBITRARIES (on top of base port)|OUTPORT ADD-ONS|IPI add on|Add on top of the ocean freight|Inland arbitraries',
      zh: '内陆附加费（在基本港运价基础上加收）|支线附加费',
      es: 'ADICIONALES INTERIORES (sobre puerto base)|Arbitrarios',
      pt: 'ADICIONAIS (sobre porto base)',
      de: 'NACHLAUF-ZUSCHLÄGE|Hinterlandzuschläge auf die Hafenrate',
      fr: 'POST-ACHEMINEMENT (en sus du port de base)',
      it: 'ADDIZIONALI INLAND',
      vi: 'PHỤ PHÍ NỘI ĐỊA (cộng thêm vào giá cảng chính)',
      nl: 'INLAND TOESLAGEN (bovenop basishaven)',
    },
    sender.language,
  )
  return {
    name: 'arbitraries',
    table: { columns },
    surroundings: surroundingsOf(style, { subject: random.pick(subject) }),
  }
}
