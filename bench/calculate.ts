/** A second of calculation over texts and a map, as reading a sheet does; tells its seconds. For `bench/ingest.ts`. */

const ROUNDS = 60
const TEXTS = 60_000
const start = performance.now()
const counts = new Map<string, number>()
for (let round = 0; round < ROUNDS; round++) {
  for (let i = 0; i < TEXTS; i++) {
    const text = `lane ${(i * 7919) % 50_021}`
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
}
process.stdout.write(`${(performance.now() - start) / 1000}\n`)
