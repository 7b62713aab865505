import { describe, expect, it } from 'vitest'
import type { ModelQuestion } from '../../src/answerers/desk.ts'
import { firstAbilities } from '../../src/answerers/endpoint/abilities.ts'
import { responsesBody } from '../../src/answerers/endpoint/request-body.ts'
import { countTokens } from '../../src/answerers/questions/tokens.ts'
import { readRateSheet } from '../../src/pipeline.ts'
import { listening } from './sample.ts'

const LANES = [
  ['SHANGHAI', 'China', 'HAMBURG', 'Germany', 'ROTTERDAM'],
  ['NINGBO', 'China', 'FELIXSTOWE', 'United Kingdom', ''],
  ['YANTIAN', 'China', 'GENOA', 'Italy', 'PIRAEUS'],
  ['HO CHI MINH CITY', 'Vietnam', 'ANTWERP', 'Belgium', ''],
  // Of these two it is not certain which place is meant.
  ['LAEM CHABANG', 'Thailand', 'BARCELONA', '', 'SINGAPORE'],
  ['BUSAN', 'South Korea', 'SAN ANTONIO', '', 'MANZANILLO'],
] as const
const CARRIERS = ['MAERSK', 'MSC', 'CMA CGM', 'HAPAG-LLOYD', 'ONE', 'EVERGREEN', 'HMM']
const HEADINGS =
  "Lane ID;POL;POL Country;POD;POD Country;T/S Port;Carrier;Service;Contract No.;Commodity;T/T (days);Free time;20'GP;40'GP;40'HC;BAF 20';BAF 40';THC Origin;Valid from;Valid to"

/** A table of twenty columns under a title, as an export from a rate system. */
function tableOf(rows: number): Buffer {
  const lines = ['FAK RATES ASIA - EUROPE, all rates in USD', HEADINGS]
  for (let i = 0; i < rows; i++) {
    const [pol, from, pod, to, hub] = LANES[i % LANES.length]!
    const base = 1200 + ((i * 37) % 90) * 10
    lines.push(
      [
        `L${String(i + 1).padStart(6, '0')}`,
        ...[pol, from, pod, to, hub],
        CARRIERS[i % CARRIERS.length],
        `AE${(i % 9) + 1}`,
        `SC-${2600000 + (i % 40)}`,
        ['FAK', 'FAK', 'Garments', 'Furniture'][i % 4],
        24 + (i % 17),
        ['7 days', '14 days combined', '7 DEM / 7 DET'][i % 3],
        ...[base, base * 1.8, base * 1.8 + 50, 310, 620, 145],
        i % 2 ? '2026-05-01' : '2026-05-15',
        '2026-05-31',
      ].join(';'),
    )
  }
  return Buffer.from(lines.join('\n'))
}

const VARIANTS = ['zero-shot', 'short'] as const

async function questionsAbout(rows: number): Promise<ModelQuestion[][]> {
  const { answerers, questions } = listening(['zero-shot', 16_384], ['short', 16_384])
  await readRateSheet(tableOf(rows), 'rates.csv', answerers)
  return questions
}

const PARAMETERS = { temperature: 0, seed: 1, reasoningEffort: null }
const PLACE = { api: 'responses', baseUrl: 'https://api.openai.com/v1', parameters: PARAMETERS } as const
const ABILITIES = firstAbilities('a-model', PLACE, '2026-11-27')

/** Tokens of all that goes over the wire and that a model reads: instructions, input, and the schema where it is sent. */
function tokensOf(questions: readonly ModelQuestion[]): number {
  const bodies = questions.map((question) => responsesBody(question, ABILITIES, PARAMETERS).body)
  return bodies.reduce(
    (sum, { instructions, input, text }) =>
      sum + countTokens(`${instructions}\n${input}`) + (text ? countTokens(JSON.stringify(text)) : 0),
    0,
  )
}

describe('a table of twenty columns', () => {
  it('costs no more than 6000 input tokens over all stages, schemas counted, 1500 with the prompts for fine-tuned models', async () => {
    const [zeroShot, short] = await questionsAbout(100)
    for (const questions of [zeroShot!, short!])
      expect(new Set(questions.map(({ stage }) => stage)).size, 'all four stages are asked').toBe(4)
    expect(tokensOf(zeroShot!)).toBeLessThanOrEqual(6000)
    expect(tokensOf(short!)).toBeLessThanOrEqual(1500)
  })

  it('costs the same with 100,000 rows as with 100, within 5 %', async () => {
    const few = await questionsAbout(100)
    const many = await questionsAbout(100_000)
    VARIANTS.forEach((variant, at) => {
      const [hundred, all] = [tokensOf(few[at]!), tokensOf(many[at]!)]
      expect(Math.abs(all - hundred) / hundred, variant).toBeLessThan(0.05)
    })
  })
})
