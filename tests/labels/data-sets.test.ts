import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { read, utils, write } from 'xlsx'
import { answerLookup } from '../../src/answerers/questions/lookup-place.ts'
import { loadPrompt } from '../../src/answerers/questions/prompt.ts'
import type { Label } from '../../src/labels/label.ts'
import { labelId } from '../../src/labels/label.ts'
import { labelText, parseLabel, readLabels, writeLabel } from '../../src/labels/label-folder.ts'
import { readExpertSheet, writeExpertSheet } from '../../src/training/data-sets/expert-sheet.ts'
import { chatLines } from '../../src/training/data-sets/export-chat.ts'
import { generatedLabels, variedLabels } from '../../src/training/data-sets/propose.ts'
import { checkExamples } from '../../src/training/fine-tuning/check-examples.ts'
import { runCli } from '../cli/run-cli.ts'
import { readingsOf, roleLabel } from './sample-labels.ts'

const folder = mkdtempSync(join(tmpdir(), 'rateloom-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const store = (label: Label) => ({ id: labelId(label), path: `labels/${labelId(label)}.yaml`, label })
const [reading] = await readingsOf('01-vn-to-us-update.xlsx')
const real = roleLabel(reading!, { B: 'destination_via', C: 'destination' })

/** Texts as sheets have them, with all that YAML and spreadsheets take for something else. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc.constantFrom(
    '=1+1',
    '- a',
    'yes',
    'null',
    '1e3',
    '007',
    '2026-01-01',
    "it's",
    '"x"',
    '#N/A',
    'a: b',
    ' x ',
    '上海',
    'a\nb',
    '~',
    '0x1F',
    '1,234.50',
    '@x',
    '*',
  ),
)
const anyPlaceLabel = fc
  .record({
    reason: anyText,
    file: anyText,
    carrier: fc.option(anyText),
    text: anyText,
    country: fc.option(fc.constantFrom('NO', 'DE', 'ON')),
    given: fc.option(fc.constantFrom('DEHAM', 'NLRTM', 'CNSHA')),
    corrected: fc.option(fc.constantFrom('DEHAM', 'NLRTM', 'CNSHA')),
  })
  .map(
    ({ reason, file, carrier, text, country, given, corrected }): Label => ({
      stage: 'place-resolution',
      state: 'accepted',
      source: 'correction',
      reason,
      date: '2026-02-03',
      given_by: null,
      file,
      carrier,
      layout: 'l',
      question: { text, country, printed_code: null },
      given: given === null ? null : { unlocode: given },
      corrected: { unlocode: corrected },
    }),
  )
const anyTableLabel = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'AA'), anyText), { maxLength: 6 }).map(
  (cells): Label => ({
    ...real,
    excerpt: {
      ...real.excerpt,
      rows: {
        ...real.excerpt.rows,
        '900': Object.fromEntries(cells.map(([letter, text]) => [letter, text])),
      },
    },
  }),
)
const anyLabel = fc.oneof(anyPlaceLabel, anyTableLabel)

describe('a label survives', () => {
  it('YAML', () => {
    fc.assert(
      fc.property(anyLabel, (label) => {
        expect(parseLabel(labelText(label))).toEqual({ label })
      }),
      { numRuns: 60 },
    )
  })

  it('the spreadsheet, whatever its texts look like', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyLabel, { selector: labelId, minLength: 1, maxLength: 4 }), (labels) => {
        const { labels: back, problems } = readExpertSheet(writeExpertSheet(labels.map(store)))
        expect(problems).toEqual([])
        expect(back).toEqual(labels.map((label) => ({ id: labelId(label), label })))
      }),
      { numRuns: 25 },
    )
  })
})

it('an example with a look-up says what the label says, whatever the text: what is called, what that brings, what is picked', async () => {
  await fc.assert(
    fc.asyncProperty(anyPlaceLabel, async (label) => {
      if (label.stage !== 'place-resolution') throw new Error('no place')
      const [line] = await chatLines(store(label), 'tools', { prompt: 'short', window: 16_384 })
      const { messages, tools } = JSON.parse(line!)
      expect(tools[0].function.name).toBe('lookup_place')
      const call = messages.find(({ tool_calls }: { tool_calls?: unknown }) => tool_calls).tool_calls[0]
      const result = messages.find(({ role }: { role: string }) => role === 'tool')
      expect(result.tool_call_id).toBe(call.id)
      expect(result.content).toBe(answerLookup(call.function.arguments))
      const picked = JSON.parse(messages.at(-1).content).places[0]
      expect(messages.at(-1).weight).toBe(1)
      expect(picked.pick).toBe(label.corrected.unlocode)
      // Nothing is picked but what the look-up offered.
      if (picked.pick !== null) {
        expect(JSON.parse(call.function.arguments).text).toBe(picked.looked_up)
        expect(JSON.parse(result.content).candidates.join('\n')).toContain(picked.pick)
      } else expect(JSON.parse(call.function.arguments)).toMatchObject({ text: label.question.text })
      const unlearned = messages.find(({ weight }: { weight?: number }) => weight === 0)
      const isWrong = label.given !== null && label.given.unlocode !== label.corrected.unlocode
      expect(unlearned && JSON.parse(unlearned.content).places[0].pick).toBe(
        isWrong ? label.given!.unlocode : undefined,
      )
      const { problems } = await checkExamples(`${line}\n`, 'supervised', 16_384)
      expect(problems).toEqual([expect.stringContaining('at least 10')])
    }),
    { numRuns: 40 },
  )
  expect(await chatLines(store(real), 'tools', { prompt: 'short', window: 16_384 })).toEqual([])
})

describe('the spreadsheet of an expert', () => {
  /** The sheet with cells of its first label changed, as a person would. */
  function edited(change: Readonly<Record<string, string>>): Uint8Array {
    const book = read(writeExpertSheet([store(real)]), { type: 'array' })
    const rows = utils.sheet_to_json<string[]>(book.Sheets.Labels!, { header: 1 })
    for (const [column, value] of Object.entries(change)) rows[1]![rows[0]!.indexOf(column)] = value
    book.Sheets.Labels = utils.aoa_to_sheet(rows)
    return write(book, { type: 'array', bookType: 'xlsx' }) as Uint8Array
  }

  it('decides: accepted, rejected, edited when the answer was changed', () => {
    expect(readExpertSheet(edited({ state: 'Rejected' })).labels[0]!.label.state).toBe('rejected')
    const corrected = 'kind: rates\ncolumns:\n  A: origin\n  B: destination'
    const { label } = readExpertSheet(edited({ corrected })).labels[0]!
    expect(label).toMatchObject({
      state: 'edited',
      corrected: { columns: { A: 'origin', B: 'destination' } },
    })
  })

  it('tells a line that it cannot read, and what to write instead', () => {
    expect(readExpertSheet(edited({ state: 'ok' })).problems).toEqual([
      'row 2: "ok" is no state. Write one of proposed, accepted, edited, rejected.',
    ])
    expect(readExpertSheet(edited({ corrected: 'kind: nonsense\ncolumns: {}' })).problems[0]).toMatch(
      /^row 2: .*kind/,
    )
    expect(() => readExpertSheet(new TextEncoder().encode('no sheet'))).toThrow(/no column|no spreadsheet/)
  })
})

