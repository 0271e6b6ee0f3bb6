import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { MailingId } from '../values/ids.ts'
import { stateAfter, type MAILING_ACTS, type Mailing } from './mailing.ts'
import { lockMailing, updateMailingState } from './mailings.sql.ts'

/**
 * Locks a mailing and moves it to the state an act leads to; `by` is the colleague who lets it go. Throws not-found, or
 * conflict when the act does not fit its state.
 */
export async function moveMailing(tx: Tx, mailingId: MailingId, act: keyof typeof MAILING_ACTS, by: string | null = null): Promise<Mailing> {
  const mailing = await lockMailing(tx, mailingId)
  if (!mailing) throw new Problem('not-found', { text: 'messages.mailing-not-found' })
  const state = stateAfter(mailing.state, act)
  await updateMailingState(tx, mailingId, state, by)
  return { ...mailing, state }
}
