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
import { planDays } from '../../src/demo/plan-days.ts'
import { offerDeals } from '../../src/demo/offer-deals.ts'
import { sellOnInvoice } from '../../src/demo/sell-on-invoice.ts'
import { selectSubscriptions } from '../../src/billing/subscriptions.sql.ts'
import { INVOICE_STATES } from '../../src/invoices/invoice-state.ts'
import { selectInvoices } from '../../src/invoices/invoices.sql.ts'
import { localDateIn } from '../../src/values/calendar.ts'
import { openKeeper } from '../../src/keeper/open-keeper.ts'
import { countEndingChannels } from '../../src/lifecycle/renewals.sql.ts'
import { selectPeopleList } from '../../src/people/people-list.sql.ts'
import { addStaff } from '../../src/staff/add-staff.ts'
import { monthsLater } from '../../src/values/moment.ts'
import { testDatabase } from '../database.ts'
import { installed } from '../register.ts'

const URL = 'https://fjallstroms.example'

test('the demo company fills in steps, each member of the cast stands as their reason says, and a stop in between loses nothing', async () => {
  const database = await testDatabase()
  await installed(database)
  await database.superuser(`update installation set controller = controller || '{"name":"Fjällströms Hem & Fritid AB"}'`)
  const keeper = await openKeeper({ url: pathToFileURL(mkdtempSync(join(tmpdir(), 'tillit-keeper-'))).href, keyName: 'test/ledger', mayCreate: true, now: database.now })
  for (let step = 0; step < 6; step++) assert.equal(await fillDemo(database, keeper, URL), true)
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

  // At last what was sold on invoice, to whoever is there: paid, late, taken back; the numbers follow the days.
  await database.write((tx) => addStaff(tx, 'Astrid'))
  await database.write((tx) => sellOnInvoice(tx, keeper, database.clock(), URL))
  const invoices = (await database.read((tx) => selectInvoices(tx, localDateIn('Europe/Stockholm', database.now), { states: INVOICE_STATES, after: undefined, limit: 100 }))).toReversed()
  assert.deepEqual(invoices.map((one) => Number(one.number)), invoices.map((_, index) => 26_001 + index))
  assert.deepEqual(invoices.map((one) => one.issuedOn), invoices.map((one) => one.issuedOn).toSorted())
  const ofCast = (key: string) => invoices.filter((one) => one.personId === id(key)).map((one) => one.state)
  assert.deepEqual([ofCast('bo'), ofCast('maria'), ofCast('amira'), ofCast('erik')], [['paid', 'open'], ['open'], ['overdue'], ['overdue', 'credit']])
  // And offers under way, won and lost, with those who may be offered something.
  await database.write((tx) => offerDeals(tx, keeper, database.clock()))
  const { rows: deals } = await database.superuser('select state, count(*)::int as n from deal group by 1 order by 1')
  assert.deepEqual(deals.map((one) => one.state), ['lost', 'open', 'won'])
  // And days with something before and behind whoever is there.
  await database.write((tx) => planDays(tx, database.clock()))
  const { rows: [days] } = await database.superuser('select count(*) filter (where done_at is null and person_id in (select person_id from person))::int as open, count(*) filter (where done_at is not null)::int as done, count(*) filter (where purpose_key is null)::int as own from activity')
  assert.ok(days.open > 0 && days.done > 0 && days.own === 2, JSON.stringify(days))
  assert.ok(new Set((await database.read((tx) => selectSubscriptions(tx, undefined, 50))).map((one) => one.personId)).size >= 4)
  await keeper.close()
})