describe('examples for training', () => {
  it('are what training takes: the wrong answer unlearned, the right one learned, pairs for preference', async () => {
    const options = { prompt: 'short', window: 16_384 }
    const chat = await chatLines(store(real), 'chat', options)
    const { messages } = JSON.parse(chat[0]!)
    expect(messages.map(({ role, weight }: { role: string; weight?: number }) => [role, weight])).toEqual([
      ['system', undefined],
      ['user', undefined],
      ['assistant', 0],
      ['user', undefined],
      ['assistant', 1],
    ])
    expect(messages[0].content).toBe(loadPrompt('column-roles', 'short').text)
    expect(messages[1].content).toContain('DA NANG, VIETNAM')
    const pair = await chatLines(store(real), 'preference', options)
    for (const [lines, method] of [
      [chat, 'supervised'],
      [pair, 'preference'],
    ] as const) {
      const many = Array.from({ length: 12 }, (_, i) => lines[0]!.replace('march.xlsx', `march-${i}.xlsx`))
      expect((await checkExamples(many.join('\n'), method, 16_384)).problems).toEqual([])
    }
  })

  it('are proposed: made layouts and variations, the same for the same seed, and none twice', () => {
    const made = generatedLabels(3, 7, '2026-01-01')
    expect(made.length).toBeGreaterThan(2)
    expect(generatedLabels(3, 7, '2026-01-01')).toEqual(made)
    const varied = variedLabels([store(real)], 3, 1, '2026-01-01')
    expect(new Set(varied.map(labelId)).size).toBe(3)
    for (const one of [...made, ...varied]) {
      expect(one.state).toBe('proposed')
      expect(parseLabel(labelText(one))).toEqual({ label: one })
    }
    expect(varied.map(({ corrected }) => corrected)).toEqual(varied.map(() => real.corrected))
  })
})

it('rateloom labels: list, split, export, edit, import', async () => {
  const labels = join(folder, 'labels')
  await writeLabel(labels, real)
  const at = ['--labels', labels]
  expect((await runCli(['labels', 'list', ...at])).stdout).toContain(labelId(real))
  expect((await runCli(['labels', 'split', ...at])).code).toBe(0)
  const out = join(folder, 'desk.xlsx')
  await runCli(['labels', 'export', ...at, '--as', 'xlsx', '--out', out])
  const before = (await readLabels(labels)).labels
  expect((await runCli(['labels', 'import', out, ...at])).stdout).toContain('1 labels read, 0 changed')
  expect((await readLabels(labels)).labels).toEqual(before)
  writeFileSync(join(labels, 'column-roles', 'broken.yaml'), 'stage: what\n')
  const lint = await runCli(['labels', 'lint', ...at])
  expect(lint.code).toBe(1)
  expect(lint.stdout).toContain('error format')
  const chat = join(folder, 'train.jsonl')
  expect((await runCli(['labels', 'export', ...at, '--out', chat])).code).toBe(0)
  expect(readFileSync(chat, 'utf8').trim().split('\n')).toHaveLength(1)
})
