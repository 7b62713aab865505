import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { requirePrices } from '../../src/answerers/asking/open-desk.ts'
import { parseConfig } from '../../src/config.ts'

const page = readFileSync(new URL('../../docs/endpoints.md', import.meta.url), 'utf8')
const configurations = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml!)

it.each(configurations)('a configuration in docs/endpoints.md can be run as it stands: %s', (yaml) => {
  const config = parseConfig(yaml, 'rateloom.yaml')
  expect(Object.keys(config.endpoints)).toHaveLength(1)
  expect(config.stages['field-mapping'].answer).toBe('when_unsure')
  requirePrices(config)
})
