// Forgetting somebody: what goes, what stays, what is left to recognise them by (rules H3, E1, E2, E4, L2, L6).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Choice } from '../../src/consent/choice.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { concernedTables, erasedTables } from '../../src/erasure/erased-tables.ts'
import { erasePeople, type ErasureOrder } from '../../src/erasure/erase-people.ts'
import { findKeptProof } from '../../src/erasure/find-kept-proof.ts'
import { planErasure } from '../../src/erasure/plan-erasure.ts'
import { resumeErasures } from '../../src/erasure/resume-erasures.ts'
import { shredKeptProof } from '../../src/erasure/shred-kept-proof.ts'
import { PERSONAL_TABLES } from '../../src/law/data-map.ts'
import { Sequencer } from '../../src/ledger/sequencer.ts'
import { verifyLedger } from '../../src/ledger/verify-ledger.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { updateEndedGrounds } from '../../src/people/grounds.sql.ts'
import { selectPeople } from '../../src/people/people.sql.ts'
import { wording } from '../../src/purposes/wording.ts'
import { newId, type PersonId, type StaffId } from '../../src/values/ids.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { customer, installed } from '../register.ts'
import type { House } from '../../src/doors/house.ts'

export const BACKUP_DAYS = 35

async function openHouse(): Promise<{ database: TestDatabase; house: House; sequencer: Sequencer }> {
  const database = await testDatabase()
  await installed(database)
  const house = await testHouse(database)
  return { database, house, sequencer: new Sequencer({ database, keeper: house.keeper, tree: house.tree, holder: 'one' }) }
}

const said = (personId: PersonId, kind: Choice['kind'], purpose: string | null, contactPointId: Choice['contactPointId'] = null): Choice => ({
  personId, kind, purpose, channel: purpose === null ? null : 'email', contactPointId, frequency: null, surface: 'web', language: 'sv', actor: { kind: 'person', id: personId },
  wording: wording('sv', 'Får vi skicka nyheter?'), evidence: {},
})

/** Somebody with a yes and nothing that keeps them. */
async function prospect(database: TestDatabase, house: House, email: string) {
  const one = await customer(database, email, { grounds: [{ purpose: 'prospects', basis: 'contract' }], values: { given_name: 'Maja', family_name: 'Berg', city: 'Umeå' } })
  await database.write((tx) => recordChoices(tx, house.keeper, [said(one.personId, 'given', 'news', one.email.contactPointId)]))
  return one
}

const forget = (database: TestDatabase, house: House, ...orders: ErasureOrder[]) => database.write((tx) => erasePeople(tx, house.keeper, orders))

/** Every row of a table that knows the person. */
async function rowsOf(database: TestDatabase, table: string, personId: PersonId): Promise<number> {
  return (await database.superuser(`select count(*)::int as n from ${table} where person_id = $1`, [personId])).rows[0].n
}

/** Who looks for kept proof, and why. */
const SEARCH = { by: newId<StaffId>(new Date('2026-03-02T09:00:00Z')), reason: 'IMY, DI-2026-17' }

test('a person whom nothing keeps is gone from every table of the data map, and the ledger still verifies', async (t) => {
  const { database, house, sequencer } = await openHouse()
  const gone = await prospect(database, house, 'maja@example.org')
  const stays = await prospect(database, house, 'other@example.org')
  await sequencer.step()
  await database.write((tx) => recordChoices(tx, house.keeper, [said(gone.personId, 'withdrawn', 'news'), said(stays.personId, 'withdrawn', 'news')]))
  const [erased] = await forget(database, house, { personId: gone.personId, why: 'asked' })
  for (const table of [...erasedTables(), 'person', 'ledger_entry', 'ledger_pending']) assert.equal(await rowsOf(database, table, gone.personId), 0, table)
  for (const table of ['person', 'profile', 'contact_point', 'ledger_entry', 'standing']) assert.ok(await rowsOf(database, table, stays.personId) > 0, table)
  assert.equal(erased!.state, 'leaving')
  const register = erased!.places.find((one) => one.place === 'register')!
  assert.ok(register.counts['contact']! > 0 && register.counts['grounds']! > 0, JSON.stringify(register.counts))
  assert.deepEqual(erased!.places.find((one) => one.place === 'ledger')!.counts, { entries: 2 })
  await sequencer.step()
  const report = await database.read(async (tx) => verifyLedger(tx, { key: house.keeper.keys.signing, heads: await house.keeper.readHeads(), checkpoints: [] }))
  assert.equal(report.finding, undefined)
  assert.equal(report.shredded, 2)
  assert.deepEqual((await house.keeper.readJournal()).filter((one) => one.kind === 'erasure').map((one) => one.kind === 'erasure' && one.person), [gone.personId])
  t.diagnostic(`${erasedTables().length} tables emptied from the data map`)
})

