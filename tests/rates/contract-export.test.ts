import { describe, expect, it } from 'vitest'
import { readSheet, readWorkbookAt, told } from '../checks/read-sheet.ts'

type Read = Awaited<ReturnType<typeof readSheet>>['rates']

const at = (rates: Read, cell: string) => rates.filter(({ source }) => source.cell === cell)
const ends = (rates: Read, cell: string) =>
  at(rates, cell).map(({ origin, origin_via, destination_via, destination }) =>
    [origin, origin_via, destination_via, destination].map((place) => place?.unlocode ?? '-').join(' '),
  )

describe('a contract as the system of a carrier exports it', () => {
  it('holds days that are written in one for days, under whatever they are called', async () => {
    const { rates, findings } = await readSheet(`
      Load Port | Discharge Port | Currency | 20' | 40' | HQ | Eff Date | Exp Date
      SHANGHAI, CHINA | LOS ANGELES, CA | USD | 1480 | 1850 | 1850 | 20261201 | 20261214
      BUSAN, KOREA | TACOMA, WA | USD | 1390 | 1740 | 1740 | 20261201 | 20261231
      YANTIAN, CHINA | OAKLAND, CA | USD | 1620 | 2030 | 2030 | 20261215 | 20270131`)
    expect(rates).toHaveLength(9)
    expect(at(rates, 'D4')[0]).toMatchObject({ effective_date: '2026-12-15', expiry_date: '2027-01-31' })
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('leaves a column of large amounts one of amounts', async () => {
    const { rates } = await readSheet(`
      POL | POD | 20GP (IDR) | 40HC (IDR)
      JAKARTA | SINGAPORE | 20,150,000 | 20,261,231
      SURABAYA | SINGAPORE | 22,100,000 | 30,400,000`)
    expect(at(rates, 'D2')[0]).toMatchObject({ amount: 20_261_231, currency: 'IDR' })
  })

  const arbitraries = (origin: string, destination: string) =>
    readSheet(`
      At | Location | Over | Mode | Currency | 20' | 40' | HQ
      ${origin} | NANJING, CHINA | SHANGHAI, CHINA | BARGE | USD | 180 | 260 | 260
      ${origin} | WUHU, CHINA | SHANGHAI, CHINA | BARGE | USD | 200 | 290 | 290
      ${destination} | PHOENIX, AZ | LOS ANGELES, CA | TRUCK | USD | 880 | 980 | 980
      ${destination} | CHARLOTTE, NC | SAVANNAH, GA | RAMP | USD | 720 | 790 | 790`)

  it.each([
    ['Origin', 'Destination'],
    ['Export', 'Import'],
    ['Origen', 'Destino'],
    ['起运港', '目的港'],
  ])('adds on at the end that the row says: %s, %s', async (origin, destination) => {
    const { rates } = await arbitraries(origin, destination)
    expect(ends(rates, 'F2')).toEqual(['CNNKG CNSHA - -'])
    expect(ends(rates, 'F4')).toEqual(['- - USLAX USPHX'])
    expect(rates.map(({ charge }) => charge.code)).toEqual([...Array(6).fill('OPA'), ...Array(6).fill('DPA')])
  })

  it('levies a charge at the end that the row says, at none where it says all', async () => {
    const result = await readSheet(`
      Charge | At | Location | Currency | 20' | 40' | Per B/L
      LSF:LOW SULPHUR FUEL SURCHARGE | All | | USD | 131 | 164 |
      PCC:PANAMA CANAL CHARGE | All | | USD | 60 | 120 |
      CHS:CHASSIS CHARGE | Destination | CHICAGO, IL | USD | 120 | 120 |
      THC:TERMINAL HANDLING CHARGE | Origin | SHANGHAI, CHINA/NINGBO, CHINA | CNY | 784 | 1186 |
      DOC:DOCUMENT FEE | Origin | BUSAN, KOREA | KRW | | | 50000
      AMS:ADVANCE MANIFEST SECURITY CHARGE | All | | USD | | | 35`)
    const { rates } = result
    expect(['E2', 'E3', 'E4', 'E5', 'G6', 'G7'].map((cell) => at(rates, cell)[0]?.charge.code)).toEqual([
      'LSF',
      'PCC',
      'CHS',
      'THC',
      'DOC',
      'AMS',
    ])
    expect(['E2', 'E4', 'E5', 'G6', 'G7'].flatMap((cell) => ends(rates, cell))).toEqual([
      '- - - -',
      '- - - USCHI',
      'CNSHA - - -',
      'CNNGB - - -',
      'KRPUS - - -',
      '- - - -',
    ])
    expect(told(result, 'kind-contradicts-data')).toEqual([])
  })

  it('takes carrier, number and duration from the front tab, and no prices from it', async () => {
    const { rates } = await readWorkbookAt('samples/further/346-S26NA0731_AMD012_Export.xlsx')
    expect(new Set(rates.map(({ source }) => source.sheet))).not.toContain('Header')
    for (const { carrier, contract_number } of rates)
      expect([carrier?.scac, contract_number]).toEqual(['YMLU', 'S26NA0731'])
    const added = rates.filter(({ source }) => source.sheet === 'Arbitrary')
    expect(new Set(added.map(({ effective_date: from, expiry_date: to }) => `${from} ${to}`))).toEqual(
      new Set(['2026-05-01 2027-04-30']),
    )
    expect(new Set(rates.map(({ commodity }) => commodity))).toContain('G1:GARMENTS AND TEXTILES')
  })
})

describe('what a system writes by code and name', () => {
  it('is read end by end, however many points a lane has', async () => {
    const { rates } = await readSheet(`
      GROUP_NAME | COMMODITY_BRIEF | PLOR | PLOR_NAME | POL | POL_NAME | POD | POD_NAME | PLOD | PLOD_NAME | LOAD_TYPE | FEE_CODE | RATE_BASIS | CURRENCY | FEE
      Default | FAK | FRLIO | Lyon | FRFOS | Fos-sur-Mer | CIABJ | Abidjan | CIABJ | Abidjan | 20DC | BAS | PER_CONTAINER | EUR | 1150
      Default | FAK | FRLIO | Lyon | FRFOS | Fos-sur-Mer | CIABJ | Abidjan | CIABJ | Abidjan | 20DC | BAF | PER_CONTAINER | EUR | 96
      Default | FAK | FRLIO | Lyon | FRFOS | Fos-sur-Mer | CIABJ | Abidjan | CIABJ | Abidjan | 20DC | OTHC | PER_CONTAINER | EUR | 235
      Default | FAK | FRLIO | Lyon | FRFOS | Fos-sur-Mer | CIABJ | Abidjan | CIABJ | Abidjan | 40HC | BAS | PER_CONTAINER | EUR | 1780
      Default | FAK | FRLIO | Lyon | FRFOS | Fos-sur-Mer | CIABJ | Abidjan | CIABJ | Abidjan | 40HC | BAF | PER_CONTAINER | EUR | 193
      Default | FAK | FRLIO | Lyon | FRFOS | Fos-sur-Mer | CIABJ | Abidjan | CIABJ | Abidjan | | ISPS | PER_CONTAINER | EUR | 13`)
    const [freight] = at(rates, 'O2')
    expect([freight?.origin?.text, freight?.loading_port?.text]).toEqual(['Lyon', 'Fos-sur-Mer'])
    expect([freight?.unloading_port?.text, freight?.destination?.text]).toEqual(['Abidjan', 'Abidjan'])
    expect([freight?.transshipment_port, freight?.commodity]).toEqual([null, 'FAK'])
    expect(at(rates, 'O7')[0]?.container).toBeNull()
  })
})
