import { describe, expect, it } from 'vitest'
import { openRunDesk } from '../../src/answerers/asking/open-desk.ts'
import { EndpointPlaceAnswerer } from '../../src/answerers/language-model/places.ts'
import { loadPrompt } from '../../src/answerers/questions/prompt.ts'
import { parseConfig } from '../../src/config.ts'
import type { PlaceQuestion } from '../../src/places/answerer.ts'
import { placeOptions } from '../../src/places/options.ts'
import { testFolder } from '../answerers/gold-server.ts'
import { loopback } from './ask.ts'
import type { Said } from './loopback/answer-body.ts'
import type { Asked } from './loopback/asked.ts'
import type { LoopbackOptions } from './loopback/loopback.ts'

const TEXTS = ['Pto Limon Moin', 'Kwangyang Harbour', 'Cat Lai (HCMC)']
const question: PlaceQuestion = {
  file: 'rates.xlsx',
  sheet: 'Rates',
  doubts: TEXTS.map((text, i) => ({
    id: i + 1,
    text,
    cell: text,
    field: 'destination',
    country: null,
    printedCode: null,
    opposite: [],
    options: placeOptions(text, {}).slice(0, 2),
  })),
  countries: {},
}
const LOOK_UPS = ['Puerto Limon', 'Gwangyang', 'Ho Chi Minh City']
const CODES = ['CRLIO', 'KRKAN', 'VNSGN']

/** Looks all texts up at once, then picks what the gazetteer said. */
function looksUp({ tools, toolResults }: Asked): Said {
  if (tools.length > 0 && toolResults.length === 0)
    return {
      text: '',
      calls: LOOK_UPS.map((text) => ({ name: 'lookup_place', arguments: { text, country: null } })),
    }
  const picks = LOOK_UPS.map((looked_up, i) => ({ id: i + 1, looked_up, pick: CODES[i], sure: 'certain' }))
  return { text: JSON.stringify({ places: picks }) }
}

async function ask(options: Partial<LoopbackOptions>, api = 'chat') {
  const server = await loopback(options)
  const config = parseConfig(
    `endpoints: {loop: {base_url: "${server.baseUrl}", api: ${api}, max_retries: 0}}
stages: {place-resolution: {answer: always, model: loop-1, lookup_place: true}}
workspace: ${testFolder()}`,
    'rateloom.yaml',
  )
  const desk = openRunDesk(config)
  const answer = () =>
    new EndpointPlaceAnswerer({
      desk,
      endpoint: 'loop',
      model: 'loop-1',
      window: 16_000,
      prompt: loadPrompt('place-resolution'),
      toolPrompt: loadPrompt('place-resolution', 'tools'),
    }).answerPlaces(question)
  return { server, answer, first: await answer() }
}

describe('a model that calls lookup_place', () => {
  it.each(['chat', 'responses'])(
    'is answered by the gazetteer, and picks what that offered (%s)',
    async (api) => {
      const { server, answer, first } = await ask({ answer: looksUp }, api)
      expect(first.choices.map(({ code }) => code)).toEqual(CODES)
      expect(first.findings).toEqual([])
      expect(first.answered!.cost!.calls).toBe(2)
      const [opening, closing] = server.asked
      expect(opening!.tools).toEqual(['lookup_place'])
      expect(opening!.input).toContain('Kwangyang Harbour')
      expect(opening!.input, 'no candidates: it asks for them').not.toMatch(/^ {2}[A-Z]{5} /m)
      expect(closing!.toolResults).toHaveLength(3)
      expect(JSON.parse(closing!.toolResults[1]!).candidates[0]).toMatch(/^KR[A-Z]{3} .*KR port$/)
      await answer()
      expect(server.asked, 'from the cache').toHaveLength(2)
    },
  )

  it('a code that no look-up offers is dropped and told', async () => {
    const { first } = await ask({
      answer: (asked) => {
        const said = looksUp(asked)
        return { ...said, text: said.text.replace('VNSGN', 'USLAX') }
      },
    })
    expect(first.choices.map(({ code }) => code)).toEqual(CODES.slice(0, 2))
    expect(first.findings).toMatchObject([{ code: 'answer-not-in-sheet' }])
  })

  it('one that never stops is told to answer, and odd calls are answered with what is wrong', async () => {
    const { server, first } = await ask({
      answer: ({ body }) =>
        body.tool_choice === 'none'
          ? { text: '{"places":[]}' }
          : {
              text: '',
              calls: [
                { name: 'buy_ship', arguments: {} },
                { name: 'lookup_place', arguments: { town: 1 } },
              ],
            },
    })
    expect(server.asked).toHaveLength(4)
    expect(server.asked[1]!.toolResults).toEqual([
      '{"error":"There is no tool buy_ship."}',
      expect.stringContaining('error'),
    ])
    expect(first.choices).toEqual([])
  })

  it('where the endpoint takes no tools, the candidates go with the question', async () => {
    const { server, first } = await ask({
      refuses: ['tools'],
      answer: () => ({
        text: JSON.stringify({
          places: question.doubts.map(({ id, options }) => ({
            id,
            pick: options[0]!.code,
            sure: 'likely',
            looked_up: null,
          })),
        }),
      }),
    })
    expect(server.asked.at(-1)!.input).toMatch(/^ {2}[A-Z]{5} /m)
    expect(first.choices.map(({ code }) => code)).toEqual(
      question.doubts.map(({ options }) => options[0]!.code),
    )
  })
})
