import { MultiBar, Presets, type SingleBar } from 'cli-progress'

/** A progress bar on stderr; nothing at all where stderr is no terminal. */
export class Progress {
  readonly #bars: MultiBar | null
  #bar: SingleBar | null = null

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#bars = stream.isTTY
      ? new MultiBar(
          {
            stream,
            format: '{bar} {value}/{total} files · {rates} rates · {file}',
            barsize: 24,
            hideCursor: true,
            clearOnComplete: true,
            linewrap: false,
            // Ctrl-C belongs to the command, which puts the cursor back by `stop`.
            gracefulExit: false,
          },
          Presets.rect,
        )
      : null
  }

  start(total: number, done: number): void {
    this.#bar = this.#bars?.create(total, done, { rates: 0, file: '' }) ?? null
  }

  step(rates: number, file: string): void {
    this.#bar?.increment(1, { rates: rates.toLocaleString('en'), file })
  }

  /** Writes lines above the bar. */
  above(text: string): void {
    if (this.#bars && this.#bar) this.#bars.log(text)
    else process.stderr.write(text)
  }

  stop(): void {
    this.#bars?.stop()
    this.#bar = null
  }
}
