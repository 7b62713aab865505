import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import type { Grid } from '../../src/workbook/grid.ts'
import { readWorkbook } from '../../src/workbook/read-workbook.ts'

async function read(html: string | Uint8Array): Promise<Grid> {
  const { value, findings } = await readWorkbook(Buffer.from(html as string), 'export.xls')
  expect(findings[0]?.code).toBe('file-html-as-xls')
  return value!.grids[0]!
}

test('the portal page in the samples of bad input is read, and said to be HTML', async () => {
  const bytes = readFileSync(new URL('../fixtures/bad/html-table.xls', import.meta.url))
  const { value, findings } = await readWorkbook(bytes, 'html-table.xls')
  const grid = value!.grids[0]!
  expect(findings.map(({ message }) => message)).toEqual(['This .xls is an HTML page; read as one table.'])
  expect([grid.sheet, grid.text(5, 2), grid.text(17, 0), grid.text(22, 3)]).toEqual([
    null,
    '1,450',
    'Port Klang',
    'on request',
  ])
  expect(grid.mergeAt(10, 0)).toEqual({ top: 5, left: 0, bottom: 16, right: 0 })
  expect(grid.text(1, 0)).toBe('PIL (Pacific International Lines) – Online tariff export')
  expect(grid.style(3, 0)).toMatchObject({ bold: true, fill: '003366' })
})

test('spans, nested marks, entities, line breaks, looks', async () => {
  const grid =
    await read(`<!DOCTYPE html><html><head><style>.x{background:#FFCC00;text-decoration:line-through}</style></head><body>
    <h2>Rates &amp; notes</h2><p>valid till 31 May</p>
    <table><tr><th rowspan=2>POL<th colspan='2'>20&#39; / 40&#x27;</tr><tr><td>a<br>b</td><td class=x>gone</td></tr>
    <tr style="display:none"><td>Hamburg</td><td><s>900</s> <b>950</b><td bgcolor=yellow>1450</table>after
    <table><tr><td>second <!-- <td>no</td> --> table</td></tr></table></body></html>`)
  expect([1, 2, 6, 7].map((row) => grid.text(row, 0))).toEqual([
    'Rates & notes',
    'valid till 31 May',
    'after',
    'second table',
  ])
  expect([grid.text(3, 1), grid.text(4, 1), grid.text(4, 2), grid.text(5, 0)]).toEqual([
    "20' / 40'",
    'a\nb',
    'gone',
    'Hamburg',
  ])
  expect([grid.style(3, 0).bold, grid.style(4, 2), grid.isRowHidden(5)]).toMatchObject([
    true,
    { struck: true, fill: 'FFCC00' },
    true,
  ])
  expect([grid.text(5, 1), grid.extra(5, 1)?.struckText, grid.number(5, 2), grid.style(5, 2).fill]).toEqual([
    '950',
    '900',
    1450,
    'FFFF00',
  ])
})

test('tables inside the cells of a layout table stand below each other', async () => {
  const grid = await read(
    '<table><tr><td><table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table></td></tr><tr><td><table><tr><td>C</td></tr></table></td></tr></table>',
  )
  expect([grid.text(1, 0), grid.number(1, 1), grid.text(2, 0), grid.text(3, 0)]).toEqual(['A', 1, 'B', 'C'])
})

test('the charset of the page, the number format and the raw number of office pages', async () => {
  const page = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
    <style><!-- td.xl24 {mso-number-format:"\\#\\,\\#\\#0\\.00";font-weight:700;} --></style></head><body><table><tr><td>上海</td><td class=xl24 x:num="1450.5">1,450.50</td></tr></table>`
  const grid = await read(iconv.encode(page, 'gbk'))
  expect([grid.text(1, 0), grid.number(1, 1), grid.text(1, 1)]).toEqual(['上海', 1450.5, '1,450.50'])
  expect(grid.style(1, 1)).toMatchObject({ numberFormat: '#,##0.00', bold: true })
})

test('a web archive', async () => {
  const page = '<html><body><table><tr><td>K=C3=B6ln</td><td>1450=\r\n</td></tr></table></body></html>'
  const archive = `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="xx"\r\n\r\n--xx\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${page}\r\n--xx--\r\n`
  const grid = await read(archive)
  expect([grid.text(1, 0), grid.number(1, 1)]).toEqual(['Köln', 1450])
})
