import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'

export interface EndingYeses {
  /** `2026-05`, on the clock of the zone. */
  month: string
  purpose: string
  people: number
}

/** Living grounds of consent that end by themselves, as rows `e`. */
const ending = (tx: Tx, to: Date) => sql`
  select g.person_id, g.purpose_key, g.until from ground g
  where g.basis = 'consent' and g.until > ${tx.now} and g.until < ${to} and ground_lives(g.since, g.until, g.ended_at, ${tx.now}::timestamptz)`

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

/** Through which channels the yeses that end were said, and by how many people. */
export async function countEndingChannels(tx: Tx, purposes: readonly string[], to: Date): Promise<{ channel: string; people: number }[]> {
  const { rows } = await sql<{ channel: string; people: number }>`
    select s.channel, count(distinct s.person_id)::int as people
    from (${ending(tx, to)}) e join standing s on s.person_id = e.person_id and s.purpose = e.purpose_key and s.state = 'given'
    where e.purpose_key = any (${purposes}::text[]) group by s.channel order by people desc, s.channel`.execute(tx.db)
  return rows
}
