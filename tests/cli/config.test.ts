import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asksEndpoints } from '../../src/config/stages.ts'
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

describe('endpoints and stages in rateloom.yaml', () => {
  const endpoints = 'endpoints: {local: {base_url: "http://localhost:11434/v1"}}'

  it('asks nobody by default, and keeps its workspace beside the file', () => {
    const config = parseConfig('', '/etc/rates/rateloom.yaml')
    expect(asksEndpoints(config.stages)).toBe(false)
    expect(config.workspace).toBe(resolve('/etc/rates/.rateloom'))
  })

  it('takes the only endpoint where a stage names none', () => {
    const { stages } = parseConfig(
      `${endpoints}\nstages: {column-roles: {answer: when_unsure, model: qwen3, second_reader: {model: big}}}`,
      'rateloom.yaml',
    )
    expect(stages['column-roles']).toMatchObject({ endpoint: 'local', second_reader: { endpoint: 'local' } })
    expect(asksEndpoints(stages)).toBe(true)
  })

  it('refuses a key in the file and says where it belongs', () => {
    const inFile = (facts: string) => () =>
      parseConfig(`endpoints: {a: {base_url: "https://x.test/v1", ${facts}}}`, 'rateloom.yaml')
    expect(inFile('api_key: sk-abc')).toThrow(/endpoints\.a\.api_key: .*environment variable/s)
    expect(inFile('api_key_env: sk-abc')).toThrow(/environment variable/)
    expect(() => parseConfig('endpoints: {a: {base_url: "https://me:pw@x.test/v1"}}', 'a.yaml')).toThrow(
      /No name, password/,
    )
  })

  it('says what a stage lacks', () => {
    expect(() => parseConfig('stages: {row-labels: {answer: always, model: m}}', 'a.yaml')).toThrow(
      /row-labels\.endpoint: No endpoint is configured/,
    )
    expect(() => parseConfig(`${endpoints}\nstages: {row-labels: {answer: always}}`, 'a.yaml')).toThrow(
      /row-labels\.model: Name the model/,
    )
    expect(() =>
      parseConfig(
        `${endpoints}\nstages: {row-labels: {answer: always, model: m, endpoint: other}}`,
        'a.yaml',
      ),
    ).toThrow(/no endpoint "other"\. Known: local/)
  })
})
