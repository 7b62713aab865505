import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readmeWithExcerpt } from '../../build/readme-excerpt.ts'
import { cataloguePage } from '../../src/checks/catalogue-page.ts'
import { createProgram } from '../../src/cli/program.ts'
import { packageRoot } from '../../src/package-info.ts'
import { publishedSchemas } from '../../src/schemas/published.ts'

const read = (path: string) => readFileSync(new URL(path, packageRoot), 'utf8')

describe('what is made from the sources is up to date (npm run generate)', () => {
  it('schemas', () => {
    const schemas = publishedSchemas()
    expect(readdirSync(new URL('schemas/', packageRoot)).sort()).toEqual([...schemas.keys()].sort())
    for (const [file, text] of schemas) expect(read(`schemas/${file}`)).toBe(text)
  })

  it('the excerpt in the README', async () => {
    expect(read('README.md')).toBe(await readmeWithExcerpt())
  })

  it('the page of findings', () => {
    expect(read('docs/findings.md')).toBe(cataloguePage())
  })
})

describe('each command', () => {
  const commands = createProgram().commands
  it.each(commands.map((command) => [command.name(), command] as const))(
    '%s is documented',
    (name, command) => {
      const page = read(`docs/commands/${name}.md`)
      for (const { long, hidden } of command.options) if (long && !hidden) expect(page).toContain(long)
      expect(page).toContain(`rateloom ${name}`)
    },
  )
})

describe('dependencies', () => {
  it('the spreadsheet library is the maintained build, not the one with known holes', () => {
    const lock = JSON.parse(read('package-lock.json'))
    const { name, version } = lock.packages['node_modules/xlsx']
    expect([name, version]).toEqual(['@e965/xlsx', '0.20.3'])
    const copies = Object.keys(lock.packages).filter((path) => /(^|\/)node_modules\/xlsx$/.test(path))
    expect(copies).toEqual(['node_modules/xlsx'])
  })

  it('the lock file names no server', () => {
    const lock = JSON.parse(read('package-lock.json'))
    expect(Object.values<{ resolved?: string }>(lock.packages).filter(({ resolved }) => resolved)).toEqual([])
  })
})
