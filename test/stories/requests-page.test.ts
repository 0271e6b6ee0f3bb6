import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import { test } from 'node:test'
import type { RightsRequestAnswer } from '../../src/doors/api/requests-resource.ts'
import { remindHandlers } from '../../src/doors/clock/remind-handlers.ts'
import { openTransport, type Transport } from '../../src/messages/deliver.ts'
import { sendAll, sendingTo } from '../post-office.ts'
import { addStaff } from '../../src/staff/add-staff.ts'
import { LANGUAGES } from '../../src/values/text.ts'
import { letIn, textOf, Visitor } from '../customer-house.ts'
import { bodyOf, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'

// The person asks on their own page, follows the request, and reads the answer there.

const { database, house, app, browser } = await staffedHouse()
const SEND = { sv: 'Skicka', nb: 'Send', en: 'Send' } as const
/** As an old telephone gets it over a slow line. */
const PAGE_BYTES_MAX = 4_000
let people = 0

async function somebody() {
  const one = await customer(database, `egen${people++}@example.org`, { values: { given_name: 'Aino', family_name: 'Ek', language: 'sv' } })
  return { ...one, visitor: new Visitor(app, await letIn(database, house, one.personId, one.email)) }
}

const requestsOf = async (personId: string) => (await database.superuser('select * from request where person_id = $1 order by received_at', [personId])).rows

test('somebody asks for their data on the page, follows it there, and reads the answer, in three languages', async () => {
  for (const language of LANGUAGES) {
    const { personId, visitor } = await somebody()
    await visitor.get(`/me/page?lang=${language}`)
    assert.ok(visitor.html.includes('/me/requests'), 'the own page leads there')
    await visitor.get('/me/requests')
    await visitor.press(SEND[language], { kind: 'access', words: 'Allt ni har.' })
    assert.match(textOf(visitor.html), { sv: /Den kom in 2 mars 2026\. Handläggs \. Vi svarar senast 2 april 2026\./, nb: /Det kom inn 2\. mars 2026\. Under behandling \. Vi svarer senest 2\. april 2026\./, en: /It came in on 2 March 2026\. Being handled \. We answer by 2 April 2026 at the latest\./ }[language])
    const [request] = await requestsOf(personId)
    assert.deepEqual([request.kind, request.received_how, request.proof_given, request.state, request.wish.words], ['access', 'page', 'mailbox', 'open', 'Allt ni har.'])
    await browser('POST', `/api/v1/people/${personId}/requests/${request.request_id}/answers`, { outcome: 'granted' })
    await visitor.get(`/me/requests/${request.request_id}`)
    const answered = textOf(visitor.html)
    assert.match(answered, { sv: /Vårt svar Hej Aino Ek![^]*tillsynsmyndigheten/, nb: /Vårt svar Hei Aino Ek![^]*tilsynsmyndigheten/, en: /Our answer Dear Aino Ek,[^]*supervisory authority/ }[language])
    for (const path of ['/me/requests', `/me/requests/${request.request_id}`]) {
      const { html } = await visitor.get(path)
      assert.ok(gzipSync(html).length <= PAGE_BYTES_MAX, `${path} ${language}: ${gzipSync(html).length} bytes`)
      assert.ok(!/<script|<img|https?:\/\/(?!localhost)/.test(html.replaceAll(/https:\/\/www\.imy\.se/g, '')), 'no script, no picture, nothing from elsewhere')
    }
  }
})

test('each kind can be asked there; an objection and a withdrawal take effect with the press', async () => {
  const { personId, visitor } = await somebody()
  const typed: Record<string, [string, string][]> = {
    rectification: [['words', 'Fel gata.']], complaint: [['words', 'Ni ringer för ofta.']], objection: [['purpose', '*'], ['purpose', 'analytics']], withdrawal: [['purpose', 'news']], restriction: [['purpose', 'analytics']],
    access: [], erasure: [], portability: [], 'automated-decision': [],
  }
  for (const [kind, fields] of Object.entries(typed)) {
    await visitor.get('/me/requests?lang=sv')
    await visitor.press('Skicka', [['kind', kind], ...fields])
    assert.equal(visitor.status, 200, `${kind}: ${textOf(visitor.html).slice(0, 200)}`)
  }
  const states = Object.fromEntries((await requestsOf(personId)).map((one) => [one.kind, one.state]))
  assert.deepEqual(states, {
    rectification: 'open', complaint: 'open', objection: 'open', withdrawal: 'answered', restriction: 'open', access: 'open', erasure: 'open', portability: 'open', 'automated-decision': 'open',
  })
  const { rows } = await database.superuser('select kind, purpose from ledger_entry where person_id = $1 order by seq', [personId])
  assert.deepEqual(rows, [{ kind: 'objected', purpose: null }, { kind: 'restricted', purpose: 'analytics' }, { kind: 'withdrawn', purpose: 'news' }, { kind: 'restricted', purpose: 'analytics' }])
})

test('what is missing is said, a form from elsewhere is refused, and nobody sees another person’s request', async () => {
  const { personId, visitor } = await somebody()
  for (const [kind, sentence] of [['complaint', /Skriv vad som är fel/], ['objection', /Välj vad du invänder mot/], ['nonsense', /Välj vad du vill/]] as const) {
    await visitor.get('/me/requests?lang=sv')
    await visitor.press('Skicka', { kind })
    assert.equal(visitor.status, 400)
    assert.match(textOf(visitor.html), sentence)
  }
  await visitor.get('/me/requests')
  await visitor.post('/me/requests', { kind: 'access', page: 'forged' })
  assert.equal(visitor.status, 403)
  await visitor.get('/me/requests')
  await visitor.press('Skicka', { kind: 'access' }, { 'sec-fetch-site': 'cross-site' })
  assert.equal(visitor.status, 403)
  assert.deepEqual(await requestsOf(personId), [])
  await visitor.get('/me/requests')
  await visitor.press('Skicka', { kind: 'access' })
  const [mine] = await requestsOf(personId)
  const other = (await somebody()).visitor
  await other.get(`/me/requests/${mine.request_id}`)
  assert.equal(other.status, 404)
  await visitor.get(`/me/requests/${mine.request_id}?lang=sv`)
  await visitor.press('Ta tillbaka begäran')
  assert.match(textOf(visitor.html), /Återtagen/)
  assert.equal((await requestsOf(personId))[0].state, 'withdrawn')
})

test('what colleagues tell stands on the page with its words, and the mail about it says nothing of what it is', async () => {
  const { personId, visitor } = await somebody()
  await visitor.get('/me/requests?lang=sv')
  await visitor.press('Skicka', { kind: 'access', words: 'Hemligheten Zebra' })
  const [{ request_id: id }] = await requestsOf(personId)
  const at = `/api/v1/people/${personId}/requests/${id}`
  await browser('POST', `${at}/steps`, { kind: 'telling', about: 'news', words: 'Vi letar i arkivet, Zebra.' })
  await browser('POST', `${at}/steps`, { kind: 'note', words: 'Intern anteckning' })
  await browser('POST', `${at}/extensions`, { reason: 'complex', words: 'Arkivet ligger i tre system.' })
  const text = textOf((await visitor.get(`/me/requests/${id}`)).html)
  assert.match(text, /Vi behöver mer tid, till senast 2 juni 2026: Arkivet ligger i tre system\./)
  assert.match(text, /Vi letar i arkivet, Zebra\./)
  assert.ok(!text.includes('Intern anteckning'), 'what colleagues note for each other is not on the page')
  await sendAll(database, sendingTo(house.keeper, undefined))
  const { rows } = await database.superuser("select subject, source from outbox_mail where person_id = $1 and kind = 'request-news'", [personId])
  assert.equal(rows.length, 3)
  for (const { subject, source } of rows) {
    assert.equal(subject, 'Nytt om din begäran hos Provbolaget AB')
    assert.ok(!/Zebra|Aino|tillgång/i.test((source as Buffer).toString('utf8')))
  }
})

test('DS-03: privacy officers get a mail about what is due, which names nobody; other colleagues get none', async () => {
  const { personId, visitor } = await somebody()
  await visitor.get('/me/requests')
  await visitor.press('Skicka', { kind: 'access' })
  await database.write((tx) => addStaff(tx, 'Olle Officer', 'olle@example.org', ['privacy-officer']))
  await database.write((tx) => addStaff(tx, 'Siv Seller', 'siv@example.org', ['seller']))
  const posted: { to: string; text: string }[] = []
  const still = openTransport({ mailFrom: house.settings.mailFrom, smtpUrl: undefined, dkim: undefined })
  const sink: Transport = { ...still, post: async (mail) => (posted.push({ to: mail.to.recipient, text: `${mail.subject}\n${mail.text}` }), 'accepted') }
  const before = database.now
  database.now = new Date('2026-03-30T09:00:00Z')
  await remindHandlers(house, still)
  assert.ok(posted.length < 1, 'without a mail server the workspace alone shows it')
  database.now = new Date('2026-04-02T09:00:00Z')
  await remindHandlers(house, sink)
  database.now = before
  assert.deepEqual(posted.map((one) => one.to), ['olle@example.org'])
  assert.match(posted[0]!.text, /begäranden? ska besvaras[^]*Tillgång: 2 april 2026, i dag/)
  assert.ok(!/Aino|egen\d/.test(posted[0]!.text))
  const shown = await bodyOf<RightsRequestAnswer>(browser('GET', `/api/v1/people/${personId}/requests/${(await requestsOf(personId))[0].request_id}`))
  assert.equal(shown.steps.filter((step) => step.kind === 'reminded').length, 2)
})
