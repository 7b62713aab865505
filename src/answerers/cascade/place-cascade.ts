import type {
  PlaceAnswer,
  PlaceAnswerer,
  PlaceChoice,
  PlaceDoubt,
  PlaceQuestion,
} from '../../places/answerer.ts'
import type { EndpointPlaceAnswerer } from '../language-model/places.ts'
import { disagreement, ordersFound } from './doubts.ts'
import { type Difference, signMerged } from './merged.ts'
import { orderIn } from './orders-in-cells.ts'
import type { StageReaders } from './stage-readers.ts'
import { agreed } from './weighing.ts'

/** Decides between places that a text may mean. The embedded model has proposed them and is not sure of any. */
export class PlaceCascade implements PlaceAnswerer {
  readonly #readers: StageReaders<EndpointPlaceAnswerer>

  constructor(readers: StageReaders<EndpointPlaceAnswerer>) {
    this.#readers = readers
  }

  async answerPlaces(question: PlaceQuestion): Promise<PlaceAnswer> {
    const { policy, unsureBelow, disagreementBelow, endpoint, second } = this.#readers
    const at = { file: question.file, sheet: question.sheet }
    const doubts = question.doubts.filter(
      ({ options }) => policy === 'always' || (options[0]?.confidence ?? 0) < unsureBelow,
    )
    const asked = { ...question, doubts }
    if ((!endpoint && !second) || doubts.length === 0) return { choices: [] }
    const orders = orderIn(doubts.flatMap(({ text, cell }) => [text, cell]))
    // A text that gives orders names no place: the embedded reading stands.
    if (orders !== null) return { choices: [], findings: ordersFound(orders, at) }
    const answer = endpoint ? (await endpoint.ask(asked)).answer : likeliest(doubts)
    if (!second) return answer
    const other = await second.ask(asked)
    const { choices, differs } = compare(question, answer.choices, other.answer.choices)
    const confidences = choices.map(({ confidence }) => confidence)
    const answered = signMerged(answer.answered, other.answer.answered, confidences, differs)
    return {
      choices: endpoint
        ? choices
        : choices.filter(({ id }) => other.answer.choices.some((one) => one.id === id)),
      ...(answered ? { answered } : {}),
      findings: [
        ...(answer.findings ?? []),
        ...(other.answer.findings ?? []),
        ...disagreement('place-resolution', differs, disagreementBelow, at),
      ],
    }
  }
}

/** What the embedded model would say if it had to: a second reader may bear it out. */
const likeliest = (doubts: readonly PlaceDoubt[]): PlaceAnswer => ({
  choices: doubts.flatMap(({ id, options: [best] }) =>
    best ? [{ id, code: best.code, confidence: best.confidence }] : [],
  ),
})

/** Where two readers pick different places none is taken. */
function compare(question: PlaceQuestion, first: readonly PlaceChoice[], second: readonly PlaceChoice[]) {
  const others = new Map(second.map((choice) => [choice.id, choice]))
  const texts = new Map(question.doubts.map(({ id, text }) => [id, text]))
  const differs: Difference[] = []
  const choices = first.flatMap((choice): PlaceChoice[] => {
    const other = others.get(choice.id)
    if (!other) return [choice]
    if (other.code === choice.code)
      return [{ ...choice, confidence: agreed(choice.confidence, other.confidence) }]
    const what = `"${texts.get(choice.id)}": ${other.code ?? 'none'}, not ${choice.code ?? 'none'}`
    differs.push({ what, confidence: choice.confidence * (1 - other.confidence), wins: 'first' })
    return []
  })
  return { choices, differs }
}
