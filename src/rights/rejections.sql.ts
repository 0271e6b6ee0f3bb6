import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** Remembers that the person has rejected a conclusion: the database leaves it out of whatever is concluded later. */
export async function insertRejection(tx: Tx, personId: PersonId, fieldKey: string, value: string): Promise<void> {
  await sql`
    insert into rejected_inference (person_id, field_key, value, at) values (${personId}, ${fieldKey}, ${value}, ${tx.now})
    on conflict (person_id, field_key, value) do nothing`.execute(tx.db)
}
