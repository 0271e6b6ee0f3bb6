import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { cellDecision, cellOf, layoutOf, type Layout } from '../../src/decisions/cell.ts'
import { decideAudience } from '../../src/decisions/decide-audience.ts'
import { decideCells } from '../../src/decisions/decide-cells.ts'
import { decideFor, type PersonDecision } from '../../src/decisions/decide-for.ts'
import { decideUnderLock } from '../../src/decisions/decide-under-lock.ts'
import { circumstancesAt, findFacts, readyPerson, readyQuestion } from '../../src/decisions/facts-in-process.ts'
import { factsOf, MISSING } from '../../src/decisions/fact-words.ts'
import { USES } from '../../src/decisions/facts.ts'
import { monthsFrom } from '../../src/decisions/lasting.ts'
import type { Question } from '../../src/decisions/question.ts'
import { selectRawPeople } from '../../src/decisions/raw-facts.sql.ts'
import { CHANNELS } from '../../src/law/channel.ts'
import type { CatalogueChange } from '../../src/purposes/catalogue-change.ts'
import { selectCatalogue } from '../../src/purposes/catalogue.sql.ts'
import { publishCatalogue } from '../../src/purposes/publish-catalogue.ts'
import { sameBasis, type Purpose } from '../../src/purposes/purpose.ts'
import { starterCatalogue } from '../../src/purposes/starter-catalogue.ts'
import type { ContactPointId, PersonId } from '../../src/values/ids.ts'
import type { TestDatabase } from '../database.ts'
import { decidedInSql, factsInSql } from '../facts-in-sql.ts'
import { pick, randomNumbers } from '../random-facts.ts'
import { BRAND, MOMENTS, randomPerson } from '../random-people.ts'
import { companyDatabase, seed, type SeededPerson } from '../seeded-people.ts'

const SEED = 20261122
const LONG = process.env['TILLIT_LONG'] !== undefined
const PEOPLE = LONG ? 6_000 : 1_150
/** Asked after each change of the catalogue. */
const PEOPLE_AFTER_CHANGES = LONG ? 2_500 : 450
const CATALOGUE_OF_TESTS = 200_000
/** Questions put to the SQL form in one statement. */
const AT_ONCE = 24

const ask = (purpose: string, channel: string, use = 'send', but: Partial<Question> = {}): Question => ({ purpose, channel, use, ...but }) as Question

/** Questions that no cell answers: about something, in other uses, with advertising, within other messages, of nothing known. */
const SELDOM_ASKED: readonly Question[] = [
  ask('news', 'email', 'send', { about: 'skis' }), ask('events', 'email', 'send', { about: 'skis' }), ask('events', 'sms', 'ask', { about: 'skis' }), ask('events', 'email', 'ask', { withinServiceMessage: true }),
  ask('service', 'letter', 'send', { carriesAdvertising: true }), ask('events', 'email', 'export'), ask('invoicing', 'email', 'share'), ask('recommendations', 'web', 'show'),
  ask('bookkeeping', 'none', 'export'), ask('events', 'letter', 'ask'), ask('surveys', 'phone', 'ask'), ask('surveys', 'email', 'ask'), ask('astrology', 'email'),
  ask('news', 'pigeon'), ask('news', 'phone'), ask('service', 'email', 'ask'),
  ask('news', 'email', 'ask', { renewal: true }), ask('events', 'email', 'ask', { renewal: true }), ask('news', 'sms', 'ask', { renewal: true }),
]

async function population(people: number, seedOfIt: number): Promise<{ database: TestDatabase, people: SeededPerson[], ids: PersonId[], random: () => number }> {
  const database = await companyDatabase()
  await database.superuser(`update installation set controller = controller || jsonb_build_object('brands', jsonb_build_array($1::text))`, [BRAND])
  const random = randomNumbers(seedOfIt)
  const all = Array.from({ length: people }, () => randomPerson(random)).toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
  await seed(database, all)
  return { database, people: all, ids: all.map((one) => one.personId), random }
}

