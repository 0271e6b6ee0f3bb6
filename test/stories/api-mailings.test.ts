import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { Mailing, MailingDraft, MailingRehearsal, MailingSummary, MailPreview, Recipient } from '../../src/doors/api/mailings-resource.ts'
import type { OutboxEntry, OutboxMail } from '../../src/doors/api/outbox-resource.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { sendDue } from '../../src/messages/send-due.ts'
import { bodyOf, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'
import { rowHash } from '../row-hash.ts'

const { database, house, app, browser } = await staffedHouse()

const get = <Body>(path: string, headers: Record<string, string> = {}) => bodyOf<Body>(browser('GET', `/api/v1${path}`, undefined, headers))
const CALL = { kind: 'call-note', text: 'Rang kl. 10, läste upp frågan ordagrant.' }

async function sendAll(): Promise<void> {
  const transport = openTransport({ mailFrom: house.settings.mailFrom, smtpUrl: undefined, dkim: undefined })
  await sendDue(database, { keeper: house.keeper, transport, publicUrl: house.publicUrl }, { by: 'test', onError: (error) => assert.fail(String(error)) })
}

const NEWS: MailingDraft = {
  kind: 'mailing', name: 'Vårens nyheter', purposes: ['news'],
  content: { sv: { subject: 'Nytt i vår', body: 'Hej {{given_name|du}}!\n\nNu är våren här.' }, en: { subject: 'New this spring', body: 'Hello {{given_name|you}}!' } },
}

test('a mailing is drafted, rehearsed, previewed and sent, and tells for each who got it and who not and why', async () => {
  const saysYes = await customer(database, 'saga@example.org', { values: { given_name: 'Saga', language: 'sv' } })
  const saysNothing = await customer(database, 'tyst@example.org', { values: { given_name: 'Tyst' } })
  await browser('POST', `/api/v1/people/${saysYes.personId}/choices`, {
    choices: [{ kind: 'given', purpose: 'news', channel: 'email', contactPointId: saysYes.email.contactPointId, evidence: CALL }],
  })
  const { id } = await bodyOf<{ id: string }>(browser('POST', '/api/v1/mailings', NEWS))
  const rehearsal = await bodyOf<MailingRehearsal>(browser('POST', `/api/v1/mailings/${id}/rehearsals`))
  assert.deepEqual([rehearsal.matching, rehearsal.permitted, rehearsal.people.map((one) => one.name)], [2, 1, ['Saga']])
  assert.equal(rehearsal.reasons.length, 1)

  const untouched = await rowHash(database)
  const preview = await get<MailPreview>(`/mailings/${id}/preview?language=sv&person=${saysYes.personId}`)
  assert.equal(preview.subject, 'Nytt i vår')
  assert.ok(preview.text.includes('Hej Saga!') && preview.headers.some((one) => one.name === 'List-Unsubscribe'))
  assert.equal(preview.page, null)
  assert.equal(await rowHash(database), untouched)

  const taken = await browser('POST', `/api/v1/mailings/${id}/sendings`)
  assert.deepEqual([taken.status, (await bodyOf<{ state: string }>(taken)).state], [202, 'sending'])
  assert.equal((await browser('POST', `/api/v1/mailings/${id}/sendings`)).status, 409)
  await sendAll()

  const mailing = await get<Mailing>(`/mailings/${id}`, { 'accept-language': 'en' })
  assert.deepEqual([mailing.state, mailing.counts.sent, mailing.counts.leftOut, mailing.progress], ['done', 1, 1, { done: 2, total: 2 }])
  assert.deepEqual([mailing.createdBy, mailing.leftOut[0]?.count], ['Astrid Nyberg', 1])
  const { recipients } = await get<{ recipients: Recipient[] }>(`/mailings/${id}/recipients?state=left-out`)
  assert.deepEqual(recipients.map((one) => [one.person.id, one.rule]), [[saysNothing.personId, mailing.leftOut[0]!.rule]])
  assert.equal(recipients[0]!.sentence, mailing.leftOut[0]!.sentence)

  const { mails } = await get<{ mails: OutboxEntry[] }>('/outbox')
  const entry = mails.find((one) => one.mailingId === id)!
  const mail = await get<OutboxMail>(`/outbox/${entry.person.id}/${entry.id}`)
  assert.deepEqual([mail.subject, mail.recipient, mail.person.name], ['Nytt i vår', 'saga@example.org', 'Saga'])
  assert.ok(mail.text?.includes('Nu är våren här.'))
})

test('what is recorded for a person is told to them, with a link that takes it back', async () => {
  const { personId, email } = await customer(database, 'kvitto@example.org', { values: { language: 'nb' } })
  await browser('POST', `/api/v1/people/${personId}/choices`, { choices: [{ kind: 'given', purpose: 'tips', channel: 'email', contactPointId: email.contactPointId, evidence: CALL }] })
  await sendAll()
  const { mails } = await get<{ mails: OutboxEntry[] }>('/outbox')
  const receipt = mails.find((one) => one.person.id === personId && one.kind === 'receipt')
  assert.ok(receipt)
  const { text } = await get<OutboxMail>(`/outbox/${personId}/${receipt.id}`)
  assert.match(text ?? '', /\/revocations\/[\w-]+/)
})

test('an ask leads to a page that staff see before, and the page records nothing', async () => {
  const ask: MailingDraft = { kind: 'ask', name: 'Får vi?', purposes: ['events', 'news'], content: { sv: { subject: 'En fråga', body: 'Hej!' } } }
  const { id } = await bodyOf<{ id: string }>(browser('POST', '/api/v1/mailings', ask))
  const { page } = await get<MailPreview>(`/mailings/${id}/preview?language=sv`)
  assert.ok(page)
  const shown = await browser('GET', page, undefined, { accept: 'text/html' })
  assert.equal(shown.status, 200)
  assert.match(await shown.text(), /Inget du trycker på här sparas/)
  assert.equal((await app.request(page)).status, 401)
  assert.equal((await browser('POST', page.split('?')[0]!, {})).status, 404)
})

test('an administrator who looks through a role sees the page of a question as that role does, in each language', async () => {
  const ask: MailingDraft = { kind: 'ask', name: 'Får vi?', purposes: ['events'], content: { sv: { subject: 'En fråga', body: 'Hej!' } } }
  const { id } = await bodyOf<{ id: string }>(browser('POST', '/api/v1/mailings', ask))
  const role = async (permissions: readonly string[]) => (await bodyOf<{ key: string }>(browser('POST', '/api/v1/roles', { name: permissions.join(' '), permissions, purposes: null, readable: null, writable: null }))).key
  const [mailsOnly, both] = [await role(['mailings.write']), await role(['mailings.write', 'catalogue.read'])]
  const page = async (through: string) => (await bodyOf<MailPreview>(browser('GET', `/api/v1/mailings/${id}/preview?language=sv`, undefined, { 'see-as': through }))).page!
  assert.equal((await browser('GET', await page(mailsOnly), undefined, { accept: 'text/html' })).status, 403)
  const shown = await browser('GET', await page(both), undefined, { accept: 'text/html' })
  assert.equal(shown.status, 200)
  const others = [...(await shown.text()).matchAll(/hreflang="\w\w" href="([^"]+)"/g)].map(([, address]) => address!.replaceAll('&amp;', '&'))
  assert.deepEqual(others.map((address) => new URL(address, 'http://x').searchParams.get('see-as')), [both, both])
  // Only a page is asked so: the address of an answer of the API says nothing.
  assert.equal((await browser('GET', `/api/v1/purposes?see-as=${mailsOnly}`)).status, (await browser('GET', '/api/v1/purposes')).status)
})

test('a draft that a rule forbids, or that cannot be read, is refused by name and not kept', async () => {
  const cases: [Partial<MailingDraft>, number, string, string | undefined][] = [
    [{ kind: 'service' }, 422, 'purposes', 'D3'],
    [{ purposes: ['nonsense'] }, 400, 'purposes', undefined],
    [{ content: {} }, 400, 'content', undefined],
    [{ content: { sv: { subject: 'x', body: '{{health_note|x}}' } } }, 422, 'content.sv.body', 'H1'],
  ]
  const kept = (await get<{ mailings: MailingSummary[] }>('/mailings')).mailings.length
  for (const [change, status, field, rule] of cases) {
    const answer = await browser('POST', '/api/v1/mailings', { ...NEWS, ...change })
    const problem = await bodyOf<ProblemDetails>(answer)
    assert.deepEqual([answer.status, problem.field, problem.rule], [status, field, rule])
  }
  assert.equal((await get<{ mailings: MailingSummary[] }>('/mailings')).mailings.length, kept)
})
