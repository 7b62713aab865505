import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCli } from '../cli/run-cli.ts'
import { goldServer, testFolder } from './gold-server.ts'

it('rateloom eval asks the configured models, with the wording that is wanted, and says what it cost', async () => {
  const server = await goldServer()
  const config = join(testFolder(), 'rateloom.yaml')
  writeFileSync(
    config,
    `endpoints: {loop: {base_url: "${server.baseUrl}"}}
stages: {column-roles: {answer: always, model: loop-1}}
prices: {loop-1: {input: 1, output: 10, as_of: 2026-11-27}}`,
  )
  const evaluate = (...more: string[]) =>
    runCli(['eval', 'samples', '--only', '33-uk', '--json', '--config', config, ...more])
  const asConfigured = await evaluate('--endpoint', 'configured')
  expect(asConfigured.code).toBe(0)
  expect(asConfigured.stderr).toMatch(/column-roles +loop-1/)
  expect(server.asked.map(({ format }) => format)).toEqual(server.asked.map(() => 'json_schema'))
  const { length } = server.asked
  expect(length).toBeGreaterThan(0)
  await evaluate('--endpoint', 'configured')
  expect(server.asked, 'paid for before').toHaveLength(length)
  await evaluate('--endpoint', 'configured', '--prompt', 'short')
  expect(server.asked.length).toBeGreaterThan(length)
  expect(server.asked.at(-1)!.format).toBe('text')
  expect(await evaluate('--prompt', 'short')).toMatchObject({ code: 2 })
  writeFileSync(config, '')
  expect(await evaluate('--endpoint', 'configured')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('No stage asks an endpoint'),
  })
})
