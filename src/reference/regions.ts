import { readFileSync } from 'node:fs'

/**
 * Names of countries and their subdivisions, folded ahead by `npm run build:places`: the first place of a process is
 * not to wait for thousands of foldings.
 */
export interface RegionKeys {
  /** ISO 3166-1 alpha-2 → English short name. */
  readonly countryNames: Readonly<Record<string, string>>
  /** Folded name without blanks, in any of ten languages, alias or ISO code → alpha-2. */
  readonly countries: Readonly<Record<string, string>>
  /** Folded name or alias → ISO 3166-2 codes: `CN-GD`. */
  readonly subdivisions: Readonly<Record<string, readonly string[]>>
  /** Codes that stand alone behind a place where that is the custom: `CA` → `US-CA`. */
  readonly subdivisionCodes: Readonly<Record<string, readonly string[]>>
}

export const REGIONS_FILE = new URL('./data/regions.jsonl', import.meta.url)

let loaded: RegionKeys | null = null

export function regionKeys(): RegionKeys {
  loaded ??= JSON.parse(readFileSync(REGIONS_FILE, 'utf8')) as RegionKeys
  return loaded
}
