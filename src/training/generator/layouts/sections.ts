import { choices } from '../cell.ts'
import type { Lane } from '../lanes.ts'
import { fillPhrase, regionName } from '../phrases.ts'
import type { Sender } from '../sender.ts'
import { CAPTIONS } from '../vocabulary/phrases.ts'

/** Captions between the rows of a lane table, where what they name changes; most tables have none. */
export function captionSections(sender: Sender, lanes: readonly Lane[]): { before: number; text: string }[] {
  const { random } = sender
  if (!random.chance(0.2) || lanes.length < 5) return []
  const template = random.pick(choices(CAPTIONS[sender.language] ?? CAPTIONS.en))
  const key = (lane: Lane): string => (/\{place\}/.test(template) ? lane.origins[0]!.code : lane.partner)
  const sections: { before: number; text: string }[] = []
  lanes.forEach((lane, i) => {
    if (i > 0 && key(lane) === key(lanes[i - 1]!)) return
    if (sections.length > 0 && i - sections.at(-1)!.before < 2) return
    const text = fillPhrase(template, sender, {
      place: sender.language === 'zh' ? lane.origins[0]!.zh || lane.origins[0]!.name : lane.origins[0]!.name,
      region: regionName(sender, lane.partner),
    })
    sections.push({ before: i, text: random.chance(0.3) ? text.toUpperCase() : text })
  })
  // A first caption above all others is left out now and then: the table starts with the data.
  return random.chance(0.1) ? sections.slice(1) : sections
}
