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
import type { EntryKind, LedgerEntry } from '../../src/ledger/entry.ts'
import { updateEndedContactPoint } from '../../src/people/values.sql.ts'
import { selectCatalogue } from '../../src/purposes/catalogue.sql.ts'
import { mergeRecords } from '../../src/resolution/merge-records.ts'
import { separateRecords } from '../../src/resolution/separate-records.ts'
import type { ContactPointId, PersonId, StaffId } from '../../src/values/ids.ts'
import type { TestDatabase } from '../database.ts'
import { decidedInSql } from '../facts-in-sql.ts'
import { assertRight, openCopy } from '../memory.ts'
import { testKeeper } from '../post-office.ts'
import { pick, randomNumbers } from '../random-facts.ts'
import { randomPerson } from '../random-people.ts'
import { companyDatabase, seed, type SeededPerson } from '../seeded-people.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const PAIRS = LONG ? 20_000 : 100
const SEED = 20261123
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
