import type { Hono } from 'hono'
import { html } from 'hono/html'
import { Problem } from '../../plumbing/errors.ts'
import { leadOf, titleOf } from '../../rights/copy-files.ts'
import { COPY_FORMS, COPY_LINK_MINUTES, openCopyLink, sealCopyLink, type CopyForm } from '../../rights/copy-link.ts'
import { copySections, type CopyItem, type CopySection } from '../../rights/copy-sections.ts'
import { noteCopyGiven } from '../../rights/note-copy-given.ts'
import { refuseDoubtfulCopy } from '../../rights/refuse-doubtful-copy.ts'
import { t } from '../../values/text.ts'
import { copyFile, readCopy } from '../copy-files.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, goTo, markedFormTo, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { forCustomers, OWN, proofOf, type Customer, type CustomerEnv } from './for-customers.ts'

/** The person's copy of everything (art. 15) and what they can take along (art. 20): as a page, as PDF and as an archive. */
export function addCopy(door: Hono<CustomerEnv>, house: House): void {
  const customers = [forReaders(house), forCustomers(house)] as const

  door.get(OWN.copy, ...customers, async (c) => {
    const reader = c.get('reader')
    const customer = c.get('customer')
    const copy = await house.database.read(async (tx) => {
      await refuseDoubtfulCopy(tx, customer.personId, proofOf(customer))
      return readCopy(tx, house, customer.personId, 'access', reader.language)
    })
    return c.html(customerPage(reader, { title: titleOf(copy), path: OWN.copy, signedIn: true, content: copyPage(reader, leadOf(copy), copySections(copy)) }))
  })

  door.post(OWN.copyLinks, ...customers, smallForm, async (c) => {
    const form = formIn((await markedForm(c, house)).get('form'))
    const customer = c.get('customer')
    await house.database.write(async (tx) => {
      await refuseDoubtfulCopy(tx, customer.personId, proofOf(customer))
      await noteCopyGiven(tx, customer.personId, { kind: 'person' }, [])
    })
    const { secret } = sealCopyLink(house.keeper.keys.tokens, { form, holder: holderOf(customer) }, house.database.clock())
    return c.redirect(OWN.copyFile(secret), 303)
  })

  door.get(OWN.copyFile(':link'), ...customers, async (c) => {
    const customer = c.get('customer')
    const form = openCopyLink(house.keeper.keys.tokens, c.req.param('link') ?? '', holderOf(customer), house.database.clock())
    if (!form) throw new Problem('not-found', { text: 'copy.link-over' })
    const { body, headers } = await copyFile(house, customer.personId, form, c.get('reader').language)
    return c.body(body, 200, headers)
  })
}

/** The address of a file is good in the session that asked for it, and in no other. */
function holderOf({ sessionHash }: Pick<Customer, 'sessionHash'>): string {
  return `customer ${sessionHash.toString('hex')}`
}

/** What the session has shown of who is there. */
function formIn(text: unknown): CopyForm {
  const form = COPY_FORMS.find((one) => one === text)
  if (!form) throw new Problem('invalid', { text: 'copy.form-unknown' })
  return form
}

function copyPage(reader: Reader, lead: string, sections: readonly CopySection[]): Html {
  const word = (key: string) => t(reader.language, `copy.${key}`)
  return html`<p>${lead}</p>
<div class="card"><p>${t(reader.language, 'copy.get.lead', { minutes: COPY_LINK_MINUTES })}</p>
${markedFormTo(reader, OWN.copyLinks, html`<button name="form" value="pdf">${word('get.pdf')}</button><button class="plain" name="form" value="archive">${word('get.archive')}</button><button class="plain" name="form" value="portable">${word('get.portable')}</button>`)}</div>
<nav class="on" aria-label="${word('on-this-page')}">${sections.map((part) => html`<a href="#${part.key}">${part.title}</a>`)}</nav>
${sections.map(sectionPart)}${goTo(OWN.page, say(reader, 'back'))}`
}

function sectionPart({ key, title, lead, items }: CopySection): Html {
  return html`<h2 id="${key}">${title}</h2>
${lead === '' ? '' : html`<p>${lead}</p>`}${items.length === 0 ? '' : html`<dl>${items.map(itemPart)}</dl>`}
`
}

function itemPart({ term, text, notes }: CopyItem): Html {
  return html`<dt>${term}</dt><dd>${text}${notes.map((note) => html`<br><span class="small">${note}</span>`)}</dd>
`
}
