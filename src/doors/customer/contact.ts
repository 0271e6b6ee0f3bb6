import type { Hono } from 'hono'
import { html } from 'hono/html'
import { callWishIn, CALL_WISHES, choicesOfCallWish, type SaidCallWish } from '../../consent/call-wish.ts'
import { selectCallWishes } from '../../consent/call-wishes.sql.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { t } from '../../values/text.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, dayOf, goTo, markedFormTo, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { forCustomers, OWN, type CustomerEnv } from './for-customers.ts'
import { spoken } from './own-page.ts'
import { saveChoices } from './save-choices.ts'
import { savedPage } from './saved-page.ts'

/** When the person wants to be called: a wish of theirs, which stands first on their page at the company. */
export function addContact(door: Hono<CustomerEnv>, house: House): void {
  const customers = [forReaders(house), forCustomers(house)] as const

  door.get(OWN.contact, ...customers, async (c) => {
    const { personId } = c.get('customer')
    const said = await house.database.read(async (tx) => (await selectCallWishes(tx, [personId])).get(personId))
    return c.html(contactPage(c.get('reader'), said))
  })

  door.post(OWN.contact, ...customers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const [reader, customer] = [c.get('reader'), c.get('customer')]
    const calls = callWishIn(form.get('calls'))
    const before = await house.database.read(async (tx) => (await selectCallWishes(tx, [customer.personId])).get(customer.personId))
    if (calls === undefined || calls === before?.wish) return c.redirect(OWN.contact, 303)
    const words = callWishInWords(reader, calls)
    const saved = await saveChoices(house, customer, reader.language, choicesOfCallWish(spoken(reader, customer, words), calls))
    return c.html(savedPage(reader, await house.database.read(selectCatalogue), [words], saved, false))
  })
}

function callWishInWords(reader: Pick<Reader, 'language'>, calls: string): string {
  return say(reader, 'contact.wish', { calls: calls.replaceAll('-', '_') })
}

function contactPage(reader: Reader, said: SaidCallWish | undefined): Html {
  return customerPage(reader, {
    title: say(reader, 'contact.title'), path: OWN.contact, signedIn: true,
    content: html`<p>${say(reader, 'contact.lead', { company: reader.company })}</p>
${said ? html`<p class="note">${callWishInWords(reader, said.wish)} ${say(reader, said.by === 'person' ? 'contact.said' : 'contact.noted', { day: dayOf(reader, said.at) })}</p>` : ''}
${markedFormTo(reader, OWN.contact, html`<fieldset class="card"><legend>${say(reader, 'contact.calls')}</legend>
${CALL_WISHES.map((calls) => html`<label class="pick"><input type="radio" name="calls" value="${calls}"${calls === said?.wish ? html` checked` : ''}>${t(reader.language, `consent.calls.${calls}`)}</label>
`)}<p class="small">${say(reader, 'contact.never-means')}</p></fieldset>
<p><button>${say(reader, 'contact.save')}</button></p>`)}
<p class="small">${say(reader, 'contact.no-consent')}</p>
${goTo(OWN.details, say(reader, 'contact.details'))}${goTo(OWN.page, say(reader, 'back'))}`,
  })
}
