import type { Actor } from '../invoices/invoices.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { addDays, type LocalDate } from '../values/calendar.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { checkTerms } from './check-terms.ts'
import { readSubscription } from './read-subscription.ts'
import { invoicedUntil, isPausedOn, lastDay, type Change } from './subscription.ts'
import { insertChange, lockSubscriptions } from './subscriptions.sql.ts'

export type Said = Pick<Change, 'kind' | 'day' | 'lines'>

/**
 * Says something more about a subscription: new terms, a pause or its end, from a day. What has been invoiced stays, so terms and pauses begin after it. Throws `not-found`, and
 * `conflict` where it would change nothing or an invoice.
 */
export async function changeSubscription(tx: Tx, personId: PersonId, subscriptionId: string, said: Said, by: Actor): Promise<void> {
  await lockSubscriptions(tx, [subscriptionId])
  const known = await readSubscription(tx, personId, subscriptionId)
  const { subscription: { startsOn }, changes } = known
  const last = lastDay(known)
  if (said.kind === 'ended') {
    if (said.day !== null && said.day < startsOn) throw new Problem('invalid', { text: 'billing.ends-before', field: 'day' })
  } else {
    const open = firstOpenDay(invoicedUntil(known), startsOn)
    if (said.day! < open) throw new Problem('conflict', { text: 'billing.invoiced-already', field: 'day', parameters: { day: open } })
    if (last !== null && said.day! > last) throw new Problem('conflict', { text: 'billing.after-end', field: 'day', parameters: { day: last } })
    if (said.kind !== 'terms' && isPausedOn(changes, said.day!) === (said.kind === 'paused')) throw new Problem('conflict', { text: `billing.${said.kind}-already`, field: 'day' })
  }
  if (said.lines) await checkTerms(tx, said.lines)
  await insertChange(tx, known.subscription, { ...said, changeId: newId(tx.now), notedAt: tx.now, notedBy: by })
}

function firstOpenDay(invoiced: LocalDate | undefined, startsOn: LocalDate): LocalDate {
  const after = invoiced && addDays(invoiced, 1)
  return after !== undefined && after > startsOn ? after : startsOn
}
