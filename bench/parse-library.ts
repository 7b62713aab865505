import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type * as XlsxModule from 'xlsx'

/** The measure for `bench/ingest.ts`: what the bare library needs to parse the file, as its documentation advises. */

const XLSX = createRequire(import.meta.url)('xlsx') as typeof XlsxModule
const start = performance.now()
const book = XLSX.read(readFileSync(process.argv[2]!), { dense: true })
const seconds = (performance.now() - start) / 1000
const sheet = book.Sheets[book.SheetNames[0]!] as { '!data'?: unknown[] }
const rows = sheet['!data']?.length ?? 0
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
const cpu = (userCPUTime + systemCPUTime) / 1e6
process.stdout.write(`${JSON.stringify({ seconds, cpu, peak: maxRSS * 1024, rows })}\n`)
