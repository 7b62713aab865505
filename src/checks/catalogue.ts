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
  'layout-drift': table(
    'The layout is not quite the one that was approved: a column or row was added, moved, renamed or removed. Only the change was asked for anew.',
    'Look whether the change was read rightly, then approve the layout again.',
  ),
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
  'place-decided': place(
    'The embedded model was not sure which place the name means; a language model picked one of its candidates.',
    'Look whether it is the one.',
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
    'The text is struck through, or its row is marked as deleted. No price was taken from it.',
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
  'answer-not-in-sheet': table(
    'A language model pointed to a row, column, word or code that the sheet does not hold. It was left out.',
    'Nothing; a model that does so often is the wrong one for this stage.',
  ),
  'endpoint-failed': table(
    'A language model gave no usable answer. The answer of the embedded model stands.',
    'Do what the message says, then run again.',
  ),
  'readers-disagree': table(
    'Two readers (embedded model, language model, second reader) say different things of a table, and what is left of the confidence is below `thresholds.disagreement_below`. Its prices go to review.',
    'Compare the two answers, under `answered` in `NAME.understanding.yaml` and `NAME.mapping.yaml`.',
  ),
  'orders-in-cell': table(
    'A cell gives orders to a model that reads it. What language models alone say of the table is not used.',
    'Look at the cell, and ask the sender what it is for.',
  ),
  'value-in-context-only': value(
    'The value stands only in a title, a note, or the name of sheet or file.',
    'Look whether it holds for the whole table.',
  ),
  'context-unused': value(
    'A cell around the table, a heading or an unread column names a time, a place, a currency or a container that no rate of the table has, or a front block the carrier or the contract. As a warning: the rates lack it altogether, and are less sure for it.',
    'Look whether the cell speaks of these prices; correct the mapping if it does.',
  ),
  'header-holds-data': table(
    'A header row looks like a row of data: its prices may be lost.',
    'See with `rateloom inspect` where the header ends.',
  ),
  'heading-as-data': table(
    'A data row repeats the words of a heading: the table begins too early, or a heading was not skipped.',
    'See with `rateloom inspect`.',
  ),
  'rows-lost': table(
    'Rows beside the data have prices in the price columns, but were not read: the table ends too early, begins too late, or takes a row of data for a note.',
    'See with `rateloom inspect` where the table ends.',
  ),
  'price-cell-lost': table(
    'A price cell gave no rate, and no other finding says why. The count of prices in and rates out does not agree.',
    'Please report it.',
  ),
  'sum-mismatch': table('Base and surcharges do not add up to the total that the sheet gives.', LOOK_AT_CELL),
  'kind-contradicts-data': table(
    'What the table is said to be (lanes, charges, members of groups) does not go with its columns.',
    'See with `rateloom inspect`.',
  ),
  'column-out-of-table': column(
    'An answer points to a column that the table does not have. The pointer was taken out.',
    'Correct the mapping.',
  ),
  'column-claimed-twice': column(
    'One column is taken for two things that cannot both be: two prices, or a price and a field.',
    'Correct the mapping.',
  ),
  'column-unread': column(
    'Heading and values of a column say what it is, but nothing was taken from it: a price column, a date, a place.',
    'See whether the mapping leaves it out rightly.',
  ),
  'role-contradicts-heading': column(
    'The heading says that the column is something else than it was taken for.',
    'Correct the mapping.',
  ),
  'role-contradicts-data': column(
    'The values of the column are not what it was taken for: dates in a carrier column, words in a price column.',
    'Correct the mapping.',
  ),
  'container-contradicts-heading': column(
    'The heading names another container than the prices were read for. The heading was believed.',
    'Nothing, or correct the mapping.',
  ),
  'charge-contradicts-heading': column(
    'The heading names another charge, or another kind of price, than it was read for.',
    'Correct the mapping.',
  ),
  'basis-contradicts-heading': column(
    'The heading names another unit (per TEU, per bill) than the prices were read for. The heading was believed.',
    'Nothing, or correct the mapping.',
  ),
  'carrier-contradicts-data': column(
    'A carrier stated for all rows is contradicted by the rows.',
    'Correct the mapping.',
  ),
  'container-contradicts-data': column(
    'A container size or type stated for all rows is contradicted by the rows.',
    'Correct the mapping.',
  ),
  'description-contradicts-data': column(
    'A description says something of all values ("US ports") that one of them contradicts. The description was made general.',
    'Nothing.',
  ),
  'literal-ungrounded': column(
    'A literal (a carrier, a currency, a date) stands nowhere in the workbook. It was taken out, and the rates wait for a person.',
    'Give the right value, or leave the field empty.',
  ),
  'example-ungrounded': column(
    'An example of a column stands in no cell of it. It was replaced by real cells.',
    'Nothing.',
  ),
  'place-ungrounded': place('The place of a rate does not go with the words of its cell.', LOOK_AT_CELL),
  'place-far': place(
    'The place lies on another side of the world than the other places of its column.',
    LOOK_AT_CELL,
  ),
  'amount-ungrounded': value(
    'The amount of a rate is no token of the cell that it cites. Nothing of it leaves.',
    'Please report it.',
  ),
  'zero-amount': value(
    'The price is zero, where the other prices are not. Zero is a price; often a lane without an offer is meant.',
    LOOK_AT_CELL,
  ),
  'dates-swapped': value(
    'Most rates end before they start: the two date columns are the other way round. They were exchanged.',
    'Nothing.',
  ),
  'validity-overlap': value(
    'Two prices of one lane, carrier and container have validities that overlap.',
    'See which of the two holds.',
  ),
  'rate-expired': value('The rates had ended when the sheet was written.', 'Ask whether they still hold.'),
  'date-ungrounded': value(
    'A date of a rate is stated neither by the table nor by anything around it.',
    'Please report it.',
  ),
  'merge-not-filled': table(
    'A cell merged over several rows was read for the first of them only.',
    'Please report it.',
  ),
}
