import { Writable } from 'node:stream'
import type { Logger } from 'pino'
import { REDACTED, SECRET_LOG_PATHS, withoutSecrets } from '../answerers/endpoint/secrets.ts'

/** Where lines of the log go: straight to a stream, or above a progress bar that holds the last line. */
export type LogSink = (line: string) => void

/**
 * The log of a command: on stderr, as JSON lines for programs, readable on a terminal. Made when the first line is
 * written: most runs write none.
 */
export class Log {
  readonly #sink: LogSink
  readonly #level: string
  #logger: Promise<Logger> | null = null

  constructor(level: 'debug' | 'info' | 'warn', sink: LogSink = (line) => process.stderr.write(line)) {
    this.#level = level
    this.#sink = sink
  }

  async warn(facts: object, message: string): Promise<void> {
    ;(await this.#open()).warn(facts, message)
  }

  async info(facts: object, message: string): Promise<void> {
    ;(await this.#open()).info(facts, message)
  }

  #open(): Promise<Logger> {
    this.#logger ??= openLogger(this.#level, this.#sink)
    return this.#logger
  }
}

async function openLogger(level: string, sink: LogSink): Promise<Logger> {
  const { pino } = await import('pino')
  const destination = new Writable({
    decodeStrings: false,
    write(line: string | Buffer, _encoding, done) {
      sink(withoutSecrets(line.toString()))
      done()
    },
  })
  const options = { level, base: null, redact: { paths: [...SECRET_LOG_PATHS], censor: REDACTED } }
  if (!process.stderr.isTTY) return pino(options, destination)
  const { default: pretty } = await import('pino-pretty')
  const readable = pretty({ destination, colorize: !process.env.NO_COLOR, ignore: 'time', singleLine: true })
  return pino(options, readable)
}
