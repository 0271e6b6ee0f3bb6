import { deliverInvoice } from '../delivery/deliver-invoice.ts'
import { draftInvoices } from '../invoices/draft-invoices.ts'
import type { Drafted, InvoiceDraft } from '../invoices/invoice-draft.ts'
import { issueInvoices } from '../invoices/issue-invoices.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { LocalDate } from '../values/calendar.ts'
import { newId } from '../values/ids.ts'
import { foreseeQuestions } from './foresee-questions.ts'
import { knowSubscriptions } from './know-subscriptions.ts'
import { duePeriods, linesOf, type Period } from './period.ts'
import type { Run, RunItem } from './run.ts'
import type { Batch, Issuer } from './run-batch.ts'
import type { KnownSubscription } from './subscription.ts'
import { insertPeriods, lockSubscriptions, selectSubscriptionsAfter } from './subscriptions.sql.ts'

/** So many subscriptions are looked at in a transaction, and of them as many as come to so many invoices: half a second of drawing. */
const LOOKED_AT = 200
const INVOICES = 50

type Due = { known: KnownSubscription; period: Period }

/** The next invoices of a run, each for a period of a subscription; in a rehearsal only what they would come to. Undefined when there are no more. */
export async function invoiceDue(tx: Tx, issuer: Issuer, run: Run, rehearsal: boolean): Promise<Batch | undefined> {
  const next = await selectSubscriptionsAfter(tx, run.after ?? undefined, LOOKED_AT)
  if (next.length === 0) return undefined
  if (!rehearsal) await lockSubscriptions(tx, next.map((one) => one.subscriptionId))
  const { due, looked } = firstDue(await knowSubscriptions(tx, next), run.upTo!)
  const drafted = await draftInvoices(tx, due.map(draftOf))
  const last = next[looked - 1]!
  const batch = { looked, after: { personId: last.personId, id: last.subscriptionId }, currency: drafted.find((one): one is Drafted => !(one instanceof Problem))?.settings.currency }
  if (rehearsal) return { ...batch, questions: await foreseeQuestions(tx, drafted), items: due.map((one, place) => itemOf(tx, one, drafted[place]!, null)) }
  const ready = due.flatMap((one, place) => (drafted[place] instanceof Problem ? [] : [{ due: one, drafted: drafted[place]! }]))
  const issued = await issueInvoices(tx, issuer.keeper, ready.map((one) => one.drafted), { kind: 'staff', id: run.createdBy }, issuer.publicUrl)
  await insertPeriods(tx, ready.map(({ due: { known: { subscription, turns }, period } }, place) => ({
    personId: subscription.personId, subscriptionId: subscription.subscriptionId, from: period.from, to: period.to, turn: turns.get(period.from) ?? 0, invoiceId: issued[place]!.invoiceId, runId: run.runId,
  })))
  if (run.deliver) for (const { personId, invoiceId } of issued) await deliverInvoice(tx, { personId, invoiceId }, { kind: 'staff', id: run.createdBy })
  const invoices = new Map(ready.map((one, place) => [one.due, issued[place]!.invoiceId]))
  return { ...batch, questions: [], items: due.map((one, place) => itemOf(tx, one, drafted[place]!, invoices.get(one) ?? null)) }
}

/** Of these as many subscriptions as a batch takes: all that is due of one at once. */
function firstDue(known: readonly KnownSubscription[], upTo: LocalDate): { due: Due[]; looked: number } {
  const due: Due[] = []
  let looked = 0
  for (const one of known) {
    if (due.length >= INVOICES) break
    due.push(...duePeriods(one, upTo).map((period) => ({ known: one, period })))
    looked++
  }
  return { due, looked }
}

function draftOf({ known: { subscription }, period }: Due): InvoiceDraft {
  return { personId: subscription.personId, lines: linesOf(period) }
}

function itemOf(tx: Tx, { known: { subscription }, period }: Due, drafted: Drafted | Problem, invoiceId: string | null): RunItem {
  const refused = drafted instanceof Problem
  return {
    personId: subscription.personId, itemId: newId(tx.now), subscriptionId: subscription.subscriptionId, periodFrom: period.from, row: null, invoiceId,
    amount: refused ? null : drafted.totals.payable, reason: refused ? drafted.detail.text : null, rule: refused ? (drafted.detail.rule ?? null) : null,
  }
}
