import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** Fields of a person that may not be used now: blocked after an unproved no (H3), or restricted (art. 18). */
export async function selectUnusableFields(tx: Tx, personId: PersonId): Promise<Set<string>> {
  const { rows } = await sql<{ field: string }>`
    select field_key as field from value_block where person_id = ${personId}
    union
    select field_key from restriction where person_id = ${personId}`.execute(tx.db)
  return new Set(rows.map((row) => row.field))
}

/** Whether data about the person came from elsewhere and they have not been told yet (art. 14). */
export async function isNoticeDue(tx: Tx, personId: PersonId): Promise<boolean> {
  const { rows } = await sql`
    select from provenance where person_id = ${personId} and collected = 'other' and notice_given_at is null limit 1`.execute(tx.db)
  return rows.length > 0
}
