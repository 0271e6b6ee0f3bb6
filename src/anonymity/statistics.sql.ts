import { sql } from 'kysely'
import { askedAndAnswered } from '../consent/consent-rates.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { MOST_OF_ONE, SMALLEST_GROUP } from './group.ts'
import { PERIOD_OF, type Statistic, type StatisticKind } from './statistic.ts'

/** A group as it is counted among everybody, before it may be told. */
export interface RawGroup {
  period: string
  cell: string
  people: number
  count: number
}

const FORMS = { week: 'IYYY-"W"IW', month: 'YYYY-MM' } as const
const period = (what: StatisticKind, at: string) => sql`to_char(${sql.raw(at)} at time zone ${RETENTION_ZONE}, ${FORMS[PERIOD_OF[what]]})`

/** What is counted: rows of person, period and cell, one for each thing of theirs that happened from `from` on and before `to`. */
const COUNTED: Record<StatisticKind, (from: Date, to: Date) => ReturnType<typeof sql>> = {
  answers: (from, to) => sql`
    select person_id, ${period('answers', 'at')} as period, case kind when 'given' then 'yes' else 'no' end as cell
    from ledger_entry where at >= ${from} and at < ${to} and kind in ('given', 'withdrawn', 'objected') and surface <> 'import'`,
  questions: (from, to) => sql`
    select person_id, ${period('questions', 'at')} as period, surface || ' ' || answer as cell
    from (${askedAndAnswered}) q where at >= ${from} and at < ${to}`,
  newcomers: (from, to) => sql`
    select person_id, ${period('newcomers', 'created_at')} as period, coalesce(country, 'unknown') as cell
    from person where created_at >= ${from} and created_at < ${to}`,
}

/** The groups of these periods that have enough people; what one person adds to one of them is bounded. */
export async function selectGroups(tx: Tx, what: StatisticKind, from: Date, to: Date): Promise<RawGroup[]> {
  const { rows } = await sql<RawGroup>`
    select period, cell, count(*)::int as people, sum(least(n, ${MOST_OF_ONE}))::int as count
    from (select person_id, period, cell, count(*) as n from (${COUNTED[what](from, to)}) c group by person_id, period, cell) own
    group by period, cell having count(*) >= ${SMALLEST_GROUP} order by period, cell`.execute(tx.db)
  return rows
}

export async function insertStatistics(tx: Tx, what: StatisticKind, groups: readonly Omit<Statistic, 'what'>[]): Promise<void> {
  await sql`
    insert into statistic (what, period, cell, count)
    select ${what}, period, cell, count from unnest(${groups.map((one) => one.period)}::text[], ${groups.map((one) => one.cell)}::text[],
      ${groups.map((one) => one.count)}::int[]) as g (period, cell, count)`.execute(tx.db)
}

/** Up to when each has been counted. */
export async function selectMarks(tx: Tx): Promise<Map<StatisticKind, Date>> {
  const { rows } = await sql<{ what: StatisticKind; countedTo: Date }>`select what, counted_to as "countedTo" from statistic_mark`.execute(tx.db)
  return new Map(rows.map((row) => [row.what, row.countedTo]))
}

/** Moves a mark on from where it was seen; false when somebody else has done so meanwhile. */
export async function moveMark(tx: Tx, what: StatisticKind, from: Date | undefined, to: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into statistic_mark as m (what, counted_to) values (${what}, ${to})
    on conflict (what) do update set counted_to = excluded.counted_to where m.counted_to = ${from ?? null}::timestamptz returning what`.execute(tx.db)
  return rows.length > 0
}

/** Every group that was counted. */
export async function selectStatistics(tx: Tx): Promise<Statistic[]> {
  const { rows } = await sql<Statistic>`select what, period, cell, count from statistic order by what, period, cell`.execute(tx.db)
  return rows
}
