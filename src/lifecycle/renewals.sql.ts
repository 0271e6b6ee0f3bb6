import { sql } from 'kysely'
import { endingYes } from '../decisions/condition.sql.ts'
import type { Tx } from '../plumbing/database.ts'

export interface EndingYeses {
  /** `2026-05`, on the clock of the zone. */
  month: string
  purpose: string
  people: number
}

/** Living yeses that end by themselves, each through its channel. */
const ending = (tx: Tx, to: Date) => sql`
  select es.person_id, es.purpose as purpose_key, es.channel, least(es.until, eg.until) as until
  from standing es join ground eg on eg.person_id = es.person_id and eg.purpose_key = es.purpose where ${endingYes(tx.now, to)}`

/** How many people's yeses to each purpose end in each month up to a moment. */
export async function countEndingYeses(tx: Tx, to: Date, zone: string): Promise<EndingYeses[]> {
  const { rows } = await sql<EndingYeses>`
    select to_char(e.until at time zone ${zone}, 'YYYY-MM') as month, e.purpose_key as purpose, count(distinct e.person_id)::int as people
    from (${ending(tx, to)}) e group by 1, 2 order by 1, 2`.execute(tx.db)
  return rows
}

/** How many people have some yes that ends in each month: whoever has several that month counts once. */
export async function countEndingPeople(tx: Tx, to: Date, zone: string): Promise<{ month: string; people: number }[]> {
  const { rows } = await sql<{ month: string; people: number }>`
    select to_char(e.until at time zone ${zone}, 'YYYY-MM') as month, count(distinct e.person_id)::int as people
    from (${ending(tx, to)}) e group by 1 order by 1`.execute(tx.db)
  return rows
}

export interface EndingChannel {
  channel: string
  people: number
  /** Of them, those of whom no proved e-mail address is held. */
  withoutMail: number
}

/** Through which channels the yeses that end were said, and by how many people. */
export async function countEndingChannels(tx: Tx, purposes: readonly string[], to: Date): Promise<EndingChannel[]> {
  const { rows } = await sql<EndingChannel>`
    select e.channel, count(distinct e.person_id)::int as people, count(distinct e.person_id) filter (where not e.has_mail)::int as "withoutMail"
    from (select n.*, exists (select from contact_point c where c.person_id = n.person_id and c.kind = 'email' and c.ended_at is null and c.verified_at is not null) as has_mail
      from (${ending(tx, to)}) n) e
    where e.purpose_key = any (${purposes}::text[]) group by e.channel order by people desc, e.channel`.execute(tx.db)
  return rows
}
