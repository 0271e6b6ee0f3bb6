import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'

/** What was found when the whole ledger was last gone through. */
export interface Watch {
  checkedAt: Date
  size: number
  /** The reason of the first finding, and the leaf it is at; null when nothing was wrong. */
  fault: string | null
  faultIndex: number | null
}

export async function selectWatch(tx: Tx): Promise<Watch | undefined> {
  const { rows } = await sql<Watch>`
    select checked_at as "checkedAt", size, fault, fault_index as "faultIndex" from ledger_watch`.execute(tx.db)
  return rows[0]
}

export async function upsertWatch(tx: Tx, { checkedAt, size, fault, faultIndex }: Watch): Promise<void> {
  await sql`
    insert into ledger_watch (what, checked_at, size, fault, fault_index)
    values ('whole ledger', ${checkedAt}, ${size}, ${fault}, ${faultIndex})
    on conflict (what) do update set checked_at = excluded.checked_at, size = excluded.size, fault = excluded.fault, fault_index = excluded.fault_index`.execute(tx.db)
}
