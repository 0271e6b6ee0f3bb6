// What is counted of people survives them in groups of at least ten, and tells nobody who they were.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countPeriods } from '../../src/anonymity/count-periods.ts'
import { blur, BLUR_SCALE, SMALLEST_GROUP } from '../../src/anonymity/group.ts'
import { endOfCounted } from '../../src/anonymity/statistic.ts'
import { selectGroups, selectStatistics } from '../../src/anonymity/statistics.sql.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { Chance } from '../../src/demo/chance.ts'
import type { AnswersByWeek } from '../../src/doors/api/overview-resource.ts'
import type { ConsentRates } from '../../src/doors/api/choices-resource.ts'
import { createApp } from '../../src/doors/app.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { bodyOf, signedInStaff, testHouse } from '../house.ts'
import { choiceOf, readers, type Reader } from '../post-office.ts'
import { installed } from '../register.ts'
import type { House } from '../../src/doors/house.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined

/** Weeks of 2026 with so many who say yes and so many who take it back. */
const WEEKS = [['2026-01-07', 30, 0], ['2026-01-14', 24, 4], ['2026-01-21', 9, 14], ['2026-01-28', 40, 2]] as const

async function company(): Promise<{ database: TestDatabase; house: House; all: Reader[] }> {
  const database = await testDatabase()
  await installed(database)
  const house = await testHouse(database)
  database.now = new Date('2026-01-02T09:00:00Z')
  const all = await readers(database, 120, () => ({ grounds: [{ purpose: 'prospects', basis: 'contract' }] }))
  let next = 0
  const sayers: Reader[] = []
  for (const [day, yes, no] of WEEKS) {
    database.now = new Date(`${day}T12:00:00Z`)
    const fresh = all.slice(next, (next += yes))
    const asked = fresh.map((one) => choiceOf(one, { kind: 'asked', surface: 'mail', actor: { kind: 'system', id: null } }))
    await database.write((tx) => recordChoices(tx, house.keeper, asked))
    await database.write((tx) => recordChoices(tx, house.keeper, fresh.map((one) => choiceOf(one, {}))))
    sayers.push(...fresh)
    const regretting = sayers.splice(0, no)
    await database.write((tx) => recordChoices(tx, house.keeper, regretting.map((one) => choiceOf(one, { kind: 'withdrawn', contactPointId: null }))))
  }
  database.now = new Date('2026-03-08T12:00:00Z')
  return { database, house, all }
}

const look = async (house: House) => {
  const { browser } = await signedInStaff(createApp(house), house)
  return {
    weeks: (await bodyOf<AnswersByWeek>(browser('GET', '/api/v1/answers-by-week?weeks=10'))).weeks,
    rates: (await bodyOf<ConsentRates>(browser('GET', '/api/v1/consent-rates'))).surfaces,
  }
}

test('the weeks and questions that are over stay as they were counted when everybody is forgotten; groups below ten are nowhere', async (t) => {
  const { database, house, all } = await company()
  const before = await database.read(async (tx) => selectGroups(tx, 'answers', new Date(0), tx.now))
  assert.deepEqual(before.map(({ period, cell, count }) => [period, cell, count]), [['2026-W02', 'yes', 30], ['2026-W03', 'yes', 24], ['2026-W04', 'no', 14], ['2026-W05', 'yes', 40]], 'nine and four and two are no group')
  await database.write((tx) => countPeriods(tx))
  const kept = await database.read(selectStatistics)
  assert.ok(kept.length >= 6 && kept.every((one) => one.count >= SMALLEST_GROUP))
  const first = await look(house)
  assert.deepEqual(first.weeks.map((one) => one.yes).filter((count) => count > 0 && count < SMALLEST_GROUP), [9], 'of those who are there a small week can be seen')

  for (const some of [all.slice(0, 1), all.slice(1, 60), all.slice(60)]) {
    await database.write((tx) => erasePeople(tx, house.keeper, some.map(({ personId }) => ({ personId, why: 'asked' }))))
    assert.deepEqual(await database.read(selectStatistics), kept, 'not a row changed, came or went')
  }
  const last = await look(house)
  const shown = (weeks: AnswersByWeek['weeks']) => weeks.flatMap(({ week, yes, no }) => [[week, 'yes', yes], [week, 'no', no]] as const).filter(([, , count]) => count > 0)
  assert.deepEqual(shown(last.weeks), shown(first.weeks).filter(([week, cell]) => kept.some((one) => one.period === week && one.cell === cell)))
  assert.deepEqual(last.rates.map(({ surface, yes }) => [surface, yes]), [['mail', kept.find((one) => one.cell === 'mail yes')!.count]])
  const names = (await database.superuser("select column_name as name from information_schema.columns where table_name = 'statistic'")).rows.map((row: { name: string }) => row.name)
  assert.deepEqual(names.toSorted(), ['cell', 'count', 'period', 'what'])
  t.diagnostic(`n = 120 people forgotten in 3 steps; ${kept.length} groups kept, the smallest told as ${Math.min(...kept.map((one) => one.count))}; 0 changed`)
})

test('a period is counted once, also when somebody leaves before the routine has come', async () => {
  const { database, house, all } = await company()
  database.now = new Date('2026-01-10T12:00:00Z')
  await database.write((tx) => countPeriods(tx))
  assert.deepEqual((await database.read(selectStatistics)).filter((one) => one.what === 'answers'), [], 'no week with an answer is over')
  database.now = new Date('2026-01-12T00:05:00Z')
  assert.equal(endOfCounted('answers', database.now).toISOString(), '2026-01-11T23:00:00.000Z')
  await database.write((tx) => erasePeople(tx, house.keeper, all.slice(0, 30).map(({ personId }) => ({ personId, why: 'asked' }))))
  const [week] = (await database.read(selectStatistics)).filter((one) => one.what === 'answers')
  assert.equal(week?.period, '2026-W02')
  const added = await database.write((tx) => countPeriods(tx))
  assert.equal(added, 0)
})

test('two releases, before and after one is forgotten, differ in nothing; and from the register that is left nobody can tell what the forgotten one had said', async (t) => {
  const chance = new Chance(7)
  const rounds = LONG ? 4_000 : 400
  let [right, exact, asked] = [0, 0, 0]
  const { database, house, all } = await company()
  const truth = await database.read((tx) => selectGroups(tx, 'answers', new Date(0), tx.now))
  // The attacker has the whole register without the one, and the counts.
  for (let round = 0; round < rounds; round++) for (const { count } of truth) {
    const told = count + blur(() => chance.next())
    const isIn = chance.happens(0.5)
    const left = isIn ? count - 1 : count
    asked++
    if (told - left >= 1 === isIn) right++
    if (count - left >= 1 === isIn) exact++
  }
  await database.write((tx) => countPeriods(tx))
  const releases = [await database.read(selectStatistics)]
  for (let index = 0; index < 20; index++) {
    await database.write((tx) => erasePeople(tx, house.keeper, [{ personId: all[index * 5]!.personId, why: 'asked' }]))
    releases.push(await database.read(selectStatistics))
  }
  assert.ok(releases.every((one) => JSON.stringify(one) === JSON.stringify(releases[0])))
  const bound = 0.5 + Math.tanh(1 / BLUR_SCALE / 2) / 2
  t.diagnostic(`n = 20 pairs of releases, 0 differences; n = ${asked} guesses from the register that is left: ${(100 * right / asked).toFixed(1)} % right (chance 50, bound ${(100 * bound).toFixed(1)}); of counts told as they are ${(100 * exact / asked).toFixed(0)} %`)
  assert.ok(right / asked < bound + 0.03)
  assert.equal(exact, asked)
})
