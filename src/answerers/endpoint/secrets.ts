/** Where secrets could stand in a line of the log, for `redact` of pino. */
export const SECRET_LOG_PATHS: readonly string[] = [
  ...['apiKey', 'api_key', 'authorization', 'Authorization'].flatMap((key) => [
    key,
    `*.${key}`,
    `*.*.${key}`,
  ]),
  ...['headers["api-key"]', '*.headers["api-key"]', 'headers["set-cookie"]', '*.headers["set-cookie"]'],
]

export const REDACTED = '[redacted]'

/** Keys as vendors write them, and whatever follows the name of an authorization scheme. */
const KEY_LIKE = [/\b(?:sk|rk|pk|sess)-[\w*-]{6,}/g, /\b(?:Bearer|Basic)\s+[\w.~+/=*-]{6,}/gi]

/** The shortest text that is taken for a key of its own: shorter ones would black out ordinary words. */
const SHORTEST_SECRET = 6

/**
 * A text that may be shown, logged or kept: without the secrets given, and without anything that looks like a key
 * (servers repeat the key that they refuse).
 */
export function withoutSecrets(text: string, secrets: readonly (string | null)[] = []): string {
  let clean = text
  for (const secret of secrets) {
    if (secret !== null && secret.length >= SHORTEST_SECRET) clean = clean.replaceAll(secret, REDACTED)
  }
  for (const pattern of KEY_LIKE) clean = clean.replace(pattern, REDACTED)
  return clean
}

/** The address without credentials and query, which may hold a key. */
export function publicAddress(baseUrl: string): string {
  try {
    const url = new URL(baseUrl)
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  } catch {
    return withoutSecrets(baseUrl)
  }
}
