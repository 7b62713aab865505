import { remember } from './aligned.ts'
import { readBasis } from './bases.ts'
import { type ChargeSpelling, chargeKey, chargeTable, chargeTypeOf, senseOf } from './charge-table.ts'
import { readCurrency } from './currencies.ts'
import { simplified } from './han.ts'
import type { Basis, ChargeType } from './vocabulary.ts'

export interface ChargeReading {
  /** The code that the text writes, else the trade's usual one; null when only the kind of price is known. */
  readonly code: string | null
  readonly name: string | null
  /** FREIGHT, THC, BUNKER, DOCUMENT, …; null for an unknown code. */
  readonly category: string | null
  readonly type: ChargeType
  /** The usual basis, null when the trade uses several. */
  readonly basis: Basis | null
  /** The letters have several senses, and the carrier does not settle which. */
  readonly ambiguous: boolean
  /** False: a code that the reference lacks, kept as data. */
  readonly known: boolean
  /** The whole text is the charge; false when it stood inside a longer text. */
  readonly exact: boolean
}

export interface ChargeMention extends ChargeReading {
  /** Where it stands in the NFC form of the text. */
  readonly index: number
  readonly length: number
}

/** Longer texts are sentences; `findCharges` reads those. */
const LONGEST = 120
const PHRASE_WORDS = 6
/** Words that may surround a charge without making it part of something longer. */
const SURROUNDINGS = new Set(
  (
    'FEE FEES CHARGE CHARGES SURCHARGE SURCHARGES COST COSTS RATE RATES FACTOR PHI PHU GIA LOAI RECARGO RECARGOS CARGO GASTO GASTOS TASA TAXA ZUSCHLAG GEBUHR ' +
    'FRAIS UCRETI PER THE OF AT AND DE DEL DA DO EN LA POR ORIGIN ORIGEN ORIGEM DESTINATION DESTINO DEST POL POD EXPORT IMPORT LOCAL PORT PLUS ADD EXCL INCL ' +
    'CONTAINER CONTAINERS CONT UNIT BOX BILL SHIPMENT IN USD EUR NET FOR BOTH ENDS LCL FCL MIN OR W M WM CBM TEU RT KG BL CURRENCY SET DOC TAI CANG TAI CO HANG CON'
  ).split(' '),
)
/** Codes and aliases that are ordinary words, names or other marks inside a longer text: only as a whole text. */
const ORDINARY = new Set(
  (
    'OF SEA ALL FEE ONE DOC SEC INS ADD COD CAM CAS CPC TAO TAR TAD DG IMO ICS HAZ AGENCY SECURITY STORAGE SCREENING INSURANCE PANAMA WINTER SUEZ ALAMEDA ' +
    'CLEANING CORRECTION AMENDMENT CUSTOMS INSURANCE PICK UP OCEAN DELIVERY COLLECTION TOTAL CHI DOCS DOCUMENTS B/L BL FREIGHT FRET LOLO CIP CSC ENTREGA ' +
    'DOCUMENTATION CUOC OUTPORT CHASSIS DIVERSION OVERSIZE TRUCK RED CONGESTION GATE IN FEU MIN CTF FES EUA ICS2 CMC LIMPIEZA ADUANA ADICIONAL HANDLING PICKUP STRIPPING'
  ).split(' '),
)
/** Codes that are ports, lines or words wherever something stands beside them. */
const NEVER_INSIDE = new Set(['DAR', 'TAO', 'TAD', 'TAR', 'SSL', 'ONE', 'OF', 'COD'])
/** Headings that say what kind of price it is, not which. */
const GENERIC: Readonly<Record<string, ChargeType>> = {
  SURCHARGE: 'surcharge',
  SURCHARGES: 'surcharge',
  RECARGO: 'surcharge',
  RECARGOS: 'surcharge',
  ZUSCHLAG: 'surcharge',
  ZUSCHLAGE: 'surcharge',
  'PHU PHI': 'surcharge',
  附加费: 'surcharge',
  附加費: 'surcharge',
  'LOCAL CHARGES': 'surcharge',
  'LOCAL CHARGE': 'surcharge',
  OTROS: 'surcharge',
  OTHERS: 'surcharge',
  할증료: 'surcharge',
  割増料: 'surcharge',
  SOBRETAXA: 'surcharge',
  ADICIONALES: 'surcharge',
  SUPPLEMENT: 'surcharge',
  ОХРАНА: 'surcharge',
  GUARD: 'surcharge',
  ESCORT: 'surcharge',
}
/** Capitals of a sheet that are no charge: places of the leg, weekdays, units, incoterms. */
const OTHER_CODES = new Set(
  (
    'POL POD POR FPD PLD PLR DEL ETD ETA ETB VIA CY SD DOOR RAMP ICD FCL LCL TEU FEU CBM KG TON MIN MAX FAK NAC SOC COC NOR DRY REF HC HQ GP MON TUE WED THU FRI SAT SUN ' +
    'FOB CIF EXW DDP DAP FCA CFR TBA TBC TBN NIL N/A NO YES USA UAE UK EU EXP IMP REM QTY NOTE DATE PORT RATE CODE TYPE SIZE UNIT NAME INCL EXCL JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'
  ).split(' '),
)

