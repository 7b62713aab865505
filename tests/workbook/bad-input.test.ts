import { readFileSync } from 'node:fs'
import { strToU8 } from 'fflate'
import { expect, test } from 'vitest'
import { DEFAULT_READ_LIMITS, type ReadLimits } from '../../src/workbook/read-limits.ts'
import { readWorkbook } from '../../src/workbook/read-workbook.ts'
import { seededRandom } from './mutation.ts'
import { ole, record, rows, u16, xls, xlsx, zip } from './packages.ts'

const bad = new URL('../fixtures/bad/', import.meta.url)
const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, bad)))
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
const one = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
const good = xlsx({ sheets: [rows(one)] })

function random(length: number): Uint8Array {
  const next = seededRandom(7)
  return Uint8Array.from({ length }, () => Math.floor(next() * 256))
}

/** A package whose directory states another checksum for one part. */
function withWrongChecksum(archive: Uint8Array, part: string): Uint8Array {
  const b = Buffer.from(archive)
  const name = b.lastIndexOf(part)
  b.writeUInt32LE((b.readUInt32LE(name - 30) ^ 1) >>> 0, name - 30)
  return new Uint8Array(b)
}

const UNREADABLE: readonly (readonly [name: string, bytes: Uint8Array, code: string, message: RegExp])[] = [
  ['no bytes', new Uint8Array(), 'file-empty', /empty.*send it again/],
  ['zeros of a broken download', new Uint8Array(5000), 'file-empty', /empty/],
  ['blanks', bytes(' \r\n\t '), 'file-empty', /empty/],
  ['a PDF', bytes('%PDF-1.7\n%âãÏÓ'), 'file-not-workbook', /PDF document, not a workbook/],
  ['a picture', bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), 'file-not-workbook', /picture/],
  ['random bytes', random(4000), 'file-not-workbook', /unknown kind/],
  ['JSON', bytes('{"rates": [{"amount": 1450}]}'), 'file-not-workbook', /JSON/],
  [
    'a sheet of 1990',
    bytes('\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00'),
    'file-not-workbook',
    /Excel 4.*Send the rates as/,
  ],
  ['other XML', bytes('<?xml version="1.0"?><invoice/>'), 'file-not-workbook', /XML file/],
  [
    'a page without a table',
    bytes('<html><body>Please log in</body></html>'),
    'file-not-workbook',
    /without a table/,
  ],
  [
    'a Word document',
    zip({ '_rels/.rels': '<Relationships/>', 'word/document.xml': '<a/>' }),
    'file-not-workbook',
    /Word/,
  ],
  ['an old Word document', ole({ WordDocument: random(600) }), 'file-not-workbook', /Word/],
  [
    'a mail',
    ole({ '__properties_version1.0': random(600) }),
    'file-not-workbook',
    /Outlook message.*attachment/,
  ],
  [
    'a ZIP archive',
    fixture('zip-no-workbook.xlsx'),
    'file-is-zip',
    /^This is a ZIP archive, not an Excel workbook \(it has no xl\/workbook\.xml\)\. Unpack it and send the workbook itself\.$/,
  ],
  ['a ZIP of workbooks', zip({ 'a.xlsx': good, 'b.xls': 'x' }), 'file-is-zip', /send the 2 workbooks/],
  [
    'a cut file',
    fixture('truncated.xlsx'),
    'file-truncated',
    /^The file is incomplete or damaged, perhaps by a broken transfer\. Please send it again\.$/,
  ],
  ['a cut .xls', xls([], []).slice(0, 900), 'file-truncated', /incomplete or damaged/],
  ['a damaged string table', withWrongChecksum(good, 'xl/sharedStrings.xml'), 'file-truncated', /damaged/],
  [
    'an only sheet that is damaged',
    withWrongChecksum(good, 'xl/worksheets/sheet1.xml'),
    'file-truncated',
    /damaged/,
  ],
  [
    'a password',
    fixture('password-protected.xlsx'),
    'file-encrypted',
    /protected with a password\. Save it without one/,
  ],
  [
    'a password on an .xls',
    xls([record(0x2f, u16(1, 1, 1), Buffer.alloc(48))], []),
    'file-encrypted',
    /password/,
  ],
  [
    'a password on an .ods',
    zip({
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'META-INF/manifest.xml': '<m:manifest><m:encryption-data/></m:manifest>',
      'content.xml': random(300),
    }),
    'file-encrypted',
    /password/,
  ],
]

