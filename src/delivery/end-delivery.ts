import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { leaveOutMail, selectDelivery, updateDelivery, type Delivery } from './deliveries.sql.ts'
import type { DeliveryState } from './delivery-state.ts'

/** What a colleague can say of a delivery: it shall not go; it came back; it has arrived after all, or was handed over by hand. */
export const ENDINGS = ['cancelled', 'returned', 'arrived'] as const
export type Ending = (typeof ENDINGS)[number]

const FROM: Record<Ending, readonly DeliveryState[]> = {
  cancelled: ['waiting'],
  returned: ['sent', 'handed-over', 'unknown'],
  arrived: ['handed-over', 'unknown', 'failed', 'refused'],
}
const TO: Record<Ending, DeliveryState> = { cancelled: 'cancelled', returned: 'failed', arrived: 'sent' }

/** Notes what a colleague knows of a delivery. Throws `not-found`, or `conflict` when it does not stand so that it could be. */
export async function endDelivery(tx: Tx, personId: PersonId, deliveryId: string, ending: Ending): Promise<Delivery> {
  const one = await selectDelivery(tx, personId, deliveryId)
  if (!one) throw new Problem('not-found', { text: 'delivery.unknown' })
  const wrong = new Problem('conflict', { text: `delivery.not-${ending}` })
  if (!FROM[ending].includes(one.state)) throw wrong
  if (ending === 'cancelled' && one.batchId !== null) throw new Problem('conflict', { text: 'delivery.in-batch' })
  if (ending === 'cancelled' && one.way === 'email' && !(await leaveOutMail(tx, one))) throw wrong
  // What the queue knows of a mail may not have been noted on it yet.
  const from = one.way === 'email' ? [...FROM[ending], 'waiting' as const] : FROM[ending]
  if (!(await updateDelivery(tx, one, from, TO[ending], ending))) throw wrong
  return (await selectDelivery(tx, personId, deliveryId))!
}
