import { expect, test } from 'vitest'
import type { Grid } from '../../src/workbook/grid.ts'
import { readWorkbook } from '../../src/workbook/read-workbook.ts'
import { relations, rows, type XlsxParts, xlsx } from './packages.ts'

async function read(content: XlsxParts): Promise<readonly Grid[]> {
  const { value, findings } = await readWorkbook(xlsx(content), 'test.xlsx')
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  return value!.grids
}

async function sheet(xml: string, more: Omit<XlsxParts, 'sheets'> = {}): Promise<Grid> {
  return (await read({ ...more, sheets: [xml] }))[0]!
}

const STYLES = `
  <numFmts count="1"><numFmt numFmtId="164" formatCode="[$EUR] #,##0.00"/></numFmts>
  <fonts><font/><font><b/><strike/></font><font><b val="0"/><strike val="0"/></font></fonts>
  <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
    <fill><patternFill patternType="solid"><fgColor rgb="FFFFCC00"/><bgColor indexed="64"/></patternFill></fill>
    <fill><patternFill patternType="solid"><fgColor theme="4" tint="0.5"/></patternFill></fill></fills>
  <cellStyleXfs><xf fontId="1"/></cellStyleXfs>
  <cellXfs><xf/><xf numFmtId="164" fontId="0" fillId="2"/><xf fontId="1"/><xf fontId="2" fillId="3"/><xf numFmtId="14"/></cellXfs>
  <dxfs><dxf><font><strike/></font></dxf></dxfs>`

test('cells of every type, with entities, escapes and blanks kept as they are shown', async () => {
  const grid = await sheet(
    rows(`<row r="1">
      <c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t xml:space="preserve"> R&amp;D &#x4E2D; </t></is></c>
      <c r="C1" t="str"><v>a_x000D_&#10;b_x005F_x000D_</v></c><c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#N/A</v></c>
      <c r="F1"><v>-12.50</v></c><c r="G1"><v>1.5E3</v></c><c r="H1" t="n"><v>0.1</v></c><c r="I1" t="s"><v>1</v></c>
      <c r="J1" t="d"><v>2026-05-01</v></c><c r="K1" t="str"><v><![CDATA[<20'>]]></v></c></row>`),
    { strings: '<si><t>Xingang</t></si><si/>' },
  )
  const texts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((column) => grid.text(1, column))
  expect(texts).toEqual([
    'Xingang',
    ' R&D 中 ',
    'a\nb_x000D_',
    'TRUE',
    '#N/A',
    '-12.5',
    '1500',
    '0.1',
    '',
    '2026-05-01',
    "<20'>",
  ])
  expect(grid.number(1, 9)).toBe(46143)
  expect(grid.kind(1, 8)).toBe('blank')
})

