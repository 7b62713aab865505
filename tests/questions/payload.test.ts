import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractPayload } from '../../src/answerers/payload.ts'
import { question } from '../endpoint/ask.ts'

const { json: schema } = question().schema
const yaml = 'origin: 0\ndestination: 1\ncarrier: null'
const oneLine = '{"origin": 0, "destination": 1, "carrier": null}'
const pretty = JSON.stringify(JSON.parse(oneLine), null, 2)

describe('the payload of an answer', () => {
  it.each([
    ['JSON alone', oneLine, oneLine],
    ['JSON with space around it', `\n ${pretty}\n`, pretty],
    ['YAML alone', yaml, yaml],
    ['an introduction that is YAML itself', `Here is the mapping:\n${yaml}`, yaml],
    ['a friendly end', `${yaml}\n\nLet me know if you need more!`, yaml],
    ['remarks in a list at the end', `${yaml}\n\n- carrier: it is in the title`, yaml],
    ['JSON between sentences', `I think {roughly} this: ${oneLine} Good luck {to you}.`, oneLine],
    ['a fence with a language', `Sure.\n\`\`\`json\n${pretty}\n\`\`\`\nDone.`, pretty],
    ['a fence without one', `\`\`\`\n${yaml}\n\`\`\``, yaml],
    [
      'two fences, the last one meant',
      `\`\`\`yaml\n${yaml.replace('1', '5')}\n\`\`\`\nNo:\n\`\`\`yaml\n${yaml}\n\`\`\``,
      yaml,
    ],
    ['thoughts before it', `<think>Is origin: 7? {"origin": 7}</think>\n${oneLine}`, oneLine],
    ['thoughts that were not opened', `hmm, origin: 7\n</think>\n\n${yaml}`, yaml],
    ['a byte order mark', `\uFEFF${oneLine}`, oneLine],
    [
      'braces in strings',
      '{"origin": 0, "destination": 1, "carrier": "a } b"} etc',
      '{"origin": 0, "destination": 1, "carrier": "a } b"}',
    ],
  ])('%s', (_, text, payload) => {
    expect(extractPayload(text, schema)).toEqual({ text: payload, complete: true })
  })

  it.each([
    ['nothing but prose', 'I cannot see any column here.'],
    ['a scalar', '42'],
    ['a list', '[1, 2]'],
    ['an object with other keys', '{"purpose": "rates"}'],
    ['half an object', '{"origin": 0, "dest'],
    [
      'YAML that grows by aliases',
      'origin: &a [x, x]\ndestination: &b [*a, *a]\ncarrier: [*b, *b]'.replaceAll(
        'x',
        Array(99).fill('x').join(),
      ),
    ],
  ])('%s is returned as it is', (_, text) => {
    expect(extractPayload(text, schema)).toEqual({ text, complete: false })
  })

  it('is the part that is there when keys are missing', () => {
    expect(extractPayload('Well:\norigin: 0\ncarrier: null\n', schema)).toEqual({
      text: 'origin: 0\ncarrier: null',
      complete: false,
    })
  })

  it('is found between any two sentences, and never throws', () => {
    const words = fc.string({ maxLength: 60 }).filter((text) => !/[{}`<>"]|:/.test(text))
    fc.assert(
      fc.property(words, words, (before, after) => {
        const { text } = extractPayload(`${before}\n\`\`\`json\n${pretty}\n\`\`\`\n${after}`, schema)
        expect(JSON.parse(text)).toEqual(JSON.parse(pretty))
      }),
    )
    fc.assert(fc.property(fc.string(), (text) => typeof extractPayload(text, schema).text === 'string'))
  })
})
