import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { GoldPlace, GoldRate } from '../../src/labels/gold.ts'
import type { Rate, RatePlace } from '../../src/rates/rate.ts'
import { groupDifferences } from '../../src/training/evaluation/difference-groups.ts'
import { type GoldWorkbook, readGoldFolder } from '../../src/training/evaluation/gold-folder.ts'
import { exactShare, priceCellScore } from '../../src/training/evaluation/score.ts'
import { scoreFindings } from '../../src/training/evaluation/score-findings.ts'
import { scoreLines } from '../../src/training/evaluation/score-lines.ts'

const samples = await readGoldFolder(new URL('../../samples', import.meta.url).pathname)
const sample = (name: string): GoldWorkbook => samples.find((workbook) => workbook.name.startsWith(name))!

/** The rate that a perfect reader makes of a gold line. */
function rateOf(line: GoldRate): Rate {
  const { sheet, cell, part } = line
  return {
    id: createHash('sha256').update(JSON.stringify(line)).digest('hex').slice(0, 16),
    source: { file: 'x.xlsx', sha256: '', sheet, cell, part, text: String(line.amount) },
    carrier: line.carrier === null ? null : { text: line.carrier, name: null, scac: line.carrier },
    service_line: line.service_line,
    contract_number: line.contract_number,
    origin: placeOf(line.origin),
    origin_via: placeOf(line.origin_via),
    loading_port: placeOf(line.loading_port),
    transshipment_port: placeOf(line.transshipment_port),
    unloading_port: placeOf(line.unloading_port),
    destination_via: placeOf(line.destination_via),
    destination: placeOf(line.destination),
    effective_date: line.effective_date,
    expiry_date: line.expiry_date,
    container:
      line.container_size === null
        ? null
        : { size: line.container_size, type: line.container_type, iso: null },
    commodity: line.commodity,
    charge: { code: line.charge, name: null, type: line.charge_type, basis: line.basis },
    currency: line.currency,
    amount: line.amount,
    minimum: line.minimum,
    price_status: line.price_status,
    transit_days: null,
    free_time: null,
    remarks: [],
    confidence: 0.97,
    findings: [],
    review: false,
  }
}

function placeOf(place: GoldPlace | null): RatePlace | null {
  if (place === null) return null
  if ('group' in place) {
    const { text, members } = place
    return { text, name: null, country: null, unlocode: null, confidence: 1, group: true, members }
  }
  // The last of the right codes: each of them is right.
  const unlocode = place.unlocode.at(-1) ?? null
  return { text: `${place.text} `, name: null, country: place.country, unlocode, confidence: 1 }
}

describe('rates that say what the gold says', () => {
  it.each(samples.map((workbook) => workbook.name))('%s scores one hundred percent', (name) => {
    const { lines } = samples.find((workbook) => workbook.name === name)!
    // Backwards: the order of the rates must not matter.
    const { score, differences } = scoreLines(lines, lines.map(rateOf).reverse(), name)
    expect(differences).toEqual([])
    expect(priceCellScore(score).f1).toBe(1)
    expect(exactShare(score)).toBe(1)
    expect(score.places.wrong + score.places.unanswered).toBe(0)
  })
})

