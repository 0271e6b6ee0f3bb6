import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import type { Choice } from '../../src/consent/choice.ts'
import { selectStandings } from '../../src/consent/standing.sql.ts'
import type { House } from '../../src/doors/house.ts'
import { Recorder } from '../../src/doors/recorder.ts'
import type { Heard, Saying } from '../../src/doors/saying.ts'
import { NO_LIMIT, QUEUE_LIMIT } from '../../src/doors/saying-queue.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { commitment, entryBytes } from '../../src/ledger/entry.ts'
import { openPromise } from '../../src/ledger/promise.ts'
import { Sequencer } from '../../src/ledger/sequencer.ts'
import { upsertLease } from '../../src/ledger/lease.sql.ts'
import { lockPeople } from '../../src/people/people.sql.ts'
import { inOneGo } from '../../src/plumbing/pipelined.ts'
import { Problem } from '../../src/plumbing/errors.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { choice } from '../customer-house.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { customer, installed } from '../register.ts'

let database: TestDatabase
let house: House

before(async () => {
  database = await testDatabase()
  await installed(database)
  house = await testHouse(database)
})

let many = 0
/** People with a contract and a verified address each. */
async function people(count: number): Promise<{ personId: PersonId; yes: Choice; no: Choice }[]> {
  return Promise.all(Array.from({ length: count }, async () => {
    const { personId, email } = await customer(database, `person-${many++}@example.org`)
    return { personId, yes: choice(personId, { contactPointId: email.contactPointId }), no: choice(personId, { kind: 'withdrawn', wording: null }) }
  }))
}

const saying = (said: Choice, more: Partial<Saying> = {}): Saying => ({
  personId: said.personId, onlyNoes: said.kind === 'withdrawn', choices: () => [said], tell: { to: 'known', language: 'sv' }, ...more,
})
const entriesOf = async (personId: PersonId) => database.read((tx) => selectEntries(tx, [personId]))
const kinds = async (personId: PersonId) => (await entriesOf(personId)).map((entry) => entry.kind)

test('what waits is recorded in a few transactions, and each is told for itself', async () => {
  const said = await people(40)
  const heard = await Promise.all(said.map(({ yes }) => house.recorder.record(saying(yes))))
  const { rows } = await database.superuser('select count(distinct xmin::text)::int as transactions, count(*)::int as entries from ledger_entry where person_id = any ($1)', [said.map((one) => one.personId)])
  assert.equal(rows[0].entries, 40)
  assert.ok(rows[0].transactions <= 4, `${rows[0].transactions} transactions`)
  for (const [index, one] of heard.entries()) {
    const [outcome] = one.said!.recording!.outcomes
    assert.equal(outcome!.choice.personId, said[index]!.personId)
    assert.ok(outcome && 'entry' in outcome)
    const promise = await openPromise(one.said!.promises[0]!, house.keeper.keys.signing)
    assert.equal(promise?.commitment, commitment(outcome.salt, entryBytes(outcome.entry)).toString('base64url'), 'the promise is for this entry')
  }
  const mails = await database.superuser("select count(*)::int as n from message where kind = 'receipt' and person_id = any ($1)", [said.map((one) => one.personId)])
  assert.equal(mails.rows[0].n, 40, 'everybody is written to about it')
})

test('a promise among many cannot be bent to another entry', async () => {
  const [one, two] = await people(2)
  const [first, second] = await Promise.all([house.recorder.record(saying(one!.yes)), house.recorder.record(saying(two!.yes))])
  const [mine, theirs] = [first.said!.promises[0]!.split('~'), second.said!.promises[0]!.split('~')]
  assert.equal(mine[0], theirs[0], 'one signature for both')
  const key = house.keeper.keys.signing
  for (const bent of [[mine[0], theirs[1], ...mine.slice(2)], [...mine.slice(0, 2), theirs[2], ...mine.slice(3)], mine.slice(0, 3), [...mine, mine[3]], [mine[0], '9', ...mine.slice(2)]]) {
    assert.equal(await openPromise(bent.join('~'), key), undefined)
  }
  assert.ok(await openPromise(mine.join('~'), key))
})

test('one that cannot be recorded fails alone', async () => {
  const said = await people(12)
  const bad = said[5]!
  const heard = await Promise.allSettled(said.map(({ yes }) => house.recorder.record(saying(yes === bad.yes ? { ...yes, evidence: { kind: 'code', weight: 1.5 } } : yes))))
  assert.deepEqual(heard.map((one) => one.status), said.map((one) => (one === bad ? 'rejected' : 'fulfilled')))
  assert.match(String((heard[5] as PromiseRejectedResult).reason), /a number in evidence must be whole/)
  for (const { personId } of said) assert.deepEqual(await kinds(personId), personId === bad.personId ? [] : ['given'])
})

test('what the rules refuse is refused for itself, and no trouble to others', async () => {
  const [one, two] = await people(2)
  const refused = { ...one!.yes, purpose: 'no-such-purpose' }
  const [first, second] = await Promise.all([
    house.recorder.record(saying(refused)),
    house.recorder.record(saying(two!.yes, { choices: () => { throw new Problem('refused', { text: 'people.unknown' }) } })).catch((error: unknown) => error),
  ])
  assert.deepEqual(first.said!.recording!.outcomes.map((outcome) => 'refusal' in outcome && outcome.refusal.rule), ['D1'])
  assert.ok(second instanceof Problem)
  assert.deepEqual([await kinds(one!.personId), await kinds(two!.personId)], [[], []])
})

test('what one person says is recorded in the order in which it came', async () => {
  const [maya] = await people(1)
  const steps = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? maya!.yes : maya!.no))
  await Promise.all(steps.map((step) => house.recorder.record(saying(step))))
  assert.deepEqual((await entriesOf(maya!.personId)).map((entry) => [entry.seq, entry.kind]), steps.map((step, n) => [n + 1, step.kind]))
})

