import { sql } from 'kysely'
import { eachOf } from '../people/people.sql.ts'
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

/** Of these people, those about whom data came from elsewhere and who have not been told yet (art. 14). */
export async function selectNoticeDue(tx: Tx, personIds: readonly PersonId[]): Promise<Set<PersonId>> {
  const { rows } = await sql<{ person_id: PersonId }>`
    select distinct p.person_id from ${eachOf(personIds)} join provenance p on p.person_id = one.person_id
    where p.collected = 'other' and p.notice_given_at is null`.execute(tx.db)
  return new Set(rows.map((row) => row.person_id))
}
