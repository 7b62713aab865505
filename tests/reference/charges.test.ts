import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCharges, readCharge } from '../../src/reference/charges.ts'

const short = (text: string, carrier?: string) => {
  const reading = readCharge(text, carrier)
  return reading && `${reading.code} ${reading.type}`
}

describe('charges', () => {
  it.each([
    ['BAS', 'BAS base'],
    ['O/F', 'BAS base'],
    ['SEA', 'BAS base'],
    ['Flete marítimo', 'BAS base'],
    ['海运费', 'BAS base'],
    ['Seefracht', 'BAS base'],
    ['ALL IN RATE', 'BAS total'],
    ['TOTAL', 'BAS total'],
    ['Ocean Freight (incl. BAF)', 'BAS total'],
    ['Freight excl THC', 'BAS base'],
    ['THC - phí xếp dỡ', 'THC surcharge'],
    ['THC at POD', 'DTHC surcharge'],
    ['Origin THC', 'OTHC surcharge'],
    ['Phí mất cân bằng container (CIC)', 'CIC surcharge'],
    ['Telex release', 'TLX surcharge'],
    ['Bon à délivrer (BAD)', 'DDF surcharge'],
    ['Plomb', 'SEAL surcharge'],
    ['Lavagem de container', 'CCF surcharge'],
    ['コンテナクリーニング', 'CCF surcharge'],
    ['B/L発行手数料', 'DOC surcharge'],
    ['ค่าซีล', 'SEAL surcharge'],
    ['통관료 및 通関料', 'CUS surcharge'],
    ['Emisión B/L', 'DOC surcharge'],
    ['Emissions (ETS)', 'ETS surcharge'],
    ['SPD', 'SPD surcharge'],
    ['LSF', 'LSF surcharge'],
    ['ARBITRARIES', 'ARB arbitrary'],
    ['BAF + LSS', 'null surcharge'],
    ['ARBITRARIES - ADD ON TOP OF BASE PORT RATE', 'ARB arbitrary'],
    ['LCL Delivery\n(Dest. currency per W/M)', 'DIB surcharge'],
    ['B/L or surrender fee', 'DOC surcharge'],
    ['Surcharge', 'null surcharge'],
    ['CDC:CY DELIVERY CHARGE', 'CDC surcharge'],
    ['PSS:PEAK SEASON SURCHARGE', 'PSS surcharge'],
    ['Sealing Charge At Origin (SEO)', 'SEO surcharge'],
    ['Heavy Lift Charge (HLC)', 'HLC surcharge'],
    ['Seafreight (SFR)', 'BAS base'],
    ['CFS / Destination Handling', 'CFS surcharge'],
    ['CFS + Handling', 'null surcharge'],
  ])('%j is %s', (text, expected) => expect(short(text)).toBe(expected))

  it('keeps an unknown code as data', () => {
    expect(readCharge('QZX')).toMatchObject({ code: 'QZX', known: false, name: null })
  })

  it('settles a contested code by the carrier, and says when it cannot', () => {
    expect(readCharge('PCS')).toMatchObject({ code: 'PCS', ambiguous: true })
    expect(readCharge('PCS', 'MSCU')).toMatchObject({ category: 'CANAL', ambiguous: false })
    expect(readCharge('EMS', 'MAEU')).toMatchObject({ category: 'EMISSIONS', ambiguous: false })
  })

  it.each([
    'Shanghai',
    'sea',
    'all',
    'The fee is due',
    'POL',
    'USD',
    'Remarks',
    'Panama',
    'FEE',
    'PER B/L',
    'DAR ES SALAAM',
    'Place of Delivery',
    'FAK, NON HAZARDOUS',
  ])('sees none in %j', (text) => expect(readCharge(text)).toBeNull())

  it('finds the charges of a sentence, and no ordinary words', () => {
    const codes = (text: string) => findCharges(text).map((mention) => mention.code)
    expect(codes('Subject to ISPS at both ends, THC at origin, BAF/SEC/EBS valid in all.')).toEqual([
      'ISPS',
      'OTHC',
      'BAF',
      'EBS',
    ])
    expect(codes('以上运费不含码头费（THC）、文件费、铅封费')).toEqual(['BAS', 'THC', 'THC', 'DOC', 'SEAL'])
    expect(codes('Rates are inclusive of BAF and LSS')).toEqual(['BAF', 'LSS'])
    expect(codes('one fee by sea, doc in all ports of Panama')).toEqual([])
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => void readCharge(text)))
  })
})
