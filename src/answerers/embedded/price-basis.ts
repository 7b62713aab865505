import type { MappingQuestion } from '../../mapping/answerer.ts'
import type { PriceHeading } from '../../mapping/price-heading.ts'
import { isHeading, type Statement } from '../../mapping/statements.ts'
import { findBasis } from '../../reference/bases.ts'
import { readContainers } from '../../reference/containers.ts'
import type { Basis, ChargeType } from '../../reference/vocabulary.ts'

interface SurroundingFacts {
  readonly container: ReturnType<typeof readContainers>
  readonly basis: Basis | null
}

/** "USD all-in por contenedor 40' reefer HC": of a longer caption, the sentence that says for which box the prices are. */
const FOR_BOX =
  /\b(?:per|por|par|pro|je)\s+(?:container|contenedor|cont[eê]iner|conteneur|cntr|ctr|box|\d{2}\s?['’])/iu
const LONGEST_SENTENCE = 80

function pricedBox(text: string): string | null {
  return (
    text
      .split(/[.;]\s+/)
      .find((one) => one.length <= LONGEST_SENTENCE && FOR_BOX.test(one) && PRICED.test(one)) ?? null
  )
}

/** What is not said of a surcharge. */
const PRICED = /rates?\b|prices?\b|freight|all[ -]?in|tarif|flete|frete|fracht|valores|precios|preise|prix/iu

export function surroundingFacts(statements: readonly Statement[]): SurroundingFacts {
  let container: SurroundingFacts['container'] = null
  let basis: Basis | null = null
  const nearest = [...statements].sort((a, b) => b.nearness - a.nearness)
  for (const statement of nearest) {
    if (!isHeading(statement) || statement.cell.kind === 'file_name') continue
    const keyed = statement.fields.includes('container_type')
    const said = keyed || statement.text.length <= 60 ? statement.text : pricedBox(statement.text)
    if (!container && said !== null) {
      const reading = readContainers(said)
      if (reading && reading.sizes.length > 0) container = reading
    }
    // "Fuel surcharge this month: 36 %" is about one charge.
    const counted = findBasis(statement.text)
    if (counted !== 'percent') basis ??= counted
  }
  return { container, basis }
}

export function basisOf(
  question: MappingQuestion,
  heading: PriceHeading,
  type: ChargeType | null,
  around: SurroundingFacts,
  siblings: Basis | null,
): Basis | null {
  if (heading.basis) return heading.basis
  const { columns, kind } = question.understanding
  const perRow = columns.some(({ role }) => role === 'basis')
  if (perRow) return null
  if (heading.container) return type === null ? null : 'container'
  const usual = heading.charge?.basis ?? null
  // In a row of one container, what is usually counted per TEU is written for that container.
  const ofRow = columns.some(({ role }) => role === 'container_size') && usual === 'teu'
  // Beside prices per W/M there is no TEU.
  if (usual === 'teu' && siblings !== null && LESS_THAN_CONTAINER.has(siblings)) return siblings
  if (type === 'surcharge' && usual && usual !== 'container') return ofRow ? 'container' : usual
  if (kind === 'charges') return null
  const stated = around.basis ?? siblings
  if (stated && stated !== 'container') return stated
  if (type === null) return null
  return 'container'
}

const LESS_THAN_CONTAINER: ReadonlySet<Basis> = new Set<Basis>(['wm', 'cbm', 'ton', 'kg'])
