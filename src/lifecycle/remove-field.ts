import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { newId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import { canBeRemoved, type RemovalStart } from './field-ending.ts'
import { insertFieldEndings, selectOpenRemovals } from './field-endings.sql.ts'

/**
 * A field is to go, with all that is held in it: at once, or in a day; until it begins nothing changes, and it can be called
 * off. Throws `not-found`, `refused` for a field that the program goes by, `conflict` when it is going already. The id.
 */
export async function removeField(tx: Tx, field: string, start: RemovalStart, note: string, askedBy: string): Promise<string> {
  const { fields } = await selectCatalogue(tx)
  if (!fields.some(({ key }) => key === field)) throw new Problem('not-found', { text: 'lifecycle.field-unknown' })
  if (!canBeRemoved(field)) throw new Problem('refused', { text: 'lifecycle.field-needed', field: 'field' })
  if ((await selectOpenRemovals(tx, [field])).length > 0) throw new Problem('conflict', { text: 'lifecycle.field-going' })
  const endingId = newId(tx.now)
  await insertFieldEndings(tx, [{ endingId, field, kind: 'removal', note, askedBy, startsAt: start === 'now' ? tx.now : daysLater(tx.now, 1) }])
  return endingId
}
