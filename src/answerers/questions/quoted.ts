/** Marks of chat templates: a server that renders them into one text would take "<|im_start|>" in a cell for its own. */
const TEMPLATE_MARK = /<(?=\|)|(?<=\|)>/g
const TEMPLATE_MARKS: Readonly<Record<string, string>> = { '<': '‹', '>': '›' }
/** Control and direction characters show a person another text than they show a model. */
const INVISIBLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+/g

/**
 * A text of the sheet as data: one line, clipped, as a JSON string. Nothing in it can end the string, so no cell can
 * pass for a line of the question.
 */
export function quoted(text: string, longest: number): string {
  return JSON.stringify(clipped(asShown(text), longest))
}

const NAME_CHARACTERS = 120

/** The first line of a question: a JSON object whose texts are data as well. */
export function headLine(facts: Readonly<Record<string, string | number | boolean | null>>): string {
  return JSON.stringify(facts, (_, value) =>
    typeof value === 'string' ? clipped(asShown(value), NAME_CHARACTERS) : value,
  )
}

/** A text as a model gets to see it, before it is clipped. */
export function asShown(text: string): string {
  return text
    .replace(INVISIBLE, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(TEMPLATE_MARK, (mark) => TEMPLATE_MARKS[mark]!)
}

function clipped(text: string, longest: number): string {
  if (text.length <= longest) return text
  // Half a surrogate pair is no text.
  return `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/**
 * The part of a cell that a model repeats, as it stands in the cell; null where it is no part of it. Blanks, case and
 * the sign of a clipped text make no difference.
 */
export function partOf(original: string, repeated: string): string | null {
  const wanted = asShown(repeated.replace(/…$/, '')).toLowerCase()
  if (wanted === '') return null
  const { text, positions } = folded(original)
  const at = text.indexOf(wanted)
  if (at < 0) return null
  return original.slice(positions[at]!, positions[at + wanted.length - 1]! + 1).trim() || null
}

/** A text as shown and in small letters, with the position in the original of each of its characters. */
function folded(original: string): { text: string; positions: readonly number[] } {
  let text = ''
  const positions: number[] = []
  for (let at = 0; at < original.length; at++) {
    const blank = /\s/.test(original[at]!) || original[at]!.search(INVISIBLE) === 0
    const mark =
      (original[at] === '<' && original[at + 1] === '|') || (original[at] === '>' && original[at - 1] === '|')
        ? TEMPLATE_MARKS[original[at]!]!
        : original[at]!
    const shown = blank ? ' ' : mark.toLowerCase()
    if (blank && (text === '' || text.endsWith(' '))) continue
    for (const character of shown) {
      text += character
      for (let unit = 0; unit < character.length; unit++) positions.push(at)
    }
  }
  return { text, positions }
}
