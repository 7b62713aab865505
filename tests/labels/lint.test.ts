import { describe, expect, it } from 'vitest'
import type { Label, TableLabel } from '../../src/labels/label.ts'
import { labelId } from '../../src/labels/label.ts'
import type { StoredLabel } from '../../src/labels/label-folder.ts'
import { lintLabels } from '../../src/labels/lint/lint.ts'
import type { LabelProblemCode } from '../../src/labels/lint/problem.ts'
import { splitLabels } from '../../src/labels/split.ts'
import { tokensOfLabel } from '../../src/training/data-sets/export-chat.ts'
import { readingsOf, roleLabel } from './sample-labels.ts'

const WINDOW = 16_384
const FILES = [
  '01-vn-to-us-update.xlsx',
  '07-nvocc-weekly-pricing.xlsx',
  '13-reefer-special-equipment.xlsx',
  '16-indian-forwarder.ods',
  '22-cosco-tpeb-numeric-headers.xlsx',
  '26-tr-navlun-teklifi.xlsx',
  '28-kr-export-guide.xlsx',
]

/** A sound set: for each sheet a column that was read as another. */
async function soundLabels(): Promise<TableLabel[]> {
  const labels: TableLabel[] = []
  for (const file of FILES) {
    for (const [index, reading] of (await readingsOf(file)).entries()) {
      const column = reading.understanding.columns.find(
        ({ role }) => role === 'destination' || role === 'origin',
      )
      if (!column) continue
      const facts = {
        file,
        layout: `${file}-${index}`,
        reason: `Column ${column.letter} is the ${column.role}.`,
      }
      labels.push({ ...roleLabel(reading, { [column.letter]: 'remarks' }, facts), carrier: `line ${file}` })
    }
  }
  return labels
}

const sound = await soundLabels()
const place: Extract<Label, { stage: 'place-resolution' }> = {
  stage: 'place-resolution',
  state: 'accepted',
  source: 'correction',
  reason: 'The sheet ships from Spain.',
  date: '2026-03-01',
  given_by: 'place-resolution',
  file: 'march.xlsx',
  carrier: 'line spain',
  layout: 'spain',
  question: { text: 'CARTAGENA', country: 'ES', printed_code: null },
  given: { unlocode: 'COCTG' },
  corrected: { unlocode: 'ESCAR' },
}

function store(labels: readonly Label[]): StoredLabel[] {
  return labels.map((label, i) => ({ id: labelId(label), path: `labels/${i}.yaml`, label }))
}

async function lint(
  labels: readonly Label[],
  window = WINDOW,
  broken: { path: string; problem: string }[] = [],
) {
  const stored = store(labels)
  const tokens = new Map<StoredLabel, number>()
  for (const one of stored)
    tokens.set(one, await tokensOfLabel(one, { prompt: 'short', window }).catch(() => 0))
  const splits = splitLabels(stored, new Map())
  return lintLabels({ labels: stored, broken, splits }, { window, tokensOf: (one) => tokens.get(one) ?? 0 })
}

/** The label with cells set in its excerpt. */
function withCells(label: TableLabel, row: number, cells: Record<string, string | number>): TableLabel {
  const rows = { ...label.excerpt.rows, [row]: { ...label.excerpt.rows[row], ...cells } }
  return { ...label, excerpt: { ...label.excerpt, rows } }
}
const dataRow = (label: TableLabel): number =>
  Number(Object.keys(label.excerpt.rows).find((row) => Number(row) >= label.right.data_rows[0]))
type ColumnsLabel = Extract<TableLabel, { stage: 'column-roles' }>
const columnsLabel = (i: number) => sound[i % sound.length] as ColumnsLabel
function called(
  label: ColumnsLabel,
  role: ColumnsLabel['corrected']['columns'][string],
  of: string,
): ColumnsLabel {
  const letter = Object.entries(label.corrected.columns).find(([, name]) => name === of)![0]
  return {
    ...label,
    corrected: { ...label.corrected, columns: { ...label.corrected.columns, [letter]: role } },
  }
}

