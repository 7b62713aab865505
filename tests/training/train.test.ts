import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { columnRolesWeights, tableWeights } from '../../src/answerers/embedded/column-roles.ts'
import type { RowLabelWeights } from '../../src/answerers/embedded/row-labels.ts'
import { readCurves } from '../../src/training/curves/curve-files.ts'
import { columnStageFigures, rowStageFigures } from '../../src/training/stage-figures.ts'
import { type ModelCard, train } from '../../src/training/train.ts'
import { trainingSet } from '../../src/training/train-models.ts'

const SAMPLES = new URL('../../samples/', import.meta.url).pathname
const CASES = new URL('../fixtures/place-cases.tsv', import.meta.url).pathname
const MODELS = new URL('../../models/', import.meta.url).pathname
/** Small ones of different kinds: enough to train on in a second. */
const FEW = [
  '01-vn-to-us-update',
  '07-nvocc-weekly-pricing',
  '10-many-tables-one-sheet',
  '33-uk-haulage-tariff',
]
const GENERATED = 3

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function filesUnder(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  )
  const paths = names.map((entry) => join(entry.parentPath, entry.name)).sort()
  const entries = await Promise.all(
    paths.map(async (path) => [path.slice(folder.length), hash(await readFile(path))] as const),
  )
  return Object.fromEntries(entries)
}

describe('a training', () => {
  let folder = ''

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rateloom-train-'))
    for (const file of await readdir(SAMPLES)) {
      if (FEW.some((name) => file.startsWith(`${name}.`)))
        await copyFile(join(SAMPLES, file), join(folder, file))
    }
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('gives the same bytes again, weights and cards', async () => {
    const options = {
      samples: folder,
      cases: CASES,
      generated: GENERATED,
      madePlaces: 200,
      folds: 0,
      seed: 7,
    }
    const language = { base_model: 'a-model', fine_tuned: 'ft:a-model:1' }
    for (const out of ['one', 'two']) {
      for (const model of ['row-labels', 'place-resolution']) {
        await mkdir(join(folder, out, model), { recursive: true })
        const card = { name: model, version: '0.0.1', language_model: language }
        await writeFile(join(folder, out, model, 'card.yaml'), stringify(card))
      }
    }
    await train({ ...options, out: join(folder, 'one') })
    const cards = await train({ ...options, out: join(folder, 'two') })
    const first = await filesUnder(join(folder, 'one'))
    expect(first).toEqual(await filesUnder(join(folder, 'two')))
    // What a card says of a language model is no training's to change.
    const kept = await Promise.all(
      cards.map(({ name }) => readFile(join(folder, 'two', name, 'card.yaml'), 'utf8')),
    )
    expect(
      kept.map((card) => (parse(card) as ModelCard).language_model).filter((one) => one !== undefined),
    ).toEqual([language, language])
    for (const card of cards) {
      for (const [file, { sha256 }] of Object.entries(card.weights)) {
        expect(first[`/${card.name}/${file}`]).toBe(sha256)
      }
      const curves = await readCurves(join(folder, 'two', card.name))
      expect(curves.length).toBe(card.name === 'field-mapping' ? 2 : 1)
      for (const { model, points, epochs } of curves) {
        expect(model).toBe(card.name)
        expect(points.at(-1)!.epoch).toBe(epochs)
        expect(points.at(-1)!.training_loss).toBeLessThan(points[0]!.training_loss!)
      }
    }
  }, 60_000)
})

describe('the shipped models', () => {
  const cardOf = async (name: string): Promise<ModelCard> =>
    parse(await readFile(join(MODELS, name, 'card.yaml'), 'utf8')) as ModelCard

  it.each(['row-labels', 'column-roles', 'field-mapping', 'place-resolution', 'rate-confidence'])(
    '%s: the card names the weights beside it',
    async (name) => {
      const { weights } = await cardOf(name)
      const files = (await readdir(join(MODELS, name))).filter((file) => file.startsWith('weights.'))
      expect(Object.keys(weights).sort()).toEqual(files.sort())
      for (const [file, { bytes, sha256 }] of Object.entries(weights)) {
        const content = await readFile(join(MODELS, name, file))
        expect({ bytes: content.length, sha256: hash(content) }).toEqual({ bytes, sha256 })
      }
    },
  )

  it('have the figures of their cards', async () => {
    const samples = await trainingSet([SAMPLES], 0, 1)
    const { columns, mapping } = columnStageFigures(columnRolesWeights(), tableWeights(), samples)
    const rows = JSON.parse(
      await readFile(join(MODELS, 'row-labels/weights.json'), 'utf8'),
    ) as RowLabelWeights
    expect(rowStageFigures(rows, samples)).toEqual((await cardOf('row-labels')).on_samples)
    expect(columns).toEqual((await cardOf('column-roles')).on_samples)
    expect(mapping).toEqual((await cardOf('field-mapping')).on_samples)
  }, 30_000)

  it('are small', async () => {
    const cards = await Promise.all((await readdir(MODELS)).map(cardOf))
    const bytes = cards
      .flatMap(({ weights }) => Object.values(weights))
      .reduce((sum, file) => sum + file.bytes, 0)
    expect(bytes).toBeLessThan(3 * 2 ** 20)
  })
})
