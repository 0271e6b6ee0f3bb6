import { sql } from 'kysely'
import type { Tx } from './database.ts'

/** Counts one more for each subject, in this order, and returns the count of each with it. */
export async function countAttempts(tx: Tx, kind: string, subjects: readonly Buffer[], windowEnds: Date): Promise<{ subject: Buffer; count: number }[]> {
  const { rows } = await sql<{ subject: Buffer; count: number }>`
    insert into attempt (kind, subject, window_ends, count)
    select ${kind}, s.subject, ${windowEnds}::timestamptz, 1 from unnest(${subjects}::bytea[]) with ordinality as s (subject, place) order by s.place
    on conflict (kind, subject, window_ends) do update set count = attempt.count + 1
    returning subject, count`.execute(tx.db)
  return rows
}

/** Forgets the windows that are over. */
export async function deleteEndedAttempts(tx: Tx): Promise<void> {
  await sql`delete from attempt where window_ends <= ${tx.now}`.execute(tx.db)
}
