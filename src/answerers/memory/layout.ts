import { z } from 'zod'
import { findingCodeSchema } from '../../checks/finding.ts'
import { columnRoleSchema } from '../../columns/understanding.ts'
import { COUNTRY_ANSWERS } from '../../mapping/answerer.ts'
import { MAPPING_FIELDS } from '../../mapping/mapping.ts'
import {
  basisSchema,
  chargeTypeSchema,
  columnFieldSchema,
  containerSizeSchema,
  containerTypeSchema,
  tableKindSchema,
} from '../../reference/vocabulary.ts'
import { ROW_LABELS } from '../../tables/table.ts'

/**
 * A layout that a person approved, as a file that is read in a pull request: what the sheets look like, and the answers
 * of each stage in terms that move with them (headings, kinds of rows, captions), never row numbers or values.
 */

const labelSchema = z.enum(ROW_LABELS)

/** Rows under a heading that hold no data, by what their cells look like. */
const otherRowSchema = z.strictObject({
  label: labelSchema,
  /** Among the data, or below the last of it. */
  where: z.enum(['inside', 'below']),
  /** Kind of each filled cell by its place in the block: `0:text`. */
  cells: z.string(),
})

/** A heading of a sheet and what the rows below it look like. */
const headingSchema = z.strictObject({
  /** Rows of the heading, each cell with its place in the block, as written. */
  rows: z.array(z.array(z.strictObject({ at: z.int(), text: z.string() }))).min(1),
  /** Rows between it and the end of the table above, or the top of the sheet; one for each table under this heading. */
  rows_above: z.array(z.int()).min(1),
  /** Fewest filled cells of a row of data. */
  fewest_cells: z.int(),
  /** Kinds of cells that the data holds at each place of the block. */
  data: z.array(z.strictObject({ at: z.int(), kinds: z.array(z.string()) })),
  others: z.array(otherRowSchema),
})
export type RememberedHeading = z.infer<typeof headingSchema>

const captionSchema = z.strictObject({
  label: labelSchema,
  /** Cells of the row, folded; dates and numbers are `#`. */
  text: z.string(),
  /** Above every heading of the sheet, or anywhere else. */
  where: z.enum(['above', 'elsewhere']),
})

const columnSchema = z.strictObject({
  heading: z.string(),
  role: columnRoleSchema,
  /** Further fields that a person gave it; absent: those that its values say. */
  also: z.array(columnFieldSchema).optional(),
  /** Share of the filled cells that look like this. A column that looks otherwise is asked again. */
  looks_like: z.record(z.string(), z.number()),
})
export type RememberedColumn = z.infer<typeof columnSchema>

/** Where a value that holds for every row stands. */
const literalSchema = z.strictObject({
  field: z.enum(MAPPING_FIELDS),
  /** The cell: its kind, its key, and its text with dates and numbers as `#`. */
  cell: z.strictObject({
    kind: z.string(),
    key: z.string().nullable(),
    text: z.string(),
    /** It stands on the table's own sheet. */
    own: z.boolean(),
  }),
  /** `whole`: all of the cell; `dates`: the period in it; `words`: these words, which have to be there again. */
  take: z.enum(['whole', 'dates', 'words']),
  words: z.string().nullable(),
})
export type RememberedLiteral = z.infer<typeof literalSchema>

/** A price column; other columns are named by their place in `columns`, counted from 0. */
const priceSchema = z.strictObject({
  column: z.int(),
  type: chargeTypeSchema.nullable(),
  container_sizes: z.array(containerSizeSchema),
  container_type: containerTypeSchema.nullable(),
  charge: z.string().nullable(),
  basis: basisSchema.nullable(),
  currency: z.string().nullable(),
  currency_column: z.int().nullable(),
  minimum_column: z.int().nullable(),
  weight_break: z.string().nullable(),
  heading_is: z.enum(['origin', 'destination']).nullable(),
})
export type RememberedPrice = z.infer<typeof priceSchema>

/** A text that may mean several places, and the one that was said to be meant. */
const placeSchema = z.strictObject({
  text: z.string(),
  /** What the country column beside it says, as written. */
  country: z.string().nullable(),
  /** UN/LOCODE. */
  code: z.string(),
})
export type RememberedPlace = z.infer<typeof placeSchema>

/** What a person accepted of the table or of a column (its place in `columns`), although a check objects to it. */
const acceptedSchema = z.strictObject({
  code: findingCodeSchema,
  column: z.int().nullable(),
  reason: z.string(),
})

const tableSchema = z.strictObject({
  kind: tableKindSchema,
  columns: z.array(columnSchema),
  literals: z.array(literalSchema),
  prices: z.array(priceSchema),
  /** Countries that somebody said hold for every place of a column, or that none does; held against the data each time. */
  countries: z
    .array(z.strictObject({ field: z.enum(COUNTRY_ANSWERS), country: z.string().nullable() }))
    .optional(),
  accepted: z.array(acceptedSchema).optional(),
  /** Captions over the table: prices mean what these say. */
  captions: z.array(z.string()),
})
export type RememberedTable = z.infer<typeof tableSchema>

const sheetSchema = z.strictObject({
  sheet: z.string().nullable(),
  /** Seen through a view that stands a lying table upright. */
  turned: z.boolean(),
  captions: z.array(captionSchema),
  headings: z.array(headingSchema),
  tables: z.array(tableSchema),
  /** Places that were decided; the same texts mean them again. */
  places: z.array(placeSchema).optional(),
})
export type RememberedSheet = z.infer<typeof sheetSchema>

export const layoutSchema = z.strictObject({
  /** Name of the file below `layouts/`, without ending. */
  layout: z.string(),
  /** The workbook that was approved. */
  approved_from: z.string(),
  sheets: z.array(sheetSchema),
})
export type Layout = z.infer<typeof layoutSchema>
