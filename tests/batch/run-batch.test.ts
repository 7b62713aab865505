import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { type BatchOptions, runBatch } from '../../src/batch/run-batch.ts'
import { summarySchema } from '../../src/batch/summary.ts'
import { findingSchema } from '../../src/checks/finding.ts'
import { understandingSchema } from '../../src/columns/understanding.ts'
import { parseConfig } from '../../src/config.ts'
import { mappingSchema } from '../../src/mapping/mapping.ts'
import { rateSchema } from '../../src/rates/rate.ts'
import { root } from '../cli/run-cli.ts'
import { folderBytes } from './folder-bytes.ts'

const SAMPLES = ['01-vn-to-us-update.xlsx', '14a-legacy-biff8-struck.xls', '36-platform-export-long.csv']

let work: string
let inbox: string
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'rateloom-'))
  inbox = join(work, 'inbox')
  mkdirSync(join(inbox, 'asia'), { recursive: true })
  SAMPLES.forEach((name, i) => {
    copyFileSync(join(root, 'samples', name), join(inbox, i === 0 ? `asia/${name}` : name))
  })
  copyFileSync(join(root, 'samples', SAMPLES[0]!), join(inbox, '36-platform-export-long.xlsx'))
})
afterAll(() => rmSync(work, { recursive: true }))

const run = (out: string, options: Partial<BatchOptions> = {}, config = '') =>
  runBatch({ paths: [inbox], out: join(work, out), config: parseConfig(config, 'test'), ...options })

const ALL_FORMATS = 'output: {formats: [jsonl, json, yaml, csv]}'

describe('a run over a folder', () => {
  it('writes what the schemas promise, the same rates in every format', async () => {
    const { summary } = await run('all', {}, `${ALL_FORMATS}\njobs: 2`)
    expect(summary.files.map(({ file, output }) => [file, output])).toEqual([
      ['14a-legacy-biff8-struck.xls', '14a-legacy-biff8-struck'],
      ['36-platform-export-long.csv', '36-platform-export-long.csv'],
      ['36-platform-export-long.xlsx', '36-platform-export-long.xlsx'],
      ['asia/01-vn-to-us-update.xlsx', 'asia/01-vn-to-us-update'],
    ])
    const read = (file: string) => readFileSync(join(work, 'all', file), 'utf8')
    expect(summarySchema.parse(JSON.parse(read('summary.json')))).toEqual(summary)
    for (const { output, rates, tables, outputs } of summary.files) {
      expect(rates).toBeGreaterThan(0)
      const lines = read(`${output}.rates.jsonl`).trimEnd().split('\n')
      const records = z.array(rateSchema).parse(lines.map((line) => JSON.parse(line)))
      expect(records).toHaveLength(rates)
      expect(records.every(({ review }) => !review)).toBe(true)
      expect(new Set(records.map(({ id }) => id)).size).toBe(rates)
      expect(JSON.parse(read(`${output}.rates.json`))).toEqual(records)
      expect(parse(read(`${output}.rates.yaml`))).toEqual(records)
      expect(read(`${output}.rates.csv`).match(/\r\n/g)).toHaveLength(rates + 1)
      const understandings = parseAllDocuments(read(`${output}.understanding.yaml`)).map((one) => one.toJS())
      expect(z.array(understandingSchema).parse(understandings)).toHaveLength(tables)
      const mappings = parseAllDocuments(read(`${output}.mapping.yaml`)).map((one) => one.toJS())
      expect(z.array(mappingSchema).parse(mappings)).toHaveLength(tables)
      z.array(findingSchema).parse(parse(read(`${output}.findings.yaml`)))
      for (const file of outputs) expect(existsSync(join(work, 'all', file))).toBe(true)
    }
  })

  it('gives the same bytes with any number of jobs and any order of the paths', async () => {
    await run('one', {}, 'jobs: 1')
    const paths = ['asia/01-vn-to-us-update.xlsx', ''].map((path) => join(inbox, path))
    await run('two', {}, 'jobs: 2')
    expect(folderBytes(join(work, 'two'))).toEqual(folderBytes(join(work, 'one')))
    const first = await run('three', { paths: [inbox, ...paths] }, 'jobs: 2')
    expect(first.summary.totals.files).toBe(4)
    expect(folderBytes(join(work, 'three'))).toEqual(folderBytes(join(work, 'one')))
  })

  it('resumes without reading anything twice, and reads again what changed', async () => {
    const before = await run('resumed')
    const bytes = folderBytes(join(work, 'resumed'))
    const finished: string[] = []
    const options = {
      resume: true,
      observer: { finished: ({ file }: { file: string }) => void finished.push(file) },
    }
    const again = await run('resumed', options)
    expect(finished).toEqual([])
    expect(again.resumed).toBe(4)
    expect(again.summary).toEqual(before.summary)
    expect(folderBytes(join(work, 'resumed'))).toEqual(bytes)

    // An output that was cut off, and another that is gone.
    writeFileSync(join(work, 'resumed/asia/01-vn-to-us-update.rates.jsonl'), 'half a li')
    rmSync(join(work, 'resumed/14a-legacy-biff8-struck.findings.yaml'))
    await run('resumed', options)
    expect(finished.sort()).toEqual(['14a-legacy-biff8-struck.xls', 'asia/01-vn-to-us-update.xlsx'])
    expect(folderBytes(join(work, 'resumed'))).toEqual(bytes)

    // Other options make other outputs: all is read again.
    finished.length = 0
    await run('resumed', options, 'thresholds: {review_below: 1}')
    expect(finished).toHaveLength(4)
    // A run that asks for less leaves nothing of the earlier one behind.
    await run('resumed', {}, ALL_FORMATS)
    await run('resumed')
    expect(folderBytes(join(work, 'resumed'))).toEqual(bytes)
  })

  it('leaves the workbook of an earlier run alone when another ending takes its name', async () => {
    const [csv, xlsx] = ['csv', 'xlsx'].map((ending) => join(inbox, `36-platform-export-long.${ending}`))
    await run('names', { paths: [csv!] })
    const first = readFileSync(join(work, 'names/36-platform-export-long.rates.jsonl'), 'utf8')
    const { summary } = await run('names', { paths: [xlsx!] })
    expect(summary.files[0]!.output).toBe('36-platform-export-long.xlsx')
    expect(readFileSync(join(work, 'names/36-platform-export-long.rates.jsonl'), 'utf8')).toBe(first)
    // Both at once: both keep their endings, and the earlier name is gone, so that no rate is there twice.
    await run('names', { paths: [xlsx!, csv!] })
    expect(existsSync(join(work, 'names/36-platform-export-long.rates.jsonl'))).toBe(false)
    expect(readFileSync(join(work, 'names/36-platform-export-long.csv.rates.jsonl'), 'utf8')).toBe(first)
  })
})

