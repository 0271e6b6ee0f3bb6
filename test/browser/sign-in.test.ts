// Passkeys with a real browser and a virtual authenticator (WebAuthn over CDP), the sign-in page, one's own account, and showing once more who one is.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { TOTP } from 'otpauth'
import type { BrowserContextOptions, CDPSession, Page } from 'playwright-core'
import { createApp } from '../../src/doors/app.ts'
import type { House } from '../../src/doors/house.ts'
import type { Session } from '../../src/doors/api/session-resource.ts'
import { createInviteLink } from '../../src/staff/create-invite-link.ts'
import { openPage, seriousFaults, type Visit } from '../browser.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { bodyOf, browserOf, signedInStaff } from '../house.ts'
import { installed } from '../register.ts'
import { answerFrom, PATIENCE_MS } from './desk.ts'
import { browserCookie, standingHouse } from './standing-house.ts'

let database: TestDatabase
let house: House
let app: ReturnType<typeof createApp>
let origin: string

before(async () => {
  database = await testDatabase()
  // The browser has a clock of its own, by which cookies end.
  database.now = new Date()
  await installed(database)
  ;({ house, app, origin } = await standingHouse(database))
})

interface Desk extends Visit { staffId: string; cdp: CDPSession; authenticatorId: string }

/** A colleague who came by the printed link, at a browser with an authenticator. */
async function atDesk(path: string, options: BrowserContextOptions = {}, cookieOf?: string): Promise<Desk> {
  const visit = await openPage(origin, { locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options })
  visit.page.setDefaultTimeout(3 * PATIENCE_MS)
  const { cookie, staffId } = await signedInStaff(app, house)
  await visit.page.context().addCookies([browserCookie(cookieOf ?? cookie, origin)])
  const cdp = await visit.page.context().newCDPSession(visit.page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  await visit.page.goto(path)
  return { ...visit, staffId, cdp, authenticatorId }
}

async function addPasskey({ page }: Visit, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a passkey' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('row').filter({ hasText: name }).waitFor()
}

/** Signs out as one does, and opens a room as nobody. */
async function signOut({ page }: Visit, room: string): Promise<void> {
  await page.getByRole('button', { name: /sign out$/ }).first().click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
  await page.goto(room)
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
}

/** A browser tells of each refused request; what was refused on purpose is no trouble. */
const unexpected = (troubles: readonly string[]) => troubles.filter((one) => !/status of 4\d\d/.test(one))

test('a passkey is added on the account page, signs in at the address that was asked for, and is removed again only when something else is left', async () => {
  const desk = await atDesk('/account')
  const { page } = desk
  await page.getByText('You have nothing to come back with').waitFor()
  assert.deepEqual(await seriousFaults(page), [])
  await addPasskey(desk, 'Work laptop')
  assert.equal((await answerFrom<Session>(page, '/session')).how, 'passkey')
  await signOut(desk, '/account')
  assert.deepEqual(await seriousFaults(page), [])
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByRole('row').filter({ hasText: 'Work laptop' }).waitFor()
  assert.equal(new URL(page.url()).pathname, '/account')
  assert.equal((await answerFrom<Session>(page, '/session')).staff.id, desk.staffId)
  await page.getByRole('button', { name: 'Remove Work laptop' }).click()
  await page.getByText('This is all you can sign in with.').waitFor()
  assert.deepEqual([unexpected(desk.troubles), desk.strangers], [[], []])
  await desk.close()
})

/** Whether nothing hinders pasting into any of the fields, as a manager of passwords or a hand does. */
const takesPaste = (page: Page) => page.evaluate<boolean>(`[...document.querySelectorAll('input')].every((at) => at.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true })))`)

/** An authenticator in a browser without our workspace: what it is told and says goes by hand. */
async function authenticator(): Promise<{ make: (options: unknown) => Promise<unknown>; show: (options: unknown) => Promise<Answer>; verifies: (is: boolean) => Promise<unknown>; close: () => Promise<void> }> {
  const { page, close } = await openPage(origin)
  await page.goto('/healthz')
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'usb', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  const credential = (kind: 'create' | 'get', parse: string) => (options: unknown) =>
    page.evaluate<Answer>(`navigator.credentials.${kind}({ publicKey: PublicKeyCredential.${parse}(${JSON.stringify(options)}) }).then((made) => made.toJSON())`)
  return {
    make: credential('create', 'parseCreationOptionsFromJSON'), show: credential('get', 'parseRequestOptionsFromJSON'), close,
    verifies: (isUserVerified) => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}

interface Answer { id: string; response: Record<string, string> }

const ours = (at: ReturnType<typeof createApp>, path: string, body: unknown = {}) =>
  at.request(`/api/v1${path}`, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }, body: JSON.stringify(body) })

