export interface CurrencyMention {
  /** ISO 4217. */
  readonly currency: string
  readonly index: number
}

/** ISO 4217 code of a text that is a currency and nothing else ("US$", "美元", "RMB"). */
export function readCurrency(text: string): string | null {
  void text
  return null
}

/** Every currency that a longer text names, in order. */
export function findCurrencies(text: string): CurrencyMention[] {
  void text
  return []
}

/** ISO 4217 code of a number format ("$#,##0", "[$€-407] #,##0"); null when it has none or cannot be told. */
export function currencyOfNumberFormat(format: string): string | null {
  void format
  return null
}
