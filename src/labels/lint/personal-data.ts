import type { StoredLabel } from '../label-folder.ts'
import type { LabelProblem } from './problem.ts'

const MAIL = /[\w.+-]+@[\w-]+\.[\w.-]+/
/** Seven digits and more with signs of a telephone number, after a word for it or a plus. */
const PHONE =
  /(?:\+|\b(?:tel|phone|mobile|mob|cell|fax|whatsapp|wechat|电话|手机|điện thoại|telefon(?:e|o)?|móvil)\b[^\d]{0,8})\d[\d\s().-]{6,}\d/iu
const PERSON = /\b(?:[Mm]rs?|[Mm]s|[Ss]ra?|[Hh]err|[Ff]rau|[Aa]ttn|ATTN|PIC|[Cc]ontact)\.?:?\s+\p{Lu}\p{Ll}+/u

/** Mails, telephone numbers and names: they teach nothing and must not leave the house. */
export function personalData({ label, path }: StoredLabel): LabelProblem[] {
  const texts = label.stage === 'place-resolution' ? [label.question.text] : cellTexts(label.excerpt)
  const found = [...texts, label.reason].find(
    (text) => MAIL.test(text) || PHONE.test(text) || PERSON.test(text),
  )
  if (found === undefined) return []
  return [
    {
      code: 'personal-data',
      severity: 'error',
      paths: [path],
      message: `Personal data: "${found.slice(0, 60)}". Remove the cell from the label.`,
    },
  ]
}

function cellTexts(excerpt: Extract<StoredLabel['label'], { excerpt: unknown }>['excerpt']): string[] {
  return Object.values(excerpt.rows).flatMap((cells) =>
    Object.values(cells).flatMap((cell) => {
      const value = typeof cell === 'object' ? cell.value : cell
      return typeof value === 'string' ? [value] : []
    }),
  )
}
