import type { Hono } from 'hono'
import { html } from 'hono/html'
import { selectOpenCustomerSessions, updateOtherCustomerSessionsEnded, type OpenCustomerSession } from '../../access/customer-sessions.sql.ts'
import { writtenMoment } from '../../values/written.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, goTo, markedFormTo, PAGE_ZONE, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { forCustomers, OWN, type Customer, type CustomerEnv } from './for-customers.ts'

/** Where a person is signed in, and the way to end that everywhere but here. */
export function addOwnSessions(door: Hono<CustomerEnv>, house: House): void {
  const customers = [forReaders(house), forCustomers(house)] as const

  door.get(OWN.sessions, ...customers, async (c) => {
    const [reader, customer] = [c.get('reader'), c.get('customer')]
    const sessions = await house.database.read((tx) => selectOpenCustomerSessions(tx, customer.personId))
    return c.html(sessionsPage(reader, customer, sessions))
  })

  door.post(OWN.sessionEnds, ...customers, smallForm, async (c) => {
    await markedForm(c, house)
    const { personId, sessionHash } = c.get('customer')
    await house.database.write((tx) => updateOtherCustomerSessionsEnded(tx, personId, sessionHash))
    return c.redirect(OWN.sessions, 303)
  })
}

function sessionsPage(reader: Reader, customer: Customer, sessions: readonly OpenCustomerSession[]): Html {
  const others = sessions.filter((one) => !one.sessionHash.equals(customer.sessionHash))
  return customerPage(reader, {
    title: say(reader, 'sessions.title'), path: OWN.sessions, signedIn: true,
    content: html`<p>${say(reader, 'sessions.lead')}</p>
${sessions.map((one) => html`<div class="card"><h3>${say(reader, one.sessionHash.equals(customer.sessionHash) ? 'sessions.here' : 'sessions.elsewhere')}</h3>
<p>${say(reader, `sessions.by-${one.by}`, { opened: minuteOf(reader, one.createdAt), ends: minuteOf(reader, one.expiresAt) })}</p></div>`)}
${others.length > 0 ? markedFormTo(reader, OWN.sessionEnds, html`<p><button>${say(reader, 'sessions.end-others')}</button></p>`) : html`<p>${say(reader, 'sessions.nowhere-else')}</p>`}
${goTo(OWN.page, say(reader, 'your-page'))}`,
  })
}

function minuteOf(reader: Reader, at: Date): string {
  return writtenMoment(reader.language, at, PAGE_ZONE)
}