test('a passkey’s answer counts once, for this address, for a challenge of ours, with the user verified, and with a counter that grows', async () => {
  const device = await authenticator()
  const { browser, staffId } = await signedInStaff(app, house)
  const made = await device.make(await bodyOf(browser('POST', '/api/v1/account/passkey-options', {})))
  const strangers = await signedInStaff(app, house)
  assert.equal((await strangers.browser('POST', '/api/v1/account/passkeys', { name: 'Stolen', passkey: made })).status, 422, 'made for somebody else')
  const again = await device.make({ ...(await bodyOf<object>(browser('POST', '/api/v1/account/passkey-options', {}))), excludeCredentials: [] })
  const added = await browser('POST', '/api/v1/account/passkeys', { name: 'Desk', passkey: again })
  assert.equal(added.status, 204)
  assert.equal((await browser('POST', '/api/v1/account/passkeys', { name: 'Desk', passkey: again })).status, 401, 'the session is another now')
  const sessions = async () => ((await database.superuser('select count(*)::int as n from staff_session')).rows[0] as { n: number }).n
  const opened = await sessions()
  const challenge = async () => bodyOf<{ challenge: string; userVerification: string }>(ours(app, '/sign-in/passkey-options'))
  const shown = async () => device.show(await challenge())
  const post = async (answer: Answer, at = app) => (await ours(at, '/sign-in/passkeys', answer)).status
  const change = (answer: Answer, response: Record<string, string>): Answer => ({ ...answer, response: { ...answer.response, ...response } })

  assert.equal(await post(await shown(), createApp({ ...house, publicUrl: 'https://kund.example.se' })), 401, 'another address')
  const one = await shown()
  assert.equal(await post(change(one, { signature: one.response['signature']!.replace(/.{8}$/, 'AAAAAAAA') })), 401, 'another signature')
  assert.equal(await post(one), 401, 'its challenge is used up')
  assert.equal(await post(await device.show({ ...(await challenge()), challenge: 'A'.repeat(43) })), 401, 'a challenge that is not ours')
  const proof = await bodyOf<object>(browserOf(app, added.headers.get('set-cookie')!.split(';')[0]!)('POST', '/api/v1/account/proof-options', {}))
  assert.equal(await post(await device.show(proof)), 401, 'a challenge for something else')
  const late = await shown()
  database.now = new Date(database.now.getTime() + 5 * 60_000)
  assert.equal(await post(late), 401, 'after five minutes')
  await device.verifies(false)
  assert.equal(await post(await device.show({ ...(await challenge()), userVerification: 'discouraged', allowCredentials: [{ id: late.id, type: 'public-key' }] })), 401, 'nobody’s finger or PIN')
  await device.verifies(true)
  await database.superuser('update staff_passkey set counter = counter + 1000')
  assert.equal(await post(await shown()), 401, 'a copy whose counter lags behind')
  await database.superuser('update staff_passkey set counter = 1')
  assert.equal(await sessions(), opened)

  const good = await shown()
  const statuses = await Promise.all(Array.from({ length: 20 }, () => post(good)))
  assert.deepEqual([statuses.filter((status) => status === 204).length, statuses.filter((status) => status === 401).length], [1, 19])
  assert.equal(await sessions(), opened + 1)
  await database.superuser('update staff set ended_at = $1 where staff_id = $2', [database.now, staffId])
  assert.equal(await post(await shown()), 401, 'who has left')
  await device.close()
})

