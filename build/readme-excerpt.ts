import { readFile } from 'node:fs/promises'
import { embeddedAnswerers } from '../src/answerers/embedded/embedded-answerers.ts'
import { packageRoot } from '../src/package-info.ts'
import { readRateSheet } from '../src/pipeline.ts'
import type { Rate } from '../src/rates/rate.ts'

const SAMPLE = '01-vn-to-us-update.xlsx'
const START = '<!-- excerpt: made by "npm run generate" -->'
const END = '<!-- end of excerpt -->'
/** What a newcomer needs to see of a rate; the rest is in docs/output.md. */
const SHOWN = [
  'source',
  'carrier',
  'origin',
  'destination_via',
  'destination',
  'effective_date',
  'expiry_date',
  'container',
  'charge',
  'currency',
  'amount',
  'transit_days',
  'confidence',
  'findings',
] as const satisfies readonly (keyof Rate)[]

/** The README with the excerpt of what really comes out of the first sample: a rate by way of Vancouver. */
export async function readmeWithExcerpt(): Promise<string> {
  const bytes = await readFile(new URL(`samples/${SAMPLE}`, packageRoot))
  const { rates, tables } = await readRateSheet(bytes, SAMPLE, embeddedAnswerers())
  const rate = [...rates].find(({ destination_via }) => destination_via?.country === 'CA')
  if (!rate) throw new Error(`${SAMPLE} gives no rate by way of Canada any more`)
  const shown = Object.fromEntries(SHOWN.map((key) => [key, rate[key]]))
  const source = { ...rate.source, sha256: `${rate.source.sha256.slice(0, 8)}…` }
  const lines = Object.entries({ ...shown, source }).map(
    ([key, value]) => ` "${key}": ${JSON.stringify(value)}`,
  )
  const { mapping } = tables[0]!
  const mapped = (['origin', 'origin_country', 'destination_country', 'destination_via_country'] as const)
    .map((field) => `${field}: ${mapping[field]}`)
    .join('\n')
  const excerpt = `One price of \`${SAMPLE}\` (some keys left out):

\`\`\`json
{${lines.join(',\n').trimStart()}}
\`\`\`

and from its mapping: the destinations all lie in the United States, the ports on the way do not (one is Vancouver), so no
constant is claimed for them.

\`\`\`yaml
${mapped}
\`\`\`
`
  const text = await readFile(new URL('README.md', packageRoot), 'utf8')
  const from = text.indexOf(START)
  const to = text.indexOf(END)
  if (from < 0 || to < from) throw new Error(`README.md lacks the lines ${START} and ${END}`)
  return `${text.slice(0, from)}${START}\n\n${excerpt}\n${text.slice(to)}`
}
