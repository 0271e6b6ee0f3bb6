import { insertDealChange } from '../deals/deals.sql.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Actor } from '../ledger/entry.ts'
import { lockPeople, takeNumbers } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { draftQuote, type QuoteWish } from './draft-quote.ts'
import type { Quote } from './quote.ts'
import { quotePdf } from './quote-pdf.ts'
import { insertQuote, selectQuoteForUpdate, selectQuotesOf, updateQuote } from './quotes.sql.ts'

/** Name of the number series of quotes. Unlike invoices', it may have gaps: a quote is no voucher. */
const SERIES = 'quote'

/**
 * Makes a quote for a deal, with a number and a page that stay as they are. `instead` names the version it takes the place of: it keeps that one's
 * number, counts one more, and what was offered before holds no longer. Throws as `draftQuote` does, and `conflict` where that version was answered.
 */
export async function makeQuote(tx: Tx, keeper: Pick<Keeper, 'markSeries'>, wish: QuoteWish, instead: string | undefined, by: Actor): Promise<Quote> {
  await lockPeople(tx, [wish.personId])
  const before = instead === undefined ? undefined : await takePlaceOf(tx, wish.personId, wish.dealId, instead)
  const { deal, quote: drafted, lines, totals } = await draftQuote(tx, wish)
  const number = before?.number ?? (await nextNumber(tx, keeper))
  const version = 1 + (before === undefined ? 0 : Math.max(...(await selectQuotesOf(tx, wish.personId, wish.dealId)).filter((one) => one.number === number).map((one) => one.version)))
  const quote: Quote = { ...drafted, companyId: deal.companyId, quoteId: newId(tx.now), number, version, madeAt: tx.now, madeBy: by, state: 'open', answer: null, changedAt: tx.now, invoiceId: null, documentId: null }
  await insertQuote(tx, quote, await quotePdf({ quote, lines, totals, at: tx.now }))
  await insertDealChange(tx, deal, { changeId: newId(tx.now), kind: 'quoted', stageId: deal.stageId, members: [], notedAt: tx.now, notedBy: by, quoteId: quote.quoteId })
  return quote
}

async function takePlaceOf(tx: Tx, personId: PersonId, dealId: string, quoteId: string): Promise<Quote> {
  const before = await selectQuoteForUpdate(tx, personId, quoteId)
  if (!before || before.dealId !== dealId) throw new Problem('not-found', { text: 'quotes.unknown' })
  if (before.state === 'accepted') throw new Problem('conflict', { text: 'quotes.answered' })
  if (before.state === 'replaced') throw new Problem('conflict', { text: 'quotes.replaced' })
  // What was said no to or taken back stays so; what still binds does not from now on.
  if (before.state === 'open') await updateQuote(tx, { ...before, state: 'replaced' })
  return before
}

/** The keeper knows it before it is anybody's, so that no restored backup gives it out again (rule E3). */
async function nextNumber(tx: Tx, keeper: Pick<Keeper, 'markSeries'>): Promise<string> {
  const serial = await takeNumbers(tx, SERIES, 1)
  await keeper.markSeries(SERIES, serial)
  return String(serial)
}
