import type { Hono } from 'hono'
import { html } from 'hono/html'
import { agedValues } from '../../rights/aged-values.ts'
import { confirmValues } from '../../rights/confirm-values.ts'
import type { PersonView } from '../../rights/show-person.ts'
import { smallForm } from '../customer-failure.ts'
import { dayOf, goTo, markedFormTo, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { forCustomers, OWN, type CustomerEnv } from './for-customers.ts'
import { inFieldOrder } from './field-order.ts'
import { valueInWords } from './held-section.ts'

/** A year after somebody said it: is this still right? Only what has aged is asked about. */
export function stillRight(reader: Reader, view: PersonView, now: Date): Html | '' {
  const aged = inFieldOrder(agedValues(view.values, now), (one) => one.field.key)
  if (aged.length === 0) return ''
  return html`<div class="card" id="still-right"><h3>${say(reader, 'still.title')}</h3><p>${say(reader, 'still.lead')}</p>
<dl>${aged.map((one) => html`<dt>${one.field.texts[reader.language].name}</dt><dd>${valueInWords(reader, one.field.key, one.value, one.field.checks)} <span class="small">${say(reader, 'still.since', { day: dayOf(reader, one.provenance!.recordedAt) })}</span></dd>`)}</dl>
${markedFormTo(reader, OWN.confirmations, html`${aged.map((one) => html`<input type="hidden" name="field" value="${one.field.key}">`)}<p><button>${say(reader, 'still.yes')}</button></p>`)}
${goTo(OWN.details, say(reader, 'still.no'))}</div>`
}

/** Says that what was shown is right. */
export function addConfirmations(door: Hono<CustomerEnv>, house: House): void {
  door.post(OWN.confirmations, forReaders(house), forCustomers(house), smallForm, async (c) => {
    const form = await markedForm(c, house)
    await house.database.write((tx) => confirmValues(tx, house.keeper.keys.identifierIndex, c.get('customer').personId, form.getAll('field')))
    return c.redirect(`${OWN.page}#held`, 303)
  })
}
