import type { Tx } from '../plumbing/database.ts'
import { selectMailsOver, updateDelivery } from './deliveries.sql.ts'
import { standIn } from './stand-in.ts'

const AT_ONCE = 200

/**
 * Notes on deliveries what became of their mails, a batch of them; true when there may be more. Where the company has said
 * so, a letter stands in for a mail that was refused for good.
 */
export async function settleMails(tx: Tx): Promise<boolean> {
  const over = await selectMailsOver(tx, AT_ONCE)
  for (const one of over) {
    const noted = await updateDelivery(tx, one, ['waiting'], one.state, one.state === 'sent' ? null : one.reason)
    if (!noted || one.state !== 'failed') continue
    await standIn(tx, one)
  }
  return over.length === AT_ONCE
}
