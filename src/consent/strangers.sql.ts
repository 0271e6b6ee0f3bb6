import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** Keeps others from adding to what these erased people have said, until the transaction ends: no row of theirs is left to lock. */
export async function lockErased(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  await sql`select from erasure where person_id = any (${personIds}::uuid[]) order by person_id, erasure_id for update`.execute(tx.db)
}

/** The last place that was ever given in each person's own sequence, payloads that were shredded among them. */
export async function selectLastSeqs(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, number>> {
  const { rows } = await sql<{ personId: PersonId; seq: number }>`
    select s.person_id as "personId", max(s.seq) as seq from (
      select person_id, seq from ledger_entry where person_id = any (${personIds}::uuid[])
      union all select person_id, seq from ledger_place where person_id = any (${personIds}::uuid[])) s
    group by s.person_id`.execute(tx.db)
  return new Map(rows.map((row) => [row.personId, row.seq]))
}
