// What people, files and colleagues have written stands on every screen as text and runs nowhere (IN-02).
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { ImportSettings, UploadedImport } from '../../src/doors/api/imports-resource.ts'
import type { OutboxEntry } from '../../src/doors/api/outbox-resource.ts'
import { workImport } from '../../src/imports/work-import.ts'
import { callWriteValues } from '../../src/people/values.sql.ts'
import { openPage } from '../browser.ts'
import { choice, letIn, mintLink, record, servedHouse, type CustomerHouse } from '../customer-house.ts'
import { testDatabase } from '../database.ts'
import { bodyOf, signedInStaff } from '../house.ts'
import { NEWS, sendAll, sendingTo } from '../post-office.ts'
import { customer, installed } from '../register.ts'

/** Each would call `ran` where it is taken as markup, in an attribute, in a script or as an address. */
const POLYGLOTS = [
  `"'><script>ran('script')</script>`,
  `<img src=x onerror="ran('image')">`,
  `</title></style></textarea><svg onload=ran('svg')>`,
  `javascript:ran('address')//'">`,
  `<iframe srcdoc="<script>parent.ran('frame')</script>"></iframe>`,
  `\${ran('template')}{{constructor.constructor('ran()')()}}`,
  `<a href="javascript:ran('link')" autofocus onfocus=ran('focus') tabindex=1>x</a>`,
]
const polyglot = (place: number): string => POLYGLOTS[place % POLYGLOTS.length]!

let served: CustomerHouse & { origin: string }
let staffCookie: string
let customerCookie: string
let staffPages: string[]
let customerPages: string[]

