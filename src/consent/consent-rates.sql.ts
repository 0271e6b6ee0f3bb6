import { sql } from 'kysely'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Surface } from '../ledger/entry.ts'
import type { Tx } from '../plumbing/database.ts'

/** What became of the questions that were put on one surface; a question is one person, purpose and channel, asked last there. */
export interface ConsentRate {
  surface: Surface
  asked: number
  yes: number
  no: number
  stopAsking: number
  none: number
}

/** Every question, when it was put, and what was answered since, wherever that was: rows of person, purpose, surface, moment and answer. */
export const askedAndAnswered = sql`
  select a.person_id, a.purpose, a.surface, a.at, coalesce(r.answer, 'none') as answer
  from (
    select distinct on (person_id, purpose, channel) person_id, purpose, channel, surface, seq, at
    from ledger_entry where kind = 'asked'
    order by person_id, purpose, channel, seq desc
  ) a left join lateral (
    select case when e.kind = 'stop-asking' then 'stopAsking' when e.kind in ('given', 'confirmed') then 'yes' else 'no' end as answer
    from ledger_entry e
    where e.person_id = a.person_id and e.seq > a.seq and (e.kind = 'stop-asking' or (
      e.kind in ('given', 'confirmed', 'withdrawn', 'objected')
      and (e.purpose is null or e.purpose = a.purpose) and (e.channel is null or e.channel = a.channel)))
    -- A person who wants no more questions has said so whatever else they answered.
    order by e.kind = 'stop-asking' desc, e.seq desc limit 1
  ) r on true`

/** How many were asked where in which month, for one purpose or all, and what they have answered since. */
export async function selectConsentRates(tx: Tx, purpose?: string): Promise<(ConsentRate & { month: string })[]> {
  const { rows } = await sql<ConsentRate & { month: string }>`
    select surface, to_char(at at time zone ${RETENTION_ZONE}, 'YYYY-MM') as month, count(*)::int as asked,
      count(*) filter (where answer = 'yes')::int as yes,
      count(*) filter (where answer = 'no')::int as no,
      count(*) filter (where answer = 'stopAsking')::int as "stopAsking",
      count(*) filter (where answer = 'none')::int as none
    from (${askedAndAnswered}) q
    where ${purpose ?? null}::text is null or purpose = ${purpose ?? null}
    group by 1, 2 order by 1, 2`.execute(tx.db)
  return rows
}
