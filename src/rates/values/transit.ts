/** Days of transit ("14-16", "8天", "ca. 30 Tage"); null when the text is none. */
export function readTransit(text: string): { min: number; max: number } | null {
  void text
  return null
}
