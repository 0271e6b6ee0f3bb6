import { lockPeople } from '../people/people.sql.ts'
import { callClearValues, callWriteValues, selectValues } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { insertRejection } from './rejections.sql.ts'

/** Lists of conclusions: the database holds against each later one what the person has rejected (write_values). */
export const REJECTABLE_FIELDS: readonly string[] = ['concluded_interests']

/** The person rejects one thing we have concluded, for good (rule H2). False when it is not among what is held. */
export async function rejectConclusion(tx: Tx, personId: PersonId, fieldKey: string, item: string): Promise<boolean> {
  if (!REJECTABLE_FIELDS.includes(fieldKey)) return false
  await lockPeople(tx, [personId])
  const held = (await selectValues(tx, [personId])).find((one) => one.fieldKey === fieldKey)?.value
  if (!Array.isArray(held) || !held.includes(item)) return false
  await insertRejection(tx, personId, fieldKey, item)
  const rest = (held as string[]).filter((one) => one !== item)
  const refused = rest.length > 0 && (await callWriteValues(tx, [{ personId, fieldKey, value: rest }]))
  // The rest cannot be written without a living ground; what is rejected must go all the same.
  if (refused === false || refused.length > 0) await callClearValues(tx, personId, [fieldKey])
  return true
}
