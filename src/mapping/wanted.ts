import type { Direction } from '../reference/direction.ts'
import type { MappingField } from './mapping.ts'
import type { Statement } from './statements.ts'

/** What a table needs from its surroundings. */
export interface Wanted {
  /** Fields that columns fill already. */
  readonly columns: ReadonlySet<MappingField>
  /** A table of charges: a place is only where they are levied. */
  readonly charges: boolean
  /** Which way cargo goes of which the sheet or its file speaks, whatever the title with the place says. */
  readonly way: Direction | null
  /** A column says of each charge whether it is levied on exports or on imports. */
  readonly directed: boolean
  /** Its prices are per container, and no heading or column names the size. */
  readonly container: boolean
  readonly lanes: boolean
  /** No captions part its rows but names of countries. */
  readonly plain: boolean
  /** Its prices are added on top of those of a base port. */
  readonly arbitrary: boolean
}

export type Add = (field: MappingField, statement: Statement, text: string, confidence: number) => void
