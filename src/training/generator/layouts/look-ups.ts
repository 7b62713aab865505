import { type CellInput, choices } from '../cell.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Sender } from '../sender.ts'
import { countryWriter, placeStyle, placeText } from '../values/places.ts'
import { inCurrency, priceCell } from '../values/prices.ts'
import type { EquipmentKey } from '../vocabulary/equipment.ts'
import { EQUIPMENT } from '../vocabulary/equipment.ts'
import { wordings } from '../vocabulary/languages.ts'
import { placesOf, REGIONS } from '../vocabulary/places.ts'
import { PORT_GROUPS } from '../vocabulary/words.ts'
import { settledCurrency, sizeText, withCurrency } from './freight-columns.ts'
import { type Layout, NOTHING_AROUND, styleFor, surroundingsOf } from './layout.ts'

/** Demurrage and detention: what each day costs after the free ones. */
export function freeTimeLayout(sender: Sender): Layout {
  const { random, headings } = sender
  const currency = random.chance(0.5) ? sender.homeCurrency : 'USD'
  const style = styleFor(sender, ['column', 'heading', 'title', 'note', 'nowhere'], currency)
  const step = random.pick([5, 7, 10])
  const tiers = random.int(2, 4)
  const local: Record<string, string> = {
    zh: '天',
    es: ' días',
    pt: ' dias',
    de: ' Tage',
    fr: ' jours',
    vi: ' ngày',
    ja: '日',
    ko: '일',
    tr: ' gün',
  }
  const unit = random.pick(['', '', ' days', local[sender.language] ?? ' days'])
  const labels = Array.from({ length: tiers }, (_, i) => {
    const from = i * step + 1
    return i === tiers - 1
      ? random.pick([`${from}+`, `${from}${unit} onwards`, `> ${from - 1}${unit}`, `from ${from}${unit}`])
      : `${from}-${from + step - 1}${unit}`
  })
  const free = random.pick(['Free', 'free', 'FREE', '-', '0', local[sender.language] ? '0' : 'Free'])
  const scopes = random.chance(0.35)
    ? random.pick([
        ['Demurrage', 'Detention'],
        ['DEM', 'DET'],
        ['Import', 'Export'],
        ['Dry', 'Reefer'],
      ])
    : ['']
  const rows = scopes.flatMap((scope) => labels.map((label, tier) => ({ scope, label, tier })))
  const columns: PlannedColumn[] = []
  if (scopes.length > 1)
    columns.push({
      heading: [random.pick(['Type', 'Charge', 'Kind', 'D&D'])],
      field: 'charge',
      cells: rows.map((row) => row.scope),
      repeats: true,
    })
  columns.push({
    heading: [headings.of('day_range')],
    field: 'free_time',
    cells: rows.map((row) => row.label),
  })
  if (style.where === 'column' && random.chance(0.5))
    columns.push({
      heading: [headings.of('currency')],
      field: 'currency',
      cells: rows.map(() => style.currency),
    })
  const sizes: readonly EquipmentKey[] = random.pick([
    ['20', '40'],
    ['20', '40', '40HC'],
    ['20', '40', '20RF', '40RF'],
    ['20', '40', '45HC'],
  ] as const)
  const grouped = random.chance(0.25)
  const parent = random.pick(['Per day', 'Rate / day', headings.of('amount'), 'Charge per day'])
  for (const size of sizes) {
    const text =
      style.where === 'heading'
        ? withCurrency(sizeText(sender, size), style.currency, sender)
        : sizeText(sender, size)
    const { type } = EQUIPMENT[size]
    columns.push({
      heading: grouped ? [parent, text] : [text],
      field: {
        container_size: EQUIPMENT[size].size,
        ...(type === 'dry' ? {} : { container_type: type }),
        basis: 'day',
        ...settledCurrency(style),
      },
      cells: rows.map(
        ({ tier }): CellInput =>
          tier === 0
            ? free
            : priceCell(
                inCurrency(tier * (size === '20' ? 15 : 30), style.currency),
                { ...style, asText: false },
                random,
              ),
      ),
    })
  }
  if (style.where === 'column' && !columns.some((column) => column.field === 'currency'))
    columns.push({
      heading: [headings.of('currency')],
      field: 'currency',
      cells: rows.map(() => style.currency),
    })
  return {
    name: 'free-time',
    table: { kind: 'free_time', columns },
    surroundings: surroundingsOf(style, {
      subject: random.pick(
        wordings(
          {
            en: 'DEMURRAGE / DETENTION|D&D TARIFF|Demurrage and detention (import)|FREE TIME AND DEMURRAGE|Detention tariff',
            zh: '滞箱费|超期费标准',
            es: 'DEMORAS|Tarifa de demoras y detention',
            pt: 'DEMURRAGE / DETENTION',
            de: 'DEMURRAGE / DETENTION',
            vi: 'PHÍ LƯU CONT / LƯU BÃI (DEM/DET)',
            ja: 'デマレージ/ディテンション',
            ko: '체화료/지체료',
            tr: 'DEMURAJ TARİFESİ',
            fr: 'SURESTARIES ET DÉTENTION',
          },
          sender.language,
        ),
      ),
    }),
  }
}

/** Which ports a named group has. */
export function portGroupsLayout(sender: Sender): Layout {
  const { random, headings } = sender
  const groups = random.sample(choices(PORT_GROUPS), random.int(2, 6))
  const style = placeStyle(random, sender.language, 'destination')
  const named = style.form === 'code' ? { ...style, form: 'upper' as const } : style
  const country = countryWriter(random, sender.language)
  const rows = groups.flatMap((group) => {
    const region = random.pick([...sender.partners, 'china', 'united_states', 'north_europe'] as const)
    return random
      .sample(placesOf(REGIONS[region], 'port'), random.int(2, 8))
      .map((place) => ({ group, place }))
  })
  const columns: PlannedColumn[] = []
  const listed = random.chance(0.2)
  if (listed) {
    const lists = groups.map((group) =>
      rows
        .filter((row) => row.group === group)
        .map((row) => placeText(row.place, named, random))
        .join(random.pick([', ', ' / ', ','])),
    )
    columns.push(
      { heading: [headings.of('group')], field: 'group', cells: groups },
      { heading: [headings.of('member')], field: 'member', cells: lists },
    )
  } else {
    columns.push({
      heading: [headings.of('group')],
      field: 'group',
      cells: rows.map((row) => row.group),
      repeats: true,
    })
    if (random.chance(0.25))
      columns.push({
        heading: [headings.of('destination_country')],
        field: 'destination_country',
        cells: rows.map((row) => country(row.place.country)),
        repeats: true,
      })
    columns.push({
      heading: [headings.of('member')],
      field: 'member',
      cells: rows.map((row) => placeText(row.place, named, random)),
    })
    if (random.chance(0.6))
      columns.push({
        heading: [headings.of('member_code')],
        field: 'member_code',
        cells: rows.map((row) => row.place.code),
      })
  }
  return {
    name: 'port-groups',
    table: { kind: 'reference', columns },
    surroundings: {
      ...NOTHING_AROUND,
      subject: random.pick([
        'PORT GROUPS',
        'Base port definitions',
        'Appendix: port groups',
        'GROUP LOCATIONS',
        'Geographic scope',
      ]),
    },
  }
}
