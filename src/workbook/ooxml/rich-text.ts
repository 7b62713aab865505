import { attribute, isOn, scanXml } from '../xml/scan-xml.ts'

/** A stretch of a cell's text with one look. `struck` is null where the run leaves it to the cell's own font. */
export interface TextRun {
  readonly text: string
  readonly struck: boolean | null
}

/** Runs of a `<si>`, `<is>`, or comment `<text>`; phonetic guides are left out. */
export function readRuns(xml: string): TextRun[] {
  const runs: TextRun[] = []
  let text = ''
  let struck: boolean | null = null
  let reading = false
  let phonetic = 0
  let properties = false
  scanXml(xml, {
    open(name, attributes) {
      if (name === 'rPh') phonetic++
      else if (name === 'r') {
        text = ''
        struck = null
      } else if (name === 'rPr') {
        properties = true
        struck = false
      } else if (name === 'strike' && properties) struck = isOn(attribute(attributes, 'val') ?? '1')
      else if (name === 't' && phonetic === 0) {
        reading = true
        text = ''
      }
    },
    text(piece) {
      if (reading) text += piece
    },
    close(name) {
      if (name === 'rPh') phonetic--
      else if (name === 'rPr') properties = false
      else if (name === 't' && reading) {
        reading = false
        if (text !== '') runs.push({ text: unescapeControls(text), struck })
      } else if (name === 'r') struck = null
    },
  })
  return runs
}

/** What a cell with these runs says, given whether its own font is struck. */
export function liveText(
  runs: readonly TextRun[],
  cellStruck: boolean,
): { text: string; struck: boolean; struckText: string | undefined } {
  let live = ''
  let dead = ''
  let whole = ''
  for (const run of runs) {
    whole += run.text
    if (run.struck ?? cellStruck) dead += run.text
    else live += run.text
  }
  if (dead.trim() === '') return { text: whole, struck: false, struckText: undefined }
  if (live.trim() === '') return { text: whole, struck: true, struckText: undefined }
  return { text: live.trim(), struck: false, struckText: dead.trim() }
}

/** Resolves `_x000D_` escapes, by which the format writes what XML cannot; line ends become `\n`. */
export function unescapeControls(text: string): string {
  if (!text.includes('_x')) return text
  return text
    .replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\r\n?/g, '\n')
}
