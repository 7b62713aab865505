import { read, utils, write } from 'xlsx'
import { stringify } from 'yaml'
import { UsageError } from '../../config.ts'
import { LABEL_STATES, type Label, type LabelState } from '../../labels/label.ts'
import { labelText, parseLabel, type StoredLabel } from '../../labels/label-folder.ts'

/** Columns of the spreadsheet, in order. Experts change `state`, `corrected` and `reason`; the rest is to look at. */
const COLUMNS = [
  'id',
  'stage',
  'file',
  'carrier',
  'asked',
  'given',
  'corrected',
  'reason',
  'state',
  'label',
] as const
type Column = (typeof COLUMNS)[number]
type Row = Readonly<Record<Column, string>>

const SHEET = 'Labels'
/** Longest text of a cell in a spreadsheet. A label that is longer goes on in further cells to the right. */
const LONGEST_CELL = 32_000
const WIDTHS: Readonly<Record<Column, number>> = {
  id: 18,
  stage: 16,
  file: 26,
  carrier: 16,
  asked: 60,
  given: 44,
  corrected: 44,
  reason: 40,
  state: 10,
  label: 12,
}

/**
 * Labels as a spreadsheet in which people who know the trade accept, edit or reject line by line. The last column holds
 * each label whole, so that nothing is lost on the way there and back.
 */
export function writeExpertSheet(labels: readonly StoredLabel[]): Uint8Array {
  const rows = labels.map(({ id, label }) => [
    ...COLUMNS.slice(0, -1).map((column) => shown(id, label)[column]),
    ...pieces(labelText(label)),
  ])
  const sheet = utils.aoa_to_sheet([[...COLUMNS], ...rows])
  sheet['!cols'] = COLUMNS.map((column) => ({ wch: WIDTHS[column] }))
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, SHEET)
  return write(book, { type: 'array', bookType: 'xlsx', compression: true }) as Uint8Array
}

function shown(id: string, label: Label): Row {
  return {
    id,
    stage: label.stage,
    file: label.file,
    carrier: label.carrier ?? '',
    asked: asked(label),
    given: label.given === null ? '' : answerText(label.given),
    corrected: answerText(label.corrected),
    reason: label.reason,
    state: label.state,
    label: '',
  }
}

const answerText = (answer: object): string => stringify(answer, { lineWidth: 0 }).trimEnd()

/** The question in a few words: the headings and a first row, or the text of the place. */
function asked(label: Label): string {
  if (label.stage === 'place-resolution') return label.question.text
  const rows = [...label.right.header_rows, label.right.data_rows[0]]
  return rows
    .flatMap((row) => {
      const cells = label.excerpt.rows[row]
      return cells
        ? [
            Object.entries(cells)
              .map(([letter, cell]) => `${letter}: ${typeof cell === 'object' ? cell.value : cell}`)
              .join(' | '),
          ]
        : []
    })
    .join('\n')
    .slice(0, 2000)
}

function pieces(text: string): string[] {
  const parts: string[] = []
  for (let at = 0; at < text.length; at += LONGEST_CELL) parts.push(text.slice(at, at + LONGEST_CELL))
  return parts
}

export interface ImportedLabel {
  /** Id that the label had when it was exported. */
  readonly id: string
  readonly label: Label
}

/**
 * Takes the spreadsheet back. A changed answer makes the label `edited`, whatever its state says; a line that cannot be
 * read is told with its row and leaves the others alone. Throws {@link UsageError} for a file that is no such sheet.
 */
export function readExpertSheet(bytes: Uint8Array): { labels: ImportedLabel[]; problems: string[] } {
  const sheet = sheetOf(bytes)
  const [head, ...rows] = utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' })
  const at = (column: Column) => head!.indexOf(column)
  const missing = COLUMNS.filter((column) => at(column) < 0)
  if (missing.length > 0)
    throw new UsageError(
      `The spreadsheet has no column ${missing.join(', ')}: it is not one that "labels export" wrote.`,
    )
  const labels: ImportedLabel[] = []
  const problems: string[] = []
  rows.forEach((row, i) => {
    if (row.every((cell) => cell === '')) return
    const whole = parseLabel(row.slice(at('label')).join(''))
    if ('problem' in whole) {
      problems.push(
        `row ${i + 2}: the column "label" was changed (${whole.problem}). Take it from the export again.`,
      )
      return
    }
    const cell = (column: Column) => String(row[at(column)] ?? '').replaceAll('\r\n', '\n')
    const state = cell('state').trim().toLowerCase()
    if (!(LABEL_STATES as readonly string[]).includes(state)) {
      problems.push(`row ${i + 2}: "${cell('state')}" is no state. Write one of ${LABEL_STATES.join(', ')}.`)
      return
    }
    const edited = withEdits(whole.label, cell('corrected'), cell('reason'), state as LabelState)
    if ('problem' in edited) problems.push(`row ${i + 2}: ${edited.problem}`)
    else labels.push({ id: cell('id'), label: edited.label })
  })
  return { labels, problems }
}

function sheetOf(bytes: Uint8Array) {
  try {
    const book = read(bytes, { type: 'array' })
    const sheet = book.Sheets[SHEET] ?? book.Sheets[book.SheetNames[0] ?? '']
    if (sheet) return sheet
  } catch {
    // Told below.
  }
  throw new UsageError(
    'This is no spreadsheet of labels. Give a file that "rateloom labels export --as xlsx" wrote.',
  )
}

function withEdits(
  label: Label,
  corrected: string,
  reason: string,
  state: LabelState,
): { readonly label: Label } | { readonly problem: string } {
  if (corrected.trimEnd() === answerText(label.corrected)) return { label: { ...label, reason, state } }
  const { corrected: _, ...rest } = label
  const again = parseLabel(
    `${stringify({ ...rest, reason, state: state === 'rejected' ? 'rejected' : 'edited' }, { lineWidth: 0 })}corrected:\n${indent(corrected)}\n`,
  )
  if ('problem' in again)
    return { problem: `the column "corrected" cannot be read: ${again.problem.replace(/^line \d+: /, '')}` }
  return again
}

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
