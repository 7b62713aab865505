import { stat } from 'node:fs/promises'
import { UsageError } from '../config.ts'

/** `rateloom eval --places`: the place resolver on a table of place cases. */
export async function evaluatePlaces(file: string, json: boolean): Promise<void> {
  const { scorePlaceCases } = await import('../places/score-cases.ts')
  if (!(await stat(file).catch(() => null))?.isFile()) throw new UsageError(`There is no file ${file}.`)
  const { overall, byKind, byTag, cases } = scorePlaceCases(file)
  if (json) {
    const answer = { places: overall, by_kind: Object.fromEntries(byKind), by_tag: Object.fromEntries(byTag) }
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
    return
  }
  const percent = (n: number): string => `${n} (${((100 * n) / cases.length).toFixed(1)} %)`
  const lines = [
    `${cases.length} place cases: ${percent(overall.right)} right, ${percent(overall.wrong)} wrong, ${percent(overall.unanswered)} unanswered`,
    ...[...byKind].map(
      ([kind, tally]) =>
        `  ${kind}: ${tally.right} right, ${tally.wrong} wrong, ${tally.unanswered} unanswered`,
    ),
    ...cases
      .filter(({ verdict }) => verdict !== 'right')
      .map(({ case: one, verdict, reading }) => {
        const got = [...reading.places, ...reading.via, ...reading.transshipment].map(
          (p) => p.unlocode ?? '?',
        )
        const expected = [...one.places, ...one.via].map((codes) => codes.join('|'))
        return `  ${verdict} ${one.id} ${JSON.stringify(one.text)}: expected ${expected.join(' + ') || one.kind} | got ${got.join(' + ') || 'nothing'}`
      }),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
