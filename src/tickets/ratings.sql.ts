import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import type { Rating } from './rating.ts'

export interface Rated {
  personId: PersonId
  ticketId: string
  number: number
  subject: string
  language: Language
}

/** The ticket of somebody known that was solved between two moments, and of whom nobody has asked yet how it went. */
export async function lockUnrated(tx: Tx, { from, until }: { from: Date; until: Date }): Promise<Rated | undefined> {
  const { rows: [next] } = await sql<{ personId: PersonId; ticketId: string }>`
    select person_id as "personId", ticket_id as "ticketId" from ticket
    where rating_asked_at is null and state in ('solved', 'closed') and who = 'known' and solved_at > ${from} and solved_at <= ${until} order by solved_at limit 1`.execute(tx.db)
  if (!next) return undefined
  const { rows } = await sql<Rated>`
    select person_id as "personId", ticket_id as "ticketId", number, subject, language from ticket
    where person_id = ${next.personId} and ticket_id = ${next.ticketId} and rating_asked_at is null for update`.execute(tx.db)
  return rows[0]
}

type Key = Pick<Rated, 'personId' | 'ticketId'>

/** Whoever is asked is asked once; null takes it back where the mail could not go. */
export async function updateRatingAsked(tx: Tx, { personId, ticketId }: Key, hash: Buffer | null): Promise<void> {
  await sql`update ticket set rating_asked_at = ${hash === null ? null : tx.now}, rating_hash = ${hash} where person_id = ${personId} and ticket_id = ${ticketId}`.execute(tx.db)
}

/** Not asked: the rule by which the gate said so, or that the mail was not taken. */
export async function updateRatingRule(tx: Tx, { personId, ticketId }: Key, rule: string): Promise<void> {
  await sql`update ticket set rating_rule = ${rule}, rating_hash = null where person_id = ${personId} and ticket_id = ${ticketId}`.execute(tx.db)
}

export interface AskedRating extends Rated {
  askedAt: Date
  rating: Rating | null
  words: string | null
}

/** What a link asks about. */
export async function selectRating(tx: Tx, hash: Buffer): Promise<AskedRating | undefined> {
  const { rows } = await sql<AskedRating>`
    select person_id as "personId", ticket_id as "ticketId", number, subject, language, rating_asked_at as "askedAt", rating, rating_words as words from ticket where rating_hash = ${hash} limit 1`.execute(tx.db)
  return rows[0]
}

export async function updateRating(tx: Tx, { personId, ticketId }: Key, { rating, words }: { rating: Rating; words: string | null }): Promise<void> {
  await sql`update ticket set rating = ${rating}, rating_words = ${words}, rated_at = ${tx.now} where person_id = ${personId} and ticket_id = ${ticketId}`.execute(tx.db)
}

/** How many tickets began and how they were found, by month since one: those that are here, and those of which only the count is left. */
export async function selectTicketCounts(tx: Tx, since: string, zone: string): Promise<{ month: string; what: string; count: number }[]> {
  const { rows } = await sql<{ month: string; what: string; count: number }>`
    select month, what, sum(count)::int as count from (
      select month, what, count from ticket_count where month >= ${since}
      union all select to_char(begun_at at time zone ${zone}, 'YYYY-MM'), 'begun', count(*) from ticket group by 1
      union all select to_char(begun_at at time zone ${zone}, 'YYYY-MM'), 'rating ' || rating, count(*) from ticket where rating is not null group by 1, 2
      union all select to_char(begun_at at time zone ${zone}, 'YYYY-MM'), 'late', count(*) from ticket where first_answered_at > first_due or (first_answered_at is null and first_due < ${tx.now} and state in ('new', 'open')) group by 1) all_counts
    where month >= ${since} group by month, what order by month, what`.execute(tx.db)
  return rows
}

/** Before tickets go: how many they were, for good. Nobody is in it. */
export async function countForGood(tx: Tx, tickets: readonly Key[], zone: string): Promise<void> {
  await sql`
    insert into ticket_count as c (month, what, count)
    select to_char(t.begun_at at time zone ${zone}, 'YYYY-MM'), w.what, count(*) from unnest(${tickets.map((one) => one.personId)}::uuid[], ${tickets.map((one) => one.ticketId)}::uuid[]) as gone (person_id, ticket_id)
    join ticket t on t.person_id = gone.person_id and t.ticket_id = gone.ticket_id
    cross join lateral (select 'begun' as what union all select 'rating ' || t.rating where t.rating is not null union all select 'late' where t.first_answered_at > t.first_due) w
    group by 1, 2
    on conflict (month, what) do update set count = c.count + excluded.count`.execute(tx.db)
}
