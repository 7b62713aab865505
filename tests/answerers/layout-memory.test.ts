import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { type GivenAnswers, recordAnswers } from '../../src/answerers/given-answers.ts'
import type { Layout } from '../../src/answerers/memory/layout.ts'
import { withMemory } from '../../src/answerers/memory/layout-memory.ts'
import { readLayouts, writeLayout } from '../../src/answerers/memory/layouts-folder.ts'
import { rememberLayout } from '../../src/answerers/memory/remember.ts'
import type { Finding } from '../../src/checks/finding.ts'
import { type Answerers, readRateSheet } from '../../src/pipeline.ts'
import type { Rate } from '../../src/rates/rate.ts'
import { readGoldFolder } from '../../src/training/evaluation/gold-folder.ts'
import { exactShare } from '../../src/training/evaluation/score.ts'
import { scoreLines } from '../../src/training/evaluation/score-lines.ts'
import { root } from '../cli/run-cli.ts'

let workspace: string
beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'rateloom-'))
})
afterAll(() => rmSync(workspace, { recursive: true }))

/** Approves a reading, and reads the layout back from its file. */
async function approve(bytes: Uint8Array, file: string): Promise<Layout[]> {
  const { answerers, given } = recordAnswers(embeddedAnswerers())
  const read = await readRateSheet(bytes, file, answerers)
  const folder = mkdtempSync(join(workspace, 'w-'))
  await writeLayout(folder, rememberLayout('approved', { file, read, given }))
  return readLayouts(folder)
}

/** Reads with memory before the embedded models, and counts what these were asked. */
async function readAgain(bytes: Uint8Array, file: string, layouts: readonly Layout[]) {
  const { answerers, given } = recordAnswers(embeddedAnswerers())
  const read = await readRateSheet(bytes, file, withMemory(answerers, layouts))
  const rates: Rate[] = [...read.rates]
  const drift = read.findings.filter(({ code }) => code === 'layout-drift')
  return { ...read, rates, drift, asked: questions(given) }
}

/** The rows, columns, price columns and fields that were asked for. */
const questions = ({ rows, columns, mapping }: GivenAnswers) => [
  ...rows.map(({ question }) => `${question.asked.length} rows`),
  ...columns.map(({ question }) => {
    const ids = question.columns.map(({ id }) => id)
    const asked = question.known ? ids.filter((id) => !question.known!.has(id)) : ['all']
    return `columns ${asked.join()}`
  }),
  ...mapping.map(({ question: { asked } }) =>
    asked ? `prices ${asked.prices.join()} fields ${asked.fields.join()}` : 'mapping',
  ),
]

const first = await readGoldFolder(join(root, 'samples'))
const next = await readGoldFolder(join(root, 'tests/fixtures/next'))

describe('the next month of a layout that was approved', () => {
  it.each([
    ['01-vn-to-us-update', [], ['Rates C3:C86 Column C "Destination" has moved; its answer moved with it.']],
    [
      '02-rcl-fak-ex-thailand',
      // The notice with the two rows on each side that explain it.
      ['3 rows'],
      [
        'RCL 9:9 Row 9 is not part of the layout that was approved; it was asked for anew.',
        'RCL 12:12 The heading stands in row 12, 1 row lower than in the layout that was approved.',
      ],
    ],
    [
      '03-kmtc-guide-rates-FEB26',
      ['columns 5', 'prices 5 fields '],
      [`Sheet1 F4:F42 Column F "40'GP" is new in this layout; it was asked for.`],
    ],
    [
      '07-nvocc-weekly-pricing',
      ['columns 3', 'prices 3 fields '],
      [
        `EXPORT FCL D4:D112 Column D "FREIGHT USD 20GP/40GP/40HC" was "O/F USD 20'/40'/40HQ"; it was asked for anew.`,
      ],
    ],
    ['08-cn-forwarder-yunjiabiao', [], []],
  ])('%s: only what changed is asked for, and told', async (name, asked, drift) => {
    const before = first.find((workbook) => workbook.name === name)!
    const after = next.find((workbook) => workbook.name === `${name}-next`)!
    const layouts = await approve(readFileSync(before.path), before.gold.file)
    const bytes = readFileSync(after.path)
    const again = await readAgain(bytes, after.gold.file, layouts)
    expect(again.asked).toEqual(asked)
    expect(again.drift.map(({ at, message }) => `${at.sheet} ${at.range} ${message}`)).toEqual(drift)
    // Nothing is read by an answer that does not fit any more: at least as right as when everything is asked for.
    const exact = (rates: readonly Rate[]) => exactShare(scoreLines(after.lines, rates, after.name).score)
    const fresh = await readRateSheet(bytes, after.gold.file, embeddedAnswerers())
    expect(exact(again.rates)).toBeGreaterThanOrEqual(exact([...fresh.rates]))
    expect(exact(again.rates)).toBeGreaterThan(0.95)
    for (const { understanding, mapping } of again.tables)
      for (const { by } of [...understanding.answered, ...mapping.answered]) expect(by).toBe('memory')
  })

  it('the same month again asks nothing, for every layout, with all others remembered too', async () => {
    const layouts: Layout[] = []
    const some = first.filter((_, at) => at % 3 === 0)
    for (const { path, gold } of some) layouts.push(...(await approve(readFileSync(path), gold.file)))
    for (const { path, gold, name } of some) {
      const again = await readAgain(readFileSync(path), gold.file, layouts)
      expect([name, again.asked, again.drift]).toEqual([name, [], []])
    }
  })
})

