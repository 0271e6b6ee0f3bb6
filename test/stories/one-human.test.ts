// Two records of one human are made one and two again: the gate in all its forms, what is said meanwhile, and nothing lost.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { standingOf, type Standing } from '../../src/consent/standing.ts'
import type { Choice } from '../../src/consent/choice.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { refoldEntries } from '../../src/consent/refold-entries.ts'
import { selectStandings } from '../../src/consent/standing.sql.ts'
import { yesEnds } from '../../src/consent/yes-end.ts'
import { layoutOf } from '../../src/decisions/cell.ts'
import { decideFor, type PersonDecision } from '../../src/decisions/decide-for.ts'
import type { Question } from '../../src/decisions/question.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { planErasure } from '../../src/erasure/plan-erasure.ts'
import { recordPeople } from '../../src/imports/record-people.ts'
import type { Keeper } from '../../src/keeper/keeper.ts'
import type { EntryKind, LedgerEntry } from '../../src/ledger/entry.ts'
import { selectLeading } from '../../src/people/record-aliases.sql.ts'
import { updateEndedContactPoint } from '../../src/people/values.sql.ts'
import { Database } from '../../src/plumbing/database.ts'
import { Problem } from '../../src/plumbing/errors.ts'
import { selectCatalogue } from '../../src/purposes/catalogue.sql.ts'
import { mergeRecords } from '../../src/resolution/merge-records.ts'
import { separateRecords } from '../../src/resolution/separate-records.ts'
import type { ContactPointId, PersonId, StaffId } from '../../src/values/ids.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { decidedInSql } from '../facts-in-sql.ts'
import { mailSink } from '../mail-sink.ts'
import { assertRight, openCopy } from '../memory.ts'
import { choiceOf, NEWS, sendAll, sendingTo, started, subscribers, testKeeper } from '../post-office.ts'
import { pick, randomNumbers } from '../random-facts.ts'
import { randomPerson } from '../random-people.ts'
import { INDEX_KEY, installed } from '../register.ts'
import { companyDatabase, seed, type SeededPerson } from '../seeded-people.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const PAIRS = LONG ? 20_000 : 100
const SEED = 20261123
/** The catalogue asks for 2,000 erasures. */
const RACED = LONG ? 1_500 : 40
/** The catalogue's limit holds where the test has the machine to itself. */
const LOCKED_MS = LONG ? 1_000 : 5_000
const BY = '0196a000-0000-7000-8000-0000000000b0' as StaffId

const PURPOSES = ['news', 'news', 'events', 'surveys', 'recommendations', 'service', '*']
const CHANNELS = ['email', 'email', 'sms', 'letter', '*']
const KINDS: readonly EntryKind[] = ['given', 'given', 'given', 'withdrawn', 'objected', 'asked', 'restricted', 'stop-asking']

/** Somebody of whom anything may be known, whose standing is what their ledger says. */
function recordOf(random: () => number, endOf: ReturnType<typeof yesEnds>): SeededPerson {
  const one = randomPerson(random)
  Object.assign(one.person, { protected_identity: false, deceased_at: null, led_by: null })
  one.profile['birth_date'] = null
  const points = one.points.map((each) => each['contact_point_id'] as ContactPointId)
  const entries = Array.from({ length: Math.floor(random() * 7) }, (_, index): LedgerEntry => {
    const kind = pick(KINDS, random)
    return {
      personId: one.personId, seq: index + 1, kind, at: new Date(pick(['2023-01-10T09:00:00Z', '2025-09-02T09:00:00Z', '2026-01-10T09:00:00Z'], random)), purpose: pick(PURPOSES, random), purposeVersion: 1,
      channel: kind === 'restricted' ? null : pick(CHANNELS, random), contactPointId: kind === 'given' && points.length > 0 ? pick(points, random) : null, frequency: pick([null, null, 'weekly', 'yearly'], random), surface: 'web', language: null,
      actor: { kind: 'person', id: null }, wordingId: null, evidence: kind === 'restricted' ? { field: pick(['*', 'email'], random) } : {},
    }
  })
  const standing = standingOf(entries)
  one.entries = entries.map(({ seq, kind, at, purpose, channel, contactPointId, frequency, evidence }) => ({ seq, kind, at, purpose, channel, contact_point_id: contactPointId, frequency, evidence, purpose_version: 1 }))
  one.standing = [...standing.choices.values()].map((each) => ({
    purpose: each.purpose, channel: each.channel, state: each.state, seq: each.seq, since: each.since, contact_point_id: each.contactPointId, frequency: each.frequency, purpose_version: each.purposeVersion, lifted: each.lifted, until: endOf(each) }))
  one.head = { last_seq: standing.lastSeq, last_no_at: standing.lastNoAt, last_asked_at: standing.lastAskedAt, stop_asking_since: standing.stopAskingSince }
  one.restrictions = [...standing.restrictions.values()].map((each) => ({ purpose: each.purpose, field_key: each.fieldKey, since: each.since, seq: each.seq }))
  one.stops = []
  return one
}