describe('a bad file', () => {
  it('costs only itself, leaves no rates, and says what to do', async () => {
    const bad = ['truncated.xlsx', 'password-protected.xlsx', 'zip-no-workbook.xlsx']
    const paths = [
      join(inbox, SAMPLES[1]!),
      join(work, 'gone.xlsx'),
      ...bad.map((name) => join(root, 'tests/fixtures/bad', name)),
    ]
    const { summary } = await run('bad', { paths })
    const codes = Object.fromEntries(
      summary.files.map(({ file, finding_groups }) => [file, finding_groups[0]?.code]),
    )
    expect(codes).toMatchObject({
      'gone.xlsx': 'file-not-found',
      'password-protected.xlsx': 'file-encrypted',
      'truncated.xlsx': 'file-truncated',
      'zip-no-workbook.xlsx': 'file-is-zip',
    })
    expect(summary.totals).toMatchObject({ files: 5, unreadable: 4 })
    expect(summary.files[0]!.rates).toBeGreaterThan(0)
    expect(
      Object.keys(folderBytes(join(work, 'bad'))).filter((file) => /truncated.*rates/.test(file)),
    ).toEqual([])
    const text = readFileSync(join(work, 'bad/truncated.findings.yaml'), 'utf8')
    expect(text).toMatch(/send it again/)
    expect(text).not.toMatch(/\bat .*:\d+:\d+/)
  })

  it('that is over a limit is refused before it is read', async () => {
    const { summary } = await run('large', {}, 'limits: {max_file_bytes: 10}')
    expect(summary.totals).toMatchObject({ files: 4, unreadable: 4, rates: 0 })
    expect(summary.findings[0]!.code).toBe('file-too-large')
  })
})

it('two runs never write to one folder at the same time', async () => {
  mkdirSync(join(work, 'locked/.rateloom'), { recursive: true })
  writeFileSync(join(work, 'locked/.rateloom/lock'), '1')
  await expect(run('locked')).rejects.toThrow(/Another run \(process 1\)/)
})
