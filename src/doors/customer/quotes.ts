import type { Hono } from 'hono'
import { html } from 'hono/html'
import { keepSpokenFor } from '../../companies/keep-spoken-for.ts'
import { Problem } from '../../plumbing/errors.ts'
import { isId, type PersonId } from '../../values/ids.ts'
import type { Quote } from '../../quotes/quote.ts'
import { selectPage, selectQuote, selectQuotesOf } from '../../quotes/quotes.sql.ts'
import { t } from '../../values/text.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, goTo, say } from '../customer-page.ts'
import { forReaders } from '../customer-reader.ts'
import { documentHeaders } from '../document-headers.ts'
import type { House } from '../house.ts'
import { markedForm } from '../page-mark.ts'
import { answeredPart, quotePart, quoteTitle, standingInWords } from '../quote-part.ts'
import { sayToQuote } from '../say-to-quote.ts'
import { forCustomers, OWN, type CustomerEnv } from './for-customers.ts'

/** What the person was offered, and where they say yes or no to it. */
export function addQuotes(door: Hono<CustomerEnv>, house: House): void {
  const customers = [forReaders(house), forCustomers(house)] as const

  door.get(OWN.quotes, ...customers, async (c) => {
    const reader = c.get('reader')
    const { quotes, now } = await house.database.read(async (tx) => ({ quotes: await keepSpokenFor(tx, c.get('customer').personId, await selectQuotesOf(tx, c.get('customer').personId)), now: tx.now }))
    return c.html(customerPage(reader, {
      title: t(reader.language, 'quotes.own.title'), path: OWN.quotes, signedIn: true,
      content: html`<p>${t(reader.language, `quotes.own.${quotes.length === 0 ? 'none' : 'lead'}`)}</p>
${quotes.map((one) => html`<div class="card"><h3><a class="go" href="${OWN.quote(one.quoteId)}">${quoteTitle(reader, one)}</a></h3><p>${standingInWords(reader, one, now)}</p></div>
`)}${goTo(OWN.page, say(reader, 'back'))}`,
    }))
  })

  door.get(OWN.quote(':quote'), ...customers, async (c) => {
    const [quote, now] = await readOwn(house, c.get('customer').personId, c.req.param('quote'))
    return c.html(quotePage(c.get('reader'), quote, now))
  })

  door.post(OWN.quote(':quote'), ...customers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const { personId } = c.get('customer')
    const [quote] = await readOwn(house, personId, c.req.param('quote'))
    const said = await sayToQuote(house, c.get('reader'), quote, form, 'page')
    const [now, at] = await readOwn(house, personId, quote.quoteId)
    return typeof said === 'string' ? c.html(quotePage(c.get('reader'), now, at, said), 409) : c.html(answeredPage(c.get('reader'), said))
  })

  door.get(`${OWN.quote(':quote')}/file`, ...customers, async (c) => {
    const [quote] = await readOwn(house, c.get('customer').personId, c.req.param('quote'))
    const page = await house.database.read((tx) => selectPage(tx, quote.personId, quote.quoteId))
    return c.body(new Uint8Array(page!), 200, documentHeaders({ mediaType: 'application/pdf', documentId: quote.quoteId }))
  })
}

/** Of the person's own: an id of anybody else's is as if it were none. */
async function readOwn(house: House, personId: PersonId, quoteId: string | undefined): Promise<[Quote, Date]> {
  const found = quoteId !== undefined && isId(quoteId) ? await house.database.read(async (tx) => [(await keepSpokenFor(tx, personId, [await selectQuote(tx, personId, quoteId)].filter((one) => one !== undefined)))[0], tx.now] as const) : undefined
  if (!found?.[0]) throw new Problem('not-found', { text: 'quotes.unknown' })
  return [found[0], found[1]]
}

type Reader = CustomerEnv['Variables']['reader']

function quotePage(reader: Reader, quote: Quote, now: Date, problem?: string) {
  const path = OWN.quote(quote.quoteId)
  return customerPage(reader, { title: quoteTitle(reader, quote), path, signedIn: true, content: html`${quotePart(reader, quote, { path, now, problem })}${goTo(OWN.quotes, t(reader.language, 'quotes.own.title'))}${goTo(OWN.page, say(reader, 'back'))}` })
}

function answeredPage(reader: Reader, quote: Quote) {
  return customerPage(reader, { title: t(reader.language, 'quotes.own.thanks'), signedIn: true, content: html`${answeredPart(reader, quote)}${goTo(OWN.quote(quote.quoteId), quoteTitle(reader, quote))}${goTo(OWN.page, say(reader, 'back'))}` })
}
