import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CompanyBody, CompanyPage, CompanyPerson, CompanyWishBody, TeamsBody, WorkBody } from '../../src/doors/api/companies-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import { endRoles } from '../../src/companies/end-roles.ts'
import { decideFor } from '../../src/decisions/decide-for.ts'
import { endGrounds } from '../../src/people/end-grounds.ts'
import { endUnfoundedValues } from '../../src/people/end-unfounded-values.ts'
import { startGrounds } from '../../src/people/start-grounds.ts'
import { selectContactPoints } from '../../src/people/values.sql.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { askDeparture } from '../../src/staff/ask-departure.ts'
import { letGo } from '../../src/staff/let-go.ts'
import { copySections } from '../../src/rights/copy-sections.ts'
import { readAccess } from '../../src/rights/read-access.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { bodyOf, signedInStaff, staffedHouse, type Browser } from '../house.ts'
import { customer } from '../register.ts'

// Companies, the people who have roles at them, and who of us looks after whom.

const { database, house, app, browser, staffId } = await staffedHouse()
const api = (method: string, path: string, body?: unknown, as: Browser = browser) => as(method, `/api/v1${path}`, body)
const add = (wish: CompanyWishBody) => bodyOf<CompanyBody>(api('POST', '/companies', wish))
const refusalOf = async (answer: Response | Promise<Response>) => {
  const { status, field, rule } = await bodyOf<ProblemDetails>(answer)
  return [status, field, rule]
}
const again = ({ name, country, form, number, city, tags }: CompanyBody, but: Partial<CompanyWishBody> & { version: number }) => ({ name, country, form, number, city, tags, ...but })

test('organisation numbers are checked by country, kept in one form and had once; a sole trader is a person (H6)', async (t) => {
  const kept: [string, string, string, string][] = [['SE', '556677-8899', '5566778899', '556677-8899'], ['NO', '923 609 016', '923609016', '923 609 016'], ['DK', '13585628', '13585628', '13585628'], ['FI', '2077474-0', '20774740', '2077474-0']]
  for (const [country, typed, number, written] of kept) {
    const company = await add({ name: `Bolag ${country}`, country, number: typed, form: country === 'SE' ? null : 'company' })
    assert.deepEqual([company.number, company.writtenNumber, company.form], [number, written, 'company'])
    assert.deepEqual(await refusalOf(api('POST', '/companies', { name: 'Samma', country, number, form: 'company' })), [409, 'number', undefined])
  }
  const wrong: [string, string, (string | number | undefined)[]][] = [
    ['SE', '556677-8898', [400, 'number', undefined]], ['NO', '923609017', [400, 'number', undefined]], ['DK', '13585629', [400, 'number', undefined]], ['FI', '2077474-1', [400, 'number', undefined]],
    // A personal identity number, with and without century, and a coordination number.
    ['SE', '811228-9874', [422, 'number', 'H6']], ['SE', '198112289874', [422, 'number', 'H6']], ['SE', '701063-2391', [422, 'number', 'H6']],
  ]
  for (const [country, number, expected] of wrong) assert.deepEqual(await refusalOf(api('POST', '/companies', { name: 'X', country, number, form: 'company' })), expected, `${country} ${number}`)
  // Elsewhere the number does not tell, so the form of business is asked for.
  for (const country of ['NO', 'DK', 'FI', 'DE']) assert.deepEqual(await refusalOf(api('POST', '/companies', { name: 'X', country })), [400, 'form', undefined])
  assert.deepEqual(await refusalOf(api('POST', '/companies', { name: 'Ola Nordmann ENK', country: 'NO', number: '889640782', form: 'sole-trader' })), [422, 'form', 'H6'])
  const { rows } = await database.superuser("select count(*)::int as n from company where coalesce(number, '') like '8112289874' or coalesce(number, '') like '%9874'")
  assert.equal(rows[0].n, 0)
  t.diagnostic(`${kept.length} numbers kept, ${wrong.length + 5} refused`)
})

