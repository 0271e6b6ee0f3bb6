import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Colleague, Invitation } from '../../src/doors/api/colleagues-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { Role, RoleWish } from '../../src/doors/api/roles-resource.ts'
import type { Session } from '../../src/doors/api/session-resource.ts'
import { maySend } from '../../src/doors/clock/may-send.ts'
import { workImport } from '../../src/imports/work-import.ts'
import { pauseMailings } from '../../src/messages/pause-mailings.ts'
import { bodyOf, signedInStaff, staffedHouse, type Browser, type StaffedHouse } from '../house.ts'
import { customer } from '../register.ts'
import { rowHash } from '../row-hash.ts'

// Colleagues, their roles, and what takes two of them. AU-07, AZ-04, AZ-09, AZ-10.

let desk: StaffedHouse
let admin: Browser
let adminId: string
/** Of the administrator who is signed in. */
let cookie: string

before(async () => {
  desk = await staffedHouse()
  ;({ browser: admin, cookie } = desk)
  adminId = (await colleagues())[0]!.id
})

const colleagues = async () => (await bodyOf<{ colleagues: Colleague[] }>(admin('GET', '/api/v1/colleagues'))).colleagues
const statusOf = async (answer: Promise<Response>) => (await answer).status
const NARROW: RoleWish = { name: 'Front desk', permissions: ['people.read', 'people.write'], purposes: null, readable: ['given_name', 'city'], writable: ['city'] }

test('the first colleague is administrator, others are what they are made, and the last administrator stays one', async () => {
  assert.deepEqual((await colleagues())[0]!.roles, ['administrator'])
  const second = await signedInStaff(desk.app, desk.house, ['seller'])
  const give = (by: Browser, whom: string, roles: string[]) => statusOf(by('PUT', `/api/v1/colleagues/${whom}/roles`, { roles }))
  assert.equal(await give(admin, adminId, ['seller']), 403, 'nobody changes their own')
  assert.equal(await give(admin, second.staffId, ['seller', 'administrator']), 200)
  assert.equal((await second.browser('GET', '/api/v1/session')).status, 401, 'what was signed in under other rights has ended')
  const other = await signedInStaff(desk.app, desk.house)
  for (const one of [second.staffId, adminId]) assert.equal(await give(other.browser, one, []), 200)
  assert.equal(await give(other.browser, other.staffId, []), 403)
  // Past the rule that nobody changes their own: the last one stays all the same.
  const { giveRoles } = await import('../../src/staff/give-roles.ts')
  const { EVERYTHING } = await import('../../src/staff/role.ts')
  await assert.rejects(desk.database.write((tx) => giveRoles(tx, other.staffId, [], { staffId: second.staffId, ...EVERYTHING })), /last-administrator/)
  assert.equal(await give(other.browser, adminId, ['administrator']), 200)
  ;({ browser: admin, cookie } = await signedInStaff(desk.app, desk.house))
})

test('nobody gives or makes more than they have', async () => {
  const { key } = await bodyOf<{ key: string }>(admin('POST', '/api/v1/roles', { ...NARROW, name: 'Head of desk', permissions: ['people.read', 'people.write', 'staff.manage'] }))
  const { browser: head } = await signedInStaff(desk.app, desk.house, [key])
  const { staffId } = await signedInStaff(desk.app, desk.house, [])
  const give = (roles: string[]) => statusOf(head('PUT', `/api/v1/colleagues/${staffId}/roles`, { roles }))
  assert.deepEqual([await give(['administrator']), await give(['seller']), await give([key])], [403, 403, 200])
  assert.equal(await statusOf(head('POST', '/api/v1/colleagues', { name: 'X', email: 'x@example.org', roles: ['seller'] })), 403)
  for (const more of [{ permissions: ['people.export'] }, { readable: ['given_name', 'email'] }, { readable: null }]) assert.equal(await statusOf(head('POST', '/api/v1/roles', { ...NARROW, writable: [], ...more })), 403)
  assert.equal(await statusOf(head('POST', '/api/v1/roles', NARROW)), 201)
  assert.equal(await statusOf(head('PUT', `/api/v1/colleagues/${adminId}/roles`, { roles: [] })), 403, 'nor takes it')
})

