import { describe, expect, it } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { EndpointPlaceAnswerer } from '../../src/answerers/language-model/places.ts'
import { readRateSheet } from '../../src/pipeline.ts'
import type { PlaceAnswerer, PlaceQuestion } from '../../src/places/answerer.ts'
import { loadGoldBooks } from '../../src/training/gold-replies/gold-book.ts'
import { goldReply } from '../../src/training/gold-replies/gold-reply.ts'
import { rendering, SAMPLES, sampleBytes, WrittenDesk } from './sample.ts'

const question: PlaceQuestion = {
  file: 'rates.xlsx',
  sheet: 'Rates',
  doubts: [
    {
      id: 1,
      text: 'Cartagena',
      cell: 'Cartagena',
      field: 'destination',
      country: null,
      printedCode: null,
      opposite: ['Shanghai'],
      options: [
        { code: 'COCTG', name: 'Cartagena', country: 'CO', subdivision: 'BOL', port: true, confidence: 0.5 },
        { code: 'ESCAR', name: 'Cartagena', country: 'ES', subdivision: 'MU', port: true, confidence: 0.4 },
      ],
    },
  ],
  countries: { destination: ['CO', 'EC'] },
}

const answering = (picks: readonly object[]): PlaceAnswerer =>
  new EndpointPlaceAnswerer({
    desk: new WrittenDesk(() => JSON.stringify({ places: picks })),
    ...rendering('place-resolution'),
  })

describe('a place question', () => {
  it('is answered with one of its candidates', async () => {
    const answer = await answering([{ id: 1, pick: 'COCTG', sure: 'certain' }]).answerPlaces(question)
    expect(answer.choices).toEqual([{ id: 1, code: 'COCTG', confidence: 0.95 }])
    expect(answer.findings).toEqual([])
    expect(answer.answered).toMatchObject({ stage: 'place-resolution', by: 'endpoint', model: 'a-model' })
  })

  it('or with none of them', async () => {
    const answer = await answering([{ id: 1, pick: null, sure: 'likely' }]).answerPlaces(question)
    expect(answer.choices).toEqual([{ id: 1, code: null, confidence: 0.75 }])
  })

  it('a code that is no candidate, and a text that was not asked for, are dropped and told', async () => {
    const answer = await answering([
      { id: 1, pick: 'USLAX', sure: 'certain' },
      { id: 2, pick: 'COCTG', sure: 'certain' },
    ]).answerPlaces(question)
    expect(answer.choices).toEqual([])
    expect(answer.findings).toMatchObject([{ code: 'answer-not-in-sheet', value: '2' }])
  })
})

describe('a sheet with places that the embedded model is not sure of', () => {
  const FILE = '23-evergreen-lettered-sheets.xlsx'

  async function read(places?: PlaceAnswerer) {
    const answerers = { ...embeddedAnswerers(), ...(places ? { places } : {}) }
    const { rates, findings, tables } = await readRateSheet(await sampleBytes(FILE), FILE, answerers)
    const ends = [...rates].flatMap(({ origin, destination }) => [origin, destination])
    const codes = new Map(ends.flatMap((place) => (place ? [[place.text, place.unlocode] as const] : [])))
    return { codes, findings, tables }
  }

  const deskOf = async () => {
    const books = await loadGoldBooks(SAMPLES)
    return new WrittenDesk(({ stage, input }) => goldReply(stage, input, books)!)
  }

  it('has them decided by an endpoint, each text asked once with its candidates, and says so', async () => {
    const alone = await read()
    const desk = await deskOf()
    const { codes, findings, tables } = await read(
      new EndpointPlaceAnswerer({ desk, ...rendering('place-resolution') }),
    )
    const open = [...alone.codes].filter(([, code]) => code === null).map(([text]) => text)
    const decided = open.filter((text) => codes.get(text) !== null)
    expect(decided.length).toBeGreaterThan(0)
    for (const [text, code] of alone.codes) if (code !== null) expect(codes.get(text)).toBe(code)
    const told = findings.filter(({ code }) => code === 'place-decided')
    expect(told.map(({ value }) => value)).toEqual(expect.arrayContaining(decided))
    for (const { message } of told) expect(message).toContain('a-model (endpoint)')
    expect(tables.flatMap(({ mapping }) => mapping.answered.map(({ stage }) => stage))).toContain(
      'place-resolution',
    )
    for (const { input } of desk.questions) {
      const texts = input.split('\n').filter((line) => line.startsWith('['))
      expect(new Set(texts.map((line) => line.replace(/^\[\d+\] /, ''))).size).toBe(texts.length)
    }
  })

  it('keeps the embedded reading where the endpoint guesses, invents or fails', async () => {
    const alone = await read()
    const replies = [
      (ids: string[]) => ids.map((id) => ({ id: Number(id), pick: null, sure: 'certain' })),
      (ids: string[]) => ids.map((id) => ({ id: Number(id), pick: 'USLAX', sure: 'certain' })),
      () => 'no answer at all',
    ]
    for (const reply of replies) {
      const desk = new WrittenDesk(({ input }) => {
        const ids = [...input.matchAll(/^\[(\d+)\]/gm)].map(([, id]) => id!)
        return JSON.stringify({ places: reply(ids) })
      })
      const { codes } = await read(new EndpointPlaceAnswerer({ desk, ...rendering('place-resolution') }))
      expect(codes).toEqual(alone.codes)
    }
  })
})
