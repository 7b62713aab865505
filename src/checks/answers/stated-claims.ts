import { findCarrier, readCarrier } from '../../reference/carriers.ts'
import { readCountry } from '../../reference/countries.ts'
import { findCurrencies } from '../../reference/currencies.ts'

/** What a sentence about a column or a table claims, as far as it can be tested on values. */
export interface StatedClaims {
  /** ISO alpha-2: all values lie in one of these countries, or in one of the regions. */
  readonly countries: ReadonlySet<string>
  /** Trade regions, see `reference/trade-regions.ts`. */
  readonly regions: ReadonlySet<string>
  /** Names of carriers. */
  readonly carriers: ReadonlySet<string>
  /** ISO 4217. */
  readonly currencies: ReadonlySet<string>
  readonly years: ReadonlySet<number>
  /** Words in quotes, or before "if direct": they stand in a cell. */
  readonly quoted: readonly string[]
}

/** "US ports", "Vietnamese origins": the country by what its people are called. */
const DEMONYMS: Readonly<Record<string, string>> = {
  american: 'US',
  canadian: 'CA',
  mexican: 'MX',
  chinese: 'CN',
  japanese: 'JP',
  korean: 'KR',
  taiwanese: 'TW',
  vietnamese: 'VN',
  thai: 'TH',
  indian: 'IN',
  indonesian: 'ID',
  malaysian: 'MY',
  filipino: 'PH',
  philippine: 'PH',
  bangladeshi: 'BD',
  pakistani: 'PK',
  turkish: 'TR',
  german: 'DE',
  dutch: 'NL',
  belgian: 'BE',
  french: 'FR',
  british: 'GB',
  spanish: 'ES',
  italian: 'IT',
  polish: 'PL',
  brazilian: 'BR',
  chilean: 'CL',
  colombian: 'CO',
  peruvian: 'PE',
  egyptian: 'EG',
  australian: 'AU',
}
const ALL_EUROPE = ['north_europe', 'mediterranean']
const ALL_ASIA = ['far_east', 'south_east_asia', 'indian_subcontinent', 'middle_east', 'central_asia']
const REGION_WORDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bnorth(?:ern)? europe(?:an)?\b/iu, ['north_europe']],
  [/(?<!north(?:ern)? )\beurope(?:an)?\b/iu, ALL_EUROPE],
  [/\bmediterranean\b/iu, ['mediterranean', 'north_africa', 'middle_east']],
  [/\b(?:far east|east asian?)\b/iu, ['far_east', 'south_east_asia']],
  [/\bsouth[ -]?east asian?\b/iu, ['south_east_asia']],
  [/(?<!east )\basian?\b/iu, ALL_ASIA],
  [/\bmiddle east(?:ern)?\b/iu, ['middle_east', 'red_sea_east_africa']],
  [/\bindian subcontinent\b/iu, ['indian_subcontinent']],
  [/\bnorth america(?:n)?\b/iu, ['north_america', 'latin_america']],
  [/\b(?:latin|south|central) america(?:n)?\b/iu, ['latin_america']],
  [/\bafrican?\b/iu, ['red_sea_east_africa', 'west_south_africa', 'north_africa']],
  [/\b(?:oceania|australasian?)\b/iu, ['oceania']],
]
/** What follows only illustrates: no claim about every value. */
const ILLUSTRATION =
  /\b(?:such as|e\.?g\.?|for example|for instance|including|like|mostly|mainly|usually|some|often)\b.*$/iu
const QUOTED = /["“”«»„]([^"“”«»„]{1,60})["“”«»„]/gu
const NONE_IF = /(?<!["“])\b(none|n\/a|direct|nil)\b(?!["”])\s+(?:if|when|where|for)\b/iu

/** Reads the claims of a sentence. */
export function statedClaims(sentence: string): StatedClaims {
  const quoted = [...sentence.matchAll(QUOTED)].map((match) => match[1]!)
  const none = NONE_IF.exec(sentence)?.[1]
  const plain = sentence.replace(QUOTED, ' ').replace(ILLUSTRATION, '')
  const regions = new Set<string>()
  let rest = plain
  for (const [words, keys] of REGION_WORDS) {
    if (!words.test(rest)) continue
    for (const key of keys) regions.add(key)
    rest = rest.replace(words, ' ')
  }
  const carrier = readCarrier(plain) ?? findCarrier(plain)
  return {
    countries: countriesIn(rest),
    regions,
    carriers: new Set(carrier?.name ? [carrier.name] : []),
    currencies: new Set(findCurrencies(plain).map(({ currency }) => currency)),
    years: new Set([...plain.matchAll(/(?<!\d)20\d\d(?!\d)/g)].map((match) => Number(match[0]))),
    quoted: none ? [...quoted, none] : quoted,
  }
}

/** Countries that one to three neighbouring words name. "Taiwan, China and Vietnam" is a list, not a name of Taiwan. */
function countriesIn(text: string): Set<string> {
  return new Set(text.split(',').flatMap((part) => [...countriesBetweenCommas(part)]))
}

function countriesBetweenCommas(text: string): Set<string> {
  const found = new Set<string>()
  const words = text.split(/[^\p{L}.]+/u).map((word) => word.replace(/\.$/, ''))
  for (let at = 0; at < words.length; at++) {
    const demonym = DEMONYMS[words[at]!.toLowerCase()]
    if (demonym) {
      found.add(demonym)
      continue
    }
    for (let length = 3; length >= 1; length--) {
      const phrase = words.slice(at, at + length).join(' ')
      // Two capitals are a country, "in" and "no" are words.
      if (at + length > words.length || (phrase.length <= 3 && !/^U\.?[SK]A?$|^UAE$|^PRC$/.test(phrase)))
        continue
      const country = readCountry(phrase)
      if (!country || !/^\p{Lu}/u.test(phrase)) continue
      found.add(country)
      at += length - 1
      break
    }
  }
  return found
}
