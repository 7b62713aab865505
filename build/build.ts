import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, rmSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Compiles `src/` to `dist/`, with the data files that lie beside the sources. `npm ci` and `npm pack` run it too.
 * Types are checked by `npm run check`, not here.
 */

const root = fileURLToPath(new URL('..', import.meta.url))
const source = join(root, 'src')
const dist = join(root, 'dist')
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')

rmSync(dist, { recursive: true, force: true })
execFileSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json'), '--noCheck'], {
  stdio: 'inherit',
})
cpSync(source, dist, { recursive: true, filter: (path) => extname(path) !== '.ts' })
chmodSync(join(dist, 'cli', 'main.js'), 0o755)
