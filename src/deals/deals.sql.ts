import { sql } from 'kysely'
import type { Actor } from '../ledger/entry.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import type { Deal, DealChange } from './deal.ts'
import type { DealSum } from './forecast.ts'
import type { Pipeline } from './pipeline.ts'

/** The oldest first. */
export async function selectPipelines(tx: Tx): Promise<Pipeline[]> {
  const { rows } = await sql<Pipeline>`select pipeline_id as "pipelineId", name, stages from pipeline order by created_at, pipeline_id`.execute(tx.db)
  return rows
}

export async function selectPipeline(tx: Tx, pipelineId: string): Promise<Pipeline | undefined> {
  const { rows } = await sql<Pipeline>`select pipeline_id as "pipelineId", name, stages from pipeline where pipeline_id = ${pipelineId}`.execute(tx.db)
  return rows[0]
}

export async function upsertPipeline(tx: Tx, { pipelineId, name, stages }: Pipeline, by: StaffId): Promise<void> {
  await sql`
    insert into pipeline (pipeline_id, name, stages, created_at, created_by) values (${pipelineId}, ${name}, ${JSON.stringify(stages)}::jsonb, ${tx.now}, ${by})
    on conflict (pipeline_id) do update set name = excluded.name, stages = excluded.stages`.execute(tx.db)
}

const columns = sql`d.person_id as "personId", d.deal_id as "dealId", d.company_id as "companyId", d.ground_id as "groundId", d.pipeline_id as "pipelineId", d.stage_id as "stageId", d.name, d.value::text as value, d.currency,
  d.expected_on as "expectedOn", d.owner, d.state, d.lost_why as "lostWhy", d.begun_at as "begunAt", d.moved_at as "movedAt", d.ended_at as "endedAt"`

type Row = Omit<Deal, 'value'> & { value: string }
const read = (row: Row): Deal => ({ ...row, value: BigInt(row.value) })

export async function insertDeal(tx: Tx, one: Deal, by: Actor): Promise<void> {
  await sql`
    insert into deal (person_id, deal_id, company_id, ground_id, pipeline_id, stage_id, name, value, currency, expected_on, owner, state, lost_why, begun_at, begun_by_kind, begun_by_id, moved_at, ended_at)
    values (${one.personId}, ${one.dealId}, ${one.companyId}, ${one.groundId}, ${one.pipelineId}, ${one.stageId}, ${one.name}, ${String(one.value)}::bigint, ${one.currency}, ${one.expectedOn}, ${one.owner}, ${one.state},
      ${one.lostWhy}, ${one.begunAt}, ${by.kind}, ${by.id}, ${one.movedAt}, ${one.endedAt})`.execute(tx.db)
}

export async function updateDeal(tx: Tx, one: Deal): Promise<void> {
  await sql`
    update deal set ground_id = ${one.groundId}, stage_id = ${one.stageId}, name = ${one.name}, value = ${String(one.value)}::bigint, expected_on = ${one.expectedOn}, owner = ${one.owner},
      state = ${one.state}, lost_why = ${one.lostWhy}, moved_at = ${one.movedAt}, ended_at = ${one.endedAt}
    where person_id = ${one.personId} and deal_id = ${one.dealId}`.execute(tx.db)
}

/** Held until the end of the transaction. */
export async function selectDealForUpdate(tx: Tx, personId: PersonId, dealId: string): Promise<Deal | undefined> {
  const { rows } = await sql<Row>`select ${columns} from deal d where d.person_id = ${personId} and d.deal_id = ${dealId} for update`.execute(tx.db)
  return rows[0] && read(rows[0])
}

/** Somebody's deals: what is open first, then the newest. */
export async function selectDealsOf(tx: Tx, personId: PersonId): Promise<Deal[]> {
  const { rows } = await sql<Row>`select ${columns} from deal d where d.person_id = ${personId} order by (d.state = 'open') desc, d.begun_at desc, d.deal_id`.execute(tx.db)
  return rows.map(read)
}

/** The deals with a company, under any of the ids it had: what is open first, then the newest. */
export async function selectDealsOfCompany(tx: Tx, companyIds: readonly string[], limit: number): Promise<Deal[]> {
  const { rows } = await sql<Row>`
    select ${columns} from deal d where d.company_id = any (${companyIds}::uuid[]) order by (d.state = 'open') desc, d.begun_at desc, d.deal_id limit ${limit}`.execute(tx.db)
  return rows.map(read)
}

/** What is open in a stage, the nearest day first, those without a day last; with how many there are and what they come to. */
export async function selectStage(tx: Tx, pipelineId: string, stageId: string, owner: StaffId | undefined, limit: number): Promise<{ deals: Deal[]; count: number; value: bigint }> {
  const mine = owner === undefined ? sql`` : sql`and d.owner = ${owner}`
  const { rows } = await sql<Row>`
    select ${columns} from deal d where d.pipeline_id = ${pipelineId} and d.stage_id = ${stageId} and d.state = 'open' ${mine}
    order by d.expected_on nulls last, d.deal_id limit ${limit}`.execute(tx.db)
  const { rows: [sum] } = await sql<{ count: number; value: string }>`
    select count(*)::int as count, coalesce(sum(d.value), 0)::text as value from deal d where d.pipeline_id = ${pipelineId} and d.stage_id = ${stageId} and d.state = 'open' ${mine}`.execute(tx.db)
  return { deals: rows.map(read), count: sum!.count, value: BigInt(sum!.value) }
}