test('what is done to a company is kept with what stood there before, and the last of it can be taken back', async () => {
  const made = await add({ name: 'Norrbro Fastigheter AB', country: 'SE', number: '556036-0793', city: 'Sundsvall', tags: ['kund', 'Kund', ' fastighet '] })
  assert.deepEqual(made.tags, ['Kund', 'fastighet'])
  assert.deepEqual(made.eInvoice, { scheme: '0007', id: '5560360793' })
  const moved = await bodyOf<CompanyBody>(api('PUT', `/companies/${made.id}`, again(made, { version: 1, city: 'Umeå', owner: staffId })))
  assert.deepEqual([moved.city, moved.owner?.id, moved.version], ['Umeå', staffId, 2])
  assert.deepEqual(moved.changes[0]!.fields, [{ field: 'city', before: 'Sundsvall', after: 'Umeå' }, { field: 'owner', before: null, after: 'Astrid Nyberg' }])
  // Two who had it open: the second is told.
  assert.deepEqual(await refusalOf(api('PUT', `/companies/${made.id}`, again(made, { version: 1, city: 'Luleå' }))), [409, 'version', undefined])
  const { company: back } = await bodyOf<{ company: CompanyBody }>(api('POST', `/companies/${made.id}/undos`, { version: 2 }))
  assert.deepEqual([back.city, back.owner, back.canUndo], ['Sundsvall', null, false])
  assert.equal((await api('DELETE', `/companies/${made.id}?version=3`)).status, 204)
  assert.equal((await api('GET', `/companies/${made.id}`)).status, 404)
  const { company: returned } = await bodyOf<{ company: CompanyBody }>(api('POST', `/companies/${made.id}/undos`, { version: 4 }))
  assert.deepEqual([returned.name, returned.number, returned.changes.map((one) => one.kind)], ['Norrbro Fastigheter AB', '5560360793', ['undone', 'removed', 'undone', 'changed', 'created']])
  const { rows } = await database.superuser('select has_table_privilege($1, $2, $3) as may', ['tillit_app', 'company_change', 'update'])
  assert.equal(rows[0].may, false, 'what was done is never rewritten')
})

test('two turn out to be one and are taken apart again; those with two numbers are two; relations go round nowhere', async () => {
  const [stays, goes, other] = [await add({ name: 'Fjärås Bygg', country: 'SE', form: 'company', tags: ['a'] }), await add({ name: 'Fjärås Bygg AB', country: 'SE', number: '556012-5790', city: 'Fjärås', tags: ['b'] }), await add({ name: 'Annan AB', country: 'SE', number: '556703-7485' })]
  const merged = await bodyOf<CompanyBody>(api('POST', `/companies/${stays.id}/merges`, { other: goes.id, version: 1 }))
  assert.deepEqual([merged.number, merged.city, merged.tags, merged.same.map((one) => one.id)], ['5560125790', 'Fjärås', ['a', 'b'], [goes.id]])
  assert.equal((await bodyOf<CompanyBody>(api('GET', `/companies/${goes.id}`))).mergedInto?.id, stays.id)
  assert.deepEqual(await refusalOf(api('POST', `/companies/${stays.id}/merges`, { other: other.id, version: 2 })), [422, 'other', 'L4'])
  const { company: apart } = await bodyOf<{ company: CompanyBody }>(api('POST', `/companies/${stays.id}/undos`, { version: 2 }))
  assert.deepEqual([apart.number, apart.city, apart.tags, apart.same], [null, null, ['a'], []])
  assert.equal((await bodyOf<CompanyBody>(api('GET', `/companies/${goes.id}`))).mergedInto, null)

  const related = await bodyOf<CompanyBody>(api('POST', `/companies/${goes.id}/relations`, { kind: 'subsidiary', other: other.id }))
  assert.deepEqual(related.relations.map(({ kind, direction, company }) => [kind, direction, company.name]), [['subsidiary', 'of', 'Annan AB']])
  assert.equal((await bodyOf<CompanyBody>(api('GET', `/companies/${other.id}`))).relations[0]!.direction, 'for')
  assert.deepEqual(await refusalOf(api('POST', `/companies/${other.id}/relations`, { kind: 'department', other: goes.id })), [409, 'other', undefined])
  assert.deepEqual(await refusalOf(api('DELETE', `/companies/${other.id}?version=1`)), [409, undefined, undefined], 'something hangs on it')
  assert.equal((await api('DELETE', `/companies/${goes.id}/relations/${related.relations[0]!.id}`)).status, 200)
  assert.equal((await api('DELETE', `/companies/${other.id}?version=1`)).status, 204)
})

