import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { knowSubscriptions } from './know-subscriptions.ts'
import type { KnownSubscription } from './subscription.ts'
import { selectSubscriptionsOf } from './subscriptions.sql.ts'

/** All that is known of one subscription. Throws `not-found`. */
export async function readSubscription(tx: Tx, personId: PersonId, subscriptionId: string): Promise<KnownSubscription> {
  const found = (await selectSubscriptionsOf(tx, [personId])).find((one) => one.subscriptionId === subscriptionId)
  if (!found) throw new Problem('not-found', { text: 'billing.subscription-unknown' })
  return (await knowSubscriptions(tx, [found]))[0]!
}