test('the eraser may delete from every table that the data map says is emptied', async () => {
  const { database } = await openHouse()
  for (const table of [...erasedTables(), 'person', 'ledger_entry', 'token', 'hold']) {
    const { rows } = await database.superuser("select has_table_privilege('tillit_eraser', $1, 'delete') and has_table_privilege('tillit_eraser', $1, 'select') as may", [table])
    assert.ok(rows[0].may, `${table}: grant select, delete to tillit_eraser`)
  }
})

test('every table on the data map that knows a person is emptied, handled in its own way, or kept for a reason that its line says', () => {
  const kept = Object.entries(PERSONAL_TABLES).filter(([table, map]) => map.whose === 'person' && map.columns.split(/\s+/).includes('person_id') && !erasedTables().includes(table)).map(([table]) => table)
  assert.deepEqual(kept.toSorted(), ['bank_payment_step', 'erasure', 'erasure_letter', 'erasure_place', 'hold', 'import_row', 'invoice', 'invoice_delivery', 'invoice_reminder', 'issued_document', 'kept_proof', 'ledger_entry', 'ledger_pending', 'ledger_place', 'payment', 'person', 'person_change', 'person_change_pending', 'system_task', 'system_task_subject', 'token'])
  assert.ok(concernedTables().length > erasedTables().length)
})

test('proof of a consent is kept apart: no role but the eraser reads it, the address finds it, and after two years it is gone', async () => {
  const { database, house } = await openHouse()
  const gone = await prospect(database, house, 'maja@example.org')
  await database.write((tx) => recordChoices(tx, house.keeper, [said(gone.personId, 'withdrawn', 'news'), said(gone.personId, 'stop-asking', null)]))
  await forget(database, house, { personId: gone.personId, why: 'asked' })
  for (const act of [database.read.bind(database), database.write.bind(database)]) {
    await assert.rejects(act((tx) => tx.db.selectFrom('kept_proof' as never).selectAll().execute()), /permission denied/)
  }
  const found = await database.write((tx) => findKeptProof(tx, house.keeper, { kind: 'email', canonical: 'maja@example.org' }, SEARCH))
  // What proves no consent, such as not wanting to be asked, is not kept.
  assert.deepEqual(found.map((one) => one.kind), ['given', 'withdrawn'])
  assert.deepEqual(await database.write((tx) => findKeptProof(tx, house.keeper, { kind: 'email', canonical: 'other@example.org' }, SEARCH)), [])
  // Each search is kept with its reason; neither the address nor whom it found.
  const { rows: searches } = await database.superuser('select to_jsonb(s) as row from kept_proof_search s order by found desc')
  assert.deepEqual(searches.map(({ row }) => [row.searched_by, row.kind, row.reason, row.found > 0]), [[SEARCH.by, 'email', SEARCH.reason, true], [SEARCH.by, 'email', SEARCH.reason, false]])
  assert.ok(!JSON.stringify(searches).includes('example.org'))
  database.now = new Date('2028-03-01T09:00:00Z')
  assert.equal(await database.write(shredKeptProof), 0)
  database.now = new Date('2028-03-02T09:00:01Z')
  assert.equal(await database.write(shredKeptProof), 2)
  assert.equal(await rowsOf(database, 'kept_proof', gone.personId), 0)
})

