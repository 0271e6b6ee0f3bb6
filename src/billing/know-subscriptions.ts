import type { Ground } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { addDays, localDateIn, startOfDay, type LocalDate } from '../values/calendar.ts'
import type { KnownSubscription, Subscription } from './subscription.ts'
import { selectChanges, selectPeriods } from './subscriptions.sql.ts'

/** All that is known of these subscriptions, in order. */
export async function knowSubscriptions(tx: Tx, subscriptions: readonly Subscription[]): Promise<KnownSubscription[]> {
  const people = [...new Set(subscriptions.map((one) => one.personId))]
  const changes = Map.groupBy(await selectChanges(tx, people), (one) => one.subscriptionId)
  const periods = Map.groupBy(await selectPeriods(tx, people), (one) => one.subscriptionId)
  const grounds = new Map((await selectGrounds(tx, people)).map((one) => [one.groundId as string, one]))
  return subscriptions.map((subscription) => {
    const own = periods.get(subscription.subscriptionId) ?? []
    return {
      subscription,
      changes: changes.get(subscription.subscriptionId) ?? [],
      invoiced: own.filter((one) => one.releasedBy === null),
      turns: new Map([...Map.groupBy(own, (one) => one.from)].map(([from, turns]) => [from, turns.length])),
      agreementEndsOn: agreementEnd(grounds.get(subscription.groundId)),
    }
  })
}

/** The last day of an agreement: the one before an end that was set to midnight. */
function agreementEnd(ground: Ground | undefined): LocalDate | null {
  const ends = [ground?.until, ground?.endedAt].filter((one): one is Date => Boolean(one)).toSorted((one, other) => one.getTime() - other.getTime())[0]
  if (!ends) return null
  const day = localDateIn(RETENTION_ZONE, ends)
  return startOfDay(day, RETENTION_ZONE).getTime() === ends.getTime() ? addDays(day, -1) : day
}
