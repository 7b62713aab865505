export const LANGUAGES = [
  'en',
  'zh',
  'es',
  'pt',
  'de',
  'fr',
  'it',
  'vi',
  'ko',
  'ja',
  'tr',
  'nl',
  'ru',
  'th',
  'pl',
  'id',
] as const
export type Language = (typeof LANGUAGES)[number]

export const isLanguage = (text: string): text is Language => LANGUAGES.some((language) => language === text)

/** Wordings by language; English is always there. A text holds several, separated by `|`. */
export type Wordings = { readonly en: string } & Partial<Record<Language, string>>

/** Where senders sit, how often, and the language they write when it is not English. */
export const HOME_COUNTRIES: readonly {
  readonly country: string
  readonly language: Language
  readonly weight: number
  readonly currency: string
}[] = [
  { country: 'CN', language: 'zh', weight: 14, currency: 'CNY' },
  { country: 'HK', language: 'zh', weight: 4, currency: 'HKD' },
  { country: 'TW', language: 'zh', weight: 3, currency: 'TWD' },
  { country: 'VN', language: 'vi', weight: 9, currency: 'VND' },
  { country: 'TH', language: 'th', weight: 5, currency: 'THB' },
  { country: 'KR', language: 'ko', weight: 5, currency: 'KRW' },
  { country: 'JP', language: 'ja', weight: 5, currency: 'JPY' },
  { country: 'IN', language: 'en', weight: 6, currency: 'INR' },
  { country: 'SG', language: 'en', weight: 4, currency: 'SGD' },
  { country: 'MY', language: 'en', weight: 3, currency: 'MYR' },
  { country: 'ID', language: 'id', weight: 3, currency: 'IDR' },
  { country: 'PH', language: 'en', weight: 2, currency: 'PHP' },
  { country: 'PK', language: 'en', weight: 1, currency: 'PKR' },
  { country: 'BD', language: 'en', weight: 1, currency: 'USD' },
  { country: 'LK', language: 'en', weight: 1, currency: 'USD' },
  { country: 'AE', language: 'en', weight: 2, currency: 'AED' },
  { country: 'SA', language: 'en', weight: 1, currency: 'SAR' },
  { country: 'US', language: 'en', weight: 7, currency: 'USD' },
  { country: 'CA', language: 'en', weight: 1, currency: 'CAD' },
  { country: 'MX', language: 'es', weight: 4, currency: 'USD' },
  { country: 'CO', language: 'es', weight: 2, currency: 'USD' },
  { country: 'PE', language: 'es', weight: 3, currency: 'USD' },
  { country: 'CL', language: 'es', weight: 3, currency: 'USD' },
  { country: 'EC', language: 'es', weight: 1, currency: 'USD' },
  { country: 'AR', language: 'es', weight: 2, currency: 'USD' },
  { country: 'BR', language: 'pt', weight: 4, currency: 'BRL' },
  { country: 'PT', language: 'pt', weight: 1, currency: 'EUR' },
  { country: 'ES', language: 'es', weight: 4, currency: 'EUR' },
  { country: 'DE', language: 'de', weight: 6, currency: 'EUR' },
  { country: 'FR', language: 'fr', weight: 4, currency: 'EUR' },
  { country: 'BE', language: 'nl', weight: 2, currency: 'EUR' },
  { country: 'NL', language: 'nl', weight: 3, currency: 'EUR' },
  { country: 'IT', language: 'it', weight: 4, currency: 'EUR' },
  { country: 'GB', language: 'en', weight: 3, currency: 'GBP' },
  { country: 'PL', language: 'pl', weight: 1, currency: 'EUR' },
  { country: 'DK', language: 'en', weight: 1, currency: 'DKK' },
  { country: 'TR', language: 'tr', weight: 4, currency: 'USD' },
  { country: 'RU', language: 'ru', weight: 2, currency: 'USD' },
  { country: 'ZA', language: 'en', weight: 2, currency: 'ZAR' },
  { country: 'KE', language: 'en', weight: 1, currency: 'USD' },
  { country: 'MA', language: 'fr', weight: 1, currency: 'EUR' },
  { country: 'EG', language: 'en', weight: 1, currency: 'USD' },
  { country: 'AU', language: 'en', weight: 2, currency: 'AUD' },
  { country: 'NZ', language: 'en', weight: 1, currency: 'NZD' },
]

/** The wordings of a text in a language, English where it has none. */
export function wordings(of: Wordings, language: Language): string[] {
  return (of[language] ?? of.en).split('|')
}
