import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { MailingId } from '../values/ids.ts'
import type { MessageState } from './message-state.ts'

export interface StateCount {
  mailingId: MailingId
  state: MessageState
  /** Null for those who wait or were sent to. */
  rule: string | null
  count: number
}

/** How many messages of these mailings stand where, and which rules left people out. */
export async function countStates(tx: Tx, mailings: readonly MailingId[]): Promise<StateCount[]> {
  const { rows } = await sql<StateCount>`
    select mailing_id as "mailingId", state, case when state = 'left-out' then rule end as rule, count(*)::int as count
    from message where mailing_id = any (${mailings}::uuid[]) group by 1, 2, 3`.execute(tx.db)
  return rows
}
