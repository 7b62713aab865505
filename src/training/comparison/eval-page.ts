import { html } from '../curves/html.ts'
import { FIGURES_BY_STAGE } from '../evaluation/summary.ts'
import { type Comparison, DECIDING } from './compare-evals.ts'
import type { Cause, EvalRecord } from './eval-record.ts'
import { type Interval, meanInterval, shareInterval } from './intervals.ts'

/** The page stands alone: no script, no request; links lead to cells of the workbooks in `folder`. */
export function evalPage(
  records: readonly EvalRecord[],
  comparisons: readonly Comparison[],
  /** Address of the folder with the workbooks, for links; a path from the page, or a file URL. */
  folder: string,
): string {
  const title = `Evaluation: ${records.map(({ label }) => label).join(', ')}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${html(title)}</title>
<style>
body { font: 14px/1.5 system-ui, sans-serif; max-width: 1100px; margin: 2rem auto; padding: 0 1rem; color: #222 }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2rem }
table { border-collapse: collapse; margin: 0.5rem 0 } th, td { padding: 2px 10px; border-bottom: 1px solid #ddd; text-align: right }
th:first-child, td:first-child, td.text { text-align: left } th { font-weight: 600 }
small { color: #777 } .worse { color: #b00020 } .better { color: #00702a } details { margin: 0.3rem 0 }
</style>
</head>
<body>
<h1>${html(title)}</h1>
<p>${records.map((record) => html(`${record.label}: ${record.at.slice(0, 16).replace('T', ' ')}, ${record.workbooks.length} workbooks of ${record.data}`)).join('<br>')}</p>
<h2>Figures</h2>
${figures(records)}
<h2>Fields</h2>
${fields(records)}
<h2>Cost and time</h2>
${costs(records)}
${comparisons.map(changes).join('\n')}
<h2>Calibration</h2>
${records.map(calibration).join('\n')}
<h2>Case by case</h2>
${records.map((record) => cases(record, folder)).join('\n')}
</body>
</html>
`
}

const percent = (value: number | null | undefined): string =>
  typeof value === 'number' ? (100 * value).toFixed(1) : ''
const between = ({ from, to }: Interval): string => `<small>${percent(from)}–${percent(to)}</small>`
const cell = (content: string, name = ''): string => `<td${name ? ` class="${name}"` : ''}>${content}</td>`
const row = (cells: readonly string[]): string => `<tr>${cells.join('')}</tr>`
const table = (head: readonly string[], rows: readonly string[]): string =>
  `<table><tr>${head.map((title) => `<th>${html(title)}</th>`).join('')}</tr>${rows.join('')}</table>`

function figures(records: readonly EvalRecord[]): string {
  const known = Object.keys(records[0]?.mean ?? {})
  const groups = Object.entries(FIGURES_BY_STAGE)
    .map(([stage, names]) => [stage, names.filter((name) => known.includes(name))] as const)
    .filter(([, names]) => names.length > 0)
  const rows = groups.flatMap(([stage, names]) => [
    `<tr><th colspan="${records.length + 1}">${stage}</th></tr>`,
    ...names.map((name) =>
      row([
        cell(html(name.replaceAll('_', ' ')) + ((DECIDING as readonly string[]).includes(name) ? ' *' : '')),
        ...records.map((record) => {
          const values = record.workbooks.flatMap(({ figures: own }) => own[name] ?? [])
          return cell(
            values.length === 0 ? '' : `${percent(record.mean[name])} ${between(meanInterval(values))}`,
          )
        }),
      ]),
    ),
  ])
  return `${table(['mean over workbooks, %', ...records.map(({ label }) => label)], rows)}<p><small>* decides whether a model is worse. Intervals: 95 %, workbooks drawn anew.</small></p>`
}

function fields(records: readonly EvalRecord[]): string {
  const names = Object.keys(records[0]?.fields ?? {})
  const rows = names.map((name) =>
    row([
      cell(html(name)),
      ...records.map(({ fields: own }) => {
        const { right, of } = own[name] ?? { right: 0, of: 0 }
        return cell(of === 0 ? '' : `${percent(right / of)} ${between(shareInterval(right, of))}`)
      }),
    ]),
  )
  return table(['lines right where stated, %', ...records.map(({ label }) => label)], rows)
}

