import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { requestRun } from '../../src/billing/request-run.ts'
import { selectRun } from '../../src/billing/runs.sql.ts'
import { startRun } from '../../src/billing/start-run.ts'
import { startSubscription } from '../../src/billing/start-subscription.ts'
import { workRun } from '../../src/billing/work-run.ts'
import { issueInvoice } from '../../src/invoices/issue-invoice.ts'
import { insertInvoicing } from '../../src/invoices/invoices.sql.ts'
import type { Invoicing } from '../../src/invoices/invoicing.ts'
import { openKeeper } from '../../src/keeper/open-keeper.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { addStaff } from '../../src/staff/add-staff.ts'
import { ADMINISTRATOR } from '../../src/staff/role.ts'
import type { LocalDate } from '../../src/values/calendar.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import type { DyingRun } from '../dying-run.ts'
import { INDEX_KEY, installed, ORIGIN } from '../register.ts'

const OF_THE_ISSUE = 10_000
const PEOPLE = process.env['TILLIT_LONG'] ? OF_THE_ISSUE : 300
/** Somebody invoices by hand while the run is at it. */
const BY_HAND = 10
const AT_A_TIME = 500
/** A lease of half a minute lasts half a second. */
const HASTE = 60
/** A kill comes at any moment of a batch. */
const MOST_WAIT_MS = 200
const LINE = { description: 'Bredband', quantity: '1', unit: 'C62', price: '399', priceHasVat: true }
const SETTINGS: Invoicing = {
  seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' } },
  currency: 'SEK', prefix: '', dueDays: 30, wholeUnits: false, accounts: [{ type: 'bankgiro', number: '123-4567' }], swish: '1231231231', reference: { kind: 'ocr', control: 'check-digit' },
}

const folder = mkdtempSync(join(tmpdir(), 'tillit-runs-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('a monthly run of two copies at once, killed twice in the middle, ends with each invoice once, its page and its link, and no number missing', async (t) => {
  const database = await testDatabase()
  await installed(database)
  const keeperUrl = pathToFileURL(join(folder, 'keeper')).href
  const keeper = await openKeeper({ url: keeperUrl, keyName: 'kills', mayCreate: true, now: database.now })
  const tools = { keeper, publicUrl: 'http://localhost:8080', mayGoOn: () => Promise.resolve(true) }
  const staffId = await database.write((tx) => addStaff(tx, 'Astrid Nyberg', null, [ADMINISTRATOR]))
  await database.write((tx) => insertInvoicing(tx, SETTINGS, staffId))
  const people = await subscribers(database)
  const runId = await database.write((tx) => requestRun(tx, '2026-03-02' as LocalDate, staffId))
  await workRun(database, tools, 'rehearsal')
  assert.equal((await database.read((tx) => selectRun(tx, runId)))!.counts.invoices, PEOPLE)
  await database.write((tx) => startRun(tx, runId))

  const copy = (holder: string) => start({ connection: database.connection, now: new Date(database.now.getTime() + 60_000).toISOString(), keeperUrl, holder, haste: HASTE })
  const done = async () => (await database.read((tx) => selectRun(tx, runId)))!.done
  const begun = performance.now()
  const [one, other] = [copy('one'), copy('other')]
  const byHand = issueByHand(database, keeper, people)
  const stops: number[] = []
  for (const [copyToKill, share] of [[one, 1 / 3], [other, 2 / 3]] as const) {
    while ((await done()) < PEOPLE * share) await sleep(10)
    await sleep(randomInt(MOST_WAIT_MS))
    copyToKill.kill()
    assert.equal(await copyToKill.ended, null, 'it was killed at work')
    stops.push(await done())
  }
  assert.ok(stops.every((at) => at < PEOPLE), `killed in the middle: ${stops.join(', ')}`)
  const last = copy('last')
  assert.equal(await last.ended, 0)
  const seconds = (performance.now() - begun) / 1000
  await byHand

  const { state, counts } = (await database.read((tx) => selectRun(tx, runId)))!
  assert.deepEqual([state, counts.invoices, counts.leftOut, counts.amount], ['done', PEOPLE, 0, String(PEOPLE * 39_900)])
  assert.deepEqual(await counted(database, runId), {
    // One link on the page, one in the e-invoice.
    invoices: PEOPLE + BY_HAND, numbers: PEOPLE + BY_HAND, first: 1, last: PEOPLE + BY_HAND, references: PEOPLE + BY_HAND, pages: PEOPLE + BY_HAND, links: 2 * (PEOPLE + BY_HAND),
    periods: PEOPLE, invoiced: PEOPLE, items: PEOPLE, privacy: PEOPLE + BY_HAND,
  })
  await keeper.close()
  const reopened = await openKeeper({ url: keeperUrl, keyName: 'kills', mayCreate: false, now: database.now })
  assert.equal(reopened.seriesMark('invoice'), PEOPLE + BY_HAND, 'the keeper knows the last number (E3)')
  await reopened.close()
  t.diagnostic(`invoices ${PEOPLE} (issue: ${OF_THE_ISSUE}), killed at ${stops.join(' and ')}; ${(PEOPLE / seconds).toFixed(1)} invoices/s with starts and kills counted`)
})

