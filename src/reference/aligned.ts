/** Characters that Unicode does not decompose, or that stand for a plainer one in sheets. */
const PLAIN_FORMS: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '´': "'",
  '`': "'",
  '′': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '″': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '―': '-',
  '─': '-',
  '━': '-',
  '﹣': '-',
  '〜': '~',
  '∼': '~',
  '⁄': '/',
  '，': ',',
  '、': ',',
  '。': '.',
  '：': ':',
  '；': ';',
  '（': '(',
  '）': ')',
  '【': '(',
  '】': ')',
  đ: 'D',
  Đ: 'D',
  ð: 'D',
  ø: 'O',
  Ø: 'O',
  ł: 'L',
  Ł: 'L',
  ı: 'I',
  ß: 'S',
  号: '日',
  號: '日',
}

/** The zeros of digits that Unicode does not fold: Arabic, Persian, Hindi, Thai. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x0e50]

const ASCII = /^[\x20-\x7e]*$/
const characters = new Map<string, string>()

/**
 * Upper case, diacritics gone, full-width forms, quotes and dashes made plain, every blank a space; each character
 * stays at its index, so that what is found here can be cut out of the original. Expects composed text (NFC).
 */
export function alignedFold(text: string): string {
  if (ASCII.test(text)) return text.toUpperCase()
  let folded = ''
  for (let i = 0; i < text.length; i++) {
    const ch = text[i]!
    let plain = characters.get(ch)
    if (plain === undefined) {
      plain = foldCharacter(ch)
      characters.set(ch, plain)
    }
    folded += plain
  }
  return folded
}

function foldCharacter(ch: string): string {
  const plain = PLAIN_FORMS[ch]
  if (plain !== undefined) return plain
  if (/\s|[\u0000-\u001f\u200b\ufeff]/.test(ch)) return ' '
  const zero = ZEROS.find((zero) => ch.charCodeAt(0) >= zero && ch.charCodeAt(0) <= zero + 9)
  if (zero !== undefined) return String(ch.charCodeAt(0) - zero)
  const compatible = ch.normalize('NFKC')
  const upper = (compatible.length === 1 ? compatible : ch).toUpperCase()
  const bare = upper.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  if (bare.length === 1) return bare
  return upper.length === 1 ? upper : ch
}

/** Runs of spaces made one, ends trimmed: the form under which phrases are compared. */
export function squeeze(text: string): string {
  return text.replace(/ {2,}/g, ' ').trim()
}

/** Remembers the readings of texts: a sheet of 50,000 rows repeats its words. The store starts anew when full. */
export function remember<T>(read: (text: string) => T, limit = 20_000): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const seen = known.get(text)
    if (seen !== undefined || known.has(text)) return seen as T
    const reading = read(text)
    if (known.size >= limit) known.clear()
    known.set(text, reading)
    return reading
  }
}