/** Puts every question of the catalogue in force, and the seldom asked ones, to the list form, the SQL form and the cells. */
async function compare(database: TestDatabase, ids: readonly PersonId[], heard: Map<string, number>): Promise<{ answers: number, inCells: number }> {
  const layout = layoutOf(await database.read(selectCatalogue))
  const questions = [...layout.cells, ...SELDOM_ASKED]
  const cells = await database.read((tx) => decideCells(tx, layout, ids))
  assert.deepEqual(cells.map((each) => each.personId), ids)
  const many = await database.read((tx) => decideFor(tx, ids, questions))
  assert.equal(many.length, ids.length * questions.length)
  let inCells = 0
  let inSql: PersonDecision[] = []
  for (const [at, question] of questions.entries()) {
    if (at % AT_ONCE === 0) inSql = await database.read((tx) => decidedInSql(tx, questions.slice(at, at + AT_ONCE)))
    const answers = ids.map((_, n) => many[n * questions.length + at]!)
    assert.deepEqual(inSql.slice((at % AT_ONCE) * ids.length, (at % AT_ONCE + 1) * ids.length), answers, `${question.purpose} ${question.channel} ${question.use}`)
    if (at % 15 === 0) assert.deepEqual(await database.read((tx) => decideAudience(tx, question, [], { limit: ids.length })), answers)
    const place = cellOf(layout, question)
    for (const [n, { personId, question: _, groundId: __, entrySeq: ___, contactPointId: ____, language: _____, ...answer }] of answers.entries()) {
      heard.set(answer.rule, (heard.get(answer.rule) ?? 0) + 1)
      if (place < 0) continue
      assert.deepEqual(cellDecision(cells[n]!.cells[place]!, question), answer, `${personId} ${question.purpose} ${question.channel} ${question.use}`)
      inCells++
    }
  }
  for (const [n, personId] of ids.entries()) {
    if (n % 40 !== 0) continue
    const single = await database.write((tx) => decideUnderLock(tx, [personId], questions))
    assert.deepEqual(single, many.slice(n * questions.length, (n + 1) * questions.length))
  }
  return { answers: ids.length * questions.length, inCells }
}

const WORDS = { question: 'May we?', ifYes: 'Then we do.', ifNo: 'Then we do not.' }

/** Versions that move purposes, channels and bases about: one retired, one come back stricter, one new. */
const CHANGES: readonly CatalogueChange[] = (() => {
  const starter = new Map(starterCatalogue('2026-03-02').purposes.map((each) => [each.key, each]))
  const asking = (purpose: Purpose): Purpose => ({ ...purpose, texts: { sv: { ...purpose.texts.sv, ...WORDS }, nb: { ...purpose.texts.nb, ...WORDS }, en: { ...purpose.texts.en, ...WORDS } } })
  const [news, events, surveys, service, analytics, invoicing] = ['news', 'events', 'surveys', 'service', 'analytics', 'invoicing'].map((key) => starter.get(key)!)
  return [
    { purposes: [{ ...events!, channels: ['email', 'letter'], bases: sameBasis(['email', 'letter'], 'consent') }, asking({ ...analytics!, bases: sameBasis(['none'], 'consent') })], fields: [], retirePurposes: ['surveys', 'tips'], retireFields: [] },
    {
      purposes: [
        { ...surveys!, bases: sameBasis(surveys!.channels, 'consent') }, { ...service!, bases: [...sameBasis(['email', 'sms'], 'public-task'), ...sameBasis(['letter', 'phone', 'web', 'none'], 'vital-interest')] },
        { ...invoicing!, kind: 'service', bases: sameBasis(invoicing!.channels, 'legitimate-interest') }, { ...news!, key: 'astrology', channels: ['email', 'ads', 'web'], bases: sameBasis(['email', 'ads', 'web'], 'consent') },
      ],
      fields: [], retirePurposes: ['events'], retireFields: [],
    },
  ]
})()

