import { type HttpAnswer, json } from './http-answer.ts'

const DEFAULT_LIMIT = 20

/** One page of a list, by the `limit` and `after` of the query. */
export function page(items: readonly { readonly id: string }[], query: URLSearchParams): HttpAnswer {
  const after = query.get('after')
  const from = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1
  const to = from + Number(query.get('limit') ?? DEFAULT_LIMIT)
  const data = items.slice(from, to)
  return json({ object: 'list', data, has_more: to < items.length, last_id: data.at(-1)?.id ?? null })
}
