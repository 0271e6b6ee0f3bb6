// Views that are kept, lists within the rights of whoever asks, and that nothing of a hidden field can be told by them (AZ-03).
import assert from 'node:assert/strict'
import { before as atFirst, test } from 'node:test'
import type { ListPage, ListQuestion, SavedView, ViewDraft } from '../../src/doors/api/lists-resource.ts'
import { openList } from '../../src/lists/open-list.ts'
import { countList } from '../../src/lists/count-list.ts'
import { showList } from '../../src/lists/show-list.ts'
import type { ListWish } from '../../src/lists/list.ts'
import { scopeOfReaches } from '../../src/staff/reach.ts'
import { starterRole } from '../../src/staff/starter-roles.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import type { Scope } from '../../src/people/scope.ts'
import { selectCatalogue } from '../../src/purposes/catalogue.sql.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { bodyOf, signedInStaff, staffedHouse, type Browser, type StaffedHouse } from '../house.ts'
import type { TestDatabase } from '../database.ts'
import { INDEX_KEY, ORIGIN } from '../register.ts'

let house: StaffedHouse
let database: TestDatabase
let browser: Browser
let colleague: Browser

atFirst(async () => {
  house = await staffedHouse()
  ;({ database, browser } = house)
  ;({ browser: colleague } = await signedInStaff(house.app, house.house))
})

const viewsOf = async (of: Browser) => (await bodyOf<{ views: SavedView[] }>(of('GET', '/api/v1/saved-views'))).views
const VIEW = { name: 'Göteborg', shared: false, columns: ['city', 'birth_date'], where: [{ field: 'city', op: 'is' as const, value: 'Göteborg' }], search: '', sort: { by: 'birth_date', direction: 'down' as const } } satisfies ViewDraft

test('a view is kept, changed and removed by its author; shared, others find it and cannot change it', async () => {
  const { id } = await bodyOf<{ id: string }>(browser('POST', '/api/v1/saved-views', VIEW))
  const [mine] = await viewsOf(browser)
  assert.deepEqual({ ...mine, id, by: '' }, { ...VIEW, id, list: 'people', mine: true, by: '', leftOut: 0 })
  assert.deepEqual(await viewsOf(colleague), [])
  assert.equal((await browser('PUT', `/api/v1/saved-views/${id}`, { ...VIEW, name: 'Väst', shared: true })).status, 200)
  const [theirs] = await viewsOf(colleague)
  assert.deepEqual([theirs?.name, theirs?.mine, theirs?.by], ['Väst', false, 'Astrid Nyberg'])
  for (const method of ['PUT', 'DELETE']) assert.equal((await colleague(method, `/api/v1/saved-views/${id}`, method === 'PUT' ? VIEW : undefined)).status, 404)
  assert.equal((await viewsOf(browser))[0]?.name, 'Väst')
  assert.equal((await browser('DELETE', `/api/v1/saved-views/${id}`)).status, 204)
  assert.deepEqual(await viewsOf(browser), [])
  assert.equal((await browser('POST', '/api/v1/saved-views', { ...VIEW, columns: ['shoe_size'] })).status, 400)
})

/** What sellers see: no birth dates. */
const sellers = async (): Promise<Scope> => database.read(async (tx) => scopeOfReaches([starterRole('seller')!], await selectCatalogue(tx))!)
const forPurposes = async (...purposes: string[]): Promise<Scope> => database.read(async (tx) => scopeOfReaches([{ purposes, readable: null, writable: null }], await selectCatalogue(tx))!)
/** What is needed by a purpose that not everybody in the scope is held for. */
const OF_SOME: [Partial<ListWish>, string[]][] = [
  [{ sort: { by: 'birth_date', direction: 'up' } }, ['birth_date']], [{ where: [{ field: 'birth_date', op: 'at-least', value: '1900-01-01' }] }, []],
  [{ where: [{ field: 'birth_date', op: 'at-most', value: '2000-01-01' }] }, []], [{ where: [{ field: 'birth_date', op: 'empty', value: true }] }, []],
]

const PLAIN: ListWish = { where: [], search: '', sort: { by: 'name', direction: 'up' } }
const listFor = (scope: Scope, part: Partial<ListWish>, columns: readonly string[] = []) => database.read(async (tx) => {
  const list = await openList(tx, { ...PLAIN, ...part }, { scope, memory: undefined })
  const { rows } = await showList(tx, list, columns, {}, 200)
  return { rows: rows.map(({ personId, name, flags, cells }) => ({ personId, name, flags, cells: Object.fromEntries(cells) })), count: await countList(tx, list, true) }
})

test('a shared view opens without what its reader may not see, and says so; written back, nothing of it is lost', async () => {
  const { openView, withHidden } = await import('../../src/lists/saved-view.ts')
  const { listable } = await import('../../src/lists/list.ts')
  const within = listable(await database.read(selectCatalogue), await sellers())
  const stored = { ...VIEW, savedViewId: 'x', list: 'people' as const, createdBy: 'y', changedAt: database.now, where: [...VIEW.where, { field: 'birth_date', op: 'at-least' as const, value: '2000-01-01' }] }
  const opened = openView(stored, within)
  assert.deepEqual([opened.columns, opened.where, opened.sort, opened.leftOut], [['city'], VIEW.where, PLAIN.sort, 3])
  const back = withHidden(opened, stored, within)
  assert.deepEqual([back.columns.toSorted(), back.where, back.sort], [stored.columns.toSorted(), stored.where, stored.sort])
})

