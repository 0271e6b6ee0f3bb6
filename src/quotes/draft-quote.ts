import { selectDealsOf } from '../deals/deals.sql.ts'
import type { Deal } from '../deals/deal.ts'
import { buyerOf } from '../invoices/buyer.ts'
import type { DraftLine } from '../invoices/draft-line.ts'
import type { InvoiceLine, InvoiceTotals } from '../invoices/invoice.ts'
import { selectInvoicing } from '../invoices/invoices.sql.ts'
import { readCompanyBuyer } from '../invoices/read-company-buyer.ts'
import { selectPeople } from '../people/people.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { selectValues } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { localDateIn, type LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import type { Quote } from './quote.ts'
import { linesOf } from './quote-lines.ts'

export interface QuoteWish {
  personId: PersonId
  dealId: string
  lines: readonly DraftLine[]
  validUntil: LocalDate
  terms: string
}

/** A quote as it would be, without a number. */
export interface DraftedQuote {
  deal: Deal
  quote: Pick<Quote, 'personId' | 'dealId' | 'language' | 'issuedOn' | 'validUntil' | 'currency' | 'payable' | 'content'>
  lines: InvoiceLine[]
  totals: InvoiceTotals
}

/**
 * What a quote would come to, counted as its invoice will be. Whoever the deal is with may be offered something (rule H1): that was judged when it began.
 * Throws `not-found`, `conflict` before the company has said how it invoices or when the deal has ended, `invalid` for a line, day or sum that cannot be.
 */
export async function draftQuote(tx: Tx, wish: QuoteWish): Promise<DraftedQuote> {
  const deal = (await selectDealsOf(tx, wish.personId)).find((one) => one.dealId === wish.dealId)
  if (!deal) throw new Problem('not-found', { text: 'deals.unknown' })
  if (deal.state !== 'open') throw new Problem('conflict', { text: 'deals.ended' })
  const settings = await selectInvoicing(tx)
  if (!settings) throw new Problem('conflict', { text: 'invoices.not-set-up' })
  const issuedOn = localDateIn(RETENTION_ZONE, tx.now)
  if (wish.validUntil < issuedOn) throw new Problem('invalid', { text: 'quotes.valid-before', field: 'validUntil' })
  const { buyer, language, consumer } = await readBuyer(tx, deal)
  const content = { seller: settings.seller, buyer, lines: wish.lines, terms: wish.terms.trim(), consumer, wholeUnits: settings.wholeUnits }
  const counted = linesOf({ content, issuedOn, language })
  if (counted.totals.payable < 0n) throw new Problem('invalid', { text: 'quotes.below-zero', field: 'lines' })
  return { deal, quote: { personId: wish.personId, dealId: wish.dealId, language, issuedOn, validUntil: wish.validUntil, currency: settings.currency, payable: counted.totals.payable, content }, ...counted }
}

/** Who would buy: the company, or the person themselves. */
async function readBuyer(tx: Tx, { personId, companyId }: Deal) {
  const [person] = await selectPeople(tx, [personId])
  const values = new Map((await selectValues(tx, [personId])).map((one) => [one.fieldKey, one.value]))
  const seller = (await selectInstallation(tx))!.controller.country
  const buyer = companyId === null ? buyerOf(values, person?.country ?? null, seller) : await readCompanyBuyer(tx, personId, companyId, values, seller)
  if (buyer instanceof Problem) throw buyer
  return { ...buyer, consumer: companyId === null && person?.capacity === 'consumer' }
}
