import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Label, labelId } from '../../src/labels/label.ts'
import { splitLabels } from '../../src/labels/split.ts'

const label = (layout: string, carrier: string | null): { id: string; path: string; label: Label } => {
  const one: Label = {
    stage: 'place-resolution',
    state: 'accepted',
    source: 'correction',
    reason: 'r',
    date: '2026-01-01',
    given_by: null,
    file: `${layout}.xlsx`,
    carrier,
    layout,
    question: { text: layout, country: null, printed_code: null },
    given: null,
    corrected: { unlocode: null },
  }
  return { id: labelId(one), path: layout, label: one }
}

const labels = fc
  .array(fc.tuple(fc.nat(200), fc.option(fc.nat(60))), { maxLength: 120 })
  .map((pairs) =>
    pairs.map(([layout, carrier]) => label(`layout-${layout}`, carrier === null ? null : `c${carrier}`)),
  )

describe('a split', () => {
  it('puts a layout, and all layouts of a carrier, into one part', () => {
    fc.assert(
      fc.property(labels, (set) => {
        const splits = splitLabels(set, new Map())
        for (const group of Map.groupBy(set, ({ label: one }) => one.carrier).entries()) {
          if (group[0] === null) continue
          expect(new Set(group[1].map(({ label: one }) => splits.get(one.layout))).size).toBe(1)
        }
      }),
    )
  })

  it('is stable when labels are added and whatever their order', () => {
    fc.assert(
      fc.property(labels, labels, (before, more) => {
        const first = splitLabels(before, new Map())
        const later = splitLabels([...more, ...before], first)
        for (const [layout, split] of first) expect(later.get(layout)).toBe(split)
        expect(splitLabels([...before].reverse(), new Map())).toEqual(first)
      }),
    )
  })

  it('holds back 10 to 20 % for validation and as much for the test', () => {
    const splits = [
      ...splitLabels(
        Array.from({ length: 4000 }, (_, i) => label(`l${i}`, null)),
        new Map(),
      ).values(),
    ]
    for (const part of ['validation', 'test']) {
      const share = splits.filter((split) => split === part).length / splits.length
      expect(share).toBeGreaterThan(0.1)
      expect(share).toBeLessThan(0.2)
    }
  })
})
