import { Document, isMap, isSeq, type Node } from 'yaml'
import type { Finding } from '../checks/finding.ts'

/**
 * Answers as YAML that people read: one document for each table, rows of a list on one line each
 * (`- {id: 10, currency: null, type: total}`), as in the published answers.
 */
export function answerDocuments(answers: readonly object[]): string {
  return answers.map((answer) => render(answer)).join('---\n')
}

/** A list of findings, one a line block; written in pieces, because there may be a hundred thousand. */
export function* findingDocuments(findings: readonly Finding[]): Generator<string> {
  if (findings.length === 0) yield '[]\n'
  for (let start = 0; start < findings.length; start += 200) yield render(findings.slice(start, start + 200))
}

function render(value: object): string {
  const document = new Document(value, { aliasDuplicateObjects: false })
  flattenLists(document.contents)
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

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
