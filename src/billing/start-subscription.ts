import { INVOICED_FOR } from '../invoices/buyer.ts'
import type { Actor } from '../invoices/invoices.sql.ts'
import { lives, WAITS_FOR_PAYMENT } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { selectPeople } from '../people/people.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { LocalDate } from '../values/calendar.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { checkTerms } from './check-terms.ts'
import type { PeriodMonths, SubscriptionLine } from './subscription.ts'
import { insertChange, insertSubscription } from './subscriptions.sql.ts'

export interface NewSubscription {
  personId: PersonId
  name: string
  months: PeriodMonths
  billingDay: number
  startsOn: LocalDate
  endsOn?: LocalDate | undefined
  lines: readonly SubscriptionLine[]
  /** The agreement it is for; left out: the newest that lives. */
  groundId?: string | undefined
}

/** Begins a subscription of somebody who has an agreement that may be invoiced for (D1). Its id. Throws `not-found`, `refused`, and `invalid` for lines that cannot be invoiced. */
export async function startSubscription(tx: Tx, wish: NewSubscription, by: Actor): Promise<string> {
  const [person] = await selectPeople(tx, [wish.personId])
  if (!person) throw new Problem('not-found', { text: 'people.unknown' })
  const agreements = (await selectGrounds(tx, [wish.personId])).filter((ground) => INVOICED_FOR.includes(ground.purpose) && ground.waitsFor !== WAITS_FOR_PAYMENT && lives(ground, tx.now))
  const agreement = wish.groundId === undefined ? agreements.at(-1) : agreements.find((one) => one.groundId === wish.groundId)
  if (!agreement) throw new Problem('refused', { text: 'invoices.no-agreement', rule: 'D1' })
  if (wish.endsOn !== undefined && wish.endsOn < wish.startsOn) throw new Problem('invalid', { text: 'billing.ends-before', field: 'endsOn' })
  await checkTerms(tx, wish.lines)
  const { personId, name, months, billingDay, startsOn } = wish
  const subscription = { personId, name, months, billingDay, startsOn, subscriptionId: newId(tx.now), groundId: agreement.groundId, createdAt: tx.now, createdBy: by }
  await insertSubscription(tx, subscription)
  const said = { notedAt: tx.now, notedBy: by }
  await insertChange(tx, subscription, { ...said, changeId: newId(tx.now), kind: 'terms', day: startsOn, lines: wish.lines })
  if (wish.endsOn !== undefined) await insertChange(tx, subscription, { ...said, changeId: newId(tx.now), kind: 'ended', day: wish.endsOn, lines: null })
  return subscription.subscriptionId
}
