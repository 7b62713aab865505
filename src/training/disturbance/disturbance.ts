import type { GoldTable } from '../../labels/gold.ts'
import type { SheetGrid } from '../../workbook/sheet-grid.ts'
import type { Random } from '../generator/random.ts'
import type { Motion } from './motion.ts'

/**
 * What a sender changes in the layout of a sheet from month to month without changing a price. `letterhead`: a letter
 * above everything. `moved`: all of it further down and to the right. `spacer`: a blank column before the prices.
 * `counted`: the rows numbered at the left. `blank-rows`: a blank row after every few. `capitals`: headings in
 * capitals. `plain`: no bold face, no fills. `texts`: prices typed as texts. `signature`: terms and greetings below.
 */
export const DISTURBANCES = [
  'letterhead',
  'moved',
  'spacer',
  'counted',
  'blank-rows',
  'capitals',
  'plain',
  'texts',
  'signature',
] as const
export type DisturbanceKind = (typeof DISTURBANCES)[number]

/** A sheet with what the gold says of it. */
export interface LabelledSheet {
  readonly grid: SheetGrid
  /** In the order of the gold. */
  readonly tables: readonly GoldTable[]
  /** Cells in which the gold has a price, by {@link extraKey}. */
  readonly prices: ReadonlySet<number>
}

export interface DisturbedSheet {
  readonly grid: SheetGrid
  /** How the addresses of the gold move. */
  readonly motion: Motion
  /** The tables where they are now, when more of them has changed than their place. */
  readonly tables?: readonly GoldTable[]
}

/** Disturbs a sheet, the labels along with it; null where the sheet gives no occasion. The sheet itself stays as it is. */
export type Disturb = (sheet: LabelledSheet, random: Random) => DisturbedSheet | null
