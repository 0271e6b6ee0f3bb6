import { insertDealChange } from '../deals/deals.sql.ts'
import type { NewInvoice } from '../invoices/invoices.sql.ts'
import { issueInvoice } from '../invoices/issue-invoice.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Actor } from '../ledger/entry.ts'
import { lockPeople } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { fileQuote } from './file-quote.ts'
import { quoteName } from './quote.ts'
import { selectQuoteForUpdate, updateQuote } from './quotes.sql.ts'

/** Issues the invoice for an accepted quote, with its lines. Throws `not-found`, `conflict` when nobody said yes or it was invoiced already, and as `issueInvoice` does. */
export async function invoiceQuote(tx: Tx, keeper: Keeper, personId: PersonId, quoteId: string, by: Actor, publicUrl: string): Promise<NewInvoice> {
  await lockPeople(tx, [personId])
  const quote = await selectQuoteForUpdate(tx, personId, quoteId)
  if (!quote) throw new Problem('not-found', { text: 'quotes.unknown' })
  if (quote.state !== 'accepted') throw new Problem('conflict', { text: 'quotes.not-accepted' })
  if (quote.invoiceId !== null) throw new Problem('conflict', { text: 'quotes.invoiced', parameters: { number: quoteName(quote) } })
  const invoice = await issueInvoice(tx, keeper, { personId, companyId: quote.companyId ?? undefined, lines: quote.content.lines }, by, publicUrl)
  await updateQuote(tx, { ...(await fileQuote(tx, quote)), invoiceId: invoice.invoiceId })
  await insertDealChange(tx, quote, { changeId: newId(tx.now), kind: 'invoiced', stageId: null, members: [], notedAt: tx.now, notedBy: by, quoteId })
  return invoice
}
