import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** Where those who keep answers in memory listen. */
export const CHANGE_CHANNEL = 'person_change'

/** Writes that something about these people was changed; it waits there for its place in the log. */
export async function insertPendingChanges(tx: Tx, changeId: string, personIds: readonly PersonId[]): Promise<void> {
  await sql`
    insert into person_change_pending (person_id, change_id)
    select c.person_id, ${changeId} from unnest(${personIds}::uuid[]) as c (person_id)`.execute(tx.db)
}

/** Tells whoever listens, at the commit. */
export async function notifyOfChanges(tx: Tx, message: string): Promise<void> {
  await sql`select pg_notify(${CHANGE_CHANNEL}, ${message})`.execute(tx.db)
}