test('what is dangerous asks for the passkey after five minutes, and then does what was asked', async () => {
  const desk = await atDesk('/account')
  const { page } = desk
  await addPasskey(desk, 'Desk')
  database.now = new Date(database.now.getTime() + 5 * 60_000)
  await page.goto('/keys')
  await page.getByRole('button', { name: 'New key' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Web shop')
  await dialog.locator('label').filter({ hasText: 'Your agreement' }).first().click()
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  const proof = page.getByRole('dialog', { name: 'Show that it is you' })
  await proof.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByLabel('Key', { exact: true }).waitFor()
  assert.match(await page.getByLabel('Key', { exact: true }).inputValue(), /^[\w-]{43}$/)
  assert.deepEqual(unexpected(desk.troubles), [])
  await desk.close()
})

test('who comes by a colleague’s link sees the account and nothing else until a factor is added; on a small screen, in the dark and in Norwegian', async () => {
  const [inviter, invited] = [await signedInStaff(app, house), await signedInStaff(app, house)]
  const { path } = await database.write((tx) => createInviteLink(tx, invited.staffId, inviter.staffId))
  const pressed = await app.request(path, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
  const desk = await atDesk('/people', { locale: 'nb-NO', colorScheme: 'dark', viewport: { width: 360, height: 740 } }, pressed.headers.get('set-cookie')!.split(';')[0]!)
  const { page } = desk
  await page.getByText('Ett steg før du begynner').waitFor()
  assert.deepEqual(await seriousFaults(page), [])
  const widest = () => page.evaluate<number>('document.documentElement.scrollWidth')
  assert.ok((await widest()) <= 360)
  await page.getByRole('button', { name: 'Sett opp passord og autentiseringsapp' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Navn å logge inn med').fill('Kåre')
  assert.deepEqual([await dialog.getByLabel('Nytt passord').getAttribute('type'), await takesPaste(page)], ['password', true])
  await dialog.getByLabel('Nytt passord').fill('grønn dal under isen')
  const secret = (await dialog.getByLabel('Nøkkel til autentiseringsappen').inputValue()).replaceAll(' ', '')
  await dialog.getByLabel('Kode', { exact: true }).fill(new TOTP({ secret }).generate({ timestamp: database.now.getTime() }))
  assert.deepEqual(await seriousFaults(page), [])
  await dialog.getByRole('button', { name: 'Lagre' }).click()
  const codes = dialog.getByRole('list', { name: 'Gjenopprettingskoder' })
  await codes.waitFor()
  assert.equal(await codes.getByRole('listitem').count(), 10)
  await dialog.getByRole('button', { name: 'Jeg har tatt vare på dem' }).click()
  await page.getByRole('button', { name: 'Åpne arbeidsflaten' }).click()
  await page.getByRole('heading', { name: 'Personer' }).first().waitFor()
  await page.context().clearCookies()
  await page.reload()
  await page.getByRole('heading', { name: 'Logg inn', exact: true }).waitFor()
  assert.ok((await widest()) <= 360)
  assert.deepEqual(await seriousFaults(page), [])
  database.now = new Date(database.now.getTime() + 30_000)
  await page.getByLabel('Navnet du logger inn med').fill('kåre')
  assert.deepEqual([await page.getByLabel('Passord', { exact: true }).getAttribute('type'), await takesPaste(page)], ['password', true])
  await page.getByLabel('Passord', { exact: true }).fill('grønn dal under isen')
  await page.getByLabel('Kode', { exact: true }).fill(new TOTP({ secret }).generate({ timestamp: database.now.getTime() }))
  await page.getByRole('button', { name: 'Logg inn', exact: true }).click()
  await page.getByRole('heading', { name: 'Personer' }).first().waitFor()
  assert.equal((await answerFrom<Session>(page, '/session')).how, 'password+totp')
  assert.deepEqual([unexpected(desk.troubles), desk.strangers], [[], []])
  await desk.close()
})
