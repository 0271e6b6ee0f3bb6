import { sql } from 'kysely'
import { eachOf } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { KnownPerson } from './told-subject.ts'

/** By what other systems may know these people; addresses that have ended and are still held among it, the newest first, and what was kept where a no took them. */
export async function selectKnownPeople(tx: Tx, people: readonly PersonId[]): Promise<(KnownPerson & { personId: PersonId })[]> {
  const { rows } = await sql<KnownPerson & { personId: PersonId }>`
    select one.person_id as "personId", coalesce(p.customer_number, t.customer_number) as "customerNumber",
      coalesce(e.emails, t.emails, '{}') as emails, coalesce(f.phones, t.phones, '{}') as phones
    from ${eachOf(people)}
    left join told_pending t on t.person_id = one.person_id
    left join profile p on p.person_id = one.person_id
    left join lateral (select array_agg(c.value order by c.ended_at desc nulls first, c.since desc) as emails from contact_point c where c.person_id = one.person_id and c.kind = 'email') e on true
    left join lateral (select array_agg(c.value order by c.ended_at desc nulls first, c.since desc) as phones from contact_point c where c.person_id = one.person_id and c.kind = 'phone') f on true`.execute(tx.db)
  return rows
}

/** Whom of these people a system has fetched or brought by its key: by what was used, looked at and recorded under it. */
export async function selectReachedByKey(tx: Tx, people: readonly PersonId[], apiKeyIds: readonly string[]): Promise<{ personId: PersonId; apiKeyId: string }[]> {
  if (apiKeyIds.length === 0) return []
  const { rows } = await sql<{ personId: PersonId; apiKeyId: string }>`
    select one.person_id as "personId", k.api_key_id as "apiKeyId"
    from ${eachOf(people)} cross join unnest(${apiKeyIds}::text[]) as k (api_key_id)
    where exists (select from use_record u where u.person_id = one.person_id and u.actor_id = k.api_key_id)
      or exists (select from look l where l.person_id = one.person_id and l.actor_kind = 'key' and l.actor_id = k.api_key_id::uuid)
      or exists (select from provenance v where v.person_id = one.person_id and v.recorded_by_id = k.api_key_id)`.execute(tx.db)
  return rows
}
