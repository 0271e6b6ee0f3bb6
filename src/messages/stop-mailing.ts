import type { Tx } from '../plumbing/database.ts'
import type { MailingId } from '../values/ids.ts'
import { leaveOutWaiting } from './messages.sql.ts'
import { moveMailing } from './move-mailing.ts'

/** Stops a mailing for good: what waits is left out. A message that is being handed over at this moment may still go. */
export async function stopMailing(tx: Tx, mailingId: MailingId): Promise<void> {
  await moveMailing(tx, mailingId, 'stop')
  await leaveOutWaiting(tx, mailingId, 'stopped')
}