test.each(UNREADABLE)('%s', async (_, content, code, message) => {
  const { value, findings } = await readWorkbook(content, 'C:\\inbox\\rates.xlsx')
  expect(value).toBeNull()
  expect(findings).toHaveLength(1)
  expect(findings[0]).toMatchObject({
    code,
    severity: 'error',
    at: { file: 'rates.xlsx', sheet: null, range: null },
  })
  expect(findings[0]!.message).toMatch(message)
})

const bomb = xlsx({ sheets: [rows(`${' '.repeat(20_000_000)}${one}`)] })
const csv = bytes('a,b\n'.repeat(50))
const LIMITS: readonly (readonly [
  name: string,
  bytes: Uint8Array,
  limits: Partial<ReadLimits>,
  code: string,
  message: RegExp,
])[] = [
  ['file size', good, { maxFileBytes: 100 }, 'file-too-large', /more than the limit.*max_file_bytes/],
  ['packing ratio', bomb, {}, 'file-zip-bomb', /unpacks to far more data.*max_ratio/],
  [
    'unpacked size',
    bomb,
    { maxUnpackedBytes: 1_000_000, maxRatio: 1e9 },
    'file-zip-bomb',
    /max_unpacked_bytes/,
  ],
  [
    'sheets',
    xlsx({ sheets: [rows(one), rows(one)] }),
    { maxSheets: 1 },
    'sheet-limit',
    /2 sheets.*max_sheets/,
  ],
  [
    'cells',
    xlsx({ sheets: [rows(one), rows(one)] }),
    { maxCells: 3 },
    'cell-limit',
    /more than 3 cells.*max_cells/,
  ],
  ['cells of a text file', csv, { maxCells: 99 }, 'cell-limit', /more than 99 cells/],
  ['cells of a page', bytes(`<table>${'<tr><td>1<td>2'.repeat(50)}`), { maxCells: 99 }, 'cell-limit', /99/],
]

test.each(LIMITS)('over the limit: %s', async (_, content, limits, code, message) => {
  const { value, findings } = await readWorkbook(content, 'big.xlsx', { ...DEFAULT_READ_LIMITS, ...limits })
  expect(value).toBeNull()
  expect(findings.map((finding) => finding.code)).toEqual([code])
  expect(findings[0]!.message).toMatch(message)
})

test('a directory that lies about the size of a part is not believed', async () => {
  const b = Buffer.from(bomb)
  const name = b.lastIndexOf('xl/worksheets/sheet1.xml')
  b.writeUInt32LE(5000, name - 22)
  const { value, findings } = await readWorkbook(new Uint8Array(b), 'liar.xlsx')
  expect([value, findings[0]!.code]).toEqual([null, 'file-zip-bomb'])
})

test('one damaged sheet is left out and named; the others are read', async () => {
  const archive = xlsx({
    sheets: [rows(one), rows(`${one}<row r="2"><c r="A2"><v>3</v></c></row>`), rows(one)],
  })
  const archives = [
    withWrongChecksum(archive, 'xl/worksheets/sheet2.xml'),
    xlsx({ sheets: [rows(one), '<sheetData><row r="1"><c r="A1"><v>1', rows(one)] }),
    xlsx({ sheets: [rows(one), rows('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), rows(one)] }),
  ]
  for (const damaged of archives) {
    const { value, findings } = await readWorkbook(damaged, 'part.xlsx')
    expect(value!.grids.map(({ sheet, sheetIndex }) => [sheet, sheetIndex])).toEqual([
      ['Sheet1', 0],
      ['Sheet3', 2],
    ])
    expect(findings).toMatchObject([{ code: 'sheet-unreadable', severity: 'error', at: { sheet: 'Sheet2' } }])
    expect(findings[0]!.message).toMatch(/"Sheet2" is damaged and was left out/)
  }
})

test('chains of an .xls container that run in circles end', async () => {
  const b = Buffer.from(xls([], []))
  const fat = 512 * (1 + b.readUInt32LE(76))
  for (let i = 1; i < 8; i++) b.writeUInt32LE(i, fat + i * 4)
  expect((await readWorkbook(new Uint8Array(b), 'circle.xls')).value).toBeNull()
})

test('a text named .xlsx is read as what it is', async () => {
  const { value } = await readWorkbook(strToU8('POL;POD\nHamburg;Oslo\n'), 'really.xlsx')
  expect([value!.format, value!.grids[0]!.text(2, 1)]).toEqual(['csv', 'Oslo'])
})
