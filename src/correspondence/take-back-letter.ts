import { TAKEN_BACK } from '../messages/individual.ts'
import { takeBackMessage } from '../messages/individuals.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { MailingId, PersonId } from '../values/ids.ts'
import { updateLetterRemoved } from './letters.sql.ts'

/** Takes a mail back before it is handed over, or takes away one that was logged. Throws `not-found`, and `conflict` once it has gone. */
export async function takeBackLetter(tx: Tx, personId: PersonId, letterId: string, purposes: readonly string[]): Promise<void> {
  const letter = await updateLetterRemoved(tx, personId, letterId, purposes)
  if (!letter) throw new Problem('not-found', { text: 'correspondence.unknown' })
  if (letter.way === 'logged') return
  if (!(await takeBackMessage(tx, { personId, mailingId: letterId as MailingId }, TAKEN_BACK))) throw new Problem('conflict', { text: 'correspondence.gone' })
}
