import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { handOut } from '../../src/batch/hand-out.ts'

const named = (name: string, size = 1) => ({
  source: { path: `/${name}`, name, root: 'inbox', size, exists: true },
})

async function handed(open: readonly ReturnType<typeof named>[], threads: number) {
  const got = Array.from({ length: threads }, (): string[] => [])
  await handOut(open, threads, async ({ source }, thread) => {
    got[thread]!.push(source.name)
    await setImmediate()
  })
  return got
}

describe('workbooks handed out to threads', () => {
  it('gives those of one sender to one thread', async () => {
    const weeks = [31, 32, 33].flatMap((week) => [named(`MSC week ${week}.xlsx`), named(`ONE ${week}.xlsx`)])
    const got = await handed(weeks, 2)
    expect(got.map((names) => new Set(names.map((name) => name.slice(0, 3))).size)).toEqual([1, 1])
    expect(got.flat()).toHaveLength(6)
  })

  it('leaves no thread idle while there is work, and gives each out once, the largest first', async () => {
    const weeks = Array.from({ length: 9 }, (_, at) => named(`MSC ${at}.xlsx`, at))
    const got = await handed(weeks, 3)
    expect(got.map((names) => names.length)).toEqual([3, 3, 3])
    expect(new Set(got.flat()).size).toBe(9)
    expect(got[0]![0]).toBe('MSC 8.xlsx')
  })
})
