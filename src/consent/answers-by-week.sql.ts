import { sql } from 'kysely'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Surface } from '../ledger/entry.ts'
import type { WeekCount } from './answer-weeks.ts'

/** Which answers are counted: those to a purpose, said in one place; a no to everything is a no to each. */
export interface AnswerFilter {
  purpose?: string | undefined
  surface?: Surface | undefined
}

/** What was said in one place. */
export interface SurfaceCount {
  surface: Surface
  yes: number
  no: number
}

/**
 * How often somebody said yes and no in each week since a moment; weeks without any are not among them. A confirmation
 * is not another yes, and what a file brought in is not news.
 */
export async function countAnswersByWeek(tx: Tx, since: Date, filter: AnswerFilter = {}): Promise<WeekCount[]> {
  const { rows } = await sql<WeekCount>`
    select date_trunc('week', at at time zone ${RETENTION_ZONE})::date::text as "from",
      count(*) filter (where kind = 'given')::int as yes, count(*) filter (where kind <> 'given')::int as no
    from ${answers(since, filter)}
    group by 1 order by 1`.execute(tx.db)
  return rows
}

/** The same answers, counted by where they were said. */
export async function countAnswersBySurface(tx: Tx, since: Date, filter: AnswerFilter = {}): Promise<SurfaceCount[]> {
  const { rows } = await sql<SurfaceCount>`
    select surface, count(*) filter (where kind = 'given')::int as yes, count(*) filter (where kind <> 'given')::int as no
    from ${answers(since, filter)}
    group by 1 order by count(*) desc, 1`.execute(tx.db)
  return rows
}

const answers = (since: Date, { purpose = null, surface = null }: { [Part in keyof AnswerFilter]: AnswerFilter[Part] | null }) => sql`(
  select at, kind, surface from ledger_entry
  where at >= ${since} and kind in ('given', 'withdrawn', 'objected') and surface <> 'import'
    and (${purpose}::text is null or purpose is null or purpose = ${purpose})
    and (${surface}::text is null or surface = ${surface})) said`
