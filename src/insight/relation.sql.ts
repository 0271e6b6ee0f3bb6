import { sql } from 'kysely'
import { askedAndAnswered } from '../consent/consent-rates.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { daysLater } from '../values/moment.ts'
import { REGRET_DAYS, type Part } from './relation.ts'

type PartOf = Part & { purpose: string }

/** Questions put since a day, for each purpose, and those answered with a yes. */
export async function countAsked(tx: Tx, since: Date): Promise<PartOf[]> {
  const { rows } = await sql<PartOf>`
    select purpose, count(*)::int as of, count(*) filter (where answer = 'yes')::int as count
    from (${askedAndAnswered}) q where at >= ${since} group by 1`.execute(tx.db)
  return rows
}

/** Yeses of each month whose days of regret are over, and those taken back within them, for each purpose (`zone` says where months begin). */
export async function countRegret(tx: Tx, since: Date, zone: string): Promise<(PartOf & { month: string })[]> {
  const { rows } = await sql<PartOf & { month: string }>`
    select e.purpose, to_char(e.at at time zone ${zone}, 'YYYY-MM') as month, count(*)::int as of, count(*) filter (where exists (
      select from ledger_entry n
      where n.person_id = e.person_id and n.seq > e.seq and n.at <= e.at + make_interval(days => ${REGRET_DAYS}) and n.kind in ('withdrawn', 'objected')
        and (n.purpose is null or n.purpose = e.purpose) and (n.channel is null or e.channel is null or n.channel = e.channel)))::int as count
    from ledger_entry e
    where e.kind = 'given' and e.purpose is not null and e.surface not in ('import', 'system') and e.at >= ${since} and e.at < ${daysLater(tx.now, -REGRET_DAYS)}
    group by 1, 2 order by 2, 1`.execute(tx.db)
  return rows
}

/** People whose ground for a purpose began since a day and who were no customers then, and those who have become customers. */
export async function countBecameCustomers(tx: Tx, since: Date, purposes: readonly string[]): Promise<PartOf[]> {
  const { rows } = await sql<PartOf>`
    select g.purpose_key as purpose, count(*)::int as of, count(*) filter (where exists (
      select from ground c where c.person_id = g.person_id and c.purpose_key = 'contract' and c.since > g.since))::int as count
    from (select person_id, purpose_key, min(since) as since from ground where since >= ${since} and purpose_key = any (${purposes}::text[]) group by 1, 2) g
    where not exists (select from ground b where b.person_id = g.person_id and b.purpose_key = 'contract' and b.since <= g.since)
    group by 1`.execute(tx.db)
  return rows
}

/** People with a ground in force that is older than a day, and those of whom nothing was used for its purpose since. */
export async function countUnused(tx: Tx, since: Date, purposes: readonly string[]): Promise<PartOf[]> {
  const { rows } = await sql<PartOf>`
    select g.purpose_key as purpose, count(*)::int as of, count(*) filter (where not exists (
      select from use_record u where u.person_id = g.person_id and u.purpose = g.purpose_key and u.at >= ${since}))::int as count
    from (
      select distinct person_id, purpose_key from ground
      where since < ${since} and ended_at is null and (until is null or until > ${tx.now}) and purpose_key = any (${purposes}::text[])) g
    group by 1`.execute(tx.db)
  return rows
}
