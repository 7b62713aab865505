import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Grid } from '../workbook/grid.ts'
import { readWorkbook } from '../workbook/read-workbook.ts'
import { type Gold, goldSchema } from './gold.ts'

/** A workbook together with how a careful person reads it: what the embedded models learn from. */
export interface LabelledWorkbook {
  /** File name without extension, unique within a data set. */
  readonly name: string
  /**
   * Sender and layout. Workbooks of one family (next month's sheet of the same carrier) must not be divided between
   * training and held-out data: a model would be examined on what it has seen.
   */
  readonly family: string
  readonly grids: readonly Grid[]
  readonly gold: Gold
  /** Folder that its files lie in; undefined for what was generated or made of a label. */
  readonly folder?: string
  /** Only columns and prices are labelled: what stands around the table may be anything, other tables too. */
  readonly rowsUnknown?: true
}

/** Made by the generator, and no sheet that a sender thought of. */
export const isGenerated = ({ family }: { readonly family: string }): boolean =>
  family.startsWith('generated')

const GOLD_ENDING = '.gold.yaml'

/**
 * Reads every `NAME.gold.yaml` of a folder (not of its sub-folders) with the workbook beside it, in the order of names.
 * Throws when a gold file is not valid or its workbook is missing or cannot be read: training on half the labels
 * would pass unseen.
 */
export async function loadLabelled(dir: string): Promise<LabelledWorkbook[]> {
  const files = (await readdir(dir)).sort()
  const labelled: LabelledWorkbook[] = []
  for (const goldFile of files.filter((file) => file.endsWith(GOLD_ENDING))) {
    const name = goldFile.slice(0, -GOLD_ENDING.length)
    const gold = goldSchema.parse(parse(await readFile(join(dir, goldFile), 'utf8')))
    if (!files.includes(gold.file)) throw new Error(`${goldFile}: its workbook ${gold.file} is not in ${dir}`)
    const { value, findings } = await readWorkbook(await readFile(join(dir, gold.file)), gold.file)
    if (!value) throw new Error(`${gold.file}: cannot be read (${findings.map((f) => f.code).join(', ')})`)
    labelled.push({ name, family: familyOf(name), grids: value.grids, gold, folder: dir })
  }
  return labelled
}

/**
 * The name without what tells one issue of a sheet from the next: the suffix "-next" and a month ("FEB26", "2026-02").
 * Letters that number variants ("14a", "14b") stay: they are other layouts.
 */
export function familyOf(name: string): string {
  return name
    .replace(/[-_ ]next$/i, '')
    .replace(
      /[-_ ](?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-_ ]?(?:20)?\d{2}|20\d{2}[-_ ]?\d{2})$/i,
      '',
    )
}
