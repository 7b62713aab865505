/** More digits than a double holds would not come back as written. */
const MAX_DIGITS = 15

/**
 * The number that a text of a file without types is beyond doubt: an integer or a decimal with a point, ungrouped and
 * without leading zeros. NaN for any other: "1,450" and "1.450" are read by who knows the column. "1.450" with three
 * decimals is left alone for that reason.
 */
export function plainNumber(text: string): number {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) || text.length > MAX_DIGITS) return Number.NaN
  return /^-?\d{1,3}\.\d{3}$/.test(text) ? Number.NaN : Number(text)
}
