/** How much a text looks like a place, 0 to 1: for profiles of columns. */
export function looksLikePlace(text: string): number {
  return /\p{L}{3}/u.test(text) && !/\d/.test(text) ? 0.5 : 0
}
