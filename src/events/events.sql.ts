import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { Event } from './event.ts'

/** Which of these, by their place in the list, a ground for their purpose carries that lived when they happened, lives now, and is not restricted (rule H1). */
export async function selectCarried(tx: Tx, events: readonly Pick<Event, 'personId' | 'purpose' | 'at'>[]): Promise<Set<number>> {
  const { rows } = await sql<{ place: number }>`
    select e.place::int as place
    from unnest(${events.map((one) => one.personId)}::uuid[], ${events.map((one) => one.purpose)}::text[], ${events.map((one) => one.at)}::timestamptz[]) with ordinality as e (person_id, purpose, at, place)
    where exists (
      select from ground g where g.person_id = e.person_id and g.purpose_key = e.purpose and g.since <= e.at and ground_lives(g.since, g.until, g.ended_at, ${tx.now}::timestamptz))
      and not exists (select from restriction r where r.person_id = e.person_id and r.purpose in ('*', e.purpose) and r.field_key = '*')`.execute(tx.db)
  return new Set(rows.map(({ place }) => place - 1))
}

/** Adds events; says which of them were not there before. */
export async function insertEvents(tx: Tx, events: readonly (Event & { until: Date })[], by: { kind: string; id: string }): Promise<Set<string>> {
  const { rows } = await sql<{ eventId: string }>`
    insert into event (person_id, event_id, purpose_key, name, about, at, taken_at, taken_by_kind, taken_by_id, until)
    select person_id, event_id, purpose, name, about, at, ${tx.now}, ${by.kind}, ${by.id}, until
    from unnest(${events.map((one) => one.personId)}::uuid[], ${events.map((one) => one.eventId)}::uuid[], ${events.map((one) => one.purpose)}::text[], ${events.map((one) => one.name)}::text[],
      ${events.map((one) => one.about)}::text[], ${events.map((one) => one.at)}::timestamptz[], ${events.map((one) => one.until)}::timestamptz[]) as e (person_id, event_id, purpose, name, about, at, until)
    on conflict (person_id, event_id) do nothing returning event_id as "eventId"`.execute(tx.db)
  return new Set(rows.map(({ eventId }) => eventId))
}

/** Events whose time is over or whose purpose holds nothing of the person any more; by the role that erases. Says how many. */
export async function deleteOverEvents(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from event where (person_id, event_id) in (
      select e.person_id, e.event_id from event e where e.until <= ${tx.now} or not exists (
        select from ground g where g.person_id = e.person_id and g.purpose_key = e.purpose_key and ground_holds(g.since, g.hold_until, ${tx.now}::timestamptz)) limit ${limit})`.execute(tx.db)
  return Number(numAffectedRows ?? 0)
}
