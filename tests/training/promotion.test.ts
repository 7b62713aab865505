import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { promotedModels } from '../../src/answerers/embedded/workspace-models.ts'
import { keepLabel } from '../../src/labels/label-folder.ts'
import { drawLearningCurve } from '../../src/training/curves/draw-learning-curve.ts'
import { decideStages } from '../../src/training/promotion/decide.ts'
import { whatMoreWouldBring } from '../../src/training/promotion/learning-curve.ts'
import type { StageShares } from '../../src/training/promotion/test-figures.ts'
import { trainCandidate, trainOnLabels } from '../../src/training/promotion/train-on-labels.ts'
import { ModelVersions } from '../../src/training/promotion/versions.ts'
import { runCli } from '../cli/run-cli.ts'
import { readingsOf, roleLabel } from '../labels/sample-labels.ts'

const folder = mkdtempSync(join(tmpdir(), 'rateloom-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const workspace = join(folder, 'space')

/** Two samples: enough for a training of seconds that knows little. */
const samples = join(folder, 'samples')
mkdirSync(samples)
for (const file of readdirSync('samples'))
  if (/^(13|22)/.test(file)) cpSync(join('samples', file), join(samples, file))

const options = {
  workspace,
  labels: join(folder, 'labels'),
  samples,
  cases: 'tests/fixtures/place-cases.tsv',
  generated: 10,
  seed: 1,
}
const figures = (right: number, of = 100): StageShares => ({
  'row-labels': { header: { right, of } },
  'column-roles': { origin: { right, of }, remarks: { right: of, of } },
  'field-mapping': { kind: { right, of } },
})

describe('a candidate', () => {
  it('is taken stage by stage, when it is not worse', () => {
    expect(decideStages([figures(90)], [figures(95)]).every(({ promoted }) => promoted)).toBe(true)
    expect(decideStages([figures(90)], [figures(90)]).every(({ promoted }) => promoted)).toBe(true)
    const worse = { ...figures(95), 'column-roles': figures(80)['column-roles'] }
    const decisions = decideStages([figures(90)], [worse])
    expect(decisions.map(({ promoted }) => promoted)).toEqual([true, false, true])
    expect(decisions[1]!.why).toContain('origin falls from 90.0 % to 80.0 %')
  })

  it('is not taken for a gain on one set that costs another', () => {
    const decisions = decideStages([figures(50), figures(99)], [figures(90), figures(95)])
    expect(decisions.some(({ promoted }) => promoted)).toBe(false)
  })
})

it('labels are learned from, promoted as a version that answers, and rolled back', async () => {
  const [reading] = await readingsOf('26-tr-navlun-teklifi.xlsx')
  const destination = reading!.understanding.columns.find(({ role }) => role === 'destination')!
  await keepLabel(options.labels, roleLabel(reading!, { [destination.letter]: 'remarks' }))
  const versions = new ModelVersions(workspace)

  // The shipped models know far more than two samples teach: nothing of the candidate is taken, and it says why.
  const first = await trainOnLabels(options)
  expect(first.version).toBeNull()
  expect(first.decisions.every(({ why }) => /not taken: .* % to .* %/.test(why))).toBe(true)
  expect(promotedModels(workspace)).toBeUndefined()

  // Against models that learned from the two samples alone, it is.
  await trainCandidate([], versions.candidate, { ...options, generated: 0 })
  await versions.promote({
    at: '2026-01-01T00:00:00Z',
    labels: 0,
    promoted: ['row-labels', 'column-roles', 'field-mapping'],
    kept_back: {},
  })
  const before = promotedModels(workspace)!
  const second = await trainOnLabels(options)
  expect(second.version).toMatchObject({ version: '0002', labels: 1 })
  const after = promotedModels(workspace)!
  expect(second.version!.promoted.length).toBeGreaterThan(0)
  for (const { stage, promoted, why } of second.decisions) {
    const bytes = (of: string) => readFileSync(join(of, stage, 'card.yaml'), 'utf8')
    // A stage that is not taken stays as it was, and the version says why.
    expect(bytes(after)).toBe(bytes(promoted ? versions.candidate : before))
    expect(second.version!.promoted.includes(stage)).toBe(promoted)
    if (!promoted) expect(second.version!.kept_back[stage]).toBe(why)
    else expect(parse(bytes(after)).trained_on.labels).toHaveLength(1)
  }

  const config = join(folder, 'rateloom.yaml')
  writeFileSync(config, 'workspace: space\n')
  const out = join(folder, 'rates')
  const ingest = await runCli([
    'ingest',
    'samples/35-quote-on-its-side.xlsx',
    '--out',
    out,
    '--config',
    config,
  ])
  expect(ingest.code).toBe(0)
  const back = await runCli(['models', 'rollback', '--config', config])
  expect(back.stdout).toContain('Version 0002 answers no more; version 0001 does.')
  expect(promotedModels(workspace)).toBe(before)
  await runCli(['models', 'rollback', '--config', config])
  expect(promotedModels(workspace)).toBeUndefined()
  expect((await runCli(['models', 'rollback', '--config', config])).code).toBe(2)
  expect(existsSync(after)).toBe(true)
}, 240_000)

it('a learning curve says what more labels would bring, and is drawn', async () => {
  const point = (labels: number, share: number) => ({
    labels,
    right: { 'row-labels': share, 'column-roles': share, 'field-mapping': share },
  })
  const rising = [point(0, 0.5), point(10, 0.7), point(20, 0.8)]
  expect(whatMoreWouldBring(rising)).toContain('Twice as many labels should bring something again')
  expect(whatMoreWouldBring([point(10, 0.8), point(20, 0.8)])).toContain('other carriers')
  expect(await drawLearningCurve(rising)).toContain('column-roles')
})
