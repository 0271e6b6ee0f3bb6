import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { connectCustomerIdentity } from '../../access/connect-customer-identity.ts'
import { openTicket, sealTicket } from '../../access/customer-session.ts'
import { selectLivingCustomerSession, updateCustomerSessionEnded } from '../../access/customer-sessions.sql.ts'
import { enterByIdentity } from '../../access/enter-by-identity.ts'
import { tokenHash } from '../../access/link.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import type { SignOnAim } from '../../plumbing/sign-on-request.ts'
import { sessionCookie } from '../customer-cookie.ts'
import { smallForm } from '../customer-failure.ts'
import { goTo, markedFormTo, say, sayingPage } from '../customer-page.ts'
import { forReaders, type Reader, type ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'
import { backFromProvider, providerOf, sendToProvider, signOnFailure, SIGN_ON_RETURN, type CameBack } from '../oidc.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'

export const CUSTOMER_SIGN_ON = `${CUSTOMER_PATHS.frontDoor}/single-sign-on`
const OWN_PAGE = `${CUSTOMER_PATHS.frontDoor}/page`

/** The second front door: a person comes by an identity they have connected, from a provider that recognises them. */
export function addSignOnDoor(door: Hono<ReaderEnv>, house: House): void {
  const readers = forReaders(house)

  door.post(CUSTOMER_SIGN_ON, readers, smallForm, async (c) => {
    await markedForm(c, house)
    return goToProvider(c, house, c.get('reader'), 'sign-in')
  })

  // A GET because providers redirect; it acts once, in the browser that was sent there.
  door.get(SIGN_ON_RETURN.customer, readers, async (c) => {
    try {
      const back = await backFromProvider(c, house, 'customer')
      return await (back.request.aim === 'connect' ? connected(c, house, back) : entered(c, house, back))
    } catch (error) {
      return failedPage(c, house, c.get('reader'), error)
    }
  })
}

/** The other way in, on the page of the front door; nothing where the settings name no provider. */
export function signOnPart(reader: Reader, house: House): Html {
  const provider = house.identityProviders?.customer
  return provider ? html`<h2>${say(reader, 'sso.or')}</h2>
${markedFormTo(reader, CUSTOMER_SIGN_ON, html`<p><button class="plain">${say(reader, 'sso.enter', { provider: provider.name })}</button></p>`)}` : html``
}

/**
 * Sends the browser to the provider. Not by a redirect: browsers hold each redirect after a form, those of the provider
 * among them, to the forms that our pages may send (CSP form-action), which is to us alone.
 */
export async function goToProvider(c: Context, house: House, reader: Reader, aim: SignOnAim): Promise<Response> {
  try {
    const address = await sendToProvider(c, house, 'customer', aim, heldSession(c, house))
    c.header('refresh', `0;url=${address.href}`)
    return c.html(sayingPage(reader, 'sso.going', { provider: providerOf(house, 'customer').name }, goTo(address.href, say(reader, 'sso.go-on'))))
  } catch (error) {
    return failedPage(c, house, reader, error)
  }
}

async function entered(c: Context<ReaderEnv>, house: House, { request, key }: CameBack): Promise<Response> {
  const opened = await house.database.write(async (tx) => {
    const session = await enterByIdentity(tx, key)
    if (session && request.sessionHash) await updateCustomerSessionEnded(tx, request.sessionHash)
    return session
  })
  const reader = c.get('reader')
  if (!opened) return c.html(sayingPage(reader, 'sso.unknown', {}, goTo(CUSTOMER_PATHS.frontDoor, say(reader, 'sso.by-code'))), 403)
  sessionCookie.write(c, house.publicUrl, sealTicket(house.keeper.keys.tokens, opened.secret, house.database.clock()))
  c.get('log').info({ how: 'oidc' }, 'a customer came in')
  return c.redirect(OWN_PAGE, 303)
}

async function connected(c: Context<ReaderEnv>, house: House, { request, identity, key }: CameBack): Promise<Response> {
  const reader = c.get('reader')
  const outcome = await house.database.write(async (tx) => {
    const session = request.sessionHash ? await selectLivingCustomerSession(tx, request.sessionHash) : undefined
    return session ? connectCustomerIdentity(tx, session, key, identity.issuer) : 'refused'
  })
  if (outcome === 'refused') return c.html(sayingPage(reader, 'sso.not-connected', {}, goTo(OWN_PAGE, say(reader, 'back'))), 403)
  return c.redirect(`${OWN_PAGE}#ways-in`, 303)
}

/** The session this browser holds, if it holds one that was used lately. */
function heldSession(c: Context, house: House): Buffer | null {
  const secret = openTicket(house.keeper.keys.tokens, sessionCookie.read(c, house.publicUrl) ?? '', house.database.clock())
  return secret ? tokenHash(secret) : null
}

function failedPage(c: Context, house: House, reader: Reader, error: unknown): Response | Promise<Response> {
  const { why, status } = signOnFailure(house, error)
  const on = goTo(CUSTOMER_PATHS.frontDoor, say(reader, 'your-page'))
  if (why === 'away') return c.html(sayingPage(reader, 'sso.away', {}, on), status)
  return c.html(why === 'declined' ? sayingPage(reader, 'sso.declined', {}, on) : sayingPage(reader, 'sso.unbelievable', {}, on), status)
}
