import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { packageRoot } from '../../src/package-info.ts'

export interface CliResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export const root = fileURLToPath(packageRoot)

/** Starts the command line from source; `ended` settles when it is over. */
export function startCli(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [`${root}src/cli/main.ts`, ...args], {
    env: { ...process.env, NO_COLOR: '1', ...env },
    cwd: root,
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = new Promise<CliResult>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
  return { child, ended }
}

export const runCli = (args: readonly string[], env?: Readonly<Record<string, string>>) =>
  startCli(args, env).ended