test('a running contract keeps what it needs until it is ended, and then the rest goes with the clock it had', async () => {
  const { database, house } = await openHouse()
  const one = await customer(database, 'maria@example.org', { values: { given_name: 'Maria', interests: ['cykling'], city: 'Göteborg' }, grounds: [{ purpose: 'contract', basis: 'contract' }, { purpose: 'news', basis: 'consent' }] })
  await database.write((tx) => recordChoices(tx, house.keeper, [said(one.personId, 'given', 'news', one.email.contactPointId)]))
  const plan = await database.read((tx) => planErasure(tx, one.personId, BACKUP_DAYS))
  assert.equal(plan.whole, false)
  assert.deepEqual(plan.stays.find((each) => each.because === 'contract')?.what, ['contract'])
  assert.ok(plan.fields.stay.includes('city') && plan.fields.stay.includes('email'), JSON.stringify(plan.fields))
  const asked = new Date('2026-02-20T10:00:00Z')
  const [erased] = await forget(database, house, { personId: one.personId, why: 'asked', at: asked })
  assert.equal(erased!.state, 'partly')
  const profile = await database.superuser('select interests, city from profile where person_id = $1', [one.personId])
  assert.deepEqual(profile.rows, [{ interests: null, city: 'Göteborg' }])
  assert.deepEqual((await database.superuser("select state from standing where person_id = $1 and purpose = '*'", [one.personId])).rows, [{ state: 'objected' }])
  const again = await database.write((tx) => resumeErasures(tx, house.keeper, new Date(0)))
  assert.deepEqual(again.erased, [])
  const [contract] = (await database.read((tx) => selectGrounds(tx, [one.personId]))).filter((ground) => ground.purpose === 'contract')
  database.now = new Date('2026-04-01T09:00:00Z')
  await database.write((tx) => updateEndedGrounds(tx, [{ personId: one.personId, groundId: contract!.groundId, why: 'contract-ended', holdUntil: new Date('2029-04-01T00:00:00Z') }]))
  const { erased: [rest] } = await database.write((tx) => resumeErasures(tx, house.keeper, new Date(0)))
  assert.equal(rest!.erasureId, erased!.erasureId)
  assert.equal(rest!.state, 'leaving')
  assert.deepEqual(await database.read((tx) => selectPeople(tx, [one.personId])), [])
  const { rows } = await database.superuser('select asked_at, erased_at from erasure where person_id = $1', [one.personId])
  assert.deepEqual(rows, [{ asked_at: asked, erased_at: database.now }])
  assert.equal((await database.superuser("select count(*)::int as n from erasure_place where person_id = $1 and place = 'contract' and state = 'waits'", [one.personId])).rows[0].n, 0)
})

test('what the rehearsal says is what happens: groups and counts of a whole erasure', async () => {
  const { database, house } = await openHouse()
  const one = await prospect(database, house, 'maja@example.org')
  const plan = await database.read((tx) => planErasure(tx, one.personId, BACKUP_DAYS))
  assert.equal(plan.whole, true)
  assert.deepEqual(plan.fields.stay, [])
  assert.ok(plan.stays.some((each) => each.because === 'proof' && each.until?.toISOString().startsWith('2028-03-02')))
  const [erased] = await forget(database, house, { personId: one.personId, why: 'asked' })
  const place = (key: string) => erased!.places.find((each) => each.place === key)!
  const told = { ...place('register').counts, answers: (place('register').counts['answers'] ?? 0) + place('ledger').counts['entries']! }
  assert.deepEqual(told, plan.goes)
})

test('after the erasure a no can still be recorded, a yes not, and the ledger takes it (trap 2)', async () => {
  const { database, house, sequencer } = await openHouse()
  const one = await prospect(database, house, 'maja@example.org')
  await sequencer.step()
  await forget(database, house, { personId: one.personId, why: 'asked' })
  for (let turn = 0; turn < 2; turn++) {
    const { outcomes } = await database.write((tx) => recordChoices(tx, house.keeper, [said(one.personId, 'withdrawn', 'news'), said(one.personId, 'given', 'news', one.email.contactPointId)]))
    assert.deepEqual(outcomes.map((each) => ('refusal' in each ? each.refusal.rule : each.entry.seq)), [2 + turn, 'L2'])
    await sequencer.step()
  }
  assert.equal(await rowsOf(database, 'standing', one.personId), 0)
  const report = await database.read(async (tx) => verifyLedger(tx, { key: house.keeper.keys.signing, heads: await house.keeper.readHeads(), checkpoints: [] }))
  assert.equal(report.finding, undefined)
})
