import { insertDealChange, selectDealForUpdate } from '../deals/deals.sql.ts'
import { reopenDeal } from '../deals/reopen-deal.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Actor } from '../ledger/entry.ts'
import { lockPeople } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { canUndo, type Quote } from './quote.ts'
import { selectQuoteForUpdate, selectQuotesOf, updateQuote } from './quotes.sql.ts'

/**
 * Takes back what a colleague did with a quote last: that it was withdrawn, or an answer that they noted; the deal that was won by it is open again.
 * What the person said themselves is theirs. Throws `not-found`, and `conflict` where it is too late, or another version holds by now.
 */
export async function undoQuote(tx: Tx, keeper: Keeper, personId: PersonId, quoteId: string, by: Actor): Promise<Quote> {
  await lockPeople(tx, [personId])
  const quote = await selectQuoteForUpdate(tx, personId, quoteId)
  if (!quote) throw new Problem('not-found', { text: 'quotes.unknown' })
  const newer = (await selectQuotesOf(tx, personId, quote.dealId)).some((one) => one.number === quote.number && one.version > quote.version)
  if (newer || !canUndo(quote, tx.now)) throw new Problem('conflict', { text: 'quotes.not-undone' })
  const open: Quote = { ...quote, state: 'open', answer: null }
  await updateQuote(tx, open)
  const deal = quote.state === 'accepted' ? await selectDealForUpdate(tx, personId, quote.dealId) : undefined
  if (deal?.state === 'won') await reopenDeal(tx, keeper, personId, quote.dealId, by)
  await insertDealChange(tx, quote, { changeId: newId(tx.now), kind: 'quote-undone', stageId: null, members: [], notedAt: tx.now, notedBy: by, quoteId })
  return open
}
