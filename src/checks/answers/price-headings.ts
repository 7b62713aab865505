import type { PriceColumn } from '../../mapping/mapping.ts'
import { readPriceHeadings } from '../../mapping/price-heading.ts'
import { findBasis, readBasis } from '../../reference/bases.ts'
import { chargeKey } from '../../reference/charge-table.ts'
import { findCharges, readCharge } from '../../reference/charges.ts'
import { readContainers } from '../../reference/containers.ts'
import type { ContainerSize } from '../../reference/vocabulary.ts'
import { columnLetter } from '../../workbook/grid.ts'
import {
  type AnswerCheck,
  type AnswersUnderCheck,
  columnRange,
  columnsOf,
  type Doubt,
  textsOf,
} from './answer-check.ts'

/** Codes that carriers write for one charge. */
const SAME_CHARGE: Readonly<Record<string, string>> = { OHC: 'OTHC', DHC: 'DTHC', ODF: 'DOC', IHI: 'DIB' }
/** Headings that say what the price contains everything, in the languages of the trade. */
const ALL_IN = /\ball[ -]?in\b|\btotal\b|全包|总价|總價|todo incluido|gesamt|合计|合計|총액|toplam/iu

/** "海上運賃（BAF込）", "O/F (incl. LSS)": charges that the price has in it. */
const INSIDE = /[([（【][^)\]）】]*(?:込|含|incl|inkl)[^)\]）】]*[)\]）】]/giu
/** Longer texts are notes, which speak of other charges. */
const CAPTION = 100
/** What stands beside the prices is not what they price. */
const BESIDE =
  /\b(?:subject to|excl\w*|plus|not incl\w*|extra|additional|inclusive|incl)\b|另|不含|含|bao gồm|zzgl|más|mais/iu
/** "Emisión B/L": the unit of a heading that no list of units has in so many words. */
const PER_BILL = /\bb\/l\b/iu
/** Words around a table that make all of its prices all-in. */
const CAPTION_ALL_IN =
  /\b(?:rates?|freights?|prices?|fretes?|fletes?)\b[^.;\n]{0,30}\b(?:are|is|son|é|são)?\s*all[ -]?in\b|\ball[ -]?in\b[^.;\n]{0,20}\b(?:rates?|freight|prices?|frete|flete)|运价.{0,4}全包|全包价/iu