const answersOf = async (database: TestDatabase, people: readonly PersonId[], questions: readonly Question[]): Promise<PersonDecision[][]> => {
  const answers = await database.read((tx) => decideFor(tx, people, questions))
  return people.map((_, index) => answers.slice(index * questions.length, (index + 1) * questions.length))
}

/** Rules that answer with what the person has said, or asked for. */
const SAID_NO: readonly string[] = ['D2a', 'D2b', 'D2c', 'D10a', 'D10b', 'D7a']
const SPEAKS: readonly string[] = ['D2b', 'D2c', 'D10a', 'D10b']

test(`CS-09: random merges, words, changed addresses and unmerges: for each purpose and channel the most restrictive answer survives in every form of the gate, and both are as they were (${PAIRS} pairs; the catalogue asks for 20,000; seed ${SEED})`, async (t) => {
  const database = await companyDatabase()
  const keeper = await testKeeper(database.now)
  const random = randomNumbers(SEED)
  const catalogue = await database.read(selectCatalogue)
  const endOf = yesEnds(catalogue.purposes)
  const pairs = Array.from({ length: PAIRS }, () => [recordOf(random, endOf), recordOf(random, endOf)] as const)
  await seed(database, pairs.flat())
  await database.superuser(`insert into possible_duplicate (person_id, other_person_id, found_at, seen_at, grade, odds, levels)
    select p.a, p.b, now(), now(), 'sure', 900, '{1}' from unnest($1::uuid[], $2::uuid[]) as p (a, b)`,
  [[...pairs.map(([one]) => one.personId), ...pairs.map(([, other]) => other.personId)], [...pairs.map(([, other]) => other.personId), ...pairs.map(([one]) => one.personId)]])
  const [leading, others] = [pairs.map(([one]) => one.personId), pairs.map(([, other]) => other.personId)]
  const people = [...leading, ...others]
  const questions: Question[] = [...layoutOf(catalogue).cells, { purpose: 'events', channel: 'email', use: 'export' }, { purpose: 'news', channel: 'email', use: 'ask', withinServiceMessage: true }, { purpose: 'service', channel: 'email', use: 'share' }]
  const copy = await openCopy(database)
  await copy.catchUp()

  const [before, beforeOther] = [await answersOf(database, leading, questions), await answersOf(database, others, questions)]
  const stoodBefore = await database.read((tx) => selectStandings(tx, people))
  for (const [index] of pairs.entries()) await database.write((tx) => mergeRecords(tx, { leading: leading[index]!, other: others[index]! }, BY))
  await copy.catchUp()
  const [after, afterOther] = [await answersOf(database, leading, questions), await answersOf(database, others, questions)]
  const kinds = new Map(catalogue.purposes.map((one) => [one.key, one.kind]))
  const counts = { stopped: 0, led: 0, kept: 0 }
  for (const [index] of pairs.entries()) {
    for (const [place, question] of questions.entries()) {
      const [was, theirs, is, isThere] = [before[index]![place]!, beforeOther[index]![place]!, after[index]![place]!, afterOther[index]![place]!]
      const where = `pair ${index}, ${question.purpose} ${question.channel} ${question.use}: ${was.rule} and ${theirs.rule} became ${is.rule} and ${isThere.rule}`
      assert.ok(!is.allowed || was.allowed, `a merge allows nothing: ${where}`)
      assert.ok(!isThere.allowed || theirs.allowed, `a merge allows nothing of the other: ${where}`)
      if (SAID_NO.includes(theirs.rule) && question.use !== 'ask') assert.ok(!is.allowed || is.basis === 'contract' || is.basis === 'legal-obligation' || theirs.basis !== is.basis && !SPEAKS.includes(theirs.rule), `a no of the other is heard: ${where}`)
      if (SPEAKS.includes(theirs.rule)) assert.ok(!is.allowed || !['marketing'].includes(kinds.get(question.purpose)!), `a no to marketing is heard: ${where}`)
      if (isThere.allowed) assert.ok(['legal', 'claim'].includes(kinds.get(question.purpose)!) || isThere.basis === 'contract' || isThere.basis === 'legal-obligation', `what does not lead is used for its own contracts and duties: ${where}`)
      if (was.allowed && !is.allowed) counts.stopped++
      if (theirs.allowed && isThere.rule === 'D1o') counts.led++
      if (was.allowed && is.allowed) counts.kept++
    }
  }
  assert.ok(counts.stopped > PAIRS / 5 && counts.led > PAIRS / 2 && counts.kept > PAIRS, JSON.stringify(counts))
  await agree(database, copy.memory, people, questions)

  // Words through either record, and changed addresses.
  const touched = new Set<number>()
  for (const [index, pair] of pairs.entries()) {
    for (let n = Math.floor(random() * 4); n > 0; n--) {
      touched.add(index)
      const one = pick(pair, random)
      const point = one.points.find((each) => each['ended_at'] === null)
      if (point && random() < 0.25) {
        await database.write((tx) => updateEndedContactPoint(tx, one.personId, point['contact_point_id'] as ContactPointId))
        continue
      }
      const said = wordOf(one, random)
      const { outcomes } = await database.write((tx) => recordChoices(tx, keeper, [said]))
      assert.equal(outcomes.length, 1)
      if (said.kind !== 'withdrawn' && said.kind !== 'objected' || !('entry' in outcomes[0]!)) continue
      const both = await database.read((tx) => decideFor(tx, pair.map((each) => each.personId), [{ purpose: said.purpose ?? 'news', channel: (said.channel ?? 'email') as 'email', use: 'send' }]))
      assert.ok(both.every((each) => !each.allowed || !['marketing'].includes(kinds.get(said.purpose ?? 'news')!)), `pair ${index}: a no is heard at once, whichever record it is said through`)
    }
  }
  await copy.catchUp()
  await agree(database, copy.memory, people, questions)
  assert.deepEqual(await refoldEntries(database), { people: people.length, mended: 0 })

  for (const other of others) await database.write((tx) => separateRecords(tx, other, 'different', BY))
  await copy.catchUp()
  await agree(database, copy.memory, people, questions)
  assert.deepEqual(await refoldEntries(database), { people: people.length, mended: 0 })
  const [apart, apartOther] = [await answersOf(database, leading, questions), await answersOf(database, others, questions)]
  const stands = await database.read((tx) => selectStandings(tx, people))
  for (const [index] of pairs.entries()) {
    if (touched.has(index)) continue
    assert.deepEqual(apart[index], before[index], `pair ${index}`)
    assert.deepEqual(apartOther[index], beforeOther[index], `the other of pair ${index}`)
    for (const personId of [leading[index]!, others[index]!]) assert.ok(isDeepStrictEqual(plain(stands.get(personId)!), plain(stoodBefore.get(personId)!)), personId)
  }
  const { rows: [left] } = await database.superuser('select (select count(*) from record_alias)::int as aliases, (select count(*) from person where led_by is not null)::int as led')
  assert.deepEqual(left, { aliases: 0, led: 0 })
  t.diagnostic(`${PAIRS} pairs, ${questions.length} questions each: ${counts.stopped} yeses of leading records gave way, ${counts.kept} stood, ${counts.led} uses of the others went to the leading record; ${touched.size} pairs said something meanwhile, ${PAIRS - touched.size} were exactly as before`)
})

