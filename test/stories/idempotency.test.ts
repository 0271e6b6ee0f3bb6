import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { serve, type ServerType } from '@hono/node-server'
import { createApp } from '../../src/doors/app.ts'
import type { PurposeDocument } from '../../src/doors/api/catalogue-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import type { House } from '../../src/doors/house.ts'
import { ROUTES } from '../../src/doors/route-table.ts'
import { receiveRequest } from '../../src/rights/receive-request.ts'
import { addStaff } from '../../src/staff/add-staff.ts'
import { createSignInLink } from '../../src/staff/create-sign-in-link.ts'
import { newId, type PersonId, type StaffId } from '../../src/values/ids.ts'
import { type TestDatabase } from '../database.ts'
import { eInvoice } from '../e-invoice.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { PNG_HEAD } from '../png-head.ts'
import { askAboutInvoice } from '../../src/tickets/ask-about-invoice.ts'
import { bgMaxFile } from '../camt-file.ts'
import { customer } from '../register.ts'
import { rowHash } from '../row-hash.ts'

// DU-07: every POST that changes something, in every way a client may send it twice.

const PARALLEL = 50
const HOUR_MS = 3_600_000

let database: TestDatabase
let house: House
let app: ReturnType<typeof createApp>
let staffId: StaffId
let cookie: string
let server: ServerType

before(async () => {
  ;({ database, house, app, staffId, cookie } = await staffedHouse())
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
})
after(() => server.close())

/** What is posted, and how often it has had its effect. */
interface Attempt {
  path: string
  body?: unknown
  headers?: Record<string, string>
  effects(): Promise<number>
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return app.request(path, { method: 'POST', headers: headersOf(body, headers), ...(body === undefined ? {} : { body: textOf(body) }) })
}

function headersOf(body: unknown, headers: Record<string, string>): Record<string, string> {
  return { cookie, 'sec-fetch-site': 'same-origin', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }
}

const textOf = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body))

const send = ({ path, body, headers }: Attempt, key: string) => post(path, body, { ...headers, 'idempotency-key': key })

async function count(of: string): Promise<number> {
  const { rows } = await database.superuser(`select count(*)::int as n from ${of}`)
  return (rows as { n: number }[])[0]!.n
}

/** Two people of whom a pass says that they may be one. */
async function possiblyOne(): Promise<[string, string]> {
  const [one, other] = [await customer(database, `twice.${customers++}@example.org`), await customer(database, `twice.${customers++}@example.org`)].map(({ personId }) => personId)
  for (const [a, b] of [[one, other], [other, one]]) await database.superuser("insert into possible_duplicate (person_id, other_person_id, found_at, seen_at, grade, odds, levels) values ($1, $2, $3, $3, 'sure', 900, '{1,1,1,0,0,0,0,0}')", [a, b, database.now])
  return [one!, other!]
}

/** Rows that come to be by the attempt. */
async function rowsOf(of: string): Promise<() => Promise<number>> {
  const earlier = await count(of)
  return async () => (await count(of)) - earlier
}

const CALL = { kind: 'call-note', text: 'Rang kl. 10, läste upp frågan ordagrant.' }
const FILE = 'Förnamn;E-post\nÅsa;asa@example.org\n'
const MAILING = { kind: 'mailing', name: 'Nytt', purposes: ['news'], content: { sv: { subject: 'Nytt', body: 'Hej!' } } }
const EXPORT = { purpose: 'contract', fields: ['given_name'] }
const APPROVAL = { kind: 'mass-export', wish: EXPORT, reason: 'The auditor asks.' }
let customers = 0

/** So many at a time are enough for a colleague; those asked for before have ended. */
const exportsEnded = () => database.superuser("update export_job set state = 'cancelled', finished_at = created_at where state = 'waiting'")

async function askedExport(): Promise<string> {
  await exportsEnded()
  return (await bodyOf<{ id: string }>(post('/api/v1/export-jobs', EXPORT))).id
}

const COMPANY = { name: 'Bolaget', country: 'SE', form: 'company' }
const company = async () => (await bodyOf<{ id: string }>(post('/api/v1/companies', COMPANY))).id
const SUBSCRIPTION = { name: 'Bredband', months: 1, startsOn: '2026-03-01', lines: [{ description: 'Bredband', quantity: '1', price: '100' }] }
const INVOICE = { lines: [{ description: 'Arbete', quantity: '1', price: '100' }] }

const DEAL = { name: 'Markiser', value: '100', pipeline: '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f41' }

/** A task with somebody; its address. */
async function plannedActivity(): Promise<string> {
  const { of, id } = await bodyOf<{ of: string; id: string }>(post('/api/v1/activities', { title: 'Ring', person: await invoiced() }))
  return `/api/v1/activities/${of}/${id}`
}

/** A ticket that somebody began on the telephone. */
async function newTicket(): Promise<{ owner: string; id: string; lastLine: string }> {
  const personId = await invoiced()
  return bodyOf(post(`/api/v1/people/${personId}/tickets`, { subject: 'Delivery', words: 'Called.' }))
}

/** A deal of a pipeline that is there. */
async function newDeal(): Promise<typeof DEAL> {
  await database.superuser('insert into pipeline (pipeline_id, name, stages, created_at, created_by) select $1, $2, $3, now(), staff_id from staff limit 1 on conflict do nothing', [DEAL.pipeline, 'Sales', JSON.stringify([{ id: DEAL.pipeline, name: 'New', chance: 10 }])])
  return DEAL
}

const QUOTE = { lines: INVOICE.lines, validUntil: '2026-12-31' }

/** A deal with somebody, where its quotes are made, and a quote that waits for an answer. */
async function newQuote(): Promise<{ personId: string; quotes: string; quote: string }> {
  const personId = await invoiced()
  const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/deals`, await newDeal()))
  const quotes = `/api/v1/people/${personId}/deals/${id}/quotes`
  return { personId, quotes, quote: `/api/v1/people/${personId}/quotes/${(await bodyOf<{ id: string }>(post(quotes, QUOTE))).id}` }
}

const newLead = () => ({ source: 'fair', place: 'Mässan', asked: 'counter', values: { given_name: 'Siv' }, contactPoints: [{ kind: 'email', value: `siv${(leads += 1)}@example.org` }] })
let leads = 0

/** Something that is done with a lead. */
async function onLead(what: string, body: object, kind: string): Promise<Attempt> {
  const { id, person } = await bodyOf<{ id: string; person: string }>(post('/api/v1/leads', newLead()))
  return { path: `/api/v1/people/${person}/leads/${id}/${what}`, body, effects: await rowsOf(`lead_change where person_id = '${person}' and kind = '${kind}'`) }
}

const titled = (personId: string) => ({ target: 'title', op: 'set', value: 'Chef', source: 'test', collected: 'self', people: [personId] })

/** A change of many that was tried. */
async function triedChange(): Promise<string> {
  const { id } = await bodyOf<{ id: string }>(post('/api/v1/mass-changes', titled(await invoiced())))
  await database.superuser("update mass_change set state = 'rehearsed' where mass_change_id = $1", [id])
  return id
}

/** A letter that waits for a batch. */
async function waitingLetter(): Promise<void> {
  const personId = await invoiced()
  const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/invoices`, INVOICE))
  await post(`/api/v1/people/${personId}/invoices/${id}/deliveries`, {})
  await database.superuser("update invoice_delivery set way = 'letter' where person_id = $1", [personId])
}

