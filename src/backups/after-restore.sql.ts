import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** Ends the keys of other systems: some of them were ended since, and a restored database cannot tell which. */
export async function endKeys(tx: Tx): Promise<number> {
  const { numAffectedRows } = await sql`update api_key set ended_at = ${tx.now} where ended_at is null`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

/** Imports and exports that ran or waited: what became of them since is not known, so somebody decides anew. */
export async function cancelWork(tx: Tx): Promise<{ imports: number; exports: number }> {
  const imports = await sql`update import set state = 'cancelled', finished_at = ${tx.now} where state in ('rehearsing', 'waiting', 'running')`.execute(tx.db)
  const jobs = await sql`update export_job set state = 'cancelled', finished_at = ${tx.now}, link_hash = null where state in ('waiting', 'running')`.execute(tx.db)
  await sql`update field_ending set state = 'cancelled', finished_at = ${tx.now} where state = 'waiting' and kind = 'removal'`.execute(tx.db)
  // What went out since is not known: colleagues look, and send again what is missing.
  await sql`update invoice_delivery set state = 'unknown', reason = 'restored', changed_at = ${tx.now}, batch_id = null where state in ('waiting', 'handing-over', 'handed-over')`.execute(tx.db)
  await sql`update letter_batch set state = 'cancelled', finished_at = ${tx.now} where state in ('waiting', 'running', 'done')`.execute(tx.db)
  // The file of one that was done is in no backup.
  await sql`update export_job set removed_at = ${tx.now}, link_hash = null where state = 'done' and removed_at is null`.execute(tx.db)
  return { imports: Number(imports.numAffectedRows ?? 0n), exports: Number(jobs.numAffectedRows ?? 0n) }
}

/** Of these people, those who are in the register. */
export async function selectKnown(tx: Tx, personIds: readonly PersonId[]): Promise<Set<PersonId>> {
  const { rows } = await sql<{ personId: PersonId }>`select person_id as "personId" from person where person_id = any (${personIds}::uuid[])`.execute(tx.db)
  return new Set(rows.map((row) => row.personId))
}

/** Of these people, when they were last forgotten, by the time of the request or of the act, whichever is later. */
export async function selectErased(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, Date>> {
  const { rows } = await sql<{ personId: PersonId; at: Date }>`
    select person_id as "personId", max(greatest(asked_at, begun_at)) as at from erasure where person_id = any (${personIds}::uuid[]) group by person_id`.execute(tx.db)
  return new Map(rows.map((row) => [row.personId, row.at]))
}
