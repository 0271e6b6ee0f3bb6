import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { writeChangeMessage } from './change-message.ts'
import { insertPendingChanges, notifyOfChanges } from './changes.sql.ts'

/** What each transaction has changed so far. */
const gathered = new WeakMap<object, Set<PersonId>>()

/**
 * Notes that something was changed that answers about these people rest on. Whatever writes such a row calls it, in
 * the same transaction: everything noted is written once, just before the commit, and told to every copy at the commit.
 */
export function noteChange(tx: Tx, personIds: Iterable<PersonId>): void {
  const known = gathered.get(tx.db)
  const changed = known ?? new Set<PersonId>()
  for (const personId of personIds) changed.add(personId)
  if (known || changed.size === 0) return
  gathered.set(tx.db, changed)
  tx.beforeCommit(async () => {
    const people = [...changed]
    const changeId = newId(tx.now)
    await insertPendingChanges(tx, changeId, people)
    await notifyOfChanges(tx, writeChangeMessage(changeId, people))
  })
}
