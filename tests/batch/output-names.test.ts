import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameOutputs } from '../../src/batch/output-names.ts'
import type { Source } from '../../src/batch/sources.ts'

const source = (root: string, name: string): Source => ({
  path: `/${root}/${name}`,
  name,
  root,
  size: 1,
  exists: true,
})
const named = (sources: readonly Source[], earlier?: { output: string; source: string }[]) =>
  Object.fromEntries([...nameOutputs(sources, earlier)].map(([one, output]) => [one.path, output]))

describe('names of outputs', () => {
  it('are the path of the source without its ending', () => {
    expect(named([source('inbox', 'asia/a.xlsx'), source('inbox', 'b.v2.csv')])).toEqual({
      '/inbox/asia/a.xlsx': 'asia/a',
      '/inbox/b.v2.csv': 'b.v2',
    })
  })

  it('keep the ending where two would collide, letter case aside', () => {
    expect(named([source('inbox', 'a.xlsx'), source('inbox', 'A.xls'), source('inbox', 'b.xls')])).toEqual({
      '/inbox/a.xlsx': 'a.xlsx',
      '/inbox/A.xls': 'A.xls',
      '/inbox/b.xls': 'b',
    })
  })

  it('say the folder where two folders hold the same name', () => {
    expect(named([source('may', 'a.xlsx'), source('june', 'a.xlsx')])).toEqual({
      '/may/a.xlsx': 'may/a.xlsx',
      '/june/a.xlsx': 'june/a.xlsx',
    })
  })

  it('do not take the name of an earlier workbook with another ending', () => {
    expect(named([source('inbox', 'a.xls')], [{ output: 'a', source: 'a.xlsx' }])).toEqual({
      '/inbox/a.xls': 'a.xls',
    })
    expect(named([source('inbox', 'a.xls')], [{ output: 'a', source: 'a.xls' }])).toEqual({
      '/inbox/a.xls': 'a',
    })
  })

  it('are never shared and do not depend on the order of the sources', () => {
    const part = fc.constantFrom('a', 'A', 'b', 'a.xlsx', 'c/a')
    const ending = fc.constantFrom('', '.xlsx', '.xls', '.xlsx.csv', '~2')
    const sources = fc.uniqueArray(
      fc
        .record({ root: fc.constantFrom('may', 'june', 'x/may'), part, ending })
        .map(({ root, part, ending }) => ({
          ...source(root, part + ending),
          root: root.split('/').at(-1)!,
        })),
      { selector: ({ path }) => path, maxLength: 12 },
    )
    fc.assert(
      fc.property(sources, (list) => {
        const names = named(list)
        const outputs = Object.values(names).map((name) => name.toLowerCase())
        expect(new Set(outputs).size).toBe(list.length)
        expect(named(list.toReversed())).toEqual(names)
      }),
    )
  })
})
