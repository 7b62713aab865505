import type { PlannedTable, TableDress } from './planned-table.ts'
import type { Random } from './random.ts'
import type { Sender } from './sender.ts'

const DITTOS: Record<string, readonly string[]> = { zh: ['同上', '〃', '"'], ja: ['〃', '同上'] }

/** Chooses how a table is drawn. A table of a csv file has no merges. */
export function chooseDress(sender: Sender, plan: PlannedTable, flat: boolean): TableDress {
  const { random } = sender
  const wide = plan.columns.length > 5
  return {
    headerGroups: flat
      ? random.pick(['first', 'repeated'] as const)
      : random.weighted([
          ['merged', 75],
          ['first', 15],
          ['repeated', 10],
        ]),
    tall: flat
      ? random.pick(['top', 'bottom'] as const)
      : random.weighted([
          ['merged', 60],
          ['top', 22],
          ['bottom', 18],
        ]),
    codeRow: random.weighted([
      ['none', 80],
      ['below', 12],
      ['above', 8],
    ]),
    repeats: random.weighted([
      ['written', 58],
      ['merged', flat ? 0 : 18],
      ['blank', flat ? 4 : 14],
      ['ditto', 4],
    ]),
    ditto: random.pick(DITTOS[sender.language] ?? ['"', "''", '〃', '-do-', 'ditto']),
    blankRows: random.weighted([
      [0, 82],
      [0.5, 10],
      [0.9, 8],
    ]),
    repeatHeader: random.chance(0.18),
    sectionMerged: !flat && random.chance(0.5),
    separators: wide && random.chance(0.05) ? pickSeparators(random, plan.columns.length) : [],
    hiddenRows: !flat && random.chance(0.05),
    numberRow: random.chance(0.015),
  }
}

const pickSeparators = (random: Random, columns: number): number[] =>
  random.sample(
    Array.from({ length: columns - 2 }, (_, i) => i + 1),
    random.int(1, 2),
  )