describe('lint', () => {
  it('finds nothing wrong with sound labels', async () => {
    const problems = await lint([...sound, place])
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(problems.filter(({ code }) => code !== 'class-without-examples' && code !== 'imbalance')).toEqual(
      [],
    )
  })

  it('finds 30 planted faults, with two false alarms at most', async () => {
    const faults: [LabelProblemCode, Label[]][] = [
      [
        'personal-data',
        [withCells(columnsLabel(0), dataRow(sound[0]!), { A: 'jan.example@forwarder.test' })],
      ],
      ['personal-data', [withCells(columnsLabel(1), dataRow(sound[1]!), { A: 'Tel: +00 40 1234 5678' })]],
      ['personal-data', [withCells(columnsLabel(2), dataRow(sound[2]!), { A: 'Attn: Mr. Example' })]],
      ['personal-data', [{ ...place, reason: 'Says someone@forwarder.test' }]],
      ['claim-contradicts-data', [{ ...place, corrected: { unlocode: 'ES9Q9' } }]],
      ['claim-contradicts-data', [{ ...place, corrected: { unlocode: 'ZZABC' } }]],
      ['claim-contradicts-data', [called(columnsLabel(0), 'origin', 'expiry_date')]],
      ['claim-contradicts-data', [called(columnsLabel(0), 'effective_date', 'destination')]],
      ['claim-contradicts-data', [called(columnsLabel(0), 'price', 'origin')]],
      ['claim-contradicts-data', [called(columnsLabel(0), 'destination', 'price')]],
      ['claim-contradicts-data', [called(columnsLabel(2), 'currency', 'origin')]],
      ['claim-contradicts-data', [called(columnsLabel(4), 'loading_port', 'price')]],
      ['points-outside', [{ ...columnsLabel(3), right: { ...columnsLabel(3).right, header_rows: [999] } }]],
      [
        'points-outside',
        [{ ...columnsLabel(4), right: { ...columnsLabel(4).right, data_rows: [900, 950] } }],
      ],
      ['points-outside', [{ ...columnsLabel(4), corrected: { kind: 'rates', columns: { ZZ: 'origin' } } }]],
      ['points-outside', [{ ...columnsLabel(5), right: { ...columnsLabel(5).right, data_rows: [30, 2] } }]],
      ['nothing-corrected', [{ ...place, given: place.corrected }]],
      ['nothing-corrected', [{ ...columnsLabel(5), given: columnsLabel(5).corrected }]],
      ['no-reason', [{ ...place, reason: '' }]],
      ['no-reason', [{ ...columnsLabel(6), reason: '  ' }]],
      ['duplicate', [place, { ...place, file: 'april.xlsx' }]],
      ['duplicate', [columnsLabel(1), { ...columnsLabel(1), source: 'teacher' }]],
      ['contradictory-answers', [place, { ...place, corrected: { unlocode: 'COCTG' } }]],
      ['contradictory-answers', [columnsLabel(0), called(columnsLabel(0), 'origin_via', 'destination')]],
      [
        'sources-disagree',
        [
          place,
          {
            ...place,
            source: 'teacher',
            question: { ...place.question, printed_code: 'CTG' },
            corrected: { unlocode: 'COCTG' },
          },
        ],
      ],
      [
        'sources-disagree',
        [
          columnsLabel(0),
          withCells(
            { ...called(columnsLabel(0), 'unloading_port', 'destination'), source: 'teacher' },
            dataRow(sound[0]!),
            { A: 'HAIPHONG, VIETNAM' },
          ),
        ],
      ],
      ['format', []],
      ['too-long', [columnsLabel(1)]],
      ['leakage', leaking(columnsLabel(0))],
      ['leakage', leaking(columnsLabel(4))],
    ]
    expect(faults).toHaveLength(30)
    const missed: string[] = []
    let falseAlarms = 0
    for (const [i, [code, labels]] of faults.entries()) {
      const window = code === 'too-long' ? 60 : WINDOW
      const broken = code === 'format' ? [{ path: 'labels/x.yaml', problem: 'line 2: state' }] : []
      const problems = await lint(labels, window, broken)
      if (!problems.some((problem) => problem.code === code)) missed.push(`${i} ${code}`)
      falseAlarms += problems.filter(
        (problem) => problem.code !== code && problem.severity === 'error',
      ).length
    }
    expect(missed).toEqual([])
    expect(falseAlarms).toBeLessThanOrEqual(2)
  })
})

/** The same layout under two names that the hash puts into different parts. */
function leaking(label: ColumnsLabel): Label[] {
  const named = (layout: string): Label => ({ ...label, layout, carrier: null })
  const [first] = splitLabels(store([named('one')]), new Map()).values()
  for (let i = 0; ; i++) {
    const layout = `another-${i}`
    const [split] = splitLabels(store([named(layout)]), new Map()).values()
    if (split !== first) return [named('one'), named(layout)]
  }
}
