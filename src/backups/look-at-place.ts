import type { Tx } from '../plumbing/database.ts'
import { hasRows, hasTables, selectUnfinished, type Restoration } from './restoration.sql.ts'
import { selectTables } from './tables.sql.ts'

export type Place = 'empty' | 'in-use' | Restoration

/** What a backup would be restored into: nothing, a restore that was cut off, or somebody's data. As the owner of the tables. */
export async function lookAtPlace(tx: Tx): Promise<Place> {
  const tables = await hasTables(tx, 'restoration')
  if (!tables.any) return 'empty'
  const unfinished = tables.named ? await selectUnfinished(tx) : undefined
  if (unfinished) return unfinished
  for (const { name } of await selectTables(tx)) if (name !== 'migration' && (await hasRows(tx, name))) return 'in-use'
  return 'empty'
}
