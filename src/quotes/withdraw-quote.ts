import { insertDealChange } from '../deals/deals.sql.ts'
import type { Actor } from '../ledger/entry.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { localDateIn } from '../values/calendar.ts'
import { newId, type PersonId } from '../values/ids.ts'
import type { Quote } from './quote.ts'
import { selectQuoteForUpdate, updateQuote } from './quotes.sql.ts'

/** Takes back a quote that was not answered: nobody can say yes to it any more. Throws `not-found`, and `conflict` when it was answered or replaced. */
export async function withdrawQuote(tx: Tx, personId: PersonId, quoteId: string, by: Actor): Promise<Quote> {
  const quote = await selectQuoteForUpdate(tx, personId, quoteId)
  if (!quote) throw new Problem('not-found', { text: 'quotes.unknown' })
  if (quote.state !== 'open') throw new Problem('conflict', { text: quote.state === 'replaced' ? 'quotes.replaced' : 'quotes.answered' })
  const withdrawn: Quote = { ...quote, state: 'withdrawn', answer: { how: 'taken-back', on: localDateIn(RETENTION_ZONE, tx.now), by } }
  await updateQuote(tx, withdrawn)
  await insertDealChange(tx, quote, { changeId: newId(tx.now), kind: 'quote-withdrawn', stageId: null, members: [], notedAt: tx.now, notedBy: by, quoteId })
  return withdrawn
}
