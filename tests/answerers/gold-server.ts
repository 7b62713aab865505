import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { STAGES } from '../../src/answered.ts'
import { countTokens } from '../../src/answerers/questions/tokens.ts'
import { type BatchResult, runBatch } from '../../src/batch/run-batch.ts'
import { type Config, parseConfig } from '../../src/config.ts'
import { packageRoot } from '../../src/package-info.ts'
import { loadGoldBooks } from '../../src/training/gold-replies/gold-book.ts'
import { goldReply } from '../../src/training/gold-replies/gold-reply.ts'
import type { Asked } from '../endpoint/loopback/asked.ts'
import { type Loopback, type LoopbackOptions, startLoopback } from '../endpoint/loopback/loopback.ts'

export const SAMPLES = new URL('samples/', packageRoot).pathname
const books = await loadGoldBooks(SAMPLES)

/** What the labels of the samples say to a question. */
export function goldAnswer({ schemaName, input }: Asked): string {
  const stage = STAGES.find((name) => name.replace('-', '_') === schemaName)
  return (stage && goldReply(stage, input, books)) ?? 'The labels do not say.'
}

/** The file that a question is about. */
export const fileOf = ({ input }: Asked): string => JSON.parse(input.split('\n')[0]!).file

/** A server that answers from the labels and counts tokens as vendors do, for one test. */
export async function goldServer(options: Partial<LoopbackOptions> = {}): Promise<Loopback> {
  const answer = (asked: Asked) => {
    const text = goldAnswer(asked)
    return {
      text,
      inputTokens: countTokens(`${asked.instructions}\n${asked.input}`),
      outputTokens: countTokens(text),
    }
  }
  const server = await startLoopback({ answer, ...options })
  onTestFinished(() => server.close())
  return server
}

/** A folder for one test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rateloom-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function copySamples(folder: string, names: readonly string[]): string {
  for (const name of names) cpSync(join(SAMPLES, name), join(folder, 'in', name))
  return join(folder, 'in')
}

export interface AskingOptions {
  readonly answer?: 'when_unsure' | 'always'
  readonly more?: string
}

/** A configuration that asks a server in the three stages of a table. */
export function askingConfig(server: Loopback, folder: string, options: AskingOptions = {}): Config {
  const { answer = 'always', more = '' } = options
  const stage = `{answer: ${answer}, model: loop-1}`
  return parseConfig(
    `endpoints: {loop: {base_url: "${server.baseUrl}", timeout_seconds: 5, max_retries: 1, concurrency: 8}}
stages: {row-labels: ${stage}, column-roles: ${stage}, field-mapping: ${stage}}
prices: {loop-1: {input: 1, output: 10, as_of: 2026-03-01}}
jobs: 2
${more}`,
    join(folder, 'rateloom.yaml'),
  )
}

export const read = (
  paths: string,
  out: string,
  config: Config,
  options: { readonly resume?: boolean; readonly batch?: boolean } = {},
): Promise<BatchResult> => runBatch({ paths: [paths], out, config, ...options })

/** Prices of a workbook as they were read: where, what, and for which lane. */
export function pricesOf(out: string, name: string): string[] {
  return readFileSync(join(out, `${name}.rates.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { source, origin, destination, container, charge, currency, amount, effective_date } =
        JSON.parse(line)
      const place = (one: { unlocode: string | null; text: string } | null) =>
        one?.unlocode ?? one?.text ?? null
      return JSON.stringify([
        source.sheet,
        source.cell,
        source.part,
        place(origin),
        place(destination),
        container?.size ?? null,
        charge?.code ?? null,
        currency,
        amount,
        effective_date,
      ])
    })
    .sort()
}

/** Every rates file below an output folder. */
export const ratesFiles = (out: string): string[] =>
  readdirSync(out)
    .filter((file) => file.endsWith('.rates.jsonl'))
    .map((file) => file.slice(0, -'.rates.jsonl'.length))
    .sort()
