import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AnswersByWeek } from '../../src/doors/api/overview-resource.ts'
import { createApp } from '../../src/doors/app.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { testDatabase } from '../database.ts'
import { bodyOf, signedInStaff, testHouse } from '../house.ts'
import { choiceOf, readers } from '../post-office.ts'
import { installed } from '../register.ts'

test('yes and no are counted in the week they were said, in the company’s own time; what a file brought in is not news', async () => {
  const database = await testDatabase()
  await installed(database)
  const house = await testHouse(database)
  const all = await readers(database, 4)
  // Sunday night in Stockholm is Sunday evening in UTC, and an hour later it is Monday there and Sunday here.
  for (const [at, who, more] of [
    ['2026-02-22T22:30:00Z', 0, {}], ['2026-02-22T23:30:00Z', 1, {}], ['2026-02-25T12:00:00Z', 2, { surface: 'import' }],
    ['2026-03-03T12:00:00Z', 0, { kind: 'withdrawn', contactPointId: null }], ['2026-03-04T12:00:00Z', 3, { kind: 'objected', purpose: null, channel: null, contactPointId: null }],
  ] as const) {
    database.now = new Date(at)
    await database.write((tx) => recordChoices(tx, house.keeper, [choiceOf(all[who]!, more)]))
  }
  database.now = new Date('2026-03-08T12:00:00Z')
  const { browser: desk } = await signedInStaff(createApp(house), house)
  const { weeks } = await bodyOf<AnswersByWeek>(desk('GET', '/api/v1/answers-by-week?weeks=4'))
  assert.deepEqual(weeks, [
    { week: '2026-W07', from: '2026-02-09', yes: 0, no: 0 }, { week: '2026-W08', from: '2026-02-16', yes: 1, no: 0 },
    { week: '2026-W09', from: '2026-02-23', yes: 1, no: 0 }, { week: '2026-W10', from: '2026-03-02', yes: 0, no: 2 },
  ])
  const said = async (query: string) => (await bodyOf<AnswersByWeek>(desk('GET', `/api/v1/answers-by-week?weeks=4&${query}`))).weeks.map(({ yes, no }) => [yes, no])
  const [first, ...others] = (await bodyOf<AnswersByWeek>(desk('GET', '/api/v1/answers-by-week?weeks=4'))).surfaces
  assert.deepEqual([first!.yes, first!.no, others], [2, 2, []])
  assert.deepEqual(await said(`surface=${first!.surface}`), [[0, 0], [1, 0], [1, 0], [0, 2]])
  assert.deepEqual(await said('surface=phone'), [[0, 0], [0, 0], [0, 0], [0, 0]])
  // A no to everything is a no to each purpose; a no to one is none to another.
  assert.deepEqual(await said('purpose=news'), [[0, 0], [1, 0], [1, 0], [0, 2]])
  assert.deepEqual(await said('purpose=events'), [[0, 0], [0, 0], [0, 0], [0, 1]])
  assert.equal((await desk('GET', '/api/v1/answers-by-week?surface=nowhere')).status, 400)
  for (const wrong of ['0', '1000', 'x']) assert.equal((await desk('GET', `/api/v1/answers-by-week?weeks=${wrong}`)).status, 400, wrong)
})
