import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { Measures } from './security-measures.ts'

/** What the database knows of the security measures. */
export async function selectMeasures(tx: Tx): Promise<Omit<Measures, 'encryptedTransport' | 'roles' | 'sealedFields'>> {
  const { rows } = await sql<Omit<Measures, 'encryptedTransport' | 'roles' | 'sealedFields'>>`
    select (select count(*)::int from staff where ended_at is null) as colleagues,
      (select count(*)::int from staff s where s.ended_at is null and (
        s.staff_id in (select staff_id from staff_passkey) or s.staff_id in (select staff_id from staff_password)
        or s.staff_id in (select staff_id from staff_identity where ended_at is null))) as "withFactor",
      (select max(made_at) from backup_made) as "lastBackup", (select max(finished_at) from restoration) as "lastRestoration",
      (select max(checked_at) from ledger_watch where fault is null) as "lastLedgerWatch", (select max(finished_at) from sweep_run) as "lastSweep"`.execute(tx.db)
  return rows[0]!
}
