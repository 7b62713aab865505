/** "BAF is on top of the rate", "Bunker comes on top": what is said of a surcharge, up to the end of the sentence. */
const SUBJECT_ON_TOP =
  /(?<=^|[.;()\n]\s*)([^.;()\n]{2,60}?)\s+(?:(?:is|are|be|comes?|goes|will|to|charged|billed|payable|added|levied)\s+)+on top\b[^.;\n]*/giu
/** "All rates below are on top of base port": said of the prices themselves. */
const PRICES =
  /rates?\b|prices?\b|amounts?\b|figures?\b|tariffs?\b|\bthese\b|\bthey\b|below|following|add-?ons?|arbitrar/iu

/** "Destination arbitrary is not applicable." */
const NOT_APPLIED =
  /[^.;\n]*(?<!\p{L})(?:not applicable|(?:does|do) not apply|not applied|no aplica\p{L}*|nicht anwendbar|不适用|不適用)(?!\p{L})[^.;\n]*/giu

/** A title or caption without what it says of single surcharges that come on top, or of what does not: the prices under it do not. */
export function withoutSurchargesOnTop(text: string): string {
  return text
    .replace(NOT_APPLIED, '')
    .replace(SUBJECT_ON_TOP, (sentence, subject: string) => (PRICES.test(subject) ? sentence : ''))
}

/** 外港附加, アウトポート追加料金, 아웃포트 추가운임: add-ons in scripts without word ends. */
export const ON_TOP_UNSPACED =
  /外港附加|偏港附加|加[價价]|外港加|偏港加|(?:附?加)[在於于].{1,12}上|アウトポート|(?:運賃|料金)に(?:加算|追加)|아웃포트|운임에\s?(?:추가|가산)/u
