import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { ExportForm } from './export-form.ts'
import type { ExportJob, ExportState } from './export-job.ts'
import type { ExportWish } from './export-people.ts'

const columns = sql`
  export_id as "exportId", wish, form, state, after_person as after, (select count(*)::int from export_part p where p.export_id = j.export_id) as parts,
  created_at as "createdAt", created_by as "createdBy", finished_at as "finishedAt", fetched_at as "fetchedAt", removed_at as "removedAt"`

export async function insertExportJob(tx: Tx, one: { exportId: string; wish: ExportWish; form: ExportForm; createdBy: string }): Promise<void> {
  await sql`
    insert into export_job (export_id, wish, form, state, created_at, created_by)
    values (${one.exportId}, ${JSON.stringify(one.wish)}::jsonb, ${JSON.stringify(one.form)}::jsonb, 'waiting', ${tx.now}, ${one.createdBy})`.execute(tx.db)
}

export async function countOpenExports(tx: Tx, createdBy: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from export_job where created_by = ${createdBy} and state in ('waiting', 'running')`.execute(tx.db)
  return rows[0]!.count
}

export async function selectExportJob(tx: Tx, exportId: string): Promise<ExportJob | undefined> {
  const { rows } = await sql<ExportJob>`select ${columns} from export_job j where export_id = ${exportId}`.execute(tx.db)
  return rows[0]
}

/** The oldest that waits or was left in the middle. */
export async function selectDueExport(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ exportId: string }>`select export_id as "exportId" from export_job where state in ('waiting', 'running') order by created_at, export_id limit 1`.execute(tx.db)
  return rows[0]?.exportId
}

/** True when it was in one of these states, which a second worker or somebody who cancels finds changed. */
export async function updateExportState(tx: Tx, exportId: string, from: readonly ExportState[], to: ExportState, failure: string | null = null): Promise<boolean> {
  const { rows } = await sql`
    update export_job set state = ${to}, failure = ${failure}, started_at = case when ${to} = 'running' then coalesce(started_at, ${tx.now}) else started_at end,
      finished_at = case when ${to} in ('done', 'failed', 'cancelled') then ${tx.now}::timestamptz end
    where export_id = ${exportId} and state = any (${from}::text[]) returning export_id`.execute(tx.db)
  return rows.length > 0
}

export async function updateExportTotal(tx: Tx, exportId: string, total: number): Promise<void> {
  await sql`update export_job set people_total = ${total} where export_id = ${exportId}`.execute(tx.db)
}

/** The next part and how far it has come; false when somebody has ended it meanwhile. */
export async function insertExportPart(tx: Tx, exportId: string, one: { part: number; sealed: Buffer; looked: number; exported: number; bytes: number; after: PersonId | null }): Promise<boolean> {
  const { rows } = await sql`
    update export_job set people_done = people_done + ${one.looked}, people_exported = people_exported + ${one.exported}, bytes = bytes + ${one.bytes}, after_person = ${one.after}
    where export_id = ${exportId} and state = 'running' returning export_id`.execute(tx.db)
  if (rows.length === 0) return false
  await sql`insert into export_part (export_id, part, sealed) values (${exportId}, ${one.part}, ${one.sealed})`.execute(tx.db)
  return true
}

export async function selectExportPart(tx: Tx, exportId: string, part: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ sealed: Buffer }>`select sealed from export_part where export_id = ${exportId} and part = ${part}`.execute(tx.db)
  return rows[0]?.sealed
}

/** Puts a new address in the place of the one before. */
export async function updateExportLink(tx: Tx, exportId: string, linkHash: Buffer, expiresAt: Date): Promise<void> {
  await sql`update export_job set link_hash = ${linkHash}, link_expires_at = ${expiresAt} where export_id = ${exportId}`.execute(tx.db)
}

/** Uses the address up; false when it is not the one, has grown old, or was used. */
export async function clearExportLink(tx: Tx, exportId: string, linkHash: Buffer): Promise<boolean> {
  const { rows } = await sql`
    update export_job set link_hash = null, link_expires_at = null
    where export_id = ${exportId} and link_hash = ${linkHash} and link_expires_at > ${tx.now} and state = 'done' and fetched_at is null and removed_at is null
    returning export_id`.execute(tx.db)
  return rows.length > 0
}

/** The file is gone: because it was fetched, or because nobody came. */
export async function deleteExportFile(tx: Tx, exportId: string, fetched: boolean): Promise<void> {
  await sql`delete from export_part where export_id = ${exportId}`.execute(tx.db)
  await sql`
    update export_job set removed_at = ${tx.now}, fetched_at = ${fetched ? tx.now : null}::timestamptz, link_hash = null, after_person = null
    where export_id = ${exportId}`.execute(tx.db)
}

/** Ended before `endedBefore` with a file still there; what was stopped in the middle leaves at once. */
export async function selectExportsToRemove(tx: Tx, endedBefore: Date): Promise<string[]> {
  const { rows } = await sql<{ exportId: string }>`
    select export_id as "exportId" from export_job
    where removed_at is null and (state in ('failed', 'cancelled') or (state = 'done' and finished_at <= ${endedBefore}))`.execute(tx.db)
  return rows.map((row) => row.exportId)
}

export async function deleteOldExports(tx: Tx, createdBefore: Date): Promise<void> {
  await sql`delete from export_job where created_at < ${createdBefore} and removed_at is not null`.execute(tx.db)
}
