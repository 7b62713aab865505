import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell } from '../../src/batch/rate-csv.ts'

describe('a CSV cell', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+cmd', `"'+cmd"`],
    ['-cmd', `"'-cmd"`],
    ['- ', `"'- "`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\tx', `"'\tx"`],
    ['\rx', `"'\rx"`],
    ['  =1', `"'  =1"`],
    ['＝1', `"'＝1"`],
    ['-12', '-12'],
    ['-12.50', '-12.50'],
    ['+45', '+45'],
    ['SHANGHAI, CN', '"SHANGHAI, CN"'],
    ['say "yes"', '"say ""yes"""'],
    ['plain', 'plain'],
  ])('%j is written as %s', (text, written) => {
    expect(csvCell(text)).toBe(written)
  })

  it('leaves numbers alone and is empty for nothing', () => {
    expect([csvCell(-1450), csvCell(0), csvCell(null), csvCell(undefined)]).toEqual(['-1450', '0', '', ''])
  })

  it('never begins with what a spreadsheet executes, and stays one cell', () => {
    const texts = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', 'a', '1', ' '),
    })
    fc.assert(
      fc.property(texts, (text) => {
        const cell = csvCell(text)
        const content = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
        expect(content === text || content === `'${text}`).toBe(true)
        if (!/^[+-]?\d+(\.\d+)?$/.test(content)) expect(content).not.toMatch(/^\s*[=+\-@]|^[\t\r\n]/)
        if (!cell.startsWith('"')) expect(cell).not.toMatch(/[,"\r\n]/)
      }),
    )
  })
})
