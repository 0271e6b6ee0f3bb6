import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { Look, LookNotice, LooksPage } from '../../src/doors/api/looks-resource.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import { watchLooks } from '../../src/looks/watch-looks.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'

// Who looked (DS-06), and whoever looked at unusually many.

const { database, house, app, browser, staffId } = await staffedHouse()
const get = <Body>(path: string, headers: Record<string, string> = {}) => bodyOf<Body>(browser('GET', `/api/v1${path}`, undefined, headers))
const looksAt = async (personId: string) => (await get<LooksPage>(`/people/${personId}/looks`, { 'accept-language': 'en' })).looks
const wordsOf = ({ why, by, fields }: Look) => [why, by.kind, by.name, fields.map((one) => one.field).toSorted().join(' ')]
/** Signed in at this moment: time passes in these stories, and sessions with it. */
const fresh = async <Body>(path: string) => bodyOf<Body>((await signedInStaff(app, house)).browser('GET', `/api/v1${path}`))
const minutes = (many: number) => { database.now = new Date(database.now.getTime() + many * 60_000) }

test('a person who is shown is noted with who, as what, why, when and which fields; never with a value', async () => {
  const { personId } = await customer(database, 'anna@example.org', { values: { given_name: 'Anna', city: 'Umeå' } })
  assert.equal((await browser('GET', `/api/v1/people/${personId}`)).status, 200)
  const [look, ...others] = await looksAt(personId)
  assert.deepEqual([others.length, look!.why, look!.kind, look!.inWords, look!.at, look!.person], [0, 'shown', 'opened', 'Opened the person', database.now.toISOString(), personId])
  assert.deepEqual(look!.by, { kind: 'staff', id: staffId, name: 'Astrid Nyberg', roles: ['An administrator'] })
  assert.deepEqual(look!.fields.map((one) => one.field).toSorted(), ['choices', 'city', 'email', 'given_name', 'grounds', 'name'])
  assert.equal(look!.fields.find((one) => one.field === 'city')?.label, 'Town')
  const { rows } = await database.superuser('select look::text as line from look where person_id = $1', [personId])
  assert.ok(!/Anna|Umeå|example\.org|Astrid/.test(rows.map((one) => one.line).join()))
})

test('a row of a list, a hit that was opened, a history and an export each leave their line; the same within a minute is one look', async () => {
  const { personId } = await customer(database, 'berit@example.org', { values: { given_name: 'Berit', family_name: 'Unik' } })
  for (let times = 0; times < 3; times++) await browser('GET', '/api/v1/people?search=unik')
  await browser('GET', `/api/v1/people/${personId}`, undefined, { 'looking-for': 'search' })
  await browser('GET', `/api/v1/people/${personId}/timeline`)
  const exported = await browser('POST', '/api/v1/exports', { purpose: 'contract', fields: ['given_name', 'city'], where: [{ field: 'given_name', op: 'is', value: 'Berit' }] })
  assert.match(await exported.text(), /Berit/)
  const looks = (await looksAt(personId)).map(wordsOf).toSorted()
  assert.deepEqual(looks, [
    ['export', 'staff', 'Astrid Nyberg', 'city given_name'], ['list', 'staff', 'Astrid Nyberg', 'email grounds name'],
    ['search', 'staff', 'Astrid Nyberg', 'choices email family_name given_name grounds name'], ['timeline', 'staff', 'Astrid Nyberg', 'history'],
  ])
  minutes(2)
  await browser('GET', '/api/v1/people?search=unik')
  assert.equal((await looksAt(personId)).length, 5)
  assert.equal((await browser('GET', `/api/v1/people/${personId}`, undefined, { 'looking-for': 'curiosity' })).status, 400)
})

