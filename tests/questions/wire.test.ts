import { describe, expect, it } from 'vitest'
import { COLUMN_WIRE } from '../../src/answerers/questions/column-roles.ts'
import { MAPPING_WIRE } from '../../src/answerers/questions/field-mapping.ts'
import { PLACE_WIRE } from '../../src/answerers/questions/place-resolution.ts'
import { readReply } from '../../src/answerers/questions/read-reply.ts'
import { ROW_WIRE } from '../../src/answerers/questions/row-labels.ts'
import { confidenceOf, sureOf, sureSchema } from '../../src/answerers/questions/wire.ts'

type Node = Readonly<Record<string, unknown>>

/** What strict structured output takes: closed objects, all keys required, nothing but these keywords. */
const KEYWORDS = new Set(['type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'anyOf'])

function breaches(node: Node, path: string): string[] {
  const found = Object.keys(node)
    .filter((key) => !KEYWORDS.has(key))
    .map((key) => `${path}: ${key}`)
  if (node.type === 'object') {
    const keys = Object.keys(node.properties as Node)
    if (node.additionalProperties !== false) found.push(`${path}: open`)
    if (JSON.stringify(node.required) !== JSON.stringify(keys)) found.push(`${path}: optional keys`)
    for (const key of keys) found.push(...breaches((node.properties as Node)[key] as Node, `${path}.${key}`))
  }
  if (node.items) found.push(...breaches(node.items as Node, `${path}[]`))
  for (const [at, one] of ((node.anyOf as Node[] | undefined) ?? []).entries())
    found.push(...breaches(one, `${path}|${at}`))
  if (!node.type && !node.anyOf) found.push(`${path}: no type`)
  return found
}

const WIRES = [ROW_WIRE, COLUMN_WIRE, MAPPING_WIRE, PLACE_WIRE]

describe('the answers of all stages', () => {
  it.each(WIRES.map(({ json }) => [json.name, json.json] as const))(
    '%s: strict structured output takes the schema',
    (name, json) => {
      expect(breaches(json as Node, name)).toEqual([])
      expect(json.type).toBe('object')
      expect(name).toMatch(/^[a-z_]{1,64}$/)
    },
  )

  it('hold no number but row, column, context and text numbers', () => {
    const numbers = new Set<string>()
    const walk = (node: Node, key: string): void => {
      if ([node.type].flat().some((type) => type === 'integer' || type === 'number')) numbers.add(key)
      for (const [name, child] of Object.entries((node.properties as Node | undefined) ?? {}))
        walk(child as Node, name)
      if (node.items) walk(node.items as Node, key)
      for (const one of (node.anyOf as Node[] | undefined) ?? []) walk(one, key)
    }
    for (const { json } of WIRES) walk(json.json as Node, '')
    expect([...numbers].sort()).toEqual(['context', 'currency_column', 'first', 'id', 'last', 'minimum'])
  })

  it('words for how sure an answer is stand for one confidence each', () => {
    for (const word of sureSchema.options) expect(sureOf(confidenceOf(word))).toBe(word)
  })
})

describe('a reply', () => {
  const places = [{ id: 1, pick: 'CRPTL', sure: 'likely' }]
  const json = JSON.stringify({ places })

  it.each([
    ['JSON', json],
    ['YAML', 'places:\n  - id: 1\n    pick: CRPTL\n    sure: likely\n'],
    ['JSON in a fence, with prose around it', `Here you are:\n\`\`\`json\n${json}\n\`\`\`\nAnything else?`],
    ['YAML in a fence', '```yaml\nplaces:\n  - {id: 1, pick: CRPTL, sure: likely}\n```'],
    ['JSON behind a sentence', `The answer is ${json}`],
    ['YAML below a sentence', 'I would say this.\nplaces:\n  - {id: 1, pick: CRPTL, sure: likely}'],
  ])('is read from %s', (_, text) => {
    expect(readReply(text, PLACE_WIRE)).toEqual({ value: { places } })
  })

  it.each([
    ['empty', ' \n', /empty/],
    ['prose', 'I am sorry, I cannot do that.', /neither JSON nor YAML|form/],
    ['cut off', json.slice(0, -9), /form|neither/],
    ['of another form', '{"places":[{"id":"one"}]}', /places\.0\.id/],
    ['with a word that is not in the list', json.replace('likely', 'very'), /sure/],
    ['with a key of its own', json.replace('"id":1', '"id":1,"amount":99'), /amount/],
    ['endless', 'a'.repeat(300_000), /300000 characters/],
  ])('that is %s is no answer, and says why', (_, text, why) => {
    const read = readReply(text, PLACE_WIRE)
    expect('problem' in read ? read.problem : read).toMatch(why)
  })
})