/** What an answer costs: for one table, all that was asked of it. What was known from before was paid for then. */
function costs(records: readonly EvalRecord[]): string {
  const rows = records.flatMap((record) => {
    const tables = record.workbooks.reduce((sum, workbook) => sum + workbook.tables, 0)
    const seconds = record.workbooks.reduce((sum, workbook) => sum + workbook.seconds, 0)
    const each = (value: number) => (tables === 0 ? '' : String(Number((value / tables).toPrecision(3))))
    const head = row([
      cell(html(record.label)),
      cell('', 'text'),
      cell(String(tables)),
      cell(each(seconds)),
      ...Array.from({ length: 6 }, () => cell('')),
    ])
    const stages = record.costs.map((cost) =>
      row([
        cell(''),
        cell(html(`${cost.stage}: ${cost.model}`), 'text'),
        cell(''),
        cell(''),
        cell(String(cost.questions)),
        cell(String(cost.from_cache)),
        cell(String(cost.unanswered), cost.unanswered > 0 ? 'worse' : ''),
        cell(each(cost.input_tokens)),
        cell(each(cost.output_tokens)),
        cell(cost.usd === null ? 'unknown' : each(cost.usd)),
      ]),
    )
    return [head, ...stages]
  })
  const heads = ['', 'stage: model', 'tables', 'seconds a table', 'questions', 'of them known', 'unanswered']
  return `${table([...heads, 'tokens in, a table', 'out', 'US dollars'], rows)}<p><small>What was known had been paid for before, and is not in the tokens and dollars. Embedded models cost nothing.</small></p>`
}

function changes(comparison: Comparison): string {
  const { before, after, figures: changed, newCauses, goneCauses, worse } = comparison
  const rows = changed.map((change) =>
    row([
      cell(html(change.figure.replaceAll('_', ' '))),
      cell(percent(change.before)),
      cell(percent(change.after)),
      cell(
        `${(100 * (change.after - change.before)).toFixed(1)} ${between(change.interval)}`,
        change.verdict === 'same' ? '' : change.verdict,
      ),
    ]),
  )
  const list = (title: string, causes: readonly Cause[]) =>
    causes.length === 0
      ? ''
      : `<details><summary>${title}: ${causes.length}</summary><ul>${causes.map((cause) => `<li>${causeText(cause)}</li>`).join('')}</ul></details>`
  return `<h2>${html(before)} → ${html(after)}: <span class="${worse ? 'worse' : 'better'}">${worse ? 'worse' : 'not worse'}</span></h2>
${table(['%', before, after, 'difference'], rows)}
${list('New slips', newCauses)}
${list('Gone', goneCauses)}`
}

function calibration(record: EvalRecord): string {
  const rows = record.calibration
    .filter(({ lines }) => lines > 0)
    .map(({ from, lines, exact, confidence }) =>
      row([
        cell(`${percent(from)} and more`),
        cell(String(lines)),
        cell(percent(confidence)),
        cell(`${percent(exact / lines)} ${between(shareInterval(exact, lines))}`),
      ]),
    )
  return `<h3>${html(record.label)} <small>mean distance ${percent(record.calibration_error)}</small></h3>
${table(['confidence, %', 'rates', 'mean confidence', 'exact'], rows)}`
}

function cases(record: EvalRecord, folder: string): string {
  const names = [...new Set(record.causes.map(({ workbook }) => workbook))]
  const parts = names.map((name) => {
    const own = record.causes.filter(({ workbook }) => workbook === name)
    const file = record.workbooks.find((workbook) => workbook.name === name)?.file ?? name
    const items = own.map((cause) => {
      const links = cause.at.map((at) => `<a href="${html(linkTo(folder, file, at))}">${html(at)}</a>`)
      return `<li>${causeText(cause)}<br><small>${links.join(', ')}</small></li>`
    })
    return `<details><summary>${html(name)}: ${own.length} causes</summary><ul>${items.join('')}</ul></details>`
  })
  return `<h3>${html(record.label)}</h3>${parts.join('\n') || '<p>Nothing is wrong.</p>'}`
}

const causeText = ({ about, expected, got, count }: Cause): string =>
  `${count} × ${html(about)}: expected <b>${html(expected)}</b>, got <b>${html(got)}</b>`

/** Spreadsheet programs open a workbook at the cell behind the `#`. */
function linkTo(folder: string, file: string, at: string): string {
  return `${folder.replace(/\/$/, '')}/${encodeURIComponent(file)}#${encodeURIComponent(at)}`
}