/** What a price column is said to price is held against its heading: container, charge, unit, all-in or base. */
export const priceHeadings: AnswerCheck = function* (answers) {
  const { table, mapping, columns, context, ownContext } = answers
  const facts = mapping.rates.map(({ id }) => columns[id - table.range.left])
  if (facts.some((one) => one === undefined)) return
  const headings = readPriceHeadings(
    facts.map((one) => one!),
    context.map(({ text }) => text).join('\n'),
  )
  const allIn =
    [
      ...context.slice(0, ownContext).map(({ text }) => text),
      ...columns.map(({ header }) => header.parts.join(' ')),
    ].some((text) => CAPTION_ALL_IN.test(text)) && mapping.rates.every(({ type }) => type === 'base')
  for (const [at, column] of mapping.rates.entries()) {
    const heading = headings[at]!
    const name = facts[at]!.header.parts.join(' / ')
    const range = columnRange(table, column.id)
    const doubt = (
      code: Doubt['code'],
      message: string,
      value: string | null,
      expected: string | null,
      repairs: Doubt['repairs'] = [],
    ): Doubt => ({
      code,
      // What the heading puts right beyond doubt needs no person.
      severity: repairs.length > 0 ? 'warning' : 'error',
      range,
      message,
      value,
      expected,
      touches: [column.id],
      repairs,
    })
    const change = (field: keyof PriceColumn, after: string | string[] | null) => ({
      stage: 'mapping' as const,
      field: `rates.${at}.${field}`,
      after,
      certain: true,
    })

    const { container } = heading
    if (container && container.sizes.length > 0 && mapping.container_size === null) {
      const said = sizesOf(column.container_size)
      if (!sameSizes(said, container.sizes, column.container_type ?? container.type)) {
        yield doubt(
          'container-contradicts-heading',
          `Column ${columnLetter(column.id)} "${name}" is said to price ${said.join(', ') || 'no container'}, its heading names ${container.sizes.join(', ')}. The heading was believed.`,
          said.join(', ') || null,
          container.sizes.join(', '),
          [
            change(
              'container_size',
              container.sizes.length === 1 ? container.sizes[0]! : [...container.sizes],
            ),
          ],
        )
      }
    }
    if (!container && column.container_size !== null) {
      const said = captionSizes(answers)
      const own = sizesOf(column.container_size)
      if (said.length > 0 && !own.some((size) => said.includes(size)))
        yield doubt(
          'container-contradicts-heading',
          `Column ${columnLetter(column.id)} "${name}" is said to price ${own.join(', ')}, but the table is headed ${said.join(', ')}. That was believed.`,
          own.join(', '),
          said.join(', '),
          said.length === 1 ? [change('container_size', said[0]!)] : [],
        )
    }
    const type = container?.type ?? null
    if (type && column.container_type && column.container_type !== type)
      yield doubt(
        'container-contradicts-heading',
        `Column ${columnLetter(column.id)} "${name}" is said to price ${column.container_type} containers, its heading names ${type} ones. The heading was believed.`,
        column.container_type,
        type,
        [change('container_type', type)],
      )
    yield* typeUnsaid(column, type)

    const charge = heading.charge?.known ? heading.charge : null
    const freight = column.charge === 'BAS' || (column.charge === null && column.type === 'base')
    const contradicts = freight
      ? charge?.type === 'surcharge' &&
        usual(charge.code ?? '') !== 'BAS' &&
        findCharges(name.replace(INSIDE, ' ')).length > 0
      : charge?.exact &&
        charge.code &&
        column.charge &&
        !charge.ambiguous &&
        usual(charge.code) !== usual(column.charge) &&
        // "Add on" is one of the origin or one of the destination by the places beside it.
        !(charge.type === 'arbitrary' && column.type === 'arbitrary') &&
        // "Base rate" and "Total" under the title of a haulage tariff are those of what the title names.
        !(column.type !== 'surcharge' && charge.code === 'BAS' && isSaid(column.charge, ''))
    if (charge && contradicts)
      yield doubt(
        'charge-contradicts-heading',
        `Column ${columnLetter(column.id)} "${name}" is said to price ${column.charge ?? 'freight'}, its heading says ${charge.code ?? charge.name}.`,
        column.charge,
        charge.code,
      )
    else if (
      !freight &&
      column.charge &&
      column.type !== 'arbitrary' &&
      !charge &&
      !isSaid(column.charge, name)
    )
      yield doubt(
        'charge-contradicts-heading',
        `Column ${columnLetter(column.id)} "${name}" is said to price ${column.charge}, which neither its heading nor anything around the table names.`,
        column.charge,
        null,
      )
    if (heading.basis && column.basis && heading.basis !== column.basis)
      yield doubt(
        'basis-contradicts-heading',
        `Column ${columnLetter(column.id)} "${name}" is said to count per ${column.basis}, its heading says ${heading.basis}. The heading was believed.`,
        column.basis,
        heading.basis,
        [change('basis', heading.basis)],
      )
    if (
      heading.basis === null &&
      column.basis === 'container' &&
      PER_BILL.test(name) &&
      column.container_size === null
    )
      yield doubt(
        'basis-contradicts-heading',
        `Column ${columnLetter(column.id)} "${name}" is said to count per container, its heading speaks of bills of lading.`,
        column.basis,
        'bl',
      )
    if (heading.weightBreak && column.basis === 'container' && sizeless(column) && sizeless(mapping))
      yield doubt(
        'basis-contradicts-heading',
        `Column ${columnLetter(column.id)} "${name}" is said to count per container, its heading names a weight or a volume, and nothing a container.`,
        column.basis,
        'a unit of weight or volume',
      )
    const basisColumns = columnsOf(mapping.basis)
    if (basisColumns.length > 0 && column.basis) {
      const units = new Set(
        textsOf(answers, basisColumns).flatMap((text) => readBasis(text) ?? findBasis(text) ?? []),
      )
      const others = new Set(mapping.rates.map(({ basis }) => basis))
      // Columns for each unit ("20'", "Per B/L") beside a column of units name the units that it has.
      const named = heading.basis !== null || [...units].every((unit) => others.has(unit))
      if (units.size > 0 && !named)
        yield doubt(
          'basis-contradicts-heading',
          `Column ${columnLetter(column.id)} "${name}" is said to count per ${column.basis}, but a column of units says ${[...units].join(', ')}. The units were believed.`,
          column.basis,
          [...units].join(', '),
          [change('basis', null)],
        )
    }
    if (column.type === 'base' && (ALL_IN.test(name) || allIn))
      yield doubt(
        'charge-contradicts-heading',
        `Column ${columnLetter(column.id)} "${name}" is said to be a base rate, but ${ALL_IN.test(name) ? 'its heading' : 'a caption'} says that everything is inside.`,
        'base',
        'total',
      )

    /** Whether a heading, a caption or the name of the sheet names a charge. */
    function isSaid(code: string, heading: string): boolean {
      const captions = context.filter(
        ({ kind, text }) => kind !== 'note' && text.length <= CAPTION && !BESIDE.test(text),
      )
      const around = [
        heading,
        ...captions.map(({ key, text }) => `${key ?? ''} ${text}`),
        table.sheet ?? '',
        answers.file,
      ]
      return around.some(
        (text) =>
          text.includes(code) ||
          findCharges(text).some((one) => one.code !== null && usual(one.code) === usual(code)) ||
          sameCharge(text, code),
      )
    }

    function* typeUnsaid(rate: PriceColumn, said: string | null): Generator<Doubt> {
      if (said !== null || rate.container_type === null || rate.container_type === 'dry') return
      const words = [name, ...context.map(({ text }) => text), table.sheet ?? '', answers.file].join(' ')
      if (typeWords(rate.container_type).test(words) || rowsSayType(rate.container_type)) return
      yield doubt(
        'container-contradicts-heading',
        `Column ${columnLetter(rate.id)} "${name}" is said to price ${rate.container_type} containers, which nothing around it says.`,
        rate.container_type,
        null,
        [change('container_type', null)],
      )
    }

    function rowsSayType(wanted: string): boolean {
      const words = typeWords(wanted)
      return answers.wholes.some(({ texts }) => texts.slice(0, 500).some((text) => words.test(text)))
    }
  }
}