const plain = (standing: Standing) => ({ ...standing, lastSeq: 0 })

function wordOf(one: SeededPerson, random: () => number): Choice {
  const kind = pick<EntryKind>(['given', 'withdrawn', 'objected', 'restricted', 'unrestricted', 'stop-asking', 'asking-allowed'], random)
  const purpose = pick(['news', 'events', null], random)
  const point = one.points.find((each) => each['kind'] === 'email')
  return {
    personId: one.personId, kind, purpose, channel: kind.endsWith('restricted') ? null : pick(['email', 'sms', null], random), contactPointId: kind === 'given' ? (point?.['contact_point_id'] as ContactPointId ?? null) : null, frequency: null, surface: 'web', language: null,
    actor: { kind: 'person', id: one.personId }, wording: null, evidence: kind.endsWith('restricted') ? { field: '*' } : {},
  }
}

/** One answer in the process, in SQL and in memory. */
async function agree(database: TestDatabase, memory: Parameters<typeof assertRight>[1], people: readonly PersonId[], questions: readonly Question[]): Promise<void> {
  const ids = people.toSorted()
  const many = await answersOf(database, ids, questions)
  const inSql = new Map<string, PersonDecision>()
  for (const [index] of questions.entries()) {
    if (index % 24 === 0) for (const each of await database.read((tx) => decidedInSql(tx, questions.slice(index, index + 24)))) inSql.set(`${each.personId} ${questions.indexOf(each.question)}`, each)
  }
  for (const [at, personId] of ids.entries()) {
    for (const [place] of questions.entries()) if (!isDeepStrictEqual(inSql.get(`${personId} ${place}`), many[at]![place])) assert.deepEqual(inSql.get(`${personId} ${place}`), many[at]![place])
  }
  await assertRight(database, memory, ids)
}

