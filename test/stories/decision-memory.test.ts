import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { sayNo } from '../../src/consent/say-no.ts'
import { settleStops } from '../../src/consent/settle-stops.ts'
import type { Condition } from '../../src/decisions/audience.ts'
import { audienceFromMemory } from '../../src/decisions/audience-from-memory.ts'
import { findAudience } from '../../src/decisions/find-audience.ts'
import type { Question } from '../../src/decisions/question.ts'
import { endGrounds } from '../../src/people/end-grounds.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { lockPeople, updatePerson } from '../../src/people/people.sql.ts'
import { updateNoticeGiven } from '../../src/people/provenance.sql.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { startGrounds } from '../../src/people/start-grounds.ts'
import { insertUses } from '../../src/people/use-records.sql.ts'
import { callWriteValues, selectContactPoints, updateEndedContactPoint, updateVerified } from '../../src/people/values.sql.ts'
import { selectCatalogue } from '../../src/purposes/catalogue.sql.ts'
import { publishCatalogue } from '../../src/purposes/publish-catalogue.ts'
import { correctDetails } from '../../src/rights/correct-details.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { daysLater } from '../../src/values/moment.ts'
import { assertRight, openCopy } from '../memory.ts'
import { bring, importDesk } from '../importing.ts'
import { choiceOf, NEWS, readers, sendAll, sendingTo, started } from '../post-office.ts'
import { randomNumbers } from '../random-facts.ts'
import { randomPerson } from '../random-people.ts'
import { INDEX_KEY, ORIGIN } from '../register.ts'
import { companyDatabase, seed } from '../seeded-people.ts'
import { sweepValues } from '../sweeping.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined

test('the memory answers for random people in every cell as the database does, at once and after a restart', async (t) => {
  const database = await companyDatabase()
  const random = randomNumbers(11)
  const people = Array.from({ length: LONG ? 5_000 : 300 }, () => randomPerson(random))
  await seed(database, people)
  const ids = people.map((one) => one.personId)
  const copy = await openCopy(database)
  await copy.catchUp()
  t.diagnostic(`${await assertRight(database, copy.memory, ids)} answers of ${ids.length} people`)
  while (await copy.keeper.store());
  await copy.close()

  // The next start works nothing out: it has only read.
  const again = await openCopy(database)
  await assertRight(database, again.memory, ids)
  // Time alone changes answers too.
  for (const days of [1, 20, 200]) {
    database.now = daysLater(database.now, days)
    await assertRight(database, again.memory, ids.slice(0, 60), true)
    await again.catchUp()
    await assertRight(database, again.memory, ids.slice(0, 60))
  }
})

test('after everything that can be done to people, another copy answers as the database does', async () => {
  const desk = await importDesk()
  const { database, house } = desk
  const copy = await openCopy(database)
  await copy.catchUp()
  const [anna, bo] = await readers(database, 2, (n) => ({ address: `reader${n}@example.org`, values: { given_name: 'A', birth_date: '1980-01-01' }, contactPoints: [
    { kind: 'email', value: `reader${n}@example.org`, canonical: `reader${n}@example.org` }, { kind: 'postal', value: 'Storgatan 1', canonical: 'storgatan 1' }] }))
  const known: PersonId[] = [anna!.personId, bo!.personId]
  const say = (...choices: Parameters<typeof choiceOf>[1][]) => database.write((tx) => recordChoices(tx, house.keeper, choices.map((more) => choiceOf(anna!, more))))
  const wide = { purpose: null, channel: null, contactPointId: null }
  const steps: Record<string, () => Promise<unknown>> = {
    'people come in': async () => {},
    'a yes is recorded': () => say({ frequency: 'monthly' }),
    'a message is sent': async () => {
      await started(database, NEWS)
      return sendAll(database, sendingTo(house.keeper, undefined))
    },
    'a use is recorded': () => database.write((tx) => insertUses(tx, [{
      personId: anna!.personId, useId: newId(database.now), kind: 'sent', purpose: 'news', channel: 'email', contactPointId: null, rule: 'D4a', groundId: null, entrySeq: null,
      mailingId: null, subject: null, actor: { kind: 'system', id: null } }])),
    'a no is recorded': () => say({ kind: 'withdrawn' }),
    'use is restricted': () => say({ ...wide, kind: 'restricted' }),
    'the restriction is lifted': () => say({ ...wide, kind: 'unrestricted', actor: { kind: 'staff', id: 's' } }),
    'all marketing is objected to': () => say({ ...wide, kind: 'objected' }),
    'nobody is to ask': () => say({ ...wide, kind: 'stop-asking' }),
    'a no is written beside a lock': async () => {
      await database.write(async (tx) => {
        await lockPeople(tx, [bo!.personId])
        const { inFlight } = await sayNo(database, house.keeper, [choiceOf(bo!, { kind: 'withdrawn' })])
        assert.equal(inFlight, true)
      })
    },
    'the no beside the lock is settled': () => database.write((tx) => settleStops(tx, house.keeper)),
    'a guardian’s child is found out': () => database.write((tx) => callWriteValues(tx, [{ personId: bo!.personId, fieldKey: 'birth_date', value: '2019-05-01' }])),
    'details are corrected': () => database.write((tx) => correctDetails(tx, INDEX_KEY, anna!.personId, { delivery: 'paper' })),
    'a wish is removed': () => database.write((tx) => correctDetails(tx, INDEX_KEY, anna!.personId, { delivery: null })),
    'an address is verified': () => database.write(async (tx) => {
      for (const point of await selectContactPoints(tx, known)) await updateVerified(tx, point.personId, point.contactPointId, 'test')
    }),
    'an address ends': () => database.write((tx) => updateEndedContactPoint(tx, anna!.personId, anna!.contactPointId)),
    'a ground starts': () => database.write((tx) => startGrounds(tx, [{ personId: anna!.personId, purpose: 'events', basis: 'legitimate-interest' }])),
    'grounds end': () => database.write(async (tx) => endGrounds(tx, (await selectGrounds(tx, [anna!.personId])).filter((one) => one.endedAt === null), 'test')),
    'values are swept': async () => {
      database.now = daysLater(database.now, 4_000)
      return database.write((tx) => sweepValues(tx, house.keeper))
    },
    'the country is told': () => database.write((tx) => updatePerson(tx, bo!.personId, { country: 'DE' })),
    'somebody dies': () => database.write((tx) => updatePerson(tx, bo!.personId, { deceasedAt: '2026-01-01' })),
    'somebody is brought in from elsewhere': () => database.write(async (tx) => {
      const { personIds } = await registerPeople(tx, INDEX_KEY, [{
        country: 'SE', values: {}, contactPoints: [{ kind: 'email', value: 'x@example.org', canonical: 'x@example.org' }], identifiers: [],
        grounds: [{ purpose: 'events', basis: 'legitimate-interest' }] }], { ...ORIGIN, collected: 'other', noticeDueAt: daysLater(tx.now, 30) })
      known.push(...personIds)
    }),
    'they are told of it': () => database.write((tx) => updateNoticeGiven(tx, known.at(-1)!)),
    'a file is imported': async () => {
      const { rows } = await bring(desk, 'E-post;Förnamn\nfil1@example.org;Eva\nfil2@example.org;Lars\n')
      known.push(...rows.flatMap((row) => row.personId ?? []))
      assert.equal(known.length, 5)
    },
    'a purpose rests on something else': () => database.write(async (tx) => {
      const news = (await selectCatalogue(tx)).purposes.find((one) => one.key === 'service')!
      await publishCatalogue(tx, { purposes: [{ ...news, channels: ['email'], bases: news.bases.filter((line) => line.channel === 'email') }], fields: [], retirePurposes: ['events'], retireFields: [] }, 'test', 'less')
    }),
  }
  for (const [what, act] of Object.entries(steps)) {
    await act()
    await copy.catchUp()
    await assertRight(database, copy.memory, known).catch((error: unknown) => {
      throw new Error(`after "${what}"`, { cause: error })
    })
  }
  // The log is placed, and whoever follows it from there knows the same.
  while (await copy.keeper.place());
  const { rows } = await database.superuser('select (select count(*) from person_change_pending)::int as waiting, count(*)::int as placed, max(change_no)::int as last from person_change')
  assert.equal(rows[0].waiting, 0)
  assert.ok(rows[0].placed > 20 && rows[0].placed === rows[0].last, JSON.stringify(rows[0]))
  await copy.catchUp()
  await assertRight(database, copy.memory, known)
})

