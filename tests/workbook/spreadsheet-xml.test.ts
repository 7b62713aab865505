import { expect, test } from 'vitest'
import { readWorkbook } from '../../src/workbook/read-workbook.ts'

test('a workbook in the XML of Excel 2003', async () => {
  const xml = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
  <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
   <Styles><Style ss:ID="Default"><Font/></Style>
    <Style ss:ID="s1"><NumberFormat ss:Format="Short Date"/><Font ss:Bold="1" ss:StrikeThrough="1"/><Interior ss:Color="#FFCC00" ss:Pattern="Solid"/></Style></Styles>
   <Worksheet ss:Name="Rates"><Table>
    <Column ss:Index="2" ss:Hidden="1" ss:Span="1"/>
    <Row><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">Hamburg &amp; Oslo</Data></Cell><Cell><Data ss:Type="Number">1450.5</Data></Cell></Row>
    <Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="3" ss:StyleID="s1"><Data ss:Type="DateTime">2026-05-01T00:00:00.000</Data><Comment><Data>checked</Data></Comment></Cell>
     <Cell><ss:Data ss:Type="String"><Font><S>2350</S> 2400</Font></ss:Data></Cell><Cell ss:Formula="=R[-3]C[-2]*2"/></Row>
   </Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`
  const { value, findings } = await readWorkbook(Buffer.from(xml), 'portal.xls')
  const grid = value!.grids[0]!
  expect(findings.map(({ code }) => code)).toEqual(['hidden-sheet'])
  expect([grid.sheet, grid.state, grid.text(1, 0), grid.number(1, 2)]).toEqual([
    'Rates',
    'hidden',
    'Hamburg & Oslo',
    1450.5,
  ])
  expect(grid.mergeAt(2, 1)).toEqual({ top: 1, left: 0, bottom: 2, right: 1 })
  expect([grid.text(4, 2), grid.extra(4, 2)?.note]).toEqual(['5/1/2026', 'checked'])
  expect(grid.style(4, 2)).toEqual({ numberFormat: 'm/d/yyyy', fill: 'FFCC00', bold: true, struck: true })
  expect([grid.text(4, 3), grid.extra(4, 3)?.struckText]).toEqual(['2400', '2350'])
  expect(grid.extra(4, 4)).toEqual({ formula: 'C1*2', formulaWithoutValue: true })
  expect([
    grid.isRowHidden(4),
    grid.isColumnHidden(1),
    grid.isColumnHidden(2),
    grid.isColumnHidden(3),
  ]).toEqual([true, true, true, false])
})
