import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { keepLabel, readLabels } from '../../src/labels/label-folder.ts'
import { type Answerers, type ReadRateSheet, readRateSheet } from '../../src/pipeline.ts'
import type { Rate } from '../../src/rates/rate.ts'
import { labelsOfRepairs } from '../../src/review/labels-of-review.ts'
import { root } from '../cli/run-cli.ts'

const FILE = '01-vn-to-us-update.xlsx'
const VIA = 2
const US_PORTS = 'US ports that the cargo passes before its destination; "None" if direct'
const models = embeddedAnswerers()

/** A model that saw OAKLAND, NORFOLK and TACOMA, and took the routing ports for American ones in both stages. */
const misled: Answerers = {
  ...models,
  columns: {
    async answerColumns(question) {
      const answer = await models.columns.answerColumns(question)
      const columns = answer.columns.map((column) =>
        column.id === VIA ? { ...column, description: US_PORTS } : column,
      )
      return { ...answer, columns }
    },
  },
  mapping: {
    async answerMapping(question) {
      const answer = await models.mapping.answerMapping(question)
      return { ...answer, countries: [{ field: 'destination_via_country', country: 'United States' }] }
    },
  },
}

let folder: string
let read: ReadRateSheet
let rates: Rate[]
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rateloom-'))
  read = await readRateSheet(readFileSync(join(root, 'samples', FILE)), FILE, misled)
  rates = [...read.rates]
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the Vancouver case, from the model that erred to the labels that teach it better', () => {
  it('is found: both claims are held against VANCOUVER, CANADA', () => {
    const found = read.findings.filter(({ repair }) => repair?.applied)
    expect(found.map(({ code }) => code)).toEqual([
      'country-contradicts-data',
      'description-contradicts-data',
    ])
    for (const { message } of found) expect(message).toContain('VANCOUVER, CANADA')
  })

  it('is repaired: the chain goes on without the claims, and no routing port is put into the wrong country', () => {
    const [{ mapping, understanding }] = read.tables as [ReadRateSheet['tables'][number]]
    expect(mapping).toMatchObject({ destination_country: 'United States', destination_via_country: null })
    expect(understanding.columns[VIA]!.description).not.toContain('US ports')
    const via = rates.filter(({ destination_via }) => destination_via?.text.includes('VANCOUVER'))
    expect(via.length).toBeGreaterThan(0)
    for (const { destination_via } of via) expect(destination_via?.country).toBe('CA')
  })

  it('is labelled: for each of the two stages what it said, what it ought to have said, and why', async () => {
    const facts = { file: FILE, layout: 'vn-to-us', date: '2026-03-01' }
    for (const label of labelsOfRepairs(read.tables, read.findings, facts)) await keepLabel(folder, label)
    const { labels, broken } = await readLabels(folder)
    expect(broken).toEqual([])
    expect(labels.map(({ label }) => label.stage)).toEqual(['column-roles', 'field-mapping'])
    const [roles, mapping] = labels.map(({ label }) => label)
    expect(roles).toMatchObject({ source: 'repair', given: { descriptions: { C: US_PORTS } } })
    expect(roles).toMatchObject({ corrected: { descriptions: { C: expect.not.stringContaining('US') } } })
    expect(mapping).toMatchObject({
      source: 'repair',
      given: { literals: { destination_via_country: { text: 'United States' } } },
      reason: expect.stringContaining('VANCOUVER, CANADA'),
    })
    expect(mapping!.corrected).not.toHaveProperty('literals.destination_via_country')
  })
})
