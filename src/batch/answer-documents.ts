import { Document, isMap, isSeq, type Node } from 'yaml'

/**
 * Answers as YAML that people read: one document for each table, rows of a list on one line each
 * (`- {id: 10, currency: null, type: total}`), as in the published answers.
 */
export function answerDocuments(answers: readonly object[]): string {
  return answers.map((answer) => render(answer)).join('---\n')
}

function render(value: object): string {
  const document = new Document(value, roundConfidence, { aliasDuplicateObjects: false })
  flattenLists(document.contents)
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

/** More digits of a confidence tell nothing. */
const roundConfidence = (key: unknown, value: unknown) =>
  key === 'confidence' && typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value

/** Lists become one line an item; lists of plain values one line in all. */
function flattenLists(node: unknown, inside = false): void {
  if (isMap(node)) {
    for (const { value } of node.items) if (isMap(value) || isSeq(value)) flattenLists(value, true)
    return
  }
  if (!isSeq(node)) return
  const plain = inside && node.items.every((item) => !isMap(item) && !isSeq(item))
  if (plain) node.flow = true
  else
    for (const item of node.items)
      if (inside) (item as Node & { flow?: boolean }).flow = true
      else flattenLists(item, true)
}