test('a list of companies: every page once, filters, words and orders; mine and those of my teams; as a file no spreadsheet computes', async (t) => {
  await database.superuser(`insert into company (company_id, name, sort_key, search_key, country, form, city, tags, version, created_at, changed_at)
    select gen_random_uuid(), 'Lista ' || n, 'lista ' || lpad(n::text, 4, '0'), 'lista ' || n, 'SE', 'company', case when n % 3 > 0 then 'Ort ' || n % 7 end, case when n % 10 = 0 then array['tiotal'] else '{}' end, 1, now(), now() from generate_series(1, 257) n`)
  const page = (question: object) => bodyOf<CompanyPage>(api('POST', '/lists/companies', { search: 'lista', limit: 50, ...question }))
  for (const sort of [{ by: 'name', direction: 'up' }, { by: 'city', direction: 'up' }, { by: 'city', direction: 'down' }, { by: 'created_at', direction: 'down' }]) {
    const ids: string[] = []
    let last: CompanyPage | undefined
    do ids.push(...(last = await page({ sort, ...(last && { after: last.next! }) })).rows.map((one) => one.id)); while (last.next)
    assert.equal(new Set(ids).size, 257, `${sort.by} ${sort.direction}`)
    const before = await page({ sort, before: last.previous! })
    assert.deepEqual(before.rows.map((one) => one.id), ids.slice(200, 250))
  }
  const cities = (await page({ sort: { by: 'city', direction: 'down' }, limit: 200 })).rows.map((one) => one.city)
  assert.deepEqual([cities[0], cities.indexOf(null)], ['Ort 6', 257 - 85], 'who has no town comes last')
  const count = async (where: object[], as = browser) => (await bodyOf<{ count: number }>(api('POST', '/lists/companies/counts', { where, search: 'lista' }, as))).count
  assert.deepEqual([await count([{ field: 'tags', op: 'has', value: 'Tiotal' }]), await count([{ field: 'city', op: 'empty', value: true }]), await count([{ field: 'city', op: 'is', value: 'ORT 1' }])], [25, 85, 25])
  for (const where of [{ field: 'owner', op: 'is', value: "'; drop" }, { field: 'secret', op: 'is', value: 'x' }, { field: 'tags', op: 'is', value: 'x' }]) assert.equal((await api('POST', '/lists/companies/counts', { where: [where] })).status, 400)

  const colleague = await signedInStaff(app, house, ['seller'])
  const { teams: [team] } = await bodyOf<TeamsBody>(api('POST', '/teams', { name: 'Norr', members: [colleague.staffId] }))
  await add({ name: 'Lista mitt', country: 'SE', form: 'company', owner: colleague.staffId })
  await add({ name: 'Lista vårt', country: 'SE', form: 'company', team: team!.id })
  const mine = [{ field: 'owner', op: 'is', value: 'me' }]
  assert.deepEqual([await count(mine, colleague.browser), await count([{ field: 'team', op: 'is', value: 'me' }], colleague.browser), await count(mine)], [1, 1, 0])
  await add({ name: '=1+1 lista', country: 'SE', form: 'company' })
  const file = await (await api('GET', `/companies/file?search=lista&where=${encodeURIComponent(JSON.stringify([{ field: 'city', op: 'empty', value: true }]))}`)).text()
  assert.ok(file.includes("'=1+1 lista"))
  t.diagnostic('260 companies, 4 orders')
})

const WORK = 'anna.ek@norrland.example'
const PRIVATE = 'anna.ek@gmail.com'

async function atWork(name: string) {
  const company = await add({ name, country: 'SE', form: 'company' })
  const { personId, email } = await customer(database, PRIVATE.replace('anna', `anna${Math.random().toString(36).slice(2, 8)}`), { values: { given_name: 'Anna', family_name: 'Ek' } })
  return { company, personId, own: email }
}

