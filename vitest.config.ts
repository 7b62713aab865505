import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Real workbooks and child processes on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // By default one core is left to the watcher; a run needs none.
    maxWorkers: 2,
  },
})