type Reader = Awaited<ReturnType<typeof subscribers>>[number]

/** Two subscribers who are one human, as far as a pass knows. */
async function twins(database: TestDatabase, keeper: Keeper, pairs: number) {
  const all = await subscribers(database, keeper, 2 * pairs, (index) => ({
    address: `reader${index}@example.org`, identifiers: [{ kind: 'email', canonical: `reader${index}@example.org` }], grounds: [{ purpose: 'prospects', basis: 'contract' }],
  }))
  const two = Array.from({ length: pairs }, (_, index) => [all[2 * index]!, all[2 * index + 1]!] as const)
  for (const [one, other] of two) await foundAlike(database, one.personId, other.personId)
  return two
}

async function foundAlike(database: TestDatabase, one: PersonId, other: PersonId): Promise<void> {
  await database.superuser("insert into possible_duplicate (person_id, other_person_id, found_at, seen_at, grade, odds, levels) values ($1, $2, now(), now(), 'sure', 900, '{1}'), ($2, $1, now(), now(), 'sure', 900, '{1}')", [one, other])
}

const NEWS_BY_MAIL: Question = { purpose: 'news', channel: 'email', use: 'send' }
const DANGLING = `select (select count(*) from record_alias a where not exists (select from person p where p.person_id = a.person_id) or not exists (select from person p where p.person_id = a.other_person_id))::int as aliases,
  (select count(*) from person p where p.led_by is not null and not exists (select from person q where q.person_id = p.led_by))::int as led`

