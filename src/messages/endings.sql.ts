import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { MailingId, PersonId } from '../values/ids.ts'

/** The day that a mail tells on which somebody's data ends. */
export async function selectEndOfData(tx: Tx, personId: PersonId, mailingId: MailingId): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`
    select ends_at as at from retention_warning where person_id = ${personId} and mailing_id = ${mailingId} order by ends_at desc limit 1`.execute(tx.db)
  return rows[0]?.at
}
