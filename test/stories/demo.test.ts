import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { decideFor } from '../../src/decisions/decide-for.ts'
import { CAST } from '../../src/demo/cast.ts'
import { countDemoSteps } from '../../src/demo/demo.sql.ts'
import { DEMO_SERIES, demoProgress, INVENTED_PEOPLE } from '../../src/demo/demo-steps.ts'
import { fillDemo } from '../../src/demo/fill-demo.ts'
import { openKeeper } from '../../src/keeper/open-keeper.ts'
import { countEndingChannels } from '../../src/lifecycle/renewals.sql.ts'
import { selectPeopleList } from '../../src/people/people-list.sql.ts'
import { monthsLater } from '../../src/values/moment.ts'
import { testDatabase } from '../database.ts'
import { installed } from '../register.ts'

test('the demo company fills in steps, each member of the cast stands as their reason says, and a stop in between loses nothing', async () => {
  const database = await testDatabase()
  await installed(database)
  await database.superuser(`update installation set controller = controller || '{"name":"Fjällströms Hem & Fritid AB"}'`)
  const keeper = await openKeeper({ url: pathToFileURL(mkdtempSync(join(tmpdir(), 'tillit-keeper-'))).href, keyName: 'test/ledger', mayCreate: true, now: database.now })
  for (let step = 0; step < 6; step++) assert.equal(await fillDemo(database, keeper), true)
  const progress = demoProgress(await database.read((tx) => countDemoSteps(tx, DEMO_SERIES)))
  assert.deepEqual(progress, { done: CAST.length + 5 * 42, total: CAST.length + INVENTED_PEOPLE })
  const { total } = await database.read((tx) => selectPeopleList(tx, { limit: 1 }))
  assert.equal(total, progress.done)

  const id = (key: string) => CAST.find((member) => member.key === key)!.registration.personId
  const ask = async (key: string, purpose: string, channel: 'email' | 'letter' = 'email', about: string | null = null) =>
    (await database.read((tx) => decideFor(tx, [id(key)], [{ purpose, channel, use: 'send', about }])))[0]!
  const answers = {
    maria: (await ask('maria', 'news')).rule, erik: (await ask('erik', 'tips')).rule, ella: (await ask('ella', 'competitions')).rule,
    olle: (await ask('olle', 'news')).rule, ingrid: (await ask('ingrid', 'news')).rule, torsten: (await ask('torsten', 'news')).rule,
    torstenService: (await ask('torsten', 'service')).allowed, amira: (await ask('amira', 'news', 'email', 'cyklar')).rule,
    amiraKitchen: (await ask('amira', 'news', 'email', 'kok')).rule, jonas: (await ask('jonas', 'news')).rule,
    bo: (await ask('bo', 'events', 'letter')).rule, gosta: (await ask('gosta', 'news', 'letter')).rule, freja: (await ask('freja', 'contract')).rule,
  }
  assert.deepEqual(answers, {
    maria: 'D4a', erik: 'D4a', ella: 'D1h', olle: 'D2b', ingrid: 'D4a', torsten: 'D2b', torstenService: true, amira: 'D4b', amiraKitchen: 'D4j',
    jonas: 'D4d', bo: 'D4a', gosta: 'D1g', freja: 'D2a',
  })
  // A yes to tips lasts a year: some end soon, the cast's by e-mail later, and Bo's by letter is one that no round asks about.
  const channels = await database.read((tx) => countEndingChannels(tx, ['tips'], monthsLater(database.now, 2, 'Europe/Stockholm')))
  assert.deepEqual(channels.map((one) => one.channel), ['email', 'letter'])
  assert.ok(channels[0]!.people >= 5, String(channels[0]!.people))
  assert.deepEqual(channels[1], { channel: 'letter', people: 1, withoutMail: 1 })
  await keeper.close()
})