describe('planted mistakes', () => {
  const { lines, name } = sample('07')
  const spoil = (change: (rate: Rate, index: number) => Rate | null) =>
    scoreLines(
      lines,
      lines.map(rateOf).flatMap((rate, index) => change(rate, index) ?? []),
      name,
    )

  it('a wrong currency costs the exact rate, not the price cell', () => {
    const { score, differences } = spoil((rate, index) => (index < 10 ? { ...rate, currency: 'VND' } : rate))
    expect(priceCellScore(score).f1).toBe(1)
    expect(score.exact).toBe(lines.length - 10)
    expect(groupDifferences(differences)).toMatchObject([
      { about: 'currency', expected: 'USD', got: 'VND', count: 10 },
    ])
  })

  it('a wrong amount, a lost line and a line too many each cost what they should', () => {
    const { score } = spoil((rate, index) =>
      index === 0 ? { ...rate, amount: 1 } : index === 1 ? null : rate,
    )
    expect(score.sameCell).toBe(lines.length - 2)
    expect(priceCellScore(score).precision).toBeCloseTo((lines.length - 2) / (lines.length - 1))
    const invented = { ...rateOf(lines[0]!), source: { ...rateOf(lines[0]!).source, cell: 'ZZ9' } }
    const more = scoreLines(lines, [...lines.map(rateOf), invented], name)
    expect(more.score.extra).toBe(1)
    expect(exactShare(more.score)).toBeCloseTo(lines.length / (lines.length + 1))
  })

  it('swapped ends are found in every line, parts counted from one in every part', () => {
    const swapped = spoil((rate) => ({ ...rate, origin: rate.destination, destination: rate.origin }))
    expect(swapped.score.sameCell).toBe(0)
    const shifted = spoil((rate) => ({ ...rate, source: { ...rate.source, part: rate.source.part + 1 } }))
    expect(shifted.score.exact).toBe(0)
  })

  it('a place without a code is the lane still, but not the right place', () => {
    const { score } = spoil((rate) => ({ ...rate, origin: { ...rate.origin!, unlocode: null } }))
    expect(priceCellScore(score).f1).toBe(1)
    expect(score.exact).toBe(0)
    expect(score.places.unanswered).toBeGreaterThan(0)
    expect(score.places.wrong).toBe(0)
  })

  it('what is accepted without review is counted by itself', () => {
    const { score } = spoil((rate, index) => ({
      ...rate,
      review: index >= 4,
      ...(index === 0 ? { currency: 'XOF' } : {}),
    }))
    expect(score.accepted).toEqual({ right: 3, of: 4 })
  })

  it('a low confidence is held against what it was right about', () => {
    const { score } = spoil((rate, index) => ({ ...rate, confidence: index % 2 ? 0.6 : 0.995 }))
    const bin = score.calibration.find((entry) => entry.from === 0.5)!
    expect(bin.lines).toBe(Math.floor(lines.length / 2))
    expect(bin.exact).toBe(bin.lines)
  })
})

describe('answers that are right too', () => {
  it('leaves dry-or-reefer open in the Wove case, and only there', () => {
    for (const [name, exact] of [
      ['01', 1],
      ['14a', 0],
    ] as const) {
      const { lines, name: full } = sample(name)
      const rates = lines
        .map(rateOf)
        .map((rate) => ({ ...rate, container: rate.container && { ...rate.container, type: null } }))
      expect(exactShare(scoreLines(lines, rates, full).score)).toBe(exact)
    }
  })

  it('takes 40ft for 40RF, and DHC for DTHC', () => {
    const { lines, name } = sample('13')
    const rates = lines.map(rateOf).map((rate) => ({
      ...rate,
      container:
        rate.container?.type === 'reefer' && rate.container.size === '40ft_hc'
          ? { ...rate.container, size: '40ft' as const }
          : rate.container,
    }))
    expect(exactShare(scoreLines(lines, rates, name).score)).toBe(1)
    const wide = sample('12')
    const renamed = wide.lines
      .map(rateOf)
      .map((rate) =>
        rate.charge.code === 'DTHC' ? { ...rate, charge: { ...rate.charge, code: 'DHC' } } : rate,
      )
    expect(scoreLines(wide.lines, renamed, wide.name).differences).toEqual([])
  })
})

describe('findings', () => {
  const { gold, name } = sample('02')
  const at = (range: string, sheet = 'RCL') => ({ file: 'x', sheet, range })
  const made = (code: 'amount-outlier' | 'place-misspelt', range: string) =>
    ({ code, severity: 'warning', at: at(range), message: '', value: null, expected: null }) as const

  it('are found by code where they touch the gold range, and doubted elsewhere', () => {
    const { recall, precision } = scoreFindings(
      gold,
      [made('amount-outlier', 'A25:H25'), made('amount-outlier', 'D30'), made('place-misspelt', 'B34')],
      name,
    )
    expect(recall).toEqual({ right: 2, of: gold.findings.length })
    expect(precision).toEqual({ right: 2, of: 3 })
  })
})
