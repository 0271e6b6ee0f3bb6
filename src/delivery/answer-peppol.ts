import { decideFor } from '../decisions/decide-for.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { insertUse, selectDelivery, updateDelivery, type Delivery } from './deliveries.sql.ts'
import { invoiceQuestions } from './invoice-questions.ts'

const MOST_WORDS = 300

/**
 * What an access point says of an e-invoice: delivered, or failed and why. Said again it changes nothing; a delivery that
 * comes late counts, whatever was said before; a failure after a delivery does not. Throws `not-found`, and `conflict` for that.
 */
export async function answerPeppol(tx: Tx, personId: PersonId, deliveryId: string, answer: { outcome: 'delivered' } | { outcome: 'failed'; reason: string }): Promise<void> {
  const one = await selectDelivery(tx, personId, deliveryId)
  if (one?.way !== 'peppol') throw new Problem('not-found', { text: 'delivery.unknown' })
  if (answer.outcome === 'delivered') {
    if (one.state === 'waiting') await noteUse(tx, one)
    if (one.state !== 'sent' && !(await updateDelivery(tx, one, ['waiting', 'handing-over', 'handed-over', 'unknown', 'failed'], 'sent'))) throw new Problem('conflict', { text: 'delivery.not-arrived' })
    return
  }
  if (one.state === 'failed') return
  if (!(await updateDelivery(tx, one, ['waiting', 'handing-over', 'handed-over', 'unknown'], 'failed', answer.reason.slice(0, MOST_WORDS)))) throw new Problem('conflict', { text: 'delivery.delivered-already' })
}

/** It was fetched and not put anywhere by us: that it went is known only now (rule D6). */
async function noteUse(tx: Tx, one: Delivery): Promise<void> {
  const decisions = await decideFor(tx, [one.personId], invoiceQuestions('none'))
  await insertUse(tx, one, 'none', decisions.find((each) => each.allowed) ?? decisions[0]!, '')
}
