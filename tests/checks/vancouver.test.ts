import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { type CheckedAnswers, checkAnswers } from '../../src/checks/check-answers.ts'
import { type ReadTable, readRateSheet } from '../../src/pipeline.ts'

const FILE = '01-vn-to-us-update.xlsx'
const VIA = 2
let read: ReadTable

beforeAll(async () => {
  const bytes = await readFile(new URL(`../../samples/${FILE}`, import.meta.url))
  read = (await readRateSheet(bytes, FILE, embeddedAnswerers())).tables[0]!
})

/** The answers as the model of the case gave them: it saw OAKLAND, NORFOLK and TACOMA, and said "US ports". */
function asAnswered(): CheckedAnswers {
  const { table, understanding, mapping } = read
  return checkAnswers({
    table,
    file: FILE,
    understanding: {
      ...understanding,
      columns: understanding.columns.map((column) =>
        column.id === VIA
          ? {
              ...column,
              description: 'US ports that the cargo passes before its destination; "None" if direct',
            }
          : column,
      ),
    },
    mapping: { ...mapping, destination_via_country: 'United States' },
  })
}

describe('the Vancouver case: "US ports", though one of them is Vancouver, Canada', () => {
  test('both claims are found, with the cell values that contradict them', () => {
    const found = asAnswered().findings.filter(({ severity }) => severity !== 'info')
    expect(found.map(({ code }) => code)).toEqual([
      'country-contradicts-data',
      'description-contradicts-data',
    ])
    for (const { message, at } of found) {
      expect(message).toMatch(/VANCOUVER, CANADA lies in Canada/)
      expect(at).toMatchObject({ file: FILE, sheet: 'Rates' })
      expect(at.range).toMatch(/^C\d+:C\d+$/)
    }
  })

  test('both are repaired: the constant is null, the description general', () => {
    const { mapping, understanding } = asAnswered()
    expect(mapping.destination_via_country).toBeNull()
    expect(understanding.columns.find(({ id }) => id === VIA)!.description).toBe(
      'Port or gateway that the cargo passes before its destination',
    )
  })

  test('what each stage ought to have answered comes out, before and after', () => {
    expect(asAnswered().repairs).toEqual([
      {
        stage: 'mapping',
        field: 'destination_via_country',
        before: 'United States',
        after: null,
        applied: true,
      },
      {
        stage: 'understanding',
        field: 'columns.2.description',
        before: 'US ports that the cargo passes before its destination; "None" if direct',
        after: 'Port or gateway that the cargo passes before its destination',
        applied: true,
      },
    ])
  })

  test('claims that hold are left alone, and repaired answers need no further repair', () => {
    const once = asAnswered()
    expect(once.mapping).toMatchObject({
      origin_country: 'Vietnam',
      destination_country: 'United States',
    })
    const again = checkAnswers({
      table: read.table,
      file: FILE,
      understanding: once.understanding,
      mapping: once.mapping,
    })
    expect(again.repairs).toEqual([])
    expect(again.mapping).toEqual(once.mapping)
  })
})