before(async () => {
  const database = await testDatabase()
  await installed(database)
  served = await servedHouse(database)
  Object.assign(served.house, { workspaceFolder: join(import.meta.dirname, '..', '..', 'web', 'dist') })
  const { createApp } = await import('../../src/doors/app.ts')
  const app = createApp(served.house)
  Object.assign(served.app, { fetch: app.fetch })
  const { personId, email } = await customer(database, 'maria@example.org', {
    values: { given_name: polyglot(0), family_name: polyglot(1), city: polyglot(2), language: 'sv' },
    grounds: [{ purpose: 'contract', basis: 'contract' }],
  })
  await record(database, served.house, choice(personId, { contactPointId: email.contactPointId }))
  await database.write((tx) => callWriteValues(tx, [{ personId, fieldKey: 'interests', value: [polyglot(4), polyglot(6)] }]))
  const staff = await signedInStaff(app, served.house)
  staffCookie = staff.cookie
  customerCookie = await letIn(database, served.house, personId, email)

  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const file = `${['Kundnr', 'Förnamn', 'E-post', polyglot(1), polyglot(2)].map(quoted).join(';')}\n${['7001', polyglot(3), 'x@example.org', polyglot(4), polyglot(0)].map(quoted).join(';')}\n`
  const headers = { cookie: staff.cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/csv', 'x-file-name': encodeURIComponent(`${polyglot(1)}.csv`) }
  const { id: importId } = await bodyOf<UploadedImport>(app.request('/api/v1/imports', { method: 'POST', headers, body: file }))
  const settings: ImportSettings = { source: polyglot(5), purposes: ['contract'], ground: 'contract', collected: 'self', country: 'SE', mapping: { Kundnr: 'customer_number', Förnamn: 'given_name', 'E-post': 'email', [polyglot(1)]: 'city', [polyglot(2)]: null } }
  assert.equal((await staff.browser('PUT', `/api/v1/imports/${importId}/settings`, settings)).status, 200)
  await staff.browser('POST', `/api/v1/imports/${importId}/rehearsals`)
  while (await workImport(database, served.house.keeper)) { /* until nothing waits */ }

  const content = Object.fromEntries(['sv', 'nb', 'en'].map((language) => [language, { subject: `${polyglot(6)} {{given_name|x}}`, body: `${polyglot(0)}\n\n{{given_name|x}} ${polyglot(1)} [${polyglot(3)}](https://butik.example/)` }]))
  const { id: mailingId } = await bodyOf<{ id: string }>(staff.browser('POST', '/api/v1/mailings', { ...NEWS, name: polyglot(2), content }))
  assert.equal((await staff.browser('POST', `/api/v1/mailings/${mailingId}/sendings`)).status < 300, true)
  assert.ok(await sendAll(database, sendingTo(served.house.keeper, undefined)) > 0)
  const { mails } = await bodyOf<{ mails: OutboxEntry[] }>(staff.browser('GET', '/api/v1/outbox?limit=5'))
  assert.ok(mails.length > 0)
  staffPages = ['/people', `/people/${personId}`, '/imports', `/imports/${importId}?step=columns`, `/imports/${importId}?step=settings`, `/imports/${importId}?step=rehearsal`,
    '/mailings', `/mailings/${mailingId}`, '/outbox', ...mails.map((mail) => `/outbox/${mail.person.id}/${mail.id}`)]
  customerPages = ['/me/page', '/me/details', '/me/history', '/me/receipts', '/me/choices/news', `/choices/${await mintLink(database, { kind: 'stop', personId, contactPointId: email.contactPointId })}`]
})

/** Looks at each page and says what ran there, and what the browser had to stop. */
async function look(paths: string[], cookie: string, bypassCSP: boolean): Promise<{ ran: string[]; stopped: string[]; strangers: string[]; shown: string }> {
  const visit = await openPage(served.origin, { bypassCSP })
  const { page } = visit
  page.setDefaultTimeout(20_000)
  const ran: string[] = []
  await page.context().exposeFunction('ran', (what: string) => void ran.push(what))
  page.on('dialog', (dialog) => {
    ran.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  const [name = '', value = ''] = cookie.split('=')
  await page.context().addCookies([{ name, value, url: served.origin }])
  let shown = ''
  for (const path of paths) {
    await page.goto(path, { waitUntil: 'networkidle' })
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    shown += (await Promise.all(page.frames().map((frame) => frame.locator('body').innerText().catch(() => '')))).join('\n')
    await page.waitForTimeout(50)
  }
  const stopped = visit.troubles.filter((trouble) => /Content Security Policy|TrustedHTML|Trusted Type|TypeError/.test(trouble))
  await visit.close()
  return { ran, stopped, strangers: visit.strangers, shown }
}

for (const [title, bypassCSP] of [['with the content security policy: nothing had to be stopped', false], ['without it: nothing runs all the same', true]] as const) {
  test(`IN-02: ${title}`, { timeout: 120_000 }, async (t) => {
    const [staff, own] = await Promise.all([look(staffPages, staffCookie, bypassCSP), look(customerPages, customerCookie, bypassCSP)])
    t.diagnostic(`${POLYGLOTS.length} polyglots in fields, lists, file and column names, sources, names of mailings, subjects and bodies, on ${staffPages.length} pages of staff and ${customerPages.length} of customers`)
    for (const seen of [staff, own]) {
      assert.deepEqual([seen.ran, seen.stopped, seen.strangers], [[], [], []])
      assert.ok(seen.shown.includes(`<script>ran('script')</script>`), 'what was written is shown as it was written')
    }
    assert.ok(staff.shown.includes(`<img src=x onerror="ran('image')">`))
  })
}

test('the eye sees a script that runs', async () => {
  const visit = await openPage(served.origin, { bypassCSP: true })
  const ran: string[] = []
  await visit.page.context().exposeFunction('ran', (what: string) => void ran.push(what))
  await visit.page.route('**/bait', (route) => route.fulfill({ contentType: 'text/html', body: POLYGLOTS.join('') }))
  await visit.page.goto('/bait', { waitUntil: 'networkidle' })
  for (const what of ['script', 'image', 'svg', 'focus']) assert.ok(ran.includes(what), `${what} did not run: ${ran.join()}`)
  await visit.close()
})
