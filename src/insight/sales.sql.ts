import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import type { EndedDeals, StageDeals } from './sales.ts'

/** Whose deals, of which pipeline. */
export interface SalesFilter {
  pipelineId: string
  owner: StaffId | undefined
}

const mine = ({ pipelineId, owner }: SalesFilter) => sql`pipeline_id = ${pipelineId} ${owner === undefined ? sql`` : sql`and owner = ${owner}`}`

/** What is open, by stage, with the days that the deal in the middle has stood there. */
export async function countStages(tx: Tx, filter: SalesFilter): Promise<StageDeals[]> {
  const { rows } = await sql<Omit<StageDeals, 'value'> & { value: string }>`
    select stage_id as "stageId", count(*)::int as count, sum(value)::text as value,
      floor(extract(epoch from percentile_cont(0.5) within group (order by ${tx.now}::timestamptz - moved_at)) / 86400)::int as days
    from deal where state = 'open' and ${mine(filter)} group by 1`.execute(tx.db)
  return rows.map((row) => ({ ...row, value: BigInt(row.value) }))
}

/** Deals that ended since a day, by month (in `zone`). */
export async function countEnded(tx: Tx, filter: SalesFilter, since: Date, zone: string): Promise<EndedDeals[]> {
  const { rows } = await sql<Omit<EndedDeals, 'wonValue' | 'lostValue'> & { wonValue: string; lostValue: string }>`
    select to_char(ended_at at time zone ${zone}, 'YYYY-MM') as month,
      count(*) filter (where state = 'won')::int as won, count(*) filter (where state = 'lost')::int as lost,
      coalesce(sum(value) filter (where state = 'won'), 0)::text as "wonValue", coalesce(sum(value) filter (where state = 'lost'), 0)::text as "lostValue"
    from deal where state <> 'open' and ended_at >= ${since} and ${mine(filter)} group by 1 order by 1`.execute(tx.db)
  return rows.map((row) => ({ ...row, wonValue: BigInt(row.wonValue), lostValue: BigInt(row.lostValue) }))
}

/** Days from the first to the last of the won deal in the middle, of those won since a day; 0 without any. */
export async function middleDaysToWin(tx: Tx, filter: SalesFilter, since: Date): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    select coalesce(floor(extract(epoch from percentile_cont(0.5) within group (order by ended_at - begun_at)) / 86400), 0)::int as days
    from deal where state = 'won' and ended_at >= ${since} and ${mine(filter)}`.execute(tx.db)
  return rows[0]!.days
}
