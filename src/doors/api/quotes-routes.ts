import type { Deal } from '../../deals/deal.ts'
import { selectDealsOf } from '../../deals/deals.sql.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { answerQuote } from '../../quotes/answer-quote.ts'
import { draftQuote } from '../../quotes/draft-quote.ts'
import { invoiceQuote } from '../../quotes/invoice-quote.ts'
import { makeQuote } from '../../quotes/make-quote.ts'
import { linesOf } from '../../quotes/quote-lines.ts'
import { canUndo, quoteName, standingOf, type Quote } from '../../quotes/quote.ts'
import { selectPage, selectQuote, selectQuoteMails, selectQuotesOf, type QuoteMail } from '../../quotes/quotes.sql.ts'
import { sendQuote } from '../../quotes/send-quote.ts'
import { undoQuote } from '../../quotes/undo-quote.ts'
import { withdrawQuote } from '../../quotes/withdraw-quote.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import { localDateIn, type LocalDate } from '../../values/calendar.ts'
import type { PersonId } from '../../values/ids.ts'
import { amountText } from '../../values/money.ts'
import { documentHeaders } from '../document-headers.ts'
import type { House } from '../house.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { refuseStranger } from './deals-routes.ts'
import { partyAnswer, totalsAnswer } from './invoices-routes.ts'
import * as resource from './quotes-resource.ts'

/** Quotes in deals; who may see a deal sees what was offered in it. */
export function addQuotesRoutes(api: Api, house: House): void {
  const shown = async (actor: StaffActor, personId: PersonId) => house.looks.note({ actor, why: 'shown', people: [{ personId, fields: ['name', 'deals'] }] })

  api.openapi(resource.listQuotes, async (c) => {
    const { id, deal } = c.req.valid('param')
    const quotes = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      await existingDeal(tx, id as PersonId, deal)
      return Promise.all((await selectQuotesOf(tx, id as PersonId, deal)).map((one) => itemOf(tx, one)))
    })
    await shown(c.get('actor'), id as PersonId)
    return c.json({ quotes }, 200)
  })

  api.openapi(resource.rehearseQuote, async (c) => {
    const { id, deal } = c.req.valid('param')
    const { validUntil, ...wish } = c.req.valid('json')
    const drafted = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      return draftQuote(tx, { ...wish, validUntil: validUntil as LocalDate, personId: id as PersonId, dealId: deal })
    })
    await shown(c.get('actor'), id as PersonId)
    return c.json({ currency: drafted.quote.currency, language: drafted.quote.language, buyer: partyAnswer(drafted.quote.content.buyer), totals: totalsAnswer(drafted.lines, drafted.totals) }, 200)
  })

  api.openapi(resource.makeQuote, async (c) => {
    const { id, deal } = c.req.valid('param')
    const { validUntil, instead, ...wish } = c.req.valid('json')
    const answer = await house.database.write(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      return answerOf(tx, await makeQuote(tx, house.keeper, { ...wish, validUntil: validUntil as LocalDate, personId: id as PersonId, dealId: deal }, instead, { kind: 'staff', id: signedIn(c.get('actor')).staffId }))
    })
    await shown(c.get('actor'), id as PersonId)
    return c.json(answer, 201)
  })

  api.openapi(resource.showQuote, async (c) => {
    const { id, quote } = c.req.valid('param')
    const answer = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      return answerOf(tx, existing(await selectQuote(tx, id as PersonId, quote)))
    })
    await shown(c.get('actor'), id as PersonId)
    return c.json(answer, 200)
  })

  api.openapi(resource.fetchQuote, async (c) => {
    const { id, quote } = c.req.valid('param')
    const page = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      return selectPage(tx, id as PersonId, quote)
    })
    if (!page) throw new Problem('not-found', { text: 'quotes.unknown' })
    await house.looks.note({ actor: c.get('actor'), why: 'document', people: [{ personId: id as PersonId, fields: ['name', 'deals'] }] })
    return c.body(new Uint8Array(page), 200, documentHeaders({ mediaType: 'application/pdf', documentId: quote }))
  })

  addActs(api, house, shown)
}

