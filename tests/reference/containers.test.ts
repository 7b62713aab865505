import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoType, readContainers } from '../../src/reference/containers.ts'
import { readReferenceCsv, splitField } from '../../src/reference/csv.ts'

const short = (text: string) => {
  const reading = readContainers(text)
  return reading && `${reading.sizes.join(' ')}|${reading.type ?? '-'}|${reading.order}|${reading.rest}`
}

describe('containers in headings and cells', () => {
  it.each([
    ["20' STD \nSEA", '20ft|dry|parts|SEA'],
    ["O/F USD\n20'/40'/40HQ", '20ft 40ft 40ft_hc|-|parts|O/F USD'],
    ['20GP/40GP/40HC', '20ft 40ft 40ft_hc|dry|parts|'],
    ['20呎/40呎/40高', '20ft 40ft 40ft_hc|-|parts|'],
    ['40平櫃', '40ft|dry|parts|'],
    ['20/40/HQ', '20ft 40ft 40ft_hc|-|parts|'],
    ['40DV/HC', '40ft 40ft_hc|dry|same|'],
    ["40'/40'HC", '40ft 40ft_hc|-|same|'],
    ['40/HC', '40ft 40ft_hc|-|same|'],
    ['6m', '20ft|-|parts|'],
    ['12m O/F', '40ft|-|parts|O/F'],
    ["20'DC & 40'DC", '20ft 40ft|dry|parts|'],
    ['40HC_NOR \nTOTAL', '40ft_hc|nor|parts|TOTAL'],
    ['40RF', '40ft_hc|reefer|parts|'],
    ["Reefer 20'/40'", '20ft 40ft_hc|reefer|parts|'],
    ['20/40RF', '20ft 40ft_hc|reefer|parts|'],
    ['Flete 20', '20ft|-|parts|Flete'],
    ["Zuschlag 40'", '40ft|-|parts|Zuschlag'],
    ["Cont 40' HC", '40ft_hc|-|parts|'],
    ['Plus origin LSS\nUSD 20/40', '20ft 40ft|-|parts|Plus origin LSS USD'],
    [
      "40'HC Destination THC\n(Dest. currency/Container)",
      '40ft_hc|-|parts|Destination THC (Dest. currency/Container)',
    ],
    ['４０ＨＱ', '40ft_hc|-|parts|'],
    ['小柜/大柜/高柜', '20ft 40ft 40ft_hc|dry|parts|'],
    ['45G1', '40ft_hc|dry|parts|'],
    ['L5G1', '45ft_hc|dry|parts|'],
    ["4H'", '40ft_hc|-|parts|'],
    ['4RD', '40ft_hc|nor|parts|'],
    ["RATE 20'D", '20ft|dry|parts|RATE'],
    ['Open Top', '|open_top|parts|'],
  ])('%j', (text, expected) => expect(short(text)).toBe(expected))

  it.each([
    '2026',
    '20 Jan',
    '40 days',
    '20D',
    '5-20 kg',
    '20/01/2026',
    'Week 20',
    '20-Jan-2026',
    '1500',
    'GP',
    '20 t',
  ])('sees none in %j', (text) => expect(readContainers(text)).toBeNull())

  it('reads every spelling of the reference table to its length', () => {
    for (const row of readReferenceCsv('containers.csv')) {
      for (const alias of [row.canonical!, ...splitField(row.aliases)]) {
        const size = readContainers(alias)?.sizes[0]
        if (!size || !row.container_size || alias === 'HC' || alias === 'HQ') continue
        expect(`${alias} ${size.slice(0, 2)}`).toBe(`${alias} ${row.container_size.slice(0, 2)}`)
      }
    }
  })

  it('knows the ISO code of size and type', () => {
    expect(isoType('40ft_hc', 'dry')).toBe('45G1')
    expect(isoType('40ft_hc', 'reefer')).toBe('45R1')
    expect(isoType('20ft', null)).toBe('22G1')
    expect(isoType('48ft', 'bulk')).toBeNull()
  })

  it('never throws, and never leaves more text than there was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const reading = readContainers(text)
        expect((reading?.rest.length ?? 0) <= text.normalize('NFC').length + 4).toBe(true)
      }),
    )
  })
})
