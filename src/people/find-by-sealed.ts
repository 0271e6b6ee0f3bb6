import type { Tx } from '../plumbing/database.ts'
import type { Field } from '../purposes/field.ts'
import type { PersonId } from '../values/ids.ts'
import type { SealingKeeper } from './seal-values.ts'
import { blindMark, openSealed } from './sealed-value.ts'
import { selectByBlindMark } from './sealed-values.sql.ts'

/** Few people share a mark; more than these are no longer looked through. */
const CANDIDATES = 200

/** Who has this value of a sensitive field: found by its keyed mark, then opened and compared (rule H6). */
export async function findBySealed(tx: Tx, keeper: SealingKeeper, field: Pick<Field, 'key' | 'type'>, value: string): Promise<PersonId[]> {
  const blind = blindMark(keeper.keys.blindIndex, field, value)
  if (!blind) return []
  const candidates = await selectByBlindMark(tx, field.key, blind, CANDIDATES)
  const keys = await keeper.keyRoom.get(candidates.map((row) => row.personId))
  return candidates.filter(({ personId, fieldKey, sealed }) => {
    const key = keys.get(personId)
    return key !== undefined && openSealed(key, personId, fieldKey, sealed) === value
  }).map((row) => row.personId)
}