test('another system is noted by its key, with the fields its purposes let it see', async () => {
  const { personId } = await customer(database, 'cecilia@example.org', { values: { given_name: 'Cecilia' } })
  const { key, id } = await bodyOf<IssuedApiKey>(browser('POST', '/api/v1/api-keys', { name: 'webshop', purposes: ['contract'] }))
  const answer = await app.request(`/api/v1/people/${personId}`, { headers: { authorization: `Bearer ${key}` } })
  assert.equal(answer.status, 200)
  const [look] = await looksAt(personId)
  assert.deepEqual(look!.by, { kind: 'key', id, name: 'webshop', roles: ['Another system'] })
})

test('a reading that cannot be noted is refused, and one that can is answered only after the commit', async () => {
  const { personId } = await customer(database, 'dora@example.org', { values: { given_name: 'Dora' } })
  await database.superuser('revoke insert on look from tillit_app')
  const refused = await browser('GET', `/api/v1/people/${personId}`, undefined, { 'accept-language': 'en' })
  const text = await refused.text()
  assert.deepEqual([refused.status, (JSON.parse(text) as ProblemDetails).detail], [503, 'It could not be noted that you looked, so nothing is shown. Try again in a moment.'])
  assert.ok(!text.includes('Dora'))
  assert.equal((await browser('GET', '/api/v1/people?search=dora')).status, 503)
  const exported = await browser('POST', '/api/v1/exports', { purpose: 'contract', fields: ['given_name'] })
  await assert.rejects(exported.text())
  await database.superuser('grant insert on look to tillit_app')
  assert.equal((await browser('GET', `/api/v1/people/${personId}`)).status, 200)
  assert.equal((await looksAt(personId)).length, 1)
})

test('what was noted stands: the program may neither change nor delete a line', async () => {
  await assert.rejects(database.write(async (tx) => tx.db.updateTable('look' as never).set({ why: 'list' } as never).execute()), /permission denied/)
  await assert.rejects(database.write(async (tx) => tx.db.deleteFrom('look' as never).execute()), /permission denied/)
})

test('many at once are noted together, each exactly once', async () => {
  const people = await Promise.all(Array.from({ length: 20 }, (_, n) => customer(database, `many${n}@example.org`)))
  const before = (await database.superuser('select count(distinct xmin::text)::int as n from look')).rows[0].n
  const answers = await Promise.all(people.map(({ personId }) => browser('GET', `/api/v1/people/${personId}`)))
  assert.deepEqual([...new Set(answers.map((one) => one.status))], [200])
  const { rows } = await database.superuser('select count(*)::int as lines, count(distinct person_id)::int as people from look where person_id = any ($1)', [people.map((one) => one.personId)])
  assert.deepEqual(rows, [{ lines: 20, people: 20 }])
  const transactions = (await database.superuser('select count(distinct xmin::text)::int as n from look')).rows[0].n - before
  assert.ok(transactions < 20, `${transactions} transactions for 20 looks`)
})

test('who may see who looked can ask by person, colleague and time, page by page', async () => {
  const since = database.now.toISOString()
  minutes(60)
  const { personId } = await customer(database, 'frida@example.org', { values: { given_name: 'Frida' } })
  const other = await signedInStaff(app, house)
  await other.browser('GET', `/api/v1/people/${personId}`)
  await other.browser('GET', `/api/v1/people/${personId}/timeline`)
  assert.deepEqual((await fresh<LooksPage>(`/looks?by=${other.staffId}`)).looks.map((one) => one.person), [personId, personId])
  assert.equal((await fresh<LooksPage>(`/looks?by=${other.staffId}&until=${since}`)).looks.length, 0)
  const first = await fresh<LooksPage>(`/looks?person=${personId}&limit=1`)
  const second = await fresh<LooksPage>(`/looks?person=${personId}&limit=1&after=${first.next}`)
  assert.deepEqual([first.looks[0]!.why, second.looks[0]!.why].toSorted(), ['shown', 'timeline'])
  assert.equal((await app.request('/api/v1/looks')).status, 401)
})

