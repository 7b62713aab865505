import type { Acceptance } from '../checks/acceptance.ts'
import type { FindingCode } from '../checks/finding.ts'
import type { Mapping } from '../mapping/mapping.ts'
import type { TableKind } from '../reference/vocabulary.ts'
import type { ContextCell, Table } from '../tables/table.ts'
import type { WorkbookAnchor } from './date-context.ts'
import type { PlaceDecisions } from './decide-places.ts'
import type { DoubtSet } from './doubts.ts'
import type { PortGroups } from './groups.ts'
import type { Rate } from './rate.ts'
import type { RateConfidence } from './rate-confidence.ts'
import type { Sisters } from './sisters.ts'

/** What the rates of one table are made of. */
export interface RateInput {
  readonly table: Table
  readonly mapping: Mapping
  readonly kind: TableKind
  /** File name and SHA-256 (hex) of the workbook. */
  readonly file: string
  readonly sha256: string
  readonly groups: PortGroups
  /** Places that somebody decided whom the embedded model left in doubt. */
  readonly decisions?: PlaceDecisions
  /** Dates that other sheets or the file name state, nearest first. */
  readonly anchors: readonly WorkbookAnchor[]
  /** Cells of sheets without tables: a cover may state validity, carrier or contract for all. */
  readonly cover?: readonly ContextCell[]
  /** Whether the other tables write the day before the month; null where they do not tell. */
  readonly dayFirst?: boolean | null
  /** What the other tables of the workbook offer. @default nothing */
  readonly sisters?: Sisters
  /** What the checks found on cells of this table. */
  readonly flags: {
    at(row: number, column: number): readonly FindingCode[]
    isError(row: number, column: number): boolean
  }
  /** Below this confidence a rate goes to review (0..1). */
  readonly reviewBelow: number
  /** What a person accepted; it keeps no rate back. */
  readonly accepted?: readonly Acceptance[]
  /** How often rates of a confidence are right; null leaves confidences as they are. @default what is shipped */
  readonly confidence?: RateConfidence | null
  /** Is told each rate with the doubts about it, for a training. @default nobody */
  readonly onRate?: (rate: Rate, doubts: DoubtSet) => void
}
