import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { upsertToldPending } from './told-pending.sql.ts'

/**
 * Keeps by what connected systems may know these people, of whom a no may end every value: the systems are told of the no
 * when it has its place in the ledger, and by then the address is gone. Nothing is kept where nobody is to be told.
 */
export async function keepForTelling(tx: Tx, people: readonly PersonId[]): Promise<void> {
  if (people.length > 0) await upsertToldPending(tx, people)
}
