import { sql } from 'kysely'
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

/** How many were asked where, and what they have answered since, wherever they did. */
export async function selectConsentRates(tx: Tx): Promise<ConsentRate[]> {
  const { rows } = await sql<ConsentRate>`
    with asked as (
      select distinct on (person_id, purpose, channel) person_id, purpose, channel, surface, seq
      from ledger_entry where kind = 'asked'
      order by person_id, purpose, channel, seq desc
    )
    select a.surface, count(*)::int as asked,
      count(*) filter (where answer = 'yes')::int as yes,
      count(*) filter (where answer = 'no')::int as no,
      count(*) filter (where answer = 'stop')::int as "stopAsking",
      count(*) filter (where answer is null)::int as none
    from asked a left join lateral (
      select case when e.kind = 'stop-asking' then 'stop' when e.kind in ('given', 'confirmed') then 'yes' else 'no' end as answer
      from ledger_entry e
      where e.person_id = a.person_id and e.seq > a.seq and (e.kind = 'stop-asking' or (
        e.kind in ('given', 'confirmed', 'withdrawn', 'objected')
        and (e.purpose is null or e.purpose = a.purpose) and (e.channel is null or e.channel = a.channel)))
      -- A person who wants no more questions has said so whatever else they answered.
      order by e.kind = 'stop-asking' desc, e.seq desc limit 1
    ) r on true
    group by a.surface order by count(*) desc, a.surface`.execute(tx.db)
  return rows
}