function readingOf(
  spelling: ChargeSpelling,
  written: string,
  carrier: string | null,
  exact: boolean,
): ChargeReading {
  if (spelling.total) {
    return {
      code: 'BAS',
      name: 'All-in freight',
      category: 'FREIGHT',
      type: 'total',
      basis: null,
      ambiguous: false,
      known: true,
      exact,
    }
  }
  const found = senseOf(spelling.code, carrier)
  const sense = found?.sense
  const code = spelling.isCode ? written : spelling.code
  const own = spelling.isCode && code !== spelling.code ? senseOf(code, carrier) : found
  const picked = own?.sense ?? sense
  return {
    code,
    name: picked?.name ?? null,
    category: picked?.category ?? null,
    type: chargeTypeOf(code, picked?.category ?? ''),
    basis: picked?.basis ?? null,
    ambiguous: !(own ?? found)?.settled && spelling.isCode,
    known: true,
    exact,
  }
}

/** "CDC:CY DELIVERY CHARGE", "OWS - Overweight surcharge", "MUC (MANDATORY USER CHARGE)": a code and the words that it abbreviates. */
const CODE_AND_NAME = /^([A-Z][A-Z0-9]{1,4})\s*(?:[:：]|\s[-–]|[(（])\s*(\p{L}[^)）]+)[)）]?$/u

/** The code before a name, where the reference lacks the code and its letters begin the words of the name. */
function abbreviated(text: string): { code: string; name: string } | null {
  const [, code, name] = CODE_AND_NAME.exec(text) ?? []
  if (!code || !name || OTHER_CODES.has(code) || chargeTable().spellings.has(code)) return null
  return initialsOf(name).startsWith(code) ? { code, name } : null
}

/** "PSS:PEAK SEASON SURCHARGE", "LSF - Low Sulphur Fuel": a code that the reference knows, and what it is called here. */
function codeBeforeName(text: string): { spelling: ChargeSpelling; code: string } | null {
  const [, code, name] = CODE_AND_NAME.exec(text) ?? []
  if (!code || !name || OTHER_CODES.has(code) || NEVER_INSIDE.has(code)) return null
  const spelling = chargeTable().spellings.get(code)
  if (!spelling?.isCode || spelling.code === FREIGHT || readCurrency(code) !== null) return null
  return initialsOf(name).startsWith(code) || isNameAfterColon(text, code) ? { spelling, code } : null
}

const FREIGHT = 'BAS'
/** "THC: Shanghai" names a port; a name in capitals or with the word "charge" is that of the code. */
const isNameAfterColon = (text: string, code: string): boolean =>
  /^\s*[:：]/.test(text.slice(code.length)) &&
  /\b(?:charges?|sur-?charges?|fees?|factor|recovery|handling|freight|recargo|zuschlag|frais)\b/iu.test(text)

const initialsOf = (name: string): string =>
  name
    .split(/[^\p{L}\d]+/u)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')

/** "Sealing Charge At Origin (SEO)": a name, and behind it the carrier's own code for it. */
const NAME_AND_CODE = /^(\p{L}.{4,}?)\s*[([（【]\s*([A-Z]{3,4})\s*[)\]）】]$/u

/** The code in brackets behind a name, where the reference lacks the code and its letters stand in the name, in order. */
function bracketed(text: string): { code: string; name: string } | null {
  const [, name, code] = NAME_AND_CODE.exec(text) ?? []
  if (!code || !name || OTHER_CODES.has(code) || chargeTable().spellings.has(code)) return null
  if (readCurrency(code) !== null) return null
  const letters = name.toUpperCase()
  let at = -1
  const spelt = [...code].every((letter) => {
    at = letters.indexOf(letter, at + 1)
    return at >= 0
  })
  return spelt && letters.startsWith(code.charAt(0)) ? { code, name } : null
}

const readings = new Map<string, (text: string) => ChargeReading | null>()

/**
 * The charge that a cell or header names. `carrier` is a SCAC and settles codes that carriers use differently. A code
 * in capitals that the reference lacks is kept, with `known: false`. Freight joined with surcharges is a total.
 */
