import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'

/** A restore, from the loading on. */
export interface Restoration {
  restorationId: string
  backupId: string
  backupAt: Date
  begunAt: Date
}

/** The restore that was begun here and not finished: until it is, no door opens. */
export async function selectUnfinished(tx: Tx): Promise<Restoration | undefined> {
  const { rows } = await sql<Restoration>`
    select restoration_id as "restorationId", backup_id as "backupId", backup_at as "backupAt", begun_at as "begunAt"
    from restoration where finished_at is null`.execute(tx.db)
  return rows[0]
}

export async function insertRestoration(tx: Tx, { restorationId, backupId, backupAt, begunAt }: Restoration): Promise<void> {
  await sql`
    insert into restoration (restoration_id, backup_id, backup_at, begun_at) values (${restorationId}, ${backupId}, ${backupAt}, ${begunAt})`.execute(tx.db)
}

export async function updateFinished(tx: Tx, restorationId: string, proof: object): Promise<void> {
  await sql`update restoration set finished_at = ${tx.now}, proof = ${JSON.stringify(proof)}::jsonb where restoration_id = ${restorationId}`.execute(tx.db)
}

/** Whether there is any table, and one by this name. */
export async function hasTables(tx: Tx, name: string): Promise<{ any: boolean; named: boolean }> {
  const { rows } = await sql<{ any: boolean; named: boolean }>`
    select count(*) > 0 as any, coalesce(bool_or(relname = ${name}), false) as named
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`.execute(tx.db)
  return rows[0]!
}

export async function hasRows(tx: Tx, table: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select exists (select from ${sql.table(table)}) as has`.execute(tx.db)
  return rows[0]!.has
}
