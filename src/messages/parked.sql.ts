import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { MailingId, PersonId } from '../values/ids.ts'

export interface Parked {
  personId: PersonId
  mailingId: MailingId
  rule: string | null
}

/** Makes some of the messages that wait or are being handed over unknown. */
export async function parkSome(tx: Tx, limit: number): Promise<Parked[]> {
  const { rows } = await sql<Parked>`
    update message set state = 'unknown', finished_at = ${tx.now}
    where state in ('waiting', 'handing-over')
      and (person_id, mailing_id) in (select person_id, mailing_id from message where state in ('waiting', 'handing-over') limit ${limit})
    returning person_id as "personId", mailing_id as "mailingId", rule`.execute(tx.db)
  return rows
}

/** Stops every mailing that runs, is held, or is ready to be started; a draft stays one. Returns how many. */
export async function stopAllMailings(tx: Tx): Promise<number> {
  const { numAffectedRows } = await sql`update mailing set state = 'stopped', finished_at = ${tx.now} where state in ('sending', 'paused')`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}
