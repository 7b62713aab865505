import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeText } from '../../src/workbook/delimited/encoding.ts'
import type { Grid } from '../../src/workbook/grid.ts'
import { readWorkbook } from '../../src/workbook/read-workbook.ts'

async function read(text: string | Uint8Array): Promise<Grid> {
  const { value } = await readWorkbook(Buffer.from(text as string), 'rates.csv')
  expect(value?.format).toBe('csv')
  return value!.grids[0]!
}

describe('separator', () => {
  test.each([
    ['comma', 'POL,POD,20,40\nHamburg,New York,1450,2050\n"Los Angeles, CA",Oslo,1,2\n'],
    [
      'semicolon beside decimal commas',
      'POL;POD;20;40\nHamburg;Oslo;1.450,50;2.050,00\nBremen;Oslo;1.450,00;2.050,00\n',
    ],
    ['tab beside commas in names', 'POL\tPOD\t20\t40\nShanghai, CN\tLos Angeles, CA, US\t1,450\t2,050\n'],
    ['bar', 'POL|POD|20|40\nHamburg|Oslo|1450|2050\n'],
    ['semicolon under titles', 'Rates, as of May, all in, net\n\nPOL;POD;20;40\nHamburg;Oslo;1450;2050\n'],
    ['stated', 'sep=;\nPOL;POD;20;40\nA,B,C,D,E,F;Oslo;1;2\n'],
  ])('%s', async (_, text) => {
    expect((await read(text)).lastColumn).toBe(3)
  })
})

test('quotes, line breaks in fields, and a stray quote', async () => {
  const grid = await read(
    'a,"b ""x"", c","two\r\nlines"\r\n20" GP,"40" HC",x\r\n"open,1,2\r\nlast,="00123",007\r\n',
  )
  expect([grid.text(1, 1), grid.text(1, 2), grid.text(2, 0), grid.text(2, 2)]).toEqual([
    'b "x", c',
    'two\nlines',
    '20" GP',
    'x',
  ])
  expect([grid.text(3, 0), grid.text(3, 2), grid.text(4, 0)]).toEqual(['"open', '2', 'last'])
  expect([grid.text(4, 1), grid.text(4, 2), grid.kind(4, 2)]).toEqual(['00123', '007', 'text'])
})

test('blank lines keep their number; only numbers beyond doubt are numbers', async () => {
  const grid = await read('a,b\n\n1450,145.00\n1.450,"1,450"\n-12,1e5\n')
  expect([grid.number(3, 0), grid.number(3, 1), grid.text(3, 1)]).toEqual([1450, 145, '145.00'])
  expect([grid.kind(4, 0), grid.kind(4, 1), grid.number(5, 0), grid.kind(5, 1)]).toEqual([
    'text',
    'text',
    -12,
    'text',
  ])
})

const TEXTS = {
  'windows-1252':
    'Puerto de carga;Flete marítimo;Válido hasta\nCádiz;1.131,00 €;Días libres\nÜberseehafen – Bremen;12;São Paulo',
  gb18030:
    '起运港;目的港;20GP;有效期\n上海;汉堡;1450;2026年5月31日\n宁波;鹿特丹;1500;含燃油附加费，不含码头费',
  big5: '起運港;目的港;20GP;有效期\n基隆;漢堡;1450;2026年5月31日\n高雄;鹿特丹;1500;含燃油附加費，不含碼頭費',
  shift_jis:
    '積地;揚地;運賃;有効期限\n東京;ハンブルグ;1450;2026年5月31日まで\n名古屋;ロッテルダム;1500;燃油割増料込み',
  'euc-kr':
    '출발항;도착항;운임;유효기간\n부산;함부르크;1450;2026년 5월 31일까지\n인천;로테르담;1500;유류할증료 포함',
  'windows-1254':
    'Yükleme limanı;Varış limanı;Geçerlilik\nİstanbul;Şangay;31 Mayıs\nİzmir;Gemlik ağır;değişiklik',
  'windows-1250':
    'Port załadunku;Przeznaczenie;Ważność\nGdańsk;Łódź;do końca miesiąca\nGdynia;Plzeň;průběžně',
  'windows-1251':
    'Порт отправления;Порт назначения;Ставка\nСанкт-Петербург;Шанхай;1450\nНовороссийск;Стамбул;1500',
}

describe('encoding', () => {
  test.each(Object.entries(TEXTS))('%s is told by its characters', async (encoding, text) => {
    expect(decodeText(iconv.encode(text, encoding))).toMatchObject({ text, encoding, guessed: true })
    const { findings } = await readWorkbook(iconv.encode(text, encoding), 'a.csv')
    expect(findings.map(({ code, severity, value }) => [code, severity, value])).toEqual([
      ['encoding-guessed', 'info', encoding],
    ])
  })

  test.each(['utf8', 'utf16-le', 'utf16-be'])('%s with its mark is certain', (encoding) => {
    for (const text of Object.values(TEXTS))
      expect(decodeText(iconv.encode(text, encoding, { addBOM: true }))).toMatchObject({
        text,
        guessed: false,
      })
  })

  test('UTF-8 and UTF-16 without a mark', () => {
    for (const text of Object.values(TEXTS)) {
      expect(decodeText(iconv.encode(text, 'utf8'))).toMatchObject({
        text,
        encoding: 'utf-8',
        guessed: false,
      })
      expect(decodeText(iconv.encode(text, 'utf16-le')).text).toBe(text)
      expect(decodeText(iconv.encode(text, 'utf16-be')).text).toBe(text)
    }
  })

  test('a few special characters in a long list do not make it Chinese', () => {
    const lines = Array.from({ length: 300 }, (_, i) => `Hamburg;Oslo;${i}`)
    const text = ['Gültig – 1450 €', ...lines, 'Málaga;Århus;1'].join('\n')
    expect(decodeText(iconv.encode(text, 'windows-1252'))).toMatchObject({ text, encoding: 'windows-1252' })
  })

  test('UTF-8 cut in the middle of a character stays UTF-8', () => {
    const bytes = iconv.encode(TEXTS.gb18030, 'utf8')
    expect(decodeText(bytes.subarray(0, bytes.length - 1)).encoding).toBe('utf-8')
  })
})