test('a struck run beside a live one leaves the live price', async () => {
  const run = (text: string, look: string): string =>
    `<r><rPr>${look}</rPr><t xml:space="preserve">${text}</t></r>`
  const grid = await sheet(
    rows(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s" s="2"><v>1</v></c><c r="C1" t="s" s="2"><v>2</v></c>
      <c r="D1" t="inlineStr"><is>${run('900', '<strike val="true"/>')}${run(' 950', '<b/>')}</is></c><c r="E1" t="s"><v>3</v></c></row>`),
    {
      styles: STYLES,
      strings: `<si>${run('2350 ', '<strike/>')}${run('2400', '')}</si><si><r><t>old</t></r>${run(' new', '')}</si>
        <si><t>all</t></si><si>${run('USD', '<strike/>')}${run('5', '<strike/>')}</si>`,
    },
  )
  expect([grid.text(1, 0), grid.extra(1, 0)?.struckText, grid.style(1, 0).struck]).toEqual([
    '2400',
    '2350',
    false,
  ])
  expect([grid.text(1, 1), grid.extra(1, 1)?.struckText, grid.style(1, 1).struck]).toEqual([
    'new',
    'old',
    false,
  ])
  expect([grid.text(1, 2), grid.style(1, 2).struck]).toEqual(['all', true])
  expect([grid.text(1, 3), grid.extra(1, 3)?.struckText]).toEqual(['950', '900'])
  expect([grid.text(1, 4), grid.style(1, 4).struck, grid.extra(1, 4)]).toEqual(['USD5', true, undefined])
})

test('phonetic guides are no part of the text', async () => {
  const strings = '<si><t>上海</t><rPh sb="0" eb="2"><t>シャンハイ</t></rPh><phoneticPr fontId="1"/></si>'
  expect((await sheet(rows('<row><c t="s"><v>0</v></c></row>'), { strings })).text(1, 0)).toBe('上海')
})

test('formulas: text kept, shared ones moved along, a missing result never becomes a price', async () => {
  const grid = await sheet(
    rows(`<row r="1"><c r="A1"><v>100</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*1.1+$D$1+LOG10(A1)&amp;"A1"</f><v>110</v></c></row>
      <row r="2"><c r="A2"><v>200</v></c><c r="B2"><f t="shared" si="0"/><v>220</v></c></row>
      <row r="3"><c r="A3"><f>Other!B2</f></c><c r="B3"><f>A1</f><v></v></c><c r="C3" t="str"><f>IF(A1,"","")</f><v></v></c><c r="D3"><f>A9</f><v>0</v></c></row>`),
  )
  expect(grid.extra(1, 1)?.formula).toBe('A1*1.1+$D$1+LOG10(A1)&"A1"')
  expect([grid.number(2, 1), grid.extra(2, 1)?.formula]).toEqual([220, 'A2*1.1+$D$1+LOG10(A2)&"A1"'])
  for (const column of [0, 1]) {
    expect(grid.kind(3, column)).toBe('blank')
    expect(grid.extra(3, column)?.formulaWithoutValue).toBe(true)
  }
  expect(grid.kind(3, 2)).toBe('blank')
  expect(grid.extra(3, 2)?.formulaWithoutValue).toBeUndefined()
  expect(grid.number(3, 3)).toBe(0)
})

test('a result of 0 in a workbook that was never calculated is no result', async () => {
  const cells = rows('<row r="1"><c r="A1"><f>B1*2</f><v>0</v></c><c r="B1"><v>0</v></c></row>')
  const grid = await sheet(cells, { workbook: '<calcPr fullCalcOnLoad="1"/>' })
  expect([grid.kind(1, 0), grid.extra(1, 0)?.formulaWithoutValue, grid.kind(1, 1)]).toEqual([
    'blank',
    true,
    'number',
  ])
})

test('number formats, fills, bold and strike-through come from the cell formats alone', async () => {
  const cells = [
    '<c r="A1" s="1"><v>1450</v></c>',
    '<c r="B1" s="2"><v>1</v></c>',
    '<c r="C1" s="3"><v>1</v></c>',
    '<c r="D1" s="4"><v>46143</v></c>',
  ]
  const grid = await sheet(rows(`<row r="1">${cells.join('')}</row>`), { styles: STYLES })
  expect(grid.text(1, 0)).toBe('EUR 1,450.00')
  expect(grid.style(1, 0)).toEqual({
    numberFormat: '[$EUR] #,##0.00',
    fill: 'FFCC00',
    bold: false,
    struck: false,
  })
  expect(grid.style(1, 1)).toMatchObject({ bold: true, struck: true, fill: null })
  expect(grid.style(1, 2)).toMatchObject({ bold: false, struck: false, fill: 'A2B9E2' })
  expect(grid.text(1, 3)).toBe('5/1/2026')
})

test('rows and cells without references follow each other', async () => {
  const grid = await sheet(
    rows(
      '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>',
    ),
  )
  expect([grid.number(1, 1), grid.number(5, 2), grid.number(5, 3), grid.number(6, 0)]).toEqual([2, 3, 4, 5])
})

test('an absurd dimension and a million styled blank rows cost nothing; the last cell is there', async () => {
  const blanks = Array.from(
    { length: 2000 },
    (_, i) => `<row r="${i + 10}" s="1" hidden="1"><c r="A${i + 10}" s="1"/></row>`,
  )
  const grid = await sheet(
    `<dimension ref="A1:XFD1048576"/>${rows(`<row r="1"><c r="A1"><v>1</v></c></row>${blanks.join('')}<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>`)}`,
    { styles: STYLES },
  )
  expect([grid.lastRow, grid.lastColumn, grid.filledRows.length, grid.number(1048576, 16383)]).toEqual([
    1048576, 16383, 2, 7,
  ])
})

test('hidden rows, columns and sheets, and merges', async () => {
  const [visible, hidden, veryHidden] = await read({
    sheets: [
      `<cols><col min="2" max="3" hidden="1"/><col min="4" max="4"/></cols>${rows('<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="true"><c r="A2"><v>2</v></c></row>')}<mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="junk"/></mergeCells>`,
      rows('<row r="1"><c r="A1"><v>1</v></c></row>'),
      rows('<row r="1"><c r="A1"><v>1</v></c></row>'),
    ],
    states: ['', 'state="hidden"', 'state="veryHidden"'],
    workbook: '<workbookPr date1904="1"/>',
  })
  expect([visible!.isRowHidden(1), visible!.isRowHidden(2)]).toEqual([false, true])
  expect([0, 1, 2, 3].map((column) => visible!.isColumnHidden(column))).toEqual([false, true, true, false])
  expect(visible!.mergeAt(2, 2)).toEqual({ top: 1, left: 0, bottom: 2, right: 2 })
  expect([hidden!.state, veryHidden!.state, hidden!.date1904]).toEqual(['hidden', 'very_hidden', true])
})

test('namespace prefixes and the strict variant read the same', async () => {
  const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
  const bytes = xlsx({
    sheets: [''],
    parts: {
      '_rels/.rels': relations([['rId1', 'officeDocument', '/xl/workbook.xml']]).replaceAll(
        /http:\S+?relationships\//g,
        `${strict}/`,
      ),
      'xl/worksheets/sheet1.xml': `\uFEFF<?xml version='1.0'?><!-- a > b --><x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData><x:row r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>Hamburg</x:t></x:is></x:c><x:c r='B1'><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
    },
  })
  const { value } = await readWorkbook(bytes, 'strict.xlsx')
  expect([value!.grids[0]!.text(1, 0), value!.grids[0]!.number(1, 1)]).toEqual(['Hamburg', 2])
})