export function readCharge(text: string, carrier?: string | null): ChargeReading | null {
  const scope = carrier ?? ''
  let read = readings.get(scope)
  if (!read) {
    read = remember((given: string) => readOnce(given, scope === '' ? null : scope))
    readings.set(scope, read)
  }
  return read(text)
}

function readOnce(original: string, carrier: string | null): ChargeReading | null {
  if (original.length > LONGEST) return null
  const text = original.normalize('NFC').trim()
  const key = chargeKey(text)
  // "per B/L", "of base ocean freight" are bases.
  if (key === '' || /^(?:PER|POR|PRO|JE|PAR|OF) |^\//.test(key)) return null
  const spelling = chargeTable().spellings.get(key)
  if (spelling) {
    // In small letters a code is a word: "sea", "doc", "all".
    if (ORDINARY.has(key) && key.length <= 3 && text === text.toLowerCase() && /^[a-z]+$/.test(text))
      return null
    if (key === 'FEE' && carrier !== 'MSCU') return null
    return readingOf(spelling, key, carrier, true)
  }
  const coded = codeBeforeName(text)
  if (coded !== null) return readingOf(coded.spelling, coded.code, carrier, true)
  const own = abbreviated(text) ?? bracketed(text)
  const named = own ? readOnce(own.name, carrier) : null
  // "Seafreight (SFR)" is the freight, by whatever letters.
  if (own && (named === null || named.type === 'surcharge')) {
    return {
      code: own.code,
      name: own.name,
      category: named?.category ?? null,
      type: named?.type ?? 'surcharge',
      basis: named?.basis ?? null,
      ambiguous: false,
      known: named?.known ?? false,
      exact: true,
    }
  }
  const generic = GENERIC[key]
  if (generic) {
    return {
      code: null,
      name: null,
      category: null,
      type: generic,
      basis: null,
      ambiguous: false,
      known: true,
      exact: true,
    }
  }
  const mentions = findCharges(text, carrier)
  if (mentions.length === 0 || startsWithWord(text)) {
    // A heading is short: in it "Delivery" and "B/L" are charges if nothing else is said.
    const ordinary = scan(text, carrier, true)
    if (ordinary.length > 0 && onlySurroundings(text, ordinary)) return combine(text, ordinary, carrier)
  }
  if (mentions.length > 0) return combine(text, mentions, carrier)
  // "EWRS/TEU": an unknown code, and what it is paid for.
  const counted = /^([A-Z][A-Z0-9]{2,4})\s*\/\s*([A-Z]{2,5})$/.exec(text)
  if (counted && readBasis(counted[2]!) !== null) return readOnce(counted[1]!, carrier)
  if (/^[A-Z][A-Z0-9]{2,4}$/.test(text) && !OTHER_CODES.has(text) && readCurrency(text) === null) {
    return unlistedCharge(text)
  }
  return null
}

/** One reading for a text that names several charges, or one among other words. */
function combine(text: string, all: readonly ChargeMention[], carrier: string | null): ChargeReading {
  const mentions = withoutHandling(text, all)
  const arbitrary = mentions.find((mention) => mention.type === 'arbitrary')
  if (arbitrary && !/[+&]/.test(text)) return strip({ ...arbitrary, exact: onlySurroundings(text, mentions) })
  const freight = mentions.find(
    (mention) => mention.category === 'FREIGHT' && !isGround(text, mention, mentions),
  )
  const others = mentions.filter((mention) => mention !== freight && mention.category !== 'FREIGHT')
  const exact = onlySurroundings(text, all)
  if (freight) {
    const joined = /[+&]|\b(?:incl|inc|with|and|plus|y|und|all.?in)\b|含|包/i.test(text)
    const excluded = /\b(?:excl|not|subject|without|zzgl|sin)\b|不含|另/i.test(text)
    const total =
      mentions.some((mention) => mention.type === 'total') || (others.length > 0 && joined && !excluded)
    return strip({ ...freight, type: total ? 'total' : 'base', exact })
  }
  // "Phí mất cân bằng container (CIC)", "THC - phí xếp dỡ": name and code of one charge; the code is what the sheet writes.
  const written = mentions.find((mention) => isBracketed(text, mention) && mention.code !== null)
  const alike = new Set(mentions.map(({ name, code }) => name ?? code)).size === 1
  // "Delivery order / document fee": two names of the papers at destination.
  const papers = mentions.length > 1 && mentions.every(({ code }) => code === 'DDF' || code === 'DOC')
  const papersThere = papers && mentions.find(({ code }) => code === 'DDF')
  if (papersThere) return strip({ ...papersThere, exact })
  if (!written && (isLump(text, mentions) || (isLumped(text) && !(alike && mentions.length > 1)))) {
    return {
      code: null,
      name: text,
      category: null,
      type: 'surcharge',
      basis: null,
      ambiguous: false,
      known: true,
      exact,
    }
  }
  const either = /^\s*or\s/i.test(text.slice(mentions[0]!.index + mentions[0]!.length))
    ? mentions[0]
    : undefined
  const chosen =
    written ??
    explained(text, mentions) ??
    either ??
    mentions.toSorted((a, b) => b.length - a.length || a.index - b.index)[0]!
  const same = mentions.every((mention) => mention.category === chosen.category)
  const placed = withEnd(text, chosen, carrier)
  return strip({ ...placed, exact: exact && (same || written !== undefined) })
}

/** "CFS / Destination Handling": beside one charge the word for any work is a name of the same; what is added is not. */
function withoutHandling(text: string, mentions: readonly ChargeMention[]): readonly ChargeMention[] {
  const others = mentions.filter(({ code }) => code !== 'HND')
  if (others.length === mentions.length || new Set(others.map(({ name }) => name)).size !== 1) return mentions
  return /[+&]|\b(?:and|plus|y|und|et|e)\b/i.test(text) || !/[/-]/.test(text) ? mentions : others
}

/** "add-on on top of the ocean freight": what something is added to is not what is priced. */
function isGround(text: string, mention: ChargeMention, mentions: readonly ChargeMention[]): boolean {
  return (
    mentions.length > 1 &&
    /\b(?:on top of|auf|of|sobre|over|upon)\s+(?:the\s+)?$/i.test(text.slice(0, mention.index))
  )
}

const LUMPED_CODES = /^([A-Z]{3,4})\s*[/+&]\s*([A-Z]{3,4})$/

/** "PSS/PUC", also where the reference lacks one of them; in "BAF/TEU" the second is what the first is paid for. */
function isLumped(text: string): boolean {
  const codes = LUMPED_CODES.exec(text)?.slice(1)
  return codes?.every((code) => !OTHER_CODES.has(code)) ?? false
}

/** "CNS (Congestion at Disc Port)", "CRS/COV (Cost Recovery Surcharge)": a code, and in brackets what it means. */
const EXPLAINED = /^\s*[A-Z][A-Z0-9]{1,4}\s*(?:\/\s*[A-Z][A-Z0-9]{1,4}\s*)?[([（【]\s*\p{L}{4}/u

function explained(text: string, mentions: readonly ChargeMention[]): ChargeMention | undefined {
  const [first] = mentions
  return first?.code && text.slice(0, first.index).trim() === '' && EXPLAINED.test(text) ? first : undefined
}

/** "BAF + LSS": one price for several charges has no code; two codes of one charge are no several. */
function isLump(text: string, mentions: readonly ChargeMention[]): boolean {
  if (new Set(mentions.map(({ name, code }) => name ?? code)).size < 2) return false
  const [first, second] = mentions
  return /^\s*(?:[+&/,]|and|y|und)\s*$/i.test(text.slice(first!.index + first!.length, second!.index))
}

function strip(mention: ChargeReading & { index?: number; length?: number }): ChargeReading {
  const { code, name, category, type, basis, ambiguous, known, exact } = mention
  return { code, name, category, type, basis, ambiguous, known, exact }
}

const isBracketed = (text: string, mention: ChargeMention) =>
  /[([（【]\s*$|[-–:：]\s*$/.test(text.slice(0, mention.index)) &&
  /^[A-Z0-9/]+$/.test(text.slice(mention.index, mention.index + mention.length))

const AT_ORIGIN = /\b(?:origin|orig|pol|export|load(?:ing)? port|origen|origem|departure)\b|起运|出口|装港/i
const AT_DESTINATION = /\b(?:destination|dest|pod|import|discharge|destino|arrival)\b|目的|进口|卸港/i

/** "THC at destination", "Documentation (import)": the end that the text states. */
function withEnd(text: string, mention: ChargeMention, carrier: string | null): ChargeReading {
  const code = AT_DESTINATION.test(text)
    ? { THC: 'DTHC', DOC: 'DDF' }[mention.code ?? '']
    : AT_ORIGIN.test(text)
      ? { THC: 'OTHC' }[mention.code ?? '']
      : undefined
  return code ? readingOf({ code, isCode: false, total: false }, code, carrier, mention.exact) : mention
}

function onlySurroundings(text: string, mentions: readonly ChargeMention[]): boolean {
  let rest = ''
  let at = 0
  for (const mention of mentions) {
    rest += `${text.slice(at, mention.index)} `
    at = mention.index + mention.length
  }
  rest += text.slice(at)
  const words = chargeKey(rest).split(/[ /+&]/)
  return words.every(
    (word) =>
      word === '' || SURROUNDINGS.has(word) || readCurrency(word) !== null || /^[费費用价]+$/.test(word),
  )
}

const TOKEN = /[A-Z0-9\u00c0-\u024f\u0370-\u04ff\u1e00-\u1eff]+/gi

/** Every charge that a longer text names, in order. Codes count in capitals only, and not where they are ordinary words. */
export function findCharges(text: string, carrier?: string | null): ChargeMention[] {
  return scan(text, carrier ?? null, false)
}

/** Ordinary words count in a heading (`ordinary`) when they are no shorter than this, or have a slash. */
const SHORTEST_WORD = 4
/** "B/L or surrender fee": the first charge is one whose word alone would not count. */
const startsWithWord = (text: string) => /^(?:B\/?L|D\/?O)(?![A-Z])/i.test(text)

function scan(text: string, carrier: string | null, ordinary: boolean): ChargeMention[] {
  const composed = text.normalize('NFC')
  const { spellings, unspaced } = chargeTable()
  const tokens = [...composed.matchAll(TOKEN)].map((match) => ({
    index: match.index,
    end: match.index + match[0].length,
  }))
  const mentions: ChargeMention[] = []
  for (let i = 0; i < tokens.length; ) {
    let step = 1
    for (let n = Math.min(PHRASE_WORDS, tokens.length - i); n > 0; n--) {
      const start = tokens[i]!.index
      const end = tokens[i + n - 1]!.end
      const phrase = composed.slice(start, end)
      const key = chargeKey(phrase)
      const spelling = spellings.get(key)
      if (!spelling) continue
      const word =
        ordinary &&
        (key.length >= SHORTEST_WORD || key.includes('/')) &&
        !/\bof\s+$/i.test(composed.slice(0, start))
      if (!word && !counts(key, phrase, spelling, composed, start, end)) continue
      mentions.push({
        ...readingOf(spelling, key, carrier, false),
        index: start,
        length: end - start,
      })
      step = n
      break
    }
    i += step
  }
  const simple = simplified(composed)
  for (const key of unspaced) {
    const index = simple.indexOf(key)
    if (index < 0 || mentions.some((m) => index < m.index + m.length && m.index < index + key.length))
      continue
    mentions.push({
      ...readingOf(spellings.get(key)!, key, carrier, false),
      index,
      length: key.length,
    })
  }
  return mentions.sort((a, b) => a.index - b.index)
}

/** Whether a phrase inside a text is meant as a charge. */
function counts(
  key: string,
  phrase: string,
  spelling: ChargeSpelling,
  text: string,
  start: number,
  end: number,
): boolean {
  // "40'/HC", "T/S": part of something with a slash.
  if (NEVER_INSIDE.has(key) || /\b(?:NON|NO|NOT)[-\s]*$/i.test(text.slice(0, start))) return false
  if (ORDINARY.has(key) && /\b(?:of|port)\s+$/i.test(text.slice(0, start))) return false
  const short = key.length <= 4 && !key.includes(' ')
  if (short && phrase !== phrase.toUpperCase()) return false
  // "O/F (USD)": short spellings that are other words need brackets, or a price's surroundings.
  if (!ORDINARY.has(key)) return !(short && /[A-Z]-$/.test(text.slice(0, start)))
  if (key.length > 5 && spelling.code !== 'PCF')
    return text.length - phrase.length <= 24 && /^[^a-z]*$|^[A-Z]/.test(phrase)
  return /[([（]\s*$/.test(text.slice(0, start)) && /^\s*[)\]）]/.test(text.slice(end))
    ? true
    : isListed(text, start, end)
}

/** Between the signs of a list of charges: "BAF/SEC/ISPS", "THC, DOC, SEAL". */
function isListed(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start)
  const after = text.slice(end)
  const sign = /[A-Z]{3}\s*[,/+&;]\s*$/.test(before) || /^\s*[,/+&;]\s*[A-Z]{3}(?![A-Z])/.test(after)
  return sign && /^(?:[A-Z/]{2,5}[\s,/+&;]*)+$/.test(text.trim())
}

/** A charge of which no list knows more than the code that the sheet writes, if any. */
export function unlistedCharge(code: string | null): ChargeReading {
  return {
    code,
    name: null,
    category: null,
    type: 'surcharge',
    basis: null,
    ambiguous: false,
    known: false,
    exact: true,
  }
}
