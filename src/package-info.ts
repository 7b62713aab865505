import { readFileSync } from 'node:fs'

/** Folder that holds package.json, `models/` and `schemas/`: the same distance from `src/` and from `dist/`. */
export const packageRoot = new URL('../', import.meta.url)

/** Version of this package, as in package.json. */
export const VERSION: string = (
  JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as { version: string }
).version
