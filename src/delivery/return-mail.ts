import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { selectDelivery, selectMailByHeader, updateDelivery } from './deliveries.sql.ts'
import { standIn } from './stand-in.ts'

/**
 * Notes that the mail of an invoice came back for good, as a mail server or provider told it later: the address rests (`readWays`),
 * and where the company has said so a letter goes instead. False for a mail that is none of an invoice, or of somebody whom `maySee` leaves
 * out: nobody can tell these apart. Told twice it is noted once.
 */
export async function returnMail(tx: Tx, messageId: string, maySee: (personId: PersonId) => Promise<boolean>): Promise<boolean> {
  const mail = await selectMailByHeader(tx, messageId)
  const one = mail && (await maySee(mail.personId)) ? await selectDelivery(tx, mail.personId, mail.deliveryId) : undefined
  if (!one) return false
  // What the queue knows of a mail may not have been noted on it yet.
  if (await updateDelivery(tx, one, ['waiting', 'sent', 'unknown'], 'failed', 'returned')) await standIn(tx, one)
  return true
}
