import type { Tx } from '../plumbing/database.ts'
import { inOneGo } from '../plumbing/pipelined.ts'
import { tellOwnCommit } from '../plumbing/own-commits.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { writeChangeMessage, type ChangeMessage } from './change-message.ts'
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
    await inOneGo(tx, [() => insertPendingChanges(tx, changeId, people), () => notifyOfChanges(tx, writeChangeMessage(changeId, people))])
    // Whoever said it here is answered by it here, however long the message takes.
    tellOwnCommit(tx, { changeId, personIds: people, complete: true } satisfies ChangeMessage)
  })
}
