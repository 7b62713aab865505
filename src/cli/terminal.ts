import pc from 'picocolors'

type Colors = ReturnType<typeof pc.createColors>

/** How a stream is written to: its colours and its width in columns. */
export interface Terminal {
  readonly colors: Colors
  /** Columns; 100 where the output is no terminal, so that a pipe gets the same text everywhere. */
  readonly width: number
}

const NARROWEST = 40
const WIDEST = 160
const PIPE_WIDTH = 100

/** Looks at a stream once. `NO_COLOR` and `FORCE_COLOR` go before what the stream is. */
export function terminalOf(stream: NodeJS.WriteStream, env = process.env): Terminal {
  const forced = Boolean(env.FORCE_COLOR) && env.FORCE_COLOR !== '0'
  const colored = !env.NO_COLOR && (forced || (stream.isTTY === true && env.TERM !== 'dumb'))
  const columns = stream.isTTY ? stream.columns || PIPE_WIDTH : Number(env.COLUMNS) || PIPE_WIDTH
  return { colors: pc.createColors(colored), width: Math.min(WIDEST, Math.max(NARROWEST, columns)) }
}

/** Cuts a text to a number of columns, with an ellipsis; wide characters (Chinese, Japanese, Korean) take two. */
export function shorten(text: string, columns: number): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  let used = 0
  let end = 0
  for (const character of flat) {
    const width = WIDE.test(character) ? 2 : 1
    if (used + width > columns) return `${flat.slice(0, backOne(flat, end))}…`
    used += width
    end += character.length
  }
  return flat
}

const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/

const backOne = (text: string, end: number) =>
  Math.max(0, end - ([...text.slice(0, end)].at(-1)?.length ?? 0))

export const count = (n: number): string => n.toLocaleString('en')
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`

/** 0.42 s, 12 s, 3 min 5 s. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(2)} s`
  if (seconds < 60) return `${seconds.toFixed(0)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}