const MARCH = `BLUE ANCHOR LINE;;;;;
FAR EAST - EUROPE FAK RATES;;;;;
Validity:;1-31 March 2026;;;;
All rates in USD;;;;;
;;;;;
POL;POD;20'GP;40'GP;40'HC;Transit
SHANGHAI;HAMBURG;1500;2800;2900;32 days
NINGBO;ROTTERDAM;1450;2700;2800;30 days
QINGDAO;ANTWERP;1550;2850;2950;35 days
XIAMEN;LE HAVRE;1600;2900;3000;33 days
YANTIAN;FELIXSTOWE;1580;2860;2960;31 days
;;;;;
Subject to THC at both ends.;;;;;
`
const csv = (text: string) => new TextEncoder().encode(text)
const APRIL = MARCH.replace('1-31 March', '1-30 April')
  .replace(
    'SHANGHAI;HAMBURG;1500;2800;2900;32 days',
    'DALIAN;GDANSK;1710;3010;3110;41 days\nBUSAN;KOPER;1;2;3;38 days',
  )
  .replaceAll('2900', '3140')

describe('what a person decided in a layout that was approved', () => {
  const sheet = (month: string, price: number) => `BLUE ANCHOR LINE;;;;
FAR EAST - LATIN AMERICA FAK RATES;;;;
Validity:;${month};;;
All rates in USD;;;;
;;;;
POL;POD;20'GP;40'GP;40'HC
SHANGHAI;CARTAGENA;${price};2800;2900
NINGBO;VALENCIA;1450;2700;2800
QINGDAO;SAN ANTONIO;1550;2850;2950
XIAMEN;HAMBURG;1600;2900;3000
YANTIAN;CALLAO;1580;2860;2960
`
  it('is taken in the next month: places, without asking anybody', async () => {
    const choosing = (code: string): Answerers => ({
      ...embeddedAnswerers(),
      places: {
        async answerPlaces({ doubts }) {
          const choices = doubts.flatMap(({ id, options }) =>
            options.some((option) => option.code === code) ? [{ id, code, confidence: 1 }] : [],
          )
          return { choices }
        },
      },
    })
    const { answerers, given } = recordAnswers(choosing('USSAT'))
    const read = await readRateSheet(csv(sheet('1-31 March 2026', 1500)), 'march.csv', answerers)
    const placeOf = (rates: Iterable<Rate>) =>
      [...rates].find(({ destination }) => destination?.text === 'SAN ANTONIO')?.destination?.unlocode
    expect(given.places.flatMap(({ question }) => question.doubts.map(({ text }) => text))).toContain(
      'SAN ANTONIO',
    )
    expect(placeOf(read.rates)).toBe('USSAT')
    const folder = mkdtempSync(join(workspace, 'w-'))
    await writeLayout(folder, rememberLayout('approved', { file: 'march.csv', read, given }))
    const april = csv(sheet('1-30 April 2026', 1510))
    const again = await readAgain(april, 'april.csv', await readLayouts(folder))
    expect(placeOf(again.rates)).toBe('USSAT')
    expect(again.tables[0]!.mapping.answered).toContainEqual(
      expect.objectContaining({ stage: 'place-resolution', by: 'memory', model: 'approved' }),
    )
    expect(again.asked).toEqual([])
  })
})

