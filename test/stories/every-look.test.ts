import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import { ROUTES, type RouteEntry } from '../../src/doors/route-table.ts'
import { workLetters } from '../../src/delivery/work-letters.ts'
import { letterSheets } from '../../src/doors/letter-sheets.ts'
import { takeInMail } from '../../src/doors/take-in-mail.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { sendDue } from '../../src/messages/send-due.ts'
import { workRun } from '../../src/billing/work-run.ts'
import { workImport } from '../../src/imports/work-import.ts'
import { workMassChange } from '../../src/mass-changes/work-mass-change.ts'
import { workUndo } from '../../src/imports/work-undo.ts'
import { receiveRequest } from '../../src/rights/receive-request.ts'
import { eInvoice } from '../e-invoice.ts'
import { bodyOf, signedInStaff, staffedHouse, type Browser } from '../house.ts'
import type { PrintedSlip } from '../../src/doors/api/slips-resource.ts'
import { PNG_HEAD } from '../png-head.ts'
import type { CorrespondenceBody } from '../../src/doors/api/correspondence-resource.ts'
import type { NotesOfPerson } from '../../src/doors/api/notes-resource.ts'
import { askAboutInvoice } from '../../src/tickets/ask-about-invoice.ts'
import { bgMaxFile } from '../camt-file.ts'
import { customer } from '../register.ts'

// DS-06: each way in that answers a colleague or a key with somebody's data leaves a line about that person, and no line holds a value.
// long: one list of every way in, so that what is not called says why beside it.

const { database, house, app, browser, staffId } = await staffedHouse()
const api = (method: string, path: string, body?: unknown) => browser(method, `/api/v1${path}`, body)

const CANARIES = ['Kanariette', 'Gulfjäder', 'kanariette@example.org', '+46701740605', 'Kanariestad']
const CALL = { kind: 'call-note', text: 'Rang kl. 10, läste upp frågan ordagrant.' }
const REQUEST_DOCUMENT = { mediaType: 'text/plain', content: Buffer.from('Kanariette').toString('base64') }
const NEWS = { kind: 'mailing', name: 'News', purposes: ['news'], content: { sv: { subject: 'Nytt', body: 'Hej {{given_name|du}}!' } } }

