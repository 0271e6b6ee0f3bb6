import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { INVOICE_LINKS, tokenHash, type Link } from '../../access/link.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, markedFormTo, say } from '../customer-page.ts'
import { forReaders, type Reader, type ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'
import { formOf, markedForm } from '../page-mark.ts'
import { choicesPage, noInWords } from './choices-page.ts'
import { letterToCome } from './front-door.ts'
import { answerOnInvoice, invoiceChoices } from './invoice-choices.ts'
import { readLink } from './link-reading.ts'
import { offered, pressedNo, recordNoes, type Said } from './pressed-no.ts'

const CHOICES = `${CUSTOMER_PATHS.choices}/:token`
const ONE_CLICK = `${CUSTOMER_PATHS.oneClick}/:token`
const REVOCATION = `${CUSTOMER_PATHS.revocation}/:token`

/** Pages behind links that can only say no: the choices, one-click unsubscribing, and "that wasn't me". Their power does not end. */
export function addNoLinks(door: Hono<ReaderEnv>, house: House): void {
  const readers = forReaders(house)

  door.get(CHOICES, readers, async (c) => {
    const { reader, catalogue, link } = await readLink(c, house, 'stop', 'invoice', 'letter')
    return c.html(INVOICE_LINKS.includes(link.kind) ? await invoiceChoices(house, reader, link, catalogue, c.req.path) : choicesPage(reader, c.req.path, offered(catalogue)))
  })

  door.post(CHOICES, readers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const reading = await readLink(c, house, 'stop', 'invoice', 'letter')
    const codeHash = tokenHash(reading.token)
    if (INVOICE_LINKS.includes(reading.link.kind)) return answerOnInvoice(c, house, { ...reading, codeHash }, form)
    if (form.get('said') === 'code') return letterToCome(c, house, { lookupKind: 'link', lookupHash: codeHash })
    return pressedNo(c, house, reading, form)
  })

  door.get(ONE_CLICK, readers, async (c) => {
    const { reader, link, catalogue } = await readLink(c, house, 'stop')
    const what = reachOf(link, catalogue, reader).map((no) => no.words)
    return c.html(customerPage(reader, {
      title: say(reader, 'one-click.title', { company: reader.company }), path: c.req.path,
      content: html`<ul>${what.map((line) => html`<li>${line}</li>`)}</ul>
<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><p><button>${say(reader, 'one-click.button')}</button></p></form>`,
    }))
  })

  // RFC 8058: a program posts this without cookies and gets no redirect. It needs no mark, because it can only say no.
  door.post(ONE_CLICK, readers, smallForm, async (c) => {
    const { reader, link, catalogue } = await readLink(c, house, 'stop')
    if (!(await isOneClick(c))) throw new Problem('invalid', { text: 'customer.one-click.not-it' })
    return recordNoes(c, house, { link }, reachOf(link, catalogue, reader))
  })

  door.get(REVOCATION, readers, async (c) => {
    const { reader } = await readLink(c, house, 'revoke')
    return c.html(customerPage(reader, {
      title: say(reader, 'revoke.title'), path: c.req.path,
      content: html`<p>${say(reader, 'revoke.lead')}</p>
${markedFormTo(reader, c.req.path, html`<p><button>${say(reader, 'revoke.button')}</button></p>`)}`,
    }))
  })

  door.post(REVOCATION, readers, smallForm, async (c) => {
    await markedForm(c, house)
    const { reader, link, catalogue } = await readLink(c, house, 'revoke')
    return recordNoes(c, house, { link }, reachOf(link, catalogue, reader), `${say(reader, 'revoke.button')}\n`)
  })
}

/** A link reaches its purposes through its channel (rule D10), without purposes all marketing through it. */
function reachOf(link: Link, catalogue: PublishedCatalogue, reader: Reader): Said[] {
  if (link.purposes.length === 0) return [{ purpose: null, channel: link.channel, words: noInWords(reader, null, link.channel) }]
  return link.purposes.map((key) => {
    // A purpose that is no longer offered can still be said no to.
    const purpose = catalogue.purposes.find((one) => one.key === key)
    return { purpose: purpose ?? { key, bases: [] }, channel: link.channel, words: noInWords(reader, purpose?.texts[reader.language].name ?? key, link.channel) }
  })
}

/** The body may come as either kind of form (RFC 8058 3.2). */
async function isOneClick(c: Context): Promise<boolean> {
  const isMultipart = c.req.header('content-type')?.toLowerCase().startsWith('multipart/form-data')
  const value = isMultipart ? (await c.req.parseBody())['List-Unsubscribe'] : (await formOf(c)).get('List-Unsubscribe')
  return value === 'One-Click'
}
