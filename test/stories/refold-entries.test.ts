import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rebuildStanding } from '../../src/consent/rebuild-standing.ts'
import { refoldEntries } from '../../src/consent/refold-entries.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { selectStandings } from '../../src/consent/standing.sql.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { choice } from '../customer-house.ts'
import { testDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { INDEX_KEY, installed, ORIGIN } from '../register.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
/** CS-12: 10⁶ events, rebuilt within ten minutes. */
const EVENTS = LONG ? 1_000_000 : 20_000
const PEOPLE = EVENTS / 10
const REBUILT_WITHIN_MS = 600_000
const CHANNELS = ['email', 'sms', 'letter', 'phone'] as const

test('CS-12: standing is rebuilt from the ledger while others write, and nobody is answered from half of it', async (t) => {
  const database = await testDatabase()
  await installed(database)
  const house = await testHouse(database)
  const people: PersonId[] = []
  for (let n = 0; n < PEOPLE; n += 1_000) {
    people.push(...(await database.write((tx) => registerPeople(tx, INDEX_KEY, Array.from({ length: Math.min(1_000, PEOPLE - n) }, () => ({
      country: 'SE', values: {}, contactPoints: [], identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' }],
    })), ORIGIN))).personIds)
  }
  const seqs = EVENTS / PEOPLE
  // Entries as the ledger would have them, past the verbs for the number of them; standing is empty and all of it wrong.
  await database.superuser(`
    insert into ledger_entry (person_id, seq, kind, at, purpose, purpose_version, channel, surface, actor_kind, evidence, salt)
    select p.person_id, s.seq, (array['given', 'withdrawn', 'objected', 'asked', 'restricted'])[1 + (hashtext(p.person_id::text || s.seq) & 1023) % 5],
      $1::timestamptz + s.seq * interval '1 second', (array['news', 'events', 'tips'])[1 + (hashtext(s.seq || p.person_id::text) & 1023) % 3], 1,
      ($3::text[])[1 + (hashtext(p.person_id::text || 'c' || s.seq) & 1023) % 4], 'web', 'person', '{}', '\\x00'
    from person p cross join generate_series(1, $2::int) as s (seq)`, [database.now, seqs, CHANNELS])
  // A yes that no entry says.
  await database.superuser("insert into standing (person_id, purpose, channel, state, since, seq) values ($1, 'news', 'push', 'given', $2, 99)", [people[60], database.now])
  const [first] = people
  const wrong = await database.read(async (tx) => (await selectStandings(tx, [first!])).get(first!)!)
  assert.equal(wrong.choices.size, 0)

  const stop = new AbortController()
  let written = 0
  // People who were never touched by the gap keep saying things, as in any other minute.
  const untouched = (await database.write((tx) => registerPeople(tx, INDEX_KEY, Array.from({ length: 20 }, () => ({
    country: 'SE', values: {}, contactPoints: [], identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' }] })), ORIGIN))).personIds
  const writers = Array.from({ length: 4 }, async (_, lane) => {
    while (!stop.signal.aborted) {
      const personId = untouched[(written++ * 4 + lane) % untouched.length]!
      await database.write((tx) => recordChoices(tx, house.keeper, [choice(personId, { kind: 'withdrawn', wording: null, channel: CHANNELS[written % 4]! })]))
    }
  })
  const expected = await database.read((tx) => rebuildStanding(tx, people.slice(0, 50)))
  let looks = 0
  const readers = Array.from({ length: 2 }, async () => {
    while (!stop.signal.aborted) {
      const personId = people[looks++ % 50]!
      // One statement, as the gate asks: it sees one moment.
      const { rows: [found] } = await database.superuser('select (select count(*)::int from standing where person_id = $1) as choices, (select last_seq from person_standing where person_id = $1) as seq', [personId])
      const whole = expected.get(personId)!
      assert.ok((found.choices === 0 && found.seq === 0) || (found.choices === whole.choices.size && found.seq === whole.lastSeq), `half of it: ${JSON.stringify(found)}`)
    }
  })
  const started = performance.now()
  const done = await refoldEntries(database)
  const took = performance.now() - started
  stop.abort()
  await Promise.all([...writers, ...readers])
  assert.deepEqual(done, { people: PEOPLE + untouched.length, mended: PEOPLE })
  assert.ok(took <= REBUILT_WITHIN_MS)
  for (let n = 0; n < PEOPLE; n += 1_000) {
    await database.read(async (tx) => {
      const ids = [...people.slice(n, n + 1_000), ...(n === 0 ? untouched : [])]
      assert.deepEqual(await selectStandings(tx, ids), await rebuildStanding(tx, ids))
    })
  }
  assert.deepEqual(await refoldEntries(database), { people: PEOPLE + untouched.length, mended: 0 }, 'nothing is left to put right')
  assert.ok(written > 4 && looks > 4)
  t.diagnostic(`CS-12: ${EVENTS} entries (catalogue: 1000000) of ${PEOPLE} people in ${(took / 1000).toFixed(1)} s, with ${written} writes and ${looks} looks meanwhile`)
})