const { personId, email } = await customer(database, 'kanariette@example.org', {
  values: { given_name: 'Kanariette', family_name: 'Gulfjäder', city: 'Kanariestad', customer_number: 'K-1', language: 'sv' },
  contactPoints: [{ kind: 'email', value: 'kanariette@example.org', canonical: 'kanariette@example.org' }, { kind: 'phone', value: '+46701740605', canonical: '+46701740605' },
    { kind: 'postal', value: 'Kanariegatan 1, 111 11 Kanariestad', canonical: 'kanariegatan 1|11111|kanariestad|se' }],
})
await api('POST', `/people/${personId}/choices`, { choices: [{ kind: 'given', purpose: 'news', channel: 'email', contactPointId: email.contactPointId, evidence: CALL }] })
const draft = async () => (await bodyOf<{ id: string }>(api('POST', '/mailings', NEWS))).id
const sent = await draft()
await api('POST', `/mailings/${sent}/rehearsals`)
await api('POST', `/mailings/${sent}/sendings`)
await sendDue(database, { keeper: house.keeper, transport: openTransport({ mailFrom: house.settings.mailFrom, smtpUrl: undefined, dkim: undefined }), publicUrl: house.publicUrl }, { by: 'test', onError: (error) => assert.fail(String(error)) })
const outboxMail = (await database.superuser('select outbox_mail_id as id from outbox_mail where person_id = $1 and mailing_id = $2', [personId, sent])).rows[0].id as string
const imported = await doneImport()
const unsent = await draft()
const document = await bodyOf<{ id: string }>(api('POST', `/people/${personId}/documents`, { kind: 'invoice', number: '1', title: 'Faktura till Kanariette', issuedOn: '2026-02-14', fiscalYearEnd: '2026-12-31', mediaType: 'application/json', content: Buffer.from('{"to":"Kanariette"}').toString('base64') }))
const INVOICING = { seller: { name: 'Provbolaget AB', vatNumber: 'SE556677889901', address: { country: 'SE' } }, currency: 'SEK', accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' }, firstNumber: 500 }
const INVOICE = { lines: [{ description: 'Arbete', quantity: '1', price: '100' }] }
await api('PUT', '/invoicing', INVOICING)
const invoice = await bodyOf<{ id: string }>(api('POST', `/people/${personId}/invoices`, INVOICE))
const SUBSCRIPTION = { name: 'Kanariettes bredband', months: 1, startsOn: '2026-03-01', lines: [{ description: 'Bredband', quantity: '1', price: '100' }] }
const PIPELINE = '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f41'
const PIPELINE_BODY = { name: 'Sales', stages: [{ id: PIPELINE, name: 'New', chance: 10 }] }
const DEAL = { name: 'Awnings', value: '100', pipeline: PIPELINE }
await api('PUT', `/pipelines/${PIPELINE}`, PIPELINE_BODY)
const deal = await bodyOf<{ id: string }>(api('POST', `/people/${personId}/deals`, DEAL))
const QUOTE = { lines: [{ description: 'Awnings', quantity: '1', price: '100' }], validUntil: '2026-12-31' }
const quoted = async () => (await bodyOf<{ id: string }>(api('POST', `/people/${personId}/deals/${deal.id}/quotes`, QUOTE))).id
const [quote, soldQuote, withdrawn] = [await quoted(), await quoted(), await quoted()]
await api('POST', `/people/${personId}/quotes/${withdrawn}/withdrawals`)
await api('POST', `/people/${personId}/quotes/${soldQuote}/answers`, { yes: true, how: 'counter', on: '2026-03-02' })
await api('POST', `/people/${personId}/deals/${deal.id}/reopenings`)
const ACTIVITY = { title: 'Ring Kanariette', person: personId }
const planned = async () => (await bodyOf<{ id: string }>(api('POST', '/activities', ACTIVITY))).id
const meeting = (await bodyOf<{ id: string }>(api('POST', '/activities', { ...ACTIVITY, kind: 'meeting', dueOn: '2026-03-04', dueTime: '10:00' }))).id
const [activity, removedActivity, takenActivity] = [await planned(), await planned(), await planned()]
await api('DELETE', `/activities/${personId}/${removedActivity}`, {})
const LEAD = { source: 'fair', place: 'The fair', values: { given_name: 'Kanariette', family_name: 'Gulfjäder' }, contactPoints: [{ kind: 'email', value: 'kanariette@example.org' }] }
const lead = await bodyOf<{ id: string; person: string }>(api('POST', '/leads', LEAD))
const [leadOfDeal, leadThatEnds] = [await bodyOf<{ id: string; person: string }>(api('POST', '/leads', { ...LEAD, asked: 'phone' })), await bodyOf<{ id: string; person: string }>(api('POST', '/leads', LEAD))]
const companyDeal = async () => bodyOf<{ id: string }>(api('POST', `/people/${personId}/deals`, { ...DEAL, company: company.id }))
const subscription = await bodyOf<{ id: string }>(api('POST', `/people/${personId}/subscriptions`, SUBSCRIPTION))
const company = await bodyOf<{ id: string }>(api('POST', '/companies', { name: 'Stora Bolaget', country: 'SE', form: 'company' }))
const { roles: [companyRole = { id: '' }] } = await bodyOf<{ roles: { id: string }[] }>(api('POST', `/people/${personId}/roles`, { company: company.id, title: 'Inköpare', email: 'kanariette@stora.example' }))
await companyDeal()
await api('POST', `/people/${personId}/invoices`, { ...INVOICE, company: company.id })
const run = await doneRun()
const [slip, read] = [await bodyOf<{ id: string }>(api('POST', `/people/${personId}/slips`)), await bodyOf<{ id: string }>(api('POST', `/people/${personId}/slips`))]
const { slips: printed } = await bodyOf<{ slips: PrintedSlip[] }>(api('GET', `/people/${personId}/slips`))
const slipNumber = printed.find((one) => one.id === slip.id)!.number
await api('POST', `/people/${personId}/slips/${read.id}/answers`, { answers: { access: 'tick' }, picture: PNG_HEAD })
const { deliveries: [delivery = { id: '' }] } = await bodyOf<{ deliveries: { id: string }[] }>(api('POST', `/people/${personId}/invoices/${invoice.id}/deliveries`, {}))
const posted = await bodyOf<{ id: string }>(api('POST', `/people/${personId}/invoices`, INVOICE))
await api('POST', `/people/${personId}/invoices/${posted.id}/deliveries`, { way: 'letter' })
const { batches: [batch = { id: '' }] } = await bodyOf<{ batches: { id: string }[] }>(api('POST', '/letter-batches'))
await workLetters(database, { secret: house.keeper.keys.tokens, sheets: letterSheets(house) }, 'test')
const DELIVERY_SETTINGS = { order: ['email'], fallback: 'ask', window: 'right', peppol: false, reminderFeeAgreed: false, reminderDays: 10 }
const [bankPayment, settledPayment] = await bankPayments()
await database.write((tx) => askAboutInvoice(tx, house.keeper, { personId, invoiceId: invoice.id, words: 'Varför, undrar Kanariette?', language: 'sv' }))
const question = (await bodyOf<{ questions: { id: string }[] }>(api('GET', `/people/${personId}/invoices/${invoice.id}/questions`))).questions[0]!.id
const written = async (text: string) => (await bodyOf<NotesOfPerson>(api('POST', `/people/${personId}/notes`, { purpose: 'contract', text }))).notes.find((one) => one.text === text)!.id
const [note, removed] = [await written('Kanariette vill bli ringd.'), await written('Kanariette vill ha brev.')]
await api('DELETE', `/people/${personId}/notes/${removed}`, {})
const ticket = await bodyOf<{ id: string; lastLine: string }>(api('POST', `/people/${personId}/tickets`, { subject: 'Kanariettes paket', words: 'Var är det?' }))
const { letters: [letter] } = await bodyOf<CorrespondenceBody>(api('POST', `/people/${personId}/letters`, { purpose: 'contract', subject: 'Till Kanariette', words: 'Hej, Kanariette.' }))
const approval = await bodyOf<{ id: string }>(api('POST', '/approvals', { kind: 'mass-export', wish: { purpose: 'contract' }, reason: 'test' }))

const request = await openedRequest()
const copyRequest = await database.write((tx) => receiveRequest(tx, { personId, kind: 'access', how: 'counter', by: { kind: 'staff', id: staffId }, language: 'sv', wish: {}, proof: { way: 'document-seen', contactPointId: null } }))
const copy = await bodyOf<{ id: string }>(api('POST', `/people/${personId}/copies`, { kind: 'access', request: copyRequest }))

/** Somebody in no register who calls themself the same, and asks. */
const stranger = await bodyOf<{ id: string; person: string }>(api('POST', '/requests', { name: 'Kanariette Gulfjäder', contact: { kind: 'phone', value: '+46701740699' }, kind: 'access', how: 'phone' }))

/** A request with a document: enough for every way of handling one. */
async function openedRequest(): Promise<{ id: string; document: string }> {
  const { id } = await bodyOf<{ id: string }>(api('POST', `/people/${personId}/requests`, { kind: 'complaint', how: 'phone', wish: { words: 'Ni ringer för ofta, säger Kanariette.' } }))
  const { documents } = await bodyOf<{ documents: { id: string }[] }>(api('POST', `/people/${personId}/requests/${id}/documents`, REQUEST_DOCUMENT))
  return { id, document: documents[0]!.id }
}

/** Two payments that no invoice asked for: one open, of just what the person's invoice asks for, and one that was set aside. */
async function bankPayments(): Promise<[string, { id: string; step: string }]> {
  await app.request('/api/v1/payment-files?accounts=ours', { method: 'POST', body: new Uint8Array(bgMaxFile([{ amount: 12_500n }, { amount: 1n }])), headers: { cookie: (await signedInStaff(app, house)).cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' } })
  const { payments } = await bodyOf<{ payments: { id: string; amount: string }[] }>(api('GET', '/bank-payments'))
  const [open, other] = payments.toSorted((one, another) => Number(another.amount) - Number(one.amount))
  const { steps: [step] } = await bodyOf<{ steps: { id: string }[] }>(api('POST', `/bank-payments/${other!.id}/endings`, { kind: 'set-aside', reason: 'test' }))
  return [open!.id, { id: other!.id, step: step!.id }]
}

/** Somebody else, who was forgotten. */
const forgotten = await customer(database, 'forgotten@example.org', { grounds: [{ purpose: 'prospects', basis: 'contract' }] })
const erasure = await bodyOf<{ id: string }>(api('POST', `/people/${forgotten.personId}/erasures`, {}))

/** An import that changed the person, and a rehearsal of taking it back. */
async function doneImport(): Promise<string> {
  const { id } = await bodyOf<{ id: string }>(app.request('/api/v1/imports', {
    method: 'POST', body: 'Kundnummer;Förnamn;Efternamn;E-post;Titel\nK-1;Kanariette;Gulfjäder;kanariette@example.org;Chef\n',
    headers: { cookie: (await signedInStaff(app, house)).cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/csv', 'x-file-name': 'kunder.csv' },
  }))
  await api('PUT', `/imports/${id}/settings`, {
    source: 'old', purposes: ['contract'], ground: 'contract', collected: 'self', country: 'SE',
    mapping: { Kundnummer: 'customer_number', Förnamn: 'given_name', Efternamn: 'family_name', 'E-post': 'email', Titel: 'title' },
  })
  await api('POST', `/imports/${id}/runs`)
  while (await workImport(database, house.keeper)) { /* until nothing waits */ }
  database.now = new Date(database.now.getTime() + 1_000)
  await api('POST', `/people/${personId}/choices`, { choices: [{ kind: 'given', purpose: 'tips', channel: 'email', contactPointId: email.contactPointId, evidence: CALL }] })
  await api('POST', `/imports/${id}/undo-rehearsals`)
  while (await workUndo(database, house.keeper)) { /* until nothing waits */ }
  return id
}

/** A run that has issued an invoice. */
async function doneRun(): Promise<string> {
  const { id } = await bodyOf<{ id: string }>(api('POST', '/invoice-runs', { upTo: '2026-03-02' }))
  const work = async () => { while (await workRun(database, { keeper: house.keeper, publicUrl: house.publicUrl, mayGoOn: () => Promise.resolve(true) }, 'test')) { /* until nothing waits */ } }
  await work()
  await api('POST', `/invoice-runs/${id}/starts`, {})
  await work()
  return id
}

/** A mail that nobody took, as if from the person. */
await takeInMail(house, { way: 'pipe', source: Buffer.from('From: kanariette@example.org\r\nTo: in@tillit.example\r\nSubject: Kanariette\r\n\r\nHej\r\n') })
const { mails: [incoming] } = await bodyOf<{ mails: { id: string }[] }>(api('GET', '/incoming-mails'))

/** A change of many that has been tried. */
const TITLED = { target: 'title', op: 'set', value: 'Ordförande', source: 'test', collected: 'self', people: [personId] }
const massChange = await bodyOf<{ id: string }>(api('POST', '/mass-changes', TITLED))
while (await workMassChange(database, { indexKey: house.keeper.keys.identifierIndex, mayGoOn: () => Promise.resolve({ scope: undefined }) }, 'test')) { /* until nothing waits */ }

/** What stands for the parts of an address. */
const PLACES: [RegExp, string][] = [
  [/^\/api\/v1\/people\/:id/, personId], [/^\/api\/v1\/imports\/:id/, imported], [/^\/api\/v1\/mailings\/:id/, sent], [/^\/api\/v1\/purposes\/:key/, 'news'], [/^\/api\/v1\/fields\/:key/, 'gender'],
  [/^\/question-previews\/:purpose/, 'news'], [/^\/api\/v1\/outbox\/:person\/:id/, outboxMail], [/^\/api\/v1\/ledger\/entries\/:index/, '0'], [/^\/api\/v1\/approvals\/:id/, approval.id], [/^\/api\/v1\/colleagues\/:id/, staffId],
  [/^\/api\/v1\/companies\/:id/, company.id], [/^\/api\/v1\/erasures\/:id/, erasure.id], [/^\/api\/v1\/bank-payments\/:id/, bankPayment], [/^\/api\/v1\/invoice-runs\/:id/, run], [/^\/api\/v1\/incoming-mails\/:id/, incoming!.id], [/^\/api\/v1\/mass-changes\/:id/, massChange.id],
]

function addressOf(path: string): string {
  const id = PLACES.find(([start]) => start.test(path))?.[1] ?? '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40'
  if (path.includes('/requests/')) return path.replace(':id', personId).replace(':request', request.id).replace(':document', request.document)
  if (path.includes('/tickets/:owner')) return path.replace(':owner', personId).replace(':id', ticket.id)
  if (path.includes('/pipelines/')) return path.replace(':id', PIPELINE)
  if (path.includes('/quotes/:quote')) return path.replace(':id', personId).replace(':quote', quote)
  if (path.includes('/leads/') || path.startsWith('/api/v1/people/:id/leads')) return path.replace(':id', lead.person).replace(':lead', lead.id)
  if (path.includes('/deals/')) return path.replace(':id', personId).replace(':deal', deal.id)
  if (path.includes('/activities/')) return path.replace(':person', personId).replace(':activity', activity)
  if (path.includes('/subscriptions/')) return path.replace(':id', personId).replace(':subscription', subscription.id)
  if (path.includes('/roles/')) return path.replace(':id', personId).replace(':role', companyRole.id)
  if (path.includes('/invoices/')) return path.replace(':id', personId).replace(':invoice', invoice.id)
  if (path.includes('/copies/')) return path.replace(':id', personId).replace(':copy', copy.id)
  return path.replace(':seq', '1').replace(':person', personId).replace(/:\w+/, id)
}

/** An invoice of another system, as small as one can be. */
const FINISHED = Buffer.from('<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>1</ID><AccountingSupplierParty/></Invoice>').toString('base64')

const E_INVOICE = Buffer.from(eInvoice({ number: 'EL-1' })).toString('base64')

/** Ways in that need to be asked something. */
const BODIES: Record<string, [body: unknown, path?: string]> = {
  'POST /api/v1/people/:id/choice-rehearsals': [{ choices: [{ kind: 'withdrawn', purpose: 'news', channel: 'email', evidence: CALL }] }],
  'POST /api/v1/decisions': [{ questions: [{ person: personId, purpose: 'contract', channel: 'none', use: 'profile' }], foundation: true }],
  'POST /api/v1/merges/rehearsals': [{ pairs: [[personId, personId]] }],
  'POST /api/v1/audiences': [{ purpose: 'contract', channel: 'email' }],
  'POST /api/v1/exports': [{ purpose: 'contract' }],
  'POST /api/v1/lists/people': [{ columns: ['city', 'email'] }],
  'GET /api/v1/mass-changes/:id/people': [undefined, `/api/v1/mass-changes/${massChange.id}/people?outcome=changed`],
  'POST /api/v1/searches': [{ words: 'kanariette' }],
  'POST /api/v1/lists/people/counts': [{ search: 'kanariette' }],
  'POST /api/v1/mailings/:id/rehearsals': [{}, `/api/v1/mailings/${unsent}/rehearsals`],
  'POST /api/v1/imports/:id/undo-rehearsals': [undefined],
  'POST /api/v1/colleagues/:id/departure-rehearsals': [{}],
  'PATCH /api/v1/people/:id/values': [{ values: { title: 'Direktör' } }],
  'POST /api/v1/people/:id/choices': [{ choices: [{ kind: 'given', purpose: 'events', channel: 'email', contactPointId: email.contactPointId, evidence: CALL }] }],
  'POST /api/v1/events': [{ events: [{ id: personId, person: personId, purpose: 'contract', name: 'kanariette', at: database.now.toISOString() }] }],
  'POST /api/v1/choices': [{ people: [{ person: personId, choices: [{ kind: 'withdrawn', purpose: 'surveys', channel: 'email', evidence: CALL }] }] }],
  'POST /api/v1/people': [{ source: 's', collected: 'self', purposes: ['contract'], ground: 'contract', people: [{ values: { customer_number: 'K-1', given_name: 'Kanariette' } }] }],
  'POST /api/v1/ledger/verifications': [{}],
  'GET /api/v1/people/:id/documents/:document/content': [undefined, `/api/v1/people/${personId}/documents/${document.id}/content`],
  'POST /api/v1/retention/rehearsals': [{ changes: [{ purpose: 'contract', retention: { from: 'ground-end', months: 1 } }] }],
  'PUT /api/v1/invoicing': [INVOICING],
  'POST /api/v1/people/:id/invoices': [INVOICE],
  'POST /api/v1/people/:id/invoices/rehearsal': [INVOICE],
  'POST /api/v1/people/:id/invoices/:invoice/credit/rehearsal': [{}],
  'POST /api/v1/people/:id/invoices/:invoice/credit': [undefined],
  'POST /api/v1/people/:id/invoices/:invoice/code-revocations': [{ reason: 'Fel händer' }],
  'POST /api/v1/people/:id/invoices/:invoice/payments': [{ paidOn: '2026-03-02', amount: '1', how: 'bank' }],
  'POST /api/v1/e-invoices': [{ customer: personId, ubl: E_INVOICE }],
  'POST /api/v1/e-invoices/rehearsals': [{ customer: personId, ubl: E_INVOICE }],
  'POST /api/v1/decorations': [{ customer: personId, ubl: FINISHED }],
  'PUT /api/v1/delivery-settings': [DELIVERY_SETTINGS],
  'POST /api/v1/people/:id/invoices/:invoice/deliveries': [{ way: 'email' }],
  'POST /api/v1/people/:id/invoices/:invoice/deliveries/:delivery/ends': [{ how: 'cancelled' }, `/api/v1/people/${personId}/invoices/${invoice.id}/deliveries/${delivery.id}/ends`],
  'PUT /api/v1/people/:id/delivery-choice': [{ way: null }],
  'GET /api/v1/letter-batches/:id/file': [undefined, `/api/v1/letter-batches/${batch.id}/file`],
  'POST /api/v1/people/:id/invoices/:invoice/deliveries/:delivery/prints': [undefined, `/api/v1/people/${personId}/invoices/${invoice.id}/deliveries/${delivery.id}/prints`],
  'PUT /api/v1/pipelines/:id': [PIPELINE_BODY],
  'POST /api/v1/people/:id/tickets': [{ subject: 'Kanariettes paket', words: 'Var är det?' }],
  'PATCH /api/v1/tickets/:owner/:id': [{ assignee: staffId }],
  'POST /api/v1/tickets/:owner/:id/replies': [{ words: 'Det kommer i dag.', after: ticket.lastLine }],
  'POST /api/v1/tickets/:owner/:id/notes': [{ words: 'Fråga budet.' }],
  'PUT /api/v1/tickets/:owner/:id/person': [{ person: personId }],
  'POST /api/v1/leads': [LEAD],
  'POST /api/v1/business-cards': [{ text: 'MECARD:N:Berg,Siv;EMAIL:kanariette@example.org;;' }],
  'PATCH /api/v1/people/:id/leads/:lead': [{ owner: null }],
  'POST /api/v1/people/:id/leads/:lead/contacts': [{ surface: 'phone', told: true }],
  'POST /api/v1/people/:id/leads/:lead/renewals': [{ words: 'Wants to meet' }],
  'POST /api/v1/people/:id/leads/:lead/endings': [{ why: 'not-for-us' }, `/api/v1/people/${leadThatEnds.person}/leads/${leadThatEnds.id}/endings`],
  'POST /api/v1/people/:id/leads/:lead/deals': [DEAL, `/api/v1/people/${leadOfDeal.person}/leads/${leadOfDeal.id}/deals`],
  'POST /api/v1/people/:id/deals': [DEAL],
  'PATCH /api/v1/people/:id/deals/:deal': [{ value: '200' }],
  'POST /api/v1/people/:id/deals/:deal/endings': [{ state: 'won' }],
  'POST /api/v1/people/:id/deals/:deal/reopenings': [undefined],
  'POST /api/v1/people/:id/deals/:deal/quotes': [QUOTE],
  'POST /api/v1/people/:id/deals/:deal/quotes/rehearsal': [QUOTE],
  'POST /api/v1/people/:id/quotes/:quote/mails': [undefined],
  'POST /api/v1/people/:id/quotes/:quote/answers': [{ yes: false, how: 'phone', on: '2026-03-02' }],
  'POST /api/v1/people/:id/quotes/:quote/withdrawals': [undefined, `/api/v1/people/${personId}/quotes/${await quoted()}/withdrawals`],
  'POST /api/v1/people/:id/quotes/:quote/undos': [undefined, `/api/v1/people/${personId}/quotes/${withdrawn}/undos`],
  'POST /api/v1/people/:id/quotes/:quote/invoices': [undefined, `/api/v1/people/${personId}/quotes/${soldQuote}/invoices`],
  'POST /api/v1/people/:id/calls': [{ purpose: 'contract', outcome: 'incoming' }],
  'POST /api/v1/activities': [ACTIVITY],
  'GET /api/v1/my-calendar': [undefined, '/api/v1/my-calendar?from=2026-03-01&until=2026-04-01'],
  'GET /api/v1/team-calendar': [undefined, '/api/v1/team-calendar?from=2026-03-01&until=2026-04-01'],
  'POST /api/v1/activities/:person/:activity/invitations': [undefined, `/api/v1/activities/${personId}/${meeting}/invitations`],
  'PATCH /api/v1/activities/:person/:activity': [{ dueOn: '2026-03-09' }],
  'POST /api/v1/activities/:person/:activity/completions': [undefined],
  'POST /api/v1/activities/:person/:activity/reopenings': [undefined],
  'POST /api/v1/activities/:person/:activity/restorations': [undefined, `/api/v1/activities/${personId}/${removedActivity}/restorations`],
  'DELETE /api/v1/activities/:person/:activity': [undefined, `/api/v1/activities/${personId}/${takenActivity}`],
  'POST /api/v1/companies/:id/people': [{ givenName: 'Kanariette', familyName: 'Gulfjäder', role: { email: 'kanariette@stora.example' }, source: 's', collected: 'self', purposes: ['contract'], ground: 'contract' }],
  'POST /api/v1/people/:id/roles': [{ company: company.id }],
  'PUT /api/v1/people/:id/roles/:role': [{ title: 'Inköpschef' }],
  'PUT /api/v1/people/:id/owner': [{ owner: staffId, team: null }],
  'POST /api/v1/people/:id/subscriptions': [SUBSCRIPTION],
  'POST /api/v1/people/:id/subscriptions/:subscription/changes': [{ kind: 'ended', day: '2026-12-31' }],
  'POST /api/v1/bank-payments/:id/matches': [{ shares: [{ person: personId, invoice: invoice.id, amount: '1' }] }],
  'POST /api/v1/bank-payments/:id/endings': [{ kind: 'set-aside', reason: 'test' }],
  'POST /api/v1/bank-payments/:id/steps/:step/undoings': [undefined, `/api/v1/bank-payments/${settledPayment.id}/steps/${settledPayment.step}/undoings`],
  'POST /api/v1/people/:id/invoices/:invoice/questions/:question/answers': [{ answer: 'Därför, Kanariette.' }, `/api/v1/people/${personId}/invoices/${invoice.id}/questions/${question}/answers`],
  'POST /api/v1/invoice-searches': [{ text: 'Kanariette' }],
  'POST /api/v1/document-searches': [{ issuedFrom: '2000-01-01' }],
  'POST /api/v1/people/:id/notes': [{ purpose: 'contract', text: 'Kanariette ringde.' }],
  'POST /api/v1/people/:id/notes/:note/restorations': [undefined, `/api/v1/people/${personId}/notes/${removed}/restorations`],
  'DELETE /api/v1/people/:id/notes/:note': [undefined, `/api/v1/people/${personId}/notes/${note}`],
  'POST /api/v1/people/:id/letters': [{ purpose: 'contract', subject: 'Till Kanariette', words: 'Hej.' }],
  'DELETE /api/v1/people/:id/letters/:letter': [undefined, `/api/v1/people/${personId}/letters/${letter!.id}`],
  'POST /api/v1/people/:id/slips': [undefined],
  'GET /api/v1/people/:id/slips/:slip/sheet': [undefined, `/api/v1/people/${personId}/slips/${slip.id}/sheet`],
  'GET /api/v1/people/:id/slips/:slip/picture': [undefined, `/api/v1/people/${personId}/slips/${read.id}/picture`],
  'POST /api/v1/slip-searches': [{ code: slipNumber }],
  'POST /api/v1/people/:id/slips/:slip/answers': [{ answers: { 'stop-asking': 'tick' }, picture: PNG_HEAD }, `/api/v1/people/${personId}/slips/${slip.id}/answers`],
  'POST /api/v1/renewals/rehearsals': [{ purposes: ['news'], before: '2026-05-01' }],
  'POST /api/v1/people/:id/erasure-rehearsals': [undefined],
  'POST /api/v1/kept-proof-searches': [{ kind: 'email', value: 'forgotten@example.org', reason: 'the authority asks' }],
  'POST /api/v1/people/:id/copies': [{ kind: 'access' }],
  'POST /api/v1/people/:id/copies/:copy/places': [{ place: 'ground.evidence', mark: '0'.repeat(64), start: 0, end: 3, kind: 'chosen', shown: false, reason: 'test' }],
  'POST /api/v1/people/:id/copies/:copy/hand-overs': [{ how: 'page' }],
  'POST /api/v1/people/:id/requests/:request/searches': [{}, `/api/v1/people/${stranger.person}/requests/${stranger.id}/searches`],
  'POST /api/v1/people/:id/requests': [{ kind: 'access', how: 'phone' }],
  'POST /api/v1/people/:id/requests/:request/steps': [{ kind: 'note', words: 'Called back.' }],
  'POST /api/v1/people/:id/requests/:request/extensions': [{ reason: 'complex', words: 'It lies in three systems.' }],
  'POST /api/v1/people/:id/requests/:request/answers': [{ outcome: 'granted' }],
  'POST /api/v1/people/:id/requests/:request/documents': [REQUEST_DOCUMENT],
  'GET /api/v1/record/file': [undefined, '/api/v1/record/file?form=json'],
  'GET /api/v1/mailings/:id/preview': [undefined, `/api/v1/mailings/${sent}/preview?language=sv&person=${personId}`],
}

/** Ways in that change something and are not called, with why they tell nothing of anybody: their answers are ids, states or nothing. */
const NOT_CALLED: [RegExp, string][] = [
  [/ \/api\/v1\/people\/:id\/peppol-documents\//, 'a state'],
  [/^POST \/api\/v1\/tickets$/, 'the number of what was just sent'], [/^POST \/api\/v1\/tickets\/:owner\/:id\/readers$/, 'colleagues'], [/^POST \/api\/v1\/tickets\/:owner\/:id\/requests$/, 'an id'], [/^(?:PUT|DELETE) \/api\/v1\/(?:service-level|canned-answers\/:id)$/, 'what the company says to everybody'],
  [/ \/api\/v1\/pipelines(?:$|\/:id(?:$|\/forecast$))/, 'the names of stages, and sums'],
  [/ \/api\/v1\/(?:letter-batches|invoice-reminders)(?:$|\/)/, 'states and counts; the print file is noted for everybody in it before it goes out (letters.test.ts)'],
  [/ \/api\/v1\/people\/:id\/copies\/:copy\/(?:links|fetches)$/, 'a secret of the session, and the file that it opens, noted before it goes out (access.test.ts)'],
  [/ \/api\/v1\/account\//, 'one’s own account'], [/ \/api\/v1\/session$/, 'one’s own session'], [/ \/api\/v1\/single-sign-on\//, 'one’s own account'],
  [/ \/api\/v1\/api-keys/, 'keys of systems'], [/ \/api\/v1\/(?:connected-systems|system-tasks)/, 'systems, and days and states of what they were told: a task names nobody'], [/ \/api\/v1\/(?:colleagues|roles|approvals)/, 'colleagues and what they may do'],
  [/ \/api\/v1\/look-notices\//, 'answers nothing'], [/ \/api\/v1\/request-rules$/, 'kinds of requests, the same for everybody'], [/ \/api\/v1\/(?:catalogue|fields|field-removals)\//, 'purposes and fields, and how many have them'], [/ \/api\/v1\/saved-views/, 'columns and filters'],
  [/ \/api\/v1\/my-(?:day\/settings|calendar\/addresses)$/, 'one’s own settings'],
  [/^(?:POST|PUT|DELETE) \/api\/v1\/imports(?:\/:id(?:\/(?:settings|rehearsals|runs|cancellations))?)?$/, 'state, and cells of the file itself to whoever is handing it in: nobody is held yet'],
  [/^POST \/api\/v1\/mail-returns$/, 'one of three words'],
  [/^(?:POST|DELETE) \/api\/v1\/(?:log-addresses|letter-logs\/:mail)$/, 'an address of the colleague’s own, and throwing away what came there'],
  [/^POST \/api\/v1\/people\/:id\/letter-logs$/, 'the same answer as writing a mail, which is called; it takes a mail that came to one’s own address'],
  [/^POST \/api\/v1\/invoice-runs/, 'a state, counts and a sum'], [/^POST \/api\/v1\/mass-changes/, 'a state and counts'],
  [/^PUT \/api\/v1\/people\/:id\/notes\/:note$/, 'the same answer as writing a note, which is called; it takes whoever wrote it'],
  [/^(?:POST|PUT|DELETE) \/api\/v1\/(?:companies(?:\/:id(?:\/(?:undos|merges|relations.*))?)?|lists\/companies.*)$/, 'companies, and nobody in them'], [/^(?:POST|PUT|DELETE) \/api\/v1\/teams/, 'colleagues'],
  [/^DELETE \/api\/v1\/people\/:id\/roles\/:role$/, 'the same answer as its change, which is called'],
  [/^POST \/api\/v1\/imports\/:id\/undos$/, 'the same answer as its rehearsal, which is called'],
  [/^POST \/api\/v1\/test-copies$/, 'people who do not exist (anonymise-copy.test.ts)'], [/^POST \/api\/v1\/requests$/, 'ids and days of what was just sent'], [/^POST \/api\/v1\/people\/:id\/requests\/:request\/links$/, 'the same answer as the request itself (strangers.test.ts)'], [/^POST \/api\/v1\/renewals$/, 'a draft, the same for everybody'], [/^(?:POST \/api\/v1\/mailings|PUT \/api\/v1\/mailings\/:id)$/, 'a draft, the same for everybody'], [/ \/api\/v1\/mailings\/:id\/(?:sendings|pauses|resumptions|stops)$/, 'a state'],
  [/^POST \/api\/v1\/duplicates\/decisions$/, 'how many pairs there are of those that were sent'], [/^POST \/api\/v1\/(?:merges|people\/:id\/separations)$/, 'which of the pairs that were sent were made one'], [/^POST \/api\/v1\/(?:people\/:id\/)?erasures$/, 'counts and days of somebody who is no more'],
  [/ \/api\/v1\/people\/:id\/(?:documents|holds)/, 'an id, or what was just sent'], [/ \/api\/v1\/retention\/(?:changes|clock-confirmations)$/, 'rules, the same for everybody'],
  [/^(?:POST|DELETE) \/api\/v1\/incoming-/, 'what became of a mail that was just handed in, or nothing; an address of ours'],
  [/^POST \/api\/v1\/payment-files/, 'counts; whose invoices a file would pay is noted as its rehearsal tells it (payments.test.ts)'],
  [/ \/api\/v1\/record\/controller$/, 'the company of itself'],
  [/ \/api\/v1\/export-jobs/, 'each row is noted when the job writes it into the file, as with an export that is streamed'],
]

/** What this small house cannot answer, and why that tells nothing. */
const EMPTY: Record<string, string> = {
  'GET /api/v1/reach': 'counts, from a memory that only a running program has',
  'GET /api/v1/ledger/entries/:index/proof': 'salted leaves, of a head that a running program signs',
}

const nameOf = ({ method, path }: RouteEntry) => `${method} ${path}`
const CALLED = ROUTES.filter(({ who }) => who === 'staff' || who === 'staff-or-key').filter((route) => nameOf(route) in BODIES || !NOT_CALLED.some(([pattern]) => pattern.test(nameOf(route)) && route.method !== 'GET'))

test('each way in is called, or is on the list of those that tell nothing of anybody', () => {
  assert.deepEqual(CALLED.filter((route) => route.method !== 'GET' && !(nameOf(route) in BODIES)).map(nameOf), [])
  const staffRoutes = ROUTES.filter(({ who }) => who === 'staff' || who === 'staff-or-key').map(nameOf)
  assert.deepEqual(Object.keys(BODIES).filter((name) => !staffRoutes.includes(name)), [])
  assert.deepEqual(NOT_CALLED.filter(([pattern]) => !staffRoutes.some((name) => pattern.test(name))).map(([, why]) => why), [])
})

const tells = (text: string) => CANARIES.some((canary) => text.includes(canary))
const linesOf = async (): Promise<number> => (await database.superuser('select count(*)::int as n from look where person_id = $1', [personId])).rows[0].n

/** Calls each of these; returns those that told something of the person, and of these the ones without a line of that very moment. */
async function callAll(routes: readonly RouteEntry[], as: () => Promise<Browser>): Promise<{ told: string[]; unnoted: string[]; failed: string[] }> {
  const [told, unnoted, failed]: [string[], string[], string[]] = [[], [], []]
  let caller = await as()
  for (const [place, route] of routes.entries()) {
    // The same look within a minute is one look; factors are fresh for five.
    database.now = new Date(database.now.getTime() + 61_000)
    if (place % 4 === 3) caller = await as()
    const [body, path] = BODIES[nameOf(route)] ?? []
    const before = await linesOf()
    const answer = await caller(route.method, path ?? addressOf(route.path), body, { 'accept-language': 'sv' })
    const text = await answer.text()
    if (answer.status >= 400 && !(nameOf(route) in EMPTY)) failed.push(`${nameOf(route)}: ${answer.status} ${text.slice(0, 200)}`)
    if (!tells(text)) continue
    told.push(nameOf(route))
    if ((await linesOf()) === before) unnoted.push(nameOf(route))
  }
  return { told, unnoted, failed }
}

test('DS-06: every answer to a colleague that tells something of a person leaves a line about that person', async (t) => {
  const { told, unnoted, failed } = await callAll(CALLED, async () => (await signedInStaff(app, house)).browser)
  t.diagnostic(`${CALLED.length} of ${ROUTES.filter(({ who }) => who.startsWith('staff')).length} ways in called, ${told.length} tell something of a person`)
  assert.deepEqual(unnoted, [])
  assert.deepEqual(failed, [], 'what fails tells nothing, and proves nothing')
  assert.ok(told.length >= 12, told.join(', '))
})

test('DS-06: the same holds for keys', async () => {
  const { key } = await bodyOf<IssuedApiKey>((await signedInStaff(app, house)).browser('POST', '/api/v1/api-keys', { name: 'all', purposes: ['contract', 'news', 'tips', 'events'], speaksForPerson: true }))
  const asKey: Browser = async (method, path, body) => app.request(path, {
    method, headers: { authorization: `Bearer ${key}`, 'accept-language': 'sv', ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const { told, unnoted } = await callAll(CALLED.filter(({ who }) => who === 'staff-or-key'), async () => asKey)
  assert.deepEqual(unnoted, [])
  assert.ok(told.length >= 4, told.join(', '))
})

test('DS-06: the log holds no value, whatever was shown', async () => {
  const tables = ['look', 'look_hour', 'look_notice']
  const { rows } = await database.superuser(tables.map((table) => `select to_jsonb(x)::text as line from ${table} x`).join(' union all '))
  assert.ok(rows.length > 20)
  assert.deepEqual(rows.map((row) => row.line as string).filter(tells), [])
})