/** How many deals stand open in each of these stages. */
export async function countOpen(tx: Tx, pipelineId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ stageId: string; count: number }>`select stage_id as "stageId", count(*)::int as count from deal where pipeline_id = ${pipelineId} and state = 'open' group by 1`.execute(tx.db)
  return new Map(rows.map((row) => [row.stageId, row.count]))
}

/** What is open, by the month it is expected in, and what was won since a day, by the month of that (in `zone`). */
export async function selectForecast(tx: Tx, pipelineId: string, { owner, wonSince, zone }: { owner: StaffId | undefined; wonSince: Date; zone: string }): Promise<DealSum[]> {
  const mine = owner === undefined ? sql`` : sql`and owner = ${owner}`
  const { rows } = await sql<Omit<DealSum, 'value'> & { value: string }>`
    select state, to_char(case when state = 'won' then (ended_at at time zone ${zone})::date else expected_on end, 'YYYY-MM') as month, stage_id as "stageId", count(*)::int as count, sum(value)::text as value
    from deal where pipeline_id = ${pipelineId} and (state = 'open' or (state = 'won' and ended_at >= ${wonSince})) ${mine} group by 1, 2, 3`.execute(tx.db)
  return rows.map((row) => ({ ...row, value: BigInt(row.value) }))
}

/** Why deals were lost since a day, the most frequent first. */
export async function countLost(tx: Tx, pipelineId: string, { owner, since }: { owner: StaffId | undefined; since: Date }): Promise<{ why: string; count: number; value: bigint }[]> {
  const { rows } = await sql<{ why: string; count: number; value: string }>`
    select lost_why as why, count(*)::int as count, sum(value)::text as value from deal
    where pipeline_id = ${pipelineId} and state = 'lost' and ended_at >= ${since} ${owner === undefined ? sql`` : sql`and owner = ${owner}`} group by 1 order by 2 desc, 1`.execute(tx.db)
  return rows.map((row) => ({ ...row, value: BigInt(row.value) }))
}

export async function insertDealChange(tx: Tx, deal: Pick<Deal, 'personId' | 'dealId'>, change: DealChange): Promise<void> {
  await sql`
    insert into deal_change (person_id, deal_id, change_id, kind, stage_id, members, noted_at, noted_by_kind, noted_by_id, quote_id)
    values (${deal.personId}, ${deal.dealId}, ${change.changeId}, ${change.kind}, ${change.stageId}, ${change.members}::text[], ${change.notedAt}, ${change.notedBy.kind}, ${change.notedBy.id}, ${change.quoteId ?? null})`.execute(tx.db)
}

/** What was done with a deal, the newest first. */
export async function selectDealChanges(tx: Tx, personId: PersonId, dealId: string): Promise<DealChange[]> {
  const { rows } = await sql<DealChange>`
    select change_id as "changeId", kind, stage_id as "stageId", members, noted_at as "notedAt", jsonb_build_object('kind', noted_by_kind, 'id', noted_by_id) as "notedBy", quote_id as "quoteId"
    from deal_change where person_id = ${personId} and deal_id = ${dealId} order by noted_at desc, change_id desc`.execute(tx.db)
  return rows
}

/** Deletes deals that have ended and whose ground holds nothing any more; by the role that erases. Says how many. */
export async function deleteUnfoundedDeals(tx: Tx, limit: number): Promise<number> {
  const { rows } = await sql<{ personId: PersonId; dealId: string }>`
    delete from deal d using (
      select d.person_id, d.deal_id from deal d join ground g on g.person_id = d.person_id and g.ground_id = d.ground_id
      where d.state <> 'open' and g.hold_until <= ${tx.now} limit ${limit}) over
    where d.person_id = over.person_id and d.deal_id = over.deal_id returning d.person_id as "personId", d.deal_id as "dealId"`.execute(tx.db)
  const gone = sql`unnest(${rows.map((row) => row.personId)}::uuid[], ${rows.map((row) => row.dealId)}::uuid[]) as gone (person_id, deal_id)`
  // With what was offered in them; what became a contract lies among the issued documents.
  await sql`
    delete from quote_mail m using quote q, ${gone}
    where m.person_id = q.person_id and m.quote_id = q.quote_id and q.person_id = gone.person_id and q.deal_id = gone.deal_id`.execute(tx.db)
  for (const table of ['deal_change', 'quote']) await sql`delete from ${sql.id(table)} c using ${gone} where c.person_id = gone.person_id and c.deal_id = gone.deal_id`.execute(tx.db)
  return rows.length
}

