#!/usr/bin/env node
import module from 'node:module'
import { CommanderError } from 'commander'
import { UsageError } from '../config.ts'

// Before the commands are loaded: compiled code is then kept from run to run.
module.enableCompileCache?.()
const { createProgram } = await import('./program.ts')

try {
  await createProgram().parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    // Help and version end with 0; everything else that commander refuses is wrong usage.
    process.exitCode = error.exitCode === 0 ? 0 : 2
  } else if (error instanceof UsageError) {
    process.stderr.write(`rateloom: ${error.message}\n`)
    process.exitCode = 2
  } else {
    throw error
  }
}
