import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { goldSchema } from '../../src/labels/gold.ts'
import { root, runCli } from './run-cli.ts'

const sample = join(root, 'samples/01-vn-to-us-update.xlsx')

describe('rateloom inspect', () => {
  it('says as JSON what each stage saw', async () => {
    const { code, stdout } = await runCli(['inspect', sample, '--json'])
    expect(code).toBe(0)
    const gold = goldSchema.parse(parse(readFileSync(sample.replace('.xlsx', '.gold.yaml'), 'utf8')))
      .tables[0]!
    const { sheet, range, header_rows, data_rows, section_rows } = gold
    const seen = JSON.parse(stdout)
    expect(seen.tables).toHaveLength(1)
    expect(seen.tables[0]).toMatchObject({ sheet, range, header_rows, data_rows, section_rows })
    const fields = seen.tables[0].columns.map(({ letter, field }: Record<string, string>) => [letter, field])
    expect(Object.fromEntries(fields)).toMatchObject({
      A: 'origin',
      B: 'destination',
      K: 'price',
      L: 'price',
    })
    for (const column of seen.tables[0].columns) expect(column.confidence).toBeGreaterThan(0)
  })

  it('shows it in colour, within the width of the terminal', async () => {
    const { stdout } = await runCli(['inspect', sample], { COLUMNS: '90', FORCE_COLOR: '1', NO_COLOR: '' })
    expect(stdout).toContain('\u001B[36m')
    const lines = stdout.replace(/\u001B\[\d+m/g, '').split('\n')
    expect(lines.some((line) => /A\s+POL\s+origin\s+\d+%\s+DA NANG, VIETNAM/.test(line))).toBe(true)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(90)
  })

  it('ends with 1 for what is no workbook and with 2 for what is not there', async () => {
    const bad = await runCli(['inspect', join(root, 'tests/fixtures/bad/truncated.xlsx')])
    expect(bad.code).toBe(1)
    expect(bad.stdout).toContain('file-truncated')
    expect((await runCli(['inspect', 'gone.xlsx'])).code).toBe(2)
  })
})
