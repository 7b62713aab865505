import type { Grid } from '../workbook/grid.ts'

/** What heads a column that says what an amendment did to each row. */
const CHANGES =
  /^(?:row |line |rate )?(?:status|action|amd\.? ?type|amend(?:ment)?s?(?: ?(?:type|status|code))?|change(?: ?(?:type|code))?|update ?type|状态|变更|操作|estado|acci[oó]n|änderung|statut|stato|durum|trạng thái)\.?$/iu
const GONE =
  /^(?:d|del|deleted?|deletion|remov(?:ed?|al)|cancel(?:led|ed|lation)?|withdrawn?|void(?:ed)?|terminated?|eliminad[oa]|baja|anulad[oa]|cancelad[oa]|gelöscht|gestrichen|supprimée?|annul(?:ée?|lat[oa])|iptal|silindi|删除|取消|作废|停用|đã hủy|xóa)$/iu
const KEPT =
  /^(?:[nauce]|new|add(?:ed|ition)?|amend(?:ed|ment)?|modif(?:y|ied)|change[d]?|updat(?:ed?|ing)|extend(?:ed)?|extension|renew(?:ed)?|revis(?:ed|ion)|no ?change|unchanged|same|same as before|existing|current|active|valid|live|open|increased?|decreased?|reduced|nuev[oa]|alta|modificad[oa]|vigente|neu|geändert|unverändert|nouveau|modifiée?|yeni|aktif|新增|修改|不变|有效|mới|sửa)$/iu

/**
 * Rows that an amendment took out: "DELETE" in a column of what became of each row. They stand in the export, and offer
 * nothing any more. A column in which anything else stands than such words is about something else.
 */
export function withdrawnRows(
  grid: Grid,
  headerRows: readonly number[],
  bounds: { readonly left: number; readonly right: number },
  rows: readonly number[],
): number[] {
  for (let column = bounds.left; column <= bounds.right; column++) {
    if (!headerRows.some((row) => CHANGES.test(grid.text(row, column).trim()))) continue
    const said = rows.map((row) => grid.text(row, column).trim())
    if (!said.every((text) => text === '' || GONE.test(text) || KEPT.test(text))) continue
    const gone = rows.filter((_, at) => GONE.test(said[at]!))
    // Where all are gone, that is not what the word means.
    if (gone.length > 0 && gone.length < rows.length) return gone
  }
  return []
}