test('a role is set anew in force from the next request on; a starter stays, and what does not fit is refused', async () => {
  const { key } = await bodyOf<{ key: string }>(admin('POST', '/api/v1/roles', NARROW))
  const { browser } = await signedInStaff(desk.app, desk.house, [key])
  assert.deepEqual((await bodyOf<Session>(browser('GET', '/api/v1/session'))).permissions.toSorted(), ['own', 'people.read', 'people.write'])
  assert.equal(await statusOf(admin('PUT', `/api/v1/roles/${key}`, { ...NARROW, permissions: ['overview.read'] })), 200)
  assert.deepEqual((await bodyOf<Session>(browser('GET', '/api/v1/session'))).permissions.toSorted(), ['overview.read', 'own'])
  assert.equal(await statusOf(admin('PUT', '/api/v1/roles/seller', NARROW)), 409)
  for (const wrong of [{ purposes: ['nonsense'] }, { readable: ['nonsense'] }, { writable: ['email'] }, { writable: null }, { permissions: ['everything'] }]) assert.equal(await statusOf(admin('POST', '/api/v1/roles', { ...NARROW, ...wrong })), 400)
  // AZ-06: read and set back unchanged, it is what it was.
  const was = (await bodyOf<{ roles: Role[] }>(admin('GET', '/api/v1/roles'))).roles.find((one) => one.key === key)!
  const { name, permissions, purposes, readable, writable } = was
  assert.equal(await statusOf(admin('PUT', `/api/v1/roles/${key}`, { name, permissions, purposes, readable, writable })), 200)
  assert.deepEqual((await bodyOf<{ roles: Role[] }>(admin('GET', '/api/v1/roles'))).roles.find((one) => one.key === key), was)
})

test('AU-07: an invitation to an address that is known changes nothing, and one to a colleague who has been here neither', async () => {
  const invite = (email: string) => admin('POST', '/api/v1/colleagues', { name: 'Vera', email, roles: ['seller'] })
  const made = await bodyOf<Invitation>(invite('vera@example.org'))
  assert.match(made.link, /\/sign-in\/[\w-]{43}$/)
  const untouched = await rowHash(desk.database)
  for (const twin of ['vera@example.org', 'Vera@Example.org', 'VERA@EXAMPLE.ORG', ' vera@example.org ', 'ｖera@example.org']) assert.ok([400, 409].includes(await statusOf(invite(twin))), twin)
  assert.equal(await rowHash(desk.database), untouched)
  const path = new URL(made.link).pathname
  const session = await desk.app.request(path, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
  assert.equal(session.status, 303)
  const { browserOf } = await import('../house.ts')
  const vera = browserOf(desk.app, session.headers.get('set-cookie')!.split(';')[0]!)
  assert.equal(await statusOf(vera('GET', '/api/v1/people')), 403, 'a link of a colleague opens no more than the enrolment')
  assert.equal(await statusOf(admin('POST', `/api/v1/colleagues/${made.id}/invitations`)), 409)
})

test('AZ-04: no body carries rights in, and the prototype of objects stays clean', async () => {
  const guesses = { role: 'administrator', roles: ['administrator'], permissions: ['staff.manage'], staffId: adminId, isAdmin: true, admin: true, email: 'x@example.org', given_by: adminId, reaches: [], kind: 'staff', key_hash: 'x' }
  const { staffId, browser } = await signedInStaff(desk.app, desk.house, ['customer-service'])
  const { personId } = await customer(desk.database, 'ida@example.org')
  const bodies: [Browser, string, string, object][] = [
    [browser, 'PATCH', `/api/v1/people/${personId}/values`, { values: { city: 'Lund' } }],
    [browser, 'POST', `/api/v1/people/${personId}/choices`, { choices: [{ kind: 'objected', purpose: 'news', channel: 'email', evidence: { kind: 'api', text: 'x' } }] }],
    [admin, 'PUT', `/api/v1/colleagues/${staffId}/roles`, { roles: ['customer-service'] }],
    [admin, 'POST', '/api/v1/colleagues', { name: 'Y', email: 'y@example.org', roles: [] }],
    [admin, 'POST', '/api/v1/roles', NARROW],
    [admin, 'POST', '/api/v1/api-keys', { name: 'k', purposes: ['news'] }],
  ]
  const untouched = await rowHash(desk.database)
  for (const [caller, method, path, body] of bodies) {
    for (const [name, value] of Object.entries(guesses)) if (!(name in body)) assert.equal(await statusOf(caller(method, path, { ...body, [name]: value })), 400, `${method} ${path} ${name}`)
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      const raw = `${JSON.stringify(body).slice(0, -1)},"${name}":{"isAdmin":true}}`
      const answer = await desk.app.request(path, { method, headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }, body: raw })
      assert.ok(answer.status === 400 || answer.status === 403, `${path} ${name} ${answer.status}`)
    }
  }
  assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined)
  assert.equal(await rowHash(desk.database), untouched)
})