test(`CS-02, D1: one at a time, many at once, in SQL and in cells: the same answers, in three versions of the catalogue (${PEOPLE} people; catalogue: ${CATALOGUE_OF_TESTS} cases, seed ${SEED})`, async (context) => {
  const { database, ids } = await population(PEOPLE, SEED)
  const heard = new Map<string, number>()
  const counts = [await compare(database, ids, heard)]
  const others = await population(PEOPLE_AFTER_CHANGES, SEED + 4)
  for (const change of CHANGES) {
    await others.database.write((tx) => publishCatalogue(tx, change, 'test', 'another version'))
    counts.push(await compare(others.database, others.ids, heard))
  }
  const answers = counts.reduce((sum, each) => sum + each.answers, 0)
  assert.ok(answers >= CATALOGUE_OF_TESTS, `${answers} cases`)
  const yes = ['D4a', 'D4b', 'D4c', 'D3b', 'D7d', 'D7i'].map((rule) => heard.get(rule) ?? 0)
  assert.ok(yes.every((count) => count > 10), `each road to a yes is walked: ${yes.join(' ')}`)
  const silent = ['D1b', 'D1c', 'D1z'].filter((rule) => heard.has(rule))
  assert.ok(heard.size >= 40 && silent.length === 0, `most rules speak: ${[...heard.keys()].toSorted().join(' ')}`)
  context.diagnostic(`${answers} person-questions, ${counts.reduce((sum, each) => sum + each.inCells, 0)} of them in cells, ${heard.size} rules heard, 0 mismatches`)
})

test('each fact is found in SQL as it is in the process, also where no rule looks at it', async (context) => {
  const { database, people, ids, random } = await population(400, SEED + 1)
  const purposes = ['news', 'events', 'service', 'invoicing', 'recommendations', 'rights', 'analytics', 'astrology', '*']
  const questions = Array.from({ length: 60 }, () => ask(pick(purposes, random), random() < 0.5 ? pick(['email', 'sms'], random) : pick([...CHANNELS, 'pigeon', '*'], random), random() < 0.5 ? 'ask' : pick(USES, random), {
    about: pick([null, 'skis', 'boats'], random), carriesAdvertising: random() < 0.2, withinServiceMessage: random() < 0.2, renewal: random() < 0.3,
    contactPointId: random() < 0.2 ? pick(people.flatMap((one) => one.points.map((each) => each['contact_point_id'] as ContactPointId)), random) : null,
  }))
  await database.read(async (tx) => {
    const around = circumstancesAt(tx.now, (await selectCatalogue(tx)).purposes)
    const ready = questions.map((question) => readyQuestion(question, around))
    const raw = new Map((await selectRawPeople(tx, ids)).map((each) => [each.personId, readyPerson(each, around)]))
    for (const inSql of await factsInSql(tx, ids, questions)) {
      const found = findFacts(raw.get(inSql.personId)!, ready[inSql.question]!, around)
      const { channel: _, frequencyReached, ...facts } = factsOf(found)
      const { channel: asked, frequencyReached: inSqlReached, ...factsThere } = inSql.facts
      const where = `${inSql.personId} ${JSON.stringify(questions[inSql.question])}`
      assert.deepEqual(facts, factsThere, where)
      // A wish nobody knows how to keep, or a channel nobody knows, leaves something missing.
      const missing = inSqlReached === null || !(CHANNELS as readonly unknown[]).includes(asked)
      assert.equal((found.state & MISSING) !== 0, missing, where)
      if (inSqlReached !== null) assert.equal(frequencyReached, inSqlReached, where)
      const { groundId, saleGroundId, yesSeq, noSeq, contactPointId } = found
      assert.deepEqual({ groundId, saleGroundId, yesSeq, noSeq, contactPointId }, { groundId: inSql.groundId, saleGroundId: inSql.saleGroundId, yesSeq: inSql.yesSeq, noSeq: inSql.noSeq, contactPointId: inSql.contactPointId }, where)
    }
  })
  context.diagnostic(`${ids.length * questions.length} records of facts`)
})