test('one human being: at the address of their work somebody in a role, at their own a consumer; the role ends and takes its address along', async () => {
  const { company, personId, own } = await atWork('Norrland AB')
  // The company rests news on an interest of its own where the law lets it: in Sweden towards roles.
  await database.write((tx) => startGrounds(tx, [{ personId, purpose: 'news', basis: 'legitimate-interest' }]))
  const work = await bodyOf<WorkBody>(api('POST', `/people/${personId}/roles`, { company: company.id, title: 'Inköpschef', since: '2025-01-01', email: WORK }))
  assert.deepEqual(work.roles.map(({ title, current, contactPoints }) => [title, current, contactPoints.map((one) => one.value)]), [['Inköpschef', true, [WORK]]])
  const points = await database.read((tx) => selectContactPoints(tx, [personId]))
  const at = async (address: string) => {
    const point = points.find((one) => one.canonical === address || one.contactPointId === address)!
    const [answer] = await database.read((tx) => decideFor(tx, [personId], [{ purpose: 'news', channel: 'email', use: 'send', about: null, contactPointId: point.contactPointId }]))
    return answer!.allowed
  }
  assert.deepEqual([await at(WORK), await at(own.contactPointId)], [true, false])

  // Nobody's own address becomes work by our saying so, and a mail service for anybody is nobody's work.
  assert.deepEqual(await refusalOf(api('PUT', `/people/${personId}/roles/${work.roles[0]!.id}`, { title: 'Inköpschef', email: 'nya.anna@gmail.com' })), [400, 'email', undefined])
  const other = await customer(database, 'anna.privat@egen.example', { values: { given_name: 'Anna' } })
  assert.deepEqual(await refusalOf(api('POST', `/people/${other.personId}/roles`, { company: company.id, email: 'anna.privat@egen.example' })), [409, 'email', undefined])

  const role = work.roles[0]!.id
  const ended = await bodyOf<WorkBody>(api('PUT', `/people/${personId}/roles/${role}`, { title: 'Inköpschef', since: '2025-01-01', until: '2026-03-01' }))
  assert.deepEqual(ended.roles.map(({ current, contactPoints }) => [current, contactPoints.length]), [[false, 0]])
  assert.deepEqual([await at(WORK), await at(own.contactPointId)], [false, false])
  const on = await bodyOf<WorkBody>(api('PUT', `/people/${personId}/roles/${role}`, { title: 'Inköpschef', since: '2025-01-01', until: null }))
  assert.deepEqual(on.roles[0]!.contactPoints.map((one) => one.value), [WORK], 'taken back, it is reached again')

  // A day to come ends it by itself.
  await api('PUT', `/people/${personId}/roles/${role}`, { title: 'Inköpschef', since: '2025-01-01', until: '2026-03-03' })
  assert.equal(await database.write((tx) => endRoles(tx, 100)), 0)
  await database.superuser("update company_role set until = '2026-03-02' where role_id = $1", [role])
  assert.equal(await database.write((tx) => endRoles(tx, 100)), 1)
  assert.equal(await at(WORK), false)
})

test('the person is told where they work, by name and in words, when they ask what is held of them (art. 15)', async () => {
  const { company, personId } = await atWork('Kopians Bolag AB')
  await api('POST', `/people/${personId}/roles`, { company: company.id, title: 'Ekonom', since: '2025-02-01' })
  const { copy } = await database.write((tx) => readAccess(tx, house.keeper, personId, { kind: 'access', language: 'sv', company: [] }))
  const told = copySections(copy).flatMap((section) => section.items).filter((item) => item.term === 'Du arbetar på Kopians Bolag AB')
  assert.deepEqual(told.map((item) => item.text), ['Ekonom'])
})

test('H1, H3: a role is held while a ground needs to know it, and goes with the last of them, its address too', async () => {
  const { company, personId } = await atWork('Grund AB')
  await api('POST', `/people/${personId}/roles`, { company: company.id, title: 'Ekonom', email: 'anna@grund.example' })
  assert.deepEqual(await refusalOf(api('DELETE', `/companies/${company.id}?version=1`)), [409, undefined, undefined])
  // Trial needs to know the company and no title.
  await database.write(async (tx) => {
    await startGrounds(tx, [{ personId, purpose: 'trial', basis: 'contract' }])
    const grounds = (await selectGrounds(tx, [personId])).filter((one) => one.purpose === 'contract')
    await endGrounds(tx, grounds, 'test')
  })
  await database.superuser("update ground set hold_until = since where person_id = $1 and purpose_key = 'contract'", [personId])
  await database.write((tx) => endUnfoundedValues(tx, [personId]))
  assert.deepEqual((await bodyOf<WorkBody>(api('GET', `/people/${personId}/work`))).roles.map(({ title, contactPoints }) => [title, contactPoints.length]), [[null, 1]])
  await database.superuser('update ground set hold_until = since, ended_at = since where person_id = $1', [personId])
  assert.deepEqual(await refusalOf(api('POST', `/people/${personId}/roles`, { company: company.id })), [422, undefined, 'H1'])
  await database.write((tx) => endUnfoundedValues(tx, [personId]))
  const { rows } = await database.superuser('select (select count(*) from company_role where person_id = $1)::int as roles, (select count(*) from contact_point where person_id = $1 and role_id is not null)::int as points', [personId])
  assert.deepEqual(rows[0], { roles: 0, points: 0 })
})

