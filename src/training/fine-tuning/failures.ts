/** What the codes of a failed job mean, and what to do. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /invalid_(training|validation)_file|invalid_file|file_format/i,
    'The endpoint does not take a data file. Check it with "rateloom labels lint", and export it anew.',
  ],
  [
    /exceeded_quota|insufficient_quota|billing/i,
    'The account has no budget left for training. Raise its limit, then submit again: nothing is uploaded twice.',
  ],
  [
    /invalid_n_examples|too_few|minimum.*examples/i,
    'There are too few examples for this endpoint. Add labels, or propose some with "rateloom labels propose".',
  ],
  [
    /model_not_(found|available)|unsupported_model|does not support fine-tuning/i,
    'The base model cannot be fine-tuned there. Take another with --base-model, or export for an open model with "rateloom tune export".',
  ],
  [
    /safety|moderation|usage_policy/i,
    'The endpoint refuses the data for its content. Look for personal data and free text with "rateloom labels lint".',
  ],
  [
    /server_error|internal|timeout|unavailable/i,
    'The endpoint failed on its side. Submit again later: nothing is uploaded twice.',
  ],
]

/** The reasons of a failed job in plain words; the endpoint's own words stand behind them. */
export function plainReason(code: string | null, message: string | null): string {
  const said = [code, message].filter((part) => part).join(': ')
  const known = REASONS.find(([pattern]) => pattern.test(said))
  const own = said === '' ? 'The endpoint gave no reason.' : `The endpoint says: ${said}`
  return known ? `${known[1]} (${own})` : own
}
