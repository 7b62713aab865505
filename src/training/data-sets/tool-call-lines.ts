import { TOOL_DEFINITIONS } from '../../answerers/endpoint/tools.ts'
import { answerLookup, LOOKUP_PLACE } from '../../answerers/questions/lookup-place.ts'
import { loadPrompt, TOOL_VARIANT } from '../../answerers/questions/prompt.ts'
import type { StoredLabel } from '../../labels/label-folder.ts'
import { lookUpPlace } from '../../places/look-up.ts'
import { gazetteer } from '../../reference/gazetteer.ts'
import type { ChatOptions } from './export-chat.ts'
import { turnsOfLabel } from './label-turns.ts'

interface Lookup {
  readonly text: string
  readonly country: string | null
}

/**
 * The example of a label on a place, as a conversation in which the model looks the place up and picks what it was offered:
 * a line of JSONL in the form of Chat Completions. None for labels of other stages, and for a place that no look-up gives.
 */
export async function toolCallLines(
  { label }: StoredLabel,
  { prompt, window }: ChatOptions,
): Promise<string[]> {
  if (label.stage !== 'place-resolution') return []
  const { text, country } = label.question
  const lookup = lookupFor(text, country, label.corrected.unlocode)
  if (lookup === null) return []
  const turns = await turnsOfLabel(label, {
    endpoint: 'export',
    model: 'export',
    prompt: loadPrompt(label.stage, prompt),
    toolPrompt: loadPrompt(label.stage, TOOL_VARIANT),
    window,
    lookedUp: lookup.text,
  })
  return turns.map(({ question, given, corrected }, at) => {
    const { instructions, input } = question.withTools!
    const id = `call_${label.corrected.unlocode ?? 'none'}_${at}`
    const called = JSON.stringify(lookup)
    const wrong =
      given === null || given === corrected
        ? []
        : [
            { role: 'assistant', content: given, weight: 0 },
            { role: 'user', content: `That is not right. ${label.reason || 'Look again.'}` },
          ]
    return JSON.stringify({
      messages: [
        { role: 'system', content: instructions },
        { role: 'user', content: input },
        {
          role: 'assistant',
          tool_calls: [{ id, type: 'function', function: { name: LOOKUP_PLACE, arguments: called } }],
        },
        { role: 'tool', tool_call_id: id, content: answerLookup(called) },
        ...wrong,
        { role: 'assistant', content: corrected, weight: 1 },
      ],
      tools: TOOL_DEFINITIONS.map((tool) => ({ type: 'function', function: tool })),
      parallel_tool_calls: true,
    })
  })
}

/** The look-up that offers the right place: the text as it stands, else the place's own name; null where neither does. */
function lookupFor(text: string, country: string | null, code: string | null): Lookup | null {
  if (code === null) return { text, country }
  const places = gazetteer()
  const place = places.byCode(code)
  if (place === null) return null
  const tries: Lookup[] = [
    { text, country },
    { text, country: null },
    { text: places.name(place), country: places.country(place) },
  ]
  const offers = (one: Lookup) => lookUpPlace(one.text, one.country).some((option) => option.code === code)
  return tries.find(offers) ?? null
}
