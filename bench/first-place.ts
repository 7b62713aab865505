import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Time from the start of a process to its first resolved place, of a dozen fresh processes: `node bench/first-place.ts`.
 * The bar is 150 ms, start of Node and type stripping included.
 */

const RUNS = 12
const BAR_MS = 150
const resolver = fileURLToPath(new URL('../src/places/resolve-places.ts', import.meta.url))

const program = `
  const { resolvePlaces } = await import(${JSON.stringify(resolver)})
  const [place] = resolvePlaces(process.argv[1]).places
  console.log(JSON.stringify({ ms: performance.now(), unlocode: place?.unlocode ?? null }))
`

for (const text of ['SHANGHAI', 'Savanah, GA (CY) via Norfolk']) {
  const runs = Array.from({ length: RUNS }, () => {
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', program, text], {
      encoding: 'utf8',
    })
    return JSON.parse(output) as { ms: number; unlocode: string | null }
  })
  const times = runs.map(({ ms }) => ms).sort((a, b) => a - b)
  const median = times[RUNS / 2]!
  const verdict = median <= BAR_MS ? 'within' : 'OVER'
  process.stdout.write(
    `${text} → ${runs[0]!.unlocode}: median ${median.toFixed(0)} ms (${times[0]!.toFixed(0)} to ${times.at(-1)!.toFixed(0)}), ${verdict} ${BAR_MS} ms\n`,
  )
}
