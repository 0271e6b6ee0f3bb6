import type { Hono } from 'hono'
import { html } from 'hono/html'
import { chooseDelivery } from '../../delivery/choose-delivery.ts'
import { DELIVERY_WAYS, type DeliveryWay } from '../../delivery/delivery-way.ts'
import { readWays, type Ways } from '../../delivery/read-ways.ts'
import { Problem } from '../../plumbing/errors.ts'
import { t } from '../../values/text.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, goTo, markedFormTo, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { sentenceOf } from '../problem.ts'
import { forCustomers, OWN, type CustomerEnv } from './for-customers.ts'

/** As the company knows best. */
const AS_KNOWN = 'known'

/** How the person wants their invoices: among the ways that reach them, with which it is now and why. */
export function addDelivery(door: Hono<CustomerEnv>, house: House): void {
  const customers = [forReaders(house), forCustomers(house)] as const

  door.get(OWN.delivery, ...customers, async (c) => c.html(deliveryPage(c.get('reader'), await house.database.read((tx) => readWays(tx, c.get('customer').personId)))))

  door.post(OWN.delivery, ...customers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const { personId } = c.get('customer')
    const chosen = form.get('way')
    const way = chosen === AS_KNOWN ? null : DELIVERY_WAYS.find((one) => one === chosen)
    if (way === undefined) return c.redirect(OWN.delivery, 303)
    try {
      await house.database.write((tx) => chooseDelivery(tx, personId, { way, withUbl: form.get('ubl') === 'yes' }, { kind: 'person', id: personId }))
    } catch (error) {
      if (!(error instanceof Problem) || error.kind === 'not-found') throw error
      const ways = await house.database.read((tx) => readWays(tx, personId))
      return c.html(deliveryPage(c.get('reader'), ways, sentenceOf(c.get('reader').language, error.detail)), 400)
    }
    return c.redirect(OWN.delivery, 303)
  })
}

function deliveryPage(reader: Reader, ways: Ways, problem?: string): Html {
  const words = (key: string, parameters: Record<string, string> = {}) => t(reader.language, `delivery.own.${key}`, parameters)
  const now = ways.way === undefined ? words('nothing') : words(`now-${ways.why ?? 'order'}`, { way: words(`way.${ways.way}`) })
  const option = (value: DeliveryWay | typeof AS_KNOWN, label: string) =>
    html`<p><label><input type="radio" name="way" value="${value}"${(ways.choice?.way ?? AS_KNOWN) === value ? html` checked` : ''}> ${label}</label></p>`
  return customerPage(reader, {
    title: words('title'), path: OWN.delivery, signedIn: true,
    content: html`${problem ? html`<p class="note warn">${problem}</p>` : ''}<p>${now}</p>
${markedFormTo(reader, OWN.delivery, html`<fieldset><legend>${words('choose')}</legend>
${option(AS_KNOWN, words('as-known'))}${ways.possible.map((way) => option(way, words(`way.${way}`)))}</fieldset>
<p><label><input type="checkbox" name="ubl" value="yes"${ways.choice?.withUbl ? html` checked` : ''}> ${words('ubl')}</label></p>
<p><button>${words('save')}</button></p>`)}
<p class="small">${words('service', { company: reader.company })}</p>
${goTo(OWN.page, say(reader, 'your-page'))}`,
  })
}
