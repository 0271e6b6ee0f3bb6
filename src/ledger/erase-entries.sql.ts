import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** These people as rows, to join partitioned tables with: each is looked up in its own partition. */
const each = (personIds: readonly PersonId[]) => sql`(select distinct u.person_id from unnest(${personIds}::uuid[]) as u (person_id)) as one`

/**
 * Keeps every other writer away from the end of the tree until the transaction ends: whoever appends leaves holds the
 * row of this lease, whosever the lease is.
 */
export async function lockTail(tx: Tx, lease: string): Promise<void> {
  await sql`
    insert into lease (name, holder, token, until) values (${lease}, '', 0, ${new Date(0)}) on conflict (name) do nothing`.execute(tx.db)
  await sql`select from lease where name = ${lease} for update`.execute(tx.db)
}

/** Which entries of these people have no place yet. */
export async function selectWaiting(tx: Tx, personIds: readonly PersonId[]): Promise<{ personId: PersonId; seq: number }[]> {
  const { rows } = await sql<{ personId: PersonId; seq: number }>`
    select q.person_id as "personId", q.seq from ${each(personIds)} join ledger_pending q on q.person_id = one.person_id
    order by q.person_id, q.seq`.execute(tx.db)
  return rows
}

/** The leaves of entries of these people that still have a payload, in order. */
export async function selectLeavesToShred(tx: Tx, personIds: readonly PersonId[]): Promise<number[]> {
  const { rows } = await sql<{ index: number }>`
    select p.leaf_index as index
    from ${each(personIds)} join ledger_place p on p.person_id = one.person_id
    join ledger_entry e on e.person_id = p.person_id and e.seq = p.seq
    order by p.leaf_index`.execute(tx.db)
  return rows.map((row) => row.index)
}

/** Deletes the payloads and salts of these people; returns how many each had. Only the eraser may (rule L6). */
export async function deleteEntries(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, number>> {
  const { rows } = await sql<{ personId: PersonId; count: number }>`
    with gone as (delete from ledger_entry e using ${each(personIds)} where e.person_id = one.person_id returning e.person_id)
    select person_id as "personId", count(*)::int as count from gone group by person_id`.execute(tx.db)
  return new Map(rows.map((row) => [row.personId, row.count]))
}
