/** How much of a file is read before it is refused. All bounds are inclusive. */
export interface ReadLimits {
  /** Size of the file, bytes. */
  readonly maxFileBytes: number
  /** Bytes that all parts of a zipped workbook may unpack to. */
  readonly maxUnpackedBytes: number
  /** Unpacked size of one part by its packed size; sheets of repeated cells reach about 100. */
  readonly maxRatio: number
  /** Non-blank cells of the workbook. */
  readonly maxCells: number
  /** Sheets of the workbook. */
  readonly maxSheets: number
}

const MEGABYTE = 1024 * 1024

export const DEFAULT_READ_LIMITS: ReadLimits = {
  maxFileBytes: 100 * MEGABYTE,
  maxUnpackedBytes: 1024 * MEGABYTE,
  maxRatio: 500,
  maxCells: 10_000_000,
  maxSheets: 500,
}
