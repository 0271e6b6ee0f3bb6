import { creditInvoice } from '../invoices/credit-invoice.ts'
import { selectInvoice } from '../invoices/invoices.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import type { Run, RunItem } from './run.ts'
import type { Batch, Issuer } from './run-batch.ts'
import { selectIssuedAfter } from './runs.sql.ts'
import { releasePeriods } from './subscriptions.sql.ts'

const CREDITS = 25

/**
 * The next credit notes of a run that takes another back, each for one of its invoices; in a rehearsal only what they would come to. What was credited is
 * due again. Of an invoice that somebody has credited in part the rest is taken; one that was credited whole is left out. Undefined when there are no more.
 */
export async function creditRun(tx: Tx, issuer: Issuer, run: Run, rehearsal: boolean): Promise<Batch | undefined> {
  const next = await selectIssuedAfter(tx, run.undoes!, run.after, CREDITS)
  const last = next.at(-1)
  if (!last) return undefined
  const items: RunItem[] = []
  let currency: string | undefined
  for (const { personId, invoiceId } of next) {
    const found = await selectInvoice(tx, personId, invoiceId)
    const left = found ? found.payable - found.credited : 0n
    const item = { personId, itemId: newId(tx.now), subscriptionId: null, periodFrom: null, row: null, rule: null }
    currency ??= found?.currency
    if (left <= 0n) items.push({ ...item, invoiceId: null, amount: null, reason: 'billing.credited-before' })
    else if (rehearsal) items.push({ ...item, invoiceId, amount: -left, reason: null })
    else items.push({ ...item, invoiceId: (await creditInvoice(tx, issuer.keeper, personId, invoiceId, { kind: 'staff', id: run.createdBy })).invoiceId, amount: -left, reason: null })
  }
  if (!rehearsal) await releasePeriods(tx, next.filter((_, place) => items[place]!.reason === null), run.runId)
  return { looked: next.length, after: { personId: last.personId, id: last.invoiceId }, items, currency, questions: [] }
}
