import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findSources } from '../../src/batch/sources.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rateloom-'))
  mkdirSync(join(folder, 'asia/deep'), { recursive: true })
  mkdirSync(join(folder, 'out'))
  for (const name of ['b.xlsx', 'asia/deep/a.XLS', 'letter.pdf', '~$b.xlsx', '.hidden.xlsx', 'out/old.csv'])
    writeFileSync(join(folder, name), 'x')
  symlinkSync(folder, join(folder, 'asia/loop'))
})
afterAll(() => rmSync(folder, { recursive: true }))

it('walks folders for workbooks and leaves the rest, lock files and the output folder alone', async () => {
  const { sources, ignored } = await findSources([folder], [join(folder, 'out')])
  expect(sources.map(({ name }) => name)).toEqual(['asia/deep/a.XLS', 'b.xlsx'])
  expect(ignored).toEqual([join(folder, 'letter.pdf')])
})

it('takes a named file whatever its ending, once, and reports one that is missing', async () => {
  const paths = ['letter.pdf', 'b.xlsx', 'b.xlsx', 'gone.xlsx'].map((name) => join(folder, name))
  const { sources } = await findSources(paths)
  expect(sources.map(({ name, exists }) => [name, exists])).toEqual([
    ['b.xlsx', true],
    ['gone.xlsx', false],
    ['letter.pdf', true],
  ])
})
