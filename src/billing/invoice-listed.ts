import { deliverInvoice } from '../delivery/deliver-invoice.ts'
import { draftInvoices } from '../invoices/draft-invoices.ts'
import type { Drafted } from '../invoices/invoice-draft.ts'
import { issueInvoices } from '../invoices/issue-invoices.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import { amountText } from '../values/money.ts'
import { foreseeQuestions } from './foresee-questions.ts'
import type { ListedDraft } from './list.ts'
import { selectListedAfter, updateListedIssued, type KeptDraft } from './lists.sql.ts'
import type { Run, RunItem } from './run.ts'
import type { Batch, Issuer } from './run-batch.ts'

const INVOICES = 50

/** The next invoices of a list; in a rehearsal only what they would come to. Undefined when there are no more. */
export async function invoiceListed(tx: Tx, issuer: Issuer, run: Run, rehearsal: boolean): Promise<Batch | undefined> {
  const next = await selectListedAfter(tx, run.runId, run.after, INVOICES)
  const last = next.at(-1)
  if (!last) return undefined
  const drafts = await draftInvoices(tx, next.map(({ personId, draft }) => ({ personId, lines: draft.lines, dueOn: draft.dueOn, buyerReference: draft.reference })))
  const drafted = drafts.map((one, place) => (one instanceof Problem ? one : (strayed(one, next[place]!.draft) ?? one)))
  const batch = { looked: next.length, after: { personId: last.personId, id: last.listedId }, currency: drafted.find((one): one is Drafted => !(one instanceof Problem))?.settings.currency }
  if (rehearsal) return { ...batch, questions: await foreseeQuestions(tx, drafted), items: next.map((one, place) => itemOf(tx, one, drafted[place]!, null)) }
  const by = { kind: 'staff', id: run.createdBy } as const
  const ready = next.flatMap((one, place) => (drafted[place] instanceof Problem ? [] : [{ one, drafted: drafted[place]! }]))
  const issued = await issueInvoices(tx, issuer.keeper, ready.map((each) => each.drafted), by, issuer.publicUrl)
  await updateListedIssued(tx, run.runId, ready.map(({ one }, place) => ({ ...one, invoiceId: issued[place]!.invoiceId })))
  if (run.deliver) for (const { personId, invoiceId } of issued) await deliverInvoice(tx, { personId, invoiceId }, by)
  const invoices = new Map(ready.map(({ one }, place) => [one, issued[place]!.invoiceId]))
  return { ...batch, questions: [], items: next.map((one, place) => itemOf(tx, one, drafted[place]!, invoices.get(one) ?? null)) }
}

/** Why an invoice is not what the list says of it: another currency, or another sum. */
function strayed({ settings, totals }: Drafted, { currency, total }: ListedDraft): Problem | undefined {
  if (currency !== undefined && currency !== settings.currency) return new Problem('refused', { text: 'billing.list.other-currency' })
  // A list tells either what was counted or what is asked for, which whole kronor may part.
  const sums = [totals.gross, totals.payable].map((one) => Number(amountText(one)))
  return total !== undefined && !sums.includes(Number(total)) ? new Problem('refused', { text: 'billing.list.total-wrong' }) : undefined
}

function itemOf(tx: Tx, { personId, row }: KeptDraft, drafted: Drafted | Problem, invoiceId: string | null): RunItem {
  const refused = drafted instanceof Problem
  return {
    personId, itemId: newId(tx.now), subscriptionId: null, periodFrom: null, row, invoiceId,
    amount: refused ? null : drafted.totals.payable, reason: refused ? drafted.detail.text : null, rule: refused ? (drafted.detail.rule ?? null) : null,
  }
}
