import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'

/** What the database tells whoever runs the program. */
export interface Figures {
  leaves: number
  pending: number
  /** Null before the first head. */
  signedAt: Date | null
  singleMail: number
  mailingMail: number
}

/** Each number from an index of its own, so that asking every few seconds costs nothing to speak of. */
export async function selectFigures(tx: Tx): Promise<Figures> {
  const { rows } = await sql<Figures>`
    select
      (select coalesce(max(leaf_index) + 1, 0) from ledger_leaf) as leaves,
      (select count(*) from ledger_pending) as pending,
      (select at from ledger_head order by size desc limit 1) as "signedAt",
      (select count(*) from message where state = 'waiting' and kind in ('code', 'confirm', 'receipt', 'address-changed', 'request-news', 'data-ending')) as "singleMail",
      (select count(*) from message where state = 'waiting' and mailing_id = any (array(select mailing_id from mailing where state = 'sending'))) as "mailingMail"`.execute(tx.db)
  return rows[0]!
}
