import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { packageRoot, VERSION } from '../package-info.ts'

/**
 * Names the kind of a run: program version, models and whatever options change an output. 16 hex digits. What was done
 * under one fingerprint is not taken as done under another.
 *
 * @param promoted folder of the models that answer; undefined: the shipped ones
 */
export async function runFingerprint(options: object, promoted?: string): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([VERSION, options]))
  const models = promoted === undefined ? new URL('models/', packageRoot) : pathToFileURL(`${promoted}/`)
  const entries = await readdir(models, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`)
  for (const file of files.sort()) hash.update(await readFile(file))
  return hash.digest('hex').slice(0, 16)
}
