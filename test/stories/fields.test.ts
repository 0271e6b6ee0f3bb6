import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CatalogueChange, CatalogueRehearsal, FieldDocument, PublishedField, PublishedPurpose } from '../../src/doors/api/catalogue-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { FieldPage, FieldUsage } from '../../src/doors/api/fields-resource.ts'
import type { JobsPage } from '../../src/doors/api/jobs-resource.ts'
import type { ListPage } from '../../src/doors/api/lists-resource.ts'
import type { Person } from '../../src/doors/api/person-resource.ts'
import { placeHold } from '../../src/lifecycle/place-hold.ts'
import { readFieldUsage } from '../../src/lifecycle/read-field-usage.ts'
import { workFieldEnding } from '../../src/lifecycle/work-field-ending.ts'
import { selectContactPoints, selectValues } from '../../src/people/values.sql.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { daysLater, monthsLater } from '../../src/values/moment.ts'
import { letIn, textOf, Visitor } from '../customer-house.ts'
import { bodyOf, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'

// Fields of a company's own: added for a purpose, used everywhere, found unneeded, and removed with what is held in them (rules H1, H3, M1).

const { database, house, app, browser, staffId } = await staffedHouse()
const api = (method: string, path: string, body?: unknown) => browser(method, `/api/v1${path}`, body, { 'accept-language': 'en' })
const words = (name: string) => ({ name, description: `${name}.` })
const inAll = (name: string) => ({ sv: words(name), nb: words(name), en: words(name) })
const own = (key: string, type: FieldDocument['type'], more: Partial<FieldDocument> = {}): FieldDocument => ({ key, type, category: 'behaviour', sensitive: false, inferred: false, asked: false, checks: {}, texts: inAll(key), ...more })
const HULL = { options: ['wood', 'plastic'].map((key) => ({ key, texts: { sv: key === 'wood' ? 'Trä' : 'Plast', nb: key === 'wood' ? 'Tre' : 'Plast', en: key } })) }
const FIELDS = [own('boat_name', 'text', { asked: true, checks: { characters: 20 } }), own('boat_length', 'number', { checks: { least: 1, most: 100 } }), own('boat_hull', 'choice', { asked: true, checks: HULL }), own('boat_insured', 'yes-no'), own('boat_bought', 'date'), own('boat_gear', 'list')]

async function purpose(key: string, change: (fields: string[]) => string[]) {
  const { purposes } = await bodyOf<{ purposes: PublishedPurpose[] }>(api('GET', '/purposes'))
  const { version: _, people: __, ...document } = purposes.find((one) => one.key === key)!
  return { ...document, fields: change(document.fields) }
}
const needing = async (key: string, ...fields: string[]) => purpose(key, (had) => [...had, ...fields])
const rehearsed = (change: CatalogueChange) => bodyOf<CatalogueRehearsal>(api('POST', '/catalogue/rehearsals', { change }))
const publish = async (change: CatalogueChange, note = 'boats') => (await api('POST', '/catalogue/versions', { change, note })).status
const fieldPage = (key: string) => bodyOf<FieldPage>(api('GET', `/fields/${key}`))
const held = async (personId: PersonId) => Object.fromEntries((await database.read((tx) => selectValues(tx, [personId]))).map((one) => [one.fieldKey, one.value]))
const work = async () => {
  while (await workFieldEnding(database, 'test', 1));
}

const maria = (await customer(database, 'maria@example.org', { values: { given_name: 'Maria' } })).personId
const per = (await customer(database, 'per@example.org', { values: { given_name: 'Per' }, grounds: [{ purpose: 'prospects', basis: 'contract' }] })).personId

test('H1: what a field would mean is told before it is there: whom it may be held of, how long, and what customers are told otherwise', async () => {
  const told = await rehearsed({ fields: [FIELDS[0]!], purposes: [await needing('contract', 'boat_name')] })
  assert.deepEqual(told.newlyNeeded.map(({ field, asked, people, purposes }) => [field, asked, people, purposes.map((one) => [one.purpose, one.people, /36 months/.test(one.retention)])]), [['boat_name', true, 1, [['contract', 1, true]]]])
  assert.ok(told.notice.some(({ gone, fresh }) => fresh.some((line) => line.includes('boat_name')) && !gone.some((line) => line.includes('boat_name'))))
  assert.deepEqual(told.problems, [])
  assert.deepEqual((await rehearsed({ fields: [FIELDS[0]!] })).problems.map(({ rule, field }) => [rule, field]), [['H1', 'boat_name']])
  const faulty = [own('a_choice', 'choice'), own('secret_date', 'date', { sensitive: true }), own('asked_secret', 'text', { sensitive: true, asked: true }), own('no_room', 'number', { checks: { least: 5, most: 4 } })]
  const { problems } = await rehearsed({ fields: faulty, purposes: [await needing('contract', ...faulty.map((one) => one.key))] })
  assert.deepEqual(problems.map(({ rule, field }) => [rule, field]), [['H1', 'a_choice'], ['H6', 'secret_date'], ['H6', 'asked_secret'], ['H1', 'no_room']])
})

test('a field is used at once: on the person, in lists with filters and order, and brought by other systems', async () => {
  assert.equal(await publish({ fields: FIELDS, purposes: [await needing('contract', ...FIELDS.map((one) => one.key))] }), 201)
  const written = { boat_name: 'Saga', boat_length: '7,5', boat_hull: 'Trä', boat_insured: true, boat_bought: '2019-05-01', boat_gear: ['oars', 'sail'] }
  assert.equal((await api('PATCH', `/people/${maria}/values`, { values: written })).status, 200)
  assert.deepEqual(await held(maria), { given_name: 'Maria', ...written, boat_length: 7.5, boat_hull: 'wood' })
  for (const [key, value] of Object.entries({ boat_name: 'x'.repeat(21), boat_length: 101, boat_hull: 'steel', boat_insured: 'perhaps', boat_bought: '2019-02-30' })) {
    const { status, field } = await bodyOf<ProblemDetails>(api('PATCH', `/people/${maria}/values`, { values: { [key]: value } }))
    assert.deepEqual([status, field], [400, key])
  }
  // Nobody holds it who is not there for it.
  assert.deepEqual((await bodyOf<{ held: { rule: string }[] }>(api('PATCH', `/people/${per}/values`, { values: { boat_name: 'Ida' } }))).held.map((one) => one.rule), ['H1'])

  const list = async (where: unknown[], sort = { by: 'boat_length', direction: 'down' }) =>
    (await bodyOf<ListPage>(api('POST', '/lists/people', { where, search: '', sort, columns: ['boat_name', 'boat_length', 'boat_hull', 'boat_insured'], limit: 10 }))).rows
  for (const filter of [{ field: 'boat_length', op: 'at-least', value: 7.5 }, { field: 'boat_hull', op: 'is', value: 'wood' }, { field: 'boat_insured', op: 'is', value: true }, { field: 'boat_bought', op: 'at-most', value: '2019-05-01' }, { field: 'boat_gear', op: 'has', value: 'Sail' }]) {
    assert.deepEqual((await list([filter])).map(({ id, cells }) => [id, cells]), [[maria, { boat_name: 'Saga', boat_length: 7.5, boat_hull: 'wood', boat_insured: true }]], filter.field)
  }
  assert.deepEqual(await list([{ field: 'boat_insured', op: 'is', value: false }]), [])
  assert.deepEqual((await list([])).map(({ id }) => id), [maria, per])
  assert.deepEqual((await list([], { by: 'boat_insured', direction: 'up' })).map(({ id }) => id), [maria, per])

  const sent = await bodyOf<{ results: { id: PersonId; held: { field: string }[] }[] }>(api('POST', '/people', {
    source: 'boat club', purposes: ['contract'], ground: 'contract', collected: 'self', capacity: 'consumer',
    people: [{ contactPoints: [{ kind: 'email', value: 'siv@example.org' }], values: { boat_length: '12,25', boat_hull: 'Plast', boat_insured: 'nej', boat_bought: '2020-02-03', boat_gear: ['radio', 'anchor'], boat_name: 'Long name of a boat indeed' } }],
  }))
  const [siv] = sent.results
  assert.deepEqual(await held(siv!.id), { boat_length: 12.25, boat_hull: 'plastic', boat_insured: false, boat_bought: '2020-02-03', boat_gear: ['radio', 'anchor'] })
})

test('a customer is asked for it on their own page, chooses in their own words, and what colleagues alone fill in is not asked there', async () => {
  const [email] = await database.read((tx) => selectContactPoints(tx, [maria]))
  const visitor = new Visitor(app, await letIn(database, house, maria, email!))
  const { html } = await visitor.get('/me/details?lang=sv')
  for (const [field, isAsked] of [['boat_hull', true], ['boat_name', true], ['boat_insured', false], ['boat_length', false]] as const) assert.equal(html.includes(`name="${field}"`), isAsked, field)
  await visitor.press('Spara', { boat_hull: 'plastic', boat_name: 'Vega' })
  assert.deepEqual((({ boat_hull: hull, boat_name: name }) => [hull, name])(await held(maria)), ['plastic', 'Vega'])
  assert.match(textOf((await visitor.get('/me/page?lang=sv')).html), /boat_hull Plast/)
})

test('a field keeps its kind; a choice that somebody has stays; what comes with the program stays the program’s', async () => {
  assert.equal(await publish({ fields: [own('boat_bought', 'text')] }), 422)
  const less = { ...FIELDS[2]!, checks: { options: [HULL.options[0]!] } }
  assert.deepEqual((await rehearsed({ fields: [less] })).problems.map((one) => one.field), ['boat_hull'])
  assert.equal(await publish({ fields: [less] }), 422)
  const { fields } = await bodyOf<{ fields: PublishedField[] }>(api('GET', '/fields'))
  const { version: _, shipped, purposes: __, ...title } = fields.find((one) => one.key === 'title')!
  assert.equal(await publish({ fields: [{ ...title, texts: { ...title.texts, en: words('Position') } }] }, 'clearer'), 201)
  assert.equal((await fieldPage('title')).field!.shipped, shipped)
  assert.deepEqual((await fieldPage('title')).history.filter((one) => one.kind === 'version').map((one) => [one.version, one.name, one.note]).slice(0, 1), [[2, 'Position', 'clearer']])
})

test('H3: when a purpose needs a field no longer it is told whose values end, and they do; what another purpose needs or a hold keeps stays', async () => {
  const both = (await customer(database, 'both@example.org', { values: { given_name: 'Bo' }, grounds: [{ purpose: 'contract', basis: 'contract' }, { purpose: 'membership', basis: 'contract' }] })).personId
  const keeps = (await customer(database, 'keeps@example.org', { values: { given_name: 'Kim' } })).personId
  assert.equal(await publish({ purposes: [await needing('membership', 'boat_gear')] }), 201)
  for (const personId of [both, keeps]) assert.equal((await api('PATCH', `/people/${personId}/values`, { values: { boat_gear: ['oars'] } })).status, 200)
  await database.write((tx) => placeHold(tx, { personId: keeps, itemKind: 'field', itemId: 'boat_gear', reason: 'Claim', until: daysLater(tx.now, 30), setBy: staffId }))
  const change = { purposes: [await purpose('contract', (had) => had.filter((key) => key !== 'boat_gear'))] }
  const { noLongerHeld } = await rehearsed(change)
  assert.deepEqual(noLongerHeld, [{ field: 'boat_gear', people: 3, kept: 1 }])
  assert.equal(await publish(change, 'members alone'), 201)
  await work()
  assert.deepEqual(await Promise.all([maria, both, keeps].map(async (personId) => (await held(personId))['boat_gear'])), [undefined, ['oars'], ['oars']])
  const { endings: [ending] } = await fieldPage('boat_gear')
  assert.deepEqual([ending!.kind, ending!.state, ending!.people, ending!.ended], ['narrowing', 'done', { of: 4, done: 4 }, 2])
})

test('a field that nobody uses says so after a year, an empty one after months, and nobody is named', async () => {
  const finding = (usage: Awaited<ReturnType<typeof readFieldUsage>>, key: string) => usage.find((one) => one.field === key)!.finding
  await bodyOf<Person>(api('GET', `/people/${maria}`))
  const now = (await bodyOf<{ fields: FieldUsage[] }>(api('GET', '/field-usage'))).fields
  const name = now.find((one) => one.field === 'boat_name')!
  assert.deepEqual([name.people, name.reach, name.finding, name.writtenAt !== null, name.seenAt !== null], [1, 4, null, true, true])
  const year = await database.withClock(() => monthsLater(database.now, 13, 'Europe/Stockholm')).read(readFieldUsage)
  assert.deepEqual([finding(year, 'boat_length'), finding(year, 'photo')], ['unused', 'empty'])
  assert.equal((await api('POST', '/saved-views', { name: 'Boats', shared: false, columns: ['boat_length'], where: [{ field: 'boat_name', op: 'empty', value: false }], search: '', sort: { by: 'name', direction: 'up' } })).status, 200)
  assert.deepEqual((await fieldPage('boat_name')).usage!.uses.map(({ kind, times }) => [kind, times]), [['list', 1]])
  assert.equal(JSON.stringify(await fieldPage('boat_name')).includes(maria), false)
})

test('a removal can be called off until it begins; then the field leaves with all that is held in it, and the work is seen to its end', async () => {
  const remove = (key: string, start: 'now' | 'tomorrow') => api('POST', `/fields/${key}/removals`, { start, note: 'nobody needs it' })
  assert.equal((await remove('email', 'now')).status, 422)
  assert.equal((await remove('no_such', 'now')).status, 404)
  const { id } = await bodyOf<{ id: string }>(remove('boat_length', 'tomorrow'))
  await work()
  assert.equal((await held(maria))['boat_length'], 7.5)
  assert.equal((await remove('boat_length', 'now')).status, 409)
  assert.equal(await publish({ fields: [FIELDS[1]!] }), 409)
  assert.equal((await api('POST', `/field-removals/${id}/cancellations`)).status, 204)
  assert.equal((await api('POST', `/field-removals/${id}/cancellations`)).status, 409)

  assert.deepEqual((await rehearsed({ retireFields: ['boat_length'] })).noLongerHeld, [{ field: 'boat_length', people: 2, kept: 0 }])
  const { id: job } = await bodyOf<{ id: string }>(remove('boat_length', 'now'))
  await work()
  assert.equal((await held(maria))['boat_length'], undefined)
  const page = await fieldPage('boat_length')
  assert.deepEqual([page.field, page.label, page.endings.map(({ state, ended, note }) => [state, ended, note]).toSorted()], [null, 'boat_length', [['cancelled', 0, 'nobody needs it'], ['done', 2, 'nobody needs it']]])
  assert.deepEqual(page.history.slice(0, 2).map(({ kind, retired, purpose: of }) => [kind, retired, of]), [['version', true, null], ['not-needed', false, 'contract']])
  const { jobs } = await bodyOf<JobsPage>(api('GET', '/jobs'))
  assert.deepEqual(jobs.filter((one) => one.id === job).map(({ kind, title, state, done, of, result, mayCancel }) => [kind, title, state, done, of, result, mayCancel]), [['field-ending', 'boat_length', 'done', 2, 2, { ended: 2 }, false]])
  assert.equal((await api('POST', `/field-removals/${job}/cancellations`)).status, 409)
  const { rows } = await database.superuser("select count(*)::int as left from profile where own ? 'boat_length'")
  assert.deepEqual(rows, [{ left: 0 }])
})
