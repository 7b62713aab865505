import { describe, expect, it } from 'vitest'
import { EndpointPlaceAnswerer } from '../../src/answerers/language-model/places.ts'
import type { PlaceAnswerer, PlaceQuestion } from '../../src/places/answerer.ts'
import { rendering, WrittenDesk } from './sample.ts'

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
