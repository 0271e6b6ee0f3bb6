import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApp } from '../../src/doors/app.ts'
import type { Departure, DepartureRehearsal } from '../../src/doors/api/departures-resource.ts'
import type { UploadedImport } from '../../src/doors/api/imports-resource.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import { workImport } from '../../src/imports/work-import.ts'
import { createSignInLink } from '../../src/staff/create-sign-in-link.ts'
import { GONE_THROUGH, STAYS } from '../../src/staff/departures.sql.ts'
import { letGo } from '../../src/staff/let-go.ts'
import type { StaffId } from '../../src/values/ids.ts'
import { bodyOf, browserOf, signedInStaff, staffedHouse, testHouse, type Browser } from '../house.ts'
import { customer } from '../register.ts'

// Somebody leaves (AU-08): everything of theirs is refused on the next request, on this copy and another.

const { database, house, app, staffId: astrid, browser } = await staffedHouse()
/** Another copy of the program over the same database and keeper. */
const elsewhere = createApp({ ...(await testHouse(database)), keeper: house.keeper })

async function sessionOf(staffId: StaffId): Promise<string> {
  const path = await database.write((tx) => createSignInLink(tx, staffId))
  const answer = await app.request(path, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

const keyOf = async (as: Browser, name: string) => (await bodyOf<IssuedApiKey>(as('POST', '/api/v1/api-keys', { name, purposes: ['contract'] }))).key
const FILE = 'Förnamn;E-post\nÅsa;asa@example.org\n'

/** Running, as if a worker were in the middle of it. */
async function runningImport(cookie: string): Promise<string> {
  const { id } = await bodyOf<UploadedImport>(app.request('/api/v1/imports', {
    method: 'POST', headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/csv', 'x-file-name': 'kunder.csv' }, body: FILE,
  }))
  await browserOf(app, cookie)('PUT', `/api/v1/imports/${id}/settings`, {
    source: 'old', purposes: ['contract'], ground: 'contract', collected: 'self', country: 'SE', mapping: { Förnamn: 'given_name', 'E-post': 'email' }, saveMappingAs: 'Old system',
  })
  assert.equal((await browserOf(app, cookie)('POST', `/api/v1/imports/${id}/runs`)).status, 202)
  return id
}

const rowsOf = async (text: string, values: unknown[] = []) => (await database.superuser(text, values)).rows
const leave = (id: string, body: unknown = {}) => browser('POST', `/api/v1/colleagues/${id}/departures`, body)

test('AU-08: sessions, keys, a sign-in link, an import that runs and an export that waits are cut at once, here and on another copy', async () => {
  await customer(database, 'maria@example.org', { values: { given_name: 'Maria' } })
  const bo = await signedInStaff(app, house)
  const heir = await signedInStaff(app, house)
  const cookies = [bo.cookie, await sessionOf(bo.staffId), await sessionOf(bo.staffId)]
  const keys = [await keyOf(bo.browser, 'webshop'), await keyOf(bo.browser, 'till')]
  const importId = await runningImport(bo.cookie)
  const link = await database.write((tx) => createSignInLink(tx, bo.staffId))
  const exportId = '0196a000-0000-7000-8000-0000000000ee'
  await database.superuser(`insert into export_job (export_id, wish, form, state, created_at, created_by) values ($1, '{}', '{}', 'waiting', $2, $3)`, [exportId, database.now, bo.staffId])
  await database.superuser(`insert into mailing (mailing_id, kind, name, purposes, channel, content, audience, state, created_at, created_by) select gen_random_uuid(), 'mailing', 'News ' || state, '{news}', 'email', '{}', '{}', state, $1, $2 from unnest('{draft,sending,done}'::text[]) as s (state)`, [database.now, bo.staffId])
  await database.superuser(`insert into staff_passkey (credential_id, passkey_id, staff_id, name, public_key, counter, transports, synced, created_at, last_used_at) values ('c', gen_random_uuid(), $1, 'phone', '', 0, '{}', true, $2, $2)`, [bo.staffId, database.now])
  await database.superuser(`insert into saved_view (saved_view_id, list, name, shared, columns, filters, search, sort, created_by, created_at, changed_at) values (gen_random_uuid(), 'people', 'Umeå', true, '{}', '[]', '', '{}', $1, $2, $2)`, [bo.staffId, database.now])
  await database.superuser(`insert into staff_identity (identity_id, staff_id, issuer, subject_hash, connected_at) values (gen_random_uuid(), $1, 'https://id.example', '\\x00', $2)`, [bo.staffId, database.now])

  const asks = () => [
    ...[app, elsewhere].flatMap((copy) => cookies.map((cookie) => ({ copy, headers: { cookie, 'sec-fetch-site': 'same-origin' } as Record<string, string> }))),
    ...[app, elsewhere].flatMap((copy) => keys.map((key) => ({ copy, headers: { authorization: `Bearer ${key}` } as Record<string, string> }))),
  ]
  const statuses = () => Promise.all(asks().map(async ({ copy, headers }) => (await copy.request('/api/v1/people', { headers })).status))
  assert.deepEqual([...new Set(await statuses())], [200], 'all of it works before')
  const streamed = await app.request('/api/v1/exports', { method: 'POST', headers: { ...asks()[0]!.headers, 'content-type': 'application/json' }, body: JSON.stringify({ purpose: 'contract' }) })

  const untouched = await rowsOf('select ended_at from staff where staff_id = $1', [bo.staffId])
  const rehearsal = await bodyOf<DepartureRehearsal>(browser('POST', `/api/v1/colleagues/${bo.staffId}/departure-rehearsals`))
  assert.deepEqual([untouched[0].ended_at, await statuses().then((all) => all[0])], [null, 200], 'a rehearsal cuts nothing')

  const answer = await leave(bo.staffId, { handTo: heir.staffId })
  const done = performance.now()
  assert.equal(answer.status, 201)
  const departure = await bodyOf<Departure>(answer)
  assert.equal(departure.state, 'done')

  // Sessions at once everywhere; keys at once here, and within a second where they are remembered.
  const after = await statuses()
  assert.deepEqual(after.slice(0, 8), [401, 401, 401, 401, 401, 401, 401, 401])
  await sleep(Math.max(0, 1_000 - (performance.now() - done)))
  assert.deepEqual(await statuses(), asks().map(() => 401))
  assert.equal((await app.request(link, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })).status, 410)
  await assert.rejects(streamed.text(), 'an export that was being read breaks off')
  assert.equal(await workImport(database, house.keeper), false)
  assert.deepEqual(await rowsOf('select state from import where import_id = $1', [importId]), [{ state: 'cancelled' }])
  assert.deepEqual(await rowsOf('select state from export_job where export_id = $1', [exportId]), [{ state: 'cancelled' }])
  assert.deepEqual(await rowsOf('select name, state, created_by = $1 as handed from mailing order by name', [heir.staffId]), [
    { name: 'News done', state: 'done', handed: false }, { name: 'News draft', state: 'draft', handed: true }, { name: 'News sending', state: 'paused', handed: true },
  ])
  assert.deepEqual(await rowsOf('select name, created_by = $1 as handed from saved_view', [heir.staffId]), [{ name: 'Umeå', handed: true }])

  const told = (all: Departure['cut']) => Object.fromEntries(all.map((one) => [one.what, one.count]))
  assert.deepEqual(told(departure.cut), { sessions: 3, 'sign-in-links': 1, passkeys: 1, identities: 1, 'api-keys': 2, roles: 1, imports: 1, exports: 1, mailings: 1 })
  assert.deepEqual(told(rehearsal.cut), told(departure.cut), 'what was rehearsed is what was cut')
  assert.deepEqual(departure.cut.find((one) => one.what === 'api-keys')?.names.toSorted(), ['till', 'webshop'])
  assert.deepEqual(told(departure.handedOver), { 'import-records': 1, 'import-mappings': 1, 'mailing-records': 2, 'saved-views': 1 })
  const journal = await house.keeper.readJournal()
  assert.deepEqual(journal.filter((one) => one.kind === 'offboarding').map((one) => one.staff), [bo.staffId])
  // Nothing of theirs is left that a second departure would find, and there is no second one.
  assert.equal((await leave(bo.staffId)).status, 404)
})

test('a departure waits for its day, can be called off before it, and is carried out by whichever copy comes first', async () => {
  const cilla = await signedInStaff(app, house)
  const at = new Date(database.now.getTime() + 600_000).toISOString()
  const waiting = await bodyOf<Departure>(leave(cilla.staffId, { at }))
  assert.deepEqual([waiting.state, waiting.cut], ['waiting', []])
  assert.equal((await leave(cilla.staffId)).status, 409)
  assert.equal(await database.write((tx) => letGo(tx, house.keeper)), false)
  assert.equal((await cilla.browser('GET', '/api/v1/session')).status, 200)
  assert.equal((await browser('DELETE', `/api/v1/colleagues/${cilla.staffId}/departures/${waiting.id}`)).status, 204)
  assert.equal((await browser('DELETE', `/api/v1/colleagues/${cilla.staffId}/departures/${waiting.id}`)).status, 409)
  database.now = new Date(database.now.getTime() + 1_000)
  assert.equal((await bodyOf<Departure>(leave(cilla.staffId, { at }))).state, 'waiting')
  database.now = new Date(at)
  const tries = await Promise.all([1, 2].map(() => database.write((tx) => letGo(tx, house.keeper))))
  assert.equal((await cilla.browser('GET', '/api/v1/session')).status, 401)
  let done = tries.filter(Boolean).length
  assert.ok(done >= 1)
  while (await database.write((tx) => letGo(tx, house.keeper))) done += 1
  assert.equal(done, 2, 'the leaving and then the work, each once')
  const fresh = await signedInStaff(app, house)
  const { departures } = await bodyOf<{ departures: Departure[] }>(fresh.browser('GET', `/api/v1/colleagues/${cilla.staffId}/departures`))
  assert.deepEqual(departures.map((one) => [one.state, one.askedBy]), [['done', 'Astrid Nyberg'], ['cancelled', 'Astrid Nyberg']])
})

test('the last administrator cannot leave, nor the last but one when the last has said so', async () => {
  await database.superuser('update staff set ended_at = $2 where staff_id <> $1 and ended_at is null', [astrid, database.now])
  const admin = browserOf(app, await sessionOf(astrid))
  const refused = await admin('POST', `/api/v1/colleagues/${astrid}/departures`, {})
  assert.equal(refused.status, 409)
  const dag = await signedInStaff(app, house)
  const soon = new Date(database.now.getTime() + 60_000).toISOString()
  assert.equal((await admin('POST', `/api/v1/colleagues/${dag.staffId}/departures`, { at: soon })).status, 201)
  assert.equal((await admin('POST', `/api/v1/colleagues/${astrid}/departures`, { at: soon })).status, 409)
  const seller = await signedInStaff(app, house, ['seller'])
  assert.equal((await seller.browser('POST', `/api/v1/colleagues/${dag.staffId}/departures`, {})).status, 403)
  assert.equal((await admin('POST', `/api/v1/colleagues/${seller.staffId}/departures`, { handTo: seller.staffId })).status, 400)
  // Whoever is left alone by the day it comes stays: the program calls it off.
  await database.superuser(`update staff_role_of set ended_at = $2, ended_by = $1 where staff_id = $1`, [astrid, database.now])
  database.now = new Date(soon)
  assert.equal(await database.write((tx) => letGo(tx, house.keeper)), true)
  assert.deepEqual(await rowsOf('select ended_at from staff where staff_id = $1', [dag.staffId]), [{ ended_at: null }])
  assert.deepEqual(await rowsOf('select cancelled_at is not null as off, done_at from staff_departure where staff_id = $1', [dag.staffId]), [{ off: true, done_at: null }])
})

test('the list of what is cut is complete: every table that names a colleague is gone through, or stays for a reason', async () => {
  const named = (await rowsOf(`
    select distinct c.table_name as name from information_schema.columns c
    where c.table_schema = 'public' and c.column_name in ('staff_id', 'created_by', 'saved_by', 'requested_by', 'made_by', 'asked_by', 'set_by', 'given_by', 'owner', 'acknowledged_by')
      and c.table_name !~ '_p\\d\\d$'
    union select c.relname from pg_constraint k join pg_class c on c.oid = k.conrelid where k.confrelid = 'staff'::regclass`)).map((row) => row.name as string)
  assert.ok(named.length > 12)
  const known = [...GONE_THROUGH, ...Object.keys(STAYS), 'catalogue_version']
  assert.deepEqual(named.filter((table) => !known.includes(table)), [])
})