test('whoever is held by a hand-over keeps nobody waiting, and has their no beside the lock within seconds', async () => {
  const [held, ...free] = await people(6)
  const { promise: let_go, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: locked, resolve: hasLock } = Promise.withResolvers<void>()
  const holding = database.write(async (tx) => {
    await lockPeople(tx, [held!.personId])
    hasLock()
    await let_go
  })
  await locked
  const started = performance.now()
  const slow = house.recorder.record(saying(held!.no))
  await Promise.all(free.map(({ no }) => house.recorder.record(saying(no))))
  const waited = performance.now() - started
  const heard = await slow
  letGo()
  await holding
  assert.ok(waited < 1_500, `others waited ${waited} ms`)
  assert.equal(heard.said?.inFlight, true, 'one message may be on its way')
  const { rows } = await database.superuser('select purpose, channel from stop_row where person_id = $1 and recorded_at is null', [held!.personId])
  assert.deepEqual(rows, [{ purpose: 'news', channel: 'email' }])
  // Somebody who waits for the lock and gets it is recorded as always.
  assert.equal((await house.recorder.record(saying(held!.no))).said?.inFlight, false)
})

test('a no whose line the keeper cannot keep has no effect, and takes no yes with it', async () => {
  const [one, two] = await people(2)
  const recorder = new Recorder({ database, keeper: {
    keys: house.keeper.keys,
    journal: async (...lines) => { if (lines.length > 0) throw new Problem('unavailable', { text: 'keeper.write-failed' }) },
  } })
  const [no, yes] = await Promise.allSettled([recorder.record(saying(one!.no)), recorder.record(saying(two!.yes))])
  assert.deepEqual([no.status, yes.status], ['rejected', 'fulfilled'])
  assert.deepEqual([await kinds(one!.personId), await kinds(two!.personId)], [[], ['given']])
})

test('rule 41: too many at once are turned away, noes last, and those who wait are answered', async () => {
  const { promise: hold, resolve: letGo } = Promise.withResolvers<void>()
  const slow = { writeByKeys: async (act: never) => (await hold, database.writeByKeys(act)), asOne: database.asOne.bind(database), write: database.write.bind(database) } as unknown as TestDatabase
  const recorder = new Recorder({ database: slow, keeper: house.keeper })
  const somebody = (n: number) => `0196a000-0000-7000-8000-${String(n).padStart(12, '0')}` as PersonId
  const heard: Promise<Heard | Error>[] = []
  const say = (n: number, kind: 'given' | 'withdrawn') => {
    const said = choice(somebody(n), { kind, actor: { kind: 'person', id: somebody(n) } })
    heard.push(recorder.record(saying(said)).catch((error: Error) => error))
  }
  for (let n = 0; n < QUEUE_LIMIT; n++) say(n, 'given')
  say(1_000_000, 'given')
  say(1_000_001, 'withdrawn')
  const turnedAway = await heard[QUEUE_LIMIT]
  assert.ok(turnedAway instanceof Problem)
  assert.equal(turnedAway.kind, 'unavailable')
  letGo()
  const told = (await heard.at(-1)) as Heard
  assert.ok('entry' in told.said!.recording!.outcomes[0]!, 'the no got in, and is recorded')
  assert.ok(NO_LIMIT > QUEUE_LIMIT)
  assert.equal((await Promise.all(heard)).filter((one) => one instanceof Error).length, 1)
})

test('statements of one go are carried out in the order of the list, and when one fails none stays', async () => {
  const names = Array.from({ length: 20 }, (_, n) => `order-${String(n).padStart(2, '0')}`)
  await database.writeByKeys((tx) => inOneGo(tx, names.map((name) => () => upsertLease(tx, name, 'me', tx.now))))
  const { rows } = await database.superuser("select name from lease where name like 'order-%' order by cmin::text::int")
  assert.deepEqual(rows.map((row) => row.name), names)

  const failing = database.writeByKeys((tx) => inOneGo(tx, [
    () => upsertLease(tx, 'fails-1', 'me', tx.now), () => sql`select 1 / 0`.execute(tx.db),
    async () => { await upsertLease(tx, 'fails-2', 'me', tx.now); await upsertLease(tx, 'fails-3', 'me', tx.now) },
  ]))
  await assert.rejects(failing, { code: '22012' }, 'the error that made the others fail')
  assert.equal((await database.superuser("select from lease where name like 'fails-%'")).rowCount, 0)
  await database.writeByKeys((tx) => upsertLease(tx, 'works-again', 'me', tx.now))
})

test('a no is recorded while nobody sequences, and gets its place when somebody does again', async () => {
  const [maya] = await people(1)
  const sequencer = new Sequencer({ database, keeper: house.keeper, tree: house.tree, holder: 'a living copy' })
  await sequencer.step()
  const size = house.tree.size
  // Its lease is held by a copy that died, and runs out only later.
  await database.superuser("update lease set holder = 'a dead copy', until = $1 where name = 'sequencer'", [new Date(database.now.getTime() + 10_000)])
  await house.recorder.record(saying(maya!.no))
  assert.deepEqual(await kinds(maya!.personId), ['withdrawn'])
  const [standing] = (await database.read((tx) => selectStandings(tx, [maya!.personId]))).values()
  assert.equal([...standing!.choices.values()][0]?.state, 'withdrawn', 'it counts at once')
  assert.deepEqual(await sequencer.step(), { sequenced: 0, head: undefined })
  database.now = new Date(database.now.getTime() + 11_000)
  const { sequenced, head } = await sequencer.step()
  assert.deepEqual([sequenced, head?.size], [1, size + 1])
})
