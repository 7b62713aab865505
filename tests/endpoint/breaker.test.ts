import { afterEach, expect, it, vi } from 'vitest'
import { SECONDS_BETWEEN_TRIES, UNANSWERED_IN_A_ROW } from '../../src/answerers/endpoint/breaker.ts'
import { client, loopback, question } from './ask.ts'
import { type Fault, rateLimited } from './loopback/faults.ts'

afterEach(() => void vi.useRealTimers())

const closed: Fault = { kind: 'reset', when: 'before_headers' }

it('an endpoint that answers nothing is left alone, but for one question in a while, until it answers', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  let down = true
  let requests = 0
  const server = await loopback({
    breaks: () => {
      requests++
      return down ? closed : null
    },
  })
  const endpoint = client(server)
  const ask = () => endpoint.send(question())
  for (let n = 0; n < UNANSWERED_IN_A_ROW; n++)
    expect(await ask()).toMatchObject({ status: 'failed', cost: { calls: 1 } })
  expect(requests).toBe(UNANSWERED_IN_A_ROW)

  const refused = { status: 'failed', reason: expect.stringMatching(/^Not asked: \d+ questions in a row/) }
  for (let n = 0; n < 3; n++) expect(await ask()).toMatchObject({ ...refused, cost: { calls: 0 } })
  expect(requests).toBe(UNANSWERED_IN_A_ROW)

  const later = () => vi.setSystemTime(Date.now() + SECONDS_BETWEEN_TRIES * 1000)
  later()
  expect(await ask()).toMatchObject({ cost: { calls: 1 } })
  expect(await ask()).toMatchObject({ status: 'failed', cost: { calls: 0 } })

  down = false
  expect(await ask()).toMatchObject({ status: 'failed', cost: { calls: 0 } })
  later()
  for (let n = 0; n < 3; n++) expect(await ask()).toMatchObject({ status: 'answered' })
})

it('an endpoint that answers with errors is asked on: somebody is there', async () => {
  const faults: Fault[] = [
    { kind: 'error', status: 500 },
    rateLimited(),
    { kind: 'invalid_json' },
    { kind: 'refusal', words: 'No.' },
    { kind: 'truncated' },
  ]
  const server = await loopback({ faults: ({ n }) => faults[n % faults.length] })
  const endpoint = client(server)
  for (let n = 0; n < 12; n++) expect(await endpoint.send(question())).toMatchObject({ cost: { calls: 1 } })
  expect(server.asked).toHaveLength(12)
})
