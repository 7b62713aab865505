import type { CellInput } from '../cell.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Sender } from '../sender.ts'
import { countryWriter, placeStyle, placeText } from '../values/places.ts'
import { inCurrency, noPrice, priceCell } from '../values/prices.ts'
import type { EquipmentKey } from '../vocabulary/equipment.ts'
import { type PlaceEntry, placesOf, REGIONS } from '../vocabulary/places.ts'
import { settledCurrency, sizeGold, sizeText } from './freight-columns.ts'
import { type Layout, styleFor, surroundingsOf } from './layout.ts'

/** Load ports down, discharge ports across, or the other way round; one size to a sheet, or several sizes under each port. */
export function matrixLayout(sender: Sender, only?: EquipmentKey): Layout {
  const { random, headings } = sender
  const style = styleFor(sender, ['title', 'note', 'key_value', 'format', 'nowhere'])
  const home = placesOf([sender.home], 'port')
  const region = random.pick(sender.partners)
  const downPool = home.length >= 3 && random.chance(0.6) ? home : placesOf(REGIONS.far_east, 'port')
  const down = random.sample(downPool, random.int(3, 14))
  const byCountry = random.chance(0.4)
  const across = random.sample(
    placesOf(REGIONS[region], 'port').filter((place) => !down.includes(place)),
    random.int(3, 13),
  )
  if (byCountry) across.sort((a, b) => a.country.localeCompare(b.country))
  const size: EquipmentKey = only ?? random.pick(['20', '40', '40HC', '40HC'] as const)
  const sizes: readonly EquipmentKey[] =
    !only && random.chance(0.3) ? ['20', random.pick(['40', '40HC'] as const)] : [size]
  const downStyle = placeStyle(random, sender.language, 'origin')
  const acrossStyle = { ...placeStyle(random, sender.language, 'destination'), several: 0, groups: 0 }
  const country = countryWriter(random, sender.language)
  // A matrix with countries above its ports has a first row of countries for the lead columns to stand beside.
  const headed = byCountry && sizes.length === 1
  // Some have the discharge ports down and the load ports across, and say so in the corner.
  const turned = random.chance(0.25)
  const [goesDown, goesAcross] = turned
    ? (['destination', 'origin'] as const)
    : (['origin', 'destination'] as const)
  const corner = random.pick([
    `${headings.of(goesDown)}  \\  ${headings.of(goesAcross)}`,
    `${headings.of(goesDown)}/${headings.of(goesAcross)}`,
    headings.of(goesDown),
    turned ? 'POD / POL' : 'POL / POD',
    turned ? 'POD \\ POL' : 'POL \\ POD',
    turned ? 'To \\ From' : 'From \\ To',
    `${headings.of(goesDown)} →`,
  ])
  const columns: PlannedColumn[] = []
  if (random.chance(0.3))
    columns.push({
      heading: [headings.of(turned ? 'destination_country' : 'origin_country')],
      field: turned ? 'destination_country' : 'origin_country',
      cells: down.map((place) => country(place.country)),
      repeats: true,
    })
  columns.push({
    heading: [corner],
    field: goesDown,
    cells: down.map((place) => placeText(place, downStyle, random)),
  })
  const base = random.between(100, 2500)
  const total = random.chance(0.12)
  for (const place of across) {
    const text = placeText(place, acrossStyle, random)
    const far = random.between(0.7, 1.4)
    for (const one of sizes) {
      const heading =
        sizes.length > 1 ? [text, sizeText(sender, one)] : headed ? [country(place.country), text] : [text]
      const factor = one === '20' ? 1 : 1.8
      columns.push({
        heading,
        field: {
          ...(turned ? {} : { destination: text }),
          ...sizeGold(sender, one),
          charge: 'BAS',
          charge_type: total ? 'total' : 'base',
          basis: 'container',
          ...settledCurrency(style),
        },
        cells: down.map((from, i): CellInput => {
          if (from === place) return null
          if (random.chance(style.gaps) && i > 0) return random.chance(0.5) ? null : noPrice(style, random)
          const usd = Math.max(10, Math.round((base * far * factor * (1 + i * 0.03)) / 10) * 10)
          return priceCell(inCurrency(usd, style.currency), style, random)
        }),
      })
    }
  }
  if (random.chance(0.12))
    columns.push({
      heading: [headings.of('remarks')],
      field: 'remarks',
      cells: down.map((_: PlaceEntry, i) =>
        i === 0 || random.chance(0.3) ? random.pick(['incl. LSS', 'T/S', 'check', 'weekly']) : null,
      ),
    })
  const equipment = sizes.length === 1 ? String(sizeText(sender, size)) : null
  return {
    name: 'matrix',
    table: { kind: 'matrix', columns },
    surroundings: surroundingsOf(style, { subject: equipment, allIn: total }),
  }
}
