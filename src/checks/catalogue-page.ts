import { CATALOGUE, type CatalogueEntry } from './catalogue.ts'
import { EXAMPLES } from './catalogue-examples.ts'
import { FINDING_CODES } from './finding.ts'

const TITLES: Readonly<Record<CatalogueEntry['group'], string>> = {
  file: 'Files and sheets',
  table: 'Tables',
  column: 'Columns',
  place: 'Places',
  value: 'Values',
}

/** `docs/findings.md`: every code, what it means, an example, and what to do. */
export function cataloguePage(): string {
  const groups = (Object.keys(TITLES) as CatalogueEntry['group'][]).map((group) => {
    const rows = FINDING_CODES.filter((code) => CATALOGUE[code].group === group).map(
      (code) =>
        `| \`${code}\` | ${CATALOGUE[code].meaning} | ${EXAMPLES[code]} | ${CATALOGUE[code].action} |`,
    )
    return [
      `## ${TITLES[group]}`,
      '',
      '| code | what it means | for example | what to do |',
      '|---|---|---|---|',
      ...rows,
    ].join('\n')
  })
  return `# Findings

A finding says what a careful reader would flag: \`{code, severity, at: {file, sheet, range}, message, value, expected}\`.
\`value\` is what was read, \`expected\` what would have been right, as far as known. Severity: \`error\` keeps the rates that
it touches out of the clean output and puts them into \`NAME.review.jsonl\`; \`warning\` asks for a look; \`info\` only tells.
A slip that runs through a column is told once, at its first cell.

This page is made from \`src/checks/catalogue.ts\` and \`catalogue-examples.ts\` by \`npm run generate\`.

${groups.join('\n\n')}
`
}