/** What a colleague does with a quote, and how it stands then. */
function addActs(api: Api, house: House, shown: (actor: StaffActor, personId: PersonId) => Promise<void>): void {
  const act = async (actor: StaffActor, { id, quote }: { id: string; quote: string }, verb: (tx: Tx, personId: PersonId, quoteId: string, by: { kind: 'staff'; id: string }) => Promise<unknown>) => {
    const by = { kind: 'staff' as const, id: signedIn(actor).staffId }
    const answer = await house.database.write(async (tx) => {
      await refuseStranger(tx, actor, id as PersonId)
      await verb(tx, id as PersonId, quote, by)
      return answerOf(tx, existing(await selectQuote(tx, id as PersonId, quote)))
    })
    await shown(actor, id as PersonId)
    return answer
  }

  api.openapi(resource.sendQuote, async (c) => c.json(await act(c.get('actor'), c.req.valid('param'), sendQuote), 201))
  api.openapi(resource.answerQuote, async (c) => {
    const { on, ...said } = c.req.valid('json')
    return c.json(await act(c.get('actor'), c.req.valid('param'), (tx, personId, quoteId, by) => answerQuote(tx, house.keeper, personId, quoteId, { ...said, on: on as LocalDate }, by)), 201)
  })
  api.openapi(resource.withdrawQuote, async (c) => c.json(await act(c.get('actor'), c.req.valid('param'), withdrawQuote), 201))
  api.openapi(resource.undoQuote, async (c) => c.json(await act(c.get('actor'), c.req.valid('param'), (tx, personId, quoteId, by) => undoQuote(tx, house.keeper, personId, quoteId, by)), 201))
  api.openapi(resource.invoiceQuote, async (c) => c.json(await act(c.get('actor'), c.req.valid('param'), (tx, personId, quoteId, by) => invoiceQuote(tx, house.keeper, personId, quoteId, by, house.publicUrl)), 201))
}

async function existingDeal(tx: Tx, personId: PersonId, dealId: string): Promise<Deal> {
  const deal = (await selectDealsOf(tx, personId)).find((one) => one.dealId === dealId)
  if (!deal) throw new Problem('not-found', { text: 'deals.unknown' })
  return deal
}

function existing(quote: Quote | undefined): Quote {
  if (!quote) throw new Problem('not-found', { text: 'quotes.unknown' })
  return quote
}

/** A quote as it is listed. */
export async function itemOf(tx: Tx, quote: Quote, mails?: readonly QuoteMail[]): Promise<resource.QuoteItem> {
  const { personId, quoteId, dealId, number, version, issuedOn, validUntil, currency, payable, invoiceId } = quote
  const sent = (mails ?? (await selectQuoteMails(tx, personId, quoteId))).find((one) => one.what === 'offer' && one.state === 'sent')
  return {
    id: quoteId, deal: dealId, person: { id: personId, name: (await selectNames(tx, [personId])).get(personId) ?? '' }, number, version, name: quoteName(quote), issuedOn, validUntil, currency, payable: amountText(payable),
    state: standingOf(quote, localDateIn(RETENTION_ZONE, tx.now)), sentAt: sent?.finishedAt?.toISOString() ?? null, invoice: invoiceId,
  }
}

const MAIL_STATES: Record<string, resource.QuoteBody['mails'][number]['state']> = { sent: 'sent', 'left-out': 'left-out', failed: 'failed', unknown: 'unknown' }

async function answerOf(tx: Tx, quote: Quote): Promise<resource.QuoteBody> {
  const mails = await selectQuoteMails(tx, quote.personId, quote.quoteId)
  const item = await itemOf(tx, quote, mails)
  const names = await selectActorNames(tx, [quote.madeBy.id, quote.answer?.by.id].filter((one) => typeof one === 'string'))
  const { lines, totals } = linesOf(quote)
  const newest = !(await selectQuotesOf(tx, quote.personId, quote.dealId)).some((one) => one.number === quote.number && one.version > quote.version)
  const { content, language, answer } = quote
  return {
    ...item, language, terms: content.terms, lines: content.lines as resource.QuoteBody['lines'], totals: totalsAnswer(lines, totals), buyer: partyAnswer(content.buyer), madeAt: quote.madeAt.toISOString(), madeBy: names.get(quote.madeBy.id ?? '') ?? '',
    answer: answer && { how: answer.how, on: answer.on, by: answer.by.kind === 'person' ? item.person.name : (names.get(answer.by.id ?? '') ?? ''), name: answer.name ?? null, words: answer.words ?? null, page: answer.page ?? null },
    mails: mails.map((one) => ({ id: one.mailingId, what: one.what, at: one.askedAt.toISOString(), state: MAIL_STATES[one.state] ?? 'waiting', rule: one.rule })),
    canUndo: newest && canUndo(quote, tx.now), newest, document: quote.documentId,
  }
}