test('a company shows its people as far as somebody sees them: others are not there and not counted', async (t) => {
  const company = await add({ name: 'Stora Bolaget AB', country: 'SE', form: 'company' })
  const added = await bodyOf<{ person: string; outcome: string }>(api('POST', `/companies/${company.id}/people`, {
    givenName: 'Lars', familyName: 'Öhman', role: { title: 'Vd', email: 'lars@stora.example' }, source: 'Mässan', collected: 'self', purposes: ['contract'], ground: 'contract',
  }))
  assert.equal(added.outcome, 'new')
  const [lars] = await database.read(async (tx) => (await selectContactPoints(tx, [added.person as PersonId])).filter((one) => one.kind === 'email'))
  assert.equal(lars?.canonical, 'lars@stora.example')
  const { personId: hidden } = await customer(database, 'gomd@stora.example', { values: { given_name: 'Gömd' }, grounds: [{ purpose: 'membership', basis: 'contract' }] })
  const { held } = await bodyOf<WorkBody>(api('POST', `/people/${hidden}/roles`, { company: company.id, title: 'Styrelse' }))
  assert.deepEqual(held.map(({ field, rule }) => [field, rule]), [['title', 'H1']], 'a membership needs no title')
  const people = async (as: Browser, query = '') => bodyOf<{ people: CompanyPerson[]; total: number; next: string | null }>(api('GET', `/companies/${company.id}/people${query}`, undefined, as))
  const all = await people(browser)
  assert.deepEqual([all.total, all.people.map((one) => [one.person.name, one.title])], [2, [['Gömd', null], ['Lars Öhman', 'Vd']]])
  const finance = (await signedInStaff(app, house, ['finance'])).browser
  const seen = await people(finance)
  assert.deepEqual([seen.total, seen.people.map((one) => one.person.name)], [1, ['Lars Öhman']], 'finance sees who has an agreement')
  const { rows: [looks] } = await database.superuser("select count(*)::int as n from look where person_id = $1 and why = 'list'", [hidden])
  assert.equal(looks.n, 1, 'who was shown is noted, who was not is not')

  await database.superuser(`with p as (insert into person (person_id, person_no, created_at, country, capacity) select gen_random_uuid(), 100000 + n, now(), 'SE', 'consumer' from generate_series(1, 5000) n returning person_id),
    f as (insert into profile (person_id, display_name, sort_key, search_key) select person_id, 'Nr ' || person_id, person_id::text, person_id::text from p),
    g as (insert into ground (person_id, ground_id, purpose_key, basis, since) select person_id, gen_random_uuid(), 'contract', 'contract', $2 from p)
    insert into company_role (person_id, role_id, company_id, title, created_at, created_by_kind) select person_id, gen_random_uuid(), $1, 'Montör', now(), 'system' from p`, [company.id, '2025-01-01'])
  await database.superuser('analyze company_role, profile, person, ground')
  const begun = performance.now()
  assert.equal((await people(browser)).total, 5002)
  const mine = performance.now() - begun
  const then = performance.now()
  assert.equal((await people(finance, '?limit=200')).total, 5001)
  const bound = performance.now() - then
  assert.ok(Math.max(mine, bound) < 3_000)
  t.diagnostic(`5,002 people: ${Math.round(mine)} ms for whoever sees all, ${Math.round(bound)} ms in a scope`)
})

test('whoever leaves hands over the companies and people they looked after, and is in no team', async () => {
  const leaver = await signedInStaff(app, house, ['seller'])
  const { personId } = await atWork('Lämnad AB')
  assert.equal((await api('PUT', `/people/${personId}/owner`, { owner: leaver.staffId, team: null })).status, 200)
  const company = await add({ name: 'Ägd AB', country: 'SE', form: 'company', owner: leaver.staffId })
  const { teams } = await bodyOf<TeamsBody>(api('POST', '/teams', { name: 'Söder', members: [leaver.staffId, staffId] }))
  assert.deepEqual(await refusalOf(api('POST', '/teams', { name: 'söder', members: [] })), [409, 'name', undefined])
  await database.write((tx) => askDeparture(tx, house.keeper, { staffId: leaver.staffId, leavesAt: null, handTo: staffId, askedBy: staffId }))
  while (await database.write((tx) => letGo(tx, house.keeper)));
  const handed = await bodyOf<CompanyBody>(api('GET', `/companies/${company.id}`))
  assert.deepEqual([handed.owner?.id, handed.version, handed.changes[0]!.fields.map((one) => one.field)], [staffId, 2, ['owner']])
  assert.equal((await bodyOf<WorkBody>(api('GET', `/people/${personId}/work`))).owner?.id, staffId)
  const after = await bodyOf<TeamsBody>(api('GET', '/teams'))
  assert.deepEqual(after.teams.find((one) => one.id === teams.find(({ name }) => name === 'Söder')!.id)!.members.map((one) => one.id), [staffId])
  assert.deepEqual(await refusalOf(api('PUT', `/people/${personId}/owner`, { owner: leaver.staffId, team: null })), [400, 'owner', undefined])
})
