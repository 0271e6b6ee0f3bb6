import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { askForCode, type AskedForCode } from '../../access/ask-for-code.ts'
import { CODE_MINUTES, readCode, readIdentifier, type DoorRequest } from '../../access/door-request.ts'
import { openTicket, sealTicket } from '../../access/customer-session.ts'
import { selectLivingCustomerSession } from '../../access/customer-sessions.sql.ts'
import { enterCode } from '../../access/enter-code.ts'
import { tokenHash } from '../../access/link.ts'
import { TYPED_CODE_MAX } from '../../access/typed-code.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import { identifierHash } from '../../people/identifier.ts'
import type { CountryCode } from '../../values/country.ts'
import { isFault } from '../../values/fault.ts'
import { isId } from '../../values/ids.ts'
import { t } from '../../values/text.ts'
import { requestCookie, sessionCookie } from '../customer-cookie.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, goTo, markedFormTo, say } from '../customer-page.ts'
import { forReaders, type Reader, type ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { signOnPart } from './oidc-door.ts'

export const FRONT_DOOR = CUSTOMER_PATHS.frontDoor
const CODE = `${FRONT_DOOR}/code`
const OWN_PAGE = `${FRONT_DOOR}/page`

const MAX_TYPED = 254

/** The fixed address where anybody may ask to be let in, and where the mailed code is entered. */
export function addFrontDoor(door: Hono<ReaderEnv>, house: House): void {
  const readers = forReaders(house)

  door.get(FRONT_DOOR, readers, async (c) => {
    if (await isLetIn(c, house)) return c.redirect(OWN_PAGE, 303)
    return c.html(whoPage(c.get('reader'), house))
  })

  door.post(FRONT_DOOR, readers, smallForm, async (c) => {
    const typed = (await markedForm(c, house)).get('who')?.trim() ?? ''
    const reader = c.get('reader')
    if (typed === '' || typed.length > MAX_TYPED) return c.html(whoPage(reader, house, { who: say(reader, 'door.who-missing') }), 400)
    const identifier = readIdentifier(typed, reader.country as CountryCode | null)
    if (isFault(identifier)) return c.html(whoPage(reader, house, { who: t(reader.language, identifier.fault, identifier.parameters) }), 400)
    // From here on everybody gets the same answer for the same work; who it is, is looked into afterwards (AU-02).
    return letterToCome(c, house, { lookupKind: identifier.kind, lookupHash: identifierHash(house.keeper.keys.identifierIndex, identifier) })
  })

  door.get(CODE, readers, (c) => c.html(codePage(c.get('reader'))))

  door.post(CODE, readers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const reader = c.get('reader')
    const code = readCode(form.get('code') ?? '')
    const asked = askedBy(requestCookie.read(c, house.publicUrl))
    if (!asked) return c.html(endedPage(reader), 410)
    if (!code) return c.html(codePage(reader, say(reader, 'door.code-form')), 400)
    const outcome = await house.database.write((tx) => enterCode(tx, house.keeper.keys.tokens, asked, code))
    if (outcome.outcome === 'ended') return c.html(endedPage(reader), 410)
    if (outcome.outcome === 'wrong') return c.html(codePage(reader, say(reader, 'door.code-wrong')), 422)
    requestCookie.clear(c, house.publicUrl)
    sessionCookie.write(c, house.publicUrl, sealTicket(house.keeper.keys.tokens, outcome.secret, house.database.clock()))
    c.get('log').info({ how: 'code' }, 'a customer came in')
    return c.redirect(OWN_PAGE, 303)
  })
}

/** Notes the request, remembers in this browser that it asked, and goes where the code is entered. */
export async function letterToCome(c: Context<ReaderEnv>, house: House, lookup: Pick<DoorRequest, 'lookupKind' | 'lookupHash'>): Promise<Response> {
  const { language } = c.get('reader')
  const asked = await house.database.write((tx) => askForCode(tx, { ...lookup, language }))
  requestCookie.write(c, house.publicUrl, `${asked.requestId}.${asked.secret}`)
  return c.redirect(CODE, 303)
}

