import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { goldRateSchema, goldSchema } from '../../labels/gold.ts'
import { familyOf } from '../../labels/labelled.ts'
import type { Answer } from './score-workbook.ts'

/** A workbook with its right answers beside it. */
export interface GoldWorkbook extends Answer {
  /** Path of the workbook. */
  readonly path: string
}

const GOLD_ENDING = '.gold.yaml'

/**
 * Reads the answers of a folder (not of its sub-folders), in the order of names. Throws for an answer that breaks the
 * gold format, naming file and line: a wrong answer would make every figure wrong.
 */
export async function readGoldFolder(dir: string): Promise<GoldWorkbook[]> {
  const names = (await readdir(dir))
    .filter((file) => file.endsWith(GOLD_ENDING))
    .map((file) => file.slice(0, -GOLD_ENDING.length))
    .sort()
  if (names.length === 0) throw new Error(`${dir} holds no NAME.gold.yaml`)
  return Promise.all(
    names.map(async (name) => {
      const gold = goldSchema.parse(parse(await readFile(join(dir, name + GOLD_ENDING), 'utf8')))
      const text = await readFile(join(dir, `${name}.gold.jsonl`), 'utf8')
      const lines = text.split('\n').flatMap((line, index) => {
        if (line.trim() === '') return []
        const checked = goldRateSchema.safeParse(JSON.parse(line))
        if (!checked.success) {
          throw new Error(
            `${name}.gold.jsonl, line ${index + 1}: ${checked.error.issues[0]?.message ?? 'not a gold line'}`,
          )
        }
        return [checked.data]
      })
      return { name, family: familyOf(name), gold, lines, path: join(dir, gold.file) }
    }),
  )
}
