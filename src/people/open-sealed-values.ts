import type { KeyRoom } from '../keeper/key-room.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { openSealed } from './sealed-value.ts'
import { selectSealedValues } from './sealed-values.sql.ts'
import type { ValueRow } from './values.sql.ts'

/**
 * The sensitive values of these people in the open, one row per field. Whoever shows them says to whom: in full to
 * those who may read the field, otherwise `maskedValue`. What has lost its key is gone, and is left out.
 */
export async function openSealedValues(tx: Tx, keyRoom: Pick<KeyRoom, 'get'>, personIds: readonly PersonId[]): Promise<(ValueRow & { value: string })[]> {
  const rows = await selectSealedValues(tx, personIds)
  const keys = rows.length === 0 ? new Map() : await keyRoom.get([...new Set(rows.map((row) => row.personId))])
  return rows.flatMap(({ personId, fieldKey, sealed }) => {
    const key = keys.get(personId)
    return key ? [{ personId, fieldKey, value: openSealed(key, personId, fieldKey, sealed) }] : []
  })
}