async function isLetIn(c: Context, house: House): Promise<boolean> {
  const ticket = sessionCookie.read(c, house.publicUrl)
  const secret = ticket && openTicket(house.keeper.keys.tokens, ticket, house.database.clock())
  return secret !== undefined && secret !== '' && (await house.database.read((tx) => selectLivingCustomerSession(tx, tokenHash(secret)))) !== undefined
}

export function askedBy(cookie: string | undefined): AskedForCode | undefined {
  const [, requestId, secret] = /^([\da-f-]{36})\.([\w-]{43})$/.exec(cookie ?? '') ?? []
  return requestId && secret && isId(requestId) ? { requestId, secret } : undefined
}

/** The front door: by the code on an invoice, or by an address of theirs. What was typed as a code stands there again, to be mended. */
export function whoPage(reader: Reader, house: House, wrong: { who?: string; code?: { typed: string; problem: string } } = {}): Html {
  const { who: problem, code } = wrong
  return customerPage(reader, {
    title: say(reader, 'door.title', { company: reader.company }), path: FRONT_DOOR,
    content: html`<p>${say(reader, 'door.lead', { company: reader.company })}</p>
<h2>${say(reader, 'paper.door-title')}</h2>
${markedFormTo(reader, CUSTOMER_PATHS.invoiceCode, html`<label for="code">${say(reader, 'paper.code')}</label>
<p class="hint" id="code-hint">${say(reader, 'paper.code-hint')}</p>
${complaint(code?.problem)}<input class="code" id="code" name="code" type="text" maxlength="${TYPED_CODE_MAX}" autocomplete="off" autocapitalize="characters" spellcheck="false" required value="${code?.typed ?? ''}" aria-describedby="code-hint${code ? ' problem' : ''}"${code ? html` aria-invalid="true"` : ''}>
<p><button>${say(reader, 'paper.open')}</button></p>`)}
<h2>${say(reader, 'door.who-title')}</h2><p>${say(reader, 'door.who-lead')}</p>
${markedFormTo(reader, FRONT_DOOR, html`<label for="who">${say(reader, 'door.who')}</label>
<p class="hint" id="who-hint">${say(reader, 'door.who-hint')}</p>
${complaint(problem)}<input id="who" name="who" type="text" maxlength="${MAX_TYPED}" autocomplete="email" autocapitalize="none" spellcheck="false" required aria-describedby="who-hint${problem ? ' problem' : ''}"${problem ? html` aria-invalid="true"` : ''}>
<p><button>${say(reader, 'door.send')}</button></p>`)}
<p class="small">${say(reader, 'door.privacy')}</p>${goTo(CUSTOMER_PATHS.privacy, t(reader.language, 'record.notice.nav'))}
${signOnPart(reader, house)}`,
  })
}

function codePage(reader: Reader, problem?: string): Html {
  return customerPage(reader, {
    title: say(reader, 'door.code-title'), path: CODE,
    content: html`<p>${say(reader, 'door.code-lead', { company: reader.company })}</p>
${markedFormTo(reader, CODE, html`<label for="code">${say(reader, 'door.code')}</label>
${complaint(problem)}<input class="code" id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="9" required${problem ? html` aria-invalid="true" aria-describedby="problem"` : ''}>
<p><button>${say(reader, 'door.enter')}</button></p>`)}
<p>${say(reader, 'door.code-spam', { minutes: CODE_MINUTES })}</p>
<details><summary>${say(reader, 'door.nothing-came')}</summary><ul>
<li>${say(reader, 'door.nothing-other')}</li><li>${say(reader, 'door.nothing-shared')}</li><li>${say(reader, 'door.nothing-unverified')}</li><li>${say(reader, 'door.nothing-often')}</li></ul>
<p>${say(reader, 'door.nothing-write', { email: reader.email })}</p></details>
${goTo(FRONT_DOOR, say(reader, 'door.again'))}`,
  })
}

function endedPage(reader: Reader): Html {
  return customerPage(reader, {
    title: say(reader, 'door.ended-title'),
    content: html`<p>${say(reader, 'door.ended', { minutes: CODE_MINUTES })}</p>${goTo(FRONT_DOOR, say(reader, 'door.again'))}`,
  })
}

export function complaint(problem: string | undefined): Html {
  return problem ? html`<p class="note warn" id="problem" role="alert">${problem}</p>` : html``
}
