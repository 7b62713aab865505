import type { OutputFormat } from '../config.ts'
import type { Rate } from '../rates/rate.ts'
import type { OutputFile, WrittenFile } from './output-file.ts'
import { CSV_HEADER, rateCsv } from './rate-csv.ts'
import { RateJson } from './rate-json.ts'
import { yamlEntry } from './yaml-entry.ts'

/** How a stream of rates is written in each format: never more than one rate in memory. */
interface RateFormat {
  readonly head: string
  readonly rate: (rate: Rate, first: boolean, json: RateJson) => string
  /** `any`: whether a rate was written. */
  readonly tail: (any: boolean) => string
}

const nothing = () => ''

const FORMATS: Readonly<Record<OutputFormat, RateFormat>> = {
  jsonl: { head: '', rate: (rate, _first, json) => `${json.line(rate)}\n`, tail: nothing },
  json: {
    head: '[',
    rate: (rate, first, json) => `${first ? '\n' : ',\n'}${json.line(rate)}`,
    tail: (any) => (any ? '\n]\n' : ']\n'),
  },
  yaml: {
    head: '',
    rate: yamlEntry,
    tail: (any) => (any ? '' : '[]\n'),
  },
  csv: { head: CSV_HEADER, rate: rateCsv, tail: nothing },
}

/** Writes the clean rates in the formats asked for, and those that need a look by a person to `NAME.review.jsonl`. */
export class RateWriters {
  readonly #open: (file: string) => OutputFile
  readonly #name: string
  readonly #clean: readonly { readonly format: RateFormat; readonly output: OutputFile }[]
  #review: OutputFile | null = null
  readonly #json = new RateJson()
  rates = 0
  review = 0

  /** `open` starts an output below the output folder; `name` is what the outputs begin with. */
  constructor(name: string, formats: readonly OutputFormat[], open: (file: string) => OutputFile) {
    this.#open = open
    this.#name = name
    this.#clean = formats.map((format) => {
      const output = open(`${name}.rates.${format}`)
      output.write(FORMATS[format].head)
      return { format: FORMATS[format], output }
    })
  }

  write(rate: Rate): void {
    if (rate.review) {
      this.#review ??= this.#open(`${this.#name}.review.jsonl`)
      this.#review.write(FORMATS.jsonl.rate(rate, false, this.#json))
      this.review++
      return
    }
    const first = this.rates++ === 0
    for (const { format, output } of this.#clean) output.write(format.rate(rate, first, this.#json))
  }

  /** Whether the disk lags behind: time to wait for {@link drained}. */
  get congested(): boolean {
    return this.#clean.some(({ output }) => output.congested) || this.#review?.congested === true
  }

  async drained(): Promise<void> {
    for (const { output } of this.#clean) await output.drained()
    await this.#review?.drained()
  }

  async finish(): Promise<WrittenFile[]> {
    const written: WrittenFile[] = []
    for (const { format, output } of this.#clean) {
      output.write(format.tail(this.rates > 0))
      written.push(await output.finish())
    }
    if (this.#review) written.push(await this.#review.finish())
    return written
  }
}