test('AZ-09: an import goes on with the rights that whoever handed it in has at that moment', async () => {
  const { browser, staffId } = await signedInStaff(desk.app, desk.house, ['seller'])
  const upload = await bodyOf<{ id: string; targets: { target: string }[] }>(desk.app.request('/api/v1/imports', {
    method: 'POST', headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/csv', 'x-file-name': 'a.csv' }, body: 'E-post\na@example.org\n',
  }))
  assert.ok(upload.targets.length > 0)
  const settings = { source: 'x', purposes: ['contract'], ground: 'contract', collected: 'self', country: 'SE', mapping: { 'E-post': 'email' } }
  assert.equal(await statusOf(browser('GET', `/api/v1/imports/${upload.id}`)), 404, 'whoever does not see all fields sees their own files')
  await desk.database.superuser('update import set created_by = $1 where import_id = $2', [staffId, upload.id])
  assert.equal(await statusOf(browser('PUT', `/api/v1/imports/${upload.id}/settings`, { ...settings, mapping: { 'E-post': 'customer_number' } })), 403)
  assert.equal(await statusOf(browser('PUT', `/api/v1/imports/${upload.id}/settings`, settings)), 200)
  assert.equal(await statusOf(browser('POST', `/api/v1/imports/${upload.id}/runs`)), 202)
  await desk.database.superuser("update staff_role_of set ended_at = $2 where staff_id = $1", [staffId, desk.database.now])
  await assert.doesNotReject(workImport(desk.database, desk.house.keeper))
  const { rows } = await desk.database.superuser("select state, failure, (select count(*)::int from contact_point where canonical = 'a@example.org') as people from import where import_id = $1", [upload.id])
  assert.deepEqual(rows, [{ state: 'failed', failure: 'imports.rights-lost', people: 0 }])
})

