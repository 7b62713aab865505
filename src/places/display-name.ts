/** Name for readers: "Ningbo" for "Ningbo Lishe International Apt" stays as listed, "Shanghai Pt" loses its ending. */
export function displayName(listed: string): string {
  return listed
    .replace(/\s+(?:Pt|Apt)\b(?=$|\s*\/)/g, '')
    .replace(/\s*\((?:ex|form\.)\s+[^)]*\)/gi, '')
    .trim()
}