test('an audience from memory is the one that the database finds: counts, reasons, names and pages, with filters and without', async (t) => {
  const database = await companyDatabase()
  const random = randomNumbers(12)
  await seed(database, Array.from({ length: LONG ? 10_000 : 500 }, () => randomPerson(random)))
  const copy = await openCopy(database)
  await copy.catchUp()
  const questions: Question[] = [
    { purpose: 'news', channel: 'email', use: 'send' }, { purpose: 'news', channel: 'email', use: 'ask' }, { purpose: 'service', channel: 'email', use: 'send' }, { purpose: 'analytics', channel: 'none', use: 'profile' },
  ]
  const filters: Condition[][] = [[], [{ field: 'city', op: 'is', value: 'Oslo' }], [{ field: 'country', op: 'is', value: 'SE' }], [{ field: 'city', op: 'is', value: 'göteborg' }], [{ field: 'city', op: 'is-not', value: 'Oslo' }, { field: 'capacity', op: 'is', value: 'consumer' }], [{ field: 'country', op: 'is', value: 'XX' }]]
  // Each question with each filter in the long form; otherwise every one of both.
  const asked = questions.flatMap((question, n) => filters.map((where, m) => ({ question, where, rule: (n + m) % 3 === 0 ? 'D4m' : undefined, run: LONG || m === n || m === n + 1 })))
  let compared = 0
  for (const { question, where, rule } of asked.filter(({ run }) => run)) {
    let after: PersonId | undefined
    for (let pages = 0; pages < 2; pages++) {
      const page = { limit: 7, ...(rule && { rule }), ...(after && { after }) }
      await copy.memory.follow()
      // The same whether the wanted are few, and looked up, or many, and met in the order of names.
      const few = compared % 2 === 0 ? 0 : undefined
      const kept = await database.read((tx) => audienceFromMemory(tx, copy.memory, question, where, page, few).catch(String))
      const found = await database.read((tx) => findAudience(tx, question, where, page).catch(String))
      if (typeof kept === 'string' || typeof found === 'string') assert.equal(kept, found)
      else assert.deepEqual({ ...kept, head: null }, found, JSON.stringify({ question, where, page }))
      compared += 1
      after = typeof found === 'string' ? undefined : found.next ?? undefined
      if (!after) break
    }
  }
  t.diagnostic(`${compared} pages`)
  await copy.memory.follow()
  const reach = copy.memory.reach()!
  assert.deepEqual([reach.people, new Set(reach.questions.map(({ counts }) => counts.reduce((sum, one) => sum + one.count, 0)))], [LONG ? 10_000 : 500, new Set([LONG ? 10_000 : 500])])
})
