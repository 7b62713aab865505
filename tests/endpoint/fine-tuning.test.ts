import { describe, expect, it } from 'vitest'
import { client, loopback } from './ask.ts'
import type { Loopback } from './loopback/loopback.ts'

/** A job on a file that was uploaded. */
async function startJob(server: Loopback) {
  const endpoint = client(server)
  const file = new File(['{"messages":[]}\n'], 'training.jsonl')
  const { id } = await endpoint.request((sdk, options) =>
    sdk.files.create({ file, purpose: 'fine-tune' }, options),
  )
  const job = await endpoint.request((sdk, options) =>
    sdk.fineTuning.jobs.create(
      { model: 'loop-1', training_file: id, suffix: 'rates', metadata: { run: '7' } },
      options,
    ),
  )
  const look = () => endpoint.request((sdk, options) => sdk.fineTuning.jobs.retrieve(job.id, options))
  return { endpoint, job, look }
}

describe('fine-tuning jobs at the loopback server', () => {
  it('run to a model, with events, checkpoints and metrics', async () => {
    const server = await loopback({ fineTuning: { polls: 2, steps: 30, epochs: 3 } })
    const { endpoint, job, look } = await startJob(server)
    expect(job).toMatchObject({ status: 'validating_files', metadata: { run: '7' }, fine_tuned_model: null })
    expect(await look()).toMatchObject({ status: 'running' })
    const done = await look()
    expect(done).toMatchObject({ status: 'succeeded', fine_tuned_model: 'ft:loop-1:loopback:rates:1' })

    const events = await endpoint.request(async (sdk, options) => {
      const all = []
      for await (const event of sdk.fineTuning.jobs.listEvents(job.id, { limit: 7 }, options)) all.push(event)
      return all
    })
    expect(events).toHaveLength(32)
    expect(events.at(-1)!.message).toMatch(/Created/)
    const checkpoints = await endpoint.request((sdk, options) =>
      sdk.fineTuning.jobs.checkpoints.list(job.id, {}, options),
    )
    expect(checkpoints.data.map(({ step_number }) => step_number)).toEqual([30, 20, 10])
    const metrics = await endpoint.request(
      (sdk, options) => sdk.files.content(done.result_files[0]!, options),
      undefined,
      { json: false },
    )
    expect((await metrics.text()).trim().split('\n')).toHaveLength(31)
  })

  it('fail with a reason, and are cancelled', async () => {
    const error = { code: 'invalid_training_file', message: 'Line 3 is no JSON.', param: 'training_file' }
    const server = await loopback({ fineTuning: { ends: 'failed', error } })
    const failing = await startJob(server)
    expect(await failing.look()).toMatchObject({ status: 'failed', error })
    const other = await startJob(server)
    const cancel = () =>
      other.endpoint.request((sdk, options) => sdk.fineTuning.jobs.cancel(other.job.id, options))
    expect(await cancel()).toMatchObject({ status: 'cancelled' })
    await expect(cancel()).rejects.toThrow('already ended')
  })

  it('are not taken where the vendor withdrew them', async () => {
    const refused = { status: 403, code: 'training_not_available', message: 'Fine-tuning is not available.' }
    const server = await loopback({ fineTuning: { refused } })
    const endpoint = client(server)
    expect(await endpoint.fineTuning()).toMatchObject({
      able: false,
      reason: expect.stringContaining('Fine-tuning is not available.'),
    })
    // Who may not train may still ask.
    expect(endpoint.stopped).toBeNull()
  })
})
