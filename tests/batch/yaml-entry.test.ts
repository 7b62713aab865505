import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { yamlEntry } from '../../src/batch/yaml-entry.ts'

const hardText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ':',
      '#',
      '-',
      '"',
      "'",
      '\n',
      ' ',
      '{',
      ']',
      ',',
      '\u2028',
      '\u0085',
      '\uFEFF',
      '上',
    ),
  }),
  fc.constantFrom('NO', 'no', 'null', 'not_offered', 'a-', '~', '1e3', '2026-05-01', '=1+1'),
)
const value = fc.oneof(
  hardText,
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
  fc.boolean(),
  fc.constant(null),
)
const rateLike = fc.record({
  id: hardText,
  source: fc.record({ file: hardText, part: fc.nat(), text: hardText }),
  origin: fc.option(fc.record({ text: hardText, alternatives: fc.array(hardText) })),
  amount: value,
  remarks: fc.array(hardText),
})

it('an entry reads back as it was, whatever its texts hold', () => {
  fc.assert(
    fc.property(fc.array(rateLike, { minLength: 1, maxLength: 4 }), (rates) => {
      const text = rates.map((rate) => yamlEntry(rate)).join('')
      expect(parse(text)).toEqual(rates)
    }),
  )
})