test('whoever is forgotten is forgotten in every record of theirs, as the plan says; a record whose time alone is over leaves its noes with the others', async () => {
  const database = await testDatabase()
  await installed(database)
  const keeper = await testKeeper(database.now)
  const [[one, other], [gone, left], [third]] = await twins(database, keeper, 3) as [readonly [Reader, Reader], readonly [Reader, Reader], readonly [Reader, Reader]]
  await database.write((tx) => mergeRecords(tx, { leading: one.personId, other: other.personId }, BY))
  assert.equal((await database.read((tx) => planErasure(tx, other.personId, 35))).records, 2)
  // Asked for through the record that does not lead: the one that was named comes first.
  const erased = await database.write((tx) => erasePeople(tx, keeper, [{ personId: other.personId, why: 'asked' }]))
  assert.deepEqual(erased.map((each) => each.personId), [other.personId, one.personId])

  await database.write((tx) => recordChoices(tx, keeper, [choiceOf(gone, { kind: 'withdrawn' })]))
  await database.write((tx) => mergeRecords(tx, { leading: gone.personId, other: left.personId }, BY))
  await foundAlike(database, gone.personId, third.personId)
  database.now = new Date(database.now.getTime() + 1_000)
  await database.write((tx) => mergeRecords(tx, { leading: gone.personId, other: third.personId }, BY))
  await database.write((tx) => erasePeople(tx, keeper, [{ personId: gone.personId, why: 'retention' }]))
  const { rows } = await database.superuser('select person_id, led_by from person where person_id = any ($1) order by led_by nulls first', [[left.personId, third.personId]])
  assert.deepEqual(rows, [{ person_id: left.personId, led_by: null }, { person_id: third.personId, led_by: left.personId }])
  assert.deepEqual((await database.read((tx) => decideFor(tx, [left.personId, third.personId], [NEWS_BY_MAIL]))).map((each) => each.rule), ['D10a', 'D10a'])
  const { rows: [dangling] } = await database.superuser(DANGLING)
  assert.deepEqual(dangling, { aliases: 0, led: 0 })
})

test('three records of one human are taken apart newest first, for thirty days and no longer', async () => {
  const database = await testDatabase()
  await installed(database)
  const keeper = await testKeeper(database.now)
  const [[one, other], [third]] = await twins(database, keeper, 2) as [readonly [Reader, Reader], readonly [Reader, Reader]]
  await assert.rejects(database.write((tx) => mergeRecords(tx, { leading: one.personId, other: third.personId }, BY)), /not-compared/)
  await foundAlike(database, other.personId, third.personId)
  await database.write((tx) => mergeRecords(tx, { leading: one.personId, other: other.personId }, BY))
  // Found beside the record that is led: the one that leads takes it.
  await database.write((tx) => mergeRecords(tx, { leading: other.personId, other: third.personId }, BY))
  assert.deepEqual(await database.read((tx) => selectLeading(tx, [third.personId])), new Map([[third.personId, one.personId]]))
  await database.write((tx) => recordChoices(tx, keeper, [choiceOf(third, { kind: 'withdrawn' })]))
  const rules = async () => (await database.read((tx) => decideFor(tx, [one.personId, other.personId, third.personId], [NEWS_BY_MAIL]))).map((each) => each.rule)
  assert.deepEqual(await rules(), ['D10a', 'D10a', 'D10a'])
  await assert.rejects(database.write((tx) => separateRecords(tx, other.personId, 'open', BY)), /newest-first/)
  await database.write((tx) => separateRecords(tx, third.personId, 'different', BY))
  database.now = new Date(database.now.getTime() + 30 * 86_400_000)
  await assert.rejects(database.write((tx) => separateRecords(tx, other.personId, 'open', BY)), /too-late/)
  assert.deepEqual(await rules(), ['D10a', 'D10a', 'D10a'])
})

