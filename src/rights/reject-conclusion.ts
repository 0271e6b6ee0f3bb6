import { lockPeople } from '../people/people.sql.ts'
import { callClearValues, callWriteValues, selectValues } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { insertRejection } from './rejections.sql.ts'

/** Rejects whatever we conclude for a field that holds one value. */
const WHOLE_FIELD = '*'

/**
 * The person rejects something we have concluded, for good (rule H2): one item of a list, or the one value of a field.
 * The database leaves it out of whatever is concluded later. False when it is no conclusion, or not what is held.
 */
export async function rejectConclusion(tx: Tx, personId: PersonId, fieldKey: string, item: string): Promise<boolean> {
  const { fields } = await selectCatalogue(tx)
  if (!fields.some((field) => field.key === fieldKey && field.inferred)) return false
  await lockPeople(tx, [personId])
  const held = (await selectValues(tx, [personId])).find((one) => one.fieldKey === fieldKey)?.value
  if (held === undefined) return false
  if (!Array.isArray(held)) {
    if (String(held) !== item) return false
    await insertRejection(tx, personId, fieldKey, WHOLE_FIELD)
    await callClearValues(tx, personId, [fieldKey])
    return true
  }
  if (!held.includes(item)) return false
  await insertRejection(tx, personId, fieldKey, item)
  const rest = (held as string[]).filter((one) => one !== item)
  const refused = rest.length > 0 && (await callWriteValues(tx, [{ personId, fieldKey, value: rest }]))
  // The rest cannot be written without a living ground; what is rejected must go all the same.
  if (refused === false || refused.length > 0) await callClearValues(tx, personId, [fieldKey])
  return true
}
