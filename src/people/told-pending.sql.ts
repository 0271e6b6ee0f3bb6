import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { eachOf } from './people.sql.ts'

/** Keeps the addresses and numbers of these people where some system is connected. */
export async function upsertToldPending(tx: Tx, people: readonly PersonId[]): Promise<void> {
  await sql`
    insert into told_pending as t (person_id, at, customer_number, emails, phones)
    select one.person_id, ${tx.now}::timestamptz, (select p.customer_number from profile p where p.person_id = one.person_id),
      array(select c.value from contact_point c where c.person_id = one.person_id and c.kind = 'email' order by c.ended_at desc nulls first, c.since desc),
      array(select c.value from contact_point c where c.person_id = one.person_id and c.kind = 'phone' order by c.ended_at desc nulls first, c.since desc)
    from ${eachOf(people)} where exists (select from connected_system where ended_at is null)
    on conflict (person_id) do update set at = excluded.at, customer_number = coalesce(excluded.customer_number, t.customer_number),
      emails = case when excluded.emails = '{}' then t.emails else excluded.emails end, phones = case when excluded.phones = '{}' then t.phones else excluded.phones end`.execute(tx.db)
}

/** What was kept of these people goes, and what nobody came for since a moment; true when there was any. */
export async function deleteToldPending(tx: Tx, people: readonly PersonId[], before: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from told_pending where person_id = any (${people}::uuid[]) or at < ${before}`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}