test('notes of the old kind and conversations; a conversation goes before its stand-in', async () => {
  const grid = await sheet(rows('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'), {
    parts: {
      'xl/worksheets/_rels/sheet1.xml.rels': relations([
        ['r1', 'comments', '../comments1.xml'],
        ['r2', 'threadedComment', '../threadedComments/t1.xml'],
      ]),
      'xl/comments1.xml':
        '<comments><commentList><comment ref="A1"><text><r><t>Subject to </t></r><r><t>GRI</t></r></text></comment><comment ref="B1"><text><t>[Threaded comment]</t></text></comment></commentList></comments>',
      'xl/threadedComments/t1.xml':
        '<ThreadedComments><threadedComment ref="B1"><text>valid?</text></threadedComment><threadedComment ref="B1"><text>until May</text></threadedComment></ThreadedComments>',
    },
  })
  expect([grid.extra(1, 0)?.note, grid.extra(1, 1)?.note]).toEqual(['Subject to GRI', 'valid?\nuntil May'])
})

test('a chart sheet is named and skipped', async () => {
  const { value, findings } = await readWorkbook(
    xlsx({ sheets: ['<a/>'], sheetType: 'chartsheet' }),
    'chart.xlsx',
  )
  expect(value!.grids).toEqual([])
  expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['sheet-not-rates', 'info']])
})

test('a sheet of many pieces reads like a small one', async () => {
  const line = (r: number): string =>
    `<row r="${r}"><c r="A${r}" t="inlineStr"><is><t>Port ${r % 7} of a long name, to fill the pieces</t></is></c><c r="B${r}"><v>${r}</v></c></row>`
  const merges = Array.from({ length: 30_000 }, (_, i) => `<mergeCell ref="C${i + 1}:D${i + 1}"/>`)
  const grid = await sheet(
    `${rows(Array.from({ length: 30_000 }, (_, i) => line(i + 1)).join(''))}<mergeCells>${merges.join('')}</mergeCells>`,
  )
  expect([grid.filledRows.length, grid.number(30_000, 1), grid.text(15_001, 0), grid.merges.length]).toEqual([
    30_000,
    30_000,
    'Port 0 of a long name, to fill the pieces',
    30_000,
  ])
})
