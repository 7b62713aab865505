import { expect, test } from 'vitest'
import { readWorkbook } from '../../src/workbook/read-workbook.ts'
import { zip } from './packages.ts'

const STYLES = `<o:automatic-styles>
  <n:currency-style s:name="N1"><n:number n:decimal-places="2" n:min-integer-digits="1" n:grouping="true"/><n:text> </n:text><n:currency-symbol>€</n:currency-symbol></n:currency-style>
  <n:date-style s:name="N2"><n:day n:style="long"/><n:text>.</n:text><n:month n:style="long"/><n:text>.</n:text><n:year n:style="long"/></n:date-style>
  <s:style s:name="ce1" s:family="table-cell" s:data-style-name="N1"><s:table-cell-properties f:background-color="#ffcc00"/></s:style>
  <s:style s:name="ce2" s:family="table-cell" s:parent-style-name="ce1"><s:text-properties f:font-weight="bold" s:text-line-through-style="solid"/></s:style>
  <s:style s:name="ce3" s:family="table-cell" s:data-style-name="N2"/>
  <s:style s:name="T1" s:family="text"><s:text-properties s:text-line-through-style="solid"/></s:style>
  <s:style s:name="ta2" s:family="table"><s:table-properties t:display="false"/></s:style>
</o:automatic-styles>`

function ods(tables: string, before = ''): Uint8Array {
  return zip({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<?xml version="1.0"?><o:document-content>${STYLES}<o:body><o:spreadsheet>${before}${tables}</o:spreadsheet></o:body></o:document-content>`,
  })
}

const cell = (type: string, value: string, shown: string, more = ''): string =>
  `<t:table-cell o:value-type="${type}" ${value} ${more}><x:p>${shown}</x:p></t:table-cell>`

test('values, looks and what the file shows for them', async () => {
  const row = [
    cell('currency', 'o:value="1450" o:currency="EUR"', '1.450,00 €', 't:style-name="ce1"'),
    cell('float', 'o:value="5"', '5,00 €', 't:style-name="ce2"'),
    cell('date', 'o:date-value="2026-05-01"', '01.05.2026', 't:style-name="ce3"'),
    cell('boolean', 'o:boolean-value="true"', 'WAHR'),
    cell('string', 'c:value-type="error"', '#N/A'),
    cell('string', '', 'a<x:s x:c="2"/>b<x:line-break/>c</x:p><x:p>d'),
    cell('string', '', '<x:span x:style-name="T1">2350</x:span> 2400'),
    '<t:table-cell t:formula="of:=[.A1]*2;[$Buy.B2]"/>',
    `<t:table-cell o:value-type="float" o:value="7"><o:annotation><x:p>GRI</x:p><x:p>pending</x:p></o:annotation><x:p>7</x:p></t:table-cell>`,
  ]
  const { value, findings } = await readWorkbook(
    ods(`<t:table t:name="Rates"><t:table-row>${row.join('')}</t:table-row></t:table>`),
    'a.ods',
  )
  const grid = value!.grids[0]!
  expect(findings).toEqual([])
  expect([0, 1, 2, 3, 4, 5, 6].map((column) => grid.text(1, column))).toEqual([
    '1.450,00 €',
    '5,00 €',
    '01.05.2026',
    'TRUE',
    '#N/A',
    'a  b\nc\nd',
    '2400',
  ])
  expect([grid.number(1, 0), grid.style(1, 0)]).toEqual([
    1450,
    { numberFormat: '#,##0.00 [$€]', fill: 'FFCC00', bold: false, struck: false },
  ])
  expect(grid.style(1, 1)).toMatchObject({ bold: true, struck: true, fill: 'FFCC00' })
  expect([grid.number(1, 2), grid.style(1, 2).numberFormat]).toEqual([46143, 'dd.mm.yyyy'])
  expect([grid.extra(1, 6)?.struckText, grid.style(1, 6).struck]).toEqual(['2350', false])
  expect([grid.kind(1, 7), grid.extra(1, 7)]).toEqual([
    'blank',
    { formula: 'A1*2,Buy!B2', formulaWithoutValue: true },
  ])
  expect([grid.extra(1, 8)?.note, grid.text(1, 8)]).toEqual(['GRI\npending', '7'])
})

test('repeats, spans, covered cells, hidden parts, and a million blank rows', async () => {
  const rows = `<t:table-column t:number-columns-repeated="2"/><t:table-column t:visibility="collapse"/>
    <t:table-row><t:table-cell t:number-columns-spanned="2" t:number-rows-spanned="2" o:value-type="string"><x:p>A</x:p></t:table-cell><t:covered-table-cell o:value-type="string"><x:p>under</x:p></t:covered-table-cell><t:table-cell t:number-columns-repeated="16382"/></t:table-row>
    <t:table-row t:number-rows-repeated="3" t:visibility="filter"><t:table-cell/>${cell('float', 'o:value="9"', '9', 't:number-columns-repeated="2"')}</t:table-row>
    <t:table-row t:number-rows-repeated="1048570" t:visibility="collapse"><t:table-cell t:number-columns-repeated="16384"/></t:table-row>
    <t:table-row>${cell('string', '', 'last')}</t:table-row>`
  const { value } = await readWorkbook(
    ods(
      `<t:table t:name="S" t:style-name="ta2">${rows}</t:table>`,
      '<t:null-date t:date-value="1904-01-01"/>',
    ),
    'a.ods',
  )
  const grid = value!.grids[0]!
  expect([grid.state, grid.date1904, grid.mergeAt(2, 1)]).toEqual([
    'hidden',
    true,
    { top: 1, left: 0, bottom: 2, right: 1 },
  ])
  expect([grid.text(1, 1), grid.number(4, 2), grid.number(5, 2), grid.text(1048575, 0)]).toEqual([
    '',
    9,
    Number.NaN,
    'last',
  ])
  expect([grid.isRowHidden(1), grid.isRowHidden(4), grid.isColumnHidden(1), grid.isColumnHidden(2)]).toEqual([
    false,
    true,
    false,
    true,
  ])
})
