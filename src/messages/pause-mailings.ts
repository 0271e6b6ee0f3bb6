import type { Tx } from '../plumbing/database.ts'
import type { Mailing } from './mailing.ts'
import { selectSendingMailings, updateMailingState } from './mailings.sql.ts'

/**
 * Pauses the mailings that may not go on: whoever let them go has left, or lost the right (AZ-09). Each message asks
 * for its mailing's state under its own lock, so none goes after this has committed. Somebody who may can resume them.
 */
export async function pauseMailings(tx: Tx, mayGoOn: (tx: Tx, mailing: Mailing) => Promise<boolean>): Promise<void> {
  for (const mailing of await selectSendingMailings(tx)) {
    if (!(await mayGoOn(tx, mailing))) await updateMailingState(tx, mailing.mailingId, 'paused')
  }
}
