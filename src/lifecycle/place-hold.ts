import { selectGrounds } from '../people/grounds.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { newId } from '../values/ids.ts'
import { monthsLater } from '../values/moment.ts'
import { selectDocuments } from './documents.sql.ts'
import { ALL_DOCUMENTS, LONGEST_HOLD_MONTHS, type Hold } from './hold.ts'
import { insertHold } from './holds.sql.ts'

/**
 * Keeps one item of a person from ending, with a reason and an end (rule H4). Throws `not-found` for an item that is not
 * the person's, `invalid` for an end that has passed or lies too far off. Returns the hold's id.
 */
export async function placeHold(tx: Tx, hold: Pick<Hold, 'personId' | 'itemKind' | 'itemId' | 'reason' | 'until' | 'setBy'>): Promise<string> {
  if (hold.until <= tx.now) throw new Problem('invalid', { text: 'lifecycle.hold-over', field: 'until' })
  if (hold.until > monthsLater(tx.now, LONGEST_HOLD_MONTHS, RETENTION_ZONE)) throw new Problem('invalid', { text: 'lifecycle.hold-too-long', field: 'until', parameters: { years: LONGEST_HOLD_MONTHS / 12 } })
  if (!(await isTheirs(tx, hold))) throw new Problem('not-found', { text: 'lifecycle.hold-item-unknown', field: 'item' })
  const holdId = newId(tx.now)
  await insertHold(tx, { ...hold, holdId, since: tx.now })
  return holdId
}

async function isTheirs(tx: Tx, { personId, itemKind, itemId }: Pick<Hold, 'personId' | 'itemKind' | 'itemId'>): Promise<boolean> {
  // A field's value may be there or not: that it is held says nothing of it.
  if (itemKind === 'field') return (await selectCatalogue(tx)).fields.some((field) => field.key === itemId)
  if (itemKind === 'ground') return (await selectGrounds(tx, [personId])).some((ground) => ground.groundId === itemId)
  const documents = await selectDocuments(tx, [personId])
  return itemId === ALL_DOCUMENTS ? documents.length > 0 : documents.some((one) => one.documentId === itemId)
}
