import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { Job, JobKind } from './job.ts'

// Jobs have no table: imports, mailings, exports, runs of invoices and endings of fields are rows with a state of their own, read here as one.

export interface JobsWanted {
  staffId: string
  /** Kinds of which this colleague sees those of others too. */
  ofAll: readonly JobKind[]
  /** Only what waits, runs or is paused, and what ended since. */
  openOrSince?: Date
  before?: { startedAt: Date; id: string }
  limit: number
}

const importJobs = sql`
  select import_id as id, 'import' as kind, file_name as title, case state when 'rehearsing' then 'running' else state end as state, state = 'rehearsing' as rehearsal,
    rows_done as done, rows_total as of, coalesce(started_at, created_at) as "startedAt", finished_at as "finishedAt", created_by as by, counts as result, failure, null as file
  from import where state in ('rehearsing', 'waiting', 'running', 'done', 'failed', 'cancelled')`

const mailingJobs = sql`
  select mailing_id, 'mailing', name, case state when 'sending' then 'running' when 'stopped' then 'cancelled' else state end, false,
    0, null::int, coalesce(started_at, created_at), finished_at, created_by, '{}'::jsonb, null, null
  from mailing where state in ('sending', 'paused', 'stopped', 'done')`

const exportJobs = sql`
  select export_id, 'export', wish -> 'question' ->> 'purpose', state, false, people_done, people_total, coalesce(started_at, created_at), finished_at, created_by::text,
    jsonb_build_object('exported', people_exported, 'bytes', bytes), failure,
    case when fetched_at is not null then 'fetched' when removed_at is not null then 'removed' when state = 'done' then 'ready' end
  from export_job`

const invoiceRunJobs = sql`
  select run_id, 'invoice-run', coalesce(up_to::text, list ->> 'name', ''), case state when 'rehearsing' then 'running' when 'rehearsed' then 'done' else state end, state in ('rehearsing', 'rehearsed'), done, total,
    coalesce(started_at, created_at), case when state = 'rehearsed' then created_at else finished_at end, coalesce(created_by, created_by_key)::text,
    jsonb_build_object(case kind when 'undo' then 'credited' else 'invoiced' end, counts -> 'invoices', 'leftOut', counts -> 'leftOut'), failure, null
  from invoice_run`

const fieldEndingJobs = sql`
  select ending_id, 'field-ending', field_key, state, false, people_done, people_total, coalesce(started_at, starts_at), finished_at, asked_by::text,
    jsonb_build_object('ended', values_ended), failure, null
  from field_ending`

const massChangeJobs = sql`
  select m.mass_change_id, 'mass-change', m.target, case m.state when 'rehearsing' then 'running' when 'undoing' then 'running' when 'rehearsed' then 'done' when 'undone' then 'done' else m.state end, m.state in ('rehearsing', 'rehearsed'),
    0, m.people, coalesce(m.started_at, m.created_at), case when m.state in ('rehearsed', 'undone') then coalesce(m.undone_at, m.created_at) else m.finished_at end, m.created_by::text, '{}'::jsonb, m.failure, null
  from mass_change m`

/** Newest first. */
export async function selectJobs(tx: Tx, { staffId, ofAll, openOrSince, before, limit }: JobsWanted): Promise<Job[]> {
  const { rows } = await sql<Job>`
    select * from (${importJobs} union all ${mailingJobs} union all ${exportJobs} union all ${invoiceRunJobs} union all ${fieldEndingJobs} union all ${massChangeJobs}) j
    where (j.by = ${staffId} or j.kind = any (${ofAll}::text[]))
      and ${openOrSince ? sql`(j.state in ('waiting', 'running', 'paused') or j."finishedAt" > ${openOrSince})` : sql`true`}
      and ${before ? sql`(j."startedAt", j.id) < (${before.startedAt}, ${before.id}::uuid)` : sql`true`}
    order by j."startedAt" desc, j.id desc limit ${limit}`.execute(tx.db)
  const counts = await countMessages(tx, rows.filter((one) => one.kind === 'mailing').map((one) => one.id))
  const changed = await countChanged(tx, rows.filter((one) => one.kind === 'mass-change').map((one) => one.id))
  return rows.map((one) => ({ ...one, ...counts.get(one.id), ...changed.get(one.id) }))
}

/** How many of these changes of many have been gone through, changed and taken back. */
async function countChanged(tx: Tx, changes: readonly string[]): Promise<Map<string, Pick<Job, 'done' | 'result'>>> {
  if (changes.length === 0) return new Map()
  const { rows } = await sql<{ id: string; done: number; changed: number; restored: number }>`
    select m.mass_change_id as id, count(*) filter (where case m.state when 'rehearsing' then p.foreseen when 'undoing' then coalesce(p.undo_outcome, nullif(p.outcome, 'changed')) else p.outcome end is not null)::int as done,
      count(*) filter (where p.outcome = 'changed')::int as changed, count(*) filter (where p.undo_outcome = 'restored')::int as restored
    from mass_change m join mass_change_person p on p.mass_change_id = m.mass_change_id where m.mass_change_id = any (${changes}::uuid[]) group by 1`.execute(tx.db)
  return new Map(rows.map(({ id, done, ...result }) => [id, { done, result }]))
}

/** What became of the messages of these mailings: their rows are counted, and only of those that are shown. */
async function countMessages(tx: Tx, mailings: readonly string[]): Promise<Map<string, Pick<Job, 'done' | 'of' | 'result'>>> {
  if (mailings.length === 0) return new Map()
  const { rows } = await sql<{ id: string; done: number; of: number; sent: number; leftOut: number; failed: number }>`
    select mailing_id as id, count(*) filter (where state not in ('waiting', 'handing-over'))::int as done, count(*)::int as of,
      count(*) filter (where state = 'sent')::int as sent, count(*) filter (where state = 'left-out')::int as "leftOut", count(*) filter (where state in ('failed', 'unknown'))::int as failed
    from message where mailing_id = any (${mailings}::uuid[]) group by mailing_id`.execute(tx.db)
  return new Map(rows.map(({ id, done, of, ...result }) => [id, { done, of, result }]))
}