it('what a person accepted of a column is accepted in the next month too', async () => {
  const embedded = embeddedAnswerers()
  // The 40'GP prices are left out on purpose: nobody loads plain forties here.
  const person: Answerers = {
    ...embedded,
    columns: {
      async answerColumns(question) {
        const answer = await embedded.columns.answerColumns(question)
        const columns = answer.columns.map((column) =>
          column.id === 3 ? { ...column, role: 'ignored' as const, settled: true } : column,
        )
        return { ...answer, columns }
      },
    },
    accepted: () => [{ code: 'column-unread', range: 'D6:D11', reason: 'no plain forties here' }],
  }
  const { answerers, given } = recordAnswers(person)
  const read = await readRateSheet(csv(MARCH), 'march.csv', answerers)
  const unread = (findings: readonly Finding[]) => findings.filter(({ code }) => code === 'column-unread')
  const told = { severity: 'info', message: expect.stringContaining('by a person: no plain forties here') }
  expect(unread(read.findings)).toMatchObject([told])
  const folder = mkdtempSync(join(workspace, 'w-'))
  await writeLayout(folder, rememberLayout('approved', { file: 'march.csv', read, given }))
  const april = await readAgain(csv(APRIL), 'april.csv', await readLayouts(folder))
  expect(unread(april.findings)).toMatchObject([{ ...told, at: { range: 'D6:D12' } }])
})

describe('a change in the layout', () => {
  let march: Promise<Layout[]>
  beforeAll(() => {
    march = approve(csv(MARCH), 'march.csv')
  })
  const april = async (text: string, file = 'april.csv') => readAgain(csv(text), file, await march)
  const USD = (rates: readonly Rate[]) => new Set(rates.map(({ currency }) => currency))

  it('other rows, prices and dates are none', async () => {
    const { asked, drift, rates } = await april(APRIL)
    expect([asked, drift]).toEqual([[], []])
    expect(rates).toHaveLength(18)
    expect(new Set(rates.map(({ expiry_date }) => expiry_date))).toEqual(new Set(['2026-04-30']))
    expect(USD(rates)).toEqual(new Set(['USD']))
  })

  it('a column whose values are of another kind is asked again, whatever its heading', async () => {
    // POD and Transit have changed places, their headings have not.
    const swapped = APRIL.replace(/^([A-Z]+);([A-Z ]+);(\d+;\d+;\d+);(\d+ days)$/gm, '$1;$4;$3;$2')
    const { asked, drift, tables } = await april(swapped)
    expect(asked[0]).toBe('columns 1,5')
    expect(drift.filter(({ message }) => message.includes('not of the kind'))).toHaveLength(2)
    const read = tables[0]!.understanding.answered.find(({ stage }) => stage === 'column-roles')!
    expect(read.others.map(({ by }) => by)).toEqual(['embedded'])
  })

  it('a column that is gone is told, and the others are read by their headings', async () => {
    const narrow = APRIL.replace(/^((?:[^;\n]*;){2})[^;\n]*;/gm, '$1')
    const { asked, drift, rates } = await april(narrow)
    expect(asked).toEqual([])
    expect(drift.map(({ expected }) => expected)).toEqual(["20'GP"])
    expect(new Set(rates.map(({ container }) => container?.size))).toEqual(new Set(['40ft', '40ft_hc']))
  })

  it('a currency that does not stand where it stood is asked for, with the prices that hang on it', async () => {
    const { asked, rates } = await april(APRIL.replace('All rates in USD', 'All rates in EUR'))
    // The caption, with the two rows on each side that explain it.
    expect(asked).toEqual(['5 rows', 'prices 2,3,4 fields currency'])
    expect(USD(rates)).toEqual(new Set(['EUR']))
  })

  it('a caption that says something else makes the prices be asked for', async () => {
    const { asked } = await april(APRIL.replace('FAK RATES', 'ARBITRARIES ON TOP'))
    expect(asked).toEqual(['4 rows', 'prices 2,3,4 fields commodity'])
  })

  it('the same columns under another letterhead are another layout', async () => {
    const other = APRIL.replace('BLUE ANCHOR LINE', 'RED SEA CARRIERS')
      .replace('FAR EAST - EUROPE FAK RATES', 'Guide prices')
      .replace('All rates in USD', 'Prices are in EUR')
    const { asked, tables } = await april(other)
    expect(asked).toHaveLength(3)
    expect(tables[0]!.understanding.answered.map(({ by }) => by)).toEqual(['embedded', 'embedded'])
  })
})
