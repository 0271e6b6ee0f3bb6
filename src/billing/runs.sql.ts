import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import { countsAtStart, type Run, type RunCounts, type RunItem, type RunState } from './run.ts'
import type { Place } from './subscriptions.sql.ts'

const columns = sql`
  run_id as "runId", kind, up_to as "upTo", undoes, list, state, done, total, case when after_person is not null then jsonb_build_object('personId', after_person, 'id', after_id) end as after,
  counts, deliver, failure, created_at as "createdAt", created_by as "createdBy", created_by_key as "createdByKey", started_at as "startedAt", finished_at as "finishedAt"`

export async function insertRun(tx: Tx, one: Pick<Run, 'runId' | 'kind' | 'upTo' | 'undoes' | 'state' | 'createdBy'> & Partial<Pick<Run, 'list' | 'createdByKey'>>): Promise<void> {
  await sql`
    insert into invoice_run (run_id, kind, up_to, undoes, list, state, counts, created_at, created_by, created_by_key)
    values (${one.runId}, ${one.kind}, ${one.upTo}, ${one.undoes}, ${one.list ? JSON.stringify(one.list) : null}::jsonb, ${one.state}, ${JSON.stringify(countsAtStart(one.list ?? null))}::jsonb,
      ${tx.now}, ${one.createdBy}, ${one.createdByKey ?? null})`.execute(tx.db)
}

export async function selectRun(tx: Tx, runId: string): Promise<Run | undefined> {
  const { rows } = await sql<Run>`select ${columns} from invoice_run where run_id = ${runId}`.execute(tx.db)
  return rows[0]
}

export async function selectRuns(tx: Tx, before: { createdAt: Date; runId: string } | undefined, limit: number): Promise<Run[]> {
  const { rows } = await sql<Run>`
    select ${columns} from invoice_run where ${before ? sql`(created_at, run_id) < (${before.createdAt}, ${before.runId}::uuid)` : sql`true`}
    order by created_at desc, run_id desc limit ${limit}`.execute(tx.db)
  return rows
}

/** Runs that take this one back, or would. */
export async function selectUndoings(tx: Tx, runId: string): Promise<Run[]> {
  const { rows } = await sql<Run>`select ${columns} from invoice_run where undoes = ${runId} order by created_at`.execute(tx.db)
  return rows
}

/** Kept from others until the end of the transaction. */
export async function lockRun(tx: Tx, runId: string): Promise<Run | undefined> {
  const { rows } = await sql<Run>`select ${columns} from invoice_run where run_id = ${runId} for update`.execute(tx.db)
  return rows[0]
}

/** The oldest that waits for the program, or was left in the middle. */
export async function selectDueRun(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ runId: string }>`select run_id as "runId" from invoice_run where state in ('rehearsing', 'waiting', 'running') order by created_at, run_id limit 1`.execute(tx.db)
  return rows[0]?.runId
}

/** True when it was in one of these states, which a second worker or somebody who cancels finds changed. */
export async function updateRunState(tx: Tx, runId: string, from: readonly RunState[], to: RunState, failure: string | null = null): Promise<boolean> {
  const ends = ['done', 'failed', 'cancelled'].includes(to)
  const { rows } = await sql`
    update invoice_run set state = ${to}, failure = ${failure}, started_at = case when ${to === 'running'} then coalesce(started_at, ${tx.now}) else started_at end,
      finished_at = case when ${ends} then ${tx.now}::timestamptz end, after_person = case when ${ends} then null else after_person end, after_id = case when ${ends} then null else after_id end
    where run_id = ${runId} and state = any (${from}::text[]) returning run_id`.execute(tx.db)
  return rows.length > 0
}

/** Begins from the beginning; what another system brought is of the colleague who lets it go. */
export async function updateRunStart(tx: Tx, runId: string, counts: RunCounts, deliver: boolean, by: StaffId | undefined): Promise<void> {
  await sql`
    update invoice_run set done = 0, after_person = null, after_id = null, deliver = ${deliver}, counts = ${JSON.stringify(counts)}::jsonb, created_by = coalesce(created_by, ${by ?? null}::uuid)
    where run_id = ${runId}`.execute(tx.db)
}

export async function updateRunTotal(tx: Tx, runId: string, total: number): Promise<void> {
  await sql`update invoice_run set total = ${total} where run_id = ${runId}`.execute(tx.db)
}

export async function updateRunProgress(tx: Tx, runId: string, { done, after, counts }: { done: number; after: Place; counts: RunCounts }): Promise<void> {
  await sql`update invoice_run set done = ${done}, total = greatest(total, ${done}), after_person = ${after.personId}, after_id = ${after.id}, counts = ${JSON.stringify(counts)}::jsonb where run_id = ${runId}`.execute(tx.db)
}

export async function insertItems(tx: Tx, runId: string, rehearsal: boolean, items: readonly RunItem[]): Promise<void> {
  if (items.length === 0) return
  const list = <Key extends keyof RunItem>(key: Key) => items.map((one) => one[key])
  await sql`
    insert into invoice_run_item (person_id, run_id, item_id, rehearsal, subscription_id, period_from, row_no, invoice_id, amount, reason, rule)
    select i.person_id, ${runId}, i.item_id, ${rehearsal}, i.subscription_id, i.period_from, i.row_no, i.invoice_id, i.amount, i.reason, i.rule
    from unnest(${list('personId')}::uuid[], ${list('itemId')}::uuid[], ${list('subscriptionId')}::uuid[], ${list('periodFrom')}::date[], ${list('row')}::int[], ${list('invoiceId')}::uuid[],
      ${items.map((one) => (one.amount === null ? null : String(one.amount)))}::bigint[], ${list('reason')}::text[], ${list('rule')}::text[])
      as i (person_id, item_id, subscription_id, period_from, row_no, invoice_id, amount, reason, rule)`.execute(tx.db)
}

/** What was rehearsed is over when it begins. */
export async function deleteRehearsed(tx: Tx, runId: string): Promise<void> {
  await sql`delete from invoice_run_item where run_id = ${runId} and rehearsal`.execute(tx.db)
}

/** A page of what a run did or left out, in the order in which it went. */
export async function selectItems(tx: Tx, runId: string, { leftOut, after, limit }: { leftOut: boolean; after: string | undefined; limit: number }): Promise<RunItem[]> {
  const { rows } = await sql<Omit<RunItem, 'amount'> & { amount: string | null }>`
    select person_id as "personId", item_id as "itemId", subscription_id as "subscriptionId", period_from as "periodFrom", row_no as row, invoice_id as "invoiceId", amount::text as amount, reason, rule
    from invoice_run_item where run_id = ${runId} and (reason is not null) = ${leftOut} and ${after ? sql`item_id > ${after}::uuid` : sql`true`}
    order by item_id limit ${limit}`.execute(tx.db)
  return rows.map((row) => ({ ...row, amount: row.amount === null ? null : BigInt(row.amount) }))
}

/** Invoices of a run, the next of all in the order of people. */
export async function selectIssuedAfter(tx: Tx, runId: string, after: Place | null, limit: number): Promise<{ personId: PersonId; invoiceId: string; amount: bigint }[]> {
  const { rows } = await sql<{ personId: PersonId; invoiceId: string; amount: string }>`
    select person_id as "personId", invoice_id as "invoiceId", amount::text as amount from invoice_run_item
    where run_id = ${runId} and invoice_id is not null and ${after ? sql`(person_id, invoice_id) > (${after.personId}::uuid, ${after.id}::uuid)` : sql`true`}
    order by person_id, invoice_id limit ${limit}`.execute(tx.db)
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }))
}