test('answers stand until the moment they say: before it nothing changes by time alone, in the process and in SQL', async (context) => {
  const { database, ids } = await population(LONG ? 3_000 : 350, SEED + 2)
  const start = database.now
  const layout = layoutOf(await database.read(selectCatalogue))
  const first = await database.read((tx) => decideCells(tx, layout, ids))
  const far = new Date('2031-01-01T00:00:00Z')
  const ends = [...new Set(first.map((each) => (each.validUntil ?? far).getTime()))].toSorted((a, b) => a - b)
  assert.ok(first.every((each) => each.validUntil === null || each.validUntil >= start), 'nobody ends before the moment of asking')
  let [compared, turned, ended] = [0, 0, 0]
  for (const [n, end] of ends.entries()) {
    database.now = new Date(Math.max(end - 1, start.getTime()))
    const standing = first.filter((each) => (each.validUntil ?? far).getTime() >= end)
    await agreesWith(database, layout, standing, n % 6 === 1)
    compared += standing.length
    database.now = new Date(end)
    const over = first.filter((each) => each.validUntil?.getTime() === end)
    const then = await database.read((tx) => decideCells(tx, layout, over.map((each) => each.personId)))
    turned += then.filter((each, index) => !Buffer.from(each.cells.buffer).equals(Buffer.from(over[index]!.cells.buffer))).length
    ended += over.length
  }
  database.now = start
  assert.ok(turned > ended / 10, `${turned} of ${ended} answers turn when they said`)
  assert.ok(first.some((each) => each.validUntil === null), 'some stand for good')
  assert.ok(ends.length > MOMENTS.length)
  context.diagnostic(`${compared} people at ${ends.length} moments; ${turned} of ${ended} turn at the very moment they name`)
})

/** These people's cells are still what the tables say now. */
async function agreesWith(database: TestDatabase, layout: Layout, standing: readonly { personId: PersonId, cells: Uint16Array }[], inSqlToo: boolean): Promise<void> {
  const ids = standing.map((each) => each.personId)
  const again = await database.read((tx) => decideCells(tx, layout, ids))
  for (const [n, each] of again.entries()) assert.deepEqual(each.cells, standing[n]!.cells, `${each.personId} at ${database.now.toISOString()}`)
  if (!inSqlToo) return
  const asked = layout.cells.filter(({ purpose }) => ['news', 'events', 'service', 'analytics'].includes(purpose))
  const inSql = new Map((await database.read((tx) => decidedInSql(tx, asked))).map((each) => [`${each.personId} ${cellOf(layout, each.question)}`, each.rule]))
  for (const { personId, cells } of standing) {
    for (const question of asked) assert.equal(cellDecision(cells[cellOf(layout, question)]!, question)!.rule, inSql.get(`${personId} ${cellOf(layout, question)}`), `${personId} at ${database.now.toISOString()}`)
  }
}

test('months are counted in the process as PostgreSQL counts them', async () => {
  const database = await companyDatabase()
  const random = randomNumbers(SEED + 3)
  const cases = Array.from({ length: 3_000 }, () => ({
    at: random() < 0.5 ? Date.parse(`${pick(['2024-02-29', '2025-01-31', '2026-03-31', '2025-12-31', '2023-02-28'], random)}T10:00:00Z`) : Math.floor(random() * 4e12),
    months: pick([-13, -12, -3, -1, 0, 1, 6, 12, 156, 192], random) }))
  const { rows } = await database.read((tx) => sql<{ moved: number }>`
    select (extract(epoch from to_timestamp(c.at / 1000.0) + make_interval(months => c.months)) * 1000)::float8 as moved
    from unnest(${cases.map((each) => each.at)}::float8[], ${cases.map((each) => each.months)}::int[]) with ordinality as c (at, months, n) order by c.n`.execute(tx.db))
  for (const [n, each] of cases.entries()) assert.equal(monthsFrom(each.at, each.months), rows[n]!.moved, `${new Date(each.at).toISOString()} ${each.months}`)
})
