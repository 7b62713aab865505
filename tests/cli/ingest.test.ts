import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { summarySchema } from '../../src/batch/summary.ts'
import { folderBytes } from '../batch/folder-bytes.ts'
import { root, runCli, startCli } from './run-cli.ts'

let work: string
let inbox: string
const FILES = 24
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'rateloom-'))
  inbox = join(work, 'inbox')
  mkdirSync(inbox)
  for (let i = 0; i < FILES; i++) copyFileSync(sample, join(inbox, `${String(i).padStart(2, '0')}.xlsx`))
})
afterAll(() => rmSync(work, { recursive: true }))

const sample = join(root, 'samples/09-matrix-by-size.xlsx')
const out = (name: string) => join(work, name)
const finished = (folder: string) => {
  const done = join(folder, '.rateloom/done')
  return existsSync(done) ? readdirSync(done).length : 0
}

/** Starts a run and waits until it is in the middle of its files. */
async function startedRun(folder: string) {
  const run = startCli(['ingest', inbox, '--out', folder, '--jobs', '2'])
  while (finished(folder) < 3 && run.child.exitCode === null) await sleep(5)
  return run
}

describe('rateloom ingest', () => {
  it('tells people what it did, and programs with --json', async () => {
    const people = await runCli(['ingest', sample, '--out', out('people')], { COLUMNS: '60' })
    expect(people).toMatchObject({ code: 0, stderr: '' })
    expect(people.stdout).toMatch(/Done in .*1 file/)
    expect(people.stdout).toContain('09-matrix-by-size.xlsx')
    for (const line of people.stdout.split('\n').slice(1, -4)) expect(line.length).toBeLessThanOrEqual(60)

    const programs = await runCli(['ingest', sample, '--out', out('programs'), '--json'])
    const { seconds, resumed, interrupted, stopped, pending, spent, ignored, files, ...rest } = JSON.parse(
      programs.stdout,
    )
    expect([stopped, pending, spent]).toEqual([null, null, []])
    expect([typeof seconds, resumed, interrupted, ignored]).toEqual(['number', 0, false, 0])
    const withoutTimes = files.map(({ seconds: _, ...file }: { seconds: number }) => file)
    expect(summarySchema.parse({ ...rest, files: withoutTimes }).totals.files).toBe(1)
  })

  it('ends with 1 when a file cannot be read, with 2 for wrong usage', async () => {
    const truncated = join(root, 'tests/fixtures/bad/truncated.xlsx')
    const bad = await runCli(['ingest', truncated, sample, '--out', out('bad')])
    expect(bad.code).toBe(1)
    expect(JSON.parse(bad.stderr)).toMatchObject({ file: 'truncated.xlsx', code: 'file-truncated' })
    expect(bad.stdout).toContain('1 unreadable')
    for (const args of [
      ['ingest', sample],
      ['ingest', sample, '--out', out('x'), '--format', 'pdf'],
      ['ingest', sample, '--out', out('x'), '--jobs', '0'],
      ['ingest', sample, '--out', sample],
      ['ingest', sample, '--out', out('x'), '--config', 'gone.yaml'],
      ['ingets'],
    ]) {
      const { code, stderr } = await runCli(args)
      expect([args.join(' '), code]).toEqual([args.join(' '), 2])
      expect(stderr).not.toBe('')
    }
  })

  it('that was killed goes on with --resume, to the same bytes as if nothing had happened', async () => {
    const killed = await startedRun(out('killed'))
    killed.child.kill('SIGKILL')
    await killed.ended
    const before = finished(out('killed'))
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(FILES)
    const resumed = await runCli(['ingest', inbox, '--out', out('killed'), '--resume', '--json'])
    expect(resumed.code).toBe(0)
    expect(JSON.parse(resumed.stdout).resumed).toBe(before)
    await runCli(['ingest', inbox, '--out', out('whole'), '--jobs', '1'])
    expect(folderBytes(out('killed'))).toEqual(folderBytes(out('whole')))
  })

  it('stops cleanly on Ctrl-C', async () => {
    const stopped = await startedRun(out('stopped'))
    stopped.child.kill('SIGINT')
    const { code, stderr } = await stopped.ended
    expect(code).toBe(130)
    expect(stderr).toContain('--resume')
    const left = Object.keys(folderBytes(out('stopped')))
    expect(left.filter((file) => /unfinished|lock|summary/.test(file))).toEqual([])
    const complete = left.filter((file) => file.startsWith('.rateloom/done/')).length
    expect(left.filter((file) => file.endsWith('.rates.jsonl')).length).toBeGreaterThanOrEqual(complete)
    expect(complete).toBeLessThan(FILES)
  })
})
