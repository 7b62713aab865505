import { readFileSync } from 'node:fs'

/** A known heading, as written. */
export interface HeadingTerm {
  readonly text: string
  /** ISO 639-1; 'any' for several languages, or none in particular. */
  readonly language: string
}

interface ReferenceFile {
  readonly fields: Record<
    string,
    { readonly terms: readonly { readonly text: string; readonly lang: string }[] }
  >
}

interface FurtherFile {
  readonly fields: Record<string, Record<string, readonly string[]>>
}

let loaded: ReadonlyMap<string, readonly HeadingTerm[]> | undefined

/** The known headings by field: those of the reference list first, then the further ones. */
export function headingTerms(): ReadonlyMap<string, readonly HeadingTerm[]> {
  loaded ??= load()
  return loaded
}

function load(): ReadonlyMap<string, readonly HeadingTerm[]> {
  const terms = new Map<string, HeadingTerm[]>()
  for (const [field, listed] of Object.entries(data<ReferenceFile>('header-terms.json').fields))
    terms.set(
      field,
      listed.terms.map(({ text, lang }) => ({ text, language: lang })),
    )
  for (const [field, languages] of Object.entries(data<FurtherFile>('further-headings.json').fields)) {
    const further = Object.entries(languages).flatMap(([language, texts]) =>
      texts.map((text) => ({ text, language })),
    )
    terms.set(field, [...(terms.get(field) ?? []), ...further])
  }
  return terms
}

const data = <T>(file: string): T =>
  JSON.parse(readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8')) as T
