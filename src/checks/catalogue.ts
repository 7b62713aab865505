import type { FindingCode } from './finding.ts'

/** What a finding means and what to do about it, whatever its severity. The page `docs/findings.md` is made from it. */
export interface CatalogueEntry {
  readonly group: 'file' | 'table' | 'column' | 'place' | 'value'
  readonly meaning: string
  readonly action: string
}

const entry = (group: CatalogueEntry['group'], meaning: string, action: string): CatalogueEntry => ({
  group,
  meaning,
  action,
})
const file = (meaning: string, action: string) => entry('file', meaning, action)
const table = (meaning: string, action: string) => entry('table', meaning, action)
const column = (meaning: string, action: string) => entry('column', meaning, action)
const place = (meaning: string, action: string) => entry('place', meaning, action)
const value = (meaning: string, action: string) => entry('value', meaning, action)

const SEND_AGAIN = 'Ask the sender for the file again.'
const LOOK_AT_CELL = 'Look at the cell; if the sheet is wrong, ask the sender.'

export const CATALOGUE: Readonly<Record<FindingCode, CatalogueEntry>> = {
  'file-empty': file('The file has no bytes, or no cell with content.', SEND_AGAIN),
  'file-not-found': file('There is no file at this path.', 'Check the path.'),
  'file-not-workbook': file(
    'The bytes are of another kind (PDF, picture, mail, document) whatever the ending says.',
    'Ask for the workbook itself.',
  ),
  'file-is-zip': file(
    'A ZIP archive without a workbook in it.',
    'Unpack it and send the workbooks themselves.',
  ),
  'file-truncated': file(
    'The file breaks off or its parts do not fit together. Nothing of it is used.',
    SEND_AGAIN,
  ),
  'file-encrypted': file('The workbook is protected with a password.', 'Save it without one.'),
  'file-too-large': file('The file is larger than `limits.max_file_bytes`.', 'Split it, or raise the limit.'),
  'file-zip-bomb': file(
    'The file unpacks to far more than its size (`limits.max_unpacked_bytes`, `limits.max_ratio`).',
    'Do not open it unless you know the sender; raise the limit if it is genuine.',
  ),
  'file-unreadable': file('The file has the form of a workbook, but cannot be read.', SEND_AGAIN),
  'file-time-limit': file(
    'Work on the file took longer than `limits.max_seconds`.',
    'Split it, or raise the limit.',
  ),
  'file-failed': file('Rateloom itself failed on this file: a defect of ours.', 'Please report it.'),
  'file-html-as-xls': file('A web page named .xls, as booking portals export it. It was read.', 'Nothing.'),
  'cell-limit': file('The workbook has more cells than `limits.max_cells`.', 'Split it, or raise the limit.'),
  'sheet-limit': file(
    'The workbook has more sheets than `limits.max_sheets`.',
    'Split it, or raise the limit.',
  ),
  'sheet-unreadable': file('One sheet cannot be read; the others were.', 'Look whether it holds rates.'),
  'hidden-sheet': file(
    'The sheet is hidden in the workbook. It was read.',
    'Decide whether it is meant for you.',
  ),
  'encoding-guessed': file(
    'The character set of a text file is not certain.',
    'Look at names with accents or in other scripts.',
  ),
  'no-rates': table('No rates were found in the workbook.', 'See with `rateloom inspect` what it holds.'),
  'sheet-not-rates': table(
    'The sheet holds no rates (contacts, terms, a pivot) and was left alone.',
    'Nothing.',
  ),
  'sheet-superseded': table(
    'The sheet says that it is out of date ("do not use", "old"). It was left alone.',
    'Nothing, unless it is meant to hold.',
  ),
  'duplicate-table': table(
    'The table repeats another one (a sell-price copy, a second print). Its prices were not taken twice.',
    'Look whether the right one of the two was read.',
  ),
  'header-ambiguous': table('It is not certain which rows are the header.', 'See with `rateloom inspect`.'),
  'hidden-rows': table('Rows are hidden or filtered out. They were read.', 'Ask whether they still hold.'),
  'hidden-columns': table('Columns are hidden. They were read.', 'Ask whether they still hold.'),
  'table-unsure': table('It is not certain where the table is or ends.', 'See with `rateloom inspect`.'),
  'column-unsure': column('It is not certain what the column holds.', 'See with `rateloom inspect`.'),
  'country-contradicts-data': column(
    'A stated country and the places under it do not agree. The places are believed.',
    LOOK_AT_CELL,
  ),
  'currency-missing': column('The workbook never says the currency. None was assumed.', 'Ask the sender.'),
  'currency-contradiction': column(
    'Two statements of the currency do not agree (cell, column, number format, heading).',
    LOOK_AT_CELL,
  ),
  'origin-missing': column('No origin was found for these prices.', 'See with `rateloom inspect`.'),
  'destination-missing': column('No destination was found for these prices.', 'See with `rateloom inspect`.'),
  'place-unknown': place('The place is in no list. Text and price are kept, without a code.', LOOK_AT_CELL),
  'place-ambiguous': place(
    'Several places have this name and nothing decides. No code was chosen.',
    LOOK_AT_CELL,
  ),
  'place-misspelt': place(
    'The name is misspelt; it was read as the place named.',
    'Look whether it is the one.',
  ),
  'code-name-mismatch': place(
    'The printed code is of another place than the name. The name is believed.',
    LOOK_AT_CELL,
  ),
  'group-unexpanded': place(
    'A named group of ports that the workbook does not define. It stays a group.',
    'Ask the sender for its members.',
  ),
  'same-origin-destination': place('Origin and destination are the same place.', LOOK_AT_CELL),
  'amount-outlier': value(
    'The amount is far from those of its neighbours: a digit too many or too few?',
    LOOK_AT_CELL,
  ),
  'price-order': value('A larger container costs less than a smaller one.', LOOK_AT_CELL),
  'negative-amount': value(
    'The amount is below zero. LCL refunds are real; elsewhere it may be a slip.',
    LOOK_AT_CELL,
  ),
  'non-price-in-price-column': value('A cell of a price column is no price and no known word.', LOOK_AT_CELL),
  'formula-without-value': value(
    'The cell is a formula whose result is not stored. No price was taken.',
    'Open and save the workbook in a spreadsheet program, then read it again.',
  ),
  'struck-through': value(
    'The text is struck through. No price was taken from it.',
    'Nothing, if that is meant.',
  ),
  'note-has-price': value('A note or remark holds a price. It is not among the rates.', 'Read the note.'),
  'carrier-unknown': value('The carrier is in no list. Its name is kept.', 'Nothing, or add it.'),
  'charge-unknown': value(
    'The charge is in no list. Its name is kept, without a code.',
    'Nothing, or add it.',
  ),
  'container-assumed': value(
    'Size or type of the container is by custom, not stated.',
    'Look at the heading.',
  ),
  'date-order': value('The validity ends before it begins.', LOOK_AT_CELL),
  'date-implausible': value('The date is years away from the others.', LOOK_AT_CELL),
  'date-unreadable': value('A cell of a date column is no date that can be read.', LOOK_AT_CELL),
  'date-order-assumed': value(
    'Day and month may be the other way round; nothing in the sheet proves the order.',
    'Compare with a date that you know.',
  ),
  'date-year-inferred': value(
    'The year is not stated; it was taken from the sheet or file name.',
    'Check the year.',
  ),
  'duplicate-rate': value('The same lane, container and validity is priced more than once.', LOOK_AT_CELL),
  'value-in-context-only': value(
    'The value stands only in a title, a note, or the name of sheet or file.',
    'Look whether it holds for the whole table.',
  ),
}
