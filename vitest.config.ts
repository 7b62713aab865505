import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Real workbooks and child processes on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
