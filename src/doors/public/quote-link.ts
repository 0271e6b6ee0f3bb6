import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { linkMayMore } from '../../access/link.ts'
import { keepSpokenFor } from '../../companies/keep-spoken-for.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectPage, selectQuoteOfMail } from '../../quotes/quotes.sql.ts'
import type { Quote } from '../../quotes/quote.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, sayingPage } from '../customer-page.ts'
import { forReaders, type ReaderEnv } from '../customer-reader.ts'
import { documentHeaders } from '../document-headers.ts'
import type { House } from '../house.ts'
import { markedForm } from '../page-mark.ts'
import { answeredPart, quotePart, quoteTitle } from '../quote-part.ts'
import { sayToQuote } from '../say-to-quote.ts'
import { readLink, type LinkReading } from './link-reading.ts'

const QUOTE = `${CUSTOMER_PATHS.quote}/:token`

/** The page behind the link in a quote's mail: whoever holds the mail has the quote already, and may answer it by name. */
export function addQuoteLink(door: Hono<ReaderEnv>, house: House): void {
  const readers = forReaders(house)

  door.get(QUOTE, readers, async (c) => {
    const { reading, quote } = await readQuote(c, house)
    if (!linkMayMore(reading.link, reading.now)) return c.html(sayingPage(reading.reader, 'question.closed'), 410)
    return c.html(customerPage(reading.reader, { title: quoteTitle(reading.reader, quote), path: c.req.path, content: quotePart(reading.reader, quote, { path: c.req.path, now: reading.now }) }))
  })

  door.post(QUOTE, readers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const { reading, quote } = await readQuote(c, house)
    const { reader } = reading
    if (!linkMayMore(reading.link, reading.now)) return c.html(sayingPage(reader, 'question.closed'), 410)
    const said = await sayToQuote(house, reader, quote, form, 'link')
    if (typeof said !== 'string') return c.html(customerPage(reader, { title: quoteTitle(reader, said), content: html`${answeredPart(reader, said)}` }))
    const { quote: now } = await readQuote(c, house)
    return c.html(customerPage(reader, { title: quoteTitle(reader, now), path: c.req.path, content: quotePart(reader, now, { path: c.req.path, now: reading.now, problem: said }) }), 409)
  })

  door.get(`${QUOTE}/file`, readers, async (c) => {
    const { reading, quote } = await readQuote(c, house)
    if (!linkMayMore(reading.link, reading.now)) return c.html(sayingPage(reading.reader, 'question.closed'), 410)
    const page = await house.database.read((tx) => selectPage(tx, quote.personId, quote.quoteId))
    return c.body(new Uint8Array(page!), 200, documentHeaders({ mediaType: 'application/pdf', documentId: quote.quoteId }))
  })
}

async function readQuote(c: Context<ReaderEnv>, house: House): Promise<{ reading: LinkReading; quote: Quote }> {
  const reading = await readLink(c, house, 'quote')
  const { personId, mailingId } = reading.link
  const found = await house.database.read((tx) => selectQuoteOfMail(tx, personId, mailingId!))
  const quote = found && (await house.database.read((tx) => keepSpokenFor(tx, personId, [found.quote])))[0]
  if (!quote) throw new Problem('not-found', { text: 'customer.link-unknown' })
  return { reading, quote }
}
