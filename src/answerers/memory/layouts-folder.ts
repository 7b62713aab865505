import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { Document, isMap, isScalar, isSeq, parse, visit } from 'yaml'
import { UsageError } from '../../config.ts'
import { type Layout, layoutSchema } from './layout.ts'

const FOLDER = 'layouts'

/** Reads every layout of a workspace, by name. Throws {@link UsageError} for a file that is no layout. */
export async function readLayouts(workspace: string): Promise<Layout[]> {
  const folder = join(workspace, FOLDER)
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.yaml')).sort()
  return Promise.all(files.map((file) => readLayout(join(folder, file))))
}

const inThread = new Map<string, Promise<Layout[]>>()

/** As {@link readLayouts}, once for all workbooks that a thread of a run reads. */
export function layoutsOfThread(workspace: string): Promise<Layout[]> {
  let known = inThread.get(workspace)
  if (!known) {
    known = readLayouts(workspace)
    inThread.set(workspace, known)
  }
  return known
}

async function readLayout(path: string): Promise<Layout> {
  const text = await readFile(path, 'utf8')
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    throw new UsageError(`${path} is no valid YAML: ${(error as Error).message}. Approve the workbook again.`)
  }
  const checked = layoutSchema.safeParse(value)
  if (checked.success) return checked.data
  const { path: where, message } = checked.error.issues[0]!
  throw new UsageError(
    `${path} is no layout that this version knows (${where.join('.')}: ${message}). Approve the workbook again.`,
  )
}

/** Writes a layout; one of the same name is replaced. Gives back the path. */
export async function writeLayout(workspace: string, layout: Layout): Promise<string> {
  const folder = join(workspace, FOLDER)
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${layout.layout}.yaml`)
  await writeFileAtomic(path, layoutText(layout))
  return path
}

/** The layout as people read it: rows, columns and prices on one line each. */
export function layoutText(layout: Layout): string {
  const document = new Document(layout, { aliasDuplicateObjects: false })
  visit(document, {
    Seq(_, node) {
      for (const item of node.items) {
        if (isMap(item)) item.flow = item.items.every(({ value }) => isPlain(value))
        else if (isSeq(item)) item.flow = true
      }
      if (node.items.every((item) => isScalar(item))) node.flow = true
    },
  })
  const head = `# What rateloom remembers of a layout that was approved: answers of each stage, no rows and no prices.\n`
  return head + document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

/** A scalar, a list of scalars, or a small map of scalars. */
function isPlain(value: unknown): boolean {
  if (isSeq(value)) return value.items.every((item) => isScalar(item))
  if (isMap(value)) return value.items.every((item) => isScalar(item.value))
  return true
}