test('AZ-09: a mailing pauses when whoever let it go may send no more, and goes on when somebody who may lets it', async () => {
  const { browser: marketer, staffId } = await signedInStaff(desk.app, desk.house, ['marketer'])
  const content = { sv: { subject: 'Nytt', body: 'Hej {{given_name|du}}!' } }
  const { id } = await bodyOf<{ id: string }>(admin('POST', '/api/v1/mailings', { kind: 'mailing', name: 'Nytt', purposes: ['news'], content }))
  assert.equal(await statusOf(marketer('POST', `/api/v1/mailings/${id}/sendings`)), 202)
  const states = async () => {
    await desk.database.write((tx) => pauseMailings(tx, maySend))
    return (await desk.database.superuser('select state, started_by = $2 as by_marketer from mailing where mailing_id = $1', [id, staffId])).rows[0]
  }
  assert.deepEqual(await states(), { state: 'sending', by_marketer: true }, 'whoever wrote it is not who let it go')
  await desk.database.superuser("update staff_role_of set role_key = 'seller' where staff_id = $1", [staffId])
  assert.deepEqual(await states(), { state: 'paused', by_marketer: true })
  assert.equal(await statusOf(admin('POST', `/api/v1/mailings/${id}/resumptions`)), 202)
  assert.deepEqual(await states(), { state: 'sending', by_marketer: false })
  await desk.database.superuser('update staff set ended_at = $1 where staff_id = (select started_by::uuid from mailing where mailing_id = $2)', [desk.database.now, id])
  assert.equal((await states())?.state, 'paused')
  await desk.database.superuser('update staff set ended_at = null', [])
})

test('AZ-10: a mass export takes two colleagues, and nobody is both', async () => {
  await desk.database.superuser(`insert into person (person_id, person_no, created_at, country, capacity)
    select gen_random_uuid(), (select coalesce(max(person_no), 0) from person) + n, $1, 'SE', 'consumer' from generate_series(1, 1001) n`, [desk.database.now])
  await desk.database.superuser(`insert into ground (person_id, ground_id, purpose_key, basis, since)
    select person_id, gen_random_uuid(), 'contract', 'contract', $1::timestamptz - interval '1 day' from person p where not exists (select from ground g where g.person_id = p.person_id)`, [desk.database.now])
  const { browser: officer } = await signedInStaff(desk.app, desk.house, ['privacy-officer'])
  const wish = { purpose: 'contract', channel: 'none', fields: ['city'], where: [] }
  const take = (by: Browser, more: object = {}) => by('POST', '/api/v1/exports', { ...wish, ...more })
  const alone = await take(officer)
  assert.deepEqual([alone.status, (await bodyOf<ProblemDetails>(alone)).type.split('/').at(-1)], [403, 'second-colleague-needed'])
  const ask = async (by: Browser) => (await bodyOf<{ id: string }>(by('POST', '/api/v1/approvals', { kind: 'mass-export', wish, reason: 'a request of the auditor' }))).id
  const decide = (by: Browser, id: string, approved = true) => statusOf(by('POST', `/api/v1/approvals/${id}/decisions`, { approved }))
  const id = await ask(officer)
  assert.equal(await statusOf(take(officer, { approval: id })), 403, 'not before somebody has looked')
  assert.equal(await decide(officer, id), 403, 'nobody allows their own')
  await assert.rejects(desk.database.superuser('update staff_approval set decided_by = asked_by, decided_at = asked_at, approved = true where approval_id = $1', [id]), /check/)
  const { browser: seller } = await signedInStaff(desk.app, desk.house, ['seller'])
  assert.equal(await decide(seller, id), 403, 'nor does whoever may not export')
  assert.equal(await decide(admin, id), 204)
  assert.equal(await statusOf(take(admin, { approval: id })), 403, 'it is for whoever asked')
  assert.equal(await statusOf(take(officer, { approval: id, fields: ['city', 'email'] })), 403, 'and for exactly this')
  const taken = await take(officer, { approval: id })
  assert.equal(taken.status, 200)
  assert.ok((await taken.text()).split('\r\n').length > 1001)
  assert.equal(await statusOf(take(officer, { approval: id })), 403, 'once')
  const refused = await ask(officer)
  assert.deepEqual([await decide(admin, refused, false), await decide(admin, refused), await statusOf(take(officer, { approval: refused }))], [204, 409, 403])
  const old = await ask(officer)
  await decide(admin, old)
  await desk.database.superuser('update staff_approval set expires_at = $2 where approval_id = $1', [old, desk.database.now])
  assert.equal(await statusOf(take(officer, { approval: old })), 403, 'a day')
})
