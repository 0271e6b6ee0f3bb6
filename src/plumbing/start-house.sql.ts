import { sql } from 'kysely'
import type { Tx } from './database.ts'

/** One copy at a time makes the installation; the lock ends with the transaction. */
export async function lockInstallation(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7411022)`.execute(tx.db)
}
