import { createHash } from 'node:crypto'
import { findRole } from '../companies/find-role.ts'
import { insertDealChange, selectDealForUpdate } from '../deals/deals.sql.ts'
import { endDeal } from '../deals/end-deal.ts'
import { reopenDeal } from '../deals/reopen-deal.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Actor } from '../ledger/entry.ts'
import { lockPeople } from '../people/people.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { localDateIn, type LocalDate } from '../values/calendar.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { fileQuote } from './file-quote.ts'
import { mailQuote } from './mail-quote.ts'
import type { AnsweredHow, Quote, QuoteAnswer } from './quote.ts'
import { selectPage, selectQuoteForUpdate, updateQuote } from './quotes.sql.ts'

export interface QuoteSaid extends Pick<QuoteAnswer, 'name' | 'words' | 'language'> {
  yes: boolean
  how: AnsweredHow
  /** The day on which it was said; left out: today. */
  on?: LocalDate | undefined
}

/**
 * Records what was said to a quote, with the page that it was said to. A yes wins the deal, sends a receipt with the page (directive 2011/83/EU
 * art. 8(7)) and, where it came from the person's own hand, files the page as the contract it now is. An offer binds until its day, so a yes counts
 * though the deal was given up meanwhile. Throws `not-found`; `conflict` when it was answered, taken back or replaced, or was not said in its time.
 */
export async function answerQuote(tx: Tx, keeper: Keeper, personId: PersonId, quoteId: string, said: QuoteSaid, by: Actor): Promise<Quote> {
  await lockPeople(tx, [personId])
  const quote = await selectQuoteForUpdate(tx, personId, quoteId)
  if (!quote) throw new Problem('not-found', { text: 'quotes.unknown' })
  if (quote.state !== 'open') throw new Problem('conflict', { text: quote.state === 'replaced' ? 'quotes.replaced' : 'quotes.answered' })
  const today = localDateIn(RETENTION_ZONE, tx.now)
  const { yes, on = today, how, name, words, language } = said
  if (on > today || on < quote.issuedOn) throw new Problem('invalid', { text: 'quotes.said-when', field: 'on' })
  if (on > quote.validUntil) throw new Problem('conflict', { text: 'quotes.expired', parameters: { day: quote.validUntil } })
  await refuseFormer(tx, quote, by)
  const page = (await selectPage(tx, personId, quoteId))!
  const answered: Quote = { ...quote, state: yes ? 'accepted' : 'declined', answer: { how, on, by, name, words, language, page: createHash('sha256').update(page).digest('hex') } }
  await updateQuote(tx, answered)
  if (yes) await winDeal(tx, keeper, quote, by)
  await insertDealChange(tx, quote, { changeId: newId(tx.now), kind: yes ? 'quote-accepted' : 'quote-declined', stageId: null, members: [], notedAt: tx.now, notedBy: by, quoteId })
  if (!yes) return answered
  await mailQuote(tx, answered, 'receipt', by)
  // What a colleague noted can be taken back for a day, and is filed then.
  return by.kind === 'person' ? fileQuote(tx, answered) : answered
}

/** Whoever spoke for a company does so no longer when their role there is over: the mail they still have is no say. */
async function refuseFormer(tx: Tx, { personId, companyId }: Quote, by: Actor): Promise<void> {
  if (by.kind === 'person' && companyId !== null && !(await findRole(tx, personId, companyId))) throw new Problem('conflict', { text: 'quotes.role-over' })
}

async function winDeal(tx: Tx, keeper: Keeper, { personId, dealId }: Quote, by: Actor): Promise<void> {
  const deal = await selectDealForUpdate(tx, personId, dealId)
  if (deal?.state === 'lost') await reopenDeal(tx, keeper, personId, dealId, by)
  if (deal?.state !== 'won') await endDeal(tx, keeper, personId, dealId, { state: 'won' }, by)
}
