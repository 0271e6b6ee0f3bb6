import { createRoute, z } from '@hono/zod-openapi'
import { ANSWERED_HOW, HEARD_HOW, QUOTE_STANDINGS } from '../../quotes/quote.ts'
import { day, id, json, jsonBody, language, moment, personReference, problems, staffOnly } from './contract.ts'
import { newLines, totals } from './invoices-resource.ts'

const amount = z.string().openapi({ example: '12500.00', description: 'With two decimals.' })

export const quoteItem = z
  .object({
    id, deal: id, person: personReference, number: z.string(), version: z.int(), name: z.string().openapi({ description: 'As it is called on the page: `12`, from the second version on `12-2`.' }),
    issuedOn: day, validUntil: day, currency: z.string(), payable: amount, state: z.enum(QUOTE_STANDINGS).openapi({ description: '`expired` when nobody said anything and its day is over.' }), sentAt: moment.nullable(), invoice: id.nullable(),
  })
  .openapi('Quote')
export type QuoteItem = z.infer<typeof quoteItem>

export const quoteDetail = quoteItem
  .extend({
    language, terms: z.string(), lines: newLines.openapi({ description: 'As they were typed; an invoice for it has the same.' }), totals, buyer: z.object({ name: z.string(), address: z.array(z.string()) }),
    madeAt: moment, madeBy: z.string(),
    answer: z.object({ how: z.enum([...ANSWERED_HOW, 'taken-back']), on: day, by: z.string(), name: z.string().nullable(), words: z.string().nullable(), page: z.string().nullable().openapi({ description: 'SHA-256 of the page that was answered.' }) }).nullable(),
    mails: z.array(z.object({ id, what: z.enum(['offer', 'receipt']), at: moment, state: z.enum(['waiting', 'sent', 'left-out', 'failed', 'unknown']), rule: z.string().nullable() })),
    canUndo: z.boolean().openapi({ description: 'A colleague can take back what became of it last.' }), newest: z.boolean(), document: id.nullable(),
  })
  .openapi('QuoteDetail')
export type QuoteBody = z.infer<typeof quoteDetail>

export const quoteDraft = z.object({ currency: z.string(), buyer: z.object({ name: z.string(), address: z.array(z.string()) }), language, totals }).openapi('QuoteDraft')
export type QuoteDraftBody = z.infer<typeof quoteDraft>

const wish = { lines: newLines, validUntil: day, terms: z.string().trim().max(4000).default('').openapi({ description: 'What holds besides, as it stands on the page.' }) }
export const newQuote = z
  .strictObject({ ...wish, instead: id.optional().openapi({ description: 'The version that this one takes the place of: that one is void.' }) })
  .openapi('NewQuote', { example: { lines: [{ description: 'Awning', quantity: '2', price: '4900', priceHasVat: true }], validUntil: '2026-12-31' } })
export type NewQuoteBody = z.input<typeof newQuote>

export const quoteAnswer = z
  .strictObject({ yes: z.boolean(), how: z.enum(HEARD_HOW), on: day, name: z.string().trim().min(1).max(100).optional().openapi({ description: 'Who said it.' }) })
  .openapi('QuoteAnswer')
export type QuoteAnswerBody = z.input<typeof quoteAnswer>

const dealPath = z.object({ id, deal: id })
const path = z.object({ id, quote: id })
const tags = ['Quotes']

export const listQuotes = createRoute({
  method: 'get', path: '/people/{id}/deals/{deal}/quotes', tags, security: staffOnly, summary: 'The quotes in a deal, every version.',
  request: { params: dealPath }, responses: { 200: json(z.object({ quotes: z.array(quoteItem) }), 'The newest first.'), ...problems },
})

export const makeQuote = createRoute({
  method: 'post', path: '/people/{id}/deals/{deal}/quotes', tags, security: staffOnly, summary: 'Make a quote, or a new version of one: it has a number and a page that stay as they are. Nothing is sent.',
  request: { params: dealPath, body: jsonBody(newQuote) }, responses: { 201: json(quoteDetail, 'It is made.'), ...problems },
})

export const rehearseQuote = createRoute({
  method: 'post', path: '/people/{id}/deals/{deal}/quotes/rehearsal', tags, security: staffOnly, summary: 'What a quote would come to; no number is taken.',
  request: { params: dealPath, body: jsonBody(z.strictObject(wish)) }, responses: { 200: json(quoteDraft, 'As it would be.'), ...problems },
})

export const showQuote = createRoute({
  method: 'get', path: '/people/{id}/quotes/{quote}', tags, security: staffOnly, summary: 'One version of a quote, and what has become of it.',
  request: { params: path }, responses: { 200: json(quoteDetail, 'As it stands.'), ...problems },
})

export const fetchQuote = createRoute({
  method: 'get', path: '/people/{id}/quotes/{quote}/file', tags, security: staffOnly, summary: 'The page of a quote (PDF).',
  request: { params: path }, responses: { 200: { description: 'As it was made.', content: { 'application/pdf': { schema: z.string() } } }, ...problems },
})

export const sendQuote = createRoute({
  method: 'post', path: '/people/{id}/quotes/{quote}/mails', tags, security: staffOnly, summary: 'Mail a quote, with a link to the page where it is answered. The gate is asked when it goes (rule D5).',
  request: { params: path }, responses: { 201: json(quoteDetail, 'It is on its way.'), ...problems },
})

export const answerQuote = createRoute({
  method: 'post', path: '/people/{id}/quotes/{quote}/answers', tags, security: staffOnly, summary: 'Note a yes or no that was said otherwise than on the page. A yes wins the deal.',
  request: { params: path, body: jsonBody(quoteAnswer) }, responses: { 201: json(quoteDetail, 'It is noted.'), ...problems },
})

export const withdrawQuote = createRoute({
  method: 'post', path: '/people/{id}/quotes/{quote}/withdrawals', tags, security: staffOnly, summary: 'Take back a quote that was not answered.',
  request: { params: path }, responses: { 201: json(quoteDetail, 'Nobody can say yes to it any more.'), ...problems },
})

export const undoQuote = createRoute({
  method: 'post', path: '/people/{id}/quotes/{quote}/undos', tags, security: staffOnly, summary: 'Undo a withdrawal, or an answer that a colleague noted within the last day.',
  request: { params: path }, responses: { 201: json(quoteDetail, 'It waits for an answer again.'), ...problems },
})

export const invoiceQuote = createRoute({
  method: 'post', path: '/people/{id}/quotes/{quote}/invoices', tags, security: staffOnly, summary: 'Issue the invoice for an accepted quote, with its lines; once.',
  request: { params: path }, responses: { 201: json(quoteDetail, 'It is issued.'), ...problems },
})