const sizeless = ({ container_size }: { readonly container_size: unknown }): boolean =>
  container_size === null

/** Containers that the name of the sheet or a short caption gives for a whole table. */
function captionSizes({ table, context }: AnswersUnderCheck): ContainerSize[] {
  const captions = context.filter(
    ({ kind, position, text }) => position === 'above' && kind !== 'note' && text.length <= CAPTION,
  )
  const sizes = [table.sheet ?? '', ...captions.map(({ text }) => text)].flatMap(
    (text) => readContainers(text)?.sizes ?? [],
  )
  return [...new Set(sizes)]
}

const TYPE_WORDS: Readonly<Record<string, RegExp>> = {
  reefer: /reef|\brf\b|\brh\b|\brq\b|\d\s*r[fhq]?\b|\br\d\d|冷|냉동|リーファー|frigor|refrig|kühl|soğut/iu,
  nor: /\bnor\b|non.?operating|\d\s*rd\b|hrd\b/iu,
  open_top: /open.?top|\bot\b|\d\s*ot\b|开顶/iu,
  flat_rack: /flat|\bfr\b|\d\s*fr\b|框架/iu,
  tank: /tank|\btk\b|罐/iu,
}
const typeWords = (type: string): RegExp => TYPE_WORDS[type] ?? new RegExp(type.replace('_', '.?'), 'iu')

function sizesOf(size: PriceColumn['container_size']): readonly ContainerSize[] {
  return size === null ? [] : typeof size === 'string' ? [size] : size
}

/** The same sizes in the same order; "40RF" and "40NOR" are high cubes nearly always, and say 40ft in so many letters. */
function sameSizes(
  said: readonly ContainerSize[],
  read: readonly ContainerSize[],
  type: string | null,
): boolean {
  if (said.length !== read.length)
    return said.length > read.length && read.every((size) => said.includes(size))
  return read.every((size, at) => {
    const other = said[at]!
    return size === other || ((type === 'reefer' || type === 'nor') && size.slice(0, 4) === other.slice(0, 4))
  })
}

/** Whether the whole text is a name of the charge. */
function sameCharge(text: string, code: string): boolean {
  const read = text.length <= 60 ? readCharge(text) : null
  return read?.code != null && usual(read.code) === usual(code)
}

const usual = (code: string): string => SAME_CHARGE[chargeKey(code)] ?? SAME_CHARGE[code] ?? code
