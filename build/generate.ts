import { mkdirSync, writeFileSync } from 'node:fs'
import { cataloguePage } from '../src/checks/catalogue-page.ts'
import { publishedSchemas } from '../src/schemas/published.ts'
import { readmeWithExcerpt } from './readme-excerpt.ts'

/**
 * Writes what is made from the sources: `schemas/` from the zod schemas, `docs/findings.md` from the finding codes, the
 * excerpt in the README from the first sample.
 */

const root = new URL('../', import.meta.url)
mkdirSync(new URL('schemas/', root), { recursive: true })
for (const [file, text] of publishedSchemas()) writeFileSync(new URL(`schemas/${file}`, root), text)
writeFileSync(new URL('docs/findings.md', root), cataloguePage())
writeFileSync(new URL('README.md', root), await readmeWithExcerpt())