test('AZ-03: lists are the same whatever a hidden value is, and naming it is as naming a field that is not there', async (t) => {
  const people = ['Anna', 'Bo', 'Cilla', 'David'].map((given_name, no) => ({
    country: 'SE' as const, values: { given_name, city: 'Lund', birth_date: '1980-01-01', title: 'Chef' }, contactPoints: [{ kind: 'email' as const, value: `${no}@example.org`, canonical: `${no}@example.org` }], identifiers: [],
    grounds: [{ purpose: no < 2 ? 'service' : 'contract', basis: 'contract' as const }, ...(no === 1 ? [{ purpose: 'membership', basis: 'contract' as const }] : [])],
  }))
  const ids = (await database.write((tx) => registerPeople(tx, INDEX_KEY, people, ORIGIN))).personIds
  const wishes: [Partial<ListWish>, string[]][] = [
    [{}, ['city', 'title', 'email', 'purpose', 'country', 'capacity']], [{ sort: { by: 'city', direction: 'down' } }, []], [{ search: 'lund' }, ['city']], [{ search: '@example' }, ['email']],
    [{ where: [{ field: 'city', op: 'is-not', value: 'Lund' }] }, []], [{ where: [{ field: 'city', op: 'empty', value: true }] }, []], [{ where: [{ field: 'email', op: 'contains', value: 'example' }] }, []],
  ]
  let compared = 0
  for (const [scope, hidden, change, more] of [
    // Of Anna no birth date is in scope, of Bo it is.
    [await forPurposes('service', 'membership'), [], "update profile set birth_date = '2011-03-04' where person_id = ($1::uuid[])[1]", OF_SOME],
    [await sellers(), ['birth_date'], "update profile set birth_date = '2015-05-05' where person_id = any ($1::uuid[])", []],
    // Of Cilla and David nothing at all is in scope.
    [await forPurposes('service'), [], "update profile set city = 'Kiruna', title = 'Ö', sort_key = 'zz', display_name = 'Zz', search_key = 'zz kiruna' where person_id = any ($1::uuid[]) and person_id <> all ($2::uuid[])", []],
  ] as const) {
    const seen = async () => Promise.all([...wishes, ...more].map(([part, columns]) => listFor(scope, part, columns)))
    const before = await seen()
    await database.superuser(change, change.includes('$2') ? [ids, ids.slice(0, 2)] : [ids])
    // Whoever is a child is told to all who meet them as a flag only to those who see everything.
    assert.deepEqual(await seen(), before)
    compared += before.length
    assert.ok(before[0]!.rows.length >= 2)
    for (const field of hidden) {
      for (const [part, columns] of [[{ where: [{ field, op: 'at-least', value: '1990-01-01' }] }, []], [{ sort: { by: field, direction: 'up' } }, []]] as [Partial<ListWish>, string[]][]) {
        const refusal = (named: string) => listFor(scope, JSON.parse(JSON.stringify(part).replaceAll(field, named)) as Partial<ListWish>, columns).then(() => 'answered', (error: { detail: { text: string; field: string } }) => [error.detail.text, error.detail.field])
        assert.deepEqual(await refusal(field), await refusal('no_such_field'))
        assert.notEqual(await refusal(field), 'answered')
      }
    }
  }
  t.diagnostic(`${compared} lists compared with two hidden values each`)
  const inService = await listFor(await forPurposes('service'), {}, ['city'])
  assert.deepEqual(inService.rows.map((row) => row.personId).toSorted(), ids.slice(0, 2).toSorted())
})

test('a key of another system has no lists', async () => {
  const { key } = await bodyOf<{ key: string }>(browser('POST', '/api/v1/api-keys', { name: 'x', purposes: ['contract'] }))
  const answer = await house.app.request('/api/v1/lists/people', { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify({} satisfies ListQuestion) })
  assert.equal(answer.status, 403)
  assert.deepEqual(Object.keys(await bodyOf<ListPage>(browser('POST', '/api/v1/lists/people', {}))).toSorted(), ['next', 'previous', 'rows'])
})

test('lists of many are answered by a sample where counting would take long, and jumps land near', async () => {
  await database.superuser(`insert into person (person_id, person_no, created_at, country, capacity)
    select ('0196b000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 100000 + i, now(), case when i % 4 = 0 then 'NO' else 'SE' end, 'consumer' from generate_series(1, 8000) i`)
  await database.superuser(`insert into profile (person_id, display_name, sort_key, search_key) select ('0196b000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'P ' || i, 'p ' || lpad(i::text, 6, '0'), 'p ' || i from generate_series(1, 8000) i`)
  await database.superuser("update person set person_no = person_no - 99000 where person_no > 100000")
  const count = await bodyOf<{ count: number; exact: boolean }>(browser('POST', '/api/v1/lists/people/counts', { where: [{ field: 'country', op: 'is', value: 'NO' }] }))
  assert.equal(count.exact, false)
  assert.ok(count.count > 1500 && count.count < 2500, `${count.count}`)
  const exact = await bodyOf<{ count: number; exact: boolean }>(browser('POST', '/api/v1/lists/people/counts', { where: [{ field: 'country', op: 'is', value: 'NO' }], exact: true }))
  assert.deepEqual(exact, { count: 2000, exact: true })
  const { rows } = await bodyOf<ListPage>(browser('POST', '/api/v1/lists/people', { at: 0.5, limit: 1 }))
  const { rows: [middle] } = await database.superuser('select count(*)::int as place from profile where sort_key < (select sort_key from profile where person_id = $1)', [rows[0]!.id as PersonId])
  assert.ok(Math.abs(((middle as { place: number }).place) - 4000) < 400, JSON.stringify(middle))
})
