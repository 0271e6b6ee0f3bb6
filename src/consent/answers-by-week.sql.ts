import { sql } from 'kysely'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import type { WeekCount } from './answer-weeks.ts'

/**
 * How often somebody said yes and no in each week since a moment; weeks without any are not among them. A confirmation
 * is not another yes, and what a file brought in is not news.
 */
export async function countAnswersByWeek(tx: Tx, since: Date): Promise<WeekCount[]> {
  const { rows } = await sql<WeekCount>`
    select date_trunc('week', at at time zone ${RETENTION_ZONE})::date::text as "from",
      count(*) filter (where kind = 'given')::int as yes, count(*) filter (where kind <> 'given')::int as no
    from ledger_entry
    where at >= ${since} and kind in ('given', 'withdrawn', 'objected') and surface <> 'import'
    group by 1 order by 1`.execute(tx.db)
  return rows
}
