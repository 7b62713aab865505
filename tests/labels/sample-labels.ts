import { readFile } from 'node:fs/promises'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import type { TableLabel } from '../../src/labels/label.ts'
import {
  type CorrectionFacts,
  labelsOfCorrection,
  type Reading,
} from '../../src/labels/label-of-correction.ts'
import { readRateSheet } from '../../src/pipeline.ts'

export const FACTS: CorrectionFacts = {
  file: 'march.xlsx',
  layout: 'a-layout',
  reason: 'The column holds carriers.',
  source: 'correction',
  state: 'accepted',
  date: '2026-03-01',
}

/** Every table of a sample, as the shipped models read it. */
export async function readingsOf(file: string): Promise<Reading[]> {
  const bytes = await readFile(`samples/${file}`)
  const { tables } = await readRateSheet(bytes, file, embeddedAnswerers())
  return [...tables]
}

type Role = Reading['understanding']['columns'][number]['role']

/** The reading with another role for some columns. */
export function withRoles(reading: Reading, roles: Readonly<Record<string, Role>>): Reading {
  const columns = reading.understanding.columns.map((column) => ({
    ...column,
    role: roles[column.letter] ?? column.role,
  }))
  return { ...reading, understanding: { ...reading.understanding, columns } }
}

/** The label of a column that was given a wrong role. */
export function roleLabel(
  reading: Reading,
  wrong: Readonly<Record<string, Role>>,
  facts: Partial<CorrectionFacts> = {},
): TableLabel {
  const [label] = labelsOfCorrection(withRoles(reading, wrong), reading, { ...FACTS, ...facts })
  return label!
}
