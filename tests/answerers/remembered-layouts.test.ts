import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root, runCli } from '../cli/run-cli.ts'
import { askingConfig, goldServer, read, testFolder } from './gold-server.ts'

/** Approves the first month of a pair and reads the next with an endpoint that is always asked. */
async function nextMonth(name: string, next: string) {
  const folder = testFolder()
  mkdirSync(join(folder, 'in'))
  cpSync(join(root, 'tests/fixtures/next', `${next}.xlsx`), join(folder, 'in', `${next}.xlsx`))
  const server = await goldServer()
  const config = askingConfig(server, folder)
  const before = await read(join(folder, 'in'), join(folder, 'before'), {
    ...config,
    workspace: join(folder, 'none'),
  })
  const without = server.asked.length
  writeFileSync(join(folder, 'rateloom.yaml'), '')
  const approved = await runCli([
    'approve',
    join(root, 'samples', `${name}.xlsx`),
    '-c',
    join(folder, 'rateloom.yaml'),
  ])
  expect(approved).toMatchObject({ code: 0 })
  const run = await read(join(folder, 'in'), join(folder, 'out'), config)
  return { before, run, without, asked: server.asked.slice(without) }
}

it('the next month of an approved layout, with other prices, asks an endpoint nothing', async () => {
  const { run, without, asked } = await nextMonth(
    '08-cn-forwarder-yunjiabiao',
    '08-cn-forwarder-yunjiabiao-next',
  )
  expect(without).toBeGreaterThan(5)
  expect(asked).toEqual([])
  expect(run.costs).toEqual([])
  expect(run.summary.totals.rates).toBeGreaterThan(100)
})

it('of a layout that has drifted only the change is asked for', async () => {
  const { asked } = await nextMonth('03-kmtc-guide-rates-FEB26', '03-kmtc-guide-rates-FEB26-next')
  const columns = asked.filter(({ schemaName }) => schemaName === 'column_roles')
  expect(columns).toHaveLength(1)
  expect(columns[0]!.input.match(/^\[\d+\] /gm)).toHaveLength(1)
})