/** As if these looks had been noted: one colleague, so many people, each within the hour before that moment. */
async function looked(by: string, people: number, at: Date, why = 'shown'): Promise<void> {
  await database.superuser(
    `insert into look (person_id, look_id, at, actor_kind, actor_id, roles, why, fields)
     select gen_random_uuid(), gen_random_uuid(), $3::timestamptz - n * interval '1 second', 'staff', $1, '{}', $4, '{name}' from generate_series(1, $2::int) as s (n)`, [by, people, at, why])
}
const noticesOf = async (id: string) => (await fresh<{ notices: LookNotice[] }>('/look-notices')).notices.filter((one) => one.colleague.id === id)
const watch = () => database.write(watchLooks)

test('more than 200 people within an hour raise a notice, once a day; it tells how they were seen', async () => {
  const { staffId: reader } = await signedInStaff(app, house)
  database.now = new Date('2026-05-04T10:20:00Z')
  await looked(reader, 150, new Date('2026-05-04T09:50:00Z'))
  await looked(reader, 50, database.now, 'list')
  await watch()
  assert.deepEqual(await noticesOf(reader), [])
  await looked(reader, 1, new Date('2026-05-04T10:10:00Z'), 'export')
  await watch()
  await looked(reader, 300, database.now)
  await watch()
  const [notice, ...more] = await noticesOf(reader)
  assert.deepEqual([more.length, notice!.people, notice!.opened, notice!.listed, notice!.exported, notice!.usual, notice!.day, notice!.acknowledged], [0, 201, 150, 50, 1, null, '2026-05-04', null])
  database.now = new Date('2026-05-05T08:00:00Z')
  await looked(reader, 201, database.now)
  await watch()
  assert.equal((await noticesOf(reader)).length, 2)
})

test('more than five times one’s own usual hour raises a notice, where thirty days tell what is usual', async () => {
  const { staffId: reader } = await signedInStaff(app, house)
  const { staffId: newcomer } = await signedInStaff(app, house)
  for (let day = 10; day < 22; day++) {
    database.now = new Date(`2026-06-${day}T09:30:00Z`)
    await looked(reader, day % 2 === 0 ? 2 : 6, database.now)
    await watch()
  }
  database.now = new Date('2026-06-22T09:30:00Z')
  await looked(reader, 20, database.now)
  await looked(newcomer, 21, database.now)
  await watch()
  assert.deepEqual(await noticesOf(reader), [], 'five times four is not more than five times four')
  await looked(reader, 1, database.now)
  await watch()
  const [notice] = await noticesOf(reader)
  assert.deepEqual([notice!.people, notice!.usual], [21, 4])
  assert.deepEqual(await noticesOf(newcomer), [], 'nothing is usual yet')
  database.now = new Date('2026-08-01T09:30:00Z')
  await looked(reader, 21, database.now)
  await watch()
  assert.equal((await noticesOf(reader)).length, 1, 'what was usual is thirty days away')
})

test('a notice is acknowledged with words, once, and not by whom it is about', async () => {
  const { staffId: reader } = await signedInStaff(app, house)
  database.now = new Date('2026-08-03T10:00:00Z')
  await looked(reader, 201, database.now)
  await watch()
  const officer = await signedInStaff(app, house)
  const [notice] = await noticesOf(reader)
  const path = `/api/v1/look-notices/${notice!.id}/acknowledgements`
  assert.equal((await officer.browser('POST', path, { words: '  ' })).status, 400)
  assert.equal((await officer.browser('POST', path, { words: 'Stocktaking.' })).status, 204)
  assert.equal((await officer.browser('POST', path, { words: 'Again.' })).status, 409)
  const [known] = await noticesOf(reader)
  assert.deepEqual(known!.acknowledged, { at: database.now.toISOString(), by: 'Astrid Nyberg', words: 'Stocktaking.' })
  await looked(officer.staffId, 201, database.now)
  await watch()
  const [own] = await noticesOf(officer.staffId)
  assert.equal((await officer.browser('POST', `/api/v1/look-notices/${own!.id}/acknowledgements`, { words: 'It was me.' })).status, 403)
})