/** Somebody to invoice, of a company that has said how it does. */
async function invoiced(): Promise<string> {
  const settings = { seller: { name: 'Provbolaget AB', vatNumber: 'SE556677889901', address: { country: 'SE' } }, currency: 'SEK', accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' } }
  const answer = await app.request('/api/v1/invoicing', { method: 'PUT', headers: headersOf(settings, {}), body: textOf(settings) })
  assert.equal(answer.status, 200)
  return (await customer(database, `invoiced.${customers++}@example.org`, { values: { given_name: 'Karin', customer_number: `I-${customers}` } })).personId
}

/** A bank's file that nobody has sent before: of one payment, which no invoice asked for. */
const bankFile = () => bgMaxFile([{ reference: '700000000018', amount: 500n }], { serial: customers++ }).toString('latin1')

async function openPayment(): Promise<string> {
  const { id } = await bodyOf<{ id: string }>(post('/api/v1/payment-files?accounts=ours', bankFile(), { 'content-type': 'text/plain' }))
  const { rows } = await database.superuser('select bank_payment_id as id from bank_payment where file_id = $1', [id])
  return `/api/v1/bank-payments/${rows[0].id}`
}

/** A run that has come so far, of one invoice. */
async function invoiceRun(state: 'rehearsed' | 'done'): Promise<string> {
  await invoiced()
  const { id } = await bodyOf<{ id: string }>(post('/api/v1/invoice-runs', { upTo: '2026-04-01' }))
  await database.superuser("update invoice_run set state = $2, counts = counts || '{\"invoices\": 1}' where run_id = $1", [id, state])
  return `/api/v1/invoice-runs/${id}`
}

async function openedRequest(): Promise<{ person: string; request: string; path: string }> {
  const { personId } = await customer(database, `krav${customers++}@example.org`)
  const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/requests`, { kind: 'complaint', how: 'phone', wish: { words: 'Too many calls.' } }))
  return { person: personId, request: id, path: `/api/v1/people/${personId}/requests/${id}` }
}

/** Of somebody in no register. */
async function takenIn(): Promise<{ request: string; path: string }> {
  const { id, person } = await bodyOf<{ id: string; person: string }>(post('/api/v1/requests', { name: 'Anna Berg', contact: { kind: 'email', value: `anna.${randomUUID()}@example.org` }, kind: 'complaint', how: 'phone', wish: { words: 'Too many calls.' } }))
  return { request: id, path: `/api/v1/people/${person}/requests/${id}` }
}

async function begunCopy(): Promise<string> {
  const { personId } = await customer(database, `kopia${customers++}@example.org`)
  const request = await database.write((tx) => receiveRequest(tx, { personId, kind: 'access', how: 'counter', by: { kind: 'staff', id: staffId }, language: 'sv', wish: {}, proof: { way: 'document-seen', contactPointId: null } }))
  return `/api/v1/people/${personId}/copies/${(await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/copies`, { kind: 'access', request }))).id}`
}

async function draftedMailing(): Promise<string> {
  return `/api/v1/mailings/${(await bodyOf<{ id: string }>(post('/api/v1/mailings', MAILING))).id}`
}

async function connectedSystem(): Promise<string> {
  const wish = { way: 'webhook', name: `System ${customers++}`, recipient: 'banks', address: 'https://bank.example.org/tillit', purposes: ['invoicing'], knownBy: ['person-id'] }
  return (await bodyOf<{ id: string }>(post('/api/v1/connected-systems', wish))).id
}

/** Something that a system was told of and has not answered. */
async function systemTask(): Promise<string> {
  await database.superuser('update connected_system set ended_at = created_at')
  await connectedSystem()
  const { personId } = await customer(database, `rattad${customers++}@example.org`, { grounds: [{ purpose: 'invoicing', basis: 'contract' }], values: { given_name: 'Eva' } })
  assert.equal((await app.request(`/api/v1/people/${personId}/values`, { method: 'PATCH', headers: headersOf({}, {}), body: textOf({ values: { given_name: 'Ewa' } }) })).status, 200)
  return (await database.superuser('select task_id as id from system_task where person_id = $1', [personId])).rows[0].id
}

async function uploaded(): Promise<string> {
  return `/api/v1/imports/${(await bodyOf<{ id: string }>(post('/api/v1/imports', FILE, { 'content-type': 'text/csv', 'x-file-name': 'a.csv' }))).id}`
}

async function readyImport(): Promise<string> {
  const path = await uploaded()
  const settings = { source: 'old', purposes: ['contract'], ground: 'contract', collected: 'self', country: 'SE', mapping: { Förnamn: 'given_name', 'E-post': 'email' } }
  assert.equal((await app.request(`${path}/settings`, { method: 'PUT', headers: headersOf(settings, {}), body: JSON.stringify(settings) })).status, 200)
  return path
}

const stateIs = (table: 'import' | 'mailing', path: string, state: string) => () => count(`${table} where ${table}_id = '${path.split('/')[4]}' and state = '${state}'`)

/** Undoing an import that has run, or trying to. */
async function undoing(how: 'undo-rehearsals' | 'undos'): Promise<Attempt> {
  const path = await readyImport()
  const importId = path.split('/').at(-1)!
  await database.superuser("update import set state = 'done', started_at = $2, rows_done = 1 where import_id = $1", [importId, database.now])
  return { path: `${path}/${how}`, effects: await rowsOf(`import_undo where import_id = '${importId}'`) }
}

/** Somebody whom nothing keeps. */
async function forgettable(): Promise<PersonId> {
  return (await customer(database, `forgettable${customers++}@example.org`, { grounds: [{ purpose: 'prospects', basis: 'contract' }] })).personId
}

const NOTE = { purpose: 'contract', text: 'Wants to be called before noon.' }
const HOLD = { item: { kind: 'field', id: 'city' }, reason: 'Claim', until: '2027-01-01T00:00:00Z' }

/** A POST that would have its effect now, for every route that changes something. */
const ATTEMPTS: Record<string, () => Promise<Attempt>> = {
  '/api/v1/api-keys': async () => ({ path: '/api/v1/api-keys', body: { name: 'till', purposes: ['contract'] }, effects: await rowsOf('api_key') }),
  '/api/v1/people': async () => ({
    path: '/api/v1/people', effects: await rowsOf('person'),
    body: { source: 'till', collected: 'self', purposes: ['contract'], ground: 'contract', people: [{ values: { given_name: 'Bo' }, contactPoints: [{ kind: 'email', value: `bo.${customers++}@example.org` }] }] },
  }),
  '/api/v1/people/:id/choices': async () => {
    const { personId } = await customer(database, `maria.${customers++}@example.org`)
    return {
      path: `/api/v1/people/${personId}/choices`, body: { choices: [{ kind: 'objected', purpose: 'news', channel: 'email', evidence: CALL }] },
      effects: await rowsOf(`ledger_entry where person_id = '${personId}'`),
    }
  },
  '/api/v1/events': async () => {
    const { personId } = await customer(database, `did.${customers++}@example.org`)
    return { path: '/api/v1/events', body: { events: [{ id: newId(database.now), person: personId, purpose: 'contract', name: 'lesson-finished', at: database.now.toISOString() }] }, effects: await rowsOf(`event where person_id = '${personId}'`) }
  },
  '/api/v1/choices': async () => {
    const people = [await customer(database, `many.${customers++}@example.org`), await customer(database, `many.${customers++}@example.org`)].map((one) => one.personId)
    const recorded = await rowsOf(`ledger_entry where person_id in ('${people.join("','")}')`)
    return {
      path: '/api/v1/choices', body: { people: people.map((person) => ({ person, choices: [{ kind: 'objected', purpose: 'news', channel: 'email', evidence: CALL }] })) },
      effects: async () => (await recorded()) / people.length,
    }
  },
  '/api/v1/catalogue/versions': async () => {
    const { purposes } = (await (await app.request('/api/v1/purposes', { headers: headersOf(undefined, {}) })).json()) as { purposes: (PurposeDocument & { version: number; people: number })[] }
    const { version: _, people: __, ...news } = purposes.find((one) => one.key === 'news')!
    return { path: '/api/v1/catalogue/versions', body: { change: { purposes: [news] }, note: 'again' }, effects: await rowsOf('catalogue_version') }
  },
  '/api/v1/imports': async () => ({ path: '/api/v1/imports', body: FILE, headers: { 'content-type': 'text/csv', 'x-file-name': 'a.csv' }, effects: await rowsOf('import') }),
  '/api/v1/incoming-mails': async () => ({ path: '/api/v1/incoming-mails', body: `To: in@tillit.example\r\nMessage-ID: <${customers++}@x>\r\n\r\nHej\r\n`, headers: { 'content-type': 'message/rfc822' }, effects: await rowsOf('incoming_mail') }),
  '/api/v1/payment-files': async () => ({ path: '/api/v1/payment-files?accounts=ours', body: bankFile(), headers: { 'content-type': 'text/plain' }, effects: await rowsOf('bank_file') }),
  '/api/v1/bank-payments/:id/matches': async () => {
    const [path, personId] = [await openPayment(), await invoiced()]
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/invoices`, INVOICE))
    return { path: `${path}/matches`, body: { shares: [{ person: personId, invoice: id, amount: '1' }] }, effects: await rowsOf(`payment where person_id = '${personId}'`) }
  },
  '/api/v1/bank-payments/:id/endings': async () => {
    const path = await openPayment()
    return { path: `${path}/endings`, body: { kind: 'set-aside', reason: 'rent' }, effects: await rowsOf(`bank_payment_step where bank_payment_id = '${path.split('/').at(-1)}'`) }
  },
  '/api/v1/bank-payments/:id/steps/:step/undoings': async () => {
    const path = await openPayment()
    const { steps: [step] } = await bodyOf<{ steps: { id: string }[] }>(post(`${path}/endings`, { kind: 'set-aside', reason: 'rent' }))
    return { path: `${path}/steps/${step!.id}/undoings`, effects: await rowsOf(`bank_payment_step where bank_payment_id = '${path.split('/').at(-1)}'`) }
  },
  '/api/v1/imports/:id/rehearsals': async () => {
    const path = await readyImport()
    return { path: `${path}/rehearsals`, effects: stateIs('import', path, 'rehearsing') }
  },
  '/api/v1/imports/:id/runs': async () => {
    const path = await readyImport()
    return { path: `${path}/runs`, effects: stateIs('import', path, 'waiting') }
  },
  '/api/v1/imports/:id/cancellations': async () => {
    const path = await readyImport()
    await post(`${path}/runs`, undefined)
    return { path: `${path}/cancellations`, effects: stateIs('import', path, 'cancelled') }
  },
  '/api/v1/imports/:id/undo-rehearsals': async () => undoing('undo-rehearsals'),
  '/api/v1/imports/:id/undos': async () => undoing('undos'),
  '/api/v1/mailings': async () => ({ path: '/api/v1/mailings', body: MAILING, effects: await rowsOf('mailing') }),
  '/api/v1/mailings/:id/rehearsals': async () => {
    const path = await draftedMailing()
    return { path: `${path}/rehearsals`, effects: stateIs('mailing', path, 'rehearsed') }
  },
  '/api/v1/mailings/:id/sendings': async () => {
    const path = await draftedMailing()
    await post(`${path}/rehearsals`, undefined)
    return { path: `${path}/sendings`, effects: stateIs('mailing', path, 'sending') }
  },
  '/api/v1/mailings/:id/pauses': async () => {
    const path = await draftedMailing()
    await post(`${path}/rehearsals`, undefined)
    await post(`${path}/sendings`, undefined)
    return { path: `${path}/pauses`, effects: stateIs('mailing', path, 'paused') }
  },
  '/api/v1/mailings/:id/resumptions': async () => {
    const path = await draftedMailing()
    for (const act of ['rehearsals', 'sendings', 'pauses']) await post(`${path}/${act}`, undefined)
    return { path: `${path}/resumptions`, effects: stateIs('mailing', path, 'sending') }
  },
  '/api/v1/mailings/:id/stops': async () => {
    const path = await draftedMailing()
    for (const act of ['rehearsals', 'sendings']) await post(`${path}/${act}`, undefined)
    return { path: `${path}/stops`, effects: stateIs('mailing', path, 'stopped') }
  },
  '/api/v1/roles': async () => ({ path: '/api/v1/roles', body: { name: `Kassa ${customers++}`, permissions: ['people.read'], purposes: null, readable: null, writable: null }, effects: await rowsOf('staff_role') }),
  '/api/v1/approvals': async () => ({ path: '/api/v1/approvals', body: APPROVAL, effects: await rowsOf('staff_approval') }),
  '/api/v1/approvals/:id/decisions': async () => {
    const { browser } = await signedInStaff(app, house)
    const { id } = await bodyOf<{ id: string }>(browser('POST', '/api/v1/approvals', APPROVAL))
    return { path: `/api/v1/approvals/${id}/decisions`, body: { approved: true }, effects: () => count(`staff_approval where approval_id = '${id}' and approved`) }
  },
  '/api/v1/people/:id/documents': async () => {
    const { personId } = await customer(database, `filed.${customers++}@example.org`)
    return {
      path: `/api/v1/people/${personId}/documents`, effects: await rowsOf(`issued_document where person_id = '${personId}'`),
      body: { kind: 'invoice', number: '1', title: 'Faktura', issuedOn: '2026-02-14', fiscalYearEnd: '2026-12-31', mediaType: 'application/json', content: 'e30=' },
    }
  },
  '/api/v1/people/:id/slips': async () => {
    const { personId } = await customer(database, `printed.${customers++}@example.org`)
    return { path: `/api/v1/people/${personId}/slips`, effects: await rowsOf(`slip where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/slips/:slip/answers': async () => {
    const { personId } = await customer(database, `slip.${customers++}@example.org`)
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/slips`, undefined))
    return { path: `/api/v1/people/${personId}/slips/${id}/answers`, body: { answers: { 'stop-asking': 'tick' }, picture: PNG_HEAD }, effects: await rowsOf(`slip_answer where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/invoices': async () => {
    const personId = await invoiced()
    return { path: `/api/v1/people/${personId}/invoices`, body: INVOICE, effects: await rowsOf(`invoice where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/invoices/:invoice/credit': async () => {
    const personId = await invoiced()
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/invoices`, INVOICE))
    return { path: `/api/v1/people/${personId}/invoices/${id}/credit`, effects: await rowsOf(`invoice where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/invoices/:invoice/code-revocations': async () => {
    const personId = await invoiced()
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/invoices`, INVOICE))
    return { path: `/api/v1/people/${personId}/invoices/${id}/code-revocations`, body: { reason: 'Fel händer' }, effects: await rowsOf(`token where person_id = '${personId}' and kind = 'invoice-code' and revoked_at is not null`) }
  },
  '/api/v1/people/:id/invoices/:invoice/payments': async () => {
    const personId = await invoiced()
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/invoices`, INVOICE))
    return { path: `/api/v1/people/${personId}/invoices/${id}/payments`, body: { paidOn: '2026-03-02', amount: '1', how: 'bank' }, effects: await rowsOf(`payment where person_id = '${personId}'`) }
  },
  '/api/v1/mail-returns': async () => {
    const personId = await invoiced()
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/invoices`, INVOICE))
    await post(`/api/v1/people/${personId}/invoices/${id}/deliveries`, { way: 'email' })
    await database.superuser("update message set state = 'sent', finished_at = $2, message_header_id = $3 where person_id = $1 and kind = 'invoice'", [personId, database.now, `<${personId}@example.org>`])
    return { path: '/api/v1/mail-returns', body: { messageId: `<${personId}@example.org>`, status: '5.1.1' }, effects: () => count(`invoice_delivery where person_id = '${personId}' and state = 'failed'`) }
  },
  '/api/v1/e-invoices': async () => {
    const personId = await invoiced()
    return { path: '/api/v1/e-invoices', body: { customer: personId, ubl: Buffer.from(eInvoice({ number: `E-${customers++}` })).toString('base64') }, effects: await rowsOf(`issued_document where person_id = '${personId}'`) }
  },
  '/api/v1/decorations': async () => {
    const personId = await invoiced()
    const ubl = Buffer.from('<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>1</ID><AccountingSupplierParty/></Invoice>').toString('base64')
    return { path: '/api/v1/decorations', body: { customer: personId, ubl }, effects: await rowsOf(`token where person_id = '${personId}' and kind = 'invoice-code'`) }
  },
  '/api/v1/people/:id/invoices/:invoice/deliveries': async () => {
    const personId = await invoiced()
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/invoices`, INVOICE))
    return { path: `/api/v1/people/${personId}/invoices/${id}/deliveries`, body: {}, effects: await rowsOf(`invoice_delivery where person_id = '${personId}'`) }
  },
  '/api/v1/invoice-reminders': async () => {
    const personId = await invoiced()
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/invoices`, { ...INVOICE, issuedOn: '2026-01-02', dueOn: '2026-01-02' }))
    return { path: '/api/v1/invoice-reminders', body: { invoices: [{ person: personId, invoice: id }] }, effects: await rowsOf(`invoice_reminder where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/peppol-documents/:delivery/answers': async () => {
    const personId = await invoiced()
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/invoices`, INVOICE))
    const { deliveries: [delivery] } = await bodyOf<{ deliveries: { id: string }[] }>(post(`/api/v1/people/${personId}/invoices/${id}/deliveries`, {}))
    await database.superuser("update invoice_delivery set way = 'peppol' where person_id = $1", [personId])
    return { path: `/api/v1/people/${personId}/peppol-documents/${delivery!.id}/answers`, body: { outcome: 'delivered' }, effects: await rowsOf(`invoice_delivery where person_id = '${personId}' and state = 'sent'`) }
  },
  '/api/v1/letter-batches': async () => {
    await waitingLetter()
    return { path: '/api/v1/letter-batches', effects: await rowsOf('letter_batch') }
  },
  '/api/v1/letter-batches/:id/ends': async () => {
    await waitingLetter()
    const { batches } = await bodyOf<{ batches: { id: string; state: string }[] }>(post('/api/v1/letter-batches', undefined))
    const { id } = batches.find((one) => one.state === 'waiting')!
    return { path: `/api/v1/letter-batches/${id}/ends`, body: { how: 'cancelled' }, effects: () => count(`letter_batch where batch_id = '${id}' and state = 'cancelled'`) }
  },
  '/api/v1/people/:id/invoices/:invoice/deliveries/:delivery/ends': async () => {
    const personId = await invoiced()
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/invoices`, INVOICE))
    const { deliveries: [delivery] } = await bodyOf<{ deliveries: { id: string }[] }>(post(`/api/v1/people/${personId}/invoices/${id}/deliveries`, {}))
    return { path: `/api/v1/people/${personId}/invoices/${id}/deliveries/${delivery!.id}/ends`, body: { how: 'cancelled' }, effects: await rowsOf(`invoice_delivery where person_id = '${personId}' and state = 'cancelled'`) }
  },
  '/api/v1/people/:id/invoices/:invoice/questions/:question/answers': async () => {
    const personId = await invoiced()
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/invoices`, INVOICE))
    await database.write((tx) => askAboutInvoice(tx, house.keeper, { personId: personId as PersonId, invoiceId: id, words: 'Why?', language: 'en' }))
    const { rows } = await database.superuser('select ticket_id as id from ticket where person_id = $1', [personId])
    return { path: `/api/v1/people/${personId}/invoices/${id}/questions/${rows[0].id}/answers`, body: { answer: 'Because.' }, effects: await rowsOf(`ticket_line where person_id = '${personId}' and kind = 'answered'`) }
  },
  '/api/v1/tickets': async () => {
    await database.superuser("insert into incoming_address (address_id, taker, name, open_address, language, created_at, created_by) select gen_random_uuid(), 'tickets', 'Support', 'support@company.example', 'sv', now(), staff_id from staff where not exists (select from incoming_address where taker = 'tickets') limit 1")
    const sender = `form${customers++}@example.org`
    return { path: '/api/v1/tickets', body: { sender, subject: 'Delivery', words: 'Where is it?' }, effects: await rowsOf(`ticket where sender = '${sender}'`) }
  },
  '/api/v1/people/:id/tickets': async () => {
    const personId = await invoiced()
    return { path: `/api/v1/people/${personId}/tickets`, body: { subject: 'Delivery', words: 'Called.' }, effects: await rowsOf(`ticket where person_id = '${personId}'`) }
  },
  '/api/v1/tickets/:owner/:id/replies': async () => {
    const { owner, id, lastLine } = await newTicket()
    return { path: `/api/v1/tickets/${owner}/${id}/replies`, body: { words: 'On its way.', after: lastLine }, effects: await rowsOf(`ticket_line where ticket_id = '${id}' and kind = 'answered'`) }
  },
  '/api/v1/tickets/:owner/:id/notes': async () => {
    const { owner, id } = await newTicket()
    return { path: `/api/v1/tickets/${owner}/${id}/notes`, body: { words: 'Ask the carrier.' }, effects: await rowsOf(`ticket_line where ticket_id = '${id}' and kind = 'noted'`) }
  },
  '/api/v1/tickets/:owner/:id/requests': async () => {
    const { owner, id, lastLine } = await newTicket()
    return { path: `/api/v1/tickets/${owner}/${id}/requests`, body: { kind: 'access', line: lastLine }, effects: await rowsOf(`request where person_id = '${owner}'`) }
  },
  '/api/v1/tickets/:owner/:id/readers': async () => {
    const { owner, id } = await newTicket()
    return { path: `/api/v1/tickets/${owner}/${id}/readers`, body: { isWriting: false }, effects: await rowsOf(`ticket_reader where ticket_id = '${id}'`) }
  },
  '/api/v1/people/:id/calls': async () => {
    const personId = await invoiced()
    return { path: `/api/v1/people/${personId}/calls`, body: { purpose: 'contract', outcome: 'incoming' }, effects: await rowsOf(`activity where person_id = '${personId}'`) }
  },
  '/api/v1/activities': async () => {
    const personId = await invoiced()
    return { path: '/api/v1/activities', body: { title: 'Ring', person: personId }, effects: await rowsOf(`activity where person_id = '${personId}'`) }
  },
  '/api/v1/activities/:person/:activity/invitations': async () => {
    const { personId } = await customer(database, `invited${customers++}@example.org`)
    const { of, id } = await bodyOf<{ of: string; id: string }>(post('/api/v1/activities', { kind: 'meeting', title: 'Möte', person: personId, dueOn: '2026-04-01', dueTime: '10:00' }))
    return { path: `/api/v1/activities/${of}/${id}/invitations`, effects: await rowsOf(`invitation where person_id = '${personId}'`) }
  },
  '/api/v1/activities/:person/:activity/completions': async () => {
    const path = await plannedActivity()
    return { path: `${path}/completions`, effects: await rowsOf('activity where done_at is not null') }
  },
  '/api/v1/activities/:person/:activity/reopenings': async () => {
    const path = await plannedActivity()
    await post(`${path}/completions`, undefined)
    return { path: `${path}/reopenings`, effects: await rowsOf('activity where done_at is null') }
  },
  '/api/v1/activities/:person/:activity/restorations': async () => {
    const path = await plannedActivity()
    assert.equal((await app.request(path, { method: 'DELETE', headers: headersOf({}, {}), body: textOf({}) })).status, 200)
    return { path: `${path}/restorations`, effects: await rowsOf('activity where removed_at is null') }
  },
  '/api/v1/leads': async () => ({ path: '/api/v1/leads', body: newLead(), effects: await rowsOf('lead') }),
  '/api/v1/people/:id/leads/:lead/contacts': async () => onLead('contacts', { surface: 'phone', told: true }, 'contacted'),
  '/api/v1/people/:id/leads/:lead/renewals': async () => onLead('renewals', { words: 'Vill ses' }, 'renewed'),
  '/api/v1/people/:id/leads/:lead/endings': async () => onLead('endings', { why: 'said-no' }, 'declined'),
  '/api/v1/people/:id/leads/:lead/deals': async () => onLead('deals', await newDeal(), 'qualified'),
  '/api/v1/mass-changes': async () => {
    const personId = await invoiced()
    return { path: '/api/v1/mass-changes', body: titled(personId), effects: await rowsOf(`mass_change_person where person_id = '${personId}'`) }
  },
  '/api/v1/mass-changes/:id/runs': async () => {
    const id = await triedChange()
    return { path: `/api/v1/mass-changes/${id}/runs`, effects: await rowsOf(`mass_change where mass_change_id = '${id}' and state = 'waiting'`) }
  },
  '/api/v1/mass-changes/:id/stops': async () => {
    const id = await triedChange()
    return { path: `/api/v1/mass-changes/${id}/stops`, effects: await rowsOf(`mass_change where mass_change_id = '${id}' and state = 'cancelled'`) }
  },
  '/api/v1/mass-changes/:id/undoings': async () => {
    const id = await triedChange()
    await database.superuser("update mass_change set state = 'done', started_at = $2, finished_at = $2 where mass_change_id = $1", [id, database.now])
    return { path: `/api/v1/mass-changes/${id}/undoings`, effects: await rowsOf(`mass_change where mass_change_id = '${id}' and state = 'undoing'`) }
  },
  '/api/v1/people/:id/deals': async () => {
    const personId = await invoiced()
    return { path: `/api/v1/people/${personId}/deals`, body: await newDeal(), effects: await rowsOf(`deal where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/deals/:deal/endings': async () => {
    const personId = await invoiced()
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/deals`, await newDeal()))
    return { path: `/api/v1/people/${personId}/deals/${id}/endings`, body: { state: 'lost', why: 'price' }, effects: await rowsOf(`deal_change where person_id = '${personId}' and kind = 'lost'`) }
  },
  '/api/v1/people/:id/deals/:deal/reopenings': async () => {
    const personId = await invoiced()
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/deals`, await newDeal()))
    await post(`/api/v1/people/${personId}/deals/${id}/endings`, { state: 'won' })
    return { path: `/api/v1/people/${personId}/deals/${id}/reopenings`, effects: await rowsOf(`deal_change where person_id = '${personId}' and kind = 'reopened'`) }
  },
  '/api/v1/people/:id/deals/:deal/quotes': async () => {
    const { personId, quotes } = await newQuote()
    return { path: quotes, body: QUOTE, effects: await rowsOf(`quote where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/quotes/:quote/mails': async () => {
    const { personId, quote } = await newQuote()
    return { path: `${quote}/mails`, effects: await rowsOf(`quote_mail where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/quotes/:quote/answers': async () => {
    const { personId, quote } = await newQuote()
    return { path: `${quote}/answers`, body: { yes: false, how: 'phone', on: '2026-03-02' }, effects: await rowsOf(`deal_change where person_id = '${personId}' and kind = 'quote-declined'`) }
  },
  '/api/v1/people/:id/quotes/:quote/withdrawals': async () => {
    const { personId, quote } = await newQuote()
    return { path: `${quote}/withdrawals`, effects: await rowsOf(`deal_change where person_id = '${personId}' and kind = 'quote-withdrawn'`) }
  },
  '/api/v1/people/:id/quotes/:quote/undos': async () => {
    const { personId, quote } = await newQuote()
    await post(`${quote}/withdrawals`, undefined)
    return { path: `${quote}/undos`, effects: await rowsOf(`deal_change where person_id = '${personId}' and kind = 'quote-undone'`) }
  },
  '/api/v1/people/:id/quotes/:quote/invoices': async () => {
    const { personId, quote } = await newQuote()
    await post(`${quote}/answers`, { yes: true, how: 'phone', on: '2026-03-02' })
    return { path: `${quote}/invoices`, effects: await rowsOf(`invoice where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/subscriptions': async () => {
    const personId = await invoiced()
    return { path: `/api/v1/people/${personId}/subscriptions`, body: SUBSCRIPTION, effects: await rowsOf(`subscription where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/subscriptions/:subscription/changes': async () => {
    const personId = await invoiced()
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/subscriptions`, SUBSCRIPTION))
    return { path: `/api/v1/people/${personId}/subscriptions/${id}/changes`, body: { kind: 'ended', day: '2026-12-31' }, effects: await rowsOf(`subscription_change where person_id = '${personId}'`) }
  },
  '/api/v1/companies': async () => ({ path: '/api/v1/companies', body: COMPANY, effects: await rowsOf('company') }),
  '/api/v1/companies/:id/undos': async () => {
    const id = await company()
    return { path: `/api/v1/companies/${id}/undos`, body: { version: 1 }, effects: () => count(`company_change where company_id = '${id}' and kind = 'undone'`) }
  },
  '/api/v1/companies/:id/merges': async () => {
    const id = await company()
    return { path: `/api/v1/companies/${id}/merges`, body: { other: await company(), version: 1 }, effects: () => count(`company where merged_into = '${id}'`) }
  },
  '/api/v1/companies/:id/relations': async () => {
    const id = await company()
    return { path: `/api/v1/companies/${id}/relations`, body: { kind: 'customer', other: await company() }, effects: () => count(`company_relation where company_id = '${id}'`) }
  },
  '/api/v1/companies/:id/people': async () => {
    const id = await company()
    return { path: `/api/v1/companies/${id}/people`, body: { givenName: 'Eva', familyName: 'Ny', role: { email: `eva.${customers++}@bolag.example` }, source: 's', collected: 'self', purposes: ['contract'], ground: 'contract' }, effects: () => count(`company_role where company_id = '${id}'`) }
  },
  '/api/v1/people/:id/roles': async () => {
    const { personId } = await customer(database, `role.${customers++}@example.org`)
    return { path: `/api/v1/people/${personId}/roles`, body: { company: await company() }, effects: () => count(`company_role where person_id = '${personId}'`) }
  },
  '/api/v1/teams': async () => ({ path: '/api/v1/teams', body: { name: `Team ${customers++}`, members: [] }, effects: await rowsOf('team') }),
  '/api/v1/invoice-runs': async () => {
    await invoiced()
    return { path: '/api/v1/invoice-runs', body: { upTo: '2026-04-01' }, effects: await rowsOf('invoice_run') }
  },
  '/api/v1/invoice-runs/files': async () => {
    await invoiced()
    return { path: '/api/v1/invoice-runs/files', body: `Kundnummer;Text;Moms;Belopp\nK-1;Lampa ${customers++};25;100\n`, headers: { 'content-type': 'text/csv', 'x-file-name': 'a.csv' }, effects: await rowsOf('invoice_run') }
  },
  '/api/v1/invoice-runs/lists': async () => {
    await invoiced()
    return { path: '/api/v1/invoice-runs/lists', body: { name: 'April', invoices: [{ customer: `K-${customers++}`, lines: [{ description: 'Lampa', quantity: '1', price: '100', supply: 'standard' }] }] }, effects: await rowsOf('invoice_run') }
  },
  '/api/v1/invoice-runs/:id/starts': async () => {
    const path = await invoiceRun('rehearsed')
    return { path: `${path}/starts`, body: { deliver: false }, effects: () => count(`invoice_run where run_id = '${path.split('/').at(-1)}' and state = 'waiting'`) }
  },
  '/api/v1/invoice-runs/:id/cancellations': async () => {
    const path = await invoiceRun('rehearsed')
    return { path: `${path}/cancellations`, effects: () => count(`invoice_run where run_id = '${path.split('/').at(-1)}' and state = 'cancelled'`) }
  },
  '/api/v1/invoice-runs/:id/undos': async () => {
    const path = await invoiceRun('done')
    return { path: `${path}/undos`, effects: () => count(`invoice_run where undoes = '${path.split('/').at(-1)}'`) }
  },
  '/api/v1/people/:id/notes': async () => {
    const { personId } = await customer(database, `noted.${customers++}@example.org`)
    return { path: `/api/v1/people/${personId}/notes`, body: NOTE, effects: await rowsOf(`note where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/notes/:note/restorations': async () => {
    const { personId } = await customer(database, `noted.${customers++}@example.org`)
    const { notes: [note] } = await bodyOf<{ notes: { id: string }[] }>(post(`/api/v1/people/${personId}/notes`, NOTE))
    assert.equal((await app.request(`/api/v1/people/${personId}/notes/${note!.id}`, { method: 'DELETE', headers: headersOf({}, {}), body: textOf({}) })).status, 200)
    return { path: `/api/v1/people/${personId}/notes/${note!.id}/restorations`, effects: await rowsOf(`note where person_id = '${personId}' and removed_at is null`) }
  },
  '/api/v1/people/:id/letters': async () => {
    const { personId } = await customer(database, `written.${customers++}@example.org`)
    return { path: `/api/v1/people/${personId}/letters`, body: { purpose: 'contract', subject: 'Hello', words: 'Again.' }, effects: await rowsOf(`correspondence where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/letter-logs': async () => {
    const { personId } = await customer(database, `logged.${customers++}@example.org`)
    await post('/api/v1/log-addresses', { language: 'sv' })
    const mail = newId(database.now)
    await database.superuser("insert into incoming_mail (person_id, mail_id, way, address_id, received_at, sender, subject, size, source, state, reason, not_before, keep_until) select $1, $1, 'api', address_id, $2, 'a@b.example', 'Hello', 9, $3, 'untaken', 'whose', $2, $2 from incoming_address where taker = 'correspondence' and revoked_at is null", [mail, database.now, Buffer.from('Subject: Hello\r\n\r\nHello')])
    return { path: `/api/v1/people/${personId}/letter-logs`, body: { mail }, effects: await rowsOf(`correspondence where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/holds': async () => {
    const { personId } = await customer(database, `held.${customers++}@example.org`)
    return { path: `/api/v1/people/${personId}/holds`, body: HOLD, effects: await rowsOf(`hold where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/holds/:hold/ends': async () => {
    const { personId } = await customer(database, `held.${customers++}@example.org`)
    const { id } = await bodyOf<{ id: string }>(post(`/api/v1/people/${personId}/holds`, HOLD))
    return { path: `/api/v1/people/${personId}/holds/${id}/ends`, effects: () => count(`hold where hold_id = '${id}' and ended_at is not null`) }
  },
  '/api/v1/retention/changes': async () => {
    const changes = [{ purpose: 'trial', retention: { from: 'ground-end', months: 4 + customers++ } }]
    const { id } = await bodyOf<{ id: string }>(post('/api/v1/approvals', { kind: 'retention-change', wish: { changes }, reason: 'less' }))
    await (await signedInStaff(app, house)).browser('POST', `/api/v1/approvals/${id}/decisions`, { approved: true })
    return { path: '/api/v1/retention/changes', body: { changes, note: 'less', approval: id }, effects: await rowsOf('catalogue_version') }
  },
  '/api/v1/duplicates/decisions': async () => {
    const [one, other] = await possiblyOne()
    return { path: '/api/v1/duplicates/decisions', body: { pairs: [[one, other]], decision: 'different' }, effects: () => count(`possible_duplicate where person_id = '${one}' and decision = 'different'`) }
  },
  '/api/v1/merges': async () => {
    const pair = await possiblyOne()
    return { path: '/api/v1/merges', body: { pairs: [pair] }, effects: () => count(`record_alias where person_id = '${pair[0]}'`) }
  },
  '/api/v1/people/:id/separations': async () => {
    const pair = await possiblyOne()
    assert.equal((await post('/api/v1/merges', { pairs: [pair] })).status, 200)
    return { path: `/api/v1/people/${pair[1]}/separations`, body: { decision: 'open' }, effects: () => count(`ledger_entry where person_id = '${pair[1]}' and kind = 'unmerged'`) }
  },
  '/api/v1/renewals': async () => ({ path: '/api/v1/renewals', body: { purposes: ['news'], before: '2026-05-01' }, effects: await rowsOf('mailing') }),
  '/api/v1/retention/clock-confirmations': async () => {
    await database.superuser('delete from clock_mark')
    return { path: '/api/v1/retention/clock-confirmations', effects: await rowsOf('clock_mark') }
  },
  '/api/v1/colleagues/:id/departures': async () => {
    const leaver = await database.write((tx) => addStaff(tx, 'Leaver', null, ['seller']))
    return { path: `/api/v1/colleagues/${leaver}/departures`, body: {}, effects: await rowsOf(`staff_departure where staff_id = '${leaver}'`) }
  },
  '/api/v1/look-notices/:id/acknowledgements': async () => {
    const [reader, notice] = [await database.write((tx) => addStaff(tx, 'Reader', null, ['seller'])), randomUUID()]
    await database.superuser("insert into look_notice (notice_id, staff_id, day, raised_at, since, people, opened, listed, exported) values ($1, $2, '2026-03-02', $3, $3, 201, 201, 0, 0)", [notice, reader, database.now])
    return { path: `/api/v1/look-notices/${notice}/acknowledgements`, body: { words: 'Stocktaking.' }, effects: () => count(`look_notice where notice_id = '${notice}' and acknowledged_at is not null`) }
  },
  '/api/v1/people/:id/erasures': async () => {
    const personId = await forgettable()
    return { path: `/api/v1/people/${personId}/erasures`, body: {}, effects: await rowsOf(`erasure where person_id = '${personId}'`) }
  },
  '/api/v1/erasures': async () => {
    const personId = await forgettable()
    return { path: '/api/v1/erasures', body: { people: [personId] }, effects: await rowsOf(`erasure where person_id = '${personId}'`) }
  },
  '/api/v1/people/:id/copies': async () => {
    const { person } = await openedRequest()
    return { path: `/api/v1/people/${person}/copies`, body: { kind: 'access' }, effects: await rowsOf(`access_copy where person_id = '${person}'`) }
  },
  '/api/v1/people/:id/copies/:copy/places': async () => {
    const copy = await begunCopy()
    return { path: `${copy}/places`, body: { place: 'ground.evidence', mark: '0'.repeat(64), start: 0, end: 3, kind: 'chosen', shown: false, reason: 'test' }, effects: await rowsOf('access_redaction') }
  },
  '/api/v1/people/:id/copies/:copy/hand-overs': async () => {
    const copy = await begunCopy()
    return { path: `${copy}/hand-overs`, body: { how: 'page' }, effects: () => count(`access_copy where copy_id = '${copy.split('/').at(-1)}' and given_at is not null`) }
  },
  '/api/v1/people/:id/requests': async () => {
    const { person } = await openedRequest()
    return { path: `/api/v1/people/${person}/requests`, body: { kind: 'access', how: 'phone' }, effects: await rowsOf(`request where person_id = '${person}'`) }
  },
  '/api/v1/requests': async () => ({
    path: '/api/v1/requests', body: { name: 'Anna Berg', contact: { kind: 'email', value: `begar.${randomUUID()}@example.org` }, kind: 'access', how: 'mail' }, effects: await rowsOf('request where stranger'),
  }),
  '/api/v1/people/:id/requests/:request/searches': async () => {
    const { path, request } = await takenIn()
    return { path: `${path}/searches`, body: {}, effects: await rowsOf(`request_step where request_id = '${request}' and kind = 'searched'`) }
  },
  '/api/v1/people/:id/requests/:request/links': async () => {
    const { path, request } = await takenIn()
    const { person } = await openedRequest()
    await post(`${path}/searches`, {})
    return { path: `${path}/links`, body: { person }, effects: () => count(`request where request_id = '${request}' and person_id = '${person}'`) }
  },
  '/api/v1/people/:id/requests/:request/steps': async () => {
    const { path, request } = await openedRequest()
    return { path: `${path}/steps`, body: { kind: 'note', words: 'Called back.' }, effects: await rowsOf(`request_step where request_id = '${request}'`) }
  },
  '/api/v1/people/:id/requests/:request/extensions': async () => {
    const { path, request } = await openedRequest()
    return { path: `${path}/extensions`, body: { reason: 'complex', words: 'It lies in three systems.' }, effects: () => count(`request where request_id = '${request}' and extended_at is not null`) }
  },
  '/api/v1/people/:id/requests/:request/answers': async () => {
    const { path, request } = await openedRequest()
    return { path: `${path}/answers`, body: { outcome: 'granted' }, effects: () => count(`request where request_id = '${request}' and state = 'answered'`) }
  },
  '/api/v1/people/:id/requests/:request/documents': async () => {
    const { path, request } = await openedRequest()
    return { path: `${path}/documents`, body: { mediaType: 'text/plain', content: 'SGVq' }, effects: await rowsOf(`request_document where request_id = '${request}'`) }
  },
  '/api/v1/connected-systems/:id/pauses': async () => {
    const id = await connectedSystem()
    return { path: `/api/v1/connected-systems/${id}/pauses`, effects: () => count(`connected_system where system_id = '${id}' and paused_at is not null`) }
  },
  '/api/v1/connected-systems/:id/resumptions': async () => {
    const id = await connectedSystem()
    await database.superuser('update connected_system set paused_at = created_at where system_id = $1', [id])
    return { path: `/api/v1/connected-systems/${id}/resumptions`, effects: () => count(`connected_system where system_id = '${id}' and paused_at is null`) }
  },
  '/api/v1/system-tasks/:id/answers': async () => {
    const id = await systemTask()
    return { path: `/api/v1/system-tasks/${id}/answers`, body: { status: 'done', words: 'They said so by phone.' }, effects: () => count(`system_task where task_id = '${id}' and state = 'done'`) }
  },
  '/api/v1/system-tasks/:id/calls': async () => {
    const id = await systemTask()
    await database.superuser("update system_task set next_try = next_try + interval '1 day' where task_id = $1", [id])
    return { path: `/api/v1/system-tasks/${id}/calls`, effects: () => count(`system_task where task_id = '${id}' and next_try = asked_at`) }
  },
  '/api/v1/saved-views': async () => ({ path: '/api/v1/saved-views', body: { name: 'All', shared: false, columns: ['given_name'], where: [], search: '', sort: { by: 'name', direction: 'up' } }, effects: await rowsOf('saved_view') }),
  '/api/v1/fields/:key/removals': async () => {
    await database.superuser("update field_ending set state = 'cancelled'")
    return { path: '/api/v1/fields/gender/removals', body: { start: 'tomorrow', note: 'nobody asks' }, effects: await rowsOf('field_ending') }
  },
  '/api/v1/field-removals/:id/cancellations': async () => {
    await database.superuser("update field_ending set state = 'cancelled'")
    const id = newId(database.now)
    await database.superuser(`insert into field_ending (ending_id, field_key, kind, note, state, starts_at, asked_at, asked_by) values ($1, 'gender', 'removal', '', 'waiting', $2, $2, $1)`, [id, database.now])
    return { path: `/api/v1/field-removals/${id}/cancellations`, effects: () => count(`field_ending where ending_id = '${id}' and state = 'cancelled'`) }
  },
  '/api/v1/export-jobs': async () => {
    await exportsEnded()
    return { path: '/api/v1/export-jobs', body: EXPORT, effects: await rowsOf('export_job') }
  },
  '/api/v1/export-jobs/:id/cancellations': async () => {
    const id = await askedExport()
    return { path: `/api/v1/export-jobs/${id}/cancellations`, effects: () => count(`export_job where export_id = '${id}' and state = 'cancelled'`) }
  },
  '/api/v1/export-jobs/:id/links': async () => {
    const id = await askedExport()
    await database.superuser("update export_job set state = 'done', started_at = created_at, finished_at = created_at where export_id = $1", [id])
    return { path: `/api/v1/export-jobs/${id}/links`, effects: () => count(`export_job where export_id = '${id}' and link_hash is not null`) }
  },
}

/** The answer as a client sees it. */
async function seen(answer: Response): Promise<{ status: number; type: string | null; replayed: boolean; body: string }> {
  return { status: answer.status, type: answer.headers.get('content-type'), replayed: answer.headers.has('idempotent-replayed'), body: await answer.text() }
}

async function succeeds(attempt: Attempt, key: string) {
  const answer = await seen(await send(attempt, key))
  assert.ok(answer.status >= 200 && answer.status < 300, `${attempt.path}: ${answer.status} ${answer.body}`)
  assert.equal(answer.replayed, false, attempt.path)
  return answer
}

test('every POST of the route table that changes something is tried, or says that it takes no key', async () => {
  const posts = ROUTES.filter(({ method, who, effect, claims }) => method === 'POST' && effect === 'changes' && who.startsWith('staff') && claims !== 'never').map(({ path }) => path)
  assert.deepEqual(posts.toSorted(), Object.keys(ATTEMPTS).toSorted())
  for (const { path } of ROUTES.filter(({ claims }) => claims === 'never')) assert.equal((await bodyOf<ProblemDetails>(post(path, {}, { 'idempotency-key': 'x' }))).field, 'Idempotency-Key')
})

interface Sent { attempt: Attempt; key: string; first: Awaited<ReturnType<typeof seen>> }
let sent: Promise<Sent[]> | undefined

/** Each of them once, with a key and one effect: what several stories then go on with. */
function allSent(): Promise<Sent[]> {
  sent ??= (async () => {
    const all: Sent[] = []
    for (const prepare of Object.values(ATTEMPTS)) {
      const [attempt, key] = [await prepare(), randomUUID()]
      all.push({ attempt, key, first: await succeeds(attempt, key) })
      assert.equal(await attempt.effects(), 1, attempt.path)
    }
    return all
  })()
  return sent
}

test('DU-07: sent twice, there is one effect and the same answer', async () => {
  const all = await allSent()
  const between = await rowHash(database)
  for (const { attempt, key, first } of all) assert.deepEqual(await seen(await send(attempt, key)), { ...first, replayed: true }, attempt.path)
  assert.equal(await rowHash(database), between)
})

test('DU-07: fifty at once, one has the effect; the others are told it is in flight, or get its answer', async (t) => {
  t.diagnostic(`n = ${PARALLEL} per route`)
  for (const prepare of Object.values(ATTEMPTS)) {
    const attempt = await prepare()
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: PARALLEL }, async () => seen(await send(attempt, key))))
    const [first, ...more] = answers.filter((one) => one.status !== 409 && !one.replayed)
    assert.ok(first && first.status < 300 && more.length === 0, `${attempt.path}: ${first?.status} and ${more.length} more`)
    for (const one of answers.filter((each) => each.replayed)) assert.deepEqual(one, { ...first, replayed: true })
    assert.equal(await attempt.effects(), 1, attempt.path)
  }
})

test('DU-07: the same key for another request is refused, and changes nothing', async () => {
  const all = await allSent()
  const between = await rowHash(database)
  for (const { attempt, key } of all) {
    const other = await send({ ...attempt, body: attempt.body === undefined ? {} : `${textOf(attempt.body)} ` }, key)
    assert.deepEqual([other.status, (await bodyOf<ProblemDetails>(other)).field], [422, 'Idempotency-Key'], attempt.path)
  }
  assert.equal(await rowHash(database), between)
})

test('DU-07: cut off before the answer, sent again, there is one effect', async () => {
  for (const prepare of Object.values(ATTEMPTS)) {
    const attempt = await prepare()
    const key = randomUUID()
    await sendAndHangUp(attempt, key)
    await eventually(async () => (await attempt.effects()) === 1)
    const again = await eventually(async () => {
      const answer = await seen(await send(attempt, key))
      return answer.status === 409 ? undefined : answer
    })
    assert.ok(again.replayed && again.status < 300, `${attempt.path}: ${again.status}`)
    assert.equal(await attempt.effects(), 1, attempt.path)
  }
})

/** Sends the whole request over a connection of its own and is gone. */
function sendAndHangUp({ path, body, headers }: Attempt, key: string): Promise<void> {
  const bytes = Buffer.from(body === undefined ? '' : textOf(body))
  const head = { ...headersOf(body, { ...headers, 'idempotency-key': key }), host: 'localhost', 'content-length': String(bytes.length) }
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${lines}\r\n`), bytes]), () => socket.destroy()))
    socket.on('error', reject).on('close', () => resolve())
  })
}

async function eventually<Result>(look: () => Promise<Result | undefined | false>): Promise<Result> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it did not come to be')
}

test('the same key is another one for another actor, and nothing of an answer can be read in the database', async () => {
  const one = await bodyOf<IssuedApiKey>(post('/api/v1/api-keys', { name: 'shop', purposes: ['contract'] }, { 'idempotency-key': 'secret-order' }))
  const other = await bodyOf<IssuedApiKey>(post('/api/v1/api-keys', { name: 'till', purposes: ['contract'] }))
  const byKey = (key: string) => post('/api/v1/imports', FILE, { authorization: `Bearer ${key}`, 'idempotency-key': 'mine', 'content-type': 'text/csv', 'x-file-name': 'a.csv' })
  assert.notEqual(await bodyOf<{ id: string }>(byKey(one.key)).then((each) => each.id), await bodyOf<{ id: string }>(byKey(other.key)).then((each) => each.id))
  const { rows } = await database.superuser('select key_hash, request_hash, answer from idempotent_request where answer is not null')
  assert.ok(rows.length > 1)
  for (const row of rows as Record<string, Buffer>[]) for (const bytes of Object.values(row)) assert.equal(bytes.includes(one.key), false)
})

test('a refusal is an answer too; a failure is none, and leaves nothing behind', async () => {
  const refused = { ...MAILING, purposes: ['nonsense'] }
  const [first, second] = [await seen(await post('/api/v1/mailings', refused, { 'idempotency-key': 'r' })), await seen(await post('/api/v1/mailings', refused, { 'idempotency-key': 'r' }))]
  assert.deepEqual([first.status, first.type], [400, 'application/problem+json'])
  assert.deepEqual(second, { ...first, replayed: true })

  const attempt = await ATTEMPTS['/api/v1/people/:id/choices']!()
  const { journal } = house.keeper
  house.keeper.journal = () => Promise.reject(new Error('the keeper is away'))
  const between = await rowHash(database)
  assert.equal((await send(attempt, 'f')).status, 500)
  house.keeper.journal = journal
  assert.equal(await rowHash(database), between)
  await succeeds(attempt, 'f')
  assert.equal(await attempt.effects(), 1)
})

test('a key is 1 to 255 visible characters', async () => {
  for (const key of ['with space', '~'.repeat(256), 'å']) {
    const answer = await post('/api/v1/mailings', MAILING, { 'idempotency-key': key })
    assert.deepEqual([answer.status, (await bodyOf<ProblemDetails>(answer)).field], [400, 'Idempotency-Key'])
  }
})

test('what only reads is answered anew: no old yes of the gate is repeated', async () => {
  const { personId } = await customer(database, 'anew@example.org')
  const ask = () => post('/api/v1/decisions', { questions: [{ person: personId, purpose: 'contract', channel: 'email' }] }, { 'idempotency-key': 'd' })
  const allowed = async () => (await bodyOf<{ decisions: { allowed: boolean }[] }>(ask())).decisions[0]!.allowed
  assert.equal(await allowed(), true)
  await database.superuser('update ground set ended_at = $1 where person_id = $2', [database.now, personId])
  assert.equal(await allowed(), false)
})

test('DU-07: after 25 hours a key is new', async () => {
  const all = await allSent()
  database.now = new Date(database.now.getTime() + 25 * HOUR_MS)
  const signIn = await app.request(await database.write((tx) => createSignInLink(tx, staffId)), { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
  cookie = signIn.headers.get('set-cookie')!.split(';')[0]!
  for (const { attempt, key } of all) {
    const answer = await seen(await send(attempt, key))
    assert.equal(answer.replayed, false, attempt.path)
    assert.equal(answer.body !== '' && JSON.parse(answer.body).field === 'Idempotency-Key', false, attempt.path)
  }
})
