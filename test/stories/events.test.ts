import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { TakenEvents } from '../../src/doors/api/events-resource.ts'
import type { TimelinePage } from '../../src/doors/api/people-resource.ts'
import { sweepEvents } from '../../src/events/sweep-events.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { bodyOf, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'

// What people did in the company's own service: taken in for a purpose that carries it, seen, and gone with it.

const { database, browser } = await staffedHouse()
const start = database.now
/** Far shorter than a session. */
const STEP = 5 * 60_000
const DAY = 24 * 60 * 60_000
const at = (steps: number) => new Date(start.getTime() + steps * STEP).toISOString()
const post = (events: readonly object[]) => browser('POST', '/api/v1/events', { events }, { 'accept-language': 'en' })
const take = async (...events: readonly object[]) => (await bodyOf<TakenEvents>(post(events))).results.map(({ outcome, rule }) => (rule === null ? outcome : `${outcome} ${rule}`))
const event = (person: PersonId, more: object = {}) => ({ id: newId(database.now), person, purpose: 'analytics', name: 'lesson-finished', about: 'Lesson 4', at: at(1), ...more })
const rows = async (person: PersonId) => (await database.superuser('select count(*)::int as n from event where person_id = $1', [person])).rows[0]!['n'] as number
const ANALYSED = { grounds: [{ purpose: 'contract', basis: 'contract' as const }, { purpose: 'analytics', basis: 'legitimate-interest' as const }] }

test('H1: an event is taken for a purpose with a ground that lived when it happened and lives now, once, and each of a list for itself', async () => {
  const [{ personId }, { personId: other }] = [await customer(database, 'events@example.org', ANALYSED), await customer(database, 'none@example.org')]
  database.now = new Date(start.getTime() + 2 * STEP)
  const one = event(personId)
  assert.deepEqual(await take(one, event(other), event(personId, { at: at(-1) }), event(personId, { at: at(4) }), event(personId, { at: '2024-01-01T00:00:00Z' }), event(personId, { about: 'Asked for 19121212-1212' })),
    ['taken', 'refused H1', 'refused H1', 'refused', 'refused', 'refused H6'])
  assert.deepEqual(await take(one), ['known'])
  assert.deepEqual([await rows(personId), await rows(other)], [1, 0])
  const twice = await bodyOf<ProblemDetails>(post([one, one]))
  assert.deepEqual([twice.status, twice.field], [400, 'events.1.id'])
  const { events } = await bodyOf<TimelinePage>(browser('GET', `/api/v1/people/${personId}/timeline`, undefined, { 'accept-language': 'en' }))
  assert.deepEqual(events.filter(({ type }) => type === 'event').map(({ title, detail }) => [title, detail]), [['Did in our service: lesson-finished (Statistics)', 'Lesson 4']])
})

test('whose use is restricted nothing is taken of, and with the purpose its events are neither shown nor kept', async () => {
  const { personId } = await customer(database, 'objects@example.org', ANALYSED)
  const later = new Date(database.now.getTime() + STEP)
  database.now = later
  assert.deepEqual(await take(event(personId, { at: later.toISOString() })), ['taken'])
  await database.superuser("insert into restriction (person_id, purpose, field_key, since, seq) values ($1, 'analytics', '*', $2, 1)", [personId, database.now])
  assert.deepEqual(await take(event(personId, { at: later.toISOString() })), ['refused H1'])
  await database.superuser("update ground set ended_at = $2, hold_until = $2, ended_why = 'objected' where person_id = $1 and purpose_key = 'analytics'", [personId, later])
  database.now = new Date(later.getTime() + 1000)
  const { events } = await bodyOf<TimelinePage>(browser('GET', `/api/v1/people/${personId}/timeline`))
  assert.deepEqual(events.filter(({ type }) => type === 'event'), [])
  await database.write((tx) => sweepEvents(tx, 100))
  assert.equal(await rows(personId), 0)
})

test('an event ends after a year, whatever its purpose', async () => {
  const { personId } = await customer(database, 'year@example.org', ANALYSED)
  const happened = new Date(database.now.getTime() + STEP)
  database.now = happened
  assert.deepEqual(await take(event(personId, { at: happened.toISOString() })), ['taken'])
  await database.write((tx) => sweepEvents(tx, 100))
  assert.equal(await rows(personId), 1)
  database.now = new Date(happened.getTime() + 366 * DAY)
  await database.write((tx) => sweepEvents(tx, 100))
  assert.equal(await rows(personId), 0)
})
