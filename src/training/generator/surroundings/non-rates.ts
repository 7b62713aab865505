import { Canvas } from '../canvas.ts'
import { choices } from '../cell.ts'
import type { Sender } from '../sender.ts'
import { NON_RATE_KINDS } from './non-rate-kinds.ts'

/** A sheet that holds no rates. Null when its name is taken. */
export function nonRatesSheet(sender: Sender, index: number, taken: ReadonlySet<string>): Canvas | null {
  const { random } = sender
  const kind = random.pick(NON_RATE_KINDS)
  const name = random.pick(choices(kind.names))
  if (taken.has(name)) return null
  const canvas = new Canvas(name, index)
  kind.write(canvas, sender)
  if (random.chance(0.12)) canvas.builder.state = 'hidden'
  return canvas
}
