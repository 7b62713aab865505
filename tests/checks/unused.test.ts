import { describe, expect, test } from 'vitest'
import { readSheet, told } from './read-sheet.ts'

const LANES = ['Hamburg', 'Rotterdam', 'Antwerp', 'Felixstowe', 'Le Havre', 'Genoa', 'Valencia', 'Piraeus']
const TABLE = [
  "POL | POD | Currency | 20'GP | 40'HC",
  ...LANES.map((pod, at) => `Shanghai | ${pod} | USD | ${900 + 50 * at} | ${1700 + 60 * at}`),
]
const read = (...above: readonly string[]) => readSheet([...above, ...TABLE].join('\n'))

describe('context-unused', () => {
  test('a week that nobody could make days of: the cell is told, and the undated rates wait', async () => {
    const [week, none] = [await read('Tarifas semana 50 | | | |'), await read('Tarifas FCL | | | |')]
    expect(told(week, 'context-unused')).toEqual(['context-unused warning A1'])
    expect(week.findings.find(({ code }) => code === 'context-unused')!.message).toContain('semana 50')
    expect(week.rates.every(({ review, findings }) => review && findings.includes('context-unused'))).toBe(
      true,
    )
    expect(told(none, 'context-unused')).toEqual([])
    expect(week.rates[0]!.confidence).toBeLessThan(none.rates[0]!.confidence)
  })

  test('what the rates were made of is no leftover', async () => {
    const dated = await read('FAK ex Shanghai, all rates in USD, valid 1-15 December 2026 | | | |')
    expect(dated.rates[0]).toMatchObject({ effective_date: '2026-12-01', expiry_date: '2026-12-15' })
    expect(told(dated, 'context-unused')).toEqual([])
    expect(dated.rates.some(({ review }) => review)).toBe(false)
  })

  test('a title that names another port and another currency is told, and the rates are less sure', async () => {
    const valid = 'valid 1-15 December 2026'
    const [other, same] = [
      await read(`FAK Santos, all amounts in EUR, ${valid} | | | |`),
      await read(`FAK, all amounts in USD, ${valid} | | | |`),
    ]
    expect(told(other, 'context-unused')).toEqual(['context-unused info A1', 'context-unused info A1'])
    expect(other.rates[0]!.confidence).toBeLessThan(same.rates[0]!.confidence)
    expect(other.rates[0]!.findings).not.toContain('context-unused')
  })
})
