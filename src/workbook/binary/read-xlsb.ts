import type { Finding } from '../../checks/finding.ts'
import type { Grid } from '../grid.ts'
import type { ReadLimits } from '../read-limits.ts'
import type { ZipArchive } from '../zip/zip-archive.ts'

export async function readXlsb(
  _archive: ZipArchive,
  _workbookPart: string,
  _file: string,
  _limits: ReadLimits,
): Promise<{ grids: Grid[]; findings: Finding[] }> {
  return { grids: [], findings: [] }
}
