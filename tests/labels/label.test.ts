import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { understand } from '../../src/columns/understand.ts'
import { labelId, labelSchema } from '../../src/labels/label.ts'
import { keepLabel, labelPath, labelText, parseLabel, readLabels } from '../../src/labels/label-folder.ts'
import { labelsOfCorrection } from '../../src/labels/label-of-correction.ts'
import { tableOfLabel } from '../../src/labels/table-of-label.ts'
import { FACTS, readingsOf, roleLabel, withRoles } from './sample-labels.ts'

const folder = mkdtempSync(join(tmpdir(), 'rateloom-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const [reading] = await readingsOf('01-vn-to-us-update.xlsx')

describe('a correction', () => {
  it('is a label for each stage whose answer differs, with what was said, what is right and why', () => {
    const given = withRoles(reading!, { C: 'destination', B: 'destination_via' })
    const labels = labelsOfCorrection(given, reading!, FACTS)
    expect(labels.map(({ stage }) => stage)).toEqual(['column-roles'])
    const [label] = labels
    expect(label).toMatchObject({ given_by: 'column-roles', carrier: 'MAERSK', reason: FACTS.reason })
    expect(label!.given).toMatchObject({ columns: { B: 'destination_via', C: 'destination' } })
    expect(label!.corrected).toMatchObject({ columns: { B: 'destination', C: 'destination_via' } })
    expect(labelSchema.parse(label)).toEqual(label)
  })

  it('that changes nothing is no label', () => {
    expect(labelsOfCorrection(reading!, reading!, FACTS)).toEqual([])
  })

  it('carries the cells that the question needs: its excerpt is understood like the sheet', async () => {
    const { table, gold } = tableOfLabel(roleLabel(reading!, { C: 'destination' }))
    expect(table.lastDataRow - table.firstDataRow).toBeLessThan(60)
    const { value } = await understand(table, 'march.xlsx', embeddedAnswerers().columns)
    expect(value.columns.map(({ letter, role }) => [letter, role])).toEqual(
      reading!.understanding.columns.map(({ letter, role }) => [letter, role]),
    )
    expect(gold.fields.B).toBe('destination')
  })
})

describe('a folder of labels', () => {
  it('gives back what was kept, once for the same correction', async () => {
    const label = roleLabel(reading!, { C: 'destination' })
    expect(await keepLabel(folder, label)).toMatchObject({ isNew: true })
    expect(await keepLabel(folder, { ...label, date: '2026-04-01', state: 'proposed' })).toMatchObject({
      isNew: false,
    })
    const { labels, broken } = await readLabels(folder)
    expect(broken).toEqual([])
    expect(labels.map(({ id, label }) => [id, label])).toEqual([[labelId(label), label]])
  })

  it('can be read in a pull request: answers first, then the cells', () => {
    const label = roleLabel(reading!, { C: 'destination' })
    const text = readFileSync(labelPath(folder, label), 'utf8')
    expect(text).toBe(labelText(label))
    expect(text.indexOf('corrected:')).toBeLessThan(text.indexOf('excerpt:'))
    expect(text).toContain('DA NANG, VIETNAM')
  })

  it('tells a broken label with its line and goes on', async () => {
    const label = roleLabel(reading!, { C: 'destination' })
    const text = labelText(label).replace('state: accepted', 'state: perhaps')
    expect(parseLabel(text)).toEqual({ problem: expect.stringMatching(/^line 2: state: /) })
    writeFileSync(join(folder, 'column-roles', 'broken.yaml'), text)
    const { labels, broken } = await readLabels(folder)
    expect(labels).toHaveLength(1)
    expect(broken).toMatchObject([{ path: expect.stringContaining('broken.yaml') }])
  })
})