test(`ER-06: erasures of one or both beside merges, unmerges, imports of the same people and sends: nobody comes back, nothing is sent after the acknowledgement (${RACED} pairs)`, async (t) => {
  const database = await testDatabase()
  await installed(database)
  const keeper = await testKeeper(database.now)
  keeper.keys.identifierIndex = INDEX_KEY
  const sink = await mailSink(() => 2 + Math.random() * 8)
  const pairs = await twins(database, keeper, RACED)
  await started(database, NEWS)
  const elsewhere = new Database({ connection: database.connection, clock: () => database.now, poolSize: 8 })
  const address = new Map(pairs.flat().map((one) => [one.personId, one.address]))
  const acknowledged = new Map<string, number>()
  const done = { merged: 0, refused: 0, apart: 0, along: 0 }
  const took: number[] = []
  const shuffled = <Item>(list: readonly Item[]): Item[] => list.toSorted(() => Math.random() - 0.5)
  const merging = async (): Promise<void> => {
    for (const [one, other] of shuffled(pairs)) {
      const pair = Math.random() < 0.5 ? { leading: one.personId, other: other.personId } : { leading: other.personId, other: one.personId }
      await elsewhere.write((tx) => mergeRecords(tx, pair, BY)).then(() => done.merged++, (error: unknown) => {
        if (!(error instanceof Problem) || error.kind !== 'conflict') throw error
        done.refused++
      })
      if (Math.random() < 0.2) await elsewhere.write((tx) => separateRecords(tx, pair.other, 'open', BY)).then(() => done.apart++, (error: unknown) => assert.ok(error instanceof Problem, String(error)))
    }
  }
  const erasing = async (): Promise<void> => {
    for (const pair of shuffled(pairs)) {
      const wanted = Math.random() < 0.3 ? pair : [pair[Math.random() < 0.5 ? 0 : 1]!]
      const began = performance.now()
      const erased = await elsewhere.write((tx) => erasePeople(tx, keeper, wanted.map(({ personId }) => ({ personId, why: 'asked' }))))
      took.push(performance.now() - began)
      done.along += Math.max(0, erased.length - wanted.length)
      for (const { personId } of erased) acknowledged.set(address.get(personId)!, performance.now())
    }
  }
  const importing = async (): Promise<void> => {
    for (const pair of shuffled(pairs)) {
      await elsewhere.write((tx) => recordPeople(tx, keeper as Keeper, {
        source: 'shop', collected: 'self', purposes: ['prospects'], ground: 'contract', capacity: 'consumer',
        people: pair.map((one) => ({ values: { given_name: `Läsare ${/\d+/.exec(one.address)![0]}`, title: 'T' }, contactPoints: [{ kind: 'email' as const, value: one.address.toUpperCase() }], country: 'SE' })),
      }, 'shop'))
    }
  }
  await Promise.all([sendAll(database, sendingTo(keeper, sink.url), { lanes: 3 }), merging(), merging(), erasing(), importing()])
  await elsewhere.close()
  const late = sink.mails.filter((mail) => mail.ended > (acknowledged.get(mail.to) ?? Infinity))
  const before = new Set(pairs.flat().map((one) => one.personId as string))
  const { rows: strangers } = await database.superuser('select person_id from person')
  const { rows: [dangling] } = await database.superuser(DANGLING)
  const { rows: [kept] } = await database.superuser('select count(*)::int as n from person p join erasure e on e.person_id = p.person_id')
  t.diagnostic(`ER-06 for merges: ${acknowledged.size} erased of ${2 * RACED}, ${done.along} of them along with another record; ${done.merged} merged, ${done.refused} refused, ${done.apart} taken apart; ${sink.mails.length} sent, ${late.length} after the acknowledgement; longest erasure ${Math.max(...took).toFixed(0)} ms`)
  assert.deepEqual(late.map((mail) => mail.to), [])
  assert.deepEqual(strangers.filter((row: { person_id: string }) => !before.has(row.person_id)), [], 'nobody was made anew')
  assert.deepEqual([dangling, kept.n], [{ aliases: 0, led: 0 }, 0])
  assert.ok(acknowledged.size >= RACED && done.merged > 0 && done.along > 0)
  assert.ok(Math.max(...took) < LOCKED_MS, `${Math.max(...took)} ms`)
})
