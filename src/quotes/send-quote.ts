import { insertDealChange } from '../deals/deals.sql.ts'
import type { Actor } from '../ledger/entry.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { localDateIn } from '../values/calendar.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { mailQuote } from './mail-quote.ts'
import { standingOf, type Quote } from './quote.ts'
import { selectQuoteForUpdate, selectQuoteMails } from './quotes.sql.ts'

/**
 * Sends a quote that can be accepted: a service message to somebody who asked for it or is a customer (rule D3); the gate is asked when it is handed
 * over (rule D5). Throws `not-found`, `conflict` when there is nothing to accept any more or it is on its way, `invalid` where there is no address.
 */
export async function sendQuote(tx: Tx, personId: PersonId, quoteId: string, by: Actor): Promise<Quote> {
  const quote = await selectQuoteForUpdate(tx, personId, quoteId)
  if (!quote) throw new Problem('not-found', { text: 'quotes.unknown' })
  const standing = standingOf(quote, localDateIn(RETENTION_ZONE, tx.now))
  if (standing !== 'open') throw new Problem('conflict', { text: standing === 'expired' ? 'quotes.expired' : standing === 'replaced' ? 'quotes.replaced' : 'quotes.answered', parameters: { day: quote.validUntil } })
  const mails = await selectQuoteMails(tx, personId, quoteId)
  if (mails.some((one) => one.state === 'waiting' || one.state === 'handing-over')) throw new Problem('conflict', { text: 'quotes.under-way' })
  if (!(await mailQuote(tx, quote, 'offer', by))) throw new Problem('invalid', { text: 'quotes.no-address' })
  await insertDealChange(tx, quote, { changeId: newId(tx.now), kind: 'quote-sent', stageId: null, members: [], notedAt: tx.now, notedBy: by, quoteId })
  return quote
}
