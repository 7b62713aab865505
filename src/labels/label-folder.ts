import { mkdir, readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { LineCounter, parseDocument, stringify } from 'yaml'
import { type Label, labelId, labelSchema } from './label.ts'

/** A label as it lies in its folder. */
export interface StoredLabel {
  readonly id: string
  readonly path: string
  readonly label: Label
}

/** A file that is no label, with what is wrong and where. */
export interface BrokenLabel {
  readonly path: string
  readonly problem: string
}

export interface LabelFolder {
  readonly labels: readonly StoredLabel[]
  readonly broken: readonly BrokenLabel[]
}

/** Where a label lies: `labels/STAGE/ID.yaml`. */
export const labelPath = (folder: string, label: Label): string =>
  join(folder, label.stage, `${labelId(label)}.yaml`)

/** Keeps a label; one that is there already keeps its state. Gives its path and whether it is new. */
export async function keepLabel(folder: string, label: Label): Promise<{ path: string; isNew: boolean }> {
  const path = labelPath(folder, label)
  const known = await readFile(path, 'utf8').catch(() => null)
  if (known !== null) return { path, isNew: false }
  await writeLabel(folder, label)
  return { path, isNew: true }
}

/** Writes a label over what lies at its address. */
export async function writeLabel(folder: string, label: Label): Promise<void> {
  const path = labelPath(folder, label)
  await mkdir(join(folder, label.stage), { recursive: true })
  await writeFileAtomic(path, labelText(label))
}

/** A label as it is written: answers and reason first, the cells last. */
export function labelText(label: Label): string {
  const checked = labelSchema.parse(label)
  const { stage, state, source, reason, date, given_by, file, carrier, layout, given, corrected, ...rest } =
    checked
  return stringify(
    { stage, state, source, reason, date, given_by, file, carrier, layout, given, corrected, ...rest },
    { lineWidth: 0, defaultStringType: 'PLAIN' },
  )
}

/** Reads every label in the sub-folders of a folder, in the order of paths. A broken file is told and costs only itself. */
export async function readLabels(folder: string): Promise<LabelFolder> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml') && entry.parentPath !== folder)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const labels: StoredLabel[] = []
  const broken: BrokenLabel[] = []
  for (const path of paths) {
    const read = parseLabel(await readFile(path, 'utf8'))
    if ('problem' in read) broken.push({ path, problem: read.problem })
    else labels.push({ id: basename(path, '.yaml'), path, label: read.label })
  }
  return { labels, broken }
}

/** Reads the text of a label; a problem names the line. */
export function parseLabel(text: string): { readonly label: Label } | { readonly problem: string } {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const error = document.errors[0]
  if (error) return { problem: `line ${counter.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}` }
  const result = labelSchema.safeParse(document.toJS())
  if (result.success) return { label: result.data }
  const issue = result.error.issues[0]!
  const node = document.getIn(issue.path.map(String), true) as
    | { range?: [number, number, number] }
    | undefined
  const line = node?.range ? `line ${counter.linePos(node.range[0]).line}: ` : ''
  return { problem: `${line}${issue.path.join('.') || 'label'}: ${issue.message}` }
}
