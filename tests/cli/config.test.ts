import { describe, expect, it } from 'vitest'
import { loadConfig, parseConfig, readLimits, UsageError } from '../../src/config.ts'
import { DEFAULT_READ_LIMITS } from '../../src/workbook/read-limits.ts'

describe('rateloom.yaml', () => {
  it('has a default for everything, the reader’s own for the limits', () => {
    const config = parseConfig('', 'rateloom.yaml')
    expect(readLimits(config)).toEqual(DEFAULT_READ_LIMITS)
    expect(config.output.formats).toEqual(['jsonl'])
    expect(config.jobs).toBeUndefined()
  })

  it('changes only what it names', () => {
    const config = parseConfig('limits: {max_cells: 5}\njobs: 2', 'rateloom.yaml')
    expect(readLimits(config)).toEqual({ ...DEFAULT_READ_LIMITS, maxCells: 5 })
    expect(config.jobs).toBe(2)
  })

  it('names every wrong option, and the place of wrong YAML', () => {
    const wrong = () => parseConfig('limits: {max_cells: -1}\nouptut: {}', 'my.yaml')
    expect(wrong).toThrow(UsageError)
    expect(wrong).toThrow(/my\.yaml[\s\S]*limits\.max_cells[\s\S]*ouptut/)
    expect(() => parseConfig('a: [', 'my.yaml')).toThrow(/my\.yaml is no valid YAML.*line 1/s)
  })

  it('must exist when it is named', async () => {
    await expect(loadConfig('gone.yaml')).rejects.toThrow(UsageError)
  })
})
