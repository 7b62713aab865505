import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { folderBytes } from '../batch/folder-bytes.ts'
import { root, runCli } from '../cli/run-cli.ts'

/** The package as others get it: packed, installed into an empty folder, and run there. */

let work: string
let installed: string
let files: string[]
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'rateloom-'))
  const packed = npm(['pack', '--json', '--pack-destination', work], root)
  const report = JSON.parse(
    packed.slice(packed.indexOf('[\n') >= 0 ? packed.indexOf('[\n') : packed.indexOf('{\n')),
  )
  const [{ filename, files: list }] = Array.isArray(report) ? report : Object.values<never>(report)
  files = (list as { path: string }[]).map(({ path }) => path)
  installed = join(work, 'app')
  mkdirSync(installed)
  writeFileSync(join(installed, 'package.json'), '{"name": "app", "private": true, "type": "module"}')
  install(join(work, filename))
  copyFileSync(join(root, 'samples/01-vn-to-us-update.xlsx'), join(installed, 'sheet.xlsx'))
})
afterAll(() => rmSync(work, { recursive: true }))

function npm(args: readonly string[], cwd: string): string {
  const env = { ...process.env, npm_config_update_notifier: 'false', npm_config_audit: 'false' }
  return execFileSync('npm', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** By npm where its cache has the dependencies; else by hand, with the dependencies of this folder. */
function install(tarball: string): void {
  try {
    npm(['install', '--offline', '--omit=dev', '--no-save', tarball], installed)
  } catch {
    const modules = join(installed, 'node_modules')
    rmSync(modules, { recursive: true, force: true })
    mkdirSync(join(modules, '.bin'), { recursive: true })
    execFileSync('tar', ['-xzf', tarball, '-C', modules])
    execFileSync('mv', [join(modules, 'package'), join(modules, 'rateloom')])
    for (const name of readdirSync(join(root, 'node_modules')).filter((one) => !one.startsWith('.'))) {
      symlinkSync(join(root, 'node_modules', name), join(modules, name))
    }
    symlinkSync('../rateloom/dist/cli/main.js', join(modules, '.bin/rateloom'))
  }
}

describe('the package', () => {
  it('holds what it needs and nothing else', () => {
    const kinds = new Set(files.map((file) => file.split('/')[0]))
    expect([...kinds].sort()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'NOTICE',
        'README.md',
        'dist',
        'docs',
        'models',
        'package.json',
        'schemas',
      ].sort(),
    )
    for (const file of [
      'dist/cli/main.js',
      'dist/batch/worker.js',
      'dist/index.d.ts',
      'schemas/rate.schema.json',
    ]) {
      expect(files).toContain(file)
    }
    expect(files.filter((file) => file.startsWith('models/') && /weights/.test(file)).length).toBeGreaterThan(
      3,
    )
    expect(files.some((file) => file.startsWith('dist/reference/data/'))).toBe(true)
  })

  it('does the main job from an empty folder, with the same bytes as from source', async () => {
    const bin = join(installed, 'node_modules/.bin/rateloom')
    const args = ['ingest', 'sheet.xlsx', '--out', 'rates', '--format', 'jsonl,yaml,csv']
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
      cwd: installed,
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/1 file, 1 table, \d+ rates/)
    await runCli([
      'ingest',
      join(installed, 'sheet.xlsx'),
      '--out',
      join(work, 'source'),
      '--format',
      'yaml,csv',
    ])
    const packed = folderBytes(join(installed, 'rates'))
    expect(Object.keys(packed)).toContain('sheet.rates.jsonl')
    expect(packed).toEqual(folderBytes(join(work, 'source')))
  })

  it('can be imported, with types', () => {
    const script = `
      import { readFile } from 'node:fs/promises'
      import { embeddedAnswerers, type Finding, type Rate, rateSchema, readRateSheet } from 'rateloom'
      const read = await readRateSheet(await readFile('sheet.xlsx'), 'sheet.xlsx', embeddedAnswerers())
      const rates: Rate[] = [...read.rates]
      const findings: readonly Finding[] = read.findings
      rateSchema.parse(rates[0])
      console.log(rates.length > 0, findings.length > 0)
    `
    writeFileSync(join(installed, 'use.ts'), script)
    const options = {
      module: 'nodenext',
      target: 'es2024',
      strict: true,
      noEmit: true,
      types: ['node'],
      skipLibCheck: false,
    }
    const typeRoots = [join(root, 'node_modules/@types')]
    writeFileSync(
      join(installed, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...options, typeRoots }, files: ['use.ts'] }),
    )
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    const checked = spawnSync(process.execPath, [compiler, '-p', installed], { encoding: 'utf8' })
    expect(checked.stdout).toBe('')
    const used = spawnSync(process.execPath, ['use.ts'], { cwd: installed, encoding: 'utf8' })
    expect([used.stdout.trim(), used.stderr]).toEqual(['true true', ''])
  })

  it('carries a notice of its data sources and a licence', () => {
    for (const name of ['NOTICE', 'LICENSE']) {
      const path = join(installed, 'node_modules/rateloom', name)
      expect(readFileSync(path, 'utf8').length).toBeGreaterThan(200)
    }
  })
})
