import { describe, expect, it } from 'vitest'
import { durationMilliseconds, Pace } from '../../src/answerers/endpoint/pace.ts'
import { client, loopback, question } from './ask.ts'
import { inOrder, rateLimited } from './loopback/faults.ts'

const WINDOW = 60
const unlimited = { concurrency: 10, requests: null, tokens: null, windowMilliseconds: WINDOW }
const forever = new AbortController().signal

/** When tasks of so many tokens start, in milliseconds from when all were handed in: a stall of the machine can only make it later. */
async function starts(pace: Pace, tokens: readonly number[]): Promise<number[]> {
  const handedIn = performance.now()
  const at = await Promise.all(tokens.map((some) => pace.run(some, forever, async () => performance.now())))
  return at.map((time) => time - handedIn)
}

describe('the pace', () => {
  it('keeps to so many requests in a window', async () => {
    const [first, second, third] = await starts(new Pace({ ...unlimited, requests: 2 }), [1, 1, 1])
    expect(Math.max(first!, second!)).toBeLessThan(third!)
    expect(third).toBeGreaterThan(WINDOW * 0.9)
  })

  it('keeps to so many tokens in a window, and lets a larger question go alone', async () => {
    const [, second, third] = await starts(
      new Pace({ ...unlimited, concurrency: 1, tokens: 100 }),
      [60, 40, 500],
    )
    expect(second).toBeLessThan(third!)
    expect(third).toBeGreaterThan(WINDOW * 0.9)
  })

  it.each([
    [
      'no requests left',
      200,
      { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '60ms' },
    ],
    [
      'too few tokens left',
      200,
      { 'x-ratelimit-remaining-tokens': '5', 'x-ratelimit-reset-tokens': '0.06s' },
    ],
    ['too many requests', 429, { 'retry-after': '0.06' }],
    ['too many requests, exactly', 429, { 'retry-after-ms': '60' }],
  ])('waits as the headers say: %s', async (_, status, headers) => {
    const pace = new Pace(unlimited)
    const before = performance.now()
    pace.heed(status, new Headers(headers))
    await pace.run(10, forever, async () => {})
    expect(performance.now() - before).toBeGreaterThan(50)
  })

  it.each([
    ['requests left', 200, { 'x-ratelimit-remaining-requests': '3', 'x-ratelimit-reset-requests': '9s' }],
    ['tokens left', 200, { 'x-ratelimit-remaining-tokens': '50', 'x-ratelimit-reset-tokens': '9s' }],
    ['nonsense', 429, { 'retry-after': 'soon', 'x-ratelimit-remaining-tokens': 'few' }],
  ])('does not wait for %s', async (_, status, headers) => {
    const pace = new Pace(unlimited)
    pace.heed(status, new Headers(headers))
    const waited = await Promise.race([
      pace.run(10, forever, async () => 'went'),
      new Promise((late) => setTimeout(late, 1000, 'waited')),
    ])
    expect(waited).toBe('went')
  })

  it('gives a wait up with its signal', async () => {
    const pace = new Pace(unlimited)
    pace.heed(429, new Headers({ 'retry-after': '30' }))
    const stopping = new AbortController()
    const waiting = pace.run(1, stopping.signal, async () => 'went')
    stopping.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
  })

  it('of one question that met a limit holds the others, too', async () => {
    const server = await loopback({ faults: inOrder(null, rateLimited({ 'retry-after-ms': '60' })) })
    const endpoint = client(server, { maxRetries: 1 })
    await endpoint.send(question())
    const limited = endpoint.send(question({ input: 'limited' }))
    while (server.asked.length < 2) await new Promise((tick) => setTimeout(tick, 1))
    await Promise.race([limited, new Promise((done) => setTimeout(done, 10))])
    await Promise.all([limited, endpoint.send(question({ input: 'other' }))])
    const [, refused, ...later] = server.requests.map(({ at }) => at)
    for (const at of later) expect(at - refused!).toBeGreaterThan(50)
  })

  it('reads durations as endpoints write them', () => {
    const read = ['1s', '6m0s', '20ms', '1h2m3s', '1.5s', '7', '', 'soon', null].map(durationMilliseconds)
    expect(read).toEqual([1000, 360_000, 20, 3_723_000, 1500, 7000, null, null, null])
  })
})