/** People with an agreement and a subscription each. */
async function subscribers(database: TestDatabase): Promise<PersonId[]> {
  const all: PersonId[] = []
  for (let from = 0; from < PEOPLE; from += AT_A_TIME) {
    const many = Array.from({ length: Math.min(AT_A_TIME, PEOPLE - from) }, (_, place) => from + place)
    await database.write(async (tx) => {
      const { personIds } = await registerPeople(tx, INDEX_KEY, many.map((place) => ({
        country: 'SE' as const, values: { given_name: 'Karin', family_name: `Ek ${place}`, street: 'Bygatan 3', postal_code: '222 33', city: 'Lund', customer_number: `K-${place}` },
        contactPoints: [], identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' as const }],
      })), ORIGIN)
      for (const personId of personIds) await startSubscription(tx, { personId, name: 'Bredband', months: 1, billingDay: 1, startsOn: '2026-03-01' as LocalDate, lines: [LINE] }, { kind: 'staff', id: null })
      all.push(...personIds)
    })
  }
  return all
}

async function issueByHand(database: TestDatabase, keeper: Parameters<typeof issueInvoice>[1], people: readonly PersonId[]): Promise<void> {
  for (let place = 0; place < BY_HAND; place++) await database.write((tx) => issueInvoice(tx, keeper, { personId: people[place]!, lines: [{ ...LINE, description: 'Router' }] }, { kind: 'staff', id: null }, 'http://localhost:8080'))
}

/** A copy of the program at work on what waits. */
function start(given: DyingRun): { kill(): void; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'dying-run.ts'), JSON.stringify(given)], { stdio: ['ignore', 'inherit', 'inherit'] })
  return { kill: () => void child.kill('SIGKILL'), ended: once(child, 'exit').then(([code]) => code as number | null) }
}

async function counted(database: TestDatabase, runId: string): Promise<Record<string, number>> {
  const { rows } = await database.superuser(
    `select (select count(*) from invoice)::int as invoices, (select count(distinct number) from invoice)::int as numbers, (select min(number::int) from invoice) as first, (select max(number::int) from invoice) as last,
       (select count(distinct reference) from invoice)::int as references, (select count(*) from invoice i join issued_document d using (person_id, document_id) where d.number = i.number and substring(d.content for 5) = '%PDF-')::int as pages,
       (select count(*) from token where kind = 'invoice')::int as links, (select count(*) from subscription_period)::int as periods,
       (select count(*) from subscription_period p join invoice i using (person_id, invoice_id))::int as invoiced, (select count(*) from invoice_run_item where run_id = $1)::int as items,
       (select count(distinct content #>> '{privacy,uri}') from invoice)::int as privacy`, [runId])
  return rows[0] as Record<string, number>
}
