import { decideFor } from '../decisions/decide-for.ts'
import { carryClaims } from '../invoices/carry-claims.ts'
import { outstanding } from '../invoices/invoice-state.ts'
import { lockInvoice, selectInvoice } from '../invoices/invoices.sql.ts'
import { sendServiceMail } from '../messages/send-service-mail.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { insertDelivery, insertUse, selectDeliveriesOf, selectDelivery, type Actor, type Delivery, type NewDelivery } from './deliveries.sql.ts'
import { standsForItself } from './delivery-state.ts'
import type { DeliveryWay, WayReason } from './delivery-way.ts'
import { invoiceQuestions } from './invoice-questions.ts'
import { readWays } from './read-ways.ts'
import { selectReminder } from './reminders.sql.ts'

export interface Wanted {
  personId: PersonId
  invoiceId: string
  /** The reminder instead of the invoice itself. */
  reminderId?: string | undefined
  /** Left out: the way that the customer's invoices go. */
  way?: DeliveryWay | undefined
  /** Once more, though it has been sent. */
  again?: boolean | undefined
}

/**
 * Puts an issued invoice, credit note or reminder on its way to the customer: a service message under the contract (rule
 * D3), so it goes to those who said no to marketing; the gate is asked when it is handed over (rule D5). What is on its
 * way or has been sent is not sent a second time, however often this is called, unless `again` says so.
 * Throws `not-found`, `invalid` for a way that does not reach the person, `conflict` for `again` while it is still under way.
 */
export async function deliverInvoice(tx: Tx, wanted: Wanted, by: Actor, stands: { in: WayReason } = { in: 'asked' }): Promise<Delivery> {
  const { personId, invoiceId, reminderId = null } = wanted
  await lockInvoice(tx, personId, invoiceId)
  const invoice = await selectInvoice(tx, personId, invoiceId)
  const reminder = reminderId === null ? undefined : await selectReminder(tx, personId, reminderId)
  if (!invoice || (reminderId !== null && reminder?.invoiceId !== invoiceId)) throw new Problem('not-found', { text: 'invoices.unknown' })
  // What was issued before invoices carried their own ground begins to when it goes.
  if (invoice.issuedAt < tx.now && outstanding(invoice) !== 0n) await carryClaims(tx, [personId])
  const before = (await selectDeliveriesOf(tx, personId, invoiceId)).filter((one) => one.reminderId === reminderId)
  const standing = before.find((one) => standsForItself(one.state))
  if (standing && !wanted.again) return standing
  if (standing && ['waiting', 'handing-over'].includes(standing.state)) throw new Problem('conflict', { text: 'delivery.under-way' })
  const ways = await readWays(tx, personId, invoice.companyId)
  if (wanted.way && !ways.possible.includes(wanted.way)) throw new Problem('invalid', { text: 'delivery.way-not-possible', field: 'way' })
  // A reminder has no form in Peppol: it goes by the next way.
  const next = reminderId !== null && ways.way === 'peppol' ? (['email', 'letter', 'page'] as const).find((each) => ways.possible.includes(each)) : ways.way
  const way = wanted.way ?? next
  const one = {
    personId, invoiceId, reminderId, documentId: reminder?.documentId ?? invoice.documentId, why: wanted.way ? stands.in : (ways.why ?? 'order'),
    succeeds: before[0]?.deliveryId ?? null, askedBy: by, state: 'waiting' as const, reason: null,
  }
  const deliveryId = await start(tx, way, one, ways)
  return (await selectDelivery(tx, personId, deliveryId))!
}

async function start(tx: Tx, way: DeliveryWay | undefined, one: Omit<NewDelivery, 'way' | 'deliveryId'>, { emailPoint, language }: Awaited<ReturnType<typeof readWays>>): Promise<string> {
  if (way === 'email') {
    const [mailingId] = await sendServiceMail(tx, [{ kind: 'invoice', personId: one.personId, contactPointId: emailPoint!, language }])
    await insertDelivery(tx, { ...one, way, deliveryId: mailingId! })
    return mailingId!
  }
  const deliveryId = newId(tx.now)
  if (way === undefined) await insertDelivery(tx, { ...one, way: 'letter', deliveryId, state: 'refused', reason: 'no-way' })
  else if (way === 'page') await showOnPage(tx, { ...one, way, deliveryId })
  else await insertDelivery(tx, { ...one, way, deliveryId })
  return deliveryId
}

/** It lies there already, among what was issued to the person. */
async function showOnPage(tx: Tx, one: NewDelivery): Promise<void> {
  const decisions = await decideFor(tx, [one.personId], invoiceQuestions('web'))
  const granted = decisions.find((decision) => decision.allowed)
  await insertDelivery(tx, granted ? { ...one, state: 'sent' } : { ...one, state: 'refused', reason: decisions[0]!.rule })
  if (granted) await insertUse(tx, one, 'web', granted, '')
}
