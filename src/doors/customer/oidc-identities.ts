import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { CustomerIdentity } from '../../access/customer-identities.sql.ts'
import { disconnectCustomerIdentity } from '../../access/disconnect-customer-identity.ts'
import { Problem } from '../../plumbing/errors.ts'
import { isId } from '../../values/ids.ts'
import { smallForm } from '../customer-failure.ts'
import { dayOf, markedFormTo, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { goToProvider } from '../public/oidc-door.ts'
import { forCustomers, OWN, proofOf, type Customer, type CustomerEnv } from './for-customers.ts'

/** The identities that a person comes in by: connect one, disconnect one. */
export function addIdentities(door: Hono<CustomerEnv>, house: House): void {
  const customers = [forReaders(house), forCustomers(house)] as const

  door.post(OWN.identities, ...customers, smallForm, async (c) => {
    await markedForm(c, house)
    // A way in is connected by whoever has shown that they read the person's mail, and by nobody else (rule 29).
    if (proofOf(c.get('customer')).way !== 'code') throw new Problem('forbidden', { text: 'customer.sso.code-first' })
    return goToProvider(c, house, c.get('reader'), 'connect')
  })

  door.post(OWN.identityEnd(':id'), ...customers, smallForm, async (c) => {
    await markedForm(c, house)
    const { personId, identityId } = c.get('customer')
    const id = c.req.param('id') ?? ''
    if (!isId(id) || !(await house.database.write((tx) => disconnectCustomerIdentity(tx, personId, id)))) throw new Problem('not-found', { text: 'customer.sso.no-such' })
    // By taking away what they came in by they have signed out.
    return c.redirect(id === identityId ? OWN.page : `${OWN.page}#ways-in`, 303)
  })
}

/** The part of the own page about ways in; nothing where there is neither an identity nor a provider. */
export function waysInPart(reader: Reader, house: House, customer: Customer, identities: readonly CustomerIdentity[]): Html {
  const provider = house.identityProviders?.customer
  if (!provider && identities.length === 0) return html``
  const byCode = proofOf(customer).way === 'code'
  return html`<h2 id="ways-in">${say(reader, 'sso.ways-in')}</h2>
<p>${say(reader, 'sso.ways-in-lead')}</p>
${identities.map((one) => html`<div class="card"><h3>${new URL(one.issuer).hostname}</h3>
<p>${one.lastUsedAt ? say(reader, 'sso.connected-used', { day: dayOf(reader, one.connectedAt), used: dayOf(reader, one.lastUsedAt) }) : say(reader, 'sso.connected', { day: dayOf(reader, one.connectedAt) })}</p>
${markedFormTo(reader, OWN.identityEnd(one.identityId), html`<button class="plain">${say(reader, 'sso.disconnect')}</button>`)}</div>`)}
${provider ? (byCode ? markedFormTo(reader, OWN.identities, html`<p><button class="plain">${say(reader, 'sso.connect', { provider: provider.name })}</button></p>`) : html`<p class="small">${say(reader, 'sso.code-first')}</p>`) : ''}`
}
