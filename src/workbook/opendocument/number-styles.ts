import { attribute, isOn } from '../xml/scan-xml.ts'

/** A `number:…-style` while it is read: the format code so far and the styles that take over on a condition. */
interface NumberStyle {
  code: string
  positive: string | undefined
}

const STYLE_KINDS = new Set([
  'number-style',
  'currency-style',
  'percentage-style',
  'date-style',
  'time-style',
  'text-style',
  'boolean-style',
])

/** Collects the number formats of an OpenDocument file as format codes of the kind that workbooks use. */
export class NumberStyles {
  readonly #styles = new Map<string, NumberStyle>()
  #current: NumberStyle | undefined
  #literal: 'text' | 'currency-symbol' | undefined
  #text = ''

  /** Takes part of every element; those outside of a number style leave no trace. */
  open(name: string, attributes: string): void {
    if (STYLE_KINDS.has(name)) {
      this.#current = { code: '', positive: undefined }
      this.#styles.set(attribute(attributes, 'name') ?? '', this.#current)
    } else if (this.#current === undefined) return
    else if (name === 'text' || name === 'currency-symbol') {
      this.#literal = name
      this.#text = ''
    } else if (name === 'map') {
      if (/value\(\)\s*>=?\s*0$/.test(attribute(attributes, 'condition') ?? ''))
        this.#current.positive = attribute(attributes, 'apply-style-name')
    } else this.#current.code += codeOf(name, attributes)
  }

  text(piece: string): void {
    if (this.#literal) this.#text += piece
  }

  close(name: string): void {
    if (STYLE_KINDS.has(name)) this.#current = undefined
    else if (name === this.#literal && this.#current) {
      if (name === 'currency-symbol') this.#current.code += this.#text === '' ? '' : `[$${this.#text}]`
      else if (this.#text !== '') this.#current.code += literal(this.#text)
      this.#literal = undefined
    }
  }

  /** Format code of a number style, as it holds for positive numbers; General for an unknown one. */
  codeOf(name: string | undefined): string {
    const style = name === undefined ? undefined : this.#styles.get(name)
    const chosen = (style?.positive === undefined ? undefined : this.#styles.get(style.positive)) ?? style
    return chosen?.code || 'General'
  }
}

function literal(text: string): string {
  return /^[ %/:,.-]+$/.test(text) ? text : `"${text.replaceAll('"', '')}"`
}

function codeOf(name: string, attributes: string): string {
  const long = attribute(attributes, 'style') === 'long'
  switch (name) {
    case 'number': {
      const decimals = Number(attribute(attributes, 'decimal-places') ?? 0)
      const whole = isOn(attribute(attributes, 'grouping')) ? '#,##0' : '0'
      return decimals > 0 && decimals < 16 ? `${whole}.${'0'.repeat(decimals)}` : whole
    }
    case 'scientific-number':
      return '0.00E+00'
    case 'fraction':
      return '# ?/?'
    case 'text-content':
      return '@'
    case 'day':
      return long ? 'dd' : 'd'
    case 'month':
      if (isOn(attribute(attributes, 'textual'))) return long ? 'mmmm' : 'mmm'
      return long ? 'mm' : 'm'
    case 'year':
      return long ? 'yyyy' : 'yy'
    case 'day-of-week':
      return long ? 'dddd' : 'ddd'
    case 'hours':
      return long ? 'hh' : 'h'
    case 'minutes':
      return 'mm'
    case 'seconds':
      return 'ss'
    case 'am-pm':
      return 'AM/PM'
    default:
      return ''
  }
}
